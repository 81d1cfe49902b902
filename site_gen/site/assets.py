"""The stylesheet, what of it a page needs with its hash, scripts in one piece, and the files that are copied
as they are.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_gen.content.listing import link_fault
from site_gen.content.schema import nearest
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.site.stylesheet import Names, asked_for, pruned
from site_gen.source import SourceFile, shown_path

ENTRY = "css/site.css"
LARGE = ("css/parts.css",)
"""Stylesheets for pages of divided lists, which small sites do not have."""
PAPER = "assets/print.css"
"""Where the stylesheet for paper is published: what is printed can come after what is read."""
SCRIPTS = "js/"
"""Where scripts lie in parts, a folder each; pages ask for them in one piece."""
SHARED = ("css/tokens.css", "css/base.css")
_IMPORT = re.compile(r'@import\s+"([\w./-]+)"(?:\s+layer\(([\w-]+)\))?\s*;')


_NOUGHT = re.compile(r"(\"[^\"]*\"|'[^']*'|url\([^)]*\))|(?<![\w.#])(?<!\w-)0\.(?=\d)")
_PROPERTY = re.compile(r"(?<![\w-])--([\w-]+)")


@dataclass(frozen=True, slots=True)
class Style:
    """A stylesheet as it stands in a page, and its hash as a Content-Security-Policy names it."""

    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The stylesheet of a site for screens, whole, and that for paper; the names that the pages of each
    template hold; and classes that no page has.
    """

    text: str
    paper: str
    names: Mapping[str, Names]
    absent: frozenset[str] = frozenset()

    def style_of(self, template: str) -> Style:
        """Return what of the stylesheet the pages of a template need; all of it for one that is not known."""
        names = self.names.get(template)
        known = names and names.and_of(asked_for(self.paper))
        text = pruned(self.text, known, self.absent) if known else self.text
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return Style(text, f"sha256-{digest}")


def static_files(folders: Sequence[Path]) -> dict[str, Path]:
    """List the files of the `static/` folders by relative path; of two at one path the one in the earlier
    folder wins.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for file in sorted(folder.rglob("*")):
                if file.is_file() and not file.name.endswith("~") and file.name != ".DS_Store":
                    files.setdefault(file.relative_to(folder).as_posix(), file)
    return dict(sorted(files.items()))


def copied(files: Mapping[str, Path]) -> dict[str, Path]:
    """Return the static files that are published as they are: all but the stylesheets, which stand inside the
    pages, and the parts of scripts, which are published in one piece.
    """
    return {
        path: file
        for path, file in files.items()
        if not (path.startswith("css/") and path.endswith(".css"))
        and not (path.startswith(SCRIPTS) and path.count("/") > 1 and path.endswith(".js"))
    }


def make_script(files: Mapping[str, Path], name: str) -> str:
    """Join the parts of a script, the files of `js/<name>/` in the order of their names, without the lines
    that are comments and without indentation. A part may hold no text of several lines, which would lose its
    own.
    """
    folder = f"{SCRIPTS}{name}/"
    lines: list[str] = []
    for path, file in files.items():
        if path.startswith(folder) and path.endswith(".js"):
            text = file.read_text(encoding="utf-8", errors="replace")
            stripped = (line.strip() for line in text.split("\n"))
            lines += (line for line in stripped if line and not line.startswith("//"))
    return "\n".join((*lines, ""))


def make_style(
    files: Mapping[str, Path], theme: Mapping[str, str], root: Path, left_out: Collection[str] = ()
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Join `css/site.css` with all it imports, in its order and layers, add the theme, and make it small.
    Files that are `left_out` are those that no page of the site has a use for.

    What is wrong is returned with it: in stylesheets, in the names of the theme, and static files that are
    links out of the project.
    """
    found = [fault for file in files.values() if (fault := link_fault(file, root))]
    text = _joined(ENTRY, files, root, found, (), left_out)
    found += _unknown_properties(theme, text)
    return _small(text + _properties(theme)), tuple(found)


def make_style_beside(files: Mapping[str, Path], theme: Mapping[str, str], own: str) -> str:
    """Return the stylesheet of a page that is no page of the site: its custom properties and the look of
    plain elements, then `own`.
    """
    shared = [files[path].read_text(encoding="utf-8", errors="replace") for path in SHARED if path in files]
    return _small("\n".join((*shared, _properties(theme), own)))


def _properties(theme: Mapping[str, str]) -> str:
    properties = "".join(f"--{name}:{value};" for name, value in sorted(theme.items()))
    return f":root{{{properties}}}" if theme else ""


def _unknown_properties(theme: Mapping[str, str], css: str) -> Iterator[Diagnostic]:
    """Warn of properties that no stylesheet sets or uses: nothing would change by them."""
    known = tuple(dict.fromkeys(_PROPERTY.findall(css)))
    for name in theme:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean `{near}`?" if near else "the names stand in static/css/tokens.css"
            found = f"`theme.{name}` is used by no stylesheet"
            yield about_file("content/site.toml", "C109", found, hint, severity=Severity.WARNING)


def _joined(
    path: str,
    files: Mapping[str, Path],
    root: Path,
    found: list[Diagnostic],
    above: tuple[str, ...],
    left_out: Collection[str],
) -> str:
    file = files.get(path)
    if file is None:
        found.append(
            about_file(
                f"static/{path}",
                "T110",
                "there is no such stylesheet",
                "put it there, or remove its `@import`",
            )
        )
        return ""
    source = SourceFile(shown_path(file, root), file.read_text(encoding="utf-8", errors="replace"))

    def put_in(match: re.Match[str]) -> str:
        name = f"css/{match[1]}"
        if name in left_out:
            return ""
        if name in (path, *above):
            found.append(
                diagnose(source, match.start(), "T111", f"`{match[1]}` imports itself", "remove the line")
            )
            return ""
        text = _joined(name, files, root, found, (*above, path), left_out)
        return f"@layer {match[2]}{{{text}}}" if match[2] else text

    return _IMPORT.sub(put_in, source.text)


def _small(css: str) -> str:
    """Drop comments, needless white space, and the nought of numbers below one."""
    import rcssmin

    return _NOUGHT.sub(lambda found: found[1] or ".", str(rcssmin.cssmin(css)))

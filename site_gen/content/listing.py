"""Which files lie in a folder of content, and what their names say: slug and language."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from site_gen.diagnostics import Diagnostic, Severity, about_file
from site_gen.paths import slug_fault, slugify
from site_gen.source import shown_path

_NEARLY_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")


class Named(NamedTuple):
    """A Markdown file, taken apart by its name: its slug, its language or an empty text, and the file."""

    slug: str
    lang: str
    file: Path


def list_files(
    folder: Path, root: Path, languages: Sequence[str], found: list[Diagnostic]
) -> tuple[list[Named], dict[str, Path]]:
    """List the Markdown files of a folder, taken apart by name, and the other files."""
    markdown: list[Named] = []
    others: dict[str, Path] = {}
    seen: dict[tuple[str, str], Path] = {}
    for file in _walk(folder, root, found):
        if file.suffix != ".md":
            if file.suffix.lower() in _NEARLY_MARKDOWN:
                found.append(_not_read(file, root))
            others[file.relative_to(folder).as_posix()] = file
            continue
        named = _take_apart(file, folder, languages)
        # Case is folded: two such files are one file on macOS and Windows, and one address on some hosts.
        key = (named.slug.casefold(), named.lang or languages[0])
        if fault := _name_fault(named, file, root, languages):
            found.append(fault)
        elif key in seen:
            other = shown_path(seen[key], root)
            found.append(
                about_file(
                    shown_path(file, root),
                    "E103",
                    f"gives the same address as `{other}`",
                    "rename one of the two",
                )
            )
        else:
            seen[key] = file
            markdown.append(named)
    return markdown, others


def _walk(folder: Path, root: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order, not following links to folders; hidden ones are left
    out.
    """
    if not folder.is_dir():
        return
    if fault := link_fault(folder, root):
        found.append(fault)
        return

    def unreadable(fault: OSError) -> None:
        message = f"cannot be read: {(fault.strerror or str(fault)).lower()}"
        found.append(about_file(shown_path(Path(fault.filename), root), "S101", message, "give permission"))

    for here, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in [f for f in folders if f.endswith(".md")]:
            hint = "give files the ending, not folders"
            found.append(
                about_file(
                    shown_path(Path(here, name), root), "S104", "is a folder with the name of a file", hint
                )
            )
        for name in sorted(names):
            file = Path(here, name)
            if name.startswith(".") or name.endswith("~"):
                continue
            if (fault := _file_fault(file, root)) is None:
                yield file
            else:
                found.append(fault)


def _file_fault(file: Path, root: Path) -> Diagnostic | None:
    """Return why a file below a folder that is no link is not read."""
    try:
        mode = file.lstat().st_mode
        if stat.S_ISREG(mode):
            return None
        mode = file.stat().st_mode
    except OSError:
        hint = "remove it, or put the file there that it leads to"
        return about_file(shown_path(file, root), "S105", "is a link that leads nowhere", hint)
    if not stat.S_ISREG(mode):
        return about_file(shown_path(file, root), "S104", "is not a file", "remove it")
    return link_fault(file, root)


def link_fault(file: Path, root: Path) -> Diagnostic | None:
    """Return the fault of a file or folder of a project that is a link out of it, or lies behind one.

    What it leads to was not put into the project by anybody: whoever can write a link could publish any file
    that the build may read. A file that does not lie below the root is none of the project's and not asked.
    """
    links = [each for each in (file, *file.parents) if root in each.parents and each.is_symlink()]
    if not links or file.resolve().is_relative_to(root.resolve()):
        return None
    hint = "put the file itself there, or a link to one inside the project"
    return about_file(shown_path(file, root), "S105", "is a link that leads out of the project", hint)


def _take_apart(file: Path, folder: Path, languages: Sequence[str]) -> Named:
    """Find slug and language in `slug.md`, `slug.en.md`, `slug/index.md` or `slug/index.en.md`."""
    stem, dot, last = file.stem.rpartition(".")
    lang = (
        last if dot and (last in languages or re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", last)) else ""
    )
    name = stem if lang else file.stem
    if name == "index" and file.parent != folder:
        name = file.parent.name
    return Named(name, lang, file)


def _name_fault(named: Named, file: Path, root: Path, languages: Sequence[str]) -> Diagnostic | None:
    shown = shown_path(file, root)
    if named.lang and named.lang not in languages:
        known = ", ".join(f"`{lang}`" for lang in languages)
        message = f"is in the language `{named.lang}`, which the site does not have; it has {known}"
        hint = "add the language to `languages` in content/site.toml, or rename the file"
        return about_file(shown, "E102", message, hint)
    if why := slug_fault(named.slug):
        near = slugify(named.slug) or "event-1"
        return about_file(
            shown, "E101", f"`{named.slug}` cannot be a slug: {why}", f"rename it to `{near}.md`"
        )
    return None


def _not_read(file: Path, root: Path) -> Diagnostic:
    message = f"is not read, since its ending is `{file.suffix}`"
    hint = f"rename it to `{file.stem}.md`"
    return about_file(shown_path(file, root), "S106", message, hint, severity=Severity.WARNING)

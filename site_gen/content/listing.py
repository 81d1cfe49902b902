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
    """A Markdown file, taken apart by its name: its slug, its language or an empty text, and its path
    relative to the project, with forward slashes.
    """

    slug: str
    lang: str
    path: str


def list_files(
    folder: Path, root: Path, languages: Sequence[str], found: list[Diagnostic]
) -> tuple[list[Named], dict[str, Path]]:
    """List the Markdown files of a folder below the root, taken apart by name, and the other files."""
    markdown: list[Named] = []
    others: dict[str, Path] = {}
    seen: dict[tuple[str, str], str] = {}
    top = shown_path(folder, root)
    for path in _walk_from(folder, root, found):
        if not path.endswith(".md"):
            if path.lower().endswith(_NEARLY_MARKDOWN):
                found.append(_not_read(path))
            others[path[len(top) + 1 :]] = root / path
            continue
        named = _take_apart(path, top, languages)
        # Case is folded: two such files are one file on macOS and Windows, and one address on some hosts.
        key = (named.slug.casefold(), named.lang or languages[0])
        if fault := _name_fault(named, languages):
            found.append(fault)
        elif key in seen:
            message = f"gives the same address as `{seen[key]}`"
            found.append(about_file(path, "E103", message, "rename one of the two"))
        else:
            seen[key] = path
            markdown.append(named)
    return markdown, others


def _walk_from(folder: Path, root: Path, found: list[Diagnostic]) -> Iterator[str]:
    """Yield the paths of the files below a folder in a fixed order, not following links to folders; hidden
    ones are left out.
    """
    if not folder.is_dir():
        return
    if fault := link_fault(folder, root):
        found.append(fault)
        return
    yield from _walk(os.fspath(folder), shown_path(folder, root), root, found)


def _walk(folder: str, shown: str, root: Path, found: list[Diagnostic]) -> Iterator[str]:
    # Made of strings: a Path for each of many files takes longer than all else that is done here.
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as refused:
        message = f"cannot be read: {(refused.strerror or str(refused)).lower()}"
        found.append(about_file(shown, "S101", message, "give permission"))
        return
    folders = []
    files = []
    for entry in inside:
        if entry.name.startswith("."):
            continue
        if not _is_folder(entry):
            files.append(entry)
            continue
        if entry.name.endswith(".md"):
            hint = "give files the ending, not folders"
            found.append(
                about_file(f"{shown}/{entry.name}", "S104", "is a folder with the name of a file", hint)
            )
        if not entry.is_symlink():
            folders.append(entry)
    for entry in files:
        if entry.name.endswith("~"):
            continue
        if fault := _file_fault(entry, root):
            found.append(fault)
        else:
            yield f"{shown}/{entry.name}"
    for entry in folders:
        yield from _walk(entry.path, f"{shown}/{entry.name}", root, found)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file_fault(entry: os.DirEntry[str], root: Path) -> Diagnostic | None:
    """Return why a file below a folder that is no link is not read."""
    try:
        # Nearly all are; and a Path for each of many files takes longer than all else that is done here.
        if entry.is_file(follow_symlinks=False):
            return None
        file = Path(entry.path)
        mode = file.stat().st_mode
    except OSError:
        file = Path(entry.path)
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


def _take_apart(path: str, top: str, languages: Sequence[str]) -> Named:
    """Find slug and language in `slug.md`, `slug.en.md`, `slug/index.md` or `slug/index.en.md`."""
    folder, _, name = path.rpartition("/")
    name = name.removesuffix(".md")
    stem, dot, last = name.rpartition(".")
    lang = (
        last if dot and (last in languages or re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", last)) else ""
    )
    name = stem if lang else name
    if name == "index" and folder != top:
        name = folder.rpartition("/")[2]
    return Named(name, lang, path)


def _name_fault(named: Named, languages: Sequence[str]) -> Diagnostic | None:
    if named.lang and named.lang not in languages:
        known = ", ".join(f"`{lang}`" for lang in languages)
        message = f"is in the language `{named.lang}`, which the site does not have; it has {known}"
        hint = "add the language to `languages` in content/site.toml, or rename the file"
        return about_file(named.path, "E102", message, hint)
    if why := slug_fault(named.slug):
        near = slugify(named.slug) or "event-1"
        message = f"`{named.slug}` cannot be a slug: {why}"
        return about_file(named.path, "E101", message, f"rename it to `{near}.md`")
    return None


def _not_read(path: str) -> Diagnostic:
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    message = f"is not read, since its ending is `.{ending}`"
    return about_file(path, "S106", message, f"rename it to `{stem}.md`", severity=Severity.WARNING)

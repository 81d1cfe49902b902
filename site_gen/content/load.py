"""The one module that reads `content/` from disk: files → events, pages and sources, with all that is wrong.

Nothing is guessed: a file whose name is no slug, a translation of nothing, two files of one name are each
said.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from site_gen.content.event import Event
from site_gen.content.eventfile import read_event, read_translation
from site_gen.content.page import Page, read_page
from site_gen.content.sources import Source, read_csl_json, read_sources
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.paths import slug_fault, slugify
from site_gen.source import SourceFile, decode, shown_path

LARGEST_FILE = 1_000_000
"""Bytes that one text file may have."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that an editor wrote. `events` and `pages` are by slug, then by language; the default language is
    always there.

    `files` are the images and other files that lie beside events, by their path under `content/events/`.
    """

    events: Mapping[str, Mapping[str, Event]] = field(default_factory=dict)
    pages: Mapping[str, Mapping[str, Page]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


class Named(NamedTuple):
    """A Markdown file, taken apart by its name: its slug, its language or an empty text, and the file."""

    slug: str
    lang: str
    file: Path


def load_content(root: Path, languages: Sequence[str]) -> Content:
    """Read `content/` under a project's root; the first of `languages` is the default one."""
    folder = root / "content"
    found: list[Diagnostic] = []
    events, files = _events(folder / "events", root, languages, found)
    pages = _pages(folder / "pages", root, languages, found)
    sources = _sources(folder, root, found)
    return Content(events, pages, sources, files, tuple(found))


def read_text(file: Path, root: Path, found: list[Diagnostic]) -> SourceFile | None:
    """Read a text file, or report why not and return None."""
    shown = shown_path(file, root)
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            found.append(
                about_file(
                    shown,
                    "S103",
                    f"the file has {size:,} bytes; at most {LARGEST_FILE:,} are read",
                    "split it",
                )
            )
            return None
        data = file.read_bytes()
    except OSError as fault:
        found.append(
            about_file(
                shown,
                "S101",
                f"cannot be read: {(fault.strerror or str(fault)).lower()}",
                "check that it exists and may be read",
            )
        )
        return None
    source, fault_of_text = decode(shown, data)
    if fault_of_text:
        found.append(
            diagnose(source, fault_of_text.offset, "S102", fault_of_text.message, fault_of_text.hint)
        )
        return None
    return source


def _events(
    folder: Path, root: Path, languages: Sequence[str], found: list[Diagnostic]
) -> tuple[dict[str, dict[str, Event]], dict[str, Path]]:
    markdown, files = _listing(folder, root, languages, found)
    events: dict[str, dict[str, Event]] = {}
    by_file_slug: dict[str, str] = {}
    for named in (n for n in markdown if n.lang in ("", languages[0])):
        source = read_text(named.file, root, found)
        reading = read_event(source, named.slug, languages[0]) if source else None
        found += reading.diagnostics if reading else ()
        if reading is None or reading.event is None:
            # Its translations must not be called orphans of a file that is there and merely broken.
            by_file_slug.setdefault(named.slug, "")
            continue
        event = reading.event
        if first := events.get(event.slug):
            found.append(_duplicate(event, first[languages[0]]))
            continue
        events[event.slug] = {languages[0]: event}
        by_file_slug[named.slug] = event.slug
    for named in (n for n in markdown if n.lang not in ("", languages[0])):
        if named.slug not in by_file_slug:
            found.append(_orphan(named, root))
        elif slug := by_file_slug[named.slug]:
            source = read_text(named.file, root, found)
            if source:
                reading = read_translation(source, events[slug][languages[0]], named.lang)
                found += reading.diagnostics
                if reading.event:
                    events[slug][named.lang] = reading.event
    return events, files


def _pages(
    folder: Path, root: Path, languages: Sequence[str], found: list[Diagnostic]
) -> dict[str, dict[str, Page]]:
    markdown, _ = _listing(folder, root, languages, found)
    pages: dict[str, dict[str, Page]] = {}
    for named in sorted(markdown, key=lambda n: n.lang not in ("", languages[0])):
        source = read_text(named.file, root, found)
        if source is None:
            continue
        page, faults = read_page(source, named.slug, named.lang or languages[0])
        found += faults
        if page:
            pages.setdefault(named.slug, {})[page.lang] = page
    for slug in [s for s, by_lang in pages.items() if languages[0] not in by_lang]:
        found.append(_orphan(Named(slug, "", folder / f"{slug}.md"), root))
        del pages[slug]
    return pages


def _listing(
    folder: Path, root: Path, languages: Sequence[str], found: list[Diagnostic]
) -> tuple[list[Named], dict[str, Path]]:
    """List the Markdown files of a folder, taken apart by name, and the other files."""
    markdown: list[Named] = []
    others: dict[str, Path] = {}
    seen: dict[tuple[str, str], Path] = {}
    for file in _walk(folder, root, found):
        if file.suffix != ".md":
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
    for here, folders, names in os.walk(folder):
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
            if not file.exists():
                found.append(
                    about_file(
                        file.relative_to(root).as_posix(), "S105", "is a link that leads nowhere", "remove it"
                    )
                )
            elif not file.is_file():
                found.append(about_file(shown_path(file, root), "S104", "is not a file", "remove it"))
            else:
                yield file


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
        hint = f"add it to `languages` in content/site.toml, or rename the file; the site has {', '.join(languages)}"
        return about_file(
            shown, "E102", f"is in the language `{named.lang}`, which the site does not have", hint
        )
    if why := slug_fault(named.slug):
        near = slugify(named.slug) or "event-1"
        return about_file(
            shown, "E101", f"`{named.slug}` cannot be a slug: {why}", f"rename it to `{near}.md`"
        )
    return None


def _duplicate(event: Event, first: Event) -> Diagnostic:
    offset, length = event.marks.get("slug", (0, 3))
    message = f"the slug `{event.slug}` is taken by `{first.file.path}`"
    return diagnose(
        event.file, offset, "E103", message, "give one of them another `slug:` or file name", length=length
    )


def _orphan(named: Named, root: Path) -> Diagnostic:
    message = f"is a translation of `{named.slug}.md`, which does not exist"
    if not named.lang:
        message = "exists only as a translation"
    hint = f"write `{named.slug}.md` in the site's default language, or rename the translation"
    return about_file(shown_path(named.file, root), "E106", message, hint)


def _sources(folder: Path, root: Path, found: list[Diagnostic]) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for name, reader in (("sources.yaml", read_sources), ("sources.json", read_csl_json)):
        file = folder / name
        text = read_text(file, root, found) if file.is_file() else None
        if text:
            read = reader(text)
            found += read.diagnostics
            for id_ in sources.keys() & read.by_id.keys():
                found.append(
                    about_file(
                        text.path,
                        "E122",
                        f"`{id_}` stands in sources.yaml as well",
                        "keep one",
                        severity=Severity.WARNING,
                    )
                )
            sources = {**read.by_id, **sources}
    return sources

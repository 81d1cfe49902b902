"""The one module that reads `content/` from disk: files → events, pages and sources, with all that is wrong.

Nothing is guessed: a file whose name is no slug, a translation of nothing, two files of one name are each
said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from site_gen.content.event import Event
from site_gen.content.eventfile import Reading, read_event, read_translation, translation_faults
from site_gen.content.listing import Named, list_files
from site_gen.content.page import Page, read_page
from site_gen.content.reading import Known, read_all, read_text
from site_gen.content.sources import Source, read_csl_json, read_sources
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.source import SourceFile


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


def load_content(root: Path, languages: Sequence[str], known: Known | None = None) -> Content:
    """Read `content/` under a project's root; the first of `languages` is the default one.

    `known` holds what was read before, and afterwards what was read now.
    """
    folder = root / "content"
    found: list[Diagnostic] = []
    events, files = _events(folder / "events", root, languages, known or Known(), found)
    pages = _pages(folder / "pages", root, languages, found)
    sources = _sources(folder, root, languages, found)
    return Content(events, pages, sources, files, tuple(found))


def _events(
    folder: Path, root: Path, languages: Sequence[str], known: Known, found: list[Diagnostic]
) -> tuple[dict[str, dict[str, Event]], dict[str, Path]]:
    markdown, files = list_files(folder, root, languages, found)
    originals = [n for n in markdown if n.lang in ("", languages[0])]
    translations = [n for n in markdown if n.lang not in ("", languages[0])]
    events: dict[str, dict[str, Event]] = {}
    by_file_slug: dict[str, str] = {}
    tongues = ",".join(languages)

    def read_original(named: Named, source: SourceFile) -> Reading:
        return read_event(source, named.slug, languages[0], languages)

    for named, reading in read_all(originals, root, known, read_original, lambda _: tongues, found):
        # Translations of a file that is there and merely broken must not be called orphans.
        by_file_slug[named.slug] = ""
        found += reading.diagnostics if reading else ()
        if reading is None or reading.event is None:
            continue
        event = reading.event
        if first := events.get(event.slug):
            found.append(_duplicate(event, first[languages[0]]))
            continue
        events[event.slug] = {languages[0]: event}
        by_file_slug[named.slug] = event.slug
    found += [_orphan(n) for n in translations if n.slug not in by_file_slug]
    translations = [n for n in translations if n.slug in by_file_slug]

    def base(named: Named) -> Event | None:
        return events[slug][languages[0]] if (slug := by_file_slug[named.slug]) else None

    def read_other(named: Named, source: SourceFile) -> Reading:
        original = base(named)
        if original is None:
            return Reading(None, translation_faults(source, languages))
        return read_translation(source, original, named.lang, languages)

    def basis(named: Named) -> str:
        original = base(named)
        return f"{tongues} {original.file.digest if original else ''}"

    for named, reading in read_all(translations, root, known, read_other, basis, found):
        found += reading.diagnostics if reading else ()
        if reading and reading.event:
            events[by_file_slug[named.slug]][named.lang] = reading.event
    known.parsed.keep(named.path for named in markdown)
    return events, files


def _pages(
    folder: Path, root: Path, languages: Sequence[str], found: list[Diagnostic]
) -> dict[str, dict[str, Page]]:
    markdown, _ = list_files(folder, root, languages, found)
    originals = {named.slug for named in markdown if named.lang in ("", languages[0])}
    pages: dict[str, dict[str, Page]] = {}
    for named in sorted(markdown, key=lambda n: n.lang not in ("", languages[0])):
        if named.slug not in originals:
            found.append(_orphan(named))
            continue
        source = read_text(root / named.path, root, found)
        if source is None:
            continue
        page, faults = read_page(source, named.slug, named.lang or languages[0])
        found += faults
        if page:
            pages.setdefault(named.slug, {})[page.lang] = page
    return {slug: by_lang for slug, by_lang in pages.items() if languages[0] in by_lang}


def _duplicate(event: Event, first: Event) -> Diagnostic:
    offset, length = event.marks.get("slug", (0, 3))
    message = f"the slug `{event.slug}` is taken by `{first.file.path}`"
    return diagnose(
        event.file, offset, "E103", message, "give one of them another `slug:` or file name", length=length
    )


def _orphan(named: Named) -> Diagnostic:
    message = f"is a translation of `{named.slug}.md`, which does not exist"
    hint = f"write `{named.slug}.md` in the site's default language, or rename the translation"
    return about_file(named.path, "E106", message, hint)


def _sources(
    folder: Path, root: Path, languages: Sequence[str], found: list[Diagnostic]
) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for name, reader in (
        ("sources.yaml", partial(read_sources, languages=languages)),
        ("sources.json", read_csl_json),
    ):
        file = folder / name
        text = read_text(file, root, found) if file.is_file() else None
        if text:
            read = reader(text)
            found += read.diagnostics
            by_slug = {source.slug: source for source in sources.values()}
            for source in read.by_id.values():
                if source.slug in by_slug:
                    taken = by_slug[source.slug].id
                    message = f"`{source.id}` has the address of `{taken}` in sources.yaml, which is used"
                    hint = "keep one of the two"
                    severity = Severity.WARNING
                    found.append(about_file(text.path, "E122", message, hint, severity=severity))
                else:
                    sources[source.id] = source
    return sources

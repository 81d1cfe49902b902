"""What any of the compared sites must show, whoever made it: without this, speed says nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.build_corpus import Event

FEED_ENTRIES = 50
_LINK_TEXT = re.compile(r"<a\s[^>]*>([^<]*)</a>")
_ENTRY = re.compile(r"<(?:entry|item)>")


class Size(NamedTuple):
    """A site in numbers."""

    files: int
    bytes: int


def size_of(site: Path) -> Size:
    """Count the files of a site, and their bytes."""
    sizes = [file.stat().st_size for file in site.rglob("*") if file.is_file()]
    return Size(len(sizes), sum(sizes))


def event_page(site: Path, event: Event) -> Path:
    """Return where the page of an event stands in all of the compared sites."""
    return site / "events" / f"{event.slug}.html"


def lacking(site: Path, events: Sequence[Event]) -> tuple[str, ...]:
    """Return what a site lacks, one sentence each, given the events in order of time.

    An event page has the title, the year, the tags and both neighbours; a page a tag links to its events, and
    pages beside these to all; the feed has the newest, and the sitemap all. Lists may be split into pages.
    """
    return (
        *_lacking_on_event_pages(site, events),
        *_lacking_in_lists(site, events),
        *_lacking_for_machines(site, events),
    )


def _lacking_on_event_pages(site: Path, events: Sequence[Event]) -> Iterator[str]:
    for at, event in enumerate(events):
        page = event_page(site, event)
        if not page.is_file():
            yield f"{page.relative_to(site)} is missing"
            continue
        text = page.read_text(encoding="utf-8")
        near = [*events[max(0, at - 1) : at], *events[at + 1 : at + 2]]
        wanted = (event.title, str(event.day.year), *event.tags, *(other.title for other in near))
        yield from (f"{page.relative_to(site)} lacks “{words}”" for words in wanted if words not in text)


def _lacking_in_lists(site: Path, events: Sequence[Event]) -> Iterator[str]:
    by_tag = defaultdict(set)
    for event in events:
        for tag in event.tags:
            by_tag[tag].add(event.title)
    for tag, titles in sorted(by_tag.items()):
        slug = tag.replace(" ", "-")
        pages = [page for form in (".html", "-[a-z]*", "/*") for page in site.glob(f"tags/{slug}{form}")]
        if absent := titles - _link_texts(pages):
            yield f"{len(absent)} events are not on the pages of the tag “{tag}”"
    pages = [page for page in site.rglob("*.html") if page.parent.name not in ("events", "tags")]
    if absent := {event.title for event in events} - _link_texts(pages):
        yield f"{len(absent)} events are on no list of all"


def _link_texts(pages: Iterable[Path]) -> set[str]:
    texts: set[str] = set()
    for page in pages:
        if page.is_file():
            texts.update(text.strip() for text in _LINK_TEXT.findall(page.read_text(encoding="utf-8")))
    return texts


def _lacking_for_machines(site: Path, events: Sequence[Event]) -> Iterator[str]:
    feed, sitemap = (_text(site / name) for name in ("feed.xml", "sitemap.xml"))
    entries, wanted = len(_ENTRY.findall(feed)), min(len(events), FEED_ENTRIES)
    if entries < wanted:
        yield f"the feed has {entries} entries instead of {wanted}"
    if absent := sum(f"/events/{event.slug}.html<" not in sitemap for event in events[:FEED_ENTRIES]):
        yield f"{absent} of the first {FEED_ENTRIES} events are not in the sitemap"
    if (listed := sitemap.count("/events/")) < len(events):
        yield f"the sitemap has {listed} event pages instead of {len(events)}"


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""

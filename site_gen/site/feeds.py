"""Atom feed, sitemap and robots.txt. No clock: every time in them comes from the files."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from site_gen.content.event import Event
from site_gen.site.config import in_language
from site_gen.site.model import Site
from site_gen.site.view_parts import FeedEntry, SitemapEntry
from site_gen.site.views import FeedView, RobotsView, SitemapView

MOST_ENTRIES = 50
NEVER = "1970-01-01T00:00:00Z"
"""Stands where no file gives a day: Atom wants a time (RFC 4287, 4.1.1), and a build must not read the clock.
"""


def feed(site: Site, lang: str) -> FeedView:
    """Return the feed of a language: additions, and corrections with their notes, newest first."""
    addresses = site.addresses
    path, home = addresses.path(lang, "feed"), addresses.path(lang, "home")
    told = (each for event in site.timeline.events for each in _told(site.event(event.slug, lang)))
    newest = [_entry(site, each, lang, path) for each in heapq.nlargest(MOST_ENTRIES, told)]
    return FeedView(
        lang=lang,
        id=_urn(site, lang),
        title=in_language(site.config.title, lang),
        subtitle=in_language(site.config.description, lang),
        self_url=addresses.absolute(path),
        home_url=addresses.absolute(home) or addresses.url(home, path),
        updated=newest[0].updated if newest else NEVER,
        rights=site.config.license,
        author=in_language(site.config.title, lang),
        generator=site.generator,
        entries=tuple(newest),
    )


def sitemap(site: Site, pages: Mapping[str, tuple[str, Mapping[str, str]]]) -> SitemapView:
    """Return the sitemap of pages, given by output path with the day of their last change and their
    counterparts.
    """
    absolute = site.addresses.absolute
    return SitemapView(
        tuple(
            SitemapEntry(
                absolute(path), modified, tuple((lang, absolute(other)) for lang, other in others.items())
            )
            for path, (modified, others) in sorted(pages.items())
        )
    )


def robots(site: Site) -> RobotsView:
    """Return robots.txt, which lets everybody in."""
    return RobotsView(site.addresses.absolute("sitemap.xml"))


class _Told(NamedTuple):
    """What an entry tells, in the order of the feed: on which day, under which end of an id, and of which
    event an addition, or a correction by its number.
    """

    day: str
    end: str
    event: Event
    correction: int | None = None


def _told(event: Event) -> Iterator[_Told]:
    yield _Told(max(event.added, event.updated) or NEVER[:10], event.slug, event)
    for index, correction in enumerate(event.corrections):
        yield _Told(correction.date, f"{event.slug}:correction:{index}", event, index)


def _entry(site: Site, told: _Told, lang: str, path: str) -> FeedEntry:
    event, addresses = told.event, site.addresses
    target = addresses.path(lang, "events", event.slug)
    url = addresses.absolute(target) or addresses.url(target, path)
    id_, changed = _urn(site, lang, told.end), _midnight(told.day)
    if told.correction is None:
        return FeedEntry(id_, event.title, url, _midnight(event.added), changed, event.summary)
    title = site.words[lang].gettext("Correction: %(title)s") % {"title": event.title}
    return FeedEntry(id_, title, url, changed, changed, event.corrections[told.correction].note)


def _urn(site: Site, lang: str, rest: str = "") -> str:
    """Derive an id that never changes from the site's own."""
    own = site.config.id
    # What is no character of an IRI, a space above all, is written as its bytes (RFC 3987, 3.1).
    known = own.startswith(("urn:", "tag:", "http:", "https:"))
    base = quote(own, safe=":/?#[]@!$&'()*+,;=%") if known else f"urn:x-timeline:{quote(own, safe='')}"
    return ":".join(filter(None, (base, lang, rest)))


def _midnight(day: str) -> str:
    return f"{day}T00:00:00Z" if day else NEVER

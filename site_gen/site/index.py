"""Everything by name, for readers without a script and for search engines.

Names that are too many for one page are divided by the letters that their addresses begin with, which are the
same in all languages; titles, which are not, into parts of equal size.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from site_gen.content.event import Event
from site_gen.dates import HistoricalDate, daynumber, display, parse_edtf
from site_gen.dates.model import COARSENESS, Precision
from site_gen.digesting import digest
from site_gen.site import stems
from site_gen.site.cards import facet_name
from site_gen.site.config import in_language
from site_gen.site.digests import Digests
from site_gen.site.divisions import YEARS, divide, span_words, year_edtf
from site_gen.site.listings import citing_events
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts
from site_gen.site.shell import make_shell
from site_gen.site.view_parts import IndexGroup, Link
from site_gen.site.views import NamesView
from site_gen.timeline.timeline import known_start

MOST_NAMES = 300
"""Names of one kind that a page lists at most."""
LONGEST_BEGIN = 28
"""Letters of a title in the name of a part."""
FOLDER = "index"
TEMPLATE = "names.html"
_YEAR = COARSENESS[Precision.YEAR]


class Entry(NamedTuple):
    """A name of the index: where its page is, and the number of its events."""

    name: str
    slug: str
    events: int


def name_groups(
    site: Site, known: Digests, lang: str, page: str, most: int = MOST_NAMES
) -> tuple[tuple[IndexGroup, ...], tuple[Page, ...]]:
    """Return all names of a site, by kind, as `page` lists them, and a page for each part of a kind that has
    more than `most`.
    """
    groups = [IndexGroup("years", _year_entries(site, lang, page, most))]
    shown, parts = _titles(site, known, lang, page, most)
    groups += [shown, IndexGroup("periods", _period_entries(site, lang, page))]
    for kind, entries in _entries(site, lang):
        if len(entries) <= most:
            groups.append(_group(site, kind, entries, lang, page))
            continue
        listed = []
        for prefix, own in by_letters(sorted(entries, key=lambda entry: entry.slug), most):
            others = counterparts(site, FOLDER, f"{kind}-{prefix}")
            there = others[lang]
            in_order = [entry for entry in entries if entry in own]
            group = _group(site, kind, in_order, lang, there)
            facts = {"groups": digest(group)}
            parts.append(_page(site, known, lang, others, _shown(prefix), facts, partial(_same, group)))
            listed.append((Link(_shown(prefix), site.addresses.url(there, page)), len(own)))
        groups.append(IndexGroup(kind, tuple(listed)))
    return tuple(group for group in groups if group.entries), tuple(parts)


def _same(group: IndexGroup) -> IndexGroup:
    return group


def _titles(site: Site, known: Digests, lang: str, page: str, most: int) -> tuple[IndexGroup, list[Page]]:
    """Return the events by title, or the parts of that list and their pages, as many in each language."""
    titles = sorted((stems.words_of(own.title), own.title, own.slug) for own in _own_events(site, lang))
    if len(titles) <= most:
        return _title_group(site, [slug for *_, slug in titles], lang, page), []
    parts, listed = [], []
    for number, start in enumerate(range(0, len(titles), most), 1):
        own = titles[start : start + most]
        others = counterparts(site, FOLDER, f"events-{number}")
        name = f"{_begin(own[0][1])} – {_begin(own[-1][1])}"
        slugs = [slug for *_, slug in own]
        facts = {"titles": known.headlines(slugs, lang)}
        make = partial(_title_group, site, slugs, lang, others[lang])
        parts.append(_page(site, known, lang, others, name, facts, make))
        listed.append((Link(name, site.addresses.url(others[lang], page)), len(own)))
    return IndexGroup("events", tuple(listed)), parts


def _own_events(site: Site, lang: str) -> Iterator[Event]:
    for event in site.timeline.events:
        yield site.event(event.slug, lang)


def _begin(title: str) -> str:
    """Return as much of a title as tells two apart in a list of parts."""
    return title if len(title) <= LONGEST_BEGIN else title[: LONGEST_BEGIN - 1].rstrip() + "…"


def _title_group(site: Site, slugs: Sequence[str], lang: str, page: str) -> IndexGroup:
    found = []
    for slug in slugs:
        url = site.addresses.url(site.addresses.path(lang, "events", slug), page)
        own = site.event(slug, lang)
        found.append((Link(own.title, url, lang=own.lang if own.lang != lang else ""), 0))
    return IndexGroup("events", tuple(found))


def _year_entries(site: Site, lang: str, page: str, most: int) -> tuple[tuple[Link, int], ...]:
    """Link years to their first events, or to the spans that the line of a large site is divided into."""
    if site.is_large:
        division = divide(site, YEARS, "", site.timeline.events)
        spans = division.tree.children
        while True:
            finer = tuple(each for span in spans for each in (span.children or (span,)))
            if len(finer) > most or finer == spans:
                break
            spans = finer
        return tuple(
            (
                Link(span_words(site, span, lang), site.addresses.url(division.path(site, lang, span), page)),
                span.count,
            )
            for span in spans
        )
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for event in site.timeline.events:
        day = known_start(event.date)
        if day is not None:
            edtf = _year_of(event.date, daynumber.to_civil(day)[0])
            first.setdefault(edtf, event.slug)
            counts[edtf] = counts.get(edtf, 0) + 1
    places = {edtf: site.addresses.path(lang, "events", slug) for edtf, slug in first.items()}
    return tuple(
        (Link(display.words(parse_edtf(edtf), lang), site.addresses.url(places[edtf], page)), count)
        for edtf, count in counts.items()
    )


def _year_of(date: HistoricalDate, year: int) -> str:
    """Return in EDTF the year that a date begins in; its decade where the year is more than is known."""
    vague = date.approximate or date.uncertain or date.part or COARSENESS[date.precision] > _YEAR
    return f"{year // 10:03d}X" if vague and 0 < year <= 9999 else year_edtf(year)


def by_letters(entries: Sequence[Entry], most: int, depth: int = 1) -> Iterator[tuple[str, set[Entry]]]:
    """Divide entries in order of their slugs by first letters: by as many as it takes for `most` a part."""
    for prefix, group in itertools.groupby(entries, key=lambda entry: entry.slug[:depth]):
        own = list(group)
        if len(own) <= most or depth > len(prefix):
            yield prefix, set(own)
        else:
            yield from by_letters(own, most, depth + 1)


def _shown(prefix: str) -> str:
    return f"{prefix[:1].upper()}{prefix[1:]}…"


def _page(
    site: Site,
    known: Digests,
    lang: str,
    others: dict[str, str],
    name: str,
    facts: dict[str, str],
    make: Callable[[], IndexGroup],
) -> Page:
    """Return the page of a part of the names of a kind."""
    facts = {"shell": known.shell(lang), "name": digest(name), **facts}
    return Page(
        others[lang],
        TEMPLATE,
        lang,
        facts,
        partial(_make, site, lang, others, name, make),
        counterparts=others,
    )


def _make(site: Site, lang: str, others: dict[str, str], name: str, make: Callable[[], IndexGroup]) -> Made:
    words, page = site.words[lang], others[lang]
    shell = make_shell(site, lang, page, name, "", others, template=TEMPLATE)
    find = Link(words.gettext("Find"), site.addresses.url(site.addresses.path(lang, "find"), page))
    return Made(NamesView(shell, (make(),), find))


def _entries(site: Site, lang: str) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the names of each kind in the order of their letters."""
    for kind in ("actors", "tags", "places"):
        facets = site.facets.by_slug[kind].values()
        yield kind, sorted(Entry(facet_name(site, f, lang), f.slug, len(f.events)) for f in facets)
    citing = citing_events(site)
    works = sorted(site.content.sources.values(), key=lambda source: (source.title.casefold(), source.id))
    yield "sources", [Entry(work.title, work.slug, len(citing.get(work.id, ()))) for work in works]


def _group(site: Site, kind: str, entries: Sequence[Entry], lang: str, page: str) -> IndexGroup:
    addresses = site.addresses
    return IndexGroup(
        kind,
        tuple(
            (Link(entry.name, addresses.url(addresses.path(lang, kind, entry.slug), page)), entry.events)
            for entry in entries
        ),
    )


def _period_entries(site: Site, lang: str, page: str) -> tuple[tuple[Link, int], ...]:
    counts: dict[str, int] = {}
    for chapter in site.timeline.chapters:
        if chapter.period:
            counts[chapter.period.key] = counts.get(chapter.period.key, 0) + len(chapter.events)
    return tuple(
        (
            Link(
                in_language(p.name, lang),
                site.addresses.url(site.addresses.path(lang, "periods", p.key), page),
            ),
            counts[p.key],
        )
        for p in site.timeline.periods
        if p.key in counts
    )

"""Pages of a large site that show time from afar: the stretches that it is divided into, and everything in
one list. A page here counts and names, and draws how many events begin where; only the innermost list cards.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.content.event import Event
from site_gen.digesting import digest
from site_gen.site.cards import cards as cards_of
from site_gen.site.digests import Digests
from site_gen.site.divisions import (
    YEARS,
    Division,
    arrangement,
    division_view,
    parts_of,
    rows,
    span_words,
)
from site_gen.site.drawings import density_view, note_on, overview
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, latest
from site_gen.site.shell import make_shell
from site_gen.site.view_parts import ChapterView, DensityView, Link, OverviewView, PartView, RowGroup
from site_gen.site.views import EverythingView, PeriodView
from site_gen.timeline.axis import Scale, scale_between, scale_of
from site_gen.timeline.choosing import most_important
from site_gen.timeline.timeline import make_timeline
from site_gen.timeline.zoom import Placed, Span, leaves

EVERYTHING = "all"
"""The name of the list of everything, among the stretches of time."""
MOST_MARKS = 20
"""Events that are named on a line which shows more than a page lists."""


def stretch_pages(site: Site, known: Digests, division: Division, lang: str, first: str) -> Iterator[Page]:
    """Yield a page for each span below the whole; `first` is what the page of the whole is called."""
    for placed in parts_of(division):
        span = placed.span
        facts = {"shell": known.shell(lang), **stretch_facts(known, division, placed, lang), "first": first}
        make = partial(_make_stretch, site, division, placed, lang, first)
        others = division.counterparts(site, span)
        modified = latest(division.within(span))
        yield Page(others[lang], "period.html", lang, facts, make, modified=modified, counterparts=others)


def stretch_facts(known: Digests, division: Division, placed: Placed, lang: str) -> dict[str, str]:
    """Return what the page of a span is known by: its cards, or else its parts and what is drawn of it."""
    events, place = division.within(placed.span), digest(arrangement(placed))
    if not placed.span.children:
        return {"cards": known.cards((event.slug for event in events), lang), "place": place}
    named = [event for part in placed.span.children for event in division.highlights(part)]
    shown = most_important(events, MOST_MARKS)
    return {
        "parts": digest(place, [known.headline(event.slug, lang) for event in named]),
        "line": digest(known.days(events), [known.headline(event.slug, lang) for event in shown]),
    }


def _make_stretch(site: Site, division: Division, placed: Placed, lang: str, first: str) -> Made:
    span, events = placed.span, division.within(placed.span)
    page, others = division.path(site, lang, span), division.counterparts(site, span)
    name = span_words(site, span, lang)
    cards = () if span.children else cards_of(site, events, lang, page)
    drawn, density = stretch_drawing(site, division, placed, lang, page, span_scale(span, events))
    title = name if division.kind == YEARS else f"{first}, {name}"
    view = PeriodView(
        shell=make_shell(site, lang, page, title, "", others, template="period.html"),
        chapter=ChapterView(name, "", "", "", cards),
        count=span.count,
        overview=drawn,
        before=None,
        after=None,
        density=density,
        division=division_view(site, division, placed, lang, page, first=first, named=True),
    )
    return Made(view)


def stretch_drawing(
    site: Site, division: Division, placed: Placed, lang: str, page: str, scale: Scale
) -> tuple[OverviewView, DensityView | None]:
    """Draw a stretch of time: all its events where a page lists them, else the most important ones and how
    many begin where.
    """
    span, events = placed.span, division.within(placed.span)
    shown = most_important(events, MOST_MARKS) if span.children else events
    drawn = overview(site, make_timeline(shown, site.config.lanes, ()), lang, page, scale=scale)
    if not span.children:
        return drawn, None
    density = density_view(
        events,
        [(Link(words, url), part) for part, words, url in _linked(site, division, span, lang, page)],
        scale,
        lang,
    )
    note = note_on(site, events, len(drawn.drawing.marks), lang)
    return dataclasses.replace(drawn, note=note), density


def _linked(
    site: Site, division: Division, span: Span, lang: str, page: str
) -> Iterator[tuple[Span, str, str]]:
    for part in span.children:
        url = site.addresses.url(division.path(site, lang, part), page)
        yield part, span_words(site, part, lang), url


def span_scale(span: Span, events: Sequence[Event]) -> Scale:
    """Return the line of a stretch: from its first day to its last, whether anything happened then or not; of
    one day from its first event to its last, where they tell the time of day.
    """
    if span.first is None or span.last is None:
        return Scale((), (), ())
    if span.first == span.last and any(event.time for event in events):
        return scale_of(events)
    return scale_between(span.first, span.last)


def everything_page(site: Site, known: Digests, division: Division, lang: str) -> Page:
    """Return the list of everything in rows."""
    others = {each: site.addresses.path(each, YEARS, EVERYTHING) for each in site.config.languages}
    told = digest([known.headline(event.slug, lang) for event in division.events])
    parts = digest([(span.key, span.count) for span in leaves(division.tree)])
    facts = {"shell": known.shell(lang), "rows": told, "parts": parts}
    make = partial(_make_everything, site, division, lang, others)
    modified = latest(division.events)
    return Page(others[lang], "everything.html", lang, facts, make, modified=modified, counterparts=others)


def _make_everything(site: Site, division: Division, lang: str, others: dict[str, str]) -> Made:
    page = others[lang]
    groups = []
    for span in leaves(division.tree):
        url = site.addresses.url(division.path(site, lang, span), page)
        listed = rows(site, division.within(span), lang, page)
        groups.append(RowGroup(Link(span_words(site, span, lang), url), listed))
    title = site.words[lang].gettext("All events")
    shell = make_shell(site, lang, page, title, "", others, template="everything.html")
    return Made(EverythingView(shell, len(division.events), tuple(groups)))


def period_parts(named: Sequence[tuple[str, str, str, int]]) -> tuple[PartView, ...]:
    """Show periods as parts of the whole, each given by name, span, URL and number of events."""
    fullest = max((count for _, _, _, count in named), default=1)
    return tuple(
        PartView(Link(name, url), span, count, round(100 * count / fullest, 1), ())
        for name, span, url, count in named
    )

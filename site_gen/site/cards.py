"""Events, dates and sources as readers see them in lists: the pieces that several kinds of pages share."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from site_gen import cldr
from site_gen.content.event import Event
from site_gen.content.event_keys import Citation, TextByLanguage
from site_gen.content.sources import Source
from site_gen.dates import DateKind, HistoricalDate, display, parse_edtf
from site_gen.site.config import in_language
from site_gen.site.facets import Facet
from site_gen.site.line_words import fold_sentence, is_from_right, timed
from site_gen.site.model import Site
from site_gen.site.view_parts import LANE_COLOURS, CardView, CiteView, DateView, LaneView, Link
from site_gen.timeline.extents import occupied
from site_gen.timeline.marks import Shape, mirrored, shapes


@functools.lru_cache(maxsize=65536)
def date_view(date: HistoricalDate, lang: str, label: str = "") -> DateView:
    """Put a date into words; `label` replaces the words shown, never the machine's value."""
    return DateView(
        words=label or display.words(date, lang),
        spoken=display.words(date, lang, "spoken"),
        machine=display.datetime_value(date) or "",
        edtf=date.edtf,
    )


def event_date(event: Event, lang: str) -> DateView:
    """Put an event's date into words."""
    return date_view(event.date, lang, event.date_label)


def lane_view(site: Site, key: str, lang: str) -> LaneView:
    """Name a lane, and pick its colour; beyond the last colour they begin again."""
    return site.shared(("lanes", lang), lambda: _lanes(site, lang)).get(key, _NO_LANE)


_NO_LANE = LaneView("", 0)


def _lanes(site: Site, lang: str) -> dict[str, LaneView]:
    return {
        lane.key: LaneView(in_language(lane.name, lang), index % LANE_COLOURS + 1)
        for index, lane in enumerate(site.config.lanes)
    }


def cards(site: Site, events: Sequence[Event], lang: str, page: str) -> tuple[CardView, ...]:
    """Show events that stand in order on a page, with how much time lies between them, and which gap the axis
    folds.
    """
    shown = []
    for index, event in enumerate(events):
        known = site.shared(("card", event.slug, lang), functools.partial(_known, site, event.slug, lang))
        here, gap, fold = known.event, "", ""
        if index + 1 < len(events):
            after = site.event(events[index + 1].slug, lang)
            gap = display.gap(here.date, after.date, lang)
            # A large site has many lines, each with folds of its own.
            fold = "" if site.is_large else _fold_between(site, here, after, lang)
        shown.append(
            CardView(
                slug=here.slug,
                url=site.addresses.url(site.addresses.path(lang, "events", event.slug), page),
                title=here.title,
                date=known.date,
                shapes=known.shapes,
                summary=known.summary,
                text_lang=known.text_lang,
                lane=known.lane,
                status=here.status,
                importance=here.importance,
                actors=facet_links(site, event, "actors", lang, page),
                cites=cites(site, here, lang, page)[:1],
                sources=known.sources,
                conflicts=known.conflicts,
                reviewed=here.reviewed,
                draft=here.draft,
                gap=gap,
                fold=fold,
            )
        )
    return tuple(shown)


class _Known(NamedTuple):
    """What a card shows wherever it stands. `event` is the event as it reads in the language."""

    event: Event
    date: DateView
    shapes: tuple[Shape, ...]
    summary: str
    text_lang: str
    lane: LaneView
    sources: int
    conflicts: tuple[str, ...]


def _known(site: Site, slug: str, lang: str) -> _Known:
    own = site.event(slug, lang)
    return _Known(
        event=own,
        date=date_view(timed(own.date, own.time), lang, own.date_label),
        # Only a site that is one page draws the site's own line beside each card.
        shapes=() if site.is_large else drawn_on_line(site, own, lang),
        summary=own.summary or first_sentence(own.body),
        text_lang=own.lang if own.lang != lang else "",
        lane=lane_view(site, own.lane, lang),
        sources=len({citation.id for citation in own.sources}),
        conflicts=_other_readings(own),
    )


def _other_readings(event: Event) -> tuple[str, ...]:
    """Return what contradicts a card's date: another source's words, or both readings of a one-of date.

    A note on the very words that the date was read from is for the event's own page.
    """
    own = event.sources[0].id if event.sources else ""
    both = event.date.kind is DateKind.ONE_OF
    return tuple(c.reads for c in event.conflicts if c.field == "date" and (both or c.source != own))


def cites(site: Site, event: Event, lang: str, page: str) -> tuple[CiteView, ...]:
    """Show the sources of an event, those that give words for the date first named as the editor ordered
    them.
    """
    found = []
    for citation in event.sources:
        source = site.content.sources.get(citation.id)
        if source:
            found.append(cite(site, event, citation, source, lang, page))
    return tuple(found)


def source_link(site: Site, id_: str, lang: str, page: str) -> Link | None:
    """Link to a source's page, or None where there is no such source."""
    source = site.content.sources.get(id_)
    if source is None:
        return None
    addresses = site.addresses
    return Link(source_name(source), addresses.url(addresses.path(lang, "sources", source.slug), page))


def source_name(source: Source) -> str:
    """Name a source in few words: where it appeared, else who published it, else its title."""
    return source.container_title or source.publisher or source.title


def facet_links(site: Site, event: Event, kind: str, lang: str, page: str) -> tuple[Link, ...]:
    """Link to the pages of an event's tags, actors or places, in the order that its editor gave."""
    return tuple(
        Link(
            facet_name(site, facet, lang),
            site.addresses.url(site.addresses.path(lang, kind, facet.slug), page),
        )
        for facet in site.facets.of(kind, event.slug)
    )


def facet_name(site: Site, facet: Facet, lang: str) -> str:
    """Return a facet's name in a language, or in the default one."""
    return facet.names.get(lang) or facet.names[site.config.default_language]


def cite(site: Site, event: Event, citation: Citation, source: Source, lang: str, page: str) -> CiteView:
    """Show what an event cites of a source."""
    addresses, date = site.addresses, None
    if citation.says:
        own = citation.date and citation.date != event.date.edtf
        date = date_view(parse_edtf(citation.date), lang) if own else event_date(event, lang)
    return CiteView(
        title=source.title,
        short=source_name(source),
        url=addresses.url(addresses.path(lang, "sources", source.slug), page),
        locator=citation.locator,
        says=citation.says,
        translation=translated(citation.translation, event, source, lang),
        date=date,
        reading=citation.reading,
        anchor=citation.anchor,
        anchor_locator=citation.anchor_locator,
        note=citation.note,
        lang=source.language,
        language=cldr.language_name(source.language, lang) if source.language not in ("", lang) else "",
        address=citation.url or source.url,
        archive=citation.archive or source.archive,
    )


def translated(texts: TextByLanguage, event: Event, source: Source | None, lang: str) -> str:
    """Return the translation for a page of the words of a source, empty where they are in its language."""
    if not texts or (source and source.language == lang):
        return ""
    by_lang = dict(texts)
    return by_lang.get(lang) or (by_lang.get("", "") if event.lang == lang else "")


def drawn_on_line(site: Site, event: Event, lang: str) -> tuple[Shape, ...]:
    """Draw an event on the site's line, which runs as the language does."""
    drawn = shapes(event.date, site.scale, event.time)
    return mirrored(drawn) if is_from_right(lang) else drawn


def _fold_between(site: Site, first: Event, second: Event, lang: str) -> str:
    """Say which fold of the axis lies between two events, or nothing."""
    before, after = (occupied(event.date, event.time) for event in (first, second))
    if not before or not after:
        return ""
    start, end = max(last for _, last in before), min(begin for begin, _ in after)
    found = next((fold for fold in site.scale.folds if start <= fold.first and fold.last <= end), None)
    return fold_sentence(found, lang, site.words[lang]) if found else ""


def first_sentence(body: str) -> str:
    """Return the first sentence of a Markdown text without its marks, for an event that has no summary."""
    paragraph = next((p for p in re.split(r"\n\s*\n", body.strip()) if p and p[0] not in "#>|-*+`![<"), "")
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(paragraph.split()))
    plain = re.sub(r"[*_`]+", "", plain)
    sentence = re.match(r".{20,}?[.!?](?=\s|$)", plain)
    text = sentence[0] if sentence else plain
    return text if len(text) <= 240 else text[:239].rsplit(" ", 1)[0] + "…"

"""Pages that list events by what they share: tags, actors, places and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from site_gen import cldr
from site_gen.content.event import Event
from site_gen.content.sources import Source
from site_gen.dates import parse_edtf
from site_gen.digesting import digest
from site_gen.site.addresses import FACETS
from site_gen.site.cards import cards as cards_of
from site_gen.site.cards import date_view, facet_name, source_name
from site_gen.site.digests import Digests
from site_gen.site.divisions import Division, arrangement, divide, division_view, parts_of, whole
from site_gen.site.facets import Facet
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, latest
from site_gen.site.shell import make_shell
from site_gen.site.sourcing import claims
from site_gen.site.views import ListView, SourceView
from site_gen.timeline.zoom import Placed


def facet_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the page of each tag, actor and place, and of its parts where it has many events."""
    events = {event.slug: event for event in site.timeline.events}
    for kind in FACETS:
        for facet in site.facets.by_slug[kind].values():
            division = divide(site, kind, facet.slug, [events[slug] for slug in facet.events])
            for placed in (whole(division), *parts_of(division)):
                facts = _facts(known, division, placed, lang) | {"name": facet_name(site, facet, lang)}
                make = partial(_make_facet, site, facet, division, placed, lang)
                yield _page(site, "list.html", division, placed, lang, facts, make)


def _facts(known: Digests, division: Division, placed: Placed, lang: str) -> dict[str, str]:
    """Return what a page of a list that is not drawn is known by."""
    slugs = () if placed.span.children else (event.slug for event in division.within(placed.span))
    facts = {"shell": known.shell(lang), "cards": known.cards(slugs, lang)}
    if division.tree.children:
        facts["place"] = digest(arrangement(placed))
    return facts


def _page(
    site: Site,
    template: str,
    division: Division,
    placed: Placed,
    lang: str,
    facts: dict[str, str],
    make: Callable[[], Made],
) -> Page:
    others = division.counterparts(site, placed.span)
    modified = latest(division.within(placed.span))
    return Page(others[lang], template, lang, facts, make, modified=modified, counterparts=others)


def _make_facet(site: Site, facet: Facet, division: Division, placed: Placed, lang: str) -> Made:
    span, page = placed.span, division.path(site, lang, placed.span)
    name = facet_name(site, facet, lang)
    borne = () if span.children else division.within(span)
    cards = cards_of(site, borne, lang, page)
    shown = division_view(site, division, placed, lang, page, first=name)
    title = f"{name}, {shown.name}" if shown.name else name
    others = division.counterparts(site, span)
    shell = make_shell(site, lang, page, title, "", others, template="list.html")
    return Made(ListView(shell, facet.kind, name, span.count, cards, shown))


def source_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the page of each source, with all that rests on it, or with its parts where that is much."""
    citing = citing_events(site)
    for source in site.content.sources.values():
        division = divide(site, "sources", source.slug, citing.get(source.id, ()))
        for placed in (whole(division), *parts_of(division)):
            facts = _facts(known, division, placed, lang) | {"source": known.source(source.id)}
            make = partial(_make_source, site, source, division, placed, lang)
            yield _page(site, "source.html", division, placed, lang, facts, make)


def _make_source(site: Site, source: Source, division: Division, placed: Placed, lang: str) -> Made:
    span, page = placed.span, division.path(site, lang, placed.span)
    others = division.counterparts(site, span)
    shown = division_view(site, division, placed, lang, page, first=source.title)
    title = f"{source.title}, {shown.name}" if shown.name else source.title
    events = () if span.children else division.within(span)
    view = SourceView(
        shell=make_shell(site, lang, page, title, source_name(source), others, template="source.html"),
        title=source.title,
        lang=source.language if source.language != lang else "",
        language=cldr.language_name(source.language, lang) if source.language else "",
        author=", ".join(source.author),
        container=source.container_title,
        publisher=source.publisher,
        issued=date_view(source.issued, lang) if source.issued else None,
        accessed=date_view(parse_edtf(source.accessed), lang) if source.accessed else None,
        address=source.url,
        archive=source.archive,
        note=source.note,
        count=span.count,
        groups=claims(site, source, events, lang, page),
        division=shown,
    )
    return Made(view)


def citing_events(site: Site) -> dict[str, list[Event]]:
    """Return the events that cite each source, or name it where sources disagree, by its id."""
    citing: dict[str, list[Event]] = {}
    for event in site.timeline.events:
        named = (*(each.id for each in event.sources), *(each.source for each in event.conflicts))
        for id_ in dict.fromkeys(filter(None, named)):
            citing.setdefault(id_, []).append(event)
    return citing

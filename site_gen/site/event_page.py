"""The page of one event."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.content.event import Event
from site_gen.dates import DateKind, EDTFError, HistoricalDate, parse_edtf
from site_gen.diagnostics import Diagnostic, diagnose
from site_gen.digesting import digest
from site_gen.markup import LinkFault
from site_gen.site import embeds, sourcing, structured_data
from site_gen.site.bodies import Resolver, body_html, image_url, picture_path
from site_gen.site.cards import date_view, drawn_on_line, event_date, facet_links, lane_view
from site_gen.site.citation import citation_of
from site_gen.site.digests import Digests
from site_gen.site.drawings import overview, overview_of_one
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts
from site_gen.site.pictures import source_sets
from site_gen.site.share_cards import card_path
from site_gen.site.shell import make_shell
from site_gen.site.surroundings import surroundings
from site_gen.site.view_parts import CorrectionView, DateView, FacetLinks, ImageView, OverviewView
from site_gen.site.views import EventView
from site_gen.timeline.marks import Shape, shapes

TEMPLATE = "event.html"
MOST_IN_CONTEXT = 60
"""Events up to which a page shows its own among all the others, and its number; beyond it, alone."""


def event_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the page of each event."""
    for number, event in enumerate(site.timeline.events, 1):
        own = site.event(event.slug, lang)
        others = counterparts(site, "events", event.slug)
        output = site.addresses.path(lang, "events", event.slug)
        yield Page(
            output,
            TEMPLATE,
            lang,
            _facts(site, known, event.slug, number, lang),
            partial(_make, site, event.slug, number, lang, others),
            own.file.path,
            max(event.added, event.updated),
            None if event.draft else others,
            Resolver(site, lang, output, own.file.path),
        )


def _facts(site: Site, known: Digests, slug: str, number: int, lang: str) -> dict[str, str]:
    event = site.event(slug, lang)
    near = [other.slug for other in site.timeline.around[slug] if other]
    tied = [site.slugs_by_file.get(relation.event.removesuffix(".md"), "") for relation in event.related]
    facts = {
        "shell": known.shell(lang),
        "event": known.card(slug, lang),
        "body": event.body_digest,
        "neighbours": known.headlines([*near, *filter(None, tied)], lang),
        "tags, actors and places": known.names(slug, lang),
        "line": known.scale,
    }
    if event.image:
        picture = site.pictures.get(picture_path(site, event, lang) or "")
        known_of_it = (picture.digest, picture.header, picture.variants, picture.plain) if picture else None
        facts["image"] = digest([image_url(site, event, lang), known_of_it])
    conflicting = [known.source(conflict.source) for conflict in event.conflicts]
    if conflicting:
        facts["conflicts"] = digest(conflicting)
    if _is_few(site):
        facts["line"] = known.headlines((each.slug for each in site.timeline.events), lang)
        facts["number"] = str(number)
    return facts


def _make(site: Site, slug: str, number: int, lang: str, others: dict[str, str]) -> Made:
    """Make the view of an event's page. `number` is its place in the order."""
    event = site.event(slug, lang)
    page = site.addresses.path(lang, "events", slug)
    body, faults, links = body_html(site, event, lang)
    image, image_faults = _image(site, event, lang)
    drawn = shapes(event.date, site.scale, event.time)
    alternatives, cited = _alternatives(event.date, lang), sourcing.works(site, event, lang, page)
    neighbours, related = surroundings(site, slug, lang, page)
    shell = make_shell(
        site,
        lang,
        page,
        event.title,
        event.summary,
        others,
        template="event.html",
        structured_data=structured_data.of_event(site, event, lang),
        hidden=event.draft,
        card=card_path(site, lang, slug),
    )
    view = EventView(
        shell=shell,
        title=event.title,
        summary=event.summary,
        text_lang=event.lang if event.lang != lang else "",
        number=number if _is_few(site) else 0,
        count=len(site.timeline.events) if _is_few(site) else 0,
        lane=lane_view(site, event.lane, lang),
        status=event.status,
        date=event_date(event, lang),
        time=event.time,
        part=event.date.part or "",
        alternatives=() if event.date_label else alternatives,
        shapes=drawn_on_line(site, event, lang),
        overview=_context(site, event, drawn, lang, page),
        slug=slug,
        body=body,
        image=image,
        conflicts=sourcing.conflicts(site, event, lang, page),
        reasons=sourcing.reasons(event, (each.edtf for each in alternatives), cited),
        works=cited,
        neighbours=neighbours,
        related=related,
        corrections=tuple(
            CorrectionView(date_view(parse_edtf(c.date), lang), c.note) for c in event.corrections
        ),
        facets=tuple(
            FacetLinks(kind, tied)
            for kind in ("actors", "places", "tags")
            if (tied := facet_links(site, event, kind, lang, page))
        ),
        citation=citation_of(site, event, lang),
        reviewed=event.reviewed,
        draft=event.draft,
        wikidata=event.wikidata,
        extra=event.extra,
        snippet=embeds.snippet(site, lang, slug, f"{event.title} – {shell.site_title}"),
    )
    return Made(view, faults + image_faults, links)


def _is_few(site: Site) -> bool:
    """Tell whether each event is shown among all; where they are many, one more would change every page."""
    return len(site.timeline.events) <= MOST_IN_CONTEXT


def _alternatives(date: HistoricalDate, lang: str) -> tuple[DateView, ...]:
    """Return the single readings of a one-of date, so that a page can set them beside each other."""
    if date.kind is not DateKind.ONE_OF:
        return ()
    found = []
    for text in date.edtf.strip("[]").split(","):
        try:
            found.append(date_view(parse_edtf(text, calendar=date.calendar), lang))
        except EDTFError:
            # A range such as `1667..1668` is no date by itself; the words of the whole say it.
            return ()
    return tuple(found)


def _context(site: Site, event: Event, drawn: tuple[Shape, ...], lang: str, page: str) -> OverviewView:
    """Show the event on the line, among the others where they are few."""
    if _is_few(site):
        # Drawn from one folder, all links are the same.
        return site.shared(("line", lang), lambda: overview(site, site.timeline, lang, page))
    return overview_of_one(site, event, drawn, lang, page)


def _image(site: Site, event: Event, lang: str) -> tuple[ImageView | None, tuple[Diagnostic, ...]]:
    if event.image is None:
        return None, ()
    url = image_url(site, event, lang)
    if isinstance(url, LinkFault):
        offset, length = event.marks.get("image.src", event.marks.get("image", (0, 1)))
        return None, (diagnose(event.file, offset, "L102", url.message, url.hint, length=length),)
    image = event.image
    picture = site.pictures.get(picture_path(site, event, lang) or "")
    shown = (picture.plain or picture.header) if picture else None
    page = site.addresses.path(lang, "events", event.slug)
    return ImageView(
        url=url,
        width=shown.width if shown else 0,
        height=shown.height if shown else 0,
        sources=source_sets(picture.variants, page) if picture else (),
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
        license=image.license,
    ), ()

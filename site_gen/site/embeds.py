"""Small pages for frames on the sites of others: one for each event, and one for the whole line."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import partial

from site_gen.content.event import Event
from site_gen.site.cards import cards, drawn_on_line
from site_gen.site.config import in_language
from site_gen.site.digests import Digests
from site_gen.site.divisions import rows
from site_gen.site.drawings import overview, overview_of_one
from site_gen.site.model import Site
from site_gen.site.page import Made, Page
from site_gen.site.shell import make_shell
from site_gen.site.views import EmbedListView, EmbedView
from site_gen.timeline.choosing import most_important
from site_gen.timeline.marks import shapes
from site_gen.timeline.timeline import make_timeline

KIND = "embed"
WHOLE = "index"
"""The slug of the page that shows the whole line."""
MOST_LISTED = 20
"""Events that the page of the whole line shows, so that it stays small however many there are."""
_HEIGHTS = {WHOLE: 640}
_HEIGHT_OF_EVENT = 380


def embed_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the pages for frames in a language, where the site wants them."""
    if not site.config.output.embed:
        return
    shell = known.shell(lang)
    events = site.timeline.events
    chosen = tuple(event.slug for event in most_important(events, MOST_LISTED))
    page = site.addresses.path(lang, KIND, WHOLE)
    listed = known.headlines(chosen, lang)
    facts = {"shell": shell, "events": listed, "number of events": str(len(events))}
    yield Page(page, "embed-list.html", lang, facts, partial(_make_list, site, chosen, lang, page))
    for event in events:
        page = site.addresses.path(lang, KIND, event.slug)
        facts = {"shell": shell, "event": known.card(event.slug, lang), "line": known.scale}
        make = partial(_make_event, site, event, lang, page)
        yield Page(page, "embed.html", lang, facts, make, site.event(event.slug, lang).file.path)


def snippet(site: Site, lang: str, slug: str, title: str) -> str:
    """Return the line of HTML that shows a page for frames, or an empty text where there is none or nobody
    knows its full address.
    """
    address = site.addresses.absolute(site.addresses.path(lang, KIND, slug))
    if not (address and site.config.output.embed):
        return ""
    told, height = html.escape(title), _HEIGHTS.get(slug, _HEIGHT_OF_EVENT)
    return (
        f'<iframe src="{html.escape(address)}" title="{told}" width="100%" height="{height}" loading="lazy" '
        'style="border:0"></iframe>'
    )


def _make_event(site: Site, event: Event, lang: str, page: str) -> Made:
    (card,) = cards(site, (event,), lang, page)
    own = site.event(event.slug, lang)
    drawn = shapes(own.date, site.scale, own.time)
    view = EmbedView(
        shell=make_shell(site, lang, page, card.title, card.summary, {}, template="embed.html", hidden=True),
        address=site.addresses.absolute(site.addresses.path(lang, "events", event.slug)),
        card=card,
        shapes=drawn_on_line(site, own, lang),
        overview=overview_of_one(site, event, drawn, lang, page),
    )
    return Made(view)


def _make_list(site: Site, chosen: tuple[str, ...], lang: str, page: str) -> Made:
    home = site.addresses.path(lang, "home")
    title = in_language(site.config.title, lang)
    wanted = frozenset(chosen)
    events = [event for event in site.timeline.events if event.slug in wanted]
    view = EmbedListView(
        shell=make_shell(site, lang, page, title, "", {}, template="embed-list.html", hidden=True),
        address=site.addresses.absolute(home),
        count=len(site.timeline.events),
        overview=overview(site, make_timeline(events, site.config.lanes, ()), lang, page),
        rows=rows(site, events, lang, page),
    )
    return Made(view)

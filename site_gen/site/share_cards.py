"""The picture that a page shows where its address is shared: what stands on it, in words and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_gen.content.event import Event
from site_gen.site.cards import event_date, lane_view
from site_gen.site.config import in_language
from site_gen.site.model import Site
from site_gen.timeline.marks import Shape, shapes

KIND = "share"
HOME = "index"
"""The slug of the card of a home page."""
_COLOURS = {0: "#1c1a16", 1: "#8b1e12", 2: "#1b4079", 3: "#2f4d12", 4: "#5b2a6e", 5: "#5c3f00", 6: "#0b4a50"}
"""The colours of lanes as the stylesheet has them in the light; a theme's own take their place."""
_PLAIN_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What is drawn. `ticks`, `stretches` and `marks` are in per cent of the line; `colour` is `#rrggbb`."""

    title: str
    date: str
    site: str
    colour: str
    stretches: tuple[tuple[float, float], ...]
    ticks: tuple[float, ...]
    marks: tuple[Shape, ...]


def card_path(site: Site, lang: str, slug: str) -> str:
    """Return the output path of a card, or an empty text where the site has none."""
    if not (site.config.output.cards and site.config.base_url):
        return ""
    return site.addresses.path(lang, KIND, slug).removesuffix(".html") + ".png"


def share_cards(site: Site) -> Mapping[str, ShareCard]:
    """Return the cards of a site by output path, none where it wants none or nobody knows its address."""
    if not (site.config.output.cards and site.config.base_url):
        return {}
    found = {}
    for lang in site.config.languages:
        found[card_path(site, lang, HOME)] = _card_of_home(site, lang)
        for event in site.timeline.events:
            found[card_path(site, lang, event.slug)] = _card_of_event(
                site, site.event(event.slug, lang), lang
            )
    return found


def _card_of_home(site: Site, lang: str) -> ShareCard:
    marks = [s for event in site.timeline.events for s in shapes(event.date, site.scale)]
    number = len(site.timeline.events)
    said = site.words[lang].ngettext("%(num)d event", "%(num)d events", number) % {"num": number}
    return _card(site, lang, in_language(site.config.title, lang), said, 0, marks)


def _card_of_event(site: Site, event: Event, lang: str) -> ShareCard:
    lane = lane_view(site, event.lane, lang).number
    return _card(site, lang, event.title, event_date(event, lang).words, lane, shapes(event.date, site.scale))


def _card(site: Site, lang: str, title: str, date: str, lane: int, marks: Iterable[Shape]) -> ShareCard:
    own = site.config.theme.get(f"lane-{lane}", "")
    name = in_language(site.config.title, lang)
    return ShareCard(
        title=title,
        date=date,
        site="" if name == title else name,
        colour=own if _PLAIN_COLOUR.fullmatch(own) else _COLOURS[lane],
        stretches=tuple((round(s.left, 2), round(s.right, 2)) for s in site.scale.stretches),
        ticks=tuple(round(tick.x, 2) for tick in site.scale.ticks if tick.labelled),
        marks=tuple(dict.fromkeys(marks)),
    )

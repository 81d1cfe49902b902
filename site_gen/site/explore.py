"""The page on which the whole line can be zoomed and moved, with its script and the data that it reads.

Without the script it shows the overview of the home page, and leads to stretches of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.digesting import digest, text_digest
from site_gen.site import explore_data
from site_gen.site.addresses import Addresses
from site_gen.site.config import in_language
from site_gen.site.digests import Digests, Facts
from site_gen.site.divisions import YEARS, Division, divide, division_view, whole
from site_gen.site.drawings import overview
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts
from site_gen.site.shell import make_shell
from site_gen.site.stretches import stretch_drawing, stretch_facts
from site_gen.site.view_parts import UNDIVIDED, Link
from site_gen.site.views import ExploreView, ScriptView

SCRIPT = "js/explore.js"
TEMPLATE = "explore.html"
SCRIPT_TEMPLATE = "script.js"


def explore_script(site: Site) -> Iterator[Page]:
    """Yield the script, which all languages share, for a site with events enough."""
    if site.is_explorable:
        text = site.scripts["explore"]
        facts = {"script": text_digest(text)}
        lang = site.config.default_language
        yield Page(SCRIPT, SCRIPT_TEMPLATE, lang, facts, lambda: Made(ScriptView(text)))


def explore_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the page of a language and the data for it, for a site with events enough."""
    if not site.is_explorable:
        return
    page, others = site.addresses.path(lang, "explore"), counterparts(site, "explore")
    drawn = explore_data.drawn_events(site)
    facts: dict[str, Facts] = {}
    for part in range(explore_data.parts_of(drawn)):
        slugs = [each.event.slug for each in explore_data.part_of(drawn, part)]
        own = {"settings": known.settings, "titles": known.headlines(slugs, lang)}
        facts[data_path(site.addresses, lang, part)] = own
        make = partial(_make_titles, site, lang, part)
        yield Page(data_path(site.addresses, lang, part), SCRIPT_TEMPLATE, lang, own, make)
    data = data_path(site.addresses, lang)
    parts = [_versioned(site.addresses.url(path, page), own) for path, own in facts.items()]
    told = {
        "settings": known.settings,
        "line": known.headlines([each.event.slug for each in drawn], lang),
        "drawn": known.headlines([each.event.slug for each in drawn], site.config.default_language),
        "times": digest([each.minutes for each in drawn]),
        "parts": digest(parts),
    }
    yield Page(data, SCRIPT_TEMPLATE, lang, told, partial(_make_columns, site, lang, page, parts))
    scripts = (
        _versioned(site.addresses.url(SCRIPT, page), {"script": text_digest(site.scripts["explore"])}),
        _versioned(site.addresses.url(data, page), told),
    )
    division = divide(site, YEARS, "", site.timeline.events) if site.is_large else None
    shown = {
        "shell": known.shell(lang),
        "scripts": digest(scripts),
        "scale": known.scale,
        **(stretch_facts(known, division, whole(division), lang) if division else {}),
    }
    make = partial(_make_explore, site, division, lang, page, others, scripts)
    yield Page(page, TEMPLATE, lang, shown, make, counterparts=others)


def data_path(addresses: Addresses, lang: str, part: int | None = None) -> str:
    """Return the output path of the columns of a language, or of a part of the titles."""
    name = "data" if part is None else f"titles-{part}"
    return f"{addresses.path(lang, 'explore').removesuffix('.html')}/{name}.js"


def link_to_line(site: Site, slug: str, lang: str, page: str) -> str:
    """Return the URL, as a page writes it, at which the line shows an event among its neighbours; empty where
    the site has no such page, or the event no known day.
    """
    place = explore_data.place_on_line(site.event(slug, lang))
    if place is None or not site.is_explorable:
        return ""
    url = site.addresses.url(site.addresses.path(lang, "explore"), page)
    return f"{url}#{place[0]:.1f},{place[1]:.0f},{slug}"


def _versioned(url: str, facts: Facts) -> str:
    """Name what a file was made of behind its URL, so that no browser takes an older one from its cache."""
    return f"{url}?v={digest(sorted(facts.items()))[:8]}"


def _make_columns(site: Site, lang: str, page: str, parts: list[str]) -> Made:
    events = site.addresses.url(site.addresses.path(lang, "events", "x"), page).removesuffix("x.html")
    return Made(ScriptView(explore_data.columns(site, lang, parts, events)))


def _make_titles(site: Site, lang: str, part: int) -> Made:
    return Made(ScriptView(explore_data.titles(site, lang, part)))


def _make_explore(
    site: Site,
    division: Division | None,
    lang: str,
    page: str,
    others: dict[str, str],
    scripts: tuple[str, ...],
) -> Made:
    words, parts = site.words[lang], UNDIVIDED
    if division is None:
        drawn, density = overview(site, site.timeline, lang, page), None
    else:
        drawn, density = stretch_drawing(site, division, whole(division), lang, page, site.scale)
        parts = division_view(site, division, whole(division), lang, page)
    title, about = words.gettext("Explore"), in_language(site.config.title, lang)
    view = ExploreView(
        shell=make_shell(site, lang, page, title, about, others, template=TEMPLATE, scripted=True),
        heading=words.gettext("The whole line"),
        count=len(site.timeline.events),
        lanes=_lanes(site, lang),
        scripts=scripts,
        overview=drawn,
        density=density,
        division=parts,
        home=Link(words.gettext("Timeline"), site.addresses.url(site.addresses.path(lang, "home"), page)),
    )
    return Made(view)


def _lanes(site: Site, lang: str) -> tuple[str, ...]:
    return tuple(in_language(lane.name, lang) for lane in site.config.lanes)

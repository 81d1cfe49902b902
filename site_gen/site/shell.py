"""What stands around every page: names, menu, the other languages, the stylesheet and its policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from site_gen import cldr
from site_gen.content.event import Event
from site_gen.content.sources import Source
from site_gen.digesting import text_digest
from site_gen.site.addresses import NOT_FOUND
from site_gen.site.assets import PAPER, Style
from site_gen.site.config import in_language
from site_gen.site.model import Site
from site_gen.site.view_parts import LanguageLink, Link, Shell

ICON = "favicon.svg"
_LICENSES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
}
MOST_SOURCES = 3
"""Sources named in the footer; the rest is on the index page."""


class _Frame(NamedTuple):
    """What stands around every page of a language in a folder, but for the mark in the menu on pages that it
    leads to.
    """

    direction: str
    site_title: str
    home_url: str
    menu: tuple[Link, ...]
    menu_paths: tuple[str, ...]
    feed_url: str
    icon_url: str
    print_url: str
    license_url: str
    sources: tuple[Link, ...]
    names: Mapping[str, str]


def make_shell(
    site: Site,
    lang: str,
    page: str,
    title: str,
    description: str,
    counterparts: dict[str, str],
    *,
    template: str = "",
    structured_data: str = "",
    hidden: bool = False,
    card: str = "",
    scripted: bool = False,
) -> Shell:
    """Put together what surrounds a page.

    `page` is its output path, `counterparts` the output path of the same page by language. A page that
    names its `template` carries the part of the stylesheet that this template has a use for, else all of
    it. One that is `scripted` may have scripts of the site's own, and forms that lead to its pages. `card`
    is the output path of the picture that is shown where its address is shared.
    """
    addresses = site.addresses
    # URLs depend on the folder of their page alone; those of the page for what is not found are others.
    folder = page if page == NOT_FOUND else page.rpartition("/")[0]
    frame = site.shared(("frame", lang, folder), lambda: _frame(site, lang, page))
    style = site.shared(("style", template), lambda: site.styles.style_of(template))
    return Shell(
        lang=lang,
        direction=frame.direction,
        site_title=frame.site_title,
        title=title,
        description=" ".join(description.split()),
        home_url=frame.home_url,
        menu=_menu(site, lang, page) if page in frame.menu_paths else frame.menu,
        languages=tuple(
            LanguageLink(
                code, frame.names[code], addresses.url(path, page), addresses.absolute(path), code == lang
            )
            for code, path in counterparts.items()
        ),
        canonical="" if hidden else addresses.absolute(page),
        feed_url=frame.feed_url,
        icon_url=frame.icon_url,
        print_url=frame.print_url,
        style=style.text,
        policy=_policy(style, scripted=scripted),
        license=site.config.license,
        license_url=frame.license_url,
        sources=frame.sources,
        structured_data=structured_data,
        card=addresses.absolute(card) if card else "",
        hidden_from_search=hidden or page == NOT_FOUND,
    )


def _frame(site: Site, lang: str, page: str) -> _Frame:
    """Put together what a page has in common with the others of its folder."""
    config, addresses = site.config, site.addresses
    menu = _menu(site, lang, page)
    return _Frame(
        direction=cldr.text_direction(lang),
        site_title=in_language(config.title, lang),
        home_url=addresses.url(addresses.path(lang, "home"), page),
        menu=tuple(Link(link.text, link.url) for link in menu),
        menu_paths=tuple(path for _, path in _menu_entries(site, lang)),
        feed_url=addresses.url(addresses.path(lang, "feed"), page),
        icon_url=addresses.url(ICON, page),
        print_url=_print_url(site, page),
        license_url=_LICENSES.get(config.license, ""),
        sources=_sources(site, lang, page),
        names={code: cldr.language_name(code, code) for code in config.languages},
    )


def _print_url(site: Site, page: str) -> str:
    """Return the URL of the stylesheet for paper, with what tells a browser that it changed."""
    paper = site.styles.paper
    return f"{site.addresses.url(PAPER, page)}?{text_digest(paper)[:8]}" if paper else ""


def _policy(style: Style, *, scripted: bool = False) -> str:
    """Return the Content-Security-Policy: the page's own stylesheets, and what lies on the same site.

    `connect-src` is for tools that run inside a page to look at it; no script of ours could use it.
    """
    own = "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action " + (
        "'self'" if scripted else "'none'"
    )
    run = "script-src 'self'; " if scripted else ""
    return f"default-src 'none'; {run}style-src 'self' '{style.hash}'; {own}"


def _menu(site: Site, lang: str, page: str) -> tuple[Link, ...]:
    entries = _menu_entries(site, lang)
    return tuple(Link(text, site.addresses.url(path, page), path == page) for text, path in entries)


def _menu_entries(site: Site, lang: str) -> list[tuple[str, str]]:
    """Return the text and the output path of each entry of the menu."""
    words, addresses = site.words[lang], site.addresses
    entries = [(words.gettext("Timeline"), addresses.path(lang, "home"))]
    if site.is_explorable:
        entries.append((words.gettext("Explore"), addresses.path(lang, "explore")))
    entries.append((words.gettext("Find"), addresses.path(lang, "find")))
    pages = sorted(site.content.pages, key=lambda slug: (site.prose(slug, lang).order, slug))
    for slug in pages:
        prose = site.prose(slug, lang)
        entries.append((prose.menu or prose.title, addresses.path(lang, "pages", slug)))
    return entries


def _sources(site: Site, lang: str, page: str) -> tuple[Link, ...]:
    """Link to the sources that most events rest on, by where they appeared, or by their titles where two
    appeared in one place.
    """
    known = [site.content.sources[id_] for id_ in site.main_sources[:MOST_SOURCES]]
    names = [source.container_title or source.publisher or source.title for source in known]
    links = []
    for source, name in zip(known, names, strict=True):
        path = site.addresses.path(lang, "sources", source.slug)
        text = name if names.count(name) == 1 else source.title
        links.append(Link(text, site.addresses.url(path, page)))
    return tuple(links)


def main_sources(events: Iterable[Event], known: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the ids of sources, those that most events rest on first."""
    used: dict[str, int] = {}
    for event in events:
        for id_ in {citation.id for citation in event.sources} & known.keys():
            used[id_] = used.get(id_, 0) + 1
    return tuple(sorted(used, key=lambda id_: (-used[id_], id_)))

"""Every page of a site: its output path, its template, its facts, and how its view is made.

To add a kind of page, add a view in `views`, a template of its name, and a function that yields its pages to
`plan`, with facts for all that the view reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.diagnostics import Diagnostic
from site_gen.digesting import digest
from site_gen.site import feeds
from site_gen.site.addresses import NOT_FOUND
from site_gen.site.assets import PAPER
from site_gen.site.bodies import Resolver, prose_html
from site_gen.site.digests import Digests
from site_gen.site.embeds import embed_pages
from site_gen.site.event_page import event_pages
from site_gen.site.explore import explore_pages, explore_script
from site_gen.site.find import find_pages, find_script
from site_gen.site.home import home_pages, period_pages
from site_gen.site.listings import facet_pages, source_pages
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts
from site_gen.site.routes import collisions, redirects
from site_gen.site.shell import make_shell
from site_gen.site.views import NotFoundView, ProseView, StylesheetView


def plan(site: Site) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return all pages of a site, and what is wrong with their addresses."""
    found: list[Diagnostic] = []
    pages: list[Page] = []
    known = Digests(site)
    for lang in site.config.languages:
        pages += [
            *home_pages(site, known, lang),
            *period_pages(site, known, lang),
            *event_pages(site, known, lang),
            *embed_pages(site, known, lang),
            *facet_pages(site, known, lang),
            *source_pages(site, known, lang),
            *_prose(site, known, lang),
            *find_pages(site, known, lang),
            *explore_pages(site, known, lang),
            _feed(site, known, lang),
        ]
    pages += find_script(site)
    pages += explore_script(site)
    pages += redirects(site, {page.output for page in pages}, found)
    pages.append(_not_found(site, known))
    pages.append(_robots(site))
    if site.styles.paper:
        pages.append(_paper(site))
    if site.config.base_url:
        pages.append(_sitemap(site, pages))
    found += collisions(pages, site)
    return tuple(pages), tuple(found)


def _prose(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    for slug in sorted(site.content.pages):
        prose = site.prose(slug, lang)
        page, others = site.addresses.path(lang, "pages", slug), counterparts(site, "pages", slug)
        head = (prose.title, prose.summary, prose.legend, prose.lang, prose.file.path)
        facts = {"shell": known.shell(lang), "heading": digest(head), "body": digest(prose.body)}
        make = partial(_make_prose, site, slug, lang, others)
        resolver = Resolver(site, lang, page, prose.file.path)
        yield Page(
            page, "prose.html", lang, facts, make, prose.file.path, counterparts=others, resolve=resolver
        )


def _make_prose(site: Site, slug: str, lang: str, others: dict[str, str]) -> Made:
    prose, page = site.prose(slug, lang), site.addresses.path(lang, "pages", slug)
    body, faults, links = prose_html(site, prose, lang)
    view = ProseView(
        shell=make_shell(site, lang, page, prose.title, prose.summary, others, template="prose.html"),
        heading=prose.title,
        text_lang=prose.lang if prose.lang != lang else "",
        body=body,
        legend=prose.legend,
    )
    return Made(view, faults, links)


def _feed(site: Site, known: Digests, lang: str) -> Page:
    told = known.fronts((event.slug for event in site.timeline.events), lang)
    facts = {"settings": known.settings, "entries": told}
    return Page(
        site.addresses.path(lang, "feed"), "feed.xml", lang, facts, lambda: Made(feeds.feed(site, lang))
    )


def _not_found(site: Site, known: Digests) -> Page:
    lang = site.config.default_language

    def make() -> Made:
        title = site.words[lang].gettext("Page not found")
        others = counterparts(site, "home")
        shell = make_shell(site, lang, NOT_FOUND, title, "", others, template="404.html", hidden=True)
        return Made(NotFoundView(shell))

    return Page(NOT_FOUND, "404.html", lang, {"shell": known.shell(lang)}, make)


def _robots(site: Site) -> Page:
    view = feeds.robots(site)
    facts = {"sitemap": digest(view)}
    return Page("robots.txt", "robots.txt", site.config.default_language, facts, lambda: Made(view))


def _paper(site: Site) -> Page:
    view = StylesheetView(site.styles.paper)
    facts = {"style": digest(view)}
    return Page(PAPER, "print.css", site.config.default_language, facts, lambda: Made(view))


def _sitemap(site: Site, pages: list[Page]) -> Page:
    listed = {p.output: (p.modified, p.counterparts) for p in pages if p.counterparts}
    facts = {"entries": digest(site.config.base_url, listed)}
    return Page(
        "sitemap.xml",
        "sitemap.xml",
        site.config.default_language,
        facts,
        lambda: Made(feeds.sitemap(site, listed)),
    )

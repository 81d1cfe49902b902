"""Every page of a site: its output path, its template, its view.

To add a kind of page, add a view in `views`, a template of its name, and a function that yields its pages to
`plan`.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.dates import daynumber, display, parse_edtf
from site_gen.diagnostics import Diagnostic
from site_gen.site import feeds, structured_data
from site_gen.site.addresses import NOT_FOUND
from site_gen.site.bodies import prose_html
from site_gen.site.cards import card, with_gaps
from site_gen.site.config import in_language
from site_gen.site.drawings import overview, period_timeline
from site_gen.site.event_page import event_page
from site_gen.site.listings import browse_page, facet_pages, source_pages
from site_gen.site.model import Site
from site_gen.site.page import Page, counterparts, latest
from site_gen.site.routes import collisions, redirects
from site_gen.site.shell import make_shell
from site_gen.site.view_parts import CardView, ChapterView, Link
from site_gen.site.views import NotFoundView, PeriodView, ProseView, TimelineView
from site_gen.timeline.timeline import Chapter, Period


def plan(site: Site) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return all pages of a site, and what is wrong with their links or addresses."""
    found: list[Diagnostic] = []
    pages: list[Page] = []
    for lang in site.config.languages:
        pages += [
            _home(site, lang),
            *_periods(site, lang),
            *_events(site, lang, found),
            *facet_pages(site, lang),
            *source_pages(site, lang),
            *_prose(site, lang, found),
            browse_page(site, lang),
            Page(site.addresses.path(lang, "feed"), "feed.xml", feeds.feed(site, lang)),
        ]
    pages += redirects(site, {page.output for page in pages}, found)
    pages.append(_not_found(site))
    pages.append(Page("robots.txt", "robots.txt", feeds.robots(site)))
    if site.config.base_url:
        listed = {p.output: (p.modified, dict(p.counterparts)) for p in pages if p.counterparts}
        pages.append(Page("sitemap.xml", "sitemap.xml", feeds.sitemap(site, listed)))
    found += collisions(pages, site)
    return tuple(pages), tuple(found)


def _home(site: Site, lang: str) -> Page:
    page, others = site.addresses.path(lang, "home"), counterparts(site, "home")
    title, lead = in_language(site.config.title, lang), in_language(site.config.description, lang)
    shell = make_shell(
        site, lang, page, title, lead, others, structured_data=structured_data.of_site(site, lang)
    )
    # Gaps are said between all neighbours in time, also across the border of two periods.
    cards = tuple(card(site, e, lang, page) for e in site.timeline.events)
    cards = with_gaps(site, cards, lang)
    chapters, at = [], 0
    for chapter in site.timeline.chapters:
        chapters.append(_chapter(site, chapter.period, lang, page, cards[at : at + len(chapter.events)]))
        at += len(chapter.events)
    view = TimelineView(
        shell=shell,
        heading=title,
        lead=lead,
        span=_span_words(site, lang),
        count=len(site.timeline.events),
        overview=overview(site, site.timeline, lang, page),
        chapters=tuple(chapters),
    )
    return Page(page, "timeline.html", view, modified=latest(site.timeline.events), counterparts=others)


def _chapter(
    site: Site, period: Period | None, lang: str, page: str, cards: tuple[CardView, ...]
) -> ChapterView:
    if period is None:
        return ChapterView("", "", "", "", cards)
    url = site.addresses.url(site.addresses.path(lang, "periods", period.key), page)
    return ChapterView(
        title=in_language(period.name, lang),
        url=url,
        span=display.words(period.span, lang, "short"),
        summary=in_language(period.summary, lang),
        cards=cards,
    )


def _span_words(site: Site, lang: str) -> str:
    """Name the first and last year of the line."""
    events = site.timeline.events
    starts = [e.date.earliest for e in events if e.date.earliest is not None]
    ends = [e.date.latest for e in events if e.date.latest is not None]
    if not starts and not ends:
        return ""
    first = daynumber.to_civil(min(starts + ends))[0]
    last = daynumber.to_civil(max(starts + ends))[0]
    if first == last:
        return display.words(parse_edtf(_year(first)), lang)
    return display.words(parse_edtf(f"{_year(first)}/{_year(last)}"), lang)


def _year(year: int) -> str:
    return f"{year:04d}" if 0 <= year <= 9999 else f"-{-year:04d}" if -9999 <= year < 0 else f"Y{year}"


def _periods(site: Site, lang: str) -> Iterator[Page]:
    chapters = _by_period(site)
    for index, chapter in enumerate(chapters):
        assert chapter.period is not None
        key = chapter.period.key
        page, others = site.addresses.path(lang, "periods", key), counterparts(site, "periods", key)
        timeline, scale = period_timeline(site, chapter.events)
        cards = with_gaps(site, tuple(card(site, e, lang, page) for e in chapter.events), lang)
        shown = _chapter(site, chapter.period, lang, page, cards)
        view = PeriodView(
            shell=make_shell(site, lang, page, shown.title, shown.summary or shown.span, others),
            chapter=shown,
            overview=overview(site, timeline, lang, page, scale=scale),
            before=_period_link(site, chapters, index - 1, lang, page),
            after=_period_link(site, chapters, index + 1, lang, page),
        )
        yield Page(page, "period.html", view, modified=latest(chapter.events), counterparts=others)


def _by_period(site: Site) -> list[Chapter]:
    """Join the runs of each period: periods that overlap can break each other's runs on the home page."""
    joined: dict[str, Chapter] = {}
    for chapter in site.timeline.chapters:
        if chapter.period:
            key = chapter.period.key
            before = joined[key].events if key in joined else ()
            joined[key] = Chapter(chapter.period, before + chapter.events)
    return list(joined.values())


def _period_link(site: Site, chapters: list[Chapter], index: int, lang: str, page: str) -> Link | None:
    if not 0 <= index < len(chapters) or chapters[index].period is None:
        return None
    period = chapters[index].period
    assert period is not None
    return Link(
        in_language(period.name, lang),
        site.addresses.url(site.addresses.path(lang, "periods", period.key), page),
    )


def _events(site: Site, lang: str, found: list[Diagnostic]) -> Iterator[Page]:
    for number, event in enumerate(site.timeline.events, 1):
        others = counterparts(site, "events", event.slug)
        view, faults = event_page(site, event.slug, number, lang, others)
        found += faults
        modified = max(event.added, event.updated)
        output = site.addresses.path(lang, "events", event.slug)
        own = site.event(event.slug, lang)
        yield Page(output, "event.html", view, own.file.path, modified, None if event.draft else others)


def _prose(site: Site, lang: str, found: list[Diagnostic]) -> Iterator[Page]:
    for slug in sorted(site.content.pages):
        prose = site.prose(slug, lang)
        page, others = site.addresses.path(lang, "pages", slug), counterparts(site, "pages", slug)
        body, faults = prose_html(site, prose, lang)
        found += faults
        view = ProseView(
            shell=make_shell(site, lang, page, prose.title, prose.summary, others),
            heading=prose.title,
            text_lang=prose.lang if prose.lang != lang else "",
            body=body,
            legend=prose.legend,
        )
        yield Page(page, "prose.html", view, prose.file.path, counterparts=others)


def _not_found(site: Site) -> Page:
    lang = site.config.default_language
    title = site.words[lang].gettext("Page not found")
    shell = make_shell(site, lang, NOT_FOUND, title, "", counterparts(site, "home"), hidden=True)
    return Page(NOT_FOUND, "404.html", NotFoundView(shell))

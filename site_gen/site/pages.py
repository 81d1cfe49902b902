"""Every page of a site: its output path, its template, its view. To add a kind of page, add a function here that yields
its pages, a view in `views`, and a template of its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_gen.content.event import Event
from site_gen.dates import display, parse_edtf
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.site import feeds, structured_data
from site_gen.site.addresses import FACETS, NOT_FOUND
from site_gen.site.bodies import prose_html
from site_gen.site.cards import card, cites, date_view, event_date, facet_name, source_name, with_gaps
from site_gen.site.config import in_language
from site_gen.site.drawings import axis_view, overview, period_timeline
from site_gen.site.event_page import event_page
from site_gen.site.model import Site
from site_gen.site.shell import make_shell
from site_gen.site.views import (
    ChapterView,
    IndexGroup,
    IndexView,
    Link,
    ListView,
    NotFoundView,
    PeriodView,
    ProseView,
    RedirectView,
    SourceView,
    TimelineView,
    View,
)
from site_gen.timeline.timeline import Chapter, Period


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the output: where it goes, what template makes it, and all that the template sees.

    `origin` is the input file that a reader of a diagnostic would want to open; `modified` the ISO date of
    its last change; `counterparts` the same page by language, empty where it is not for search engines.
    """

    output: str
    template: str
    view: View
    origin: str = ""
    modified: str = ""
    counterparts: Mapping[str, str] | None = None


def plan(site: Site) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return all pages of a site, and what is wrong with their links or addresses."""
    found: list[Diagnostic] = []
    pages: list[Page] = []
    for lang in site.config.languages:
        pages += [
            _home(site, lang),
            *_periods(site, lang),
            *_events(site, lang, found),
            *_facets(site, lang),
            *_sources(site, lang),
            *_prose(site, lang, found),
            _browse(site, lang),
            Page(site.addresses.path(lang, "feed"), "feed.xml", feeds.feed(site, lang)),
        ]
    pages += _redirects(site, {page.output for page in pages}, found)
    pages.append(_not_found(site))
    pages.append(Page("robots.txt", "robots.txt", feeds.robots(site)))
    if site.config.base_url:
        listed = {p.output: (p.modified, dict(p.counterparts)) for p in pages if p.counterparts}
        pages.append(Page("sitemap.xml", "sitemap.xml", feeds.sitemap(site, listed)))
    found += _collisions(pages, site)
    return tuple(pages), tuple(found)


def _counterparts(site: Site, kind: str, slug: str = "") -> dict[str, str]:
    return {lang: site.addresses.path(lang, kind, slug) for lang in site.config.languages}


def _home(site: Site, lang: str) -> Page:
    page, others = site.addresses.path(lang, "home"), _counterparts(site, "home")
    title, lead = in_language(site.config.title, lang), in_language(site.config.description, lang)
    shell = make_shell(
        site, lang, page, title, lead, others, structured_data=structured_data.of_site(site, lang)
    )
    # Gaps are said between all neighbours in time, also across the border of two periods.
    cards = with_gaps(site, tuple(card(site, e, lang, page) for e in site.timeline.events), lang)
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
    return Page(page, "timeline.html", view, modified=_latest(site.timeline.events), counterparts=others)


def _chapter(
    site: Site, period: Period | None, lang: str, page: str, cards: tuple[object, ...]
) -> ChapterView:
    if period is None:
        return ChapterView("", "", "", "", "", cards)  # type: ignore[arg-type]
    url = site.addresses.url(site.addresses.path(lang, "periods", period.key), page)
    return ChapterView(
        key=period.key,
        title=in_language(period.name, lang),
        url=url,
        span=display.words(period.span, lang, "short"),
        summary=in_language(period.summary, lang),
        cards=cards,  # type: ignore[arg-type]
    )


def _span_words(site: Site, lang: str) -> str:
    """Name the first and last year of the line."""
    events = site.timeline.events
    starts = [e.date.earliest for e in events if e.date.earliest is not None]
    ends = [e.date.latest for e in events if e.date.latest is not None]
    if not starts and not ends:
        return ""
    from site_gen.dates import daynumber

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
        page, others = site.addresses.path(lang, "periods", key), _counterparts(site, "periods", key)
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
        yield Page(page, "period.html", view, modified=_latest(chapter.events), counterparts=others)


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
        others = _counterparts(site, "events", event.slug)
        view, faults = event_page(site, event.slug, number, lang, others)
        found += faults
        modified = max(event.added, event.updated)
        output = site.addresses.path(lang, "events", event.slug)
        own = site.event(event.slug, lang)
        yield Page(output, "event.html", view, own.file.path, modified, None if event.draft else others)


def _facets(site: Site, lang: str) -> Iterator[Page]:
    events = {event.slug: event for event in site.timeline.events}
    for kind in FACETS:
        for facet in site.facets.by_slug[kind].values():
            page, others = site.addresses.path(lang, kind, facet.slug), _counterparts(site, kind, facet.slug)
            name = facet_name(site, facet, lang)
            borne = [events[slug] for slug in facet.events]
            cards = with_gaps(site, tuple(card(site, event, lang, page) for event in borne), lang)
            view = ListView(make_shell(site, lang, page, name, "", others), kind, name, cards)
            yield Page(page, "list.html", view, modified=_latest(tuple(borne)), counterparts=others)


def _sources(site: Site, lang: str) -> Iterator[Page]:
    citing: dict[str, list[Event]] = {}
    for event in site.timeline.events:
        for id_ in dict.fromkeys(citation.id for citation in event.sources):
            citing.setdefault(id_, []).append(event)
    for source in site.content.sources.values():
        page, others = (
            site.addresses.path(lang, "sources", source.slug),
            _counterparts(site, "sources", source.slug),
        )
        claims = []
        for event in citing.get(source.id, []):
            own = site.event(event.slug, lang)
            url = site.addresses.url(site.addresses.path(lang, "events", event.slug), page)
            mine = tuple(c for c in cites(site, own, lang, page) if c.title == source.title)
            claims.append((Link(own.title, url), event_date(own, lang), mine))
        view = SourceView(
            shell=make_shell(site, lang, page, source.title, source_name(source), others),
            title=source.title,
            lang=source.language if source.language != lang else "",
            author=", ".join(source.author),
            container=source.container_title,
            publisher=source.publisher,
            issued=date_view(source.issued, lang) if source.issued else None,
            accessed=date_view(parse_edtf(source.accessed), lang) if source.accessed else None,
            address=source.url,
            archive=source.archive,
            note=source.note,
            claims=tuple(claims),
        )
        yield Page(
            page, "source.html", view, modified=_latest(tuple(citing.get(source.id, []))), counterparts=others
        )


def _prose(site: Site, lang: str, found: list[Diagnostic]) -> Iterator[Page]:
    for slug in sorted(site.content.pages):
        prose = site.prose(slug, lang)
        page, others = site.addresses.path(lang, "pages", slug), _counterparts(site, "pages", slug)
        body, faults = prose_html(site, prose, lang)
        found += faults
        view = ProseView(
            shell=make_shell(site, lang, page, prose.title, prose.summary, others),
            heading=prose.title,
            text_lang=prose.lang if prose.lang != lang else "",
            body=body,
            legend=axis_view(site.scale, lang),
        )
        yield Page(page, "prose.html", view, prose.file.path, counterparts=others)


def _browse(site: Site, lang: str) -> Page:
    page, others = site.addresses.path(lang, "browse"), _counterparts(site, "browse")
    groups = []
    for kind in ("actors", "tags", "places"):
        named = sorted(
            (facet_name(site, facet, lang), facet.slug, len(facet.events))
            for facet in site.facets.by_slug[kind].values()
        )
        entries = tuple(
            (Link(name, site.addresses.url(site.addresses.path(lang, kind, slug), page)), count)
            for name, slug, count in named
        )
        groups.append(IndexGroup(kind, entries))
    counts: dict[str, int] = {}
    for event in site.timeline.events:
        for id_ in {citation.id for citation in event.sources}:
            counts[id_] = counts.get(id_, 0) + 1
    works = sorted(site.content.sources.values(), key=lambda s: (s.title.casefold(), s.id))
    entries = tuple(
        (
            Link(s.title, site.addresses.url(site.addresses.path(lang, "sources", s.slug), page)),
            counts.get(s.id, 0),
        )
        for s in works
    )
    groups.append(IndexGroup("sources", entries))
    title = site.words[lang].gettext("Index")
    view = IndexView(make_shell(site, lang, page, title, "", others), tuple(g for g in groups if g.entries))
    return Page(page, "browse.html", view, counterparts=others)


def _not_found(site: Site) -> Page:
    lang = site.config.default_language
    title = site.words[lang].gettext("Page not found")
    shell = make_shell(site, lang, NOT_FOUND, title, "", _counterparts(site, "home"), hidden=True)
    return Page(NOT_FOUND, "404.html", NotFoundView(shell))


def _redirects(site: Site, taken: set[str], found: list[Diagnostic]) -> Iterator[Page]:
    for event in site.timeline.events:
        for alias in event.aliases:
            for lang in site.config.languages:
                output = site.addresses.path(lang, "events", alias)
                target = site.addresses.path(lang, "events", event.slug)
                if output in taken:
                    message = f"the alias `{alias}` is the address of another page"
                    found.append(
                        about_file(
                            event.file.path, "E108", message, "remove the alias, or rename the other event"
                        )
                    )
                    break
                taken.add(output)
                title = site.event(event.slug, lang).title
                url, absolute = site.addresses.url(target, output), site.addresses.absolute(target)
                yield Page(output, "redirect.html", RedirectView(lang, title, url, absolute), event.file.path)


def _collisions(pages: list[Page], site: Site) -> Iterator[Diagnostic]:
    """Report outputs that two pages, or a page and a copied file, would both be written to."""
    seen: dict[str, Page] = {}
    for page in pages:
        first = seen.setdefault(page.output.casefold(), page)
        if first is not page:
            message = f"would be written to `{page.output}`, as would {first.origin or 'another page'}"
            yield about_file(page.origin or page.output, "O101", message, "give one of them another slug")
        elif page.output in site.files:
            message = f"the file `static/{page.output}` has the address of a page that is made"
            yield about_file(f"static/{page.output}", "O102", message, "rename the file")


def _latest(events: tuple[Event, ...]) -> str:
    return max((max(event.added, event.updated) for event in events), default="")

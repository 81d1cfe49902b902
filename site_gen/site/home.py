"""The home page with the whole line, and a page for each period."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.dates import daynumber, display, parse_edtf
from site_gen.site import structured_data
from site_gen.site.cards import card, with_gaps
from site_gen.site.config import in_language
from site_gen.site.digests import Digests
from site_gen.site.drawings import overview, period_timeline
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts, latest
from site_gen.site.shell import make_shell
from site_gen.site.view_parts import CardView, ChapterView, Link
from site_gen.site.views import PeriodView, TimelineView
from site_gen.timeline.timeline import Chapter, Period


def home_page(site: Site, known: Digests, lang: str) -> Page:
    """Return the home page of a language."""
    page, others = site.addresses.path(lang, "home"), counterparts(site, "home")
    cards = known.cards((event.slug for event in site.timeline.events), lang)
    return Page(
        page,
        "timeline.html",
        lang,
        {"shell": known.shell(lang), "cards": cards},
        partial(_make_home, site, lang, page, others),
        modified=latest(site.timeline.events),
        counterparts=others,
    )


def _make_home(site: Site, lang: str, page: str, others: dict[str, str]) -> Made:
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
    return Made(view)


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


def period_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the page of each period that has events."""
    chapters = _by_period(site)
    for index, chapter in enumerate(chapters):
        assert chapter.period is not None
        key = chapter.period.key
        page, others = site.addresses.path(lang, "periods", key), counterparts(site, "periods", key)
        around = ",".join(_key(chapters, at) for at in (index - 1, index, index + 1))
        cards = known.cards((event.slug for event in chapter.events), lang)
        yield Page(
            page,
            "period.html",
            lang,
            {"shell": known.shell(lang), "cards": cards, "neighbours": around},
            partial(_make_period, site, chapters, index, lang, page, others),
            modified=latest(chapter.events),
            counterparts=others,
        )


def _make_period(
    site: Site, chapters: list[Chapter], index: int, lang: str, page: str, others: dict[str, str]
) -> Made:
    chapter = chapters[index]
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
    return Made(view)


def _by_period(site: Site) -> list[Chapter]:
    """Join the runs of each period: periods that overlap can break each other's runs on the home page."""
    joined: dict[str, Chapter] = {}
    for chapter in site.timeline.chapters:
        if chapter.period:
            key = chapter.period.key
            before = joined[key].events if key in joined else ()
            joined[key] = Chapter(chapter.period, before + chapter.events)
    return list(joined.values())


def _key(chapters: list[Chapter], index: int) -> str:
    period = chapters[index].period if 0 <= index < len(chapters) else None
    return period.key if period else ""


def _period_link(site: Site, chapters: list[Chapter], index: int, lang: str, page: str) -> Link | None:
    if not 0 <= index < len(chapters):
        return None
    period = chapters[index].period
    assert period is not None
    return Link(
        in_language(period.name, lang),
        site.addresses.url(site.addresses.path(lang, "periods", period.key), page),
    )

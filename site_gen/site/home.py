"""The home page with the whole line, and a page for each period."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.dates import daynumber, display, parse_edtf
from site_gen.digesting import digest
from site_gen.site import structured_data
from site_gen.site.cards import cards as cards_of
from site_gen.site.config import in_language
from site_gen.site.digests import Digests
from site_gen.site.divisions import YEARS, Division, divide, division_view, whole, year_edtf
from site_gen.site.drawings import overview
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts, latest
from site_gen.site.share_cards import HOME, card_path
from site_gen.site.shell import make_shell
from site_gen.site.stretches import (
    EVERYTHING,
    everything_page,
    period_parts,
    stretch_drawing,
    stretch_facts,
    stretch_pages,
)
from site_gen.site.view_parts import CardView, ChapterView, Link
from site_gen.site.views import PeriodView, TimelineView
from site_gen.timeline.axis import scale_of
from site_gen.timeline.extents import is_undated
from site_gen.timeline.timeline import Chapter, Period


def home_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the home page of a language; and where a page cannot list all events, the pages that they are
    divided into.
    """
    page, others = site.addresses.path(lang, "home"), counterparts(site, "home")
    events, modified = site.timeline.events, latest(site.timeline.events)
    facts = {"shell": known.shell(lang)}
    if not site.is_large:
        facts["cards"] = known.cards((event.slug for event in events), lang)
        make = partial(_make_home, site, lang, page, others)
        yield Page(page, "timeline.html", lang, facts, make, modified=modified, counterparts=others)
        return
    division = divide(site, YEARS, "", events)
    facts |= stretch_facts(known, division, whole(division), lang)
    counts = [(c.period.key, len(c.events)) for c in _by_period(site) if c.period]
    facts |= {"scale": known.scale, "span": _span_words(site, lang), "periods": digest(counts)}
    make = partial(_make_large_home, site, division, lang, page, others)
    yield Page(page, "timeline.html", lang, facts, make, modified=modified, counterparts=others)
    yield from stretch_pages(site, known, division, lang, _home_name(site, lang))
    yield everything_page(site, known, division, lang)


def _home_name(site: Site, lang: str) -> str:
    return site.words[lang].gettext("Timeline")


def _make_home(site: Site, lang: str, page: str, others: dict[str, str]) -> Made:
    title, lead = in_language(site.config.title, lang), in_language(site.config.description, lang)
    described = structured_data.of_site(site, lang)
    shell = make_shell(
        site,
        lang,
        page,
        title,
        lead,
        others,
        template="timeline.html",
        structured_data=described,
        card=card_path(site, lang, HOME),
    )
    # Gaps are said between all neighbours in time, also across the border of two periods.
    cards = cards_of(site, site.timeline.events, lang, page)
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


def _make_large_home(site: Site, division: Division, lang: str, page: str, others: dict[str, str]) -> Made:
    """Make a home page that shows the whole line and leads to its parts."""
    title, lead = in_language(site.config.title, lang), in_language(site.config.description, lang)
    described = structured_data.of_site(site, lang)
    first = whole(division)
    drawn, density = stretch_drawing(site, division, first, lang, page, site.scale)
    named = []
    for chapter in _by_period(site):
        shown = _chapter(site, chapter.period, lang, page, ())
        named.append((shown.title, shown.span, shown.url, len(chapter.events)))
    everything = site.addresses.url(site.addresses.path(lang, YEARS, EVERYTHING), page)
    shell = make_shell(
        site,
        lang,
        page,
        title,
        lead,
        others,
        template="timeline.html",
        structured_data=described,
        card=card_path(site, lang, HOME),
    )
    view = TimelineView(
        shell=shell,
        heading=title,
        lead=lead,
        span=_span_words(site, lang),
        count=len(division.events),
        overview=drawn,
        chapters=(),
        density=density,
        division=division_view(site, division, first, lang, page, named=True),
        periods=period_parts(named),
        everything=Link(site.words[lang].gettext("All events"), everything),
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
    dates = [event.date for event in events if not is_undated(event.date)]
    starts = [date.earliest for date in dates if date.earliest is not None]
    ends = [date.latest for date in dates if date.latest is not None]
    if not starts and not ends:
        return ""
    first = daynumber.to_civil(min(starts + ends))[0]
    last = daynumber.to_civil(max(starts + ends))[0]
    if first == last:
        return display.words(parse_edtf(year_edtf(first)), lang)
    return display.words(parse_edtf(f"{year_edtf(first)}/{year_edtf(last)}"), lang)


def period_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the page of each period that has events, and of its parts where it has many."""
    chapters = _by_period(site)
    for index, chapter in enumerate(chapters):
        assert chapter.period is not None
        key = chapter.period.key
        page, others = site.addresses.path(lang, "periods", key), counterparts(site, "periods", key)
        division = divide(site, "periods", key, chapter.events)
        facts = {
            "shell": known.shell(lang),
            **stretch_facts(known, division, whole(division), lang),
            "neighbours": ",".join(_key(chapters, at) for at in (index - 1, index, index + 1)),
        }
        if division.tree.children:
            facts["dates"] = digest(
                [(event.date.edtf, event.date.calendar, event.time) for event in chapter.events]
            )
        make = partial(_make_period, site, chapters, index, division, lang, page, others)
        modified = latest(chapter.events)
        yield Page(page, "period.html", lang, facts, make, modified=modified, counterparts=others)
        yield from stretch_pages(site, known, division, lang, in_language(chapter.period.name, lang))


def _make_period(
    site: Site,
    chapters: list[Chapter],
    index: int,
    division: Division,
    lang: str,
    page: str,
    others: dict[str, str],
) -> Made:
    chapter, first = chapters[index], whole(division)
    scale = scale_of(chapter.events)
    drawn, density = stretch_drawing(site, division, first, lang, page, scale)
    cards: tuple[CardView, ...] = ()
    if not division.tree.children:
        cards = cards_of(site, chapter.events, lang, page)
    shown = _chapter(site, chapter.period, lang, page, cards)
    summary = shown.summary or shown.span
    view = PeriodView(
        shell=make_shell(site, lang, page, shown.title, summary, others, template="period.html"),
        chapter=shown,
        count=len(chapter.events),
        overview=drawn,
        before=_period_link(site, chapters, index - 1, lang, page),
        after=_period_link(site, chapters, index + 1, lang, page),
        density=density,
        division=division_view(site, division, first, lang, page, named=True),
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

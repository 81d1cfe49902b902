"""Lists of events that are divided by time: which pages a long list has, where, and what they are called.

A list that is longer than a page may be has a first page, which counts its parts, and a page for each span
of its tree (`timeline.zoom`). The list of all events is divided into `years/`, any other into a folder of its
own name.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from site_gen.content.event import Event
from site_gen.dates import daynumber, display, parse_edtf
from site_gen.site.cards import event_date
from site_gen.site.model import Site
from site_gen.site.view_parts import DivisionView, Link, PartView, RowView
from site_gen.timeline.timeline import known_start
from site_gen.timeline.zoom import Placed, Span, Unit, make_tree, walk

YEARS = "years"
"""The kind of the pages that the list of all events is divided into."""
HIGHLIGHT = 4
"""The importance from which an event is named beside the part that it is in."""
MOST_HIGHLIGHTS = 3
MOST_FINER = 60
"""Parts of parts up to which a page links to them as well."""
_LONG_AGO = 999_999


@dataclass(frozen=True, slots=True)
class Division:
    """A list of events in order, and the tree of its spans. `kind` and `slug` say where its first page is:
    the list of all events, whose kind is `YEARS`, begins at the home page.
    """

    kind: str
    slug: str
    events: Sequence[Event]
    tree: Span
    _high: tuple[int, ...] = field(default=(), repr=False)

    def within(self, span: Span) -> Sequence[Event]:
        """Return the events of a span."""
        return self.events[span.start : span.end]

    def path(self, site: Site, lang: str, span: Span) -> str:
        """Return the output path of the page of a span; that of the whole is the first page."""
        if span.unit is Unit.WHOLE:
            return site.addresses.path(lang, *(("home",) if self.kind == YEARS else (self.kind, self.slug)))
        return site.addresses.path(
            lang, self.kind, span.key if self.kind == YEARS else f"{self.slug}/{span.key}"
        )

    def counterparts(self, site: Site, span: Span) -> dict[str, str]:
        """Return the output path of a span's page in each language."""
        return {lang: self.path(site, lang, span) for lang in site.config.languages}

    def highlights(self, span: Span) -> list[Event]:
        """Return the most important events of a span, if any are important, in order."""
        own = self._high[
            bisect.bisect_left(self._high, span.start) : bisect.bisect_left(self._high, span.end)
        ]
        best = sorted(own, key=lambda at: (-self.events[at].importance, at))[:MOST_HIGHLIGHTS]
        return [self.events[at] for at in sorted(best)]


def divide(site: Site, kind: str, slug: str, events: Sequence[Event]) -> Division:
    """Divide a list of events that stand in order, once for all languages."""
    return site.shared(("division", kind, slug), lambda: _divided(site, kind, slug, events))


def _divided(site: Site, kind: str, slug: str, events: Sequence[Event]) -> Division:
    tree = make_tree([known_start(event.date) for event in events], site.config.page_size)
    high = (
        tuple(at for at, event in enumerate(events) if event.importance >= HIGHLIGHT) if tree.children else ()
    )
    return Division(kind, slug, events, tree, high)


def parts_of(division: Division) -> Iterator[Placed]:
    """Yield the spans that have a page of their own, apart from the first."""
    return walk(division.tree)


def arrangement(placed: Placed) -> tuple[object, ...]:
    """Return all that names, links and counts of a span's page are made from, but titles."""
    around = [each.key if each else "" for each in (placed.before, placed.after)]
    parts = [
        (child.key, child.count, [each.key for each in child.children]) for child in placed.span.children
    ]
    return ([span.key for span in placed.up], around, parts)


def whole(division: Division) -> Placed:
    """Return the first page of a list as one among the others."""
    return Placed(division.tree, (), None, None)


def division_view(
    site: Site,
    division: Division,
    placed: Placed,
    lang: str,
    page: str,
    *,
    first: str = "",
    named: bool = False,
) -> DivisionView:
    """Show where a page stands among the pages of its list, and its parts.

    `first` is what the first page is called; where it is empty, that is not linked to. `named` asks for the
    titles of what is most important in each part.
    """

    def link(span: Span) -> Link:
        return Link(span_words(site, span, lang), site.addresses.url(division.path(site, lang, span), page))

    up = [link(span) for span in placed.up]
    if first and placed.span.unit is not Unit.WHOLE:
        up.insert(0, Link(first, site.addresses.url(division.path(site, lang, division.tree), page)))
    finer = [grandchild for child in placed.span.children for grandchild in child.children]
    fullest = max((child.count for child in placed.span.children), default=1)
    parts = [
        PartView(
            link=link(child),
            span="",
            count=child.count,
            share=round(100 * child.count / fullest, 1),
            highlights=rows(site, division.highlights(child), lang, page) if named else (),
            parts=tuple(map(link, child.children)) if len(finer) <= MOST_FINER else (),
        )
        for child in placed.span.children
    ]
    return DivisionView(
        name=span_words(site, placed.span, lang),
        up=tuple(up),
        before=link(placed.before) if placed.before else None,
        after=link(placed.after) if placed.after else None,
        parts=tuple(parts),
    )


def rows(site: Site, events: Iterable[Event], lang: str, page: str) -> tuple[RowView, ...]:
    """Show events in the shortest way: title and date."""
    addresses, found = site.addresses, []
    for event in events:
        own = site.event(event.slug, lang)
        url = addresses.url(addresses.path(lang, "events", own.slug), page)
        text_lang = own.lang if own.lang != lang else ""
        found.append(RowView(Link(own.title, url), event_date(own, lang), text_lang))
    return tuple(found)


def span_words(site: Site, span: Span, lang: str, form: str = "long") -> str:
    """Name a span for readers; the whole has no name."""
    words = site.words[lang]
    if span.unit is Unit.WHOLE:
        return ""
    if span.unit is Unit.PART:
        # What is counted is one day, or what has none.
        name = (
            _dated_words(span, lang, form) if span.first is not None else words.gettext("Without a known day")
        )
        return words.gettext("%(name)s, part %(number)s") % {"name": name, "number": span.number}
    return words.gettext("Without a known day") if span.first is None else _dated_words(span, lang, form)


def _dated_words(span: Span, lang: str, form: str) -> str:
    return display.words(parse_edtf(_edtf(span)), lang, form)


def _edtf(span: Span) -> str:
    """Write the time of a span in EDTF, whose year 0 is 1 BC."""
    first, last = span.years
    if span.unit is Unit.YEARS and first != last:
        if last - first == 9 and first > 0 and last <= 9999:
            return f"{first // 10:03d}X"
        # So long ago nobody counts from the era, and round years say more.
        begin = f"Y{first - 1}" if first < -_LONG_AGO else _counted(first)
        return f"{begin}/{f'Y{last}' if last < -_LONG_AGO else _counted(last)}"
    if span.unit is Unit.YEARS or abs(first) > 9999 or span.first is None or span.last is None:
        return _counted(first)
    if span.unit is Unit.MONTH:
        return daynumber.iso(span.first)[:-3]
    begin, end = daynumber.iso(span.first), daynumber.iso(span.last)
    return begin if begin == end else f"{begin}/{end}"


def _counted(year: int) -> str:
    return year_edtf(year if year > 0 else year + 1)


def year_edtf(year: int) -> str:
    """Write an astronomical year in EDTF."""
    return daynumber.iso_year(year) if abs(year) <= 9999 else f"Y{year}"

"""The overview and the axis as templates draw them: numbers from `timeline`, words and links from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from site_gen import cldr
from site_gen.cldr import Catalogue
from site_gen.content.event import Event
from site_gen.site.cards import lane_view
from site_gen.site.line_words import (
    clock_words,
    fold_length,
    fold_sentence,
    is_from_right,
    place_fold_words,
    short_words,
    tick_anchors,
    tick_label,
    timed,
)
from site_gen.site.model import Site
from site_gen.site.view_parts import (
    AxisView,
    BandView,
    DensityView,
    Drawing,
    FoldView,
    LaneRows,
    Link,
    MarkView,
    OverviewView,
    TickView,
)
from site_gen.timeline.axis import Scale, scale_of
from site_gen.timeline.choosing import are_weighed, placeable
from site_gen.timeline.extents import occupied
from site_gen.timeline.labels import Label, Side, Widths
from site_gen.timeline.letters import fitted, pixels, shortened
from site_gen.timeline.marks import Shape
from site_gen.timeline.packing import Overview, from_right, make_overview, place_alone
from site_gen.timeline.timeline import Lane, Timeline, make_timeline
from site_gen.timeline.zoom import Span, Unit, density

_STANDS_OUT = 5
"""The importance whose labels are set in bold."""
LABEL_SPACE = 9
"""Pixels between a mark and its label."""
_SHORTEST_TITLE = 40.0
"""Pixels below which a title beside its date says nothing."""
WIDTHS = Widths(800.0, 280.0)
"""Pixels of the narrowest line that shows whole labels, and of the line on the narrowest phone."""
BINS = 100
"""Stretches of a line that are counted by themselves."""


def axis_view(scale: Scale, lang: str, words: Catalogue) -> AxisView:
    """Show a scale: its stretches, ticks with their labels, and folds, as the language runs."""
    labels = [tick_label(tick, lang) for tick in scale.ticks]
    wide, narrow = (tick_anchors(scale.ticks, labels, line) for line in WIDTHS)
    turned = is_from_right(lang)
    ticks = [
        TickView(
            _turn(tick.x, turned=turned),
            label if at in wide or at in narrow else "",
            wide.get(at, ""),
            narrow.get(at, ""),
        )
        for at, (tick, label) in enumerate(zip(scale.ticks, labels, strict=True))
    ]
    short = [fold_length(fold, lang, words) for fold in scale.folds]
    lengths = place_fold_words(scale, short, WIDTHS.narrow)
    sentences = place_fold_words(scale, [fold_sentence(f, lang, words) for f in scale.folds], WIDTHS.wide)
    if any(each.row for each in sentences):
        sentences = place_fold_words(scale, short, WIDTHS.wide)
    said = [[replace(each, x=_turn(each.x, turned=turned)) for each in row] for row in (sentences, lengths)]
    places = [_turned(fold.left, fold.right, turned=turned) for fold in scale.folds]
    folds = [FoldView(*place, *both) for place, *both in zip(places, *said, strict=True)]
    return AxisView(
        stretches=tuple(sorted(_turned(s.left, s.right, turned=turned) for s in scale.stretches)),
        ticks=tuple(ticks),
        folds=tuple(folds),
        wide_rows=1 + max((each.row for each in sentences), default=-1),
        narrow_rows=1 + max((each.row for each in lengths), default=-1),
        begin=100 if turned else 0,
    )


def _turn(x: float, *, turned: bool) -> float:
    return round(100 - x, 2) if turned else x


def _turned(left: float, right: float, *, turned: bool) -> tuple[float, float]:
    left, right = round(left, 2), round(right, 2)
    return (round(100 - right, 2), round(100 - left, 2)) if turned else (left, right)


def overview(
    site: Site, timeline: Timeline, lang: str, page: str, *, scale: Scale | None = None
) -> OverviewView:
    """Draw the events of a timeline on the site's line, or on a line of their own."""
    line = scale or site.scale
    one_day = _is_one_day(timeline.events)
    names = {event.slug: _label(site, event, lang, one_day=one_day) for event in timeline.events}
    packed = make_overview(timeline, line, {slug: _widths(*name) for slug, name in names.items()}, WIDTHS)
    return OverviewView(
        axis=_axis(site, lang) if scale is None else axis_view(scale, lang, site.words[lang]),
        drawing=_drawing(site, packed, names, lang, page),
        note=note_on(site, timeline.events, packed.shown, lang),
    )


def note_on(site: Site, events: Sequence[Event], shown: int, lang: str) -> str:
    """Say what a drawing of so many events leaves out, and why; nothing where it shows all."""
    words, placed = site.words[lang], len(placeable(events))
    found = []
    if shown < placed:
        if are_weighed(events):
            text = words.gettext(
                "The drawing shows %(shown)s of %(total)s events, the most important ones; "
                "the list below has all."
            )
        else:
            text = words.gettext(
                "The drawing shows %(shown)s of %(total)s events, some of each time; the list below has all."
            )
        numbers = {"shown": shown, "total": len(events)}
        found.append(text % {k: cldr.format_number(lang, n) for k, n in numbers.items()})
    if missing := len(events) - placed:
        text = words.ngettext(
            "%(num)s event without a known year stands in the list alone.",
            "%(num)s events without a known year stand in the list alone.",
            missing,
        )
        found.append(text % {"num": cldr.format_number(lang, missing)})
    return " ".join(found)


def overview_of_one(site: Site, event: Event, drawn: tuple[Shape, ...], lang: str, page: str) -> OverviewView:
    """Draw one event, whose shapes on a line from left to right are given, alone on the site's line."""
    name = _label(site, event, lang, one_day=False)
    lane = next((lane for lane in site.config.lanes if lane.key == event.lane), _NO_LANE)
    packed = place_alone(event, drawn, lane, _widths(*name), WIDTHS)
    return OverviewView(
        axis=_axis(site, lang),
        drawing=_drawing(site, packed, {event.slug: name}, lang, page),
    )


_NO_LANE = Lane("", {})


def _axis(site: Site, lang: str) -> AxisView:
    """Show the site's line; what all pages show of it is one object."""
    return site.shared(("axis", lang), lambda: axis_view(site.scale, lang, site.words[lang]))


def period_timeline(site: Site, events: Sequence[Event]) -> tuple[Timeline, Scale]:
    """Return some events as a timeline of their own, with their own line."""
    timeline = make_timeline(events, site.config.lanes, ())
    return timeline, scale_of(events)


def density_view(
    events: Sequence[Event], parts: Sequence[tuple[Link, Span]], scale: Scale, lang: str
) -> DensityView:
    """Show how many of some events begin where on a line, and which part of it leads to which page."""
    turned = is_from_right(lang)
    begins = [min(occupied(event.date, event.time), default=(None,))[0] for event in events]
    counts = density(begins, [0.0 if day is None else scale.x(day) for day in begins], BINS)
    most = max(counts, default=0) or 1
    heights = tuple(-(-count * 100 // most) for count in counts)
    bands = [
        BandView(link, part.count, *_turned(scale.x(part.first), scale.x(part.last + 1), turned=turned))
        for link, part in parts
        # Parts that are counted share one day: no place on the line leads to one of them.
        if part.first is not None and part.last is not None and part.unit is not Unit.PART
    ]
    return DensityView(heights[::-1] if turned else heights, tuple(bands))


def _is_one_day(events: Sequence[Event]) -> bool:
    days = {(event.date.earliest, event.date.latest) for event in events}
    return len(days) == 1 and all(first is not None and first == last for first, last in days)


class _Name(NamedTuple):
    """The label of an event: its date and its title, and whether they stand out."""

    date: str
    title: str
    bold: bool


def _label(site: Site, event: Event, lang: str, *, one_day: bool) -> _Name:
    own = site.event(event.slug, lang)
    if own.date_label:
        date = own.date_label
    elif one_day and own.time:
        date = clock_words(own.time, lang)
    else:
        date = short_words(timed(own.date, own.time), lang)
    return _Name(date, shortened(own.title), own.importance == _STANDS_OUT)


def _widths(date: str, title: str, bold: bool) -> Label:  # noqa: FBT001 - the parts of a name
    return Label(pixels(f"{date} {title}", bold=bold), pixels(date, bold=bold))


def _drawing(site: Site, packed: Overview, names: Mapping[str, _Name], lang: str, page: str) -> Drawing:
    turned = is_from_right(lang)
    lanes, marks = [], []
    for row in (from_right(packed) if turned else packed).rows:
        lane = lane_view(site, row.lane.key, lang)
        lanes.append(LaneRows(lane, row.top, row.rows))
        for mark in row.marks:
            date, title, bold = names[mark.slug]
            # What is left beside the date; where not even that has room, the mark stands alone.
            spare = mark.room - pixels(f"{date} ", bold=bold)
            fits = spare >= -pixels(" ") - 0.1
            label = fitted(title, spare, bold=bold)
            if label != title and spare < _SHORTEST_TITLE:
                label = ""
            marks.append(
                MarkView(
                    slug=mark.slug,
                    url=site.addresses.url(site.addresses.path(lang, "events", mark.slug), page),
                    date=date,
                    label=label,
                    title=title,
                    lane=lane,
                    shapes=mark.shapes,
                    y=row.top + mark.row,
                    side=mark.side.value if fits else Side.NONE.value,
                    label_x=mark.label_x,
                    dx=LABEL_SPACE * (-1 if (mark.side is Side.LEFT) is not turned else 1),
                    left=max(0.0, mark.left),
                    right=min(100.0, mark.right),
                    short=mark.short,
                    important=bold,
                )
            )
    return Drawing(tuple(lanes), tuple(marks), packed.height)

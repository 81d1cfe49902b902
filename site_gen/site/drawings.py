"""The overview and the axis as templates draw them: numbers from `timeline`, words and links from here."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from site_gen.content.event import Event
from site_gen.dates import daynumber, display, parse_edtf
from site_gen.site.cards import lane_view
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
from site_gen.timeline.axis import Scale, Tick, make_scale
from site_gen.timeline.labels import GAP, PIXELS_A_CHARACTER, Label, Side, Widths
from site_gen.timeline.marks import Shape
from site_gen.timeline.packing import (
    Overview,
    make_overview,
    place_alone,
    shortened,
)
from site_gen.timeline.timeline import Lane, Timeline, make_timeline
from site_gen.timeline.zoom import Span, density

WIDTHS = Widths(800.0, 300.0)
"""Pixels of the narrowest line that shows whole labels, and of the line on the narrowest phone."""
BINS = 100
"""Stretches of a line that are counted by themselves."""


def axis_view(scale: Scale, lang: str) -> AxisView:
    """Show a scale: its stretches, ticks with their labels, and folds."""
    labels = _labels(scale, lang, WIDTHS.wide)
    narrow = _labels(scale, lang, WIDTHS.narrow)
    return AxisView(
        stretches=tuple((round(s.left, 2), round(s.right, 2)) for s in scale.stretches),
        ticks=tuple(TickView(t.x, labels.get(t.day, ""), t.day in narrow) for t in scale.ticks),
        folds=tuple(FoldView(round(f.left, 2), round(f.right, 2), f.years) for f in scale.folds),
    )


def _labels(scale: Scale, lang: str, width: float) -> dict[int, str]:
    """Choose the ticks with room for a label on a line so many pixels wide, the ends first."""
    wanted = [*scale.ticks[:1], *scale.ticks[-1:], *(tick for tick in scale.ticks if tick.labelled)]
    chosen: dict[int, str] = {}
    taken: list[tuple[float, float]] = []
    for tick in wanted:
        label = _tick_label(tick, lang)
        half = (len(label) * PIXELS_A_CHARACTER + GAP) / 2 * 100 / width
        left, right = tick.x - half, tick.x + half
        if all(right <= a or b <= left for a, b in taken):
            taken.append((left, right))
            chosen[tick.day] = label
    return chosen


def overview(
    site: Site, timeline: Timeline, lang: str, page: str, *, scale: Scale | None = None
) -> OverviewView:
    """Draw the events of a timeline on the site's line, or on a line of their own."""
    line = scale or site.scale
    names = {event.slug: _label(site, event, lang) for event in timeline.events}
    packed = make_overview(timeline, line, {slug: _lengths(*name) for slug, name in names.items()}, WIDTHS)
    return OverviewView(
        axis=_axis(site, lang) if scale is None else axis_view(scale, lang),
        drawing=_drawing(site, packed, names, lang, page),
        shown=packed.shown,
        total=packed.total,
    )


def _lengths(date: str, title: str) -> Label:
    return Label(len(date) + 1 + len(title), len(date))


def overview_of_one(site: Site, event: Event, drawn: tuple[Shape, ...], lang: str, page: str) -> OverviewView:
    """Draw one event, whose shapes are given, alone on the site's line."""
    date, title = _label(site, event, lang)
    lane = next((lane for lane in site.config.lanes if lane.key == event.lane), _NO_LANE)
    packed = place_alone(event, drawn, lane, _lengths(date, title), WIDTHS)
    return OverviewView(
        axis=_axis(site, lang),
        drawing=_drawing(site, packed, {event.slug: (date, title)}, lang, page),
        shown=packed.shown,
        total=1,
    )


_NO_LANE = Lane("", {})


def _axis(site: Site, lang: str) -> AxisView:
    """Show the site's line; what all pages show of it is one object."""
    return site.shared(("axis", lang), lambda: axis_view(site.scale, lang))


def period_timeline(site: Site, events: Sequence[Event]) -> tuple[Timeline, Scale]:
    """Return some events as a timeline of their own, with their own line."""
    timeline = make_timeline(events, site.config.lanes, ())
    return timeline, make_scale(event.date for event in events)


def density_view(days: Sequence[int | None], parts: Sequence[tuple[Link, Span]], scale: Scale) -> DensityView:
    """Show how many of some events begin where on a line, and which part of it leads to which page."""
    counts = density(days, [0.0 if day is None else scale.x(day) for day in days], BINS)
    most = max(counts, default=0) or 1
    bands = [
        BandView(link, part.count, scale.x(part.first), scale.x(part.last + 1))
        for link, part in parts
        if part.first is not None and part.last is not None
    ]
    return DensityView(tuple(-(-count * 100 // most) for count in counts), tuple(bands))


def _label(site: Site, event: Event, lang: str) -> tuple[str, str]:
    own = site.event(event.slug, lang)
    return own.date_label or display.words(own.date, lang, "short"), shortened(own.title)


def _drawing(
    site: Site, packed: Overview, names: dict[str, tuple[str, str]], lang: str, page: str
) -> Drawing:
    lanes, marks = [], []
    for row in packed.rows:
        lane = lane_view(site, row.lane.key, lang)
        lanes.append(LaneRows(lane, row.top, row.rows))
        for mark in row.marks:
            date, title = names[mark.slug]
            # What is left beside the date; where not even that has room, the mark stands alone.
            room = mark.letters - len(date) - 1
            marks.append(
                MarkView(
                    slug=mark.slug,
                    url=site.addresses.url(site.addresses.path(lang, "events", mark.slug), page),
                    date=date,
                    label=shortened(title, room) if room > 0 else title,
                    lane=lane,
                    shapes=mark.shapes,
                    y=row.top + mark.row,
                    side=mark.side.value if room >= -1 else Side.NONE.value,
                    label_x=mark.label_x,
                    left=max(0.0, mark.left),
                    right=min(100.0, mark.right),
                    short=mark.short,
                    important=mark.importance == 5,
                )
            )
    return Drawing(tuple(lanes), tuple(marks), packed.height)


@functools.lru_cache(maxsize=65536)
def _tick_label(tick: Tick, lang: str) -> str:
    year, month, day = daynumber.to_civil(tick.day)
    digits = f"{abs(year):04d}"
    text = f"{'-' if year < 0 else ''}{digits}" if abs(year) <= 9999 else f"Y{year}"
    if tick.unit == "month":
        text += f"-{month:02d}"
    elif tick.unit == "day":
        text += f"-{month:02d}-{day:02d}"
    return display.words(parse_edtf(text), lang, "short")

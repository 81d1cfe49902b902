"""Events in order: what comes before and after what, in which period, in which lane.

The order of reading: by the day that a date is placed by; of dates that begin together the shorter first, so
that a state follows the event that began it; then as the article tells them; then by slug, so that it never
depends on the disk. `HistoricalDate.sort_key` puts what contains before what is contained, as nesting wants
it; a story wants the opposite.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_gen.content.event import Event
from site_gen.dates import HistoricalDate
from site_gen.timeline.extents import is_undated

Names = Mapping[str, str]
"""A name by language."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the overview: a party or a theme."""

    key: str
    name: Names


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with a name."""

    key: str
    name: Names
    span: HistoricalDate
    summary: Names


@dataclass(frozen=True, slots=True)
class Chapter:
    """A run of events in order that belong to one period, or to none."""

    period: Period | None
    events: tuple[Event, ...]


class Around(NamedTuple):
    """The events before and after one, in time and within its lane, if it has one."""

    before: Event | None
    after: Event | None
    lane_before: Event | None
    lane_after: Event | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events of a site in order, in the default language. `around` is by slug."""

    events: tuple[Event, ...]
    chapters: tuple[Chapter, ...]
    lanes: tuple[Lane, ...]
    periods: tuple[Period, ...]
    around: Mapping[str, Around]


def make_timeline(events: Iterable[Event], lanes: Sequence[Lane], periods: Sequence[Period]) -> Timeline:
    """Put events in order and into periods.

    A lane that no event uses is left out; events without a lane share one without a name, which comes last.
    """
    in_order = tuple(sorted(events, key=_reading_order))
    used = {event.lane for event in in_order}
    rows = tuple(lane for lane in lanes if lane.key in used)
    if used - {lane.key for lane in rows}:
        rows = (*rows, Lane("", {}))
    by_time = tuple(sorted(periods, key=lambda p: p.span.sort_key))
    return Timeline(in_order, tuple(_chapters(in_order, by_time)), rows, by_time, _neighbours(in_order))


def _reading_order(event: Event) -> tuple[float, int, float, str, tuple[str, list[int]], str]:
    """Sort key of the story: what has no known beginning stands just before what happened when it ended."""
    date = event.date
    start = known_start(date)
    end = math.inf if date.latest is None else date.latest
    return (
        math.inf if start is None else start,
        int(date.earliest is not None),
        end,
        event.time,
        _telling(event),
        event.slug,
    )


def _telling(event: Event) -> tuple[str, list[int]]:
    """Return where the article tells of an event: of two in one year, the one told first stands first."""
    article, _, place = (event.origin[0] if event.origin else "").partition("#")
    return (article, [int(number) for number in re.findall(r"[0-9]+", place)])


def known_start(date: HistoricalDate) -> int | None:
    """Return the day number that a date is placed by: its earliest day, or the latest where it has no
    beginning, or None where it tells no year at all.
    """
    if is_undated(date):
        return None
    return date.latest if date.earliest is None else date.earliest


def period_of(date: HistoricalDate, periods: Sequence[Period]) -> Period | None:
    """Return the first period whose span holds the day that a date is placed by."""
    day = known_start(date)
    if day is None:
        return None
    for period in periods:
        first, last = period.span.earliest, period.span.latest
        if (first is None or first <= day) and (last is None or day <= last):
            return period
    return None


def _chapters(events: tuple[Event, ...], periods: tuple[Period, ...]) -> Iterable[Chapter]:
    run: list[Event] = []
    current: Period | None = None
    for event in events:
        period = period_of(event.date, periods)
        if run and period != current:
            yield Chapter(current, tuple(run))
            run = []
        current = period
        run.append(event)
    if run:
        yield Chapter(current, tuple(run))


def _neighbours(events: tuple[Event, ...]) -> dict[str, Around]:
    in_lane: dict[str, list[Event]] = {}
    for event in events:
        in_lane.setdefault(event.lane, []).append(event)
    # Events without a lane share none.
    alone = [(event, (None, None)) for event in in_lane.pop("", [])]
    lanes = {e.slug: ends for lane in in_lane.values() for e, ends in _with_ends(lane)}
    lanes |= {event.slug: ends for event, ends in alone}
    return {event.slug: Around(*ends, *lanes[event.slug]) for event, ends in _with_ends(events)}


def _with_ends(events: Sequence[Event]) -> Iterable[tuple[Event, tuple[Event | None, Event | None]]]:
    for index, event in enumerate(events):
        before = events[index - 1] if index else None
        yield event, (before, events[index + 1] if index + 1 < len(events) else None)

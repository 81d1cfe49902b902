"""A long line of time as a tree of spans, so that no page holds more than somebody reads.

Whole → powers of ten of years → year → month → thirds of a month → day → numbered parts. A span is divided
only where it holds more events than a page may, and a level that would not divide it is left out. Years
before the era are counted backwards, as readers count them: the forties BC are the years 49 to 40 BC, and
there is no year 0. What a span is called follows from its own days alone, so that an event that is added
leaves the names of all others as they are; only the parts of one day are counted. Everything is numbers; no
span is put into words here.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from site_gen.dates import daynumber

MOST_PARTS = 20
"""Spans that the whole is divided into at most, where one level of years lets choose."""
DEEPEST_POWER = 12
"""Powers of ten of years that are tried at most: the universe is 14 × 10⁹ years old."""
LAST_YEAR_WITH_MONTHS = 9999
THIRDS = (1, 11, 21)
"""The days of a month with which its thirds begin."""


_UNDATED = "undated"


class Unit(StrEnum):
    """What a span is: `years` are a power of ten of them; a part is a number of events of one day, or of
    those that have no day.
    """

    WHOLE = "whole"
    YEARS = "years"
    MONTH = "month"
    THIRD = "third"
    DAY = "day"
    UNDATED = "undated"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Span:
    """The events at the places `start` to before `end` of an order, and the days that they begin in.

    `first` and `last` are day numbers, None for events without a day. `years` are the first and last year,
    counted as readers do: -44 is 44 BC. `number` counts the parts of one day from 1. `key` names the span in
    addresses.
    """

    unit: Unit
    key: str
    start: int
    end: int
    first: int | None = None
    last: int | None = None
    years: tuple[int, int] = (0, 0)
    number: int = 0
    children: tuple[Span, ...] = ()

    @property
    def count(self) -> int:
        """The number of events."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Level:
    """A way to divide time: a unit, and for years the power of ten of how many."""

    unit: Unit
    power: int = 0


_FINER = (Level(Unit.MONTH), Level(Unit.THIRD), Level(Unit.DAY))


@dataclass(frozen=True, slots=True)
class Placed:
    """A span of a tree with what is around it: those that hold it, outermost first and the whole left out,
    and the ones before and after it in time.
    """

    span: Span
    up: tuple[Span, ...]
    before: Span | None
    after: Span | None


def make_tree(days: Sequence[int | None], most: int) -> Span:
    """Return the tree of events given by the day number that each is placed by, in order; those without one
    come last. A span without children holds at most `most` of them.
    """
    dated = bisect.bisect_left(days, True, key=lambda day: day is None)  # noqa: FBT003 - False sorts before True
    known = [day for day in days[:dated] if day is not None]
    whole = Span(Unit.WHOLE, "", 0, len(days), *((known[0], known[-1]) if known else ()))
    if len(days) <= most:
        return whole
    if not known:
        return _with(whole, _parts((), 0, len(days), most))
    undated = (_undated(dated, len(days), most),) if dated < len(days) else ()
    level = _first_level(known) or (Level(Unit.DAY) if undated else None)
    return _with(whole, (*_below(known, 0, dated, level, most), *undated))


def leaves(span: Span) -> Iterator[Span]:
    """Yield the spans that are divided no further, in order."""
    if not span.children:
        yield span
    for child in span.children:
        yield from leaves(child)


def walk(whole: Span) -> Iterator[Placed]:
    """Yield every span below the whole, each before those that it holds.

    What is before and after is of the same depth where there is one, so that paging neither dives nor climbs.
    """
    level: list[tuple[Span, tuple[Span, ...]]] = [(child, ()) for child in whole.children]
    above: list[Span] = []
    while level:
        # Leaves of higher levels stand between the spans of this one, in order of time.
        row = sorted([*above, *(span for span, _ in level)], key=lambda span: span.start)
        place = {span.start: index for index, span in enumerate(row)}
        for span, up in level:
            at = place[span.start]
            before, after = row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
            yield Placed(span, up, before, after)
        above += [span for span, _ in level if not span.children]
        level = [(child, (*up, span)) for span, up in level for child in span.children]


def density(days: Sequence[float | None], places: Sequence[float], bins: int) -> tuple[int, ...]:
    """Return how many events begin in each of so many equal stretches of a line; `places` are in per cent."""
    counts = [0] * bins
    for day, x in zip(days, places, strict=True):
        if day is not None:
            counts[min(bins - 1, max(0, int(x * bins / 100)))] += 1
    return tuple(counts)


def _with(span: Span, children: tuple[Span, ...]) -> Span:
    return Span(
        span.unit, span.key, span.start, span.end, span.first, span.last, span.years, span.number, children
    )


def _first_level(days: Sequence[int]) -> Level | None:
    """Return the finest level of years that divides all days into few spans, else the first that divides
    them at all, else None.
    """
    for power in range(DEEPEST_POWER + 1):
        parts = _number(days, 0, len(days), Level(Unit.YEARS, power), MOST_PARTS + 1)
        if parts == 1:
            break
        if parts <= MOST_PARTS:
            return Level(Unit.YEARS, power)
    return _dividing(days, 0, len(days), _FINER)


def _levels_below(level: Level) -> tuple[Level, ...]:
    """Return the finer levels, coarsest first."""
    if level.unit is Unit.YEARS:
        return (*(Level(Unit.YEARS, power) for power in range(level.power - 1, -1, -1)), *_FINER)
    return _FINER[_FINER.index(level) + 1 :]


def _dividing(days: Sequence[int], start: int, end: int, levels: Sequence[Level]) -> Level | None:
    return next((level for level in levels if _number(days, start, end, level, 2) > 1), None)


def _number(days: Sequence[int], start: int, end: int, level: Level, most: int) -> int:
    """Count the spans of a level, up to `most`."""
    found = 0
    while start < end and found < most:
        start = _end(days, start, end, level)
        found += 1
    return found


def _end(days: Sequence[int], start: int, end: int, level: Level) -> int:
    _, last, _, _ = _bounds(days[start], level)
    return bisect.bisect_right(days, last, start, end)


def _below(days: Sequence[int], start: int, end: int, level: Level | None, most: int) -> tuple[Span, ...]:
    """Divide some events by a level, and what is still too many by finer ones; None divides by number."""
    if level is None:
        return _parts(days, start, end, most)
    found = []
    while start < end:
        after = _end(days, start, end, level)
        first, last, years, key = _bounds(days[start], level)
        unit = Unit.YEARS if abs(years[0]) > LAST_YEAR_WITH_MONTHS else level.unit
        span = Span(unit, key, start, after, first, last, years)
        if span.count > most:
            finer = _dividing(days, start, after, _levels_below(level))
            span = _with(span, _below(days, start, after, finer, most))
        found.append(span)
        start = after
    return tuple(found)


def _parts(days: Sequence[int], start: int, end: int, most: int) -> tuple[Span, ...]:
    """Divide what no level divides by number: the events of one day, or, where `days` is empty, of none."""
    unit = Level(Unit.DAY)
    first, last, years, key = _bounds(days[start], unit) if days else (None, None, (0, 0), _UNDATED)
    return tuple(
        Span(Unit.PART, f"{key}-part-{number}", at, min(at + most, end), first, last, years, number)
        for number, at in enumerate(range(start, end, most), 1)
    )


def _undated(start: int, end: int, most: int) -> Span:
    span = Span(Unit.UNDATED, _UNDATED, start, end)
    return _with(span, _parts((), start, end, most)) if span.count > most else span


def _bounds(day: int, level: Level) -> tuple[int, int, tuple[int, int], str]:
    """Return the first and last day of the span of a level that holds a day, its years, and its key."""
    year, month, of_month = daynumber.to_civil(day)
    counted = year if year > 0 else year - 1
    # Nobody knows a month of a year with more than four digits, and EDTF cannot say one.
    if level.unit is Unit.YEARS or abs(counted) > LAST_YEAR_WITH_MONTHS:
        first, last = _years(counted, level.power)
        start = daynumber.from_civil(_astronomical(first), 1, 1)
        return (
            start,
            daynumber.from_civil(_astronomical(last), 12, 31),
            (first, last),
            _key(first, last, level.power),
        )
    own = f"{_key(counted, counted, 0)}-{month:02d}"
    begin, close = 1, daynumber.days_in_month(year, month)
    if level.unit is Unit.THIRD:
        index = bisect.bisect_right(THIRDS, of_month) - 1
        begin, close = THIRDS[index], (*(each - 1 for each in THIRDS[1:]), close)[index]
        own += f"-{begin:02d}-to-{close:02d}"
    elif level.unit is Unit.DAY:
        begin = close = of_month
        own += f"-{of_month:02d}"
    start = daynumber.from_civil(year, month, begin)
    return start, start + close - begin, (counted, counted), own


def _astronomical(counted: int) -> int:
    return counted if counted > 0 else counted + 1


def _years(counted: int, power: int) -> tuple[int, int]:
    """Return the first and last year of the `10 ** power` years that hold one, as they are counted."""
    size = 10**power
    lowest = abs(counted) // size * size
    near, far = max(1, lowest), lowest + size - 1
    return (near, far) if counted > 0 else (-far, -near)


def _key(first: int, last: int, power: int) -> str:
    """Name some years in an address: `1954`, `1950s`, `1900-1999`, `13e9`, and `44-bc`, `199-100-bc` …"""
    era = "-bc" if first < 0 else ""
    near, far = (abs(last), abs(first)) if era else (first, last)
    if power == 0:
        return f"{near}{era}" if era else f"{near:04d}"
    if power == 1 and near > 1:
        return f"{near}s{era}"
    if power > 3:
        return f"{near // 10**power}e{power}{era}"
    return f"{far}-{near}{era}" if era else f"{near}-{far}"

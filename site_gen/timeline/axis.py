"""Time on a line: which day stands where, in per cent of the line, and where the line is folded or ticked.

Everything is numbers; templates only draw. Positions run from 0 at the left end to 100 at the right one.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_gen.dates import DateKind, HistoricalDate, daynumber

FOLD_WIDTH = 9.0
"""Per cent of the line that a folded gap takes."""
SMALLEST_FOLD = 0.25
"""A gap is folded where it is longer than this share of the whole span."""
REST = 0.06
"""Share of a folded gap that stays to scale after its beginning; half as much before its end."""
MARGIN = 1.0
"""Per cent left free at both ends."""
DAYS_A_YEAR = 365.2425
LAST_DAY_WITH_MONTHS = 9999 * 365
STEPS_IN_YEARS = (1, 2, 5)
MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line drawn to scale: days `first` to `last` (day numbers), from `left` to `right` per
    cent.
    """

    first: float
    last: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Fold:
    """A gap that is not drawn to scale: first and last day of the gap itself, and where its fold stands."""

    first: int
    last: int
    left: float
    right: float

    @property
    def years(self) -> int:
        """Whole years of the gap."""
        return int((self.last - self.first) / DAYS_A_YEAR)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale. `day` is its day number, `unit` what it counts; the larger ones bear a label."""

    day: int
    x: float
    unit: str
    labelled: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of time: stretches drawn to scale, with folds between them, and its ticks."""

    stretches: tuple[Stretch, ...]
    folds: tuple[Fold, ...]
    ticks: tuple[Tick, ...]

    def x(self, day: float) -> float:
        """Return where a day stands, in per cent; a day beyond an end stands at that end."""
        for stretch in self.stretches:
            if day < stretch.first:
                return round(stretch.left, 2)
            if day <= stretch.last:
                share = (day - stretch.first) / (stretch.last - stretch.first)
                return round(stretch.left + share * (stretch.right - stretch.left), 2)
        return round(self.stretches[-1].right, 2) if self.stretches else 0.0


def make_scale(dates: Iterable[HistoricalDate]) -> Scale:
    """Lay out a line on which all these dates fit."""
    taken = _merged(sorted(days for date in dates for days in occupied(date)))
    if not taken:
        return Scale((), (), ())
    first, last = taken[0][0], taken[-1][1]
    pad = max(0.5, (last - first) * 0.002)
    gaps = _folded(taken, last - first)
    ends = [float(first) - pad, *(edge for gap in gaps for edge in gap.cut), float(last) + 1 + pad]
    spans = list(zip(ends[::2], ends[1::2], strict=True))
    room = 100 - 2 * MARGIN - FOLD_WIDTH * len(gaps)
    total = sum(end - start for start, end in spans)
    stretches, folds, left = [], [], MARGIN
    for index, (start, end) in enumerate(spans):
        right = left + room * (end - start) / total
        stretches.append(Stretch(start, end, left, right))
        if index < len(gaps):
            folds.append(Fold(*gaps[index].days, right, right + FOLD_WIDTH))
        left = right + FOLD_WIDTH
    return Scale(tuple(stretches), tuple(folds), _ticks(stretches))


def scale_between(first: int, last: int) -> Scale:
    """Lay out a line that runs from the beginning of one day to the end of another, without folds."""
    stretch = Stretch(float(first), float(last) + 1, MARGIN, 100 - MARGIN)
    return Scale((stretch,), (), _ticks([stretch]))


def occupied(date: HistoricalDate) -> list[tuple[int, int]]:
    """Return the stretches of days that a date speaks of, where it says both ends; of an open one only the
    known end.
    """
    days = []
    for span in date.spans:
        start, end = span.earliest, span.latest
        if start is not None or end is not None:
            days.append((start if start is not None else end or 0, end if end is not None else start or 0))
    if date.kind is DateKind.INTERVAL and len(days) == 1 and None in (date.earliest, date.latest):
        known = days[0][0] if date.earliest is not None else days[0][1]
        return [(known, known)]
    return days


def _merged(days: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in days:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Gap(NamedTuple):
    days: tuple[int, int]
    cut: tuple[float, float]


def _folded(taken: Sequence[tuple[int, int]], span: int) -> list[_Gap]:
    """Find the gaps that are folded. A little of each is left, to show where it begins and ends."""
    found = []
    for (_, end), (start, _) in itertools.pairwise(taken):
        gap = start - end
        if gap > span * SMALLEST_FOLD and gap > 2:
            found.append(_Gap((end, start), (end + gap * REST, start - gap * REST / 2)))
    return found


def _ticks(stretches: Sequence[Stretch]) -> tuple[Tick, ...]:
    days = sum(s.last - s.first for s in stretches)
    scale = Scale(tuple(stretches), (), ())
    found: list[Tick] = []
    # Of years with more than four digits nobody knows the months, and EDTF has no way to write them.
    far = any(abs(day) > LAST_DAY_WITH_MONTHS for s in stretches for day in (s.first, s.last))
    if far or days > 3 * DAYS_A_YEAR:
        step = _nice(days / DAYS_A_YEAR / MOST_TICKS)
        small = step // 5 if step >= 5 and step % 5 == 0 else 1 if step == 2 else step
        for stretch in stretches:
            found += _years(stretch, small, step, scale)
    elif days > 70:
        for stretch in stretches:
            found += _months(stretch, max(1, round(days / 30 / MOST_TICKS)), scale)
    else:
        step = max(1, round(days / MOST_TICKS))
        for stretch in stretches:
            whole = range(math.ceil(stretch.first), math.floor(stretch.last) + 1)
            found += [Tick(day, scale.x(day), "day", labelled=True) for day in whole if day % step == 0]
    return _without_crowding(found, 100 / MOST_TICKS * 0.6)


def _nice(least: float) -> int:
    """Return the smallest step of 1, 2 or 5 times a power of ten that is not below `least`."""
    power = 1
    while True:
        for step in STEPS_IN_YEARS:
            if step * power >= least:
                return step * power
        power *= 10


def _years(stretch: Stretch, small: int, large: int, scale: Scale) -> list[Tick]:
    first = daynumber.to_civil(math.floor(stretch.first))[0]
    last = daynumber.to_civil(math.floor(stretch.last))[0]
    found = []
    for counted in range(-(-(first - 1) // small) * small, last + 1, small):
        # Before the era years are counted backwards from 1: the year 500 BC is the astronomical year -499.
        year = counted if counted > 0 else counted + 1
        day = daynumber.from_civil(year, 1, 1)
        if counted and stretch.first <= day <= stretch.last:
            found.append(Tick(day, scale.x(day), "year", counted % large == 0))
    return found


def _months(stretch: Stretch, step: int, scale: Scale) -> list[Tick]:
    year, month, _ = daynumber.to_civil(math.floor(stretch.first))
    found = []
    while (day := daynumber.from_civil(year, month, 1)) <= stretch.last:
        if day >= stretch.first:
            found.append(Tick(day, scale.x(day), "month", (month - 1) % step == 0))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _without_crowding(ticks: Sequence[Tick], apart: float) -> tuple[Tick, ...]:
    """Take the label from a tick that stands too close to the labelled one before it."""
    kept: list[Tick] = []
    last = -apart
    for tick in ticks:
        fits = tick.labelled and tick.x - last >= apart
        last = tick.x if fits else last
        kept.append(Tick(tick.day, tick.x, tick.unit, fits))
    return tuple(kept)

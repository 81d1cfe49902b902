"""Ticks that suit any line, from the minutes of an hour to billions of years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from site_gen.dates import daynumber
from site_gen.timeline.extents import LAST_DAY_WITH_MONTHS, MINUTES_A_DAY
from site_gen.timeline.scale import DAYS_A_YEAR, Scale, Stretch, Tick, Unit

MOST_TICKS = 14
"""Ticks with a label that a line has about, where they are evenly spread."""
LONGEST_WITH_HOURS = 3.0
"""Days up to which a line whose dates tell the time of day is ticked in hours."""
_LONGEST_WITH_DAYS = 70
_YEARS_WITH_MONTHS = 3
_STEPS_IN_YEARS = (1, 2, 5)
_STEPS_IN_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440)
_ROUND_STEP = 100_000
"""Steps in years from which ticks are counted back from now, as "13.5 billion years ago" is."""


def make_ticks(stretches: Sequence[Stretch], begins: Sequence[float], *, clock: bool) -> tuple[Tick, ...]:
    """Return the ticks of a line, from its beginning to its end.

    `begins` says for each stretch where what it shows begins: a stretch that no round tick falls into has one
    there, so that each is placed in time. With `clock` the dates of the line tell the time of day.
    """
    scale = Scale(tuple(stretches), (), ())
    days = sum(stretch.last - stretch.first for stretch in stretches)
    found: list[Tick] = []
    for stretch, begin in zip(stretches, begins, strict=True):
        own = list(_of_stretch(stretch, days, scale, clock=clock))
        if not any(tick.labelled for tick in own):
            unit = _unit(stretch, days, clock=clock)
            unit = Unit.MOMENT if unit is Unit.MINUTE else unit
            own = sorted([*own, Tick(begin, scale.x(begin), unit, labelled=True)], key=lambda tick: tick.day)
        found += own
    return _without_crowding(found, 100 / MOST_TICKS * 0.6)


def _unit(stretch: Stretch, days: float, *, clock: bool) -> Unit:
    far = any(abs(day) > LAST_DAY_WITH_MONTHS for day in (stretch.first, stretch.last))
    if far or days > _YEARS_WITH_MONTHS * DAYS_A_YEAR:
        return Unit.YEAR
    if days > _LONGEST_WITH_DAYS:
        return Unit.MONTH
    return Unit.MINUTE if clock and days <= LONGEST_WITH_HOURS else Unit.DAY


def _of_stretch(stretch: Stretch, days: float, scale: Scale, *, clock: bool) -> Iterable[Tick]:
    unit = _unit(stretch, days, clock=clock)
    if unit is Unit.YEAR:
        step = _nice(days / DAYS_A_YEAR / MOST_TICKS)
        small = step // 5 if step >= 5 and step % 5 == 0 else 1 if step == 2 else step
        return _years(stretch, small, step, scale)
    if unit is Unit.MONTH:
        return _months(stretch, max(1, round(days / 30 / MOST_TICKS)), scale)
    if unit is Unit.MINUTE:
        return _minutes(stretch, days * MINUTES_A_DAY / MOST_TICKS, scale)
    step = max(1, round(days / MOST_TICKS))
    whole = range(math.ceil(stretch.first), math.floor(stretch.last) + 1)
    return (Tick(day, scale.x(day), Unit.DAY, labelled=True) for day in whole if day % step == 0)


def _nice(least: float) -> int:
    """Return the smallest step of 1, 2 or 5 times a power of ten that is not below `least`."""
    power = 1
    while True:
        for step in _STEPS_IN_YEARS:
            if step * power >= least:
                return step * power
        power *= 10


def _years(stretch: Stretch, small: int, large: int, scale: Scale) -> Iterator[Tick]:
    first = daynumber.to_civil(math.floor(stretch.first))[0]
    last = daynumber.to_civil(math.floor(stretch.last))[0]
    for counted in range(-(-(first - 1) // small) * small, last + 1, small):
        # Before the era years are counted backwards from 1: the year 500 BC is the astronomical year -499.
        year = counted if counted > 0 or large >= _ROUND_STEP else counted + 1
        day = daynumber.from_civil(year, 1, 1)
        # Where a step is longer than all that was ever written down, what comes after us is empty.
        future = large >= _ROUND_STEP and counted > 0
        if counted and not future and stretch.first <= day <= stretch.last:
            yield Tick(day, scale.x(day), Unit.YEAR, counted % large == 0)


def _months(stretch: Stretch, step: int, scale: Scale) -> Iterator[Tick]:
    year, month, _ = daynumber.to_civil(math.floor(stretch.first))
    while (day := daynumber.from_civil(year, month, 1)) <= stretch.last:
        if day >= stretch.first:
            yield Tick(day, scale.x(day), Unit.MONTH, (month - 1) % step == 0)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _minutes(stretch: Stretch, least: float, scale: Scale) -> Iterator[Tick]:
    """Yield ticks at round times of day; midnight is a day, and the first of a stretch says its day too."""
    step = next((each for each in _STEPS_IN_MINUTES if each >= least), _STEPS_IN_MINUTES[-1])
    start = math.floor(stretch.first)
    first = math.ceil((stretch.first - start) * MINUTES_A_DAY / step - 1e-6) * step
    last = math.floor((stretch.last - start) * MINUTES_A_DAY + 1e-6)
    unit = Unit.MOMENT
    for minute in range(first, last + 1, step):
        day = start + minute / MINUTES_A_DAY
        whole = minute % MINUTES_A_DAY == 0
        yield Tick(day, scale.x(day), Unit.DAY if whole else unit, labelled=True)
        unit = Unit.MINUTE


def _without_crowding(ticks: Sequence[Tick], apart: float) -> tuple[Tick, ...]:
    """Take the label from a tick that stands too close to the labelled one before it."""
    kept: list[Tick] = []
    last = -apart
    for tick in ticks:
        fits = tick.labelled and tick.x - last >= apart
        last = tick.x if fits else last
        kept.append(replace(tick, labelled=fits))
    return tuple(kept)

"""A line of time as numbers: its stretches, folds and ticks, in per cent of the line.

Positions run from 0 at the beginning of the line to 100 at its end; days are numbers (`dates.daynumber`) that
run on through the hours of a day (`timeline.extents`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

DAYS_A_YEAR = 365.2425
DAYS_A_MONTH = DAYS_A_YEAR / 12
_HOURS_A_DAY = 24


class Unit(StrEnum):
    """What a tick marks, and what a gap is counted in. A moment is a minute that is said with its day."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    MOMENT = "moment"


_ALMOST = {Unit.YEAR: 0.02, Unit.MONTH: 0.06, Unit.DAY: 0.02}
"""Share of a unit that may be missing from whole ones: three years without a leap day are three years."""


class Length(NamedTuple):
    """A number of whole units."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line drawn to scale: from `first` to `last` (days), from `left` to `right` per cent."""

    first: float
    last: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Fold:
    """A gap that is not drawn to scale: where the gap itself begins and ends (days), and where its fold
    stands.
    """

    first: float
    last: float
    left: float
    right: float

    @property
    def length(self) -> Length:
        """The gap in the largest unit of which it holds two, or in years where it is a whole one."""
        days = self.last - self.first
        for unit, size in ((Unit.YEAR, DAYS_A_YEAR), (Unit.MONTH, DAYS_A_MONTH), (Unit.DAY, 1.0)):
            number = int(days / size + _ALMOST[unit])
            if number > 1 or (unit is Unit.YEAR and abs(days / size - 1) < _ALMOST[unit]):
                return Length(number, unit)
        return Length(max(1, int(days * _HOURS_A_DAY + _ALMOST[Unit.DAY])), Unit.HOUR)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale. `day` is where it stands in days, `unit` what it counts; the larger ones bear a
    label.
    """

    day: float
    x: float
    unit: Unit
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

"""Feasts by name: on a day of the year that does not change, or so many days from Easter.

A language file writes them `12-25`, `easter`, `easter-2`, `easter+49`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from site_gen.article.language import Language
from site_gen.article.points import Point

_EASTER = "easter"
# The first Easter after the reform (Inter gravissimas, 1582). Earlier years are told by the Julian calendar,
# and a date is given as it was told.
_GREGORIAN = 1583
_LAST = 9999


def usual(written: str) -> tuple[int, int]:
    """Return the month and day of a feast; of one that moves with Easter about when it is."""
    if written.startswith(_EASTER):
        about = datetime.date(2001, 4, 10) + datetime.timedelta(days=_from_easter(written))
        return about.month, about.day
    month, day = written.split("-")
    return int(month), int(day)


def in_year(slots: Mapping[str, str], language: Language, year: int) -> tuple[int, int] | None:
    """Return the month and day of the moving feast in the slots, None where there is none or the year has
    none.
    """
    written = language.words["holiday"][slots["holiday"]] if "holiday" in slots else ""
    if not written.startswith(_EASTER) or not 1 <= year <= _LAST:
        return None
    day = datetime.date(year, *easter(year)) + datetime.timedelta(days=_from_easter(written))
    return day.month, day.day


def moved(point: Point, slots: Mapping[str, str], language: Language) -> Point:
    """Return a point of the feast in the slots on the day that it has in the point's year."""
    day = in_year(slots, language, point.year)
    return point if day is None else replace(point, month=day[0], day=day[1])


def _from_easter(written: str) -> int:
    return int(written.removeprefix(_EASTER) or 0)


def easter(year: int) -> tuple[int, int]:
    """Return the month and day of Easter Sunday in the western churches: by the Gregorian calendar from 1583
    on, by the Julian one before (J. Meeus, Astronomical Algorithms, 1991, chapter 8).
    """
    golden = year % 19
    if year < _GREGORIAN:
        moon = (19 * golden + 15) % 30
        sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        days = moon + sunday + 114
    else:
        hundreds, rest = divmod(year, 100)
        correction = (hundreds - (hundreds + 8) // 25 + 1) // 3
        moon = (19 * golden + hundreds - hundreds // 4 - correction + 15) % 30
        sunday = (32 + 2 * (hundreds % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
        days = moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114
    return days // 31, days % 31 + 1

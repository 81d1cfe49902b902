"""Words for the time between two dates, as a reader wants them between two entries of a timeline."""

from __future__ import annotations

import functools
import operator
from typing import NamedTuple

from site_gen import cldr
from site_gen.dates import daynumber
from site_gen.dates.model import COARSENESS, DateKind, Doubt, HistoricalDate, Point, Precision
from site_gen.dates.patterns import Form, Voice, pattern, say, say_number

_MOST_ALTERNATIVES = 3
# Shorter than any month, so that a gap of so many days is never better said in months.
_DAYS_SAID_AS_DAYS = 28
# Up to here months say more than a rounded year.
_MONTHS_SAID_AS_MONTHS = 24


# From here a figure is said with two digits only: nobody dates such years to the year.
_YEARS_SAID_ROUND = 100_000
_KEYS = {
    Doubt.NONE: "gap.exact",
    Doubt.APPROXIMATE: "gap.about",
    Doubt.UNCERTAIN: "gap.probably",
    Doubt.BOTH: "gap.both",
}


class _Distance(NamedTuple):
    unit: str
    number: int
    doubt: Doubt


def gap(earlier: HistoricalDate, later: HistoricalDate, lang: str) -> str:
    """Return the gap from the end of one date to the start of the next: `35 years later`, `the same month`.

    It is empty where nothing honest can be said: where the dates overlap, an end that counts is open or
    unknown, or the dates are too vague for their distance.
    """
    if not cldr.is_known_language(lang):
        return ""
    voice = Voice(lang, Form.LONG)
    same = _same_unit(earlier, later)
    if same:
        return pattern(voice, f"gap.{same}")
    if earlier.latest is None or later.earliest is None or later.earliest <= earlier.latest:
        return ""
    distances = []
    for start in _last_points(earlier):
        for end in _first_points(later):
            distance = _distance(start, end)
            if distance is None:
                return ""
            distances.append(distance)
    numbers = sorted({each.number for each in distances})
    if not distances or len({each.unit for each in distances}) > 1 or len(numbers) > _MOST_ALTERNATIVES:
        return ""
    shown = None
    if len(numbers) > 1:
        figures = [cldr.format_number(lang, number) for number in numbers]
        shown = cldr.format_list(lang, figures, cldr.ListStyle.OR)
    words = say_number(voice, f"gap.{distances[0].unit}", numbers[-1], shown)
    doubt = functools.reduce(operator.or_, (each.doubt for each in distances))
    return say(voice, _KEYS[doubt], gap=words) if words else ""


def _same_unit(earlier: HistoricalDate, later: HistoricalDate) -> str:
    """Return the smallest unit that holds both dates whole and for certain, empty where none does."""
    bounds = (earlier.earliest, earlier.latest, later.earliest, later.latest)
    days = [day for day in bounds if day is not None]
    if len(days) < 4 or any(_doubtful(date) or date.kind is DateKind.ONE_OF for date in (earlier, later)):
        return ""
    first, last = daynumber.to_civil(min(days)), daynumber.to_civil(max(days))
    for length, name in ((3, "same_day"), (2, "same_month"), (1, "same_year")):
        if first[:length] == last[:length]:
            return name
    return ""


def _doubtful(date: HistoricalDate) -> bool:
    return date.uncertain or date.approximate


def _last_points(date: HistoricalDate) -> list[Point]:
    """Return the points at which a date may have ended: one, or one for each alternative."""
    ends = [stretch.end for stretch in date.stretches if isinstance(stretch.end, Point)]
    return ends if date.kind is DateKind.ONE_OF else sorted(ends, key=lambda end: end.latest)[-1:]


def _first_points(date: HistoricalDate) -> list[Point]:
    starts = [stretch.start for stretch in date.stretches if isinstance(stretch.start, Point)]
    return starts if date.kind is DateKind.ONE_OF else sorted(starts, key=lambda start: start.earliest)[:1]


def _distance(start: Point, end: Point) -> _Distance | None:
    doubt = start.doubt | end.doubt
    precision = max(start.precision, end.precision, key=COARSENESS.__getitem__)
    if COARSENESS[precision] >= COARSENESS[Precision.SEASON]:
        return _distance_in_years(start, end, doubt)
    (year, month, day), (end_year, end_month, end_day) = (
        daynumber.to_civil(start.latest),
        daynumber.to_civil(end.earliest),
    )
    months = (end_year - year) * 12 + end_month - month
    if precision is not Precision.MONTH:
        if start.earliest != start.latest or end.earliest != end.latest:
            return None
        months -= end_day < day
        days = end.earliest - start.latest
        if days < _DAYS_SAID_AS_DAYS or months == 0:
            return _Distance("days", days, doubt)
    elif daynumber.to_civil(start.earliest)[:2] != (year, month) or end.years[0] != end.years[1]:
        return None
    if months <= 0:
        return None
    if months < _MONTHS_SAID_AS_MONTHS and months != 12:
        return _Distance("months", months, doubt)
    return _Distance("years", (months + 6) // 12, doubt)


def _distance_in_years(start: Point, end: Point, doubt: Doubt) -> _Distance | None:
    first, first_at_most = (daynumber.to_civil(day)[0] for day in (start.earliest, start.latest))
    last_at_least, last = (daynumber.to_civil(day)[0] for day in (end.earliest, end.latest))
    low, high = last_at_least - first_at_most, last - first
    if low <= 0:
        return None
    # A tenth is what "about" covers.
    if (high - low) * 10 > high:
        return None
    years = (low + high) // 2
    if low == high and years < _YEARS_SAID_ROUND:
        return _Distance("years", years, doubt)
    # Two digits are all that "about" can mean.
    return _Distance("years", round(years, 2 - len(str(years))), doubt | Doubt.APPROXIMATE)

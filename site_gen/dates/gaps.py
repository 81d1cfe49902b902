"""Words for the time between two dates, as a reader wants them between two entries of a timeline."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
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
_DAYS_OF_MONTH = 30.44


# From here a figure is said with two digits only: nobody dates such years to the year.
_YEARS_SAID_ROUND = 100_000
_KEYS = {
    Doubt.NONE: "gap.exact",
    Doubt.APPROXIMATE: "gap.about",
    Doubt.UNCERTAIN: "gap.probably",
    Doubt.BOTH: "gap.both",
}


class _Distance(NamedTuple):
    """A number of units; `least` is another number where the dates allow several, from one to the other."""

    unit: str
    number: int
    doubt: Doubt
    least: int | None = None


@functools.lru_cache(maxsize=65536)
def gap(earlier: HistoricalDate, later: HistoricalDate, lang: str) -> str:
    """Return the gap from the end of one date to the start of the next: `35 years later`, `the same month`.

    Where the dates allow several distances it says from which to which: `4 to 13 years later`. It is empty
    where nothing honest can be said: where the dates overlap, or an end that counts is open or unknown.
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
    if not distances or len({each.unit for each in distances}) > 1:
        return ""
    return _words(tuple(distances), lang)


@functools.lru_cache(maxsize=4096)
def _words(distances: tuple[_Distance, ...], lang: str) -> str:
    """Word one distance, or the several that are possible."""
    voice = Voice(lang, Form.LONG)
    doubt = functools.reduce(operator.or_, (each.doubt for each in distances))
    words = _distance_words(voice, distances, doubt)
    return cldr.native_digits(lang, say(voice, _KEYS[doubt], gap=words)) if words else ""


def _distance_words(voice: Voice, distances: Sequence[_Distance], doubt: Doubt) -> str:
    """Return one number of units, several alternatives, or the range of all."""
    unit = distances[0].unit
    numbers = sorted({each.number for each in distances})
    lowest = min(each.number if each.least is None else each.least for each in distances)
    figures = [cldr.format_number(voice.lang, number) for number in (lowest, *numbers)]
    if lowest < numbers[0] or len(numbers) > _MOST_ALTERNATIVES:
        shown = say(voice, "gap.range", start=figures[0], end=figures[-1])
        return say_number(voice, f"gap.{unit}", numbers[-1], shown)
    if len(numbers) > 1:
        shown = cldr.format_list(voice.lang, figures[1:], cldr.ListStyle.OR)
        return say_number(voice, f"gap.{unit}", numbers[-1], shown)
    if (unit, numbers[0]) == ("years", 10) and doubt & Doubt.APPROXIMATE and pattern(voice, "gap.decade"):
        return pattern(voice, "gap.decade")
    return say_number(voice, f"gap.{unit}", numbers[0])


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
            return _range_of_days(start, end, doubt)
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


def _range_of_days(start: Point, end: Point, doubt: Doubt) -> _Distance | None:
    """Return the fewest and most days between dates that may each be one of several days, or the months."""
    low, high = end.earliest - start.latest, end.latest - start.earliest
    if high < _DAYS_SAID_AS_DAYS * 2:
        return _Distance("days", high, doubt, low)
    low, high = round(low / _DAYS_OF_MONTH), round(high / _DAYS_OF_MONTH)
    if high < _MONTHS_SAID_AS_MONTHS and low > 0:
        return _Distance("months", high, doubt | Doubt.APPROXIMATE, low)
    return _distance_in_years(start, end, doubt)


def _distance_in_years(start: Point, end: Point, doubt: Doubt) -> _Distance | None:
    first, first_at_most = (daynumber.to_civil(day)[0] for day in (start.earliest, start.latest))
    last_at_least, last = (daynumber.to_civil(day)[0] for day in (end.earliest, end.latest))
    low, high = last_at_least - first_at_most, last - first
    if low <= 0:
        return None
    # A tenth is what "about" covers.
    if (high - low) * 10 > high:
        return _Distance("years", high, doubt, low)
    years = (low + high) // 2
    if low == high and years < _YEARS_SAID_ROUND:
        return _Distance("years", years, doubt)
    # Two digits are all that "about" can mean.
    return _Distance("years", round(years, 2 - len(str(years))), doubt | Doubt.APPROXIMATE)

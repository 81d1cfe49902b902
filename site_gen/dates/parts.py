"""Early, mid and late: which days of a span they mean.

A decade gives years 0–3, 4–6 and 7–9, a century years 0–33, 34–66 and 67–99, a millennium years 0–333,
334–666 and 667–999, a year months 1–4, 5–8 and 9–12, a month days 1–10, 11–20 and the rest, a season or other
part of a year its thirds (whole months where they divide).
"""

from __future__ import annotations

from site_gen.dates import daynumber
from site_gen.dates.bounds import SUB_YEAR
from site_gen.dates.calendars import GREGORIAN, Calendar
from site_gen.dates.errors import EDTFError
from site_gen.dates.model import DateKind, Part, Point, Precision, Stretch

_HINT = "a part goes with a month, season, year, decade (`199X`), century (`19XX`) or millennium (`1XXX`)"
# Where the middle and the last third begin, counted from the first year, month or day.
_YEARS = {
    Precision.DECADE: (0, 4, 7, 10),
    Precision.CENTURY: (0, 34, 67, 100),
    Precision.MILLENNIUM: (0, 334, 667, 1000),
}
_MONTHS_OF_YEAR = (0, 4, 8, 12)
_DAYS_OF_MONTH = (0, 10, 20)


def read_part(text: str) -> Part:
    """Return the part of that name; raise EDTFError that names all three."""
    try:
        return Part(text)
    except ValueError:
        raise EDTFError(f"part `{text}` is not known", 0, "write one of `early`, `mid`, `late`") from None


def narrow(stretch: Stretch, part: Part, kind: DateKind, calendar: Calendar) -> Point:
    """Return the point of a single date, its days narrowed to `part`; raise EDTFError where it has none."""
    point = stretch.start
    if kind is not DateKind.DATE or not isinstance(point, Point):
        word = "an interval" if kind is DateKind.INTERVAL else "a set"
        raise EDTFError(f"{word} has no {part} part", 0, _HINT)
    unspecified = "X" in point.month + point.day or point.significant_digits is not None
    third = tuple(Part).index(part)
    if unspecified or point.precision in (Precision.TIME, Precision.DAY):
        what = "a date with unknown month or day" if unspecified else f"a {point.precision}"
        raise EDTFError(f"{what} has no {part} part", 0, _HINT)
    if "X" in point.year and point.month:
        raise EDTFError(f"`{point.text}` has no {part} part", 0, _HINT)
    if point.precision in _YEARS:
        earliest, latest = _years(point, third, calendar)
    elif point.precision is Precision.YEAR:
        earliest, latest = _months_of_year(point, third, calendar)
    elif point.precision is Precision.SEASON:
        earliest, latest = _season(point, third)
    else:
        earliest, latest = _month(point, third)
    return point._replace(earliest=earliest, latest=latest)


def _years(point: Point, third: int, calendar: Calendar) -> tuple[int, int]:
    marks = _YEARS[point.precision]
    first, last = point.years
    low = first + marks[third]
    # -00XX has only 99 years.
    high = min(first + marks[third + 1] - 1, last)
    return _first_day(low, calendar), _first_day(high + 1, calendar) - 1


def _first_day(year: int, calendar: Calendar) -> int:
    if calendar.name == GREGORIAN:
        return daynumber.from_civil(year, 1, 1)
    months = range(1, calendar.months_in_year(year) + 1)
    return min(calendar.to_day_number(year, month, 1) for month in months)


def _months_of_year(point: Point, third: int, calendar: Calendar) -> tuple[int, int]:
    year = point.years[0]
    if calendar.months_in_year(year) != 12 or calendar.name == "hebrew":
        return _days(point.earliest, point.latest, third)
    low, high = _MONTHS_OF_YEAR[third] + 1, _MONTHS_OF_YEAR[third + 1]
    last_day = calendar.days_in_month(year, high)
    return calendar.to_day_number(year, low, 1), calendar.to_day_number(year, high, last_day)


def _season(point: Point, third: int) -> tuple[int, int]:
    first_month, count = SUB_YEAR[int(point.month)]
    if count % 3:
        return _days(point.earliest, point.latest, third)
    step = count // 3
    low = _nth_month(point.years[0], first_month + step * third)
    return low, _nth_month(point.years[0], first_month + step * (third + 1)) - 1


def _nth_month(year: int, month: int) -> int:
    """Return the first day of a month that may lie beyond December."""
    over, index = divmod(month - 1, 12)
    return daynumber.from_civil(year + over, index + 1, 1)


def _month(point: Point, third: int) -> tuple[int, int]:
    low = point.earliest + _DAYS_OF_MONTH[third]
    high = point.latest if third == 2 else point.earliest + _DAYS_OF_MONTH[third + 1] - 1
    # A month of five days (the end of the republican year) has no late part.
    return min(low, point.latest), min(high, point.latest)


def _days(earliest: int, latest: int, third: int) -> tuple[int, int]:
    length = latest - earliest + 1
    return earliest + length * third // 3, earliest + length * (third + 1) // 3 - 1

"""The first and last day that written components can denote, in any calendar of `calendars`.

Conventions: `nSk` means the years that share the first k significant digits of n; qualifiers do not widen; a
season is three whole months of the northern half of the earth unless its code says southern, and winter
begins in the December of its year (the standard leaves the months of seasons open).
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from site_gen.dates import daynumber
from site_gen.dates.calendars import GREGORIAN, Calendar
from site_gen.dates.errors import EDTFError

# Beyond this, day numbers are no longer exact where a reader's browser computes with them (2**53).
FARTHEST_YEAR = 9_999_999_999_999

# Code: first month and number of months; months beyond 12 lie in the next year.
SUB_YEAR = dict(
    enumerate(
        (
            *((3, 3), (6, 3), (9, 3), (12, 3)),  # 21–24: seasons of wherever it was
            *((3, 3), (6, 3), (9, 3), (12, 3)),  # 25–28: northern seasons
            *((9, 3), (12, 3), (3, 3), (6, 3)),  # 29–32: southern seasons
            *((1, 3), (4, 3), (7, 3), (10, 3)),  # 33–36: quarters
            *((1, 4), (5, 4), (9, 4)),  # 37–39: quadrimesters
            *((1, 6), (7, 6)),  # 40–41: semesters
        ),
        start=21,
    )
)


class Components(NamedTuple):
    """Components as written (absent ones empty) and where each begins in the whole text."""

    year: str
    significant_digits: int | None
    month: str
    day: str
    offsets: tuple[int, int, int]


class Bounds(NamedTuple):
    """First and last year in the calendar of the date, first and last Gregorian day."""

    first_year: int
    last_year: int
    earliest: int
    latest: int


def bounds_of(components: Components, calendar: Calendar) -> Bounds:
    """Return what the components can denote; raise EDTFError where no such day exists."""
    years = years_of(components)
    if calendar.first_year is not None and years[0] < calendar.first_year:
        if years[-1] < calendar.first_year:
            message = f"the {calendar.name} calendar has no year {years[-1]}"
            raise EDTFError(message, components.offsets[0], f"its years begin with {calendar.first_year}")
        years = [year for year in years if year >= calendar.first_year]
    if calendar.name == GREGORIAN:
        if not components.month:
            earliest, latest = daynumber.from_civil(years[0], 1, 1), daynumber.from_civil(years[-1], 12, 31)
            return Bounds(years[0], years[-1], earliest, latest)
        if components.month.isdecimal() and int(components.month) in SUB_YEAR:
            return _sub_year(components, years)
        exact = _exact(components, years)
        if exact is not None:
            return exact
    _check_month(components, calendar, years)
    first = next((days for year in years if (days := _days(components, calendar, year))), None)
    last = next((days for year in reversed(years) if (days := _days(components, calendar, year))), None)
    if first is None or last is None:
        raise _no_such_day(components, calendar, years)
    return Bounds(years[0], years[-1], first[0], last[1])


def years_of(components: Components) -> Sequence[int]:
    """Return the years that the year component can mean, in order of time."""
    text, offset = components.year, components.offsets[0]
    if "X" in text:
        years = _years_of_pattern(text)
    else:
        year = year_number(text, offset)
        years = range(year, year + 1)
    if components.significant_digits is None:
        return years
    return _years_of_significant_digits(years[0], components.significant_digits, offset)


def year_number(text: str, offset: int = 0) -> int:
    """Return the year of a component without X: `1954`, `-0043`, `Y170000002`, `Y-17E7`."""
    if text[0] != "Y":
        return int(text)
    digits, _, exponent = text[1:].partition("E")
    too_far = len(digits) > 14 or len(exponent) > 2
    year = 0 if too_far else int(digits) * 10 ** int(exponent or 0)
    if too_far or abs(year) > FARTHEST_YEAR:
        hint = f"years go from -{FARTHEST_YEAR} to {FARTHEST_YEAR}"
        raise EDTFError(f"year `{text}` is too far away", offset, hint)
    return year


def _years_of_pattern(text: str) -> Sequence[int]:
    sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text)
    if "X" not in digits.rstrip("X"):
        low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
        # -0000 is no year: year 0 has no sign.
        return range(low, high + 1) if sign == 1 else range(-high, min(-low, -1) + 1)
    choices = ("0123456789" if digit == "X" else digit for digit in digits)
    years = sorted(sign * int("".join(each)) for each in itertools.product(*choices))
    return years if sign == 1 else [year for year in years if year < 0]


def _years_of_significant_digits(year: int, count: int, offset: int) -> Sequence[int]:
    digits = len(str(abs(year)))
    if year == 0 or not 1 <= count <= digits:
        hint = f"write S1 to S{digits}" if year else "leave S out"
        raise EDTFError(f"year {year} does not have {count} significant digits", offset, hint)
    span = 10 ** (digits - count)
    low = abs(year) // span * span
    return range(low, low + span) if year > 0 else range(-low - span + 1, -low + 1)


def _sub_year(components: Components, years: Sequence[int]) -> Bounds:
    code = int(components.month)
    if components.day:
        hint = f"write `{components.year}-{components.month}`, or a month from 01 to 12"
        if _is_day(years[0], components.day, code):
            turned = f"{components.year}-{components.day}-{components.month}"
            hint = f"if {code} is the day, write `{turned}`; else " + hint
        raise EDTFError(f"a season or part of a year ({code}) has no days", components.offsets[2], hint)
    first_month, count = SUB_YEAR[code]
    over, last_month = divmod(first_month + count - 2, 12)
    last_month, last_year = last_month + 1, years[-1] + over
    latest = daynumber.from_civil(last_year, last_month, daynumber.days_in_month(last_year, last_month))
    return Bounds(years[0], years[-1], daynumber.from_civil(years[0], first_month, 1), latest)


def _exact(components: Components, years: Sequence[int]) -> Bounds | None:
    """Return the bounds of a Gregorian month or day without X, the common case; None for every other."""
    month, day = components.month, components.day
    if len(years) > 1 or not month.isdecimal() or not 1 <= int(month) <= 12:
        return None
    year, last = years[0], daynumber.days_in_month(years[0], int(month))
    first = daynumber.from_civil(year, int(month), 1)
    if not day:
        return Bounds(year, year, first, first + last - 1)
    if not day.isdecimal() or not 1 <= int(day) <= last:
        return None
    return Bounds(year, year, first + int(day) - 1, first + int(day) - 1)


def _days(components: Components, calendar: Calendar, year: int) -> tuple[int, int] | None:
    """Return the first and last day number that fit in one year, None where none fits."""
    firsts, lasts = [], []
    for month in _matching(components.month or "XX", calendar.months_in_year(year)):
        days = _matching(components.day or "XX", calendar.days_in_month(year, month))
        if days:
            firsts.append((year, month, days[0]))
            lasts.append((year, month, days[-1]))
    if not firsts:
        return None
    # The months of a Hebrew year do not begin with the first: compare days, not months.
    convert = calendar.to_day_number
    return min(convert(*first) for first in firsts), max(convert(*last) for last in lasts)


@functools.cache
def _matching(pattern: str, limit: int) -> tuple[int, ...]:
    """Return the numbers from 1 to limit that two digits, either of them X, can mean."""
    return tuple(
        number
        for number in range(1, limit + 1)
        if all(want in ("X", got) for want, got in zip(pattern, f"{number:02d}", strict=True))
    )


def _check_month(components: Components, calendar: Calendar, years: Sequence[int]) -> None:
    month = components.month
    limit = max(calendar.months_in_year(year) for year in years[:19])
    if not month or _matching(month, limit):
        return
    year, day = components.year, components.day
    hint = f"months go from 01 to {limit}"
    if calendar.name == GREGORIAN and not day:
        hint += ", seasons and other parts of a year from 21 to 41"
    if month.isdecimal() and _is_day(years[0], day, int(month)):
        hint = f"if {int(month)} is the day, write `{year}-{day}-{month}`"
    else:
        hint += f"; write `{year}-XX` if the month is not known"
    raise EDTFError(_missing("month", month), components.offsets[1], hint)


def _is_day(year: int, month: str, day: int) -> bool:
    """Return whether day and month were perhaps written in the other order."""
    return (
        month.isdecimal() and 1 <= int(month) <= 12 and 1 <= day <= daynumber.days_in_month(year, int(month))
    )


def _missing(unit: str, digits: str) -> str:
    number = digits if "X" in digits else str(int(digits))
    return f"{unit} {number} does not exist"


def _no_such_day(components: Components, calendar: Calendar, years: Sequence[int]) -> EDTFError:
    year, month, day, offsets = components.year, components.month, components.day, components.offsets
    if not _matching(day, 31):
        hint = f"days go from 01 to 31; write `{year}-{month}-XX` if the day is not known"
        return EDTFError(_missing("day", day), offsets[2], hint)
    if "X" in year + month + day:
        message = f"no month and day fit {year}-{month}-{day}"
        return EDTFError(message, offsets[2], "write X for what is not known")
    number, last = int(month), calendar.days_in_month(years[0], int(month))
    name = _MONTHS[number] if calendar.name in (GREGORIAN, "julian") else f"in month {number}"
    hint = f"the last day is `{year}-{month}-{last}`; write `{year}-{month}-XX` if the day is not known"
    if (number, int(day)) == (2, 29) and years[0] % 4 == 0:
        hint += "; if the source dates in the Julian calendar, say so with `calendar: julian`"
    return EDTFError(f"{years[0]} has no {int(day)} {name}", offsets[2], hint)


_MONTHS = (
    "",
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

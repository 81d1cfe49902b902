"""Civil dates and integer day numbers in the proleptic Gregorian calendar.

Day 1 is 0001-01-01, as in `datetime.date.toordinal`; day 0 is 0000-12-31. Years are astronomical: year 0 is 1
BCE and year -43 is 44 BCE (ISO 8601-1:2019, 5.2.2.2). Everything is integer arithmetic, so no year is too far
away.
"""

from __future__ import annotations

_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN_CYCLE = 146_097  # 400 years
_MARCH_FIRST_OF_YEAR_0 = -305


def is_leap(year: int) -> bool:
    """Return whether the astronomical year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of month 1–12 in the given astronomical year."""
    return 29 if month == 2 and is_leap(year) else _DAYS_IN_MONTH[month]


def from_civil(year: int, month: int, day: int) -> int:
    """Return the day number of a civil date; the date is taken as valid."""
    before = year - 1
    days_before_year = before * 365 + before // 4 - before // 100 + before // 400
    leap_day = 1 if month > 2 and is_leap(year) else 0
    return days_before_year + _DAYS_BEFORE_MONTH[month] + leap_day + day


def to_civil(number: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a day number.

    Years are counted from 1 March, so that the leap day is the last of its year (E. M. Reingold and N.
    Dershowitz, "Calendrical Calculations", and H. Hinnant, "chrono-compatible low-level date algorithms").
    """
    cycle, day_of_cycle = divmod(number - _MARCH_FIRST_OF_YEAR_0, _DAYS_IN_CYCLE)
    leap_days = day_of_cycle // 1460 - day_of_cycle // 36_524 + day_of_cycle // 146_096
    year_of_cycle = (day_of_cycle - leap_days) // 365
    day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle // 4 - year_of_cycle // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + 3 if month_from_march < 10 else month_from_march - 9
    year = cycle * 400 + year_of_cycle + (1 if month <= 2 else 0)
    return year, month, day


def iso_year(year: int) -> str:
    """Return a year in at least four digits, with a minus sign below year 0 and no plus sign."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def iso(number: int) -> str:
    """Return a day number as an ISO date: `1954-03-31`, `-0043-03-15`, `170000002-01-01`."""
    year, month, day = to_civil(number)
    return f"{iso_year(year)}-{month:02d}-{day:02d}"

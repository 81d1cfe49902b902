"""Calendars in which a date may be written, each as three questions: months, days, and the day number.

Gregorian arithmetic is our own; the others ask `convertdate`, which is imported when such a date is met and
not before. Day numbers are always those of `daynumber`. Years of the Julian calendar are astronomical (0 = 1
BCE), as in EDTF; the other calendars count from their own epoch and have no year 0.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from site_gen.dates import daynumber
from site_gen.dates.errors import EDTFError

GREGORIAN = "gregorian"
_JULIAN_DAY_OF_DAY_0 = 1_721_424.5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rules of one calendar: `first_year` is None where years go back without end."""

    name: str
    first_year: int | None
    months_in_year: Callable[[int], int]
    days_in_month: Callable[[int, int], int]
    to_day_number: Callable[[int, int, int], int]


def known_calendars() -> tuple[str, ...]:
    """Return the names that `calendar` accepts, the default first."""
    return tuple(_CALENDARS)


def find_calendar(name: str) -> Calendar:
    """Return the calendar of that name; raise EDTFError that names the known ones."""
    try:
        make = _CALENDARS[name]
    except KeyError:
        known = ", ".join(f"`{each}`" for each in _CALENDARS)
        raise EDTFError(f"calendar `{name}` is not known", 0, f"write one of {known}") from None
    return make()


def _always(months: int) -> Callable[[int], int]:
    return lambda _year: months


def _day_number(julian_day: float) -> int:
    return int(julian_day - _JULIAN_DAY_OF_DAY_0)


@functools.cache
def _gregorian() -> Calendar:
    return Calendar(GREGORIAN, None, _always(12), daynumber.days_in_month, daynumber.from_civil)


@functools.cache
def _julian() -> Calendar:
    from convertdate import julian

    return Calendar(
        "julian",
        None,
        _always(12),
        lambda year, month: int(julian.month_length(year, month)),
        lambda year, month, day: _day_number(julian.to_jd(year, month, day)),
    )


@functools.cache
def _hebrew() -> Calendar:
    from convertdate import hebrew

    def to_day_number(year: int, month: int, day: int) -> int:
        # convertdate calls a function of its own that it has declared old.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            return _day_number(hebrew.to_jd(year, month, day))

    return Calendar(
        "hebrew",
        1,
        lambda year: int(hebrew.year_months(year)),
        lambda year, month: int(hebrew.month_length(year, month)),
        to_day_number,
    )


@functools.cache
def _islamic() -> Calendar:
    from convertdate import islamic

    return Calendar(
        "islamic",
        1,
        _always(12),
        lambda year, month: int(islamic.month_length(year, month)),
        lambda year, month, day: _day_number(islamic.to_jd(year, month, day)),
    )


@functools.cache
def _republican() -> Calendar:
    from convertdate import french_republican

    # Of the rules for leap years, Romme's agrees with the years that were kept and needs no astronomy.
    def days_in_month(year: int, month: int) -> int:
        if month < 13:
            return 30
        return 6 if french_republican.leap(year, method="romme") else 5

    return Calendar(
        "republican",
        1,
        _always(13),
        days_in_month,
        lambda year, month, day: _day_number(french_republican.to_jd(year, month, day, method="romme")),
    )


_CALENDARS: Mapping[str, Callable[[], Calendar]] = {
    GREGORIAN: _gregorian,
    "julian": _julian,
    "hebrew": _hebrew,
    "islamic": _islamic,
    "republican": _republican,
}

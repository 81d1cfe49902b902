"""A point in time as words give it: a year, month or day, or a whole decade or century, and how it is written
in EDTF.

Years are astronomical (0 is 1 BCE). A decade or century is named by its first year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from site_gen.dates import EDTFError, daynumber, parse_edtf

# An article names the same dates again and again.
_REMEMBERED = 16_384
_LESS_THAN_A_YEAR = 300


class Grain(IntEnum):
    """How fine a point is, coarse to fine."""

    CENTURY = 0
    DECADE = 1
    YEAR = 2
    SEASON = 3
    MONTH = 4
    DAY = 5


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a calendar year `year`; `season` is an EDTF sub-year code (21–41), `part` early, mid or
    late.
    """

    year: int
    grain: Grain = Grain.YEAR
    month: int | None = None
    day: int | None = None
    season: int | None = None
    part: str | None = None
    circa: bool = False


def year_text(year: int) -> str:
    """Write an astronomical year in EDTF: four digits at least, `Y` before more than four (ISO 8601-2,
    4.4.1).
    """
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def edtf(point: Point) -> str:
    """Write a point in EDTF, without its part (which EDTF has no mark for)."""
    mark = "~" if point.circa else ""
    if point.grain is Grain.CENTURY:
        return _century(point.year) + mark
    if point.grain is Grain.DECADE:
        if point.year < 0:
            # -048X is 490–481 BCE; "the 480s BC" are 489–480.
            return f"{year_text(point.year)}{mark}/{year_text(point.year + 9)}{mark}"
        return f"{point.year // 10:03d}X{mark}"
    text = year_text(point.year)
    if point.season is not None:
        return f"{text}-{point.season}{mark}"
    if point.month is not None:
        text += f"-{point.month:02d}"
        if point.day is not None:
            text += f"-{point.day:02d}"
    return text + mark


def kept_part(point: Point) -> str | None:
    """Return the part where the event file can carry it: of a century, decade, year or season, not of a
    month.
    """
    return point.part if point.grain <= Grain.SEASON and "/" not in edtf(point) else None


def parts_interval(point: Point, first: str, last: str) -> str:
    """Write "early to mid 1990s" as an approximate interval, with the bounds that `dates` gives the parts."""
    whole = edtf(replace(point, circa=False))
    ends = []
    for part, bound in ((first, "earliest"), (last, "latest")):
        day = getattr(parse_edtf(whole, part=part), bound)
        year, month, _ = daynumber.to_civil(day)
        ends.append(year_text(year) + (f"-{month:02d}" if point.grain is Grain.YEAR else ""))
    return f"{ends[0]}~/{ends[1]}~"


def interval(first: Point, last: Point) -> str:
    """Write an interval of two points; an end that is a part of a year or longer is marked approximate."""
    return f"{_end(first, 'earliest')}/{_end(last, 'latest')}"


def _end(point: Point, bound: str) -> str:
    if point.grain >= Grain.YEAR:
        return edtf(replace(point, circa=point.circa or point.part is not None))
    day = getattr(parse_edtf(edtf(replace(point, circa=False)), part=kept_part(point)), bound)
    return year_text(daynumber.to_civil(day)[0]) + "~"


def is_real(point: Point) -> bool:
    """Tell whether the calendar has such a day."""
    if point.month is None or point.day is None:
        return True
    return 1 <= point.day <= daynumber.days_in_month(point.year, point.month)


def order(point: Point) -> tuple[int, int, int]:
    """Return what points are compared by: year, month, day."""
    return point.year, point.month or 0, point.day or 0


def holds(wide: Point, fine: Point) -> bool:
    """Tell whether one point lies in the other, by what both say."""
    size = {Grain.CENTURY: 100, Grain.DECADE: 10}.get(wide.grain, 1)
    if not wide.year <= fine.year < wide.year + size:
        return False
    return wide.month is None or (wide.month == fine.month and wide.day in (None, fine.day))


def number(point: Point) -> int:
    """Return the day number of a point's day, or of its first."""
    return daynumber.from_civil(point.year, point.month or 1, point.day or 1)


def weekday(point: Point) -> int:
    """Return the day of the week of a point's day: Monday is 1 (ISO 8601)."""
    return (number(point) - 1) % 7 + 1


def nearest_year(today: Point, month: int, day: int, name: str | None) -> int:
    """Return the year in which a day lies nearest to another; where less than a year around it one has the
    weekday `name` (its number as text, None where none is said), that one.
    """

    def order(named: Point) -> tuple[bool, int]:
        away = abs(number(named) - number(today))
        return away > _LESS_THAN_A_YEAR or (name is not None and weekday(named) != int(name)), away

    days = [Point(today.year + step, Grain.DAY, month, day) for step in (0, -1, 1)]
    return min((each for each in days if is_real(each)), key=order, default=today).year


def of_day(day_number: int) -> Point:
    """Return the point of a day number."""
    year, month, day = daynumber.to_civil(day_number)
    return Point(year, Grain.DAY, month, day)


_DAY = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)[~?%]?")


def day_of(text: str) -> Point | None:
    """Return the point of an EDTF day, None for what is no single day."""
    day = _DAY.fullmatch(text)
    return None if day is None else Point(int(day[1]), Grain.DAY, int(day[2]), int(day[3]))


_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?)?")


@lru_cache(maxsize=_REMEMBERED)
def bounds(text: str | None, part: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day of an EDTF text as ISO dates, None where open or unknown.

    Raises EDTFError where the date model does not take it.
    """
    if text is None:
        return None, None
    plain = _PLAIN.fullmatch(text) if part is None else None
    if plain is not None and (of_plain := _plain_bounds(plain)):
        return of_plain
    date = parse_edtf(text, part=part)
    first = None if date.earliest is None else daynumber.iso(date.earliest)
    last = None if date.latest is None else daynumber.iso(date.latest)
    return first, last


def _plain_bounds(plain: re.Match[str]) -> tuple[str, str] | None:
    """Return the first and last day of a year, month or day without marks, which most dates are; None where
    the calendar has no such day.
    """
    year, month, day = plain.groups()
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    last = daynumber.days_in_month(int(year), int(month))
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{last}"
    return (plain[0], plain[0]) if 1 <= int(day) <= last else None


@lru_cache(maxsize=_REMEMBERED)
def is_valid(text: str, part: str | None) -> bool:
    """Tell whether the date model takes an EDTF text with this part."""
    try:
        bounds(text, part)
    except EDTFError:
        return False
    return True


def lies_after(text: str, other: str) -> bool:
    """Tell whether all of an EDTF date lies after all of another; not where an end is open or unknown."""
    first, last = parse_edtf(text).earliest, parse_edtf(other).latest
    return first is not None and last is not None and first > last


def spread(edtf: str, part: str) -> str | None:
    """Write a date with its part as one interval of approximate ends, for places that have no key for a part:
    early 1990s as `1990~/1993~`. None where it has no days to show that.
    """
    date = parse_edtf(edtf, part)
    if date.earliest is None or date.latest is None:
        return None
    first, last = daynumber.to_civil(date.earliest), daynumber.to_civil(date.latest)
    whole_years = first[1:] == (1, 1) and last[1:] == (12, 31)
    whole_months = first[2] == 1 and last[2] == daynumber.days_in_month(*last[:2])
    size = 1 if whole_years else 2 if whole_months else 3
    ends = ("-".join((year_text(e[0]), *(f"{n:02d}" for n in e[1:size]))) for e in (first, last))
    text = "~/".join(ends) + "~"
    return text if is_valid(text, None) else None


_DATE = re.compile(r"[^/,.\[\]{}]+")


def uncertain(text: str) -> str:
    """Mark every date of an EDTF text uncertain: `1990~/1993~` gives `1990%/1993%`. Open ends stay."""
    return _DATE.sub(lambda date: _marked(date[0], "?", "~"), text)


def approximate(text: str) -> str:
    """Mark every date of an EDTF text approximate: `1990?/..` gives `1990%/..`. Open ends stay."""
    return _DATE.sub(lambda date: _marked(date[0], "~", "?"), text)


def _marked(date: str, mark: str, other: str) -> str:
    if date.endswith((mark, "%")):
        return date
    return date[:-1] + "%" if date.endswith(other) else date + mark


def _century(year: int) -> str:
    """Write the hundred years that begin with `year` (1900, or -499 for the fifth century BCE)."""
    if year >= 0:
        return f"{year // 100:02d}XX"
    return f"-{-(year + 99) // 100:02d}XX"

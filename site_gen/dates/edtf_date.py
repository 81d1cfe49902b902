"""One EDTF date: its grammar, its level and its canonical text.

Follows ISO 8601-2:2019 and the profile of the Library of Congress (2019-02-04), levels 0 to 2. Qualifiers:
behind a component they hold for it and everything to its left, before a component for it alone (level 2,
"qualification").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_gen.dates import daynumber
from site_gen.dates.bounds import SUB_YEAR, Components, bounds_of, year_number
from site_gen.dates.calendars import GREGORIAN, Calendar
from site_gen.dates.errors import EDTFError
from site_gen.dates.hints import explain, explain_time
from site_gen.dates.model import NO_DOUBTS, Doubt, Point, Precision

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATE = re.compile(
    r"""
    (?P<q0>[?~%]?) (?P<year> -?[0-9X]{4} | Y-?[0-9]+(?:E[0-9]+)? ) (?:S(?P<digits>[0-9]+))? (?P<r0>[?~%]?)
    (?: - (?P<q1>[?~%]?) (?P<month>[0-9X]{2}) (?P<r1>[?~%]?)
      (?: - (?P<q2>[?~%]?) (?P<day>[0-9X]{2}) (?P<r2>[?~%]?) )? )?
    (?P<time>T.*)?
    """,
    re.VERBOSE,
)
_TIME = re.compile(r"T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2})(?::([0-9]{2}))?)?")
_RIGHTMOST_UNSPECIFIED = re.compile(r"-?[0-9]{2}(?:[0-9]X|XX)|-?[0-9]{4}-XX(?:-XX)?|-?[0-9]{4}-[0-9]{2}-XX")
_DOUBTS = {"": Doubt.NONE, "?": Doubt.UNCERTAIN, "~": Doubt.APPROXIMATE, "%": Doubt.BOTH}
_MARKS = {doubt: mark for mark, doubt in _DOUBTS.items()}
_LARGEST_UTC_OFFSET = 14 * 60


def parse_point(text: str, offset: int, calendar: Calendar) -> Point:
    """Return the date that `text` writes; raise EDTFError with offsets that count from `offset`."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        year, month, day = plain[1], plain[2] or "", plain[3] or ""
        if calendar.name == GREGORIAN and (common := _common(text, year, month, day)):
            return common
        components = Components(year, None, month, day, (offset, offset + 5, offset + 8))
        return _point(text, components, "", NO_DOUBTS, calendar, marks_level=0)
    match = _DATE.fullmatch(text)
    if match is None:
        raise explain(text, offset)
    digits, month, day = match["digits"], match["month"] or "", match["day"] or ""
    starts = (offset + match.start("year"), offset + match.start("month"), offset + match.start("day"))
    components = Components(match["year"], _count(digits, offset + match.start("digits")), month, day, starts)
    _check_year(components)
    time = match["time"] or ""
    left = [_DOUBTS[match[name] or ""] for name in ("q0", "q1", "q2")]
    right = [_DOUBTS[match[name] or ""] for name in ("r0", "r1", "r2")]
    if time:
        bounds_of(components, calendar)
        _check_time(components, time, offset + match.start("time"), qualified=any(left) or any(right))
    if not any(left) and not any(right):
        return _point(text, components, time, NO_DOUBTS, calendar, marks_level=0)
    doubts = _in_force(left, right)
    text = _canonical(components, left, right)
    last = 2 if day else 1 if month else 0
    marks_level = 2 if any(left) or any(right[:last]) else 1
    return _point(text, components, time, doubts, calendar, marks_level=marks_level)


def _common(text: str, year: str, month: str, day: str) -> Point | None:
    """Return a Gregorian year, month or day, as most dates are; None where there is no such day, or what
    stands for the month is none.
    """
    number, from_civil = int(year), daynumber.from_civil
    if not month:
        first, last, precision = from_civil(number, 1, 1), from_civil(number, 12, 31), Precision.YEAR
    elif not 1 <= int(month) <= 12:
        return None
    elif not day:
        first, precision = from_civil(number, int(month), 1), Precision.MONTH
        last = first + daynumber.days_in_month(number, int(month)) - 1
    elif not 1 <= int(day) <= daynumber.days_in_month(number, int(month)):
        return None
    else:
        first = last = from_civil(number, int(month), int(day))
        precision = Precision.DAY
    years = (number, number)
    return Point(text, year, None, month, day, "", NO_DOUBTS, 0, precision, years, first, last)


def _point(
    text: str,
    components: Components,
    time: str,
    doubts: tuple[Doubt, Doubt, Doubt],
    calendar: Calendar,
    *,
    marks_level: int,
) -> Point:
    bounds = bounds_of(components, calendar)
    return Point(
        text=text,
        year=components.year,
        significant_digits=components.significant_digits,
        month=components.month,
        day=components.day,
        time=time,
        doubts=doubts,
        level=max(_level(components), marks_level),
        precision=Precision.TIME if time else _precision(components),
        years=(bounds.first_year, bounds.last_year),
        earliest=bounds.earliest,
        latest=bounds.latest,
    )


def _count(digits: str | None, offset: int) -> int | None:
    if digits is None:
        return None
    if len(digits) > 2 or digits[0] == "0":
        raise EDTFError(f"S{digits[:20]} is no number of significant digits", offset, "write S1, S2, S3 …")
    return int(digits)


def _check_year(components: Components) -> None:
    year, offset = components.year, components.offsets[0]
    if year == "-0000":
        raise EDTFError("there is no year minus zero", offset, "year 0, which is 1 BCE, is written `0000`")
    if components.significant_digits is not None and (components.month or "X" in year):
        raise EDTFError("significant digits go with a whole year", offset, "write `1950S2`")
    if year[0] != "Y":
        return
    digits, has_exponent, exponent = year[1:].lstrip("-").partition("E")
    if digits[0] == "0" or exponent[:1] == "0":
        raise EDTFError("a year with Y does not begin with zero", offset, "write `0985`, `Y17000` or `Y17E7`")
    if not has_exponent and len(digits) <= 4:
        sign = "-" if "-" in year else ""
        raise EDTFError("Y is for years of more than four digits", offset, f"write `{sign}{digits:0>4}`")
    year_number(year, offset)
    if components.month:
        raise EDTFError("a year with Y has no month", offset, f"write the year alone: `{year}`")


def _check_time(components: Components, time: str, offset: int, *, qualified: bool) -> None:
    if qualified or not components.day or "X" in components.year + components.month + components.day:
        hint = "write `1985-04-12T23:20:30`, or the date without its time"
        raise EDTFError("a time needs a full date without ?, ~, % or X", offset, hint)
    match = _TIME.fullmatch(time)
    if match is None:
        raise explain_time(f"{components.year}-{components.month}-{components.day}", time, offset)
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    shift = int(match[5] or 0) * 60 + int(match[6] or 0)
    if hour > 23:
        hint = "hours go from 00 to 23; midnight is 00:00:00 of the next day"
        raise EDTFError(f"hour {hour} does not exist", offset + 1, hint)
    if minute > 59:
        raise EDTFError(f"minute {minute} does not exist", offset + 4, "minutes go from 00 to 59")
    leap_second = second == 60 and minute % 15 == 14
    if second > 59 and not leap_second:
        raise EDTFError(f"second {second} does not exist", offset + 7, "seconds go from 00 to 59")
    if shift > _LARGEST_UTC_OFFSET or int(match[6] or 0) > 59:
        raise EDTFError("no place is that far from UTC", offset + 9, "write +14:00 at most")
    if match[4] == "-" and shift == 0:
        raise EDTFError("UTC has no minus sign", offset + 9, "write Z or +00:00")


def _in_force(left: Sequence[Doubt], right: Sequence[Doubt]) -> tuple[Doubt, Doubt, Doubt]:
    return left[0] | right[0] | right[1] | right[2], left[1] | right[1] | right[2], left[2] | right[2]


def _canonical(components: Components, left: list[Doubt], right: list[Doubt]) -> str:
    """Return the text without the marks that add nothing to others; `left` and `right` change accordingly."""
    behind = Doubt.NONE
    for index in (2, 1, 0):
        right[index] &= ~behind
        behind |= right[index]
        left[index] &= ~behind
    significant = "" if components.significant_digits is None else f"S{components.significant_digits}"
    written = (components.year + significant, components.month, components.day)
    parts = zip(left, written, right, strict=True)
    return "-".join(_MARKS[before] + part + _MARKS[after] for before, part, after in parts if part)


def _level(components: Components) -> int:
    year, significant_digits, month, day, _ = components
    if "E" in year or significant_digits is not None:
        return 2
    code = int(month) if month.isdecimal() else 0
    if code > 24:
        return 2
    written = "-".join(filter(None, (year, month, day)))
    if "X" in written:
        return 1 if _RIGHTMOST_UNSPECIFIED.fullmatch(written) and code not in SUB_YEAR else 2
    return 1 if year[0] in "-Y" or code > 20 else 0


def _precision(components: Components) -> Precision:
    year, significant_digits, month, day, _ = components
    if day and day != "XX":
        return Precision.DAY
    if month and month != "XX":
        return Precision.SEASON if month.isdecimal() and int(month) in SUB_YEAR else Precision.MONTH
    if significant_digits is not None:
        digits = len(str(abs(int(year)))) if year[0] != "Y" else _digits_of_large(year)
        return _COARSE[min(digits - significant_digits, 3)]
    return _COARSE[min(len(year) - year.index("X"), 3)] if "X" in year else Precision.YEAR


_COARSE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.MILLENNIUM)


def _digits_of_large(year: str) -> int:
    digits, _, exponent = year[1:].lstrip("-").partition("E")
    return len(digits) + int(exponent or 0)


def is_plain(point: Point, calendar: Calendar) -> bool:
    """Return whether a date has only what calendars share: level 0 or 1, no season, time or year with Y."""
    if calendar.name == GREGORIAN:
        return True
    return point.level < 2 and not point.time and point.year[0] != "Y"

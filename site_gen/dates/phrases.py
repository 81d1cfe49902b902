"""Words for one EDTF date: what is given, what is unspecified, and what is doubted."""

from __future__ import annotations

from site_gen.dates.bounds import SUB_YEAR, year_number
from site_gen.dates.civil_words import (
    NO_BREAK,
    Civil,
    civil_words,
    days_words,
    month_name,
    range_words,
    year_words,
)
from site_gen.dates.model import Doubt, Part, Point, Precision
from site_gen.dates.patterns import Form, Voice, ordinal, pattern, say

_DOUBT_NAMES = {Doubt.UNCERTAIN: "uncertain", Doubt.APPROXIMATE: "approximate", Doubt.BOTH: "both"}
_COMPONENTS = ("year", "month", "day")


def point_words(voice: Voice, point: Point, part: Part | None = None) -> str:
    """Return one date in words, with its doubt."""
    return with_doubts(voice, plain_words(voice, point, part), point)


def civil_of(point: Point) -> Civil | None:
    """Return the figures of a date that is a plain year, month or day, None for every other."""
    if "X" in point.year + point.month + point.day or point.significant_digits is not None or point.time:
        return None
    if point.month and point.precision is Precision.SEASON:
        return None
    return Civil(
        year_number(point.year),
        int(point.month) if point.month else None,
        int(point.day) if point.day else None,
    )


def shared_doubt(point: Point) -> Doubt | None:
    """Return the doubt that holds for all components alike, None where they differ."""
    given = {doubt for doubt, part in zip(point.doubts, ("y", point.month, point.day), strict=True) if part}
    return given.pop() if len(given) == 1 else None


def with_doubt(voice: Voice, text: str, doubt: Doubt) -> str:
    """Return text that says the doubt: `c. 1990`, `mungkin 1984`."""
    return say(voice, f"doubt.{_DOUBT_NAMES[doubt]}", date=text) if doubt else text


def with_doubts(voice: Voice, text: str, point: Point) -> str:
    """Return text that says the doubt of a date, by component where they differ."""
    shared = shared_doubt(point)
    if shared is None and (voice.form is Form.SHORT or not pattern(voice, "doubt.components")):
        shared = point.doubt
    if shared is not None:
        return with_doubt(voice, text, shared)
    remarks = (
        pattern(voice, f"remark.{name}_{_DOUBT_NAMES[doubt]}")
        for name, doubt in zip(_COMPONENTS, point.doubts, strict=True)
        if doubt
    )
    return say(voice, "doubt.components", date=text, remarks=", ".join(remarks))


def plain_words(voice: Voice, point: Point, part: Part | None = None) -> str:
    """Return one date in words without its doubt."""
    if part is not None:
        key = f"part.{part.value}"
        if not pattern(voice, key) or (point.precision is Precision.DECADE and not _has_decade_name(point)):
            return days_words(voice, point.earliest, point.latest)
        return say(voice, key, date=plain_words(voice, point))
    civil = civil_of(point)
    if civil is not None:
        return civil_words(voice, civil)
    if point.time:
        return _time_words(voice, point)
    if point.significant_digits is not None:
        year = year_words(voice, year_number(point.year))
        span = range_words(voice, Civil(point.years[0]), Civil(point.years[1]))
        return say(voice, "date.estimated", date=year, span=span)
    if point.precision is Precision.SEASON:
        return _season_words(voice, point)
    return _unspecified_words(voice, point)


def _time_words(voice: Voice, point: Point) -> str:
    date = civil_words(voice, Civil(int(point.year), int(point.month), int(point.day)))
    hour, minute, second = point.time[1:3], point.time[4:6], point.time[7:9]
    figures = (hour, minute) if second == "00" else (hour, minute, second)
    time = pattern(voice, "date.time_separator").join(figures)
    zone = point.time[9:]
    if zone:
        shift = zone.removesuffix(":00") if zone != "Z" else ""
        shift = "" if shift in ("+00", "-00") else shift[:1] + shift[1:].lstrip("0") if shift else ""
        time += NO_BREAK + "UTC" + shift.replace("-", "\u2212")
    return say(voice, "date.time", date=date, time=time)


def _season_words(voice: Voice, point: Point) -> str:
    year = _year_span(voice, point)
    if pattern(voice, f"season.{point.month}") and year:
        return say(voice, f"season.{point.month}", year=year)
    if "X" in point.year:
        first_month, count = SUB_YEAR[int(point.month)]
        last_month = (first_month + count - 2) % 12 + 1
        months = f"{month_name(voice, first_month)}–{month_name(voice, last_month)}"
        return say(voice, "date.within", date=months, span=year or point.year)
    return days_words(voice, point.earliest, point.latest)


def _unspecified_words(voice: Voice, point: Point) -> str:
    """Return words for a date with X: by the unit that is unspecified, else by the days around it."""
    month_given, day_given = point.month.isdecimal(), point.day.isdecimal()
    partly = any("X" in part and part != "XX" for part in (point.month, point.day))
    span = _year_span(voice, point)
    if partly or (span is None and point.month):
        return _between(voice, point)
    if not point.month:
        return span or _between(voice, point)
    assert span is not None
    everything = point.year.endswith("XXXX")
    if not month_given and not day_given:
        if everything:
            return pattern(voice, "unknown.all")
        return say(voice, "unknown.day_and_month" if point.day else "unknown.month", date=span)
    if not month_given:
        day = int(point.day)
        return say(voice, "unknown.month_of_day", ordinal=ordinal(voice, day), day=day, date=span)
    words = _month_or_day_words(voice, point, span)
    return say(voice, "unknown.day", date=words) if point.day == "XX" else words


def _month_or_day_words(voice: Voice, point: Point, span: str) -> str:
    """Return a given month, or day of a month, of a year that may be unspecified."""
    day = (point.day,) if point.day.isdecimal() else ()
    if "X" not in point.year:
        return civil_words(voice, Civil(int(point.year), int(point.month)))
    date = NO_BREAK.join((*(str(int(each)) for each in day), month_name(voice, int(point.month))))
    if point.year.endswith("XXXX"):
        return say(voice, "unknown.year", date=date)
    return say(voice, "date.within", date=date, span=span)


def _between(voice: Voice, point: Point) -> str:
    if "XXXX" in point.year:
        return pattern(voice, "unknown.all")
    return days_words(voice, point.earliest, point.latest, "range.between")


def _year_span(voice: Voice, point: Point) -> str | None:
    """Return words for the year, decade, century or millennium; None where X stand amid the digits."""
    digits = point.year.removeprefix("-")
    if "X" not in digits:
        return year_words(voice, year_number(point.year))
    if "X" in digits.rstrip("X"):
        return None
    unspecified = len(digits) - len(digits.rstrip("X"))
    if unspecified == 4:
        return pattern(voice, "unknown.all")
    first, last = point.years
    years = range_words(voice, Civil(first), Civil(last))
    if unspecified == 1:
        if not _has_decade_name(point):
            return years
        return say(voice, "date.decade", year=first, first=first, last=last)
    size = 10**unspecified
    before = first < 0
    number = (1 - first) // size if before else first // size + 1
    unit = "century" if unspecified == 2 else "millennium"
    key = f"date.{unit}" + ("_bce" if before else "_first" if unit == "century" and number == 1 else "")
    if not pattern(voice, key):
        return years
    return say(voice, key, ordinal=ordinal(voice, number), first=first, last=last)


def _has_decade_name(point: Point) -> bool:
    """Return whether a decade has a name: "the 1900s" are a century, and those before 100 have none."""
    first = point.years[0]
    return first >= 100 and (first % 100 != 0 or first == 2000)

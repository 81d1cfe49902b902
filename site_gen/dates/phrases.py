"""Words for one EDTF date: what is given, what is unspecified, and what is doubted."""

from __future__ import annotations

from typing import Any

from site_gen import cldr
from site_gen.dates.bounds import SUB_YEAR, year_number
from site_gen.dates.civil_words import (
    Civil,
    civil_words,
    days_words,
    month_name,
    range_words,
    year_words,
)
from site_gen.dates.model import NO_DOUBTS, Doubt, Part, Point, Precision
from site_gen.dates.patterns import Form, Phrase, Voice, name, names, ordinal, pattern, say

_DOUBT_NAMES = {Doubt.UNCERTAIN: "uncertain", Doubt.APPROXIMATE: "approximate", Doubt.BOTH: "both"}
_COMPONENTS = ("year", "month", "day")
# Seasons that name a half of the earth: the first code of each, and what says so.
_HEMISPHERES = {25: "north", 29: "south"}
_FIRST_SEASON = 21


def point_words(voice: Voice, point: Point, part: Part | None = None) -> str:
    """Return one date in words, with its doubt."""
    return with_doubts(voice, Phrase(voice, lambda case: plain_words(case, point, part)), point)


def point_phrase(voice: Voice, point: Point, part: Part | None = None) -> Phrase:
    """Return one date with its doubt as words that take any case."""
    return Phrase(voice, lambda case: point_words(case, point, part))


def unit_of(point: Point) -> str:
    """Return the unit in which a date is given, as keys of patterns name it."""
    return Precision.DAY.value if point.time else point.precision.value


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


def with_doubt(voice: Voice, words: Phrase, doubt: Doubt, unit: str = "") -> str:
    """Return words that say the doubt: `c. 1990`, `mungkin 1984`."""
    return say(voice, f"doubt.{_DOUBT_NAMES[doubt]}", unit, date=words) if doubt else f"{words}"


def with_doubts(voice: Voice, words: Phrase, point: Point) -> str:
    """Return words that say the doubt of a date, by component where they differ."""
    if point.doubts == NO_DOUBTS:
        return f"{words}"
    shared = shared_doubt(point)
    if shared is None and (voice.form is Form.SHORT or not pattern(voice, "doubt.components")):
        shared = point.doubt
    if shared is not None:
        return with_doubt(voice, words, shared, unit_of(point))
    remarks = (
        pattern(voice, f"remark.{component}_{_DOUBT_NAMES[doubt]}")
        for component, doubt in zip(_COMPONENTS, point.doubts, strict=True)
        if doubt
    )
    separator = pattern(voice, "remark.separator")
    return say(voice, "doubt.components", date=words, remarks=separator.join(remarks))


def plain_words(voice: Voice, point: Point, part: Part | None = None) -> str:
    """Return one date in words without its doubt."""
    if part is not None:
        key, unit = f"part.{part.value}", unit_of(point)
        if not pattern(voice, key, unit) or (unit == Precision.DECADE and not _has_decade_name(point)):
            return days_words(voice, point.earliest, point.latest)
        return say(voice, key, unit, date=Phrase(voice, lambda case: plain_words(case, point)))
    civil = civil_of(point)
    if civil is not None:
        return civil_words(voice, civil)
    if point.time:
        return _time_words(voice, point)
    if point.significant_digits is not None:
        year = Phrase(voice, lambda case: year_words(case, year_number(point.year)))
        return say(voice, "date.estimated", date=year, span=_years_phrase(voice, point))
    if point.precision is Precision.SEASON:
        return _season_words(voice, point)
    return _unspecified_words(voice, point)


def _years_phrase(voice: Voice, point: Point) -> Phrase:
    first, last = point.years
    return Phrase(voice, lambda case: range_words(case, Civil(first), Civil(last)))


def _time_words(voice: Voice, point: Point) -> str:
    civil = Civil(int(point.year), int(point.month), int(point.day))
    hour, minute, second = point.time[1:3], point.time[4:6], point.time[7:9]
    figures = (hour, minute) if second == "00" else (hour, minute, second)
    zone = point.time[9:]
    if zone:
        shift = zone.removesuffix(":00") if zone != "Z" else ""
        shift = "" if shift in ("+00", "-00") else shift[:1] + shift[1:].lstrip("0") if shift else ""
        zone = say(voice, "date.zone", shift=shift.replace("-", "\u2212"))
    date = Phrase(voice, lambda case: civil_words(case, civil))
    return say(
        voice, "date.time", date=date, time=pattern(voice, "date.time_separator").join(figures), zone=zone
    )


def _season_words(voice: Voice, point: Point) -> str:
    code, hemisphere = int(point.month), ""
    for first, half in _HEMISPHERES.items():
        if first <= code < first + 4:
            code, hemisphere = code - first + _FIRST_SEASON, half
    if pattern(voice, f"season.{code}") and _year_span(voice, point):
        season = Phrase(voice, lambda case: say(case, f"season.{code}", year=_span_phrase(case, point)))
        return say(voice, f"season.{hemisphere}", season=season) if hemisphere else f"{season}"
    if "X" in point.year:
        first_month, count = SUB_YEAR[int(point.month)]
        last_month = (first_month + count - 2) % 12 + 1
        alone = cldr.Context.STAND_ALONE
        months = f"{month_name(voice, first_month, alone)}–{month_name(voice, last_month, alone)}"
        return say(voice, "date.within", date=months, span=_year_span(voice, point) or point.year)
    return days_words(voice, point.earliest, point.latest)


def _span_phrase(voice: Voice, point: Point) -> Phrase:
    return Phrase(voice, lambda case: _year_span(case, point) or "")


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
    date = _span_phrase(voice, point)
    if not month_given and not day_given:
        if point.year.endswith("XXXX"):
            return pattern(voice, "unknown.all")
        return say(voice, "unknown.day_and_month" if point.day else "unknown.month", date=date)
    if not month_given:
        day = int(point.day)
        return say(voice, "unknown.month_of_day", ordinal=ordinal(voice, day), day=day, date=date)
    words = Phrase(voice, lambda case: _month_or_day_words(case, point))
    return say(voice, "unknown.day", date=words) if point.day == "XX" else f"{words}"


def _month_or_day_words(voice: Voice, point: Point) -> str:
    """Return a given month, or day of a month, of a year that may be unspecified."""
    if "X" not in point.year:
        return civil_words(voice, Civil(int(point.year), int(point.month)))
    fields = {
        "month": month_name(voice, int(point.month)),
        "month_alone": month_name(voice, int(point.month), cldr.Context.STAND_ALONE),
    }
    if point.day.isdecimal():
        date = say(voice, "date.day_and_month", day=ordinal(voice, int(point.day), "day"), **fields)
    else:
        date = say(voice, "date.month_only", **fields)
    if point.year.endswith("XXXX"):
        return say(voice, "unknown.year", date=date)
    return say(voice, "date.within", date=date, span=_span_phrase(voice, point))


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
    years = _years_phrase(voice, point)
    if unspecified == 1:
        return _decade_words(voice, point.years) if _has_decade_name(point) else f"{years}"
    size, first = 10**unspecified, point.years[0]
    number = (1 - first) // size if first < 0 else first // size + 1
    return _age_words(voice, "century" if unspecified == 2 else "millennium", number, point.years)


def _decade_words(voice: Voice, years: tuple[int, int]) -> str:
    first, last = years
    fields: dict[str, Any] = {"year": first, "first": first, "last": last}
    tens = first % 100 // 10
    if not names(voice, "names.decades"):
        return say(voice, "date.decade", **fields)
    century = Phrase(voice, lambda case: _age_words(case, "century", first // 100 + 1, years))
    return say(voice, "date.decade", name=name(voice, "names.decades", tens), century=century, **fields)


def _age_words(voice: Voice, unit: str, number: int, years: tuple[int, int]) -> str:
    """Return words for a century or millennium, the years where the language has none."""
    first, last = years
    key = f"date.{unit}" + ("_bce" if first < 0 else "_first" if unit == "century" and number == 1 else "")
    if not pattern(voice, key):
        return range_words(voice, Civil(first), Civil(last))
    return say(
        voice,
        key,
        number=number,
        ordinal=ordinal(voice, number),
        roman=ordinal(voice, number, "roman"),
        name=name(voice, "names.centuries", number),
        first=first,
        last=last,
    )


def _has_decade_name(point: Point) -> bool:
    """Return whether a decade has a name: "the 1900s" are a century, and those before 100 have none."""
    first = point.years[0]
    return first >= 100 and (first % 100 != 0 or first == 2000)

"""Decades, centuries, their parts and turns, and named periods: what is wider than a year.

Years are astronomical (0 is 1 BCE). A decade or century is named by its first year.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from site_gen.article import points
from site_gen.article.context import NO_PUBLICATION, Context
from site_gen.article.language import Language
from site_gen.article.model import Kind
from site_gen.article.points import Grain, Point
from site_gen.article.timex import Found
from site_gen.article.values import Value, nearest_century, part_of

_DECADES = 10
# 1 Vendémiaire I, as `datetime.date.toordinal` counts.
_FIRST_REPUBLICAN_DAY = datetime.date(1792, 9, 22).toordinal()
_REPUBLICAN_MONTH = 30
_LAST_REPUBLICAN_YEAR = 14


def decade(one: Found, language: Language, context: Context) -> Value:
    """`the early 1990s`, `the '90s`."""
    slots = one.slots
    first: int | None
    anchor: int | None = None
    place = int(str(one.rule.attributes.get("place", 0)))
    if place or "ordinal_2" in slots:
        # "The second decade of the 20th century", as years are written: the 1910s.
        hundred = _first_year(slots, "", language)
        place = place or int(language.words["ordinal"][slots["ordinal_2"]])
        if hundred is None or hundred < 0 or place > _DECADES:
            return Value(None, None, Kind.VAGUE)
        first = hundred + 10 * (place - 1)
    elif slots.keys() & {"decade", "anyyear", "year3"}:
        first = int(slots.get("decade") or slots.get("anyyear") or slots["year3"])
        if first % 10:
            return Value(None, None, Kind.VAGUE)
        bare = "era" not in slots
        down = context.counts_back(first) if bare else language.words["era"][slots["era"]] == "bce"
        if down and "decade" not in slots:
            first = 1 - (first + 9)
    else:
        tens = int(slots.get("decade2") or language.words["decadename"][slots["decadename"]])
        hundred, anchor = _century_told(slots, tens, language, context)
        if hundred is None:
            return Value(None, None, Kind.VAGUE, note=NO_PUBLICATION)
        first = hundred + tens
    if first % 100 == 0 and first < int(str(one.rule.attributes.get("centuries_before", 0))):
        hundreds = Point(first, Grain.CENTURY, part=part_of(slots, "part", language), circa="circa" in slots)
        return _whole_or_parts(hundreds, part_of(slots, "part_2", language), anchor)
    if "half" in slots:
        return _share(Point(first, Grain.DECADE), int(language.words["half"][slots["half"]]))
    point = Point(first, Grain.DECADE, part=part_of(slots, "part", language), circa="circa" in slots)
    return _whole_or_parts(point, part_of(slots, "part_2", language), anchor)


def _century_told(
    slots: Mapping[str, str], tens: int, language: Language, context: Context
) -> tuple[int | None, int | None]:
    """Return the first year of the century of a decade and its anchor: the one named with it ("the thirties
    of the 19th century", "the sixties of the last century"), else the nearest.
    """
    if slots.keys() & {"roman", "n", "ordinal"}:
        return _first_year(slots, "", language), None
    if "deixis" in slots:
        now = context.now()
        if now is None:
            return None, None
        return (now.point.year // 100 + int(language.words["deixis"][slots["deixis"]])) * 100, now.place
    first, anchor = nearest_century(context, tens, 5)
    return (None if first is None else first - tens), anchor


def century(one: Found, language: Language) -> Value:
    """`the late fifth century BC`, `abad XIX`, `XVIIIe-XIXe siècles`, `erste Hälfte des 19. Jahrhunderts`."""
    slots = one.slots
    first = _first_year(slots, "", language)
    if first is None:
        return Value(None, None, Kind.VAGUE)
    point = Point(first, Grain.CENTURY, part=part_of(slots, "part", language), circa="circa" in slots)
    if slots.keys() & {"n_2", "roman_2", "ordinal_2"}:
        last = _first_year(slots, "_2", language)
        if last is None or last <= first:
            return Value(None, None, Kind.VAGUE)
        end = Point(last, Grain.CENTURY, part=part_of(slots, "part_2", language))
        return Value(points.interval(point, end), None, Kind.VAGUE, None, end)
    if "half" in slots:
        return _share(point, int(language.words["half"][slots["half"]]))
    return _whole_or_parts(point, part_of(slots, "part_2", language), None)


def _first_year(slots: Mapping[str, str], which: str, language: Language) -> int | None:
    """Return the first year of the century in a slot (`which`: "" or "_2"), None where it is no number of
    one.
    """
    if f"ordinal{which}" in slots:
        number = int(language.words["ordinal"][slots[f"ordinal{which}"]])
    else:
        number = int(slots[f"n{which}"]) if f"n{which}" in slots else _roman(slots[f"roman{which}"])
    if not 1 <= number <= 99:
        return None
    era = language.words["era"][slots["era"]] if "era" in slots else "ce"
    return (number - 1) * 100 if era == "ce" else 1 - number * 100


def _share(whole: Point, code: int) -> Value:
    """Return a half (EDTF 40, 41), third (37–39) or quarter (33–36) of a decade or century, its ends
    approximate.
    """
    years = 10 if whole.grain is Grain.DECADE else 100
    parts, place = next((n, code - first) for first, n in ((40, 2), (37, 3), (33, 4)) if code >= first)
    bounds = [whole.year + years * step // parts for step in (place, place + 1)]
    first, last = Point(bounds[0], circa=True), Point(bounds[1] - 1, circa=True)
    return Value(points.interval(first, last), None, Kind.VAGUE, None, whole)


def turn(one: Found, language: Language, context: Context) -> Value:
    """`the turn of the 20th century`, and `the turn of the century`, the one nearest to what was told before
    or the last before publication: its first year, approximate.
    """
    slots, anchor = one.slots, None
    first = _first_year(slots, "", language) if slots.keys() & {"n", "roman", "ordinal"} else None
    if first is None:
        near = context.nearest(Grain.YEAR) or context.now()
        if near is None:
            return Value(None, None, Kind.VAGUE, note=NO_PUBLICATION)
        size = int(str(one.rule.attributes.get("years", 100)))
        anchor = near.place
        first = (near.point.year + size // 2) // size * size
        if near.at == context.stamp and first > near.point.year:
            first -= size
    point = Point(first, circa=True)
    return Value(points.edtf(point), None, Kind.VAGUE, anchor, point)


def republican(one: Found, language: Language) -> Value:
    """`18 brumaire an VIII`, `floréal an II`, `l'an II`: the French calendar of 1793 to 1805, in Gregorian
    days; a month or year is the interval of its days. The years III, VII and XI had a sixth day at the end.
    """
    slots = one.slots
    year = int(slots["n"]) if "n" in slots else _roman(slots["roman"])
    month = int(language.words["republican"][slots["republican"]]) if "republican" in slots else None
    day = int("".join(c for c in slots["day"] if c.isdigit())) if "day" in slots else None
    if not 1 <= year <= _LAST_REPUBLICAN_YEAR or (day or 1) > _REPUBLICAN_MONTH:
        return Value(None, None, Kind.EXPLICIT, note="the French Republican calendar has no such day")
    leap_days = (year - 1 >= 3) + (year - 1 >= 7) + (year - 1 >= 11)
    start = _FIRST_REPUBLICAN_DAY + 365 * (year - 1) + leap_days
    length = 366 if year in (3, 7, 11) else 365
    if month is not None:
        start, length = start + _REPUBLICAN_MONTH * (month - 1), _REPUBLICAN_MONTH
    if day is not None:
        point = points.of_day(start + day - 1)
        return Value(points.edtf(point), None, Kind.EXPLICIT, None, point)
    last = points.of_day(start + length - 1)
    return Value(points.interval(points.of_day(start), last), None, Kind.EXPLICIT, None, last)


def _whole_or_parts(point: Point, last_part: str | None, anchor: int | None) -> Value:
    whole = replace(point, part=None)
    if point.part and last_part:
        return Value(points.parts_interval(whole, point.part, last_part), None, Kind.VAGUE, anchor, whole)
    return Value(points.edtf(point), points.kept_part(point), Kind.VAGUE, anchor, point)


def _roman(text: str) -> int:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    numbers = [worth[c] for c in text if c in worth]
    return sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))


def period(one: Found, language: Language) -> Value:
    """A named period has a value only where the gazetteer has one, and never when something lies before or
    after it.
    """
    entry = language.periods.get(language.words["period"][one.slots["period"]], {})
    if one.rule.attributes.get("beyond"):
        return Value(None, None, Kind.NAMED_PERIOD, note="it lies before or after a named period")
    note = None if "edtf" in entry else "no bounds of this period are in the gazetteer"
    return Value(entry.get("edtf"), None, Kind.NAMED_PERIOD, note=note)

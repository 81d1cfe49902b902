"""What the words of an expression say by themselves: dates, decades and centuries, with the year carried from
the context where only a month or day is written.

No arithmetic with other expressions here; see `resolve`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from site_gen.article import feasts, points
from site_gen.article.context import HALF_A_YEAR, NO_PUBLICATION, NOBODY_KNOWS, Context, place_in_year
from site_gen.article.language import Language
from site_gen.article.model import Kind
from site_gen.article.points import Grain, Point
from site_gen.article.timex import Found

_WINTER = 24
# By how many years the twentieth century is preferred where a century is left out.
_USUAL_CENTURY = 60
_THREE_FIGURES = 100
# How many months ahead of publication a bare month may lie in a text that tells of its own day.
_COMING = 3


class Value(NamedTuple):
    """What an expression means: its EDTF (None: no value), part, kind, the anchor's place in the list, the
    point that later expressions may lean on, why it has no EDTF, and whether it steps back ("a year
    earlier").

    `to_come` tells that it lies after the time at which the words were spoken, `spoken` the place of what
    says when that was.
    """

    edtf: str | None
    part: str | None
    kind: Kind
    anchor: int | None = None
    point: Point | None = None
    note: str | None = None
    looks_back: bool = False
    to_come: bool = False
    spoken: int | None = None


def date(one: Found, language: Language, context: Context) -> Value:
    """A year, month or day, its year perhaps left out."""
    slots = one.slots
    month, day = month_and_day(slots, language)
    season = season_of(slots, language)
    part, last_part = part_of(slots, "part", language), part_of(slots, "part_2", language)
    circa = "circa" in slots
    year, kind, anchor = _year(slots, language, context), Kind.EXPLICIT, None
    if year is None and "year2" in slots:
        year, anchor = nearest_century(context, int(slots["year2"]), 0)
    if year is None:
        year, kind, anchor = _carried_year(one, Point(0, Grain.MONTH, month, day, season), language, context)
        if year is None:
            return Value(None, None, kind, note=NOBODY_KNOWS if context.unknown else NO_PUBLICATION)
    month, day = feasts.in_year(slots, language, year) or (month, day)
    grain = Grain.DAY if day else Grain.MONTH if month else Grain.SEASON if season else Grain.YEAR
    point = Point(year, grain, month, day, season, part, circa)
    if not points.is_real(point):
        return Value(None, None, kind, note="the calendar has no such day")
    if not _is_one_winter(slots, season, language):
        return Value(None, None, kind, note="these are not two years of one winter")
    if kind is Kind.EXPLICIT and (part or circa):
        kind = Kind.VAGUE
    if part and last_part and grain in (Grain.YEAR, Grain.SEASON):
        text = points.parts_interval(point, part, last_part)
        return Value(text, None, Kind.VAGUE, anchor, replace(point, part=None))
    return Value(points.edtf(point), points.kept_part(point), kind, anchor, point)


def _is_one_winter(slots: Mapping[str, str], season: int | None, language: Language) -> bool:
    """Tell whether a season of two years ("winter 1834-35") is one that lies in both."""
    if "anyyear_2" in slots:
        down = "era" in slots and language.words["era"][slots["era"]] == "bce"
        other = str(int(slots["anyyear"]) + (-1 if down else 1))
        return season == _WINTER and other.endswith(slots["anyyear_2"])
    last = slots.get("year_2") or slots.get("year2")
    if last is None or "year" not in slots:
        return True
    return season == _WINTER and str(int(slots["year"]) + 1).endswith(last)


def month_and_day(slots: Mapping[str, str], language: Language) -> tuple[int | None, int | None]:
    """Return the month and day that the slots give, each None where they give none or no real one."""
    if "holiday" in slots:
        return feasts.usual(language.words["holiday"][slots["holiday"]])
    if "month" in slots:
        month = int(language.words["month"][slots["month"]])
    else:
        month = int(slots.get("monthnum") or slots.get("n_2") or 0)
    figures = "".join(c for c in slots.get("day") or slots.get("n") or "" if c.isdigit())
    if "ordinal" in slots:
        figures = language.words["ordinal"][slots["ordinal"]]
    return (month, int(figures) if figures else None) if 1 <= month <= 12 else (None, None)


def season_of(slots: Mapping[str, str], language: Language) -> int | None:
    """Return the EDTF code (21–41) of the season, half or quarter of a year that the slots give, None where
    they give none.
    """
    return next((int(language.words[s][slots[s]]) for s in ("season", "half", "quarter") if s in slots), None)


def part_of(slots: Mapping[str, str], slot: str, language: Language) -> str | None:
    """Return `early`, `mid` or `late` for the words in a slot, None where it is empty."""
    return language.words["part"][slots[slot]] if slot in slots else None


def number(text: str) -> int:
    """Return a number written in figures, perhaps with a mark between the thousands."""
    return int("".join(c for c in text if c.isdigit()))


def _year(slots: Mapping[str, str], language: Language, context: Context) -> int | None:
    if "reign" in slots:
        # "Shōwa 20" is the twentieth year from the first of the era, "gannen" the first.
        return int(language.words["reign"][slots["reign"]]) + int(slots.get("digits", "1")) - 1
    text = next((slots[name] for name in ("year", "anyyear", "year3", "thousands") if name in slots), None)
    if text is None:
        return None
    year = number(text)
    if "era" in slots:
        return 1 - year if language.words["era"][slots["era"]] == "bce" else year
    return 1 - year if "year" not in slots and context.counts_back(year) else year


def nearest_century(context: Context, tens: int, middle: int) -> tuple[int | None, int | None]:
    """Return the year with these last two figures that is nearest to what was told, none after publication:
    "the twenties" beside 1890 are the 1920s, beside 1812 the 1820s. `middle` years on it is compared.

    A story goes forward, so what lies back counts as twice as far; and who leaves the century out means the
    twentieth where nothing near speaks against it. A decade is told when it is over. Without an earlier
    date it is the last one before publication. The second value is the anchor.
    """
    near = context.nearest(Grain.YEAR) or context.now()
    if near is None:
        return None, None
    century, published = near.point.year - near.point.year % 100, context.document
    firsts = [century + tens + 100 * step for step in (0, 1, -1)]
    over = 2 * middle - 1 if middle else 0
    told = [first for first in firsts if published is None or first + over <= published.year] or firsts
    best = min(told, key=lambda first: _farness(first, first + middle - near.point.year))
    if near.at == context.stamp and best > near.point.year:
        best -= 100
    return best, near.place


def _farness(first: int, ahead: int) -> int:
    """Return how far a year is that lies `ahead` years on, told without its century."""
    return (ahead if ahead >= 0 else -2 * ahead) - (_USUAL_CENTURY if 1900 <= first < 2000 else 0)


def _carried_year(
    one: Found, named: Point, language: Language, context: Context
) -> tuple[int | None, Kind, int | None]:
    """Take the year from the nearest earlier expression that has one, else from the day of publication."""
    near, month, day = context.year_for(named), named.month, named.day
    if one.rule.attributes.get("from") != "document" and near is not None:
        stands = context.standing
        turns = not near.standing.limits and (stands.limits or not stands.looks_back)
        year = near.point.year + (turns and _turns(near.point, month, named.season))
        year -= month is not None and _lies_far_ahead(year, month, context)
        told = _year_of_weekday(one, Point(year, Grain.DAY, month, day), language, context)
        if told is not None:
            return told, Kind.DEICTIC, context.stamp
        return year, Kind.ANAPHORIC, near.place
    today = context.now()
    if today is None:
        return None, Kind.DEICTIC, None
    context.speak()
    if one.rule.attributes.get("nearest") and month and day and today.point.day:
        wanted = language.words["weekday"].get(one.slots.get("weekday", ""))
        return points.nearest_year(today.point, month, day, wanted), Kind.DEICTIC, today.place
    said = (month, day or 1) if month is not None else (0, 0)
    later = said > (today.point.month or 12, today.point.day or 31)
    return today.point.year - later, Kind.DEICTIC, today.place


def _year_of_weekday(one: Found, here: Point, language: Language, context: Context) -> int | None:
    """Return the year about publication in which a day falls on the weekday that is written beside it, None
    where it does so in the year told last: "Monday 13 May", in a life told from 1922 on.
    """
    wanted = language.words["weekday"].get(one.slots.get("weekday", ""))
    if wanted is None or context.document is None or not here.month or not here.day:
        return None
    if not points.is_real(here) or points.weekday(here) == int(wanted):
        return None
    today = points.of_day(context.document.toordinal())
    near = points.nearest_year(today, here.month, here.day, wanted)
    there = replace(here, year=near)
    fits = points.is_real(there) and points.weekday(there) == int(wanted)
    return near if fits and abs(near - today.year) <= 1 else None


def _lies_far_ahead(year: int, month: int, context: Context) -> bool:
    """Tell whether a month lies so far after publication that news must mean the one before."""
    day = context.document
    return context.news and day is not None and year == day.year and month - day.month > _COMING


def _turns(near: Point, month: int | None, season: int | None) -> bool:
    """Tell whether a story that moves on has come to the next year: January after December is, April after
    May looks back.
    """
    here, named = place_in_year(near), place_in_year(Point(0, month=month, season=season))
    return here is not None and named is not None and here - named >= HALF_A_YEAR


def numeric(one: Found, language: Language) -> Value:
    """Day and month in figures; where the order is not known and both readings are real, one of the two."""
    readings = numeric_readings(one, language)
    if not readings:
        return Value(None, None, Kind.EXPLICIT)
    texts = sorted(points.edtf(point) for point in readings)
    if len(texts) > 1:
        year = Point(readings[0].year)
        return Value(f"[{','.join(texts)}]", None, Kind.EXPLICIT, None, year)
    return Value(texts[0], None, Kind.EXPLICIT, None, readings[0])


def numeric_readings(one: Found, language: Language) -> tuple[Point, ...]:
    """Return the days that `03/04/1954` can mean in this language, at most two."""
    first, second, year = int(one.slots["n"]), int(one.slots["n_2"]), int(one.slots["year"])
    pairs = [(first, second)] if language.numeric_order == "mdy" else [(second, first)]
    if language.numeric_order == "ambiguous" or not 1 <= pairs[0][0] <= 12:
        pairs.append(pairs[0][::-1])
    made = [Point(year, Grain.DAY, month, day) for month, day in pairs if 1 <= month <= 12]
    return tuple(dict.fromkeys(point for point in made if points.is_real(point)))


def years(one: Found, language: Language, context: Context) -> Value:
    """`1992–93`, `1998/1999` and `499–493 BC`; `1999-01`, which can be no range, is a month.

    "(264–241)" is one only in a story of years that are counted down.
    """
    slots = one.slots
    first = int(slots.get("year") or slots.get("anyyear") or slots["year3"])
    if "n" in slots:
        size = 10 ** len(slots["n"])
        last = first - first % size + int(slots["n"])
        if last <= first:
            return Value(points.edtf(Point(first)), None, Kind.EXPLICIT, None, Point(first))
    elif "year2" in slots:
        last = first - first % 100 + int(slots["year2"])
        if last <= first and 1 <= int(slots["year2"]) <= 12:
            point = Point(first, Grain.MONTH, int(slots["year2"]))
            return Value(points.edtf(point), None, Kind.EXPLICIT, None, point)
    else:
        last = int(slots.get("anyyear_2") or slots.get("year_2") or slots["year3_2"])
    down = "era" in slots and language.words["era"][slots["era"]] == "bce"
    if down or ("year3" in slots and last < first and context.counts_back(first)):
        if first >= _THREE_FIGURES > last and str(first - 1).endswith(str(last)):
            # "432/1 BC" is a year of the Attic calendar, or a winter.
            last = first - 1
        first, last = 1 - first, 1 - last
    if last <= first:
        return Value(None, None, Kind.EXPLICIT)
    text = points.interval(Point(first, circa="circa" in slots), Point(last))
    return Value(text, None, Kind.VAGUE if "circa" in slots else Kind.EXPLICIT, None, Point(last))


def months(one: Found, language: Language) -> Value:
    """`Mei–Juni 1998`; a first month later in the year than the second is of the year before."""
    table, year = language.words["month"], int(one.slots["year"])
    first, last = int(table[one.slots["month"]]), int(table[one.slots["month_2"]])
    start, end = Point(year - (first > last), Grain.MONTH, first), Point(year, Grain.MONTH, last)
    return Value(points.interval(start, end), None, Kind.EXPLICIT, None, end)


def days(one: Found, language: Language, context: Context) -> Value:
    """`3–5 March 1954`."""
    whole = date(one, language, context)
    if whole.point is None or whole.edtf is None:
        return whole
    last = replace(whole.point, day=int("".join(c for c in one.slots["day_2"] if c.isdigit())))
    if not points.is_real(last) or points.order(last) <= points.order(whole.point):
        return Value(None, None, whole.kind)
    return Value(points.interval(whole.point, last), None, whole.kind, whole.anchor, last)

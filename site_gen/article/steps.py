"""What leans on a day: days of the week, weeks, "now", named months and seasons of a year so far away.

No arithmetic of months and days here; see `resolve`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from site_gen.article import points
from site_gen.article.context import NO_PUBLICATION, NOBODY_KNOWS, Anchor, Context, place_in_year
from site_gen.article.language import Language
from site_gen.article.model import Kind
from site_gen.article.points import Grain, Point
from site_gen.article.timex import Found
from site_gen.article.values import Value, number


def wide(year: int, count: int, grain: Grain) -> Point:
    """Return the year, or the decade or century of a year, so many on. Before the common era they are counted
    as they are named: the 460s BC follow the 470s BC.
    """
    if grain is Grain.YEAR:
        return Point(year + count)
    size = 10 if grain is Grain.DECADE else 100
    if year > 0:
        return Point((year // size + count) * size, grain)
    named = (1 - year) // size if grain is Grain.DECADE else -(-(1 - year) // size)
    first = named * size + size - 1 if grain is Grain.DECADE else named * size
    return Point(1 - first + count * size, grain)


def named_in_year(
    base: Point, count: int, month: int | None, day: int | None, season: int | None, *, nearest: bool
) -> Point | None:
    """Return a named month or season of the year so many years on. Where only the name is said ("the
    following March", "last summer") it is the nearest one in that direction.
    """
    year = base.year + count
    grain = Grain.DAY if day else Grain.MONTH if month else Grain.SEASON
    if nearest and count:
        here, named = place_in_year(base), place_in_year(Point(year, grain, month, day, season))
        if here is not None and named is not None:
            year = base.year
            # "Last 5 April", told on the 17th, is of this year; "last April", told in April, is not.
            at, other = ((here, base.day), (named, day)) if base.day and day else ((here, 0), (named, 0))
            if count > 0 and other <= at:
                year += 1
            elif count < 0 and other >= at:
                year -= 1
    return Point(year, grain, month, day, season)


def week(point: Point, kind: Kind, anchor: int | None, *, from_day: int = 1) -> Value:
    """Return the week, Monday to Sunday, that a day lies in, or its end from a weekday on (ISO 8601)."""
    monday = points.number(point) - points.weekday(point) + 1
    first, last = points.of_day(monday + from_day - 1), points.of_day(monday + 6)
    return Value(points.interval(first, last), None, kind, anchor, last)


def count(slots: Mapping[str, str], rule: Mapping[str, object], language: Language) -> int | None:
    """Return how many units, None for "a few"."""
    sign = int(str(rule.get("by", 0)))
    for table in ("shift", "deixis"):
        if table in slots:
            sign = int(language.words[table][slots[table]])
    if "number" in slots:
        said = language.words["number"][slots["number"]]
        return sign * int(said) if said.isdecimal() else None
    return sign * number(slots.get("digits") or slots.get("thousands") or "1")


def why_not(count: int | None, context: Context, unit: str, *, deictic: bool) -> str:
    """Return why a step from what it leans on, or from publication, has no value."""
    if count is None:
        return "it does not say how many"
    if deictic:
        return NOBODY_KNOWS if context.unknown else NO_PUBLICATION
    return f"nothing that it can lean on says a {unit}"


def broken(unit: str, slots: Mapping[str, str], language: Language, more: str) -> tuple[str, int] | None:
    """Return a broken number of units in a smaller one ("half a century later" is fifty years), None where a
    whole is said. `more` is what the form adds ("a year and a half").
    """
    words = language.words.get("number", {}).get(slots.get("number", ""), "")
    words = words or "".join(c for c in slots.get("digits", "") if c.isdigit())
    smaller = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12)}.get(unit)
    if smaller is None or words in ("", "?"):
        return None
    amount = float(words) + float(more)
    return None if amount.is_integer() else (smaller[0], round(amount * smaller[1]))


def day_of_month(one: Found, _language: Language, context: Context) -> Value:
    """`the 29th`: of the month that was told last."""
    near = context.leaned_on(Grain.MONTH)
    if near is None:
        return Value(None, None, Kind.ANAPHORIC, note="nothing that it can lean on says a month")
    point = Point(near.point.year, Grain.DAY, near.point.month, int(one.slots["n"]))
    if not points.is_real(point):
        return Value(None, None, Kind.ANAPHORIC, note="the calendar has no such day")
    return Value(points.edtf(point), None, Kind.ANAPHORIC, near.place, point)


def isoweek(one: Found) -> Value:
    """`2021-W05`: the week of ISO 8601 as its Monday to Sunday."""
    try:
        monday = datetime.date.fromisocalendar(int(one.slots["year"]), int(one.slots["n"]), 1)
    except ValueError:
        return Value(None, None, Kind.EXPLICIT, note="the year has no such week")
    return week(points.of_day(monday.toordinal()), Kind.EXPLICIT, None)


def weekday(one: Found, language: Language, context: Context) -> Value:
    """A day of the week: the first from the nearest earlier day on, else the last before publication; with a
    unit the day of that week ("Friday of last week").
    """
    wanted = int(language.words["weekday"][one.slots["weekday"]])
    near = context.leaned_on(Grain.DAY)
    if near is not None and not context.news and "deixis" not in one.slots:
        by = int(str(one.rule.attributes.get("by", 0)))
        days = (wanted - points.weekday(near.point)) % 7
        days = {1: days or 7, -1: days - 7}.get(by, days)
        point = points.of_day(points.number(near.point) + days)
        return Value(points.edtf(point), None, Kind.ANAPHORIC, near.place, point)
    today = context.now()
    if today is None or today.point.day is None:
        return _unknown(context, today)
    if "deixis" in one.slots:
        context.speak()
    if "unit" in one.slots:
        weeks = int(language.words["deixis"][one.slots["deixis"]])
        monday = points.number(today.point) - points.weekday(today.point) + 1
        point = points.of_day(monday + 7 * weeks + wanted - 1)
        return Value(points.edtf(point), None, Kind.DEICTIC, today.place, point)
    said = language.words["deixis"][one.slots["deixis"]] if "deixis" in one.slots else None
    here = points.weekday(today.point)
    if one.rule.attributes.get("by") == 1 or said == "1":
        days = (wanted - here - 1) % 7 + 1
    elif said == "0":
        days = (wanted - here) % 7
    else:
        # Read on a Wednesday, "Wednesday" is the day itself and "last Wednesday" the one before.
        before = said is not None
        days = -((here - wanted - before) % 7 + before)
    point = points.of_day(points.number(today.point) + days)
    return Value(points.edtf(point), None, Kind.DEICTIC, today.place, point)


def present(one: Found, _language: Language, context: Context) -> Value:
    """The day of publication, or in a quotation the time of speaking. With `loose` ("today" that may be
    "nowadays") only in a quotation or a text that has spoken from its day of publication.
    """
    if one.rule.attributes.get("loose") and not context.speaks_from_now():
        return vague()
    today = context.now()
    if today is None:
        return _unknown(context, today)
    return Value(points.edtf(today.point), None, Kind.DEICTIC, today.place, today.point)


def vague() -> Value:
    """A time that the words leave open: "nowadays", "recently"."""
    return Value(None, None, Kind.VAGUE, note="it does not say when")


def recent(context: Context) -> Value:
    """Some time before publication: the beginning is unknown."""
    today = context.now()
    if today is None:
        return _unknown(context, today)
    return Value(f"/{points.edtf(today.point)}", None, Kind.DEICTIC, today.place)


def _unknown(context: Context, today: Anchor | None) -> Value:
    note = NOBODY_KNOWS if context.unknown else NO_PUBLICATION
    if today is not None:
        note = "it is said in a quotation, and the day on which that was spoken is not known"
    return Value(None, None, Kind.DEICTIC, note=note)

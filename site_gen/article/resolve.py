"""Giving each temporal expression its value: from its own words, from an earlier expression, or from the day
of publication. What the text does not give stays without a value.

The only module that knows `dateutil`: `relativedelta` counts months and days, and its ISO parser reads the
stamp that our own grammar has put together. Nothing is ever filled in from the clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from dateutil.parser import isoparse
from dateutil.relativedelta import relativedelta

from site_gen.article import points, values
from site_gen.article.contradictions import Trouble, contradiction
from site_gen.article.language import Language
from site_gen.article.model import Kind
from site_gen.article.points import Grain, Point
from site_gen.article.timex import Found
from site_gen.article.values import Context, Value

_UNITS = {
    "day": Grain.DAY,
    "week": Grain.DAY,
    "month": Grain.MONTH,
    "season": Grain.SEASON,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.CENTURY,
}
_UNIT_SLOTS = ("unit", "singular", "oneunit")
_FARTHEST_YEAR = 9999


def publication(text: str) -> datetime.date | None:
    """Return the day of an ISO date or date-time, None where the text is neither."""
    try:
        return isoparse(text).date()
    except ValueError:
        return None


def stamp_text(day: datetime.date, clock: str | None, offset: str | None) -> str | None:
    """Join the parts of a publication stamp to an ISO date-time; None where clock or offset is impossible."""
    if clock is None:
        return day.isoformat()
    try:
        moment = isoparse(f"{day.isoformat()}T{clock}{offset or ''}")
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes")


def resolve(
    found: Iterable[Found], language: Language, context: Context, base: int = 0
) -> tuple[list[Value], list[Trouble]]:
    """Give the expressions their values in the order of the text; `base` is the place of the first in the
    list.
    """
    resolved: list[Value] = []
    troubles: list[Trouble] = []
    for index, one in enumerate(found, base):
        value = _interval(one, language, context) if one.until else _single(one, language, context)
        if value.point is not None and _can_be_leant_on(one, value.point):
            context.remember(value.point, index)
        trouble = contradiction(one, value, language)
        if trouble is not None:
            troubles.append(trouble)
        resolved.append(value)
    return resolved, troubles


def _can_be_leant_on(one: Found, point: Point) -> bool:
    """Tell whether later words may mean this: not the day of publication, not a guess of whole decades."""
    return one.rule.value != "present" and not (one.rule.value == "shift" and point.circa)


def _single(one: Found, language: Language, context: Context) -> Value:
    value = READINGS[one.rule.value](one, language, context)
    if value.edtf is not None and not points.is_valid(value.edtf, value.part):
        if value.part is not None and points.is_valid(value.edtf, None):
            return value._replace(part=None)
        return Value(None, None, value.kind)
    return value


def _interval(one: Found, language: Language, context: Context) -> Value:
    """Read two expressions as one interval; the first may take its year and era from the second."""
    assert one.until is not None
    first_slots, last_slots = dict(one.slots), dict(one.until.slots)
    if "era" in last_slots and "era" not in first_slots:
        first_slots["era"] = last_slots["era"]
    borrowed = "year" in last_slots and not first_slots.keys() & {"year", "anyyear", "decade"}
    if borrowed and one.rule.value == "date" and first_slots.keys() & {"month", "season"}:
        first_slots["year"] = last_slots["year"]
    first = _single(replace(one, slots=first_slots, until=None), language, context)
    if first.point is not None:
        context.remember(first.point, first.anchor or 0)
    last = _single(one.until, language, context)
    if first.point is None or last.point is None:
        return Value(None, None, first.kind)
    start, end = first.point, last.point
    if points.order(start) > points.order(end):
        if borrowed:
            start = replace(start, year=start.year - 1)
        elif one.until.rule.value == "date" and not last_slots.keys() & {"year", "anyyear"}:
            end = replace(end, year=end.year + 1)
    text = points.interval(start, end)
    kind = Kind.VAGUE if Kind.VAGUE in (first.kind, last.kind) else last.kind
    if not points.is_valid(text, None):
        return Value(None, None, kind)
    anchor = first.anchor if first.anchor is not None else last.anchor
    return Value(text, None, kind, anchor, end)


def _shift(one: Found, language: Language, context: Context) -> Value:
    """So many units from an earlier expression or the document: "two years later", "last month"."""
    slots, rule = one.slots, one.rule.attributes
    said = next((language.words[slot][slots[slot]] for slot in _UNIT_SLOTS if slot in slots), "year")
    unit = str(rule.get("unit", said))
    lost = context.news or _UNITS[unit] not in context.latest
    deictic = rule["from"] == "document" or (lost and _may_be_deictic(slots, language))
    kind = Kind.DEICTIC if deictic else Kind.ANAPHORIC
    count = _count(slots, rule, language)
    step = bool(slots.keys() & {"number", "digits", "oneunit"})
    base, anchor = _base(unit, context, deictic=deictic)
    if base is None or count is None:
        return Value(None, None, kind)
    context.news = context.news or (deictic and not step)
    month, day = values.month_and_day(slots, language)
    season = int(language.words["season"][slots["season"]]) if "season" in slots else None
    if (month or season) and unit == "year":
        point = _named_in_year(base, count, month, day, season, nearest=bool(rule.get("nearest")))
    else:
        point = shifted(base, unit, count, step=step)
    if point is None or not points.is_real(point):
        return Value(None, None, kind)
    point = replace(point, part=values.part_of(slots, "part", language))
    if unit == "week" and not step:
        return _week(point, kind, anchor)
    return Value(points.edtf(point), points.kept_part(point), kind, anchor, point)


def _may_be_deictic(slots: Mapping[str, str], language: Language) -> bool:
    """Tell whether the words can be told from either day: "next month"."""
    return slots.get("shift") in language.words.get("deixis", {})


def _count(slots: Mapping[str, str], rule: Mapping[str, object], language: Language) -> int | None:
    """Return how many units, None for "a few"."""
    sign = int(str(rule.get("by", 0)))
    for table in ("shift", "deixis"):
        if table in slots:
            sign = int(language.words[table][slots[table]])
    if "number" in slots:
        number = language.words["number"][slots["number"]]
        return None if number == "?" else sign * int(number)
    return sign * int(slots.get("digits", 1))


def _base(unit: str, context: Context, *, deictic: bool) -> tuple[Point | None, int | None]:
    if deictic:
        today = context.document
        return (None, None) if today is None else (points.of_day(today.toordinal()), context.stamp)
    return context.latest.get(_UNITS[unit], (None, None))


def _named_in_year(
    base: Point, count: int, month: int | None, day: int | None, season: int | None, *, nearest: bool
) -> Point | None:
    """Return a named month or season of the year so many years on. Where only the name is said ("the
    following March", "last summer") it is the nearest one in that direction.
    """
    year = base.year + count
    if nearest and count:
        here, named = _place_in_year(base.month, base.season), _place_in_year(month, season)
        if here is not None and named is not None:
            year = base.year
            if count > 0 and named <= here:
                year += 1
            elif count < 0 and named >= here:
                year -= 1
    grain = Grain.DAY if day else Grain.MONTH if month else Grain.SEASON
    return Point(year, grain, month, day, season)


def _place_in_year(month: int | None, season: int | None) -> float | None:
    """Return a month, or the month that a season (EDTF 21–24) begins before, to compare the two."""
    if month is not None:
        return month
    return {21: 3.5, 22: 6.5, 23: 9.5, 24: 12.5}.get(season or 0)


def shifted(base: Point, unit: str, count: int, *, step: bool) -> Point | None:
    """Return the day, month, year … `count` units from a point, at the unit's grain; None where the point is
    too coarse or the result too far. A step of whole weeks lands on an approximate day.
    """
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        if step:
            year = base.year + count * size
            return Point(year, Grain.YEAR, circa=size > 1) if abs(year) <= _FARTHEST_YEAR else None
        return Point((base.year // size + count) * size, _UNITS[unit])
    if unit == "season":
        return replace(base, grain=Grain.SEASON, day=None, month=None) if not count and base.season else None
    if base.month is None or (unit != "month" and base.day is None):
        return None
    return _by_calendar(base, unit, count)


def _by_calendar(base: Point, unit: str, count: int) -> Point | None:
    """Count months, weeks or days with `relativedelta`, which knows the years 1 to 9999."""
    if not 1 <= base.year <= _FARTHEST_YEAR or abs(count) > 4_000_000:
        return None
    start = datetime.date(base.year, base.month or 1, base.day or 1 if unit != "month" else 1)
    try:
        if unit == "month":
            moved = start + relativedelta(months=count)
            return Point(moved.year, Grain.MONTH, moved.month)
        moved = start + relativedelta(days=count * (7 if unit == "week" else 1))
    except (ValueError, OverflowError):
        return None
    return Point(moved.year, Grain.DAY, moved.month, moved.day, circa=unit == "week")


def _week(point: Point, kind: Kind, anchor: int | None) -> Value:
    """Return the week, Monday to Sunday, that a day lies in."""
    monday = points.number(point) - points.weekday(point) + 1
    first, last = points.of_day(monday), points.of_day(monday + 6)
    return Value(points.interval(first, last), None, kind, anchor, last)


def _weekday(one: Found, language: Language, context: Context) -> Value:
    """A day of the week: the first from the nearest earlier day on, else the last before publication."""
    wanted = int(language.words["weekday"][one.slots["weekday"]])
    near = context.latest.get(Grain.DAY)
    if near is not None and not context.news and "deixis" not in one.slots:
        point, anchor = near
        point = points.of_day(points.number(point) + (wanted - points.weekday(point)) % 7)
        return Value(points.edtf(point), None, Kind.ANAPHORIC, anchor, point)
    if context.document is None:
        return Value(None, None, Kind.DEICTIC)
    today = points.of_day(context.document.toordinal())
    ahead = "deixis" in one.slots and language.words["deixis"][one.slots["deixis"]] == "1"
    days = (wanted - points.weekday(today) - 1) % 7 + 1 if ahead else -((points.weekday(today) - wanted) % 7)
    point = points.of_day(points.number(today) + days)
    return Value(points.edtf(point), None, Kind.DEICTIC, context.stamp, point)


def _present(context: Context) -> Value:
    if context.document is None:
        return Value(None, None, Kind.DEICTIC)
    point = points.of_day(context.document.toordinal())
    return Value(points.edtf(point), None, Kind.DEICTIC, context.stamp, point)


def _recent(context: Context) -> Value:
    """Some time before publication: the beginning is unknown."""
    if context.document is None:
        return Value(None, None, Kind.DEICTIC)
    return Value(f"/{context.document.isoformat()}", None, Kind.DEICTIC, context.stamp)


def _period(one: Found, language: Language) -> Value:
    """A named period has a value only where the gazetteer has one, and never when something lies before or
    after it.
    """
    entry = language.periods.get(language.words["period"][one.slots["period"]], {})
    beyond = bool(one.rule.attributes.get("beyond"))
    return Value(None if beyond else entry.get("edtf"), None, Kind.NAMED_PERIOD)


READINGS: Mapping[str, Callable[[Found, Language, Context], Value]] = {
    "date": values.date,
    "months": lambda one, language, _: values.months(one, language),
    "days": values.days,
    "numeric": lambda one, language, _: values.numeric(one, language),
    "years": lambda one, language, _: values.years(one, language),
    "decade": values.decade,
    "century": lambda one, language, _: values.century(one, language),
    "shift": _shift,
    "weekday": _weekday,
    "present": lambda _one, _language, context: _present(context),
    "recent": lambda _one, _language, context: _recent(context),
    "period": lambda one, language, _: _period(one, language),
}

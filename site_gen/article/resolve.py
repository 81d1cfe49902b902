"""Giving each temporal expression its value: from its own words, from an earlier expression, or from the day
of publication. What the text does not give stays without a value.

The only module that knows `dateutil`: `relativedelta` counts months and days, and its ISO parser reads the
stamp that our own grammar has put together. Nothing is ever filled in from the clock.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dateutil.parser import isoparse
from dateutil.relativedelta import relativedelta

from site_gen.article import feasts, points, sayings, spans, steps, values
from site_gen.article.context import Anchor, Context, lies_before
from site_gen.article.contradictions import Trouble, contradictions
from site_gen.article.language import Language
from site_gen.article.model import Kind
from site_gen.article.points import Grain, Point
from site_gen.article.standing import Standing
from site_gen.article.timex import Found
from site_gen.article.values import Value

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
_NOWHERE = -1
_YEARS = frozenset({"year", "anyyear", "year2", "year3", "decade"})
"""Slots that say of which year the beginning of an interval is."""


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
    found: Sequence[Found],
    language: Language,
    context: Context,
    base: int = 0,
    standings: Sequence[Standing] | None = None,
) -> tuple[list[Value], list[Trouble]]:
    """Give the expressions of a paragraph their values; `base` is the place of the first in the list of all,
    and `standings` tell how each stands in the paragraph.

    What is quoted comes after the rest of its sentence, which may say when it was spoken.
    """
    stood = standings or [Standing()] * len(found)
    context.enter_paragraph()
    resolved: dict[int, Value] = {}
    order = sorted(range(len(found)), key=lambda i: (stood[i].sentence, stood[i].quotation is not None, i))
    # By sentence, what stands neither in quotation marks nor in parentheses and has a value.
    plain: dict[int, list[int]] = {}
    for at in order:
        inner = context
        if stood[at].quotation is not None:
            beside = plain.get(stood[at].sentence, [])
            inner = context.quoting(_frame(at, found, stood, resolved, beside, base, context))
        inner.standing = stood[at]
        resolved[at] = sayings.placed(_remembered(found[at], language, inner, base + at), inner)
        if stood[at].stretch is None and resolved[at].point is not None:
            plain.setdefault(stood[at].sentence, []).append(at)
    values_of = [resolved[at] for at in range(len(found))]
    pairs = zip(found, values_of, strict=True)
    return values_of, [each for one, value in pairs for each in contradictions(one, value, language)]


def _remembered(one: Found, language: Language, context: Context, index: int) -> Value:
    """Resolve one expression, and let later ones lean on it."""
    far = context.is_far_from_now() and not context.news
    value = _interval(one, language, context) if one.until else _single(one, language, context)
    if value.point is not None and _can_be_leant_on(one, value.point):
        back = one.rule.value == "shift" and value.looks_back
        deictic = value.kind is Kind.DEICTIC
        context.remember(value.point, index, aside=back or (deictic and far), deictic=deictic)
    return value


def _frame(
    at: int,
    found: Sequence[Found],
    stood: Sequence[Standing],
    resolved: Mapping[int, Value],
    beside: Sequence[int],
    base: int,
    context: Context,
) -> Anchor | None:
    """Return when a quotation was spoken, by the nearest date in the rest of its sentence (`beside`)."""
    after = bisect_left(beside, at)
    near = beside[max(0, after - 1) : after + 1]
    if not near:
        return None
    best = min(near, key=lambda i: abs(found[i].start - found[at].start))
    point = resolved[best].point
    return None if point is None else Anchor(point, base + best, context.paragraph, stood[best])


def _can_be_leant_on(one: Found, point: Point) -> bool:
    """Tell whether later words may mean this: not the day of publication, not a guess of whole decades."""
    return one.rule.value != "present" and not (
        one.rule.value == "shift" and point.circa and point.grain <= Grain.YEAR
    )


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
    near = context.nearest(Grain.YEAR)
    if "era" in last_slots and "era" not in first_slots:
        first_slots["era"] = last_slots["era"]
    written = next((slot for slot in ("year", "anyyear", "year3") if slot in last_slots), None)
    borrowed = written is not None and not first_slots.keys() & _YEARS
    if borrowed and written and one.rule.value == "date" and first_slots.keys() & {"month", "season"}:
        first_slots[written] = last_slots[written]
    first = _single(replace(one, slots=first_slots, until=None), language, context)
    if first.point is not None:
        context.remember(first.point, _NOWHERE if first.anchor is None else first.anchor)
    last = _single(one.until, language, context)
    if first.point is None or last.point is None:
        return Value(None, None, first.kind, note=first.note or last.note)
    start, end = first.point, last.point
    if points.order(start) > points.order(end):
        if borrowed:
            start = replace(start, year=start.year - 1)
        elif one.until.rule.value == "date" and not last_slots.keys() & {"year", "anyyear"}:
            end = replace(end, year=end.year + 1)
    own = first_slots.keys() & {"year", "anyyear"}
    if near is not None and not own and lies_before(near.point, start, end):
        start, end = replace(start, year=start.year - 1), replace(end, year=end.year - 1)
    text = points.interval(start, end)
    kind = Kind.VAGUE if Kind.VAGUE in (first.kind, last.kind) else last.kind
    if not points.is_valid(text, None):
        return Value(None, None, kind, note="its end lies before its beginning")
    anchor = first.anchor if first.anchor is not None else last.anchor
    return Value(text, None, kind, anchor, end)


def _shift(one: Found, language: Language, context: Context) -> Value:
    """So many units from an earlier expression or the document: "two years later", "last month"."""
    slots, rule = one.slots, one.rule.attributes
    said = next((language.words[slot][slots[slot]] for slot in _UNIT_SLOTS if slot in slots), "year")
    unit = str(rule.get("unit", said))
    count = steps.count(slots, rule, language)
    half = steps.broken(unit, slots, language, str(rule.get("more", "0")))
    if half is not None:
        unit, count = half[0], half[1] * int(str(rule.get("by", 0)))
    if rule["from"] == "own":
        return _from_own(values.date(one, language, context), unit, count)
    step = bool(slots.keys() & {"number", "digits", "thousands", "oneunit"})
    grain = _leaning_grain(unit, context)
    near = context.leaned_on(grain) if count else context.nearest(grain, looking_back=True)
    deictic = _is_deictic(one, near, language, context, moves=step or count != 0)
    kind = Kind.DEICTIC if deictic else Kind.ANAPHORIC
    base = context.now() if deictic else near
    if base is None or count is None:
        return Value(None, None, kind, note=steps.why_not(count, context, unit, deictic=deictic))
    if deictic and not step:
        context.speak()
    month, day = values.month_and_day(slots, language)
    season = values.season_of(slots, language)
    if (month or season) and unit == "year":
        point = steps.named_in_year(base.point, count, month, day, season, nearest=bool(rule.get("nearest")))
        point = point and feasts.moved(point, slots, language)
    else:
        point = shifted(base.point, unit, count, step=step)
    if point is not None and unit == "month" and "n" in slots:
        point = replace(point, grain=Grain.DAY, day=int(slots["n"]))
    if point is None or not points.is_real(point):
        return Value(None, None, kind, note=f"it counts {unit}s, and what it leans on is less exact")
    if rule.get("exact") and unit == "year" and base.point.day is not None:
        point = replace(base.point, year=point.year)
    circa = point.circa or "circa" in slots or half is not None
    part = values.part_of(slots, "part", language) or rule.get("part")
    point = replace(point, part=str(part) if part else None, circa=circa)
    if unit == "week" and not step:
        return steps.week(point, kind, base.place, from_day=int(str(rule.get("from_day", 1))))
    aside = not deictic and count < 0
    return Value(points.edtf(point), points.kept_part(point), kind, base.place, point, looks_back=aside)


def _is_deictic(
    one: Found, near: Anchor | None, language: Language, context: Context, *, moves: bool
) -> bool:
    """Tell whether words are told from the day of publication and not from what was told before; `moves`:
    they step away from it.
    """
    rule = one.rule.attributes
    if rule["from"] == "document":
        # "From this day on", in a story of long ago, is that day.
        far = near is not None and not context.news and context.is_far_from_now()
        return moves or not far or bool(rule.get("deictic"))
    either = bool(rule.get("either")) or _may_be_deictic(one.slots, language)
    if not either or rule.get("anaphoric"):
        return False
    return context.news or near is None or context.is_back_to_now(near)


def _from_own(named: Value, unit: str, count: int | None) -> Value:
    """Step from a day that the expression names itself: "two days before Christmas"."""
    point = None if named.point is None or count is None else shifted(named.point, unit, count, step=True)
    if point is None:
        return Value(None, None, named.kind, note=named.note or "it does not say how many")
    return Value(points.edtf(point), None, named.kind, named.anchor, point)


def _leaning_grain(unit: str, context: Context) -> Grain:
    """Return how fine a point must be to count units from it. Decades are counted from a decade, too."""
    wanted = _UNITS[unit]
    widest = context.nearest(Grain.CENTURY)
    return widest.point.grain if widest and wanted < Grain.YEAR <= widest.point.grain else wanted


def _may_be_deictic(slots: Mapping[str, str], language: Language) -> bool:
    """Tell whether the words can be told from either day: "next month"."""
    return slots.get("shift") in language.words.get("deixis", {})


def shifted(base: Point, unit: str, count: int, *, step: bool) -> Point | None:
    """Return the day, month, year … `count` units from a point, at the unit's grain; None where the point is
    too coarse or the result too far. A step of whole weeks lands on an approximate day.
    """
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        if step and base.grain >= Grain.YEAR:
            year = base.year + count * size
            circa = size > 1 or base.circa
            return Point(year, Grain.YEAR, circa=circa) if abs(year) <= _FARTHEST_YEAR else None
        return steps.wide(base.year, count, _UNITS[unit]) if base.grain >= _UNITS[unit] else None
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
            return Point(moved.year, Grain.MONTH, moved.month, circa=base.circa)
        moved = start + relativedelta(days=count * (7 if unit == "week" else 1))
    except (ValueError, OverflowError):
        return None
    return Point(moved.year, Grain.DAY, moved.month, moved.day, circa=unit == "week" or base.circa)


READINGS: Mapping[str, Callable[[Found, Language, Context], Value]] = {
    "date": values.date,
    "months": lambda one, language, _: values.months(one, language),
    "days": values.days,
    "numeric": lambda one, language, _: values.numeric(one, language),
    "years": values.years,
    "decade": spans.decade,
    "century": lambda one, language, _: spans.century(one, language),
    "turn": spans.turn,
    "republican": lambda one, language, _: spans.republican(one, language),
    "dayofmonth": steps.day_of_month,
    "shift": _shift,
    "isoweek": lambda one, _language, _context: steps.isoweek(one),
    "weekday": steps.weekday,
    "present": steps.present,
    "vague": lambda _one, _language, _context: steps.vague(),
    "recent": lambda _one, _language, context: steps.recent(context),
    "period": lambda one, language, _: spans.period(one, language),
}

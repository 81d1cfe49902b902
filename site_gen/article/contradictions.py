"""What contradicts itself in one expression: a day that no calendar has, a weekday that was another.

It is told, never corrected.
"""

from __future__ import annotations

from typing import NamedTuple

from site_gen.article import points
from site_gen.article.language import Language
from site_gen.article.points import Grain
from site_gen.article.timex import Found
from site_gen.article.values import Value


class Trouble(NamedTuple):
    """A contradiction inside one expression: where it stands, what is wrong and what to do."""

    start: int
    end: int
    code: str
    message: str
    hint: str


def contradiction(one: Found, value: Value, language: Language) -> Trouble | None:
    """Return what contradicts itself inside one expression: an impossible day, a weekday that was another."""
    if one.rule.value != "date" or one.until is not None:
        return None
    point = value.point
    if point is None:
        if value.edtf is not None or not one.slots.keys() & {"year", "anyyear"}:
            return None
        message = "the calendar has no such day"
        return Trouble(
            one.start, one.end, "A107", message, "it is left without a value; check it in the source"
        )
    said = one.slots.get("weekday")
    if said is None or point.grain is not Grain.DAY:
        return None
    actual = points.weekday(point)
    if actual == int(language.words["weekday"][said]):
        return None
    right = next(name for name, number in language.words["weekday"].items() if int(number) == actual)
    message = f"`{said}` is not the weekday of {points.edtf(point)}, which was `{right}`"
    return Trouble(one.start, one.end, "A106", message, "the date is kept as written; check it in the source")

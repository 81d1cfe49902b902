"""What contradicts itself in one expression: a day that no calendar has, a weekday that was another.

It is told, never corrected.
"""

from __future__ import annotations

from typing import NamedTuple

from site_gen.article import points
from site_gen.article.language import Language
from site_gen.article.timex import Found
from site_gen.article.values import Value


class Trouble(NamedTuple):
    """A contradiction inside one expression: where it stands, what is wrong and what to do."""

    start: int
    end: int
    code: str
    message: str
    hint: str


def contradictions(one: Found, value: Value, language: Language) -> tuple[Trouble, ...]:
    """Return what contradicts itself inside one expression: an impossible day, a weekday that was another, at
    either end of an interval.
    """
    if one.rule.value not in ("date", "days", "shift"):
        return ()
    if value.edtf is None:
        impossible = one.until is None and one.slots.keys() & {"year", "anyyear"}
        message, hint = "the calendar has no such day", "it is left without a value; check it in the source"
        return (Trouble(one.start, one.end, "A107", message, hint),) if impossible else ()
    first, _, last = value.edtf.partition("/")
    said = [(one.slots.get("weekday"), first)]
    said.append((one.slots.get("weekday_2") if one.until is None else one.until.slots.get("weekday"), last))
    troubles = (_weekday(one, name, day, language) for name, day in said if name is not None)
    return tuple(trouble for trouble in troubles if trouble is not None)


def _weekday(one: Found, said: str, edtf: str, language: Language) -> Trouble | None:
    point = points.day_of(edtf)
    if point is None:
        return None
    actual = points.weekday(point)
    if actual == int(language.words["weekday"][said]):
        return None
    right = next(name for name, number in language.words["weekday"].items() if int(number) == actual)
    message = f"`{said}` is not the weekday of {edtf}, which was `{right}`"
    return Trouble(one.start, one.end, "A106", message, "the date is kept as written; check it in the source")

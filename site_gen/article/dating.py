"""What the expressions of one sentence date: one thing, several, a state with an end, or something before or
after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from site_gen.article import points
from site_gen.article import sentences as cut
from site_gen.article.language import Language
from site_gen.article.model import Expression, Kind, Role
from site_gen.article.signals import Signal, signal_at, signal_before

_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class Dating:
    """A date with the expressions that give it, and flags (see `Episode`). `frames` are wider dates around
    it, or the expressions that an inherited date comes from.
    """

    edtf: str | None
    part: str | None
    expressions: tuple[Expression, ...]
    flags: tuple[str, ...]
    frames: tuple[Expression, ...] = ()
    ends: bool = False


Zone = tuple[int, int]


def datings(
    text: str, folded: str, sentence: Zone, inside: Sequence[Expression], language: Language
) -> list[tuple[Dating, Zone]]:
    """Return what a sentence dates, each with the stretch of the sentence that tells it.

    `inside` are the sentence's expressions in order. Two dates of one clause share the stretch.
    """
    told = [e for e in inside if e.edtf is not None and e.role in (Role.EVENT, Role.EVENT_END)]
    if not told:
        return []
    named = tuple(e for e in inside if e.role is Role.FRAME)[:_NEIGHBOURS]
    around = _frames(told)
    framing = {wide.id for wides in around.values() for wide in wides}
    told = [e for e in told if e.id not in framing]
    starts = cut.clause_starts(text, folded, *sentence, language)
    found: list[tuple[Dating, Zone]] = []
    zone_start, previous = sentence[0], None
    for index, expression in enumerate(told):
        clause = cut.clause_of(starts, expression.start)
        if previous is not None and clause > previous.start:
            zone_start = clause
        zone = (zone_start, sentence[1])
        frames = (*named, *around.get(expression.id, ()))
        dated = _valid(_of_expression(folded, sentence, clause, told, index, language))
        found += [(replace(dating, frames=frames) if frames else dating, zone) for dating in dated]
        previous = expression
    return _bounded(found)


def _bounded(found: list[tuple[Dating, Zone]]) -> list[tuple[Dating, Zone]]:
    """End each stretch where the next one begins, unless they are one."""
    bounded: list[tuple[Dating, Zone]] = []
    following: int | None = None
    current: int | None = None
    for dating, zone in reversed(found):
        if current is not None and zone[0] != current:
            following = current
        current = zone[0]
        bounded.append((dating, (zone[0], zone[1] if following is None else following)))
    return bounded[::-1]


def _frames(told: Sequence[Expression]) -> dict[str, list[Expression]]:
    """Map a date to the wider ones of the same sentence that it lies in: "in 1952, …, in March 1952"."""
    framed: dict[str, list[Expression]] = {}
    for index, wide in enumerate(told):
        near = [e for e in told[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1] if e is not wide]
        finer = next((e for e in near if _lies_in(e, wide) and e.role is Role.EVENT), None)
        if finer is not None and wide.role is Role.EVENT:
            framed.setdefault(finer.id, []).append(wide)
    return framed


def _lies_in(fine: Expression, wide: Expression) -> bool:
    if fine.earliest is None or fine.latest is None or wide.earliest is None or wide.latest is None:
        return False
    if "-" in (fine.earliest[0], fine.latest[0], wide.earliest[0], wide.latest[0]):
        return False
    if set(wide.edtf or "") & set("/[{") and wide.kind is not Kind.VAGUE:
        return False
    inside = wide.earliest <= fine.earliest and fine.latest <= wide.latest
    return inside and (fine.earliest, fine.latest) != (wide.earliest, wide.latest)


def _of_expression(
    folded: str, sentence: Zone, clause: int, told: Sequence[Expression], index: int, language: Language
) -> list[Dating]:
    """Return what one expression dates, by the signal before it or at the beginning of its clause."""
    expression = told[index]
    plain = Dating(expression.edtf, expression.part, (expression,), ())
    if expression.role is Role.EVENT_END:
        return [_state(told, index)]
    direct = signal_before(folded, expression.start, sentence[0], language)
    if direct is not None:
        side = _side(expression, direct[0])
        # "Before sending the letter in March 1954" is a clause; "before March 1954" is not.
        return [plain] if side is None else [side]
    # A signal that the expression itself begins with is part of it: "vor drei Jahren" is three years ago.
    opening = signal_at(folded, clause, language) if clause < expression.start else None
    side = _side(expression, opening) if opening in (Signal.BEFORE, Signal.AFTER) else None
    return [plain] if side is None else [side, plain]


def _valid(dated: list[Dating]) -> list[Dating]:
    """Return what the date model takes; where the words add up to no date, nothing is dated."""
    return [dating for dating in dated if points.is_valid(dating.edtf or "", dating.part)]


def _side(expression: Expression, signal: Signal | None) -> Dating | None:
    """Return the open interval that lies on one side of an expression, None where there is no such thing."""
    text = _with_part(expression)
    if signal is None or set(text) & set("[{.") or text.startswith("/") or text.endswith("/"):
        return None
    first, _, last = text.partition("/")
    if signal is Signal.BEFORE:
        return Dating(f"/{first}", None, (expression,), ("before",))
    if signal is Signal.AFTER:
        return Dating(f"{last or first}/", None, (expression,), ("after",))
    if signal is Signal.SINCE and (not last or expression.part):
        return Dating(f"{first}/..", None, (expression,), ("state",))
    return None


def _with_part(expression: Expression) -> str:
    """Return the EDTF that a side of an expression begins or ends with: with its part as approximate bounds,
    which an open interval cannot say otherwise ("since the late 1830s" is `1837~/..`).
    """
    text = expression.edtf or ""
    return (points.spread(text, expression.part) if expression.part else None) or text


def _state(told: Sequence[Expression], index: int) -> Dating:
    """Return the state that an expression ends: from the date before it in the sentence, else from nobody
    knows when.
    """
    end = told[index]
    before = reversed(told[max(0, index - _NEIGHBOURS) : index])
    start = next((e for e in before if e.role is Role.EVENT), None)
    last = _with_part(end).rpartition("/")[2]
    if start is None or set(start.edtf or "") & set("[{.") or (start.edtf or "").endswith("/"):
        return Dating(f"/{last}", None, (end,), ("state",), ends=True)
    if end.rule != "present" and (start.latest or "") > (end.earliest or "~"):
        return Dating(f"/{last}", None, (end,), ("state",), ends=True)
    first = (start.edtf or "").partition("/")[0]
    last = ".." if end.rule == "present" else last
    return Dating(f"{first}/{last}", None, (start, end), ("state",))

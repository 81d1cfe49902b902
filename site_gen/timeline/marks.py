"""A date as a drawing: one grammar of shapes for what is certain and what is not.

A stated extent is a solid bar. An approximate end breaks into slices that thin out beyond what was stated. An
open or unknown end is a line with an arrow, a known limit beside it a cap. Alternatives are hollow cells
joined by hatching, which is no duration. A date marked `?` is a dotted box: a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from site_gen.dates import DateKind, DateSpan, Edge, EDTFError, HistoricalDate, parse_edtf
from site_gen.timeline.extents import Extent, drawn_days, is_undated, moment_of
from site_gen.timeline.scale import Scale

NARROWEST = 0.3
"""Per cent below which a bar is drawn as a tick, so that a day can be seen among years."""
THINNEST = 0.1
"""Per cent that a tick is wide at least: a rectangle without width is not drawn at all."""
FADE = 0.5
"""Slices beyond an approximate end are this share of the bar long, within the bounds below (per cent of the
line).
"""
SHORTEST_FADE, LONGEST_FADE = 1.5, 8.0


class Form(StrEnum):
    """The shapes."""

    BAR = "bar"
    TICK = "tick"
    FADE_LEFT = "fade-left"
    FADE_RIGHT = "fade-right"
    ARROW_LEFT = "arrow-left"
    ARROW_RIGHT = "arrow-right"
    CAP = "cap"
    CELL = "cell"
    HATCH = "hatch"
    GUESS = "guess"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape from `x`, `width` wide, in per cent of the line. An arrow's head is at the end that its name
    says.
    """

    form: Form
    x: float
    width: float = 0.0


def shapes(date: HistoricalDate, scale: Scale, time: str = "") -> tuple[Shape, ...]:
    """Draw a date on a line, from left to right; nothing where it says nothing that could be placed.

    `time` is the time of day of a date that is one day: it is drawn as its minute.
    """
    if not scale.stretches or is_undated(date):
        return ()
    if date.kind is DateKind.ONE_OF and len(date.spans) > 1:
        return tuple(_alternatives(date, scale))
    found: list[Shape] = []
    for index, span in enumerate(date.spans):
        drawn = list(_span(date, span, scale, moment_of(date, time)))
        if index and found and drawn:
            found.append(_between(Form.LINK, found[-1].x + found[-1].width, drawn[0].x))
        found += drawn
    return tuple(found)


def extent(drawn: tuple[Shape, ...]) -> tuple[float, float]:
    """Return the left and right end of a drawing, in per cent."""
    return (min(s.x for s in drawn), max(s.x + s.width for s in drawn)) if drawn else (0.0, 0.0)


def mirrored(drawn: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Return a drawing as it stands on a line that runs from right to left."""
    return tuple(
        Shape(_MIRRORED.get(s.form, s.form), max(0.0, round(100 - s.x - s.width, 2)), s.width)
        for s in reversed(drawn)
    )


_MIRRORED = {
    Form.FADE_LEFT: Form.FADE_RIGHT,
    Form.FADE_RIGHT: Form.FADE_LEFT,
    Form.ARROW_LEFT: Form.ARROW_RIGHT,
    Form.ARROW_RIGHT: Form.ARROW_LEFT,
}


def _span(date: HistoricalDate, span: DateSpan, scale: Scale, moment: Extent | None) -> Iterator[Shape]:
    if span.earliest is None and span.latest is None:
        return
    if span.earliest is None or span.latest is None:
        yield from _half_open(date, span, scale)
        return
    first, last = moment or drawn_days(span.earliest, span.latest)
    left, right = scale.x(first), scale.x(last)
    fades_left = span.start is Edge.APPROXIMATE or date.part in ("mid", "late")
    fades_right = span.end is Edge.APPROXIMATE or date.part in ("early", "mid")
    length = round(min(LONGEST_FADE, max(SHORTEST_FADE, (right - left) * FADE)), 2)
    if fades_left and left > 0:
        start = max(0.0, round(left - length, 2))
        yield _between(Form.FADE_LEFT, start, left)
    guessed = Edge.UNCERTAIN in (span.start, span.end) or date.uncertain
    yield _bar(left, right, Form.GUESS if guessed else Form.BAR)
    if fades_right and right < 100:
        yield _between(Form.FADE_RIGHT, right, min(100.0, round(right + length, 2)))


def _half_open(date: HistoricalDate, span: DateSpan, scale: Scale) -> Iterator[Shape]:
    """Draw an interval with one known end: that end to its own extent, and a line with an arrow from it."""
    if span.latest is None:
        first, last = drawn_days(*(_end(date, 0) or (span.earliest or 0, span.earliest or 0)))
        left, right = scale.x(first), scale.x(last)
        yield _bar(left, right, Form.BAR)
        yield _between(Form.ARROW_RIGHT, right, 100.0)
    else:
        first, last = drawn_days(*(_end(date, -1) or (span.latest, span.latest)))
        left, right = scale.x(first), scale.x(last)
        # From the next older thing on the line there is no telling how far back it goes: a short arrow says
        # "before".
        yield _between(Form.ARROW_LEFT, max(0.0, round(left - 8, 2)), left)
        yield Shape(Form.CAP, left, max(THINNEST, round(right - left, 2)))


def _end(date: HistoricalDate, which: int) -> tuple[int, int] | None:
    """Return the bounds of the first (0) or last (-1) end of an interval."""
    try:
        end = parse_edtf(date.edtf.strip("[]{}").split("/")[which], calendar=date.calendar)
    except EDTFError:
        return None
    return None if end.earliest is None or end.latest is None else (end.earliest, end.latest)


def _alternatives(date: HistoricalDate, scale: Scale) -> Iterator[Shape]:
    before: float | None = None
    for span in date.spans:
        first, last = drawn_days(span.earliest or span.latest or 0, span.latest or span.earliest or 0)
        left = 0.0 if span.earliest is None else scale.x(first)
        right = 100.0 if span.latest is None else scale.x(last)
        if before is not None and left > before:
            yield _between(Form.HATCH, before, left)
        yield Shape(Form.CELL, left, round(max(right - left, NARROWEST), 2))
        before = right


def _bar(left: float, right: float, form: Form) -> Shape:
    width = round(right - left, 2)
    if width < NARROWEST and form is Form.BAR:
        return Shape(Form.TICK, left, max(width, THINNEST))
    return Shape(form, left, max(width, NARROWEST))


def _between(form: Form, left: float, right: float) -> Shape:
    # Two roundings can put what follows a hair before what it follows.
    return Shape(form, left, max(0.0, round(right - left, 2)))

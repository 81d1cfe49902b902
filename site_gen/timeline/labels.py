"""On which side of a mark its label stands, and how much of the line both take.

Worked out for two widths of the line in pixels: a wide one, on which the whole label is shown, and a narrow
one, on which its beginning alone is (the date). A mark takes what it needs on either, so that one drawing
serves both. On a wider line the same marks stand further apart, and labels, whose size does not change, still
fit.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from site_gen.timeline.marks import Form, Shape, extent

GAP = 12.0
"""Pixels kept free between neighbours in a row."""
SMALLEST_TARGET = 24.0
"""Pixels that a mark takes at least, so that a finger can hit it (WCAG 2.2, 2.5.8)."""
ENOUGH = 0.7
"""Share of a label that must have room beside its mark, or it goes above."""
SHORTEST_LABEL = 60.0
"""Pixels below which a label that had to be cut says too little to be drawn."""


class Side(StrEnum):
    """Where the label of a mark stands."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    NONE = "none"


class Widths(NamedTuple):
    """Pixels of the line where it is wide, and where it is narrow."""

    wide: float
    narrow: float


class Label(NamedTuple):
    """Widths of a label in pixels: of the whole, and of its beginning."""

    whole: float
    short: float


NO_LABEL = Label(0.0, 0.0)


class Placed(NamedTuple):
    """Where a mark and its label stand, in per cent of the line. `room` is what the label has on the wide
    line, in pixels; `short` tells whether its beginning has room on the narrow one.
    """

    side: Side
    label_x: float
    room: float
    short: bool
    left: float
    right: float


def place(drawn: tuple[Shape, ...], label: Label, widths: Widths) -> Placed:
    """Choose the side of the label of some shapes, and cut it where no side has room for the whole. Without a
    label only the mark is placed.
    """
    left, right = extent(drawn)
    bare = [_around(Side.NONE, drawn, 0.0, width) for width in widths]
    alone = _placed(Side.NONE, left, 0.0, *bare)
    if not label.whole:
        return alone
    rooms, narrow = _rooms(drawn, widths.wide), _rooms(drawn, widths.narrow)
    enough = [s for s in rooms if rooms[s] >= label.whole * ENOUGH]
    # Beside the mark a label reads better, even cut a little, than squeezed in above it.
    beside: list[Side] = [s for s in enough if s is not Side.ABOVE]
    good = [s for s in beside if narrow[s] >= label.short] or [s for s in enough if narrow[s] >= label.short]
    side = max(good or beside or rooms, key=lambda s: min(rooms[s], label.whole))
    room = min(label.whole, rooms[side])
    if room < label.whole and room <= SHORTEST_LABEL:
        return alone
    start = {Side.LEFT: left, Side.RIGHT: right}.get(side, _known(drawn))
    on_wide = _around(side, drawn, room, widths.wide)
    if narrow[side] < label.short:
        return _placed(side, start, room, on_wide, bare[1])
    on_narrow = _around(side, drawn, label.short, widths.narrow)
    return _placed(side, start, room, on_wide, on_narrow)._replace(short=True)


def _rooms(drawn: tuple[Shape, ...], width: float) -> dict[Side, float]:
    """Return the pixels that a label has on each side."""
    left, right = extent(drawn)
    pixel = 100 / width
    gaps = 2 * GAP * pixel
    return {
        Side.RIGHT: (100 - right - gaps) / pixel,
        Side.LEFT: (left - gaps) / pixel,
        # A line that runs to the end of the drawing bears its label above it, beside what is known.
        Side.ABOVE: (100 - _known(drawn) - gaps) / pixel,
    }


def _around(side: Side, drawn: tuple[Shape, ...], label: float, width: float) -> tuple[float, float]:
    """Return what a mark takes of a line with a label of so many pixels on one side of it, and room for a
    finger.
    """
    left, right = extent(drawn)
    pixel = 100 / width
    gap, length = GAP * pixel, label * pixel
    first, last = _target(left, right, SMALLEST_TARGET * pixel)
    if side is Side.NONE:
        return first, last + 2 * pixel
    if side is Side.RIGHT:
        return first, max(last, right + 2 * gap + length)
    if side is Side.LEFT:
        return min(first, left - 2 * gap - length), last + gap
    return first, max(last, right + gap, _known(drawn) + 2 * gap + length)


def _target(left: float, right: float, least: float) -> tuple[float, float]:
    """Widen a mark to what a finger needs, to both sides, or away from an end of the line that is near."""
    more = max(0.0, least - (right - left)) / 2
    shift = max(0.0, more - left) - max(0.0, right + more - 100)
    return left - more + shift, right + more + shift


def _placed(
    side: Side, start: float, room: float, one: tuple[float, float], other: tuple[float, float]
) -> Placed:
    left, right = round(min(one[0], other[0]), 2), round(max(one[1], other[1]), 2)
    return Placed(side, start, room, short=False, left=left, right=right)


def _known(drawn: tuple[Shape, ...]) -> float:
    """Return where a label above a drawing begins: beside its first solid part, or at its left end."""
    if drawn[-1].form is Form.ARROW_RIGHT:
        return drawn[-1].x
    return drawn[0].x

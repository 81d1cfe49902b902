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

PIXELS_A_CHARACTER = 7.0
"""A careful guess at the mean width of a label's characters at 13 px; a real one is rarely wider."""
GAP = 12.0
"""Pixels kept free between neighbours in a row."""
SMALLEST_TARGET = 24.0
"""Pixels that a mark takes at least, so that a finger can hit it (WCAG 2.2, 2.5.8)."""
ENOUGH = 0.7
"""Share of a label that must have room beside its mark, or it goes above."""
SHORTEST_LABEL = 8
"""Characters below which a label says too little to be drawn."""


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
    """Lengths of a label in characters: of the whole, and of its beginning."""

    whole: int
    short: int


NO_LABEL = Label(0, 0)


class Placed(NamedTuple):
    """Where a mark and its label stand, in per cent of the line. `letters` of the label have room on the wide
    line; `short` tells whether its beginning has room on the narrow one.
    """

    side: Side
    label_x: float
    letters: int
    short: bool
    left: float
    right: float


def place(drawn: tuple[Shape, ...], label: Label, widths: Widths) -> Placed:
    """Choose the side of the label of some shapes, and cut it where no side has room for the whole. Without a
    label only the mark is placed.
    """
    left, right = extent(drawn)
    bare = [_around(Side.NONE, drawn, 0, width) for width in widths]
    alone = _placed(Side.NONE, left, 0, *bare)
    if not label.whole:
        return alone
    rooms, narrow = _rooms(drawn, widths.wide), _rooms(drawn, widths.narrow)
    enough = [s for s in rooms if rooms[s] >= label.whole * ENOUGH]
    # Beside the mark a label reads better, even cut a little, than squeezed in above it.
    beside: list[Side] = [s for s in enough if s is not Side.ABOVE]
    good = [s for s in beside if narrow[s] >= label.short] or [s for s in enough if narrow[s] >= label.short]
    side = max(good or beside or rooms, key=lambda s: min(rooms[s], label.whole))
    letters = min(label.whole, int(rooms[side]))
    if letters < label.whole and letters <= SHORTEST_LABEL:
        return alone
    start = {Side.LEFT: left, Side.RIGHT: right}.get(side, _known(drawn))
    on_wide = _around(side, drawn, letters, widths.wide)
    if narrow[side] < label.short:
        return _placed(side, start, letters, on_wide, bare[1])
    on_narrow = _around(side, drawn, label.short, widths.narrow)
    return _placed(side, start, letters, on_wide, on_narrow)._replace(short=True)


def _rooms(drawn: tuple[Shape, ...], width: float) -> dict[Side, float]:
    """Return the characters that have room on each side."""
    left, right = extent(drawn)
    letter, gaps = PIXELS_A_CHARACTER * 100 / width, 2 * GAP * 100 / width
    return {
        Side.RIGHT: (100 - right - gaps) / letter,
        Side.LEFT: (left - gaps) / letter,
        # A line that runs to the end of the drawing bears its label above it, beside what is known.
        Side.ABOVE: (100 - _known(drawn) - gaps) / letter,
    }


def _around(side: Side, drawn: tuple[Shape, ...], letters: int, width: float) -> tuple[float, float]:
    """Return what a mark takes of a line with so many letters on one side of it, and room for a finger."""
    left, right = extent(drawn)
    pixel = 100 / width
    target = max(0.0, SMALLEST_TARGET * pixel - (right - left)) / 2
    gap, length = GAP * pixel, letters * PIXELS_A_CHARACTER * pixel
    if side is Side.NONE:
        return left - target, right + target + 2 * pixel
    if side is Side.RIGHT:
        return left - target, right + 2 * gap + length
    if side is Side.LEFT:
        return left - 2 * gap - length, right + target + gap
    return left - target, max(right, _known(drawn) + gap + length) + gap


def _placed(
    side: Side, start: float, letters: int, one: tuple[float, float], other: tuple[float, float]
) -> Placed:
    left, right = round(min(one[0], other[0]), 2), round(max(one[1], other[1]), 2)
    return Placed(side, start, letters, short=False, left=left, right=right)


def _known(drawn: tuple[Shape, ...]) -> float:
    """Return where a label above a drawing begins: beside its first solid part, or at its left end."""
    if drawn[-1].form is Form.ARROW_RIGHT:
        return drawn[-1].x
    return drawn[0].x

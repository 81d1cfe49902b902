"""Which row of the overview each event stands in, and on which side its label, so that nothing overlaps.

Worked out for one width of the line in pixels: on a wider line the same marks stand further apart, and
labels, whose size does not change, still fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from site_gen.content.event import Event
from site_gen.timeline.axis import Scale
from site_gen.timeline.marks import Form, Shape, extent, shapes
from site_gen.timeline.timeline import Lane, Timeline

PIXELS_A_CHARACTER = 7.0
"""A careful guess at the mean width of a label's characters at 13 px; a real one is rarely wider."""
GAP = 12.0
"""Pixels kept free between neighbours in a row."""
SMALLEST_TARGET = 24.0
"""Pixels that a mark takes at least, so that a finger can hit it (WCAG 2.2, 2.5.8)."""
MOST_ROWS = 30
MOST_MARKS = 160
LONGEST_LABEL = 48


class Side(StrEnum):
    """Where the label of a mark stands."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the overview: its shapes, its row from the top of its lane, and its label's position."""

    slug: str
    importance: int
    shapes: tuple[Shape, ...]
    row: int
    side: Side
    label_x: float
    letters: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    """A lane on the overview: `top` is its first row from the top of it all, `rows` how many it takes."""

    lane: Lane
    top: int
    rows: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole drawing. `shown` of `total` events have a mark; the rest is in the list below it."""

    rows: tuple[Row, ...]
    height: int
    shown: int
    total: int


class _Placed(NamedTuple):
    side: Side
    label_x: float
    letters: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    event: Event
    shapes: tuple[Shape, ...]
    label: int


def make_overview(timeline: Timeline, scale: Scale, labels: Mapping[str, int], width: float) -> Overview:
    """Place the events of a timeline on a line `width` pixels wide.

    `labels` gives the length of each event's label in characters, by slug; an event that it lacks gets no
    label. Where room is short, the less important lose their labels first, and then their marks.
    """
    drawn = [
        _Candidate(event, found, labels.get(event.slug, 0))
        for event in timeline.events
        if (found := shapes(event.date, scale))
    ]
    kept = _most_important(drawn)
    overview = _pack(timeline.lanes, kept, width, 0, len(timeline.events))
    for least in (2, 3, 4, 5, 6):
        if overview.height <= MOST_ROWS:
            break
        overview = _pack(timeline.lanes, kept, width, least, len(timeline.events))
    while overview.height > MOST_ROWS and len(kept) > 10:
        kept = _most_important(kept, len(kept) * 2 // 3)
        overview = _pack(timeline.lanes, kept, width, 6, len(timeline.events))
    return overview


def shortened(label: str, letters: int = LONGEST_LABEL) -> str:
    """Cut a label that is longer than its room at a word, and show that it was cut."""
    if len(label) <= letters:
        return label
    cut = label[: max(1, letters - 1)]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + "…"


def _most_important(candidates: Sequence[_Candidate], most: int = MOST_MARKS) -> list[_Candidate]:
    ranked = sorted(range(len(candidates)), key=lambda i: (-candidates[i].event.importance, i))[:most]
    return [candidates[i] for i in sorted(ranked)]


def _pack(
    lanes: Sequence[Lane], candidates: Sequence[_Candidate], width: float, least_labelled: int, total: int
) -> Overview:
    keys = {lane.key for lane in lanes}
    rows: list[Row] = []
    top = 0
    for lane in lanes:
        mine = [c for c in candidates if (c.event.lane if c.event.lane in keys else "") == lane.key]
        if not mine:
            continue
        marks = _pack_lane(mine, width, least_labelled)
        height = 1 + max(mark.row for mark in marks)
        rows.append(Row(lane, top, height, marks))
        top += height
    return Overview(tuple(rows), top, sum(len(row.marks) for row in rows), total)


def _pack_lane(candidates: Sequence[_Candidate], width: float, least_labelled: int) -> tuple[Mark, ...]:
    """Put each candidate in the first row where it fits."""
    taken: list[list[tuple[float, float]]] = []
    marks = []
    for candidate in candidates:
        placed = _with_label(candidate, width, least_labelled)
        left, right = placed.left, placed.right
        row = next(
            (i for i, spans in enumerate(taken) if all(right <= a or b <= left for a, b in spans)), len(taken)
        )
        if row == len(taken):
            taken.append([])
        taken[row].append((left, right))
        event = candidate.event
        marks.append(
            Mark(
                event.slug,
                event.importance,
                candidate.shapes,
                row,
                placed.side,
                placed.label_x,
                placed.letters,
                left,
                right,
            )
        )
    return tuple(marks)


def _with_label(candidate: _Candidate, width: float, least_labelled: int) -> _Placed:
    """Choose the side of the label, and cut it where neither side has room for the whole; all in per cent."""
    left, right = extent(candidate.shapes)
    pixel = 100 / width
    target = max(0.0, SMALLEST_TARGET * pixel - (right - left)) / 2
    alone = _Placed(Side.NONE, left, 0, round(left - target, 2), round(right + target + 2 * pixel, 2))
    if not candidate.label or candidate.event.importance < least_labelled:
        return alone
    gap, letter = GAP * pixel, PIXELS_A_CHARACTER * pixel
    if candidate.shapes[-1].form is Form.ARROW_RIGHT:
        # The line runs to the end of the drawing: its label stands above it, beside what is known.
        start = candidate.shapes[-1].x
        letters = min(candidate.label, int((100 - start - 3 * gap) / letter))
        return _Placed(Side.ABOVE, start, letters, round(left - target, 2), 100.0) if letters > 5 else alone
    rooms = {Side.RIGHT: (100 - right - gap) / letter, Side.LEFT: (left - gap) / letter}
    fits = [side for side, room in rooms.items() if room >= candidate.label]
    side = fits[0] if fits else max(rooms, key=lambda s: rooms[s])
    letters = min(candidate.label, int(rooms[side]))
    if letters <= 5:
        return alone
    length = letters * letter
    if side is Side.RIGHT:
        return _Placed(side, right, letters, round(left - target, 2), round(right + 2 * gap + length, 2))
    return _Placed(side, left, letters, round(left - 2 * gap - length, 2), round(right + target + gap, 2))

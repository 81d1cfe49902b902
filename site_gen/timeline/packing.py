"""Which row of the overview each event stands in, and on which side its label, so that nothing overlaps.

Worked out for two widths of the line at once (see `labels`), so that one drawing serves a desk and a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from site_gen.content.event import Event
from site_gen.timeline.choosing import keep_important
from site_gen.timeline.labels import NO_LABEL, Label, Placed, Side, Widths, place
from site_gen.timeline.marks import Shape, mirrored, shapes
from site_gen.timeline.scale import Scale
from site_gen.timeline.timeline import Lane, Timeline

MOST_ROWS = 30
MOST_MARKS = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the overview: its shapes, its row from the top of its lane, and its label's position.

    `room` is what its label may take, in pixels; `left` and `right` are the ends of what it takes of its row.
    """

    slug: str
    importance: int
    shapes: tuple[Shape, ...]
    row: int
    side: Side
    label_x: float
    room: float
    short: bool
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

    @property
    def labelled(self) -> int:
        """The number of marks with a label."""
        return sum(mark.side is not Side.NONE for row in self.rows for mark in row.marks)


class _Candidate(NamedTuple):
    """An event that may be drawn, with the place that it takes without and with its label."""

    event: Event
    shapes: tuple[Shape, ...]
    bare: Placed
    labelled: Placed


def make_overview(timeline: Timeline, scale: Scale, labels: Mapping[str, Label], widths: Widths) -> Overview:
    """Place the events of a timeline on a line that is of both widths in turn.

    `labels` gives the widths of each event's label, by slug; an event that it lacks gets no label. Where
    room is short, the less important lose their labels first, and then their marks.
    """
    drawn = [
        _candidate(event, found, labels.get(event.slug, NO_LABEL), widths)
        for event in timeline.events
        if (found := shapes(event.date, scale, event.time))
    ]
    most = min(len(drawn), MOST_MARKS)
    kept = keep_important(drawn, most, _importance)
    # No more rows than marks: where those are few, they need not be tried.
    while most > MOST_ROWS and _pack(timeline.lanes, kept, frozenset(), MOST_ROWS) is None:
        most = most * 2 // 3
        kept = keep_important(drawn, most, _importance)
    # Each set once: where all are equally important, many are the same.
    labelled = dict.fromkeys(frozenset(c.event.slug for c in chosen) for chosen in _fewer_and_fewer(kept))
    tries = (_pack(timeline.lanes, kept, slugs, MOST_ROWS) for slugs in labelled)
    packed = next(filter(None, tries), None) or _pack(timeline.lanes, kept, frozenset(), len(kept)) or ()
    return _overview(packed, len(timeline.events))


def place_alone(event: Event, drawn: tuple[Shape, ...], lane: Lane, label: Label, widths: Widths) -> Overview:
    """Place one event, whose shapes on a line are given, as `make_overview` does with a timeline of nothing
    else; `lane` is its lane, or one without a name.
    """
    if not drawn:
        return Overview((), 0, 0, 1)
    marks = (_mark(event, drawn, place(drawn, label, widths), 0),)
    return Overview((Row(lane, 0, 1, marks),), 1, 1, 1)


def from_right(overview: Overview) -> Overview:
    """Return a drawing as it stands on a line that runs from right to left. Sides stay what they are along
    the line: a label on the right stands after its mark, which is now on the left of it.
    """
    rows = tuple(replace(row, marks=tuple(map(_mirrored_mark, row.marks))) for row in overview.rows)
    return replace(overview, rows=rows)


def _mirrored_mark(mark: Mark) -> Mark:
    return replace(
        mark,
        shapes=mirrored(mark.shapes),
        label_x=round(100 - mark.label_x, 2),
        left=round(100 - mark.right, 2),
        right=round(100 - mark.left, 2),
    )


def _fewer_and_fewer(candidates: Sequence[_Candidate]) -> Iterator[Sequence[_Candidate]]:
    """Yield those that get a label: all, the more important ones, ever fewer of the most important, none."""
    for least in range(1, 6):
        yield [c for c in candidates if c.event.importance >= least]
    for most in (24, 16, 10, 6, 3):
        yield keep_important(candidates, most, _importance)
    yield ()


def _importance(candidate: _Candidate) -> int:
    return candidate.event.importance


_Lane = tuple[Lane, list[tuple[_Candidate, Placed, int]], int]
"""A lane, what stands in it with the row of each, and how many rows it takes."""


def _pack(
    lanes: Sequence[Lane], candidates: Sequence[_Candidate], labelled: Set[str], most: int
) -> list[_Lane] | None:
    """Find a row for each candidate, those in `labelled` with their labels; None where that takes more than
    `most` rows.
    """
    by_lane: dict[str, list[_Candidate]] = {lane.key: [] for lane in lanes}
    for candidate in candidates:
        by_lane[candidate.event.lane if candidate.event.lane in by_lane else ""].append(candidate)
    packed: list[_Lane] = []
    for lane in lanes:
        if not by_lane[lane.key]:
            continue
        found = _pack_lane(by_lane[lane.key], labelled, most)
        if found is None:
            return None
        placed, rows = found
        packed.append((lane, placed, rows))
        most -= rows
    return packed


def _pack_lane(
    candidates: Sequence[_Candidate], labelled: Set[str], most: int
) -> tuple[list[tuple[_Candidate, Placed, int]], int] | None:
    """Put each candidate in the first row where it fits."""
    taken: list[list[tuple[float, float]]] = []
    packed = []
    for candidate in candidates:
        placed = candidate.labelled if candidate.event.slug in labelled else candidate.bare
        left, right = placed.left, placed.right
        for row, spans in enumerate(taken):  # noqa: B007 - used below
            for a, b in spans:
                if right > a and b > left:
                    break
            else:
                break
        else:
            row = len(taken)
            if row == most:
                return None
            taken.append([])
        taken[row].append((left, right))
        packed.append((candidate, placed, row))
    return packed, len(taken)


def _overview(packed: Sequence[_Lane], total: int) -> Overview:
    rows: list[Row] = []
    top = 0
    for lane, placed, height in packed:
        marks = tuple(_mark(each.event, each.shapes, place, row) for each, place, row in placed)
        rows.append(Row(lane, top, height, marks))
        top += height
    return Overview(tuple(rows), top, sum(len(row.marks) for row in rows), total)


def _mark(event: Event, drawn: tuple[Shape, ...], placed: Placed, row: int) -> Mark:
    return Mark(
        event.slug,
        event.importance,
        drawn,
        row,
        placed.side,
        placed.label_x,
        placed.room,
        placed.short,
        placed.left,
        placed.right,
    )


def _candidate(event: Event, drawn: tuple[Shape, ...], label: Label, widths: Widths) -> _Candidate:
    return _Candidate(event, drawn, place(drawn, NO_LABEL, widths), place(drawn, label, widths))

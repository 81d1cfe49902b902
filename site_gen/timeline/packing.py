"""Which row of the overview each event stands in, and on which side its label, so that nothing overlaps.

Worked out for two widths of the line at once (see `labels`), so that one drawing serves a desk and a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from site_gen.content.event import Event
from site_gen.timeline.axis import Scale
from site_gen.timeline.labels import NO_LABEL, Label, Placed, Side, Widths, place
from site_gen.timeline.marks import Shape, shapes
from site_gen.timeline.timeline import Lane, Timeline, known_start

MOST_ROWS = 30
MOST_MARKS = 160
LONGEST_LABEL = 48


Item = TypeVar("Item")


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


def most_important(events: Sequence[Event], most: int) -> tuple[Event, ...]:
    """Return so many events of those that stand in order and can be drawn, the most important ones."""
    drawn = [event for event in events if known_start(event.date) is not None]
    return tuple(_most_important(drawn, most, lambda event: event.importance))


def make_overview(timeline: Timeline, scale: Scale, labels: Mapping[str, Label], widths: Widths) -> Overview:
    """Place the events of a timeline on a line that is of both widths in turn.

    `labels` gives the lengths of each event's label, by slug; an event that it lacks gets no label. Where
    room is short, the less important lose their labels first, and then their marks.
    """
    drawn = [
        _candidate(event, found, labels.get(event.slug, NO_LABEL), widths)
        for event in timeline.events
        if (found := shapes(event.date, scale))
    ]
    most = min(len(drawn), MOST_MARKS)
    kept = _most_important(drawn, most, _importance)
    # No more rows than marks: where those are few, they need not be tried.
    while most > MOST_ROWS and _pack(timeline.lanes, kept, frozenset(), MOST_ROWS) is None:
        most = most * 2 // 3
        kept = _most_important(drawn, most, _importance)
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


def shortened(label: str, letters: int = LONGEST_LABEL) -> str:
    """Cut a label that is longer than its room at a word, and show that it was cut."""
    if len(label) <= letters:
        return label
    cut = label[: max(1, letters - 1)]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + "…"


def _fewer_and_fewer(candidates: Sequence[_Candidate]) -> Iterator[Sequence[_Candidate]]:
    """Yield those that get a label: all, the more important ones, ever fewer of the most important, none."""
    for least in range(1, 6):
        yield [c for c in candidates if c.event.importance >= least]
    for most in (24, 16, 10, 6, 3):
        yield _most_important(candidates, most, _importance)
    yield ()


def _importance(candidate: _Candidate) -> int:
    return candidate.event.importance


def _most_important(items: Sequence[Item], most: int, importance: Callable[[Item], int]) -> list[Item]:
    """Keep so many; of equally important ones some from the whole line, not only those at its beginning."""
    by_importance: dict[int, list[int]] = {}
    for index, item in enumerate(items):
        by_importance.setdefault(importance(item), []).append(index)
    kept: list[int] = []
    for _, equals in sorted(by_importance.items(), reverse=True):
        room = most - len(kept)
        kept += equals if len(equals) <= room else [equals[n * len(equals) // room] for n in range(room)]
    return [items[i] for i in sorted(kept)]


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
        placed.letters,
        placed.short,
        placed.left,
        placed.right,
    )


def _candidate(event: Event, drawn: tuple[Shape, ...], label: Label, widths: Widths) -> _Candidate:
    return _Candidate(event, drawn, place(drawn, NO_LABEL, widths), place(drawn, label, widths))

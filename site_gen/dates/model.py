"""The value: what was written of a date, and the days that it can denote.

A `Point` is one EDTF date ("1954-03", "199X", "Y-17E7"), a `Stretch` the way from one to another, a
`HistoricalDate` one or more stretches. Days are integer day numbers (`daynumber`). Nothing here knows how
text is read or shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from typing import NamedTuple

SortKey = tuple[float, float, float, str, str, str]


class DateKind(StrEnum):
    """What a date is: one date, an interval, one of several (`[ ]`), or all of several (`{ }`)."""

    DATE = "date"
    INTERVAL = "interval"
    ONE_OF = "one_of"
    ALL_OF = "all_of"


class BoundKind(StrEnum):
    """Why an end has a day or none: `..` leaves it open, a blank says that it is not known."""

    DATE = "date"
    OPEN = "open"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """The part of a span in which something fell; EDTF has no mark for it."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Doubt(IntFlag):
    """What qualifies a component: `?` uncertain, `~` approximate, `%` both (ISO 8601-2:2019, 8)."""

    NONE = 0
    UNCERTAIN = 1
    APPROXIMATE = 2
    BOTH = 3


class Edge(StrEnum):
    """How the end of a span is to be drawn."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNCERTAIN = "uncertain"
    OPEN = "open"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """The unit in which a date is given, finest first."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


COARSENESS = {precision: rank for rank, precision in enumerate(Precision)}


class Point(NamedTuple):
    """One EDTF date as its components were written, with the first and last day that it can denote.

    `year` keeps sign, X, Y and E; `month` holds a month or a sub-year code (21–41); absent components are
    empty. `doubts` are those in force on year, month and day. `text` is canonical EDTF. `years` are the first
    and last year that the year component can mean, in the calendar in which the date was written.
    """

    text: str
    year: str
    significant_digits: int | None
    month: str
    day: str
    time: str
    doubts: tuple[Doubt, Doubt, Doubt]
    level: int
    precision: Precision
    years: tuple[int, int]
    earliest: int
    latest: int

    @property
    def doubt(self) -> Doubt:
        """All doubts of all components together."""
        if self.doubts == NO_DOUBTS:
            return Doubt.NONE
        return self.doubts[0] | self.doubts[1] | self.doubts[2]

    @property
    def edge(self) -> Edge:
        """How an end that stands at this date is drawn: approximate outweighs uncertain."""
        doubt = self.doubt
        if doubt & Doubt.APPROXIMATE:
            return Edge.APPROXIMATE
        return Edge.UNCERTAIN if doubt else Edge.EXACT


NO_DOUBTS = (Doubt.NONE, Doubt.NONE, Doubt.NONE)


class Stretch(NamedTuple):
    """From one point to another; a single date is a stretch whose ends are the same point."""

    start: Point | BoundKind
    end: Point | BoundKind

    @property
    def points(self) -> tuple[Point, ...]:
        """The dates that were given: one for a single date or an open end, else two."""
        if self.start is self.end:
            return (self.start,) if isinstance(self.start, Point) else ()
        return tuple(end for end in (self.start, self.end) if isinstance(end, Point))

    @property
    def is_single(self) -> bool:
        """Whether this is one date and not a range."""
        return self.start is self.end


class DateSpan(NamedTuple):
    """What a drawing needs of one stretch: its days (None where there is none) and how its ends look."""

    earliest: int | None
    latest: int | None
    start: Edge
    end: Edge


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as historians write it. Equal dates mean the same; `written` does not count.

    `edtf` is canonical text: `written`, the text that was read, without marks that add nothing to others.
    `earliest` and `latest` are the first and last Gregorian day that the whole can denote, None where the
    kind beside it is open or unknown. `level` is the level of EDTF (0–2) that `edtf` needs.

    `sort_key` is a total order: by first day, then the longer before the shorter, then by text. An open start
    comes before every day. An unknown start counts as the last day of the date: that is the only day it is
    known to reach. An open or unknown end is longer than every other.
    """

    edtf: str
    written: str = field(compare=False)
    part: Part | None
    calendar: str
    kind: DateKind
    stretches: tuple[Stretch, ...]
    earliest: int | None
    latest: int | None
    earliest_kind: BoundKind
    latest_kind: BoundKind
    level: int
    # Made once: sorting and drawing many dates asks for them again and again.
    sort_key: SortKey = field(init=False, compare=False, repr=False)
    uncertain: bool = field(init=False, compare=False, repr=False)
    """Whether any component carries `?` or `%`."""
    approximate: bool = field(init=False, compare=False, repr=False)
    """Whether any component carries `~` or `%`."""
    spans: tuple[DateSpan, ...] = field(init=False, compare=False, repr=False)
    """One span for a date or interval, one for each alternative or member of a set."""

    def __post_init__(self) -> None:
        if self.kind is DateKind.DATE and self.stretches[0].start.doubts is NO_DOUBTS:  # type: ignore[union-attr]
            self._derive_of_plain()
            return
        doubts = [point.doubt for point in self.points if point.doubts is not NO_DOUBTS]
        object.__setattr__(self, "sort_key", _sort_key(self))
        object.__setattr__(self, "uncertain", any(doubt & Doubt.UNCERTAIN for doubt in doubts))
        object.__setattr__(self, "approximate", any(doubt & Doubt.APPROXIMATE for doubt in doubts))
        object.__setattr__(self, "spans", tuple(map(_span, self.stretches)))

    def _derive_of_plain(self) -> None:
        """Derive in one step what nearly all dates have: one point that nobody doubts."""
        first, last, derive = self.earliest, self.latest, object.__setattr__
        assert first is not None
        assert last is not None
        derive(self, "sort_key", (first, -last, 0.0, self.edtf, self.part or "", self.calendar))
        for doubt in ("uncertain", "approximate"):
            derive(self, doubt, False)  # noqa: FBT003 - the value
        derive(self, "spans", (DateSpan(first, last, Edge.EXACT, Edge.EXACT),))

    def __hash__(self) -> int:
        return hash((self.edtf, self.part, self.calendar))

    @property
    def points(self) -> tuple[Point, ...]:
        """All dates that were given, in the order in which they stand."""
        return tuple(point for stretch in self.stretches for point in stretch.points)

    @property
    def precision(self) -> Precision:
        """The finest unit given of the coarsest end or member."""
        return max((point.precision for point in self.points), key=COARSENESS.__getitem__)


def _sort_key(date: HistoricalDate) -> SortKey:
    first: float
    if date.earliest is not None:
        first = date.earliest
    elif date.earliest_kind is BoundKind.UNKNOWN and date.latest is not None:
        first = date.latest
    else:
        first = -math.inf
    last: float = -math.inf if date.latest is None else -date.latest
    unknown = 1.0 if date.earliest is None else 0.0
    return (first, last, unknown, date.edtf, date.part or "", date.calendar)


def _span(stretch: Stretch) -> DateSpan:
    start, end = stretch.start, stretch.end
    return DateSpan(
        start.earliest if isinstance(start, Point) else None,
        end.latest if isinstance(end, Point) else None,
        start.edge if isinstance(start, Point) else Edge(start.value),
        end.edge if isinstance(end, Point) else Edge(end.value),
    )

"""A date in days, for drawings whose scale is not known yet: the same grammar as `marks`, before any scale.

A piece is a stretch of days and signs that say how its ends look. A drawing that can be zoomed works its
shapes out of pieces again and again; `marks` works them out once for a scale.
"""

from __future__ import annotations

from enum import IntFlag
from typing import NamedTuple

from site_gen.dates import DateKind, DateSpan, Edge, EDTFError, HistoricalDate, parse_edtf


class Sign(IntFlag):
    """How a piece is drawn. `static/js/explore/` reads these numbers."""

    PLAIN = 0
    FADES_LEFT = 1
    FADES_RIGHT = 2
    GUESS = 4
    ARROW_RIGHT = 8
    ARROW_LEFT = 16
    CELL = 32


class Piece(NamedTuple):
    """Days from the beginning of `first` to the beginning of `end` (day numbers), and how they look."""

    first: int
    end: int
    sign: Sign


def pieces(date: HistoricalDate) -> tuple[Piece, ...]:
    """Return what is drawn of a date, from left to right; nothing where it has no known day."""
    cells = date.kind is DateKind.ONE_OF and len(date.spans) > 1
    found = (_cell(span) if cells else _piece(date, span) for span in date.spans)
    return tuple(piece for piece in found if piece is not None)


def _piece(date: HistoricalDate, span: DateSpan) -> Piece | None:
    if span.earliest is None or span.latest is None:
        return _half_open(date, span)
    sign = Sign.PLAIN
    if span.start is Edge.APPROXIMATE or date.part in ("mid", "late"):
        sign |= Sign.FADES_LEFT
    if span.end is Edge.APPROXIMATE or date.part in ("early", "mid"):
        sign |= Sign.FADES_RIGHT
    if Edge.UNCERTAIN in (span.start, span.end) or date.uncertain:
        sign |= Sign.GUESS
    return Piece(span.earliest, span.latest + 1, sign)


def _half_open(date: HistoricalDate, span: DateSpan) -> Piece | None:
    """Return the end that is known, to its own extent, and on which side an arrow leaves it."""
    open_end = span.latest is None
    day = span.earliest if open_end else span.latest
    if day is None:
        return None
    first, last = _known_end(date, 0 if open_end else -1) or (day, day)
    return Piece(first, last + 1, Sign.ARROW_RIGHT if open_end else Sign.ARROW_LEFT)


def _known_end(date: HistoricalDate, which: int) -> tuple[int, int] | None:
    try:
        end = parse_edtf(date.edtf.strip("[]{}").split("/")[which], calendar=date.calendar)
    except EDTFError:
        return None
    return None if end.earliest is None or end.latest is None else (end.earliest, end.latest)


def _cell(span: DateSpan) -> Piece | None:
    if span.earliest is not None and span.latest is not None:
        return Piece(span.earliest, span.latest + 1, Sign.CELL)
    if span.earliest is not None:
        return Piece(span.earliest, span.earliest + 1, Sign.CELL | Sign.ARROW_RIGHT)
    if span.latest is not None:
        return Piece(span.latest, span.latest + 1, Sign.CELL | Sign.ARROW_LEFT)
    return None

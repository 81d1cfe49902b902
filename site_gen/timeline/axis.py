"""Time on a line: which day stands where, in per cent of the line, and where the line is folded or ticked.

Everything is numbers; templates only draw. All stretches of a line have the same scale.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from site_gen.content.event import Event
from site_gen.dates import HistoricalDate, daynumber
from site_gen.timeline.extents import LAST_DAY_WITH_MONTHS, MINUTES_A_DAY, Extent, occupied
from site_gen.timeline.scale import DAYS_A_YEAR, Fold, Scale, Stretch
from site_gen.timeline.ticks import LONGEST_WITH_HOURS, make_ticks

FOLD_WIDTH = 9.0
"""Per cent of the line that a folded gap takes, where there are few."""
ALL_FOLDS = 36.0
"""Per cent of the line that all folds take together at most."""
SMALLEST_FOLD = 0.25
"""A gap is folded where it is longer than this share of the whole span."""
SQUEEZING = 0.95
"""So is a gap that is longer than this share of what other folds leave: all else would stand on one spot."""
MOST_FOLDS = 5
REST = 0.06
"""Share of a folded gap that stays to scale after its beginning; half as much before its end."""
MOST_REST = 2.0
"""All those rests together, where gaps are huge: so many times what the dates themselves take."""
MARGIN = 1.0
"""Per cent left free at both ends."""
_SHORTEST_STRETCH = 0.02
"""Share of all that is drawn that each stretch between folds shows at least."""
_FEW_DAYS = 25
_PAD = 0.002
_WIDE_PAD = 0.02


def make_scale(dates: Iterable[HistoricalDate]) -> Scale:
    """Lay out a line on which all these dates fit."""
    return _lay_out([extent for date in dates for extent in occupied(date)])


def scale_of(events: Iterable[Event]) -> Scale:
    """Lay out a line on which all these events fit; of a day or two by the times of day that they tell."""
    timed, found = [], []
    for event in events:
        found += occupied(event.date)
        timed += occupied(event.date, event.time)
    # On a longer line a time of day has no length of its own, and a day has.
    days = max((end for _, end in found), default=0) - min((start for start, _ in found), default=0)
    return _lay_out(timed if days <= LONGEST_WITH_HOURS else found)


def scale_between(first: int, last: int) -> Scale:
    """Lay out a line that runs from the beginning of one day to the end of another, without folds."""
    return _unfolded(float(first), float(last) + 1, clock=False)


def _unfolded(first: float, last: float, *, clock: bool) -> Scale:
    stretch = Stretch(first, last, MARGIN, 100 - MARGIN)
    return Scale((stretch,), (), make_ticks([stretch], [first], clock=clock))


def _lay_out(extents: Sequence[Extent]) -> Scale:
    taken = _merged(sorted(extents))
    if not taken:
        return Scale((), (), ())
    clock = any(0 < end - start < 1 for start, end in extents)
    if len(set(extents)) == 1:
        return _unfolded(*_around(*taken[0]), clock=clock)
    folded = _folded(taken)
    pieces = _pieces(taken, folded)
    width = min(FOLD_WIDTH, ALL_FOLDS / len(folded)) if folded else 0.0
    room = 100 - 2 * MARGIN - width * len(folded)
    total = sum(end - start for start, end in pieces)
    stretches, folds, left = [], [], MARGIN
    for index, (start, end) in enumerate(pieces):
        right = left + room * (end - start) / total
        stretches.append(Stretch(start, end, left, right))
        if index < len(folded):
            before = folded[index]
            folds.append(Fold(taken[before][1], taken[before + 1][0], right, right + width))
        left = right + width
    begins = [taken[0][0], *(taken[before + 1][0] for before in folded)]
    return Scale(tuple(stretches), tuple(folds), make_ticks(stretches, begins, clock=clock))


def _merged(extents: Sequence[Extent]) -> list[Extent]:
    merged: list[Extent] = []
    for start, end in extents:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _around(start: float, end: float) -> Extent:
    """Return what a single time is shown in: a minute in its hour, a day in its month, a month in its year, a
    year in its decade, anything else with room around it.
    """
    length = end - start
    if abs(start) > LAST_DAY_WITH_MONTHS:
        room = length / 4 or abs(start) / 10
        return start - room, end + room
    year, month, _ = daynumber.to_civil(math.floor(start))
    if length < 1:
        hour = math.floor(start * 24 + 24 / MINUTES_A_DAY / 60)
        return hour / 24, (hour + 1) / 24
    if length == 1:
        first = daynumber.from_civil(year, month, 1)
        return first, first + daynumber.days_in_month(year, month)
    if length <= 31 and end <= daynumber.from_civil(year + 1, 1, 1):
        return daynumber.from_civil(year, 1, 1), daynumber.from_civil(year + 1, 1, 1)
    if length <= 366 and end <= daynumber.from_civil(year // 10 * 10 + 10, 1, 1):
        decade = year // 10 * 10
        return daynumber.from_civil(decade, 1, 1), daynumber.from_civil(decade + 10, 1, 1)
    return start - length / 4, end + length / 4


def _folded(taken: Sequence[Extent]) -> list[int]:
    """Return which gaps are folded: the places of what stands before them, in order."""
    span = taken[-1][1] - taken[0][0]
    shortest = 1 / 24 if span <= LONGEST_WITH_HOURS else 2.0
    gaps = sorted(
        ((after[0] - before[1], at) for at, (before, after) in enumerate(itertools.pairwise(taken))),
        reverse=True,
    )
    found: list[int] = []
    left = span
    for gap, at in gaps:
        long = gap > span * SMALLEST_FOLD or (len(found) < MOST_FOLDS and gap > left * SQUEEZING)
        if not long or gap <= shortest:
            break
        found.append(at)
        left -= gap
    return sorted(found)


def _pieces(taken: Sequence[Extent], folded: Sequence[int]) -> list[Extent]:
    """Return what is drawn between the folds: what is taken, and a little of each gap to show where it begins
    and ends.
    """
    gaps = [taken[at + 1][0] - taken[at][1] for at in folded]
    left = taken[-1][1] - taken[0][0] - sum(gaps)
    most = MOST_REST * left / max(1, len(gaps))
    rests = [min(gap * REST, most) if left else gap * REST for gap in gaps]
    edges = [taken[0][0]]
    for at, rest in zip(folded, rests, strict=True):
        edges += [taken[at][1] + rest, taken[at + 1][0] - rest / 2]
    edges.append(taken[-1][1])
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    total = sum(end - start for start, end in pieces)
    least = total * _SHORTEST_STRETCH if folded else 0.0
    short = [max(0.0, least - (end - start)) / 2 for start, end in pieces]
    pieces = [(start - more, end + more) for (start, end), more in zip(pieces, short, strict=True)]
    pad = total * _WIDE_PAD if total < _FEW_DAYS else max(0.5, total * _PAD)
    pieces[0] = (pieces[0][0] - pad, pieces[0][1])
    pieces[-1] = (pieces[-1][0], pieces[-1][1] + pad)
    return pieces


__all__ = ["DAYS_A_YEAR", "Fold", "Scale", "Stretch", "make_scale", "scale_between", "scale_of"]

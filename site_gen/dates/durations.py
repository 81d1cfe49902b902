"""How many days lie between dates that are not known to the day, and how many a date lasts.

What is not known to the day gives a range: the fewest and the most days that the dates allow. Qualifiers do
not widen it, as they do not widen the days of a date.
"""

from __future__ import annotations

from typing import NamedTuple

from site_gen.dates.model import DateKind, HistoricalDate, Point


class Days(NamedTuple):
    """The fewest and the most days; None where an end that counts is open or unknown."""

    least: int | None
    most: int | None


def days_between(earlier: HistoricalDate, later: HistoricalDate) -> Days:
    """Return how many days after some day of one date some day of another can be.

    1954 and 1955-01-01 are 1 to 365 days apart. Fewer than 0: where the dates overlap, the one given as later
    can have been the earlier.
    """
    least = most = None
    if earlier.latest is not None and later.earliest is not None:
        least = later.earliest - earlier.latest
    if earlier.earliest is not None and later.latest is not None:
        most = later.latest - earlier.earliest
    return Days(least, most)


def days_lasted(date: HistoricalDate) -> Days:
    """Return how many days a date can have lasted, its first and its last day counted.

    1952-03-10/1952-03-23 is 14 days; 1952/1954 is 367 to 1096, since its ends are years; 1954, which may be
    one day of it or all of it, is 1 to 365. Of alternatives the shortest and the longest count; members of
    which all are meant last from the first to the last.
    """
    if date.earliest is None or date.latest is None:
        return Days(None, None)
    ends = [(stretch.start, stretch.end) for stretch in date.stretches]
    closed = [(start, end) for start, end in ends if isinstance(start, Point) and isinstance(end, Point)]
    if date.kind is DateKind.ALL_OF:
        first = min(start.latest for start, _ in closed)
        last = max(end.earliest for _, end in closed)
        return Days(max(1, last - first + 1), date.latest - date.earliest + 1)
    least = min(max(1, end.earliest - start.latest + 1) for start, end in closed)
    return Days(least, max(end.latest - start.earliest + 1 for start, end in closed))

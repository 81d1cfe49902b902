"""Which part of a line a date takes: days as numbers that run on through the hours of a day.

A day number with a fraction is a time of day: 719000.5 is noon. Stretches are half-open: a whole day reaches
from its number to the next one.
"""

from __future__ import annotations

import re

from site_gen.dates import DateKind, HistoricalDate

Extent = tuple[float, float]
"""From one moment to another, in days."""

LAST_DAY_WITH_MONTHS = 9999 * 365
"""Beyond it years have more than four digits: EDTF cannot say their months, and nobody knows them."""
MINUTES_A_DAY = 1440
_LONGEST_YEAR = 366
_CLOCK = re.compile(r"T?([0-9]{2}):([0-9]{2})")


def is_undated(date: HistoricalDate) -> bool:
    """Return whether a date tells no year at all, as `XXXX` or `XXXX-12-25`, so that it has no place."""
    return date.kind is DateKind.DATE and date.edtf.lstrip("-?~%").startswith("XXXX")


def occupied(date: HistoricalDate, time: str = "") -> list[Extent]:
    """Return the stretches that a date speaks of, where it says both ends; of an open one only the known end.

    `time` is the time of day of a date that is one day, as `HH:MM` with or without a zone, which is not
    counted: like the order of reading, a line shows times as they were given.
    """
    if is_undated(date):
        return []
    moment = moment_of(date, time)
    if moment is not None:
        return [moment]
    found = []
    for span in date.spans:
        start, end = span.earliest, span.latest
        if start is not None or end is not None:
            found.append(
                drawn_days(start if start is not None else end or 0, end if end is not None else start or 0)
            )
    if date.kind is DateKind.INTERVAL and len(found) == 1 and None in (date.earliest, date.latest):
        known = date.latest if date.earliest is None else date.earliest
        assert known is not None
        return [(known, known + 1) if abs(known) <= LAST_DAY_WITH_MONTHS else (known, known)]
    return found


def moment_of(date: HistoricalDate, time: str = "") -> Extent | None:
    """Return the minute of a date that is one day and has a time, its own or the one given, else None."""
    if date.earliest is None or date.earliest != date.latest or len(date.stretches) != 1:
        return None
    start = date.stretches[0].start
    found = _CLOCK.match(time or getattr(start, "time", ""))
    if found is None:
        return None
    minute = min(int(found[1]) * 60 + int(found[2]), MINUTES_A_DAY - 1)
    return date.earliest + minute / MINUTES_A_DAY, date.earliest + (minute + 1) / MINUTES_A_DAY


def drawn_days(first: int, last: int) -> Extent:
    """Return the stretch from the beginning of one day to the end of another. A single year of more than four
    digits is a point: among such years nobody means its length.
    """
    if abs(first) > LAST_DAY_WITH_MONTHS and last - first < _LONGEST_YEAR:
        return first, first
    return first, last + 1

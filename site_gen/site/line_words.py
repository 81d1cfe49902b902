"""What a line of time says: its ticks and folds in words, and dates with their time of day.

Where each word stands is worked out for the narrowest line that shows it, in pixels; on a wider one words
keep their size and stand further apart.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from site_gen import cldr
from site_gen.cldr import Catalogue
from site_gen.dates import EDTFError, HistoricalDate, daynumber, display, parse_edtf
from site_gen.site.view_parts import FoldWords
from site_gen.timeline.extents import LAST_DAY_WITH_MONTHS, MINUTES_A_DAY
from site_gen.timeline.labels import GAP
from site_gen.timeline.letters import pixels
from site_gen.timeline.scale import Fold, Scale, Tick, Unit

_ROUND_FROM = 100_000
_MILLION, _BILLION = 10**6, 10**9


class Standing(NamedTuple):
    """A word on a line: the per cent at which its `start`, `middle` or `end` stands, and what it takes."""

    x: float
    anchor: str
    left: float
    right: float


def standing(x: float, width: float, line: float) -> Standing | None:
    """Put a word of so many pixels in the middle at `x`, or begin or end it there where an end of the line is
    near; None where it has no room.
    """
    share = width * 100 / line
    for anchor, left in (("middle", x - share / 2), ("start", x), ("end", x - share)):
        if left >= -0.5 and left + share <= 100.5:
            return Standing(x, anchor, left, left + share)
    return None


def tick_anchors(ticks: Sequence[Tick], labels: Sequence[str], line: float) -> dict[int, str]:
    """Choose the ticks with room for a label on a line so many pixels wide, by their places in order: the
    ends first, then one of each stretch that has none yet, as they stand.
    """
    far = any(tick.unit is Unit.YEAR and abs(tick.day) > LAST_DAY_WITH_MONTHS for tick in ticks)
    ends = [] if far or not ticks else [0, len(ticks) - 1]
    chosen: dict[int, str] = {}
    taken: list[tuple[float, float]] = []
    for at in [*ends, *(at for at, tick in enumerate(ticks) if tick.labelled)]:
        place = standing(ticks[at].x, pixels(labels[at]) + GAP, line)
        if at not in chosen and place and all(place.right <= a or b <= place.left for a, b in taken):
            taken.append((place.left, place.right))
            chosen[at] = place.anchor
    return chosen


@functools.lru_cache(maxsize=65536)
def tick_label(tick: Tick, lang: str) -> str:
    """Put a tick into words: `1954`, `13.8 billion years ago`, `3 May`, `14:30`."""
    day, minute = divmod(round(tick.day * MINUTES_A_DAY), MINUTES_A_DAY) if tick.day % 1 else (tick.day, 0)
    year, month, of_month = daynumber.to_civil(int(day))
    text = daynumber.iso_year(year) if abs(year) <= 9999 else f"Y{year}"
    if tick.unit in (Unit.MINUTE, Unit.MOMENT):
        return _clock_words(f"{text}-{month:02d}-{of_month:02d}", int(minute), tick.unit, lang)
    if tick.unit is Unit.MONTH:
        text += f"-{month:02d}"
    elif tick.unit is Unit.DAY:
        text += f"-{month:02d}-{of_month:02d}"
    return short_words(parse_edtf(text), lang)


def _clock_words(day: str, minute: int, unit: Unit, lang: str) -> str:
    figures = f"{minute // 60:02d}:{minute % 60:02d}"
    if unit is Unit.MINUTE:
        return display.clock(minute // 60, minute % 60, lang)
    return display.words(parse_edtf(f"{day}T{figures}:00"), lang, "short")


def short_words(date: HistoricalDate, lang: str) -> str:
    """Put a date into few words; what was very long ago is said in full, as few know what `Ga` means."""
    far = date.earliest is not None and date.earliest < -_ROUND_FROM * 365
    return display.words(date, lang, "long" if far else "short")


@functools.lru_cache(maxsize=4096)
def timed(date: HistoricalDate, time: str) -> HistoricalDate:
    """Return a date that is one day with its time of day, as `HH:MM` with or without a zone; others as they
    are.
    """
    if not time or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.edtf):
        return date
    try:
        return parse_edtf(f"{date.edtf}T{time[:5]}:00{time[5:]}", calendar=date.calendar)
    except EDTFError:
        return date


@functools.cache
def is_from_right(lang: str) -> bool:
    """Return whether a language is written from right to left, so that its line runs so too."""
    return cldr.is_known_language(lang) and cldr.text_direction(lang) == "rtl"


def clock_words(time: str, lang: str) -> str:
    """Put a time of day, as `HH:MM` with or without a zone, into words, without its zone."""
    return display.clock(int(time[:2]), int(time[3:5]), lang)


def fold_sentence(fold: Fold, lang: str, words: Catalogue) -> str:
    """Say what a fold stands for: `44 years without new events`."""
    number, unit = fold.length
    figure = cldr.format_number(lang, _rounded(number))
    if unit is Unit.YEAR and number >= _MILLION:
        return words.gettext("%(length)s without new events") % {"length": fold_length(fold, lang, words)}
    texts = {
        Unit.YEAR: words.ngettext(
            "%(num)s year without new events", "%(num)s years without new events", number
        ),
        Unit.MONTH: words.ngettext(
            "%(num)s month without new events", "%(num)s months without new events", number
        ),
        Unit.DAY: words.ngettext("%(num)s day without new events", "%(num)s days without new events", number),
        Unit.HOUR: words.ngettext(
            "%(num)s hour without new events", "%(num)s hours without new events", number
        ),
    }
    return texts[unit] % {"num": figure}


def fold_length(fold: Fold, lang: str, words: Catalogue) -> str:
    """Say how long the gap of a fold is: `44 years`, `9.3 billion years`."""
    number, unit = fold.length
    billions, millions = words.gettext("%(num)s billion years"), words.gettext("%(num)s million years")
    for size, text in ((_BILLION, billions), (_MILLION, millions)):
        if unit is Unit.YEAR and number >= size:
            figure = cldr.format_number(lang, Decimal(_rounded(number)) / size)
            return text % {"num": figure}
    texts = {
        Unit.YEAR: words.ngettext("%(num)s year", "%(num)s years", number),
        Unit.MONTH: words.ngettext("%(num)s month", "%(num)s months", number),
        Unit.DAY: words.ngettext("%(num)s day", "%(num)s days", number),
        Unit.HOUR: words.ngettext("%(num)s hour", "%(num)s hours", number),
    }
    return texts[unit] % {"num": cldr.format_number(lang, _rounded(number))}


def _rounded(number: int) -> int:
    """Round a number that is too large to be meant to the last figure."""
    return round(number, 3 - len(str(number))) if number >= _ROUND_FROM else number


def place_fold_words(scale: Scale, sentences: Iterable[str], line: float) -> list[FoldWords]:
    """Put what each fold says below it, in as few rows as keep words apart."""
    rows: list[float] = []
    found = []
    for fold, words in zip(scale.folds, sentences, strict=True):
        middle = round((fold.left + fold.right) / 2, 2)
        share = (pixels(words) + GAP) * 100 / line
        place = standing(middle, pixels(words) + GAP, line)
        if place is None:
            place = (
                Standing(0.0, "start", 0.0, share)
                if middle < 50
                else Standing(100.0, "end", 100 - share, 100)
            )
        row = next((at for at, end in enumerate(rows) if end <= place.left), len(rows))
        rows[row : row + 1] = [place.right]
        found.append(FoldWords(words, place.x, place.anchor, row))
    return found

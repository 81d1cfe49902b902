"""Words for plain dates: a year, month or day with its era, and ranges that say once what both ends share."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import NamedTuple

from site_gen import cldr
from site_gen.dates import daynumber
from site_gen.dates.calendars import GREGORIAN
from site_gen.dates.patterns import Form, Voice, names, pattern, say

NO_BREAK = "\u00a0"
# Years below this could be taken for something else without their era, years from the other on for a number.
_ERA_SHOWN_BELOW = 100
_ERA_SHOWN_FROM = 10_000
_SHARED_YEARS = (GREGORIAN, "julian")


class Civil(NamedTuple):
    """A year, a month of it or a day, in figures; years are astronomical."""

    year: int
    month: int | None = None
    day: int | None = None


def civil_words(voice: Voice, civil: Civil) -> str:
    """Return a plain date in words: `10 March 1952`, `Maret 1954`, `44 BC`."""
    if not pattern(voice, "date.order"):
        return _cldr_words(voice, civil)
    return NO_BREAK.join(_tokens(voice, civil))


def range_words(voice: Voice, start: Civil, end: Civil, joiner: str = "") -> str:
    """Return a range: `10–23 March 1952`, `50–44 SM`; `joiner` names a pattern other than the dash."""
    if start == end:
        return civil_words(voice, start)
    if not pattern(voice, "date.order"):
        last_words = _cldr_words(voice, end, always_era=start.year <= 0 < end.year)
        return join(voice, _cldr_words(voice, start), last_words, joiner)
    if start[1:] == end[1:] == (None, None) and _era_of(voice, start.year) == _era_of(voice, end.year):
        years = join(voice, _year_figure(voice, start.year), _year_figure(voice, end.year), joiner)
        return _with_era(voice, end.year, years)
    crosses = start.year <= 0 < end.year
    first, last = _tokens(voice, start), _tokens(voice, end, always_era=crosses)
    first, last, common = split_shared(first, last)
    joined = join(voice, NO_BREAK.join(first), NO_BREAK.join(last), joiner)
    return NO_BREAK.join((joined, *common))


def split_shared(*members: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the members without the words that all end with, then those words; no member becomes empty."""
    common: tuple[str, ...] = ()
    alike = len({len(each) for each in members}) == 1
    while alike and len(members[0]) > 1 and len({each[-1] for each in members}) == 1:
        common = (members[0][-1], *common)
        members = tuple(each[:-1] for each in members)
    return (*members, common)


def join(voice: Voice, start: str, end: str, joiner: str = "") -> str:
    """Return two ends joined by a dash, spaced where an end has a space or dash, or by a named pattern."""
    spaced = any(each in start + end for each in (" ", NO_BREAK, "-", "–"))
    return say(voice, joiner or ("range.loose" if spaced else "range.tight"), start=start, end=end)


def days_words(voice: Voice, earliest: int, latest: int, joiner: str = "") -> str:
    """Return words for the days from one number to another, as years or months where they are whole."""
    return range_words(voice, *whole_units(earliest, latest), joiner)


def whole_units(earliest: int, latest: int) -> tuple[Civil, Civil]:
    """Return the ends of a span of days as years or months where the span fills them, else as days."""
    start, end = Civil(*daynumber.to_civil(earliest)), Civil(*daynumber.to_civil(latest))
    assert end.month is not None
    if start.day != 1 or end.day != daynumber.days_in_month(end.year, end.month):
        return start, end
    if start.month == 1 and end.month == 12:
        return Civil(start.year), Civil(end.year)
    return Civil(start.year, start.month), Civil(end.year, end.month)


def tokens(voice: Voice, civil: Civil) -> tuple[str, ...] | None:
    """Return the words of a plain date apart, day first, None where CLDR decides the order."""
    return _tokens(voice, civil) if pattern(voice, "date.order") else None


def _tokens(voice: Voice, civil: Civil, *, always_era: bool = False) -> tuple[str, ...]:
    day = () if civil.day is None else (str(civil.day),)
    month = () if civil.month is None else (month_name(voice, civil.month),)
    year = _with_era(voice, civil.year, _year_figure(voice, civil.year), always=always_era)
    return (*day, *month, year)


def month_name(voice: Voice, month: int) -> str:
    """Return the name of a month in the voice's calendar, its number where the language has no name."""
    if voice.calendar in _SHARED_YEARS:
        width = cldr.Width.ABBREVIATED if voice.form is Form.SHORT else cldr.Width.WIDE
        return cldr.month_names(voice.lang, width)[month - 1]
    known = names(voice, f"months.{voice.calendar}")
    return known[month - 1] if known else str(month)


def year_words(voice: Voice, year: int) -> str:
    """Return a year with its era where one is needed: `1954`, `44 BC`, `AD 79`, `66 million BC`."""
    return _with_era(voice, year, _year_figure(voice, year))


def _year_figure(voice: Voice, year: int) -> str:
    if voice.calendar not in _SHARED_YEARS:
        return str(year)
    for unit, name in ((1_000_000_000, "date.billion"), (1_000_000, "date.million")):
        # Nobody means the year 66,000,001 BC: round figures are estimates and are said as they were written.
        if abs(year) >= unit and year % (unit // 10) == 0 and pattern(voice, name):
            number = Decimal(abs(year)) / unit
            return say(voice, name, number=cldr.format_number(voice.lang, number))
    figure = 1 - year if year <= 0 else year
    return str(figure) if figure < _ERA_SHOWN_FROM else cldr.format_number(voice.lang, figure)


def _era_of(voice: Voice, year: int) -> str:
    if voice.calendar not in _SHARED_YEARS:
        return ""
    if year <= 0:
        return "bce"
    return "ce" if year < _ERA_SHOWN_BELOW or year >= _ERA_SHOWN_FROM else ""


def _with_era(voice: Voice, year: int, text: str, *, always: bool = False) -> str:
    era = _era_of(voice, year) or ("ce" if always else "")
    if not era:
        return text
    if pattern(voice, f"era.{era}"):
        return say(voice, f"era.{era}", year=text)
    template = cldr.date_pattern(voice.lang, "Gy") or "%(y)s %(G)s"
    return template % _Fields(y=text, G=cldr.era_names(voice.lang)[0 if era == "bce" else 1])


class _Fields(dict[str, str]):
    """Fields of a CLDR pattern by the letter they begin with, however many times it is repeated."""

    def __missing__(self, key: str) -> str:
        return self.get(key[0], "")


def _cldr_words(voice: Voice, civil: Civil, *, always_era: bool = False) -> str:
    era = _era_of(voice, civil.year) or ("ce" if always_era else "")
    if civil.month is None:
        return _with_era(voice, civil.year, _year_figure(voice, civil.year), always=always_era).replace(
            " ", NO_BREAK
        )
    if voice.calendar not in _SHARED_YEARS:
        # Months without a name in this language: the figures, as in EDTF.
        figures = (
            f"{civil.year:04d}",
            f"{civil.month:02d}",
            *(() if civil.day is None else (f"{civil.day:02d}",)),
        )
        return "-".join(figures)
    template = _template(voice, civil.day is not None, bool(era))
    month, context, width = civil.month - 1, cldr.Context, cldr.Width
    fields = _Fields(
        d=str(civil.day or ""),
        dd=f"{civil.day or 0:02d}",
        M=str(civil.month),
        MM=f"{civil.month:02d}",
        MMM=cldr.month_names(voice.lang, width.ABBREVIATED)[month],
        MMMM=cldr.month_names(voice.lang)[month],
        L=str(civil.month),
        LL=f"{civil.month:02d}",
        LLL=cldr.month_names(voice.lang, width.ABBREVIATED, context.STAND_ALONE)[month],
        LLLL=cldr.month_names(voice.lang, width.WIDE, context.STAND_ALONE)[month],
        y=_year_figure(voice, civil.year),
        G=cldr.era_names(voice.lang)[0 if era == "bce" else 1],
    )
    return (template % fields).replace(" ", NO_BREAK)


@functools.cache
def _template(voice: Voice, with_day: bool, with_era: bool) -> str:  # noqa: FBT001
    """Return the %-format for a day or month, ISO order where CLDR has none."""
    months = ("MMM",) if voice.form is Form.SHORT or with_era else ("MMMM", "MMM")
    for month in months:
        found = cldr.date_pattern(voice.lang, f"{'G' if with_era else ''}y{month}{'d' if with_day else ''}")
        if found:
            return found
    return ("%(y)s-%(MM)s-%(dd)s" if with_day else "%(y)s-%(MM)s") + (" %(G)s" if with_era else "")

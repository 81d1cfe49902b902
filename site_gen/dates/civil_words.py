"""Words for plain dates: a year, month or day with its era, and ranges that say once what both ends share."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from site_gen import cldr
from site_gen.dates import daynumber
from site_gen.dates.calendars import GREGORIAN
from site_gen.dates.patterns import Form, Phrase, Voice, names, ordinal, pattern, say

NO_BREAK = "\u00a0"
# Years below this could be taken for something else without their era, years from the other on for a number.
_ERA_SHOWN_BELOW = 100
_ERA_SHOWN_FROM = 10_000
# Years from here on may be said in round units, the largest power of ten that a language has a word for.
_ROUND_FROM = 1_000_000
_ROUND_POWERS = (9, 8, 6, 4)
_ROUND_UNITS = tuple(f"round_{power}_ago" for power in _ROUND_POWERS)
_SHARED_YEARS = (GREGORIAN, "julian")
# Where two dates that share the rest are divided in the patterns of languages.
_DIVISION = "|"


class Civil(NamedTuple):
    """A year, a month of it or a day, in figures; years are astronomical."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def unit(self) -> str:
        """What the figures give: year, month or day."""
        return "year" if self.month is None else "month" if self.day is None else "day"


class _Year(NamedTuple):
    """A year as it is counted: in which era or round unit (a key of a pattern, or none), and the figure."""

    era: str
    figure: str


def civil_words(voice: Voice, civil: Civil) -> str:
    """Return a plain date in words: `10 March 1952`, `Maret 1954`, `44 BC`."""
    if civil.month is not None and (around := _around_year(voice, civil.month, civil.day)):
        return f"{around[0]}{_plain_year_words(voice, civil.year)}{around[1]}"
    divided = segments(voice, civil)
    return _cldr_words(voice, civil) if divided is None else "".join(divided)


@functools.lru_cache(maxsize=4096)
def _around_year(voice: Voice, month: int, day: int | None) -> tuple[str, str] | None:
    """Return what stands before and behind the year of a month or day, None where that cannot be told without
    the year: CLDR decides, or the year is said in a case of its own.
    """
    template = pattern(voice, f"date.{'month' if day is None else 'day'}").replace(_DIVISION, "")
    before, year, behind = template.partition("{year}")
    if not year or "{year" in before + behind:
        return None
    fields = _day_fields(voice, month, day)
    return before.format_map(fields), behind.format_map(fields)


def range_words(voice: Voice, start: Civil, end: Civil, joiner: str = "") -> str:
    """Return a range: `10–23 March 1952`, `50–44 SM`; `joiner` names a pattern other than the dash."""
    if start == end:
        return civil_words(voice, start)
    if start.unit == end.unit == "year":
        joined = _years_words(voice, start.year, end.year, joiner)
        if joined:
            return joined
    crosses = start.year <= 0 < end.year
    first, last = segments(voice, start), segments(voice, end, always_era=crosses)
    if first is None or last is None:
        words = Phrase(voice, lambda _: _cldr_words(voice, end, always_era=crosses))
        return join(voice, Phrase(voice, lambda _: _cldr_words(voice, start)), words, joiner)
    head, tail = shared_segments(voice, first, last)

    def part(civil: Civil, *, always_era: bool) -> Phrase:
        def own(case: Voice) -> str:
            # A month beside a year has more segments than the year: each loses only what both share.
            said = segments(case, civil, always_era=always_era) or ()
            return _trimmed(said[head : len(said) - tail], head)

        return Phrase(voice, own)

    unit = start.unit if start.unit == end.unit else ""
    joined = join(voice, part(start, always_era=False), part(end, always_era=crosses), joiner, unit)
    return "".join((*last[:head], joined, *last[len(last) - tail :]))


def shared_segments(voice: Voice, *members: Sequence[str]) -> tuple[int, int]:
    """Return how many segments all members have in common at their beginning and at their end.

    Only coarser units are shared: those behind the day where the year stands last, before it where it stands
    first. No member is left without a segment.
    """
    fewest = min(len(each) for each in members)
    if len({len(each) for each in members}) > 1:
        return 0, 0
    year_first = pattern(voice, "date.day").startswith("{year")
    order = range(fewest) if year_first else range(-1, -fewest - 1, -1)
    count = 0
    for index in order:
        if count == fewest - 1 or len({each[index] for each in members}) > 1:
            break
        count += 1
    return (count, 0) if year_first else (0, count)


def _trimmed(divided: Sequence[str], head: int) -> str:
    text = "".join(divided)
    return text.lstrip() if head else text


def join(voice: Voice, start: Phrase, end: Phrase, joiner: str = "", unit: str = "") -> str:
    """Return two ends joined by a dash, spaced where an end has a space or dash, or by a named pattern.

    `unit` is that of both ends where they have the same.
    """
    spaced = any(each in f"{start}{end}" for each in (" ", NO_BREAK, "-", "–"))
    return say(voice, joiner or ("range.loose" if spaced else "range.tight"), unit, start=start, end=end)


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


def segments(voice: Voice, civil: Civil, *, always_era: bool = False) -> tuple[str, ...] | None:
    """Return a date divided where its language says (`10`, ` March`, ` 1952`), None where CLDR decides."""
    if civil.month is None:
        if not pattern(voice, "date.day"):
            return None
        return (year_words(voice, civil.year, always_era=always_era),)
    template = pattern(voice, f"date.{civil.unit}")
    if not template:
        return None
    year = Phrase(voice, lambda case: year_words(case, civil.year, always_era=always_era))
    fields = {"year": year, **_day_fields(voice, civil.month, civil.day)}
    return tuple(each.format_map(fields) for each in template.split(_DIVISION))


def _day_fields(voice: Voice, month: int, day: int | None) -> dict[str, str]:
    return {
        "month": month_name(voice, month),
        "month_alone": month_name(voice, month, cldr.Context.STAND_ALONE),
        "day": "" if day is None else ordinal(voice, day, "day"),
    }


def month_name(voice: Voice, month: int, context: cldr.Context = cldr.Context.FORMAT) -> str:
    """Return the name of a month in the voice's calendar, its number where the language has no name."""
    if voice.calendar in _SHARED_YEARS:
        width = cldr.Width.ABBREVIATED if voice.form is Form.SHORT else cldr.Width.WIDE
        return cldr.month_names(voice.lang, width, context)[month - 1]
    known = names(voice, f"months.{voice.calendar}")
    return known[month - 1] if known else str(month)


def year_words(voice: Voice, year: int, *, always_era: bool = False) -> str:
    """Return a year with its era where one is needed: `1954`, `44 BC`, `AD 79`, `66 million years ago`."""
    counted = _count_year(voice, year)
    if always_era and not counted.era:
        counted = counted._replace(era="ce")
    if counted.era in _ROUND_UNITS:
        return _with_era(voice, counted.era, counted.figure)
    return _with_era(voice, counted.era, say(voice, "date.year", number=counted.figure))


_plain_year_words = functools.lru_cache(maxsize=4096)(year_words)


def _years_words(voice: Voice, start: int, end: int, joiner: str) -> str:
    """Return a range of years that are counted alike, empty where they are not."""
    first, last = _count_year(voice, start), _count_year(voice, end)
    if first.era != last.era:
        return ""

    def figure(year: _Year) -> Phrase:
        return Phrase(voice, lambda case: say(case, "date.figure", number=year.figure))

    if first.era in _ROUND_UNITS:
        joined = say(voice, "range.round", start=first.figure, end=last.figure)
        return _with_era(voice, first.era, joined)
    joined = join(voice, figure(first), figure(last), joiner, "year")
    return _with_era(voice, first.era, say(voice, "date.years", joiner.rpartition(".")[2], number=joined))


def years_list(voice: Voice, years: Sequence[int], style: cldr.ListStyle) -> str:
    """Return several years with what they share said once (`50 or 44 BC`), empty if they share no era."""
    counted = [_count_year(voice, year) for year in years]
    if len({each.era for each in counted}) > 1:
        return ""
    if counted[0].era in _ROUND_UNITS:
        return _with_era(
            voice, counted[0].era, cldr.format_list(voice.lang, [each.figure for each in counted], style)
        )
    figures = [say(voice, "date.figure", number=each.figure) for each in counted]
    unit = "or" if style is cldr.ListStyle.OR else "and"
    listed = say(voice, "date.years", unit, number=cldr.format_list(voice.lang, figures, style))
    return _with_era(voice, counted[0].era, listed)


def _count_year(voice: Voice, year: int) -> _Year:
    if voice.calendar not in _SHARED_YEARS:
        return _Year("", str(year))
    era = "bce" if year <= 0 else "ce" if year < _ERA_SHOWN_BELOW or year >= _ERA_SHOWN_FROM else ""
    for power in _ROUND_POWERS if abs(year) >= _ROUND_FROM else ():
        # Nobody means the year 66,000,001 BC: round figures are estimates and are said as they were written.
        unit, name = 10**power, f"round_{power}"
        if abs(year) >= unit and year % (unit // 10) == 0 and pattern(voice, f"date.{name}"):
            number = cldr.format_number(voice.lang, Decimal(abs(year)) / unit)
            if year < 0:
                return _Year(f"{name}_ago", number)
            return _Year(era, say(voice, f"date.{name}", number=number))
    figure = 1 - year if year <= 0 else year
    return _Year(era, str(figure) if figure < _ERA_SHOWN_FROM else cldr.format_number(voice.lang, figure))


def _with_era(voice: Voice, era: str, text: str) -> str:
    if not era:
        return text
    if era in _ROUND_UNITS:
        return say(voice, f"date.{era}", number=text)
    if pattern(voice, f"era.{era}"):
        return say(voice, f"era.{era}", year=text)
    template = cldr.date_pattern(voice.lang, "Gy") or "%(y)s %(G)s"
    fields = _Fields(y=text, G=cldr.era_names(voice.lang)[0 if era == "bce" else 1])
    return (template % fields).replace(" ", NO_BREAK)


class _Fields(dict[str, str]):
    """Fields of a CLDR pattern by the letter they begin with, however many times it is repeated."""

    def __missing__(self, key: str) -> str:
        return self.get(key[0], "")


def _cldr_words(voice: Voice, civil: Civil, *, always_era: bool = False) -> str:
    counted = _count_year(voice, civil.year)
    era = counted.era or ("ce" if always_era else "")
    if civil.month is None:
        return _with_era(voice, era, counted.figure).replace(" ", NO_BREAK)
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
        y=counted.figure,
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

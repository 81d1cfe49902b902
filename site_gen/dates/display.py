"""Dates as readers see them: words in their language, and the value of `<time datetime>`.

Words say every doubt that the date carries. In all forms but the short one no unit is dropped; dates do not
break across lines inside (U+00A0), ranges take an en dash. Languages come from `languages/` and CLDR (see
`patterns`).
"""

from __future__ import annotations

import functools
import operator
import re

from site_gen import cldr
from site_gen.dates import daynumber
from site_gen.dates.calendars import GREGORIAN
from site_gen.dates.civil_words import days_words, join, range_words, segments, shared_segments, years_list
from site_gen.dates.gaps import gap
from site_gen.dates.model import COARSENESS, BoundKind, DateKind, HistoricalDate, Point, Precision, Stretch
from site_gen.dates.patterns import Form, Phrase, Voice, pattern, say
from site_gen.dates.phrases import (
    civil_of,
    plain_words,
    point_phrase,
    point_words,
    shared_doubt,
    unit_of,
    with_doubt,
)

__all__ = ["Form", "clock", "datetime_value", "gap", "words"]

_HTML_TIME = re.compile(r"T[0-9:]{6}[0-5][0-9](?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?")


@functools.lru_cache(maxsize=65536)
def words(date: HistoricalDate, lang: str, form: str = "long") -> str:
    """Return a date in words: `form` is long, short (labels of an axis) or spoken (read aloud, with its
    doubt).

    A language that CLDR does not know gets the EDTF text. Raises ValueError for an unknown form.
    """
    voice = Voice(lang, Form(form), date.calendar)
    if not cldr.is_known_language(lang):
        return date.edtf
    say_it = _date_words if date.calendar == GREGORIAN else _other_calendar_words
    return cldr.native_digits(lang, say_it(voice, date))


def clock(hour: int, minute: int, lang: str) -> str:
    """Return a time of day as the language writes its figures: `14:30`, `14.30`."""
    separator = pattern(Voice(lang, Form.SHORT), "date.time_separator") or ":"
    return cldr.native_digits(lang, f"{hour:02d}{separator}{minute:02d}")


def datetime_value(date: HistoricalDate) -> str | None:
    """Return the value for HTML's `<time datetime>`, None where HTML has none that says the same.

    HTML knows years from 1, months, days and times, all exact and Gregorian: no doubt, interval, set, season
    or X.
    """
    if date.kind is not DateKind.DATE or date.part is not None or date.uncertain or date.approximate:
        return None
    point = date.points[0]
    if date.calendar != GREGORIAN:
        exact = point.earliest == point.latest and point.earliest > 0
        return daynumber.iso(point.earliest) if exact else None
    if point.time:
        legal = _HTML_TIME.fullmatch(point.time) and point.year > "0000"
        # HTML wants minutes in a zone offset.
        return point.text + (":00" if re.search(r"[+-][0-9]{2}$", point.time) else "") if legal else None
    civil = civil_of(point)
    if civil is None or civil.year < 1 or "E" in point.year:
        return None
    return point.text.removeprefix("Y")


def _date_words(voice: Voice, date: HistoricalDate) -> str:
    if date.kind is DateKind.DATE:
        return point_words(voice, date.points[0], date.part)
    if date.kind is DateKind.INTERVAL:
        return _interval_words(voice, date.stretches[0])
    return _set_words(voice, date)


def _interval_words(voice: Voice, stretch: Stretch) -> str:
    start, end = stretch.start, stretch.end
    if isinstance(start, Point) and isinstance(end, Point):
        return _closed_words(voice, start, end)
    if isinstance(start, Point):
        key = "range.end_open" if end is BoundKind.OPEN else "range.end_unknown"
        return say(voice, key, unit_of(start), start=point_phrase(voice, start))
    assert isinstance(end, Point)
    key = "range.start_open" if start is BoundKind.OPEN else "range.start_unknown"
    return say(voice, key, unit_of(end), end=point_phrase(voice, end))


def _closed_words(voice: Voice, start: Point, end: Point, joiner: str = "") -> str:
    """Return a range; a doubt that both ends share is said once."""
    if start == end:
        return point_words(voice, start)
    doubt = shared_doubt(start)
    if doubt is None or doubt != shared_doubt(end):
        return join(voice, point_phrase(voice, start), point_phrase(voice, end), joiner)
    first, last = civil_of(start), civil_of(end)
    if first is not None and last is not None:
        plain = Phrase(voice, lambda case: range_words(case, first, last, joiner))
    else:
        plain = Phrase(voice, lambda case: _plain_range(case, start, end, joiner))
    return with_doubt(voice, plain, doubt, "range")


def _plain_range(voice: Voice, start: Point, end: Point, joiner: str) -> str:
    first = Phrase(voice, lambda case: plain_words(case, start))
    return join(voice, first, Phrase(voice, lambda case: plain_words(case, end)), joiner)


def _set_words(voice: Voice, date: HistoricalDate) -> str:
    one_of = date.kind is DateKind.ONE_OF
    if len(date.stretches) == 1:
        joiner = "range.between" if one_of else ""
        return _member_words(voice, date.stretches[0], one_of=one_of, joiner=joiner)
    style = cldr.ListStyle.OR if one_of else cldr.ListStyle.AND
    listed = _shared_list(voice, date, style)
    if listed is None:
        items = [_member_words(voice, stretch, one_of=one_of) for stretch in date.stretches]
        listed = cldr.format_list(voice.lang, items, style)
    return say(voice, "set.one_of" if one_of else "set.all_of", list=listed)


def _shared_list(voice: Voice, date: HistoricalDate, style: cldr.ListStyle) -> str | None:
    """Return the members with what all share said once, None where they are not plain dates."""
    civils, members = [], []
    for stretch in date.stretches:
        point = stretch.start
        plain = isinstance(point, Point) and stretch.is_single and not point.doubt
        civil = civil_of(point) if isinstance(point, Point) and plain else None
        found = segments(voice, civil) if civil is not None else None
        if civil is None or found is None:
            return None
        civils.append(civil)
        members.append(found)
    years = [civil.year for civil in civils if civil.month is None]
    if len(years) == len(civils) and (listed := years_list(voice, years, style)):
        return listed
    head, tail = shared_segments(voice, *members)
    own = ["".join(each[head : len(each) - tail]).lstrip() for each in members]
    listed = cldr.format_list(voice.lang, own, style)
    return "".join((*members[0][:head], listed, *members[0][len(members[0]) - tail :]))


def _member_words(voice: Voice, stretch: Stretch, *, one_of: bool, joiner: str = "") -> str:
    start, end = stretch.start, stretch.end
    if isinstance(start, Point) and isinstance(end, Point):
        return _closed_words(voice, start, end, joiner)
    word = "or" if one_of else "and"
    if isinstance(start, Point):
        return say(voice, f"set.later_{word}", unit_of(start), date=point_phrase(voice, start))
    assert isinstance(end, Point)
    return say(voice, f"set.earlier_{word}", unit_of(end), date=point_phrase(voice, end))


def _other_calendar_words(voice: Voice, date: HistoricalDate) -> str:
    """Return a date in the calendar in which it was written, and in the Gregorian.

    A Julian year is not turned into days of two Gregorian years: nobody who wrote a year meant its first day.
    """
    written = Phrase(voice, lambda case: _date_words(case, date))
    calendar = pattern(voice, f"calendar.{date.calendar}")
    if date.calendar == "julian" and COARSENESS[date.precision] >= COARSENESS[Precision.YEAR]:
        short = voice.form is Form.SHORT
        return f"{written}" if short else say(voice, "calendar.alone", date=written, calendar=calendar)
    doubt = functools.reduce(operator.or_, (point.doubt for point in date.points))
    own = Voice(voice.lang, voice.form)
    days = Phrase(own, lambda case: _gregorian_words(case, date))
    gregorian = with_doubt(own, days, doubt, _gregorian_unit(date))
    if voice.form is Form.SHORT:
        return gregorian
    return say(voice, "calendar.both", date=written, calendar=calendar, gregorian=gregorian)


def _gregorian_unit(date: HistoricalDate) -> str:
    return Precision.DAY.value if date.earliest is not None and date.earliest == date.latest else ""


def _gregorian_words(voice: Voice, date: HistoricalDate) -> str:
    start, end = date.stretches[0].start, date.stretches[0].end
    if isinstance(start, Point) and isinstance(end, Point):
        return days_words(voice, start.earliest, end.latest)
    day = Precision.DAY.value
    if isinstance(start, Point):
        first = start.earliest
        words = Phrase(voice, lambda case: days_words(case, first, first))
        return say(voice, "range.end_open", day, start=words)
    assert isinstance(end, Point)
    last = end.latest
    words = Phrase(voice, lambda case: days_words(case, last, last))
    return say(voice, "range.start_open", day, end=words)

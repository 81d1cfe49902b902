"""When an article says that it was published: in what it declares, or in a line of its head that is a date
and little more.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from site_gen.article import resolve, timex
from site_gen.article.context import Context
from site_gen.article.language import Language
from site_gen.article.read import Layout, Line
from site_gen.source import SourceFile

_LONGEST_STAMP = 120
_MOST_STAMP_WORDS = 5
_DIGIT = re.compile(r"\d")
_DIGITS_OF_A_DAY = 8
_A_DAY = "2024-04-01"
_CLOCK = re.compile(
    r"[\s,|•·-]{0,5}(?:[^\W\d]{2,6}\.?\s)?(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?\(?(?P<zone>[a-z]{1,5}|[+-]\d\d:?\d\d)\b\)?)?"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When an article says that it was published: the line that does (None where a header declares it), where
    in it, the ISO date or date-time, and its day.
    """

    line: Line | None
    start: int
    end: int
    iso: str
    day: datetime.date


def find_stamp(source: SourceFile, folded: str, given: Layout, language: Language) -> Stamp | None:
    """Find when the article was published: declared, else in a line of its head that is a date and little
    more.

    A page is published on the day of those who read it, and may declare the moment in another zone: where it
    shows the day as well, at most a day away, what is shown goes before what is declared.
    """
    declared = _declared(given)
    if declared is not None and not given.margin:
        return declared
    for line in (*given.head, *given.margin):
        if len(line.text) <= _LONGEST_STAMP:
            shown = _stamp_of_line(source.text, folded, line, language)
            if shown is not None and (declared is None or _is_local(declared, shown)):
                return shown
    return declared


def _declared(given: Layout) -> Stamp | None:
    if "published" not in given.header_spans:
        return None
    start, end = given.header_spans["published"]
    text = given.header["published"]
    day = resolve.publication(text) if len(_DIGIT.findall(text)) >= _DIGITS_OF_A_DAY else None
    return None if day is None else Stamp(None, start, end, text, day)


def _is_local(declared: Stamp, shown: Stamp) -> bool:
    """Tell whether a stamp shows the declared moment as the clocks of its readers did."""
    hour = "T" in shown.iso and ("T" in declared.iso or " " in declared.iso)
    return hour and shown.day != declared.day and abs((shown.day - declared.day).days) == 1


def _stamp_of_line(text: str, folded: str, line: Line, language: Language) -> Stamp | None:
    for found in timex.find(text, folded, line.start, line.end, language):
        (value,), _ = resolve.resolve([found], language, Context(None))
        day = resolve.publication(value.edtf or "")
        if day is None or len(value.edtf or "") != len(_A_DAY):
            continue
        clock = _CLOCK.match(folded, found.end, line.end)
        end = clock.end() if clock else found.end
        beside = text[line.start : found.start] + " " + text[end : line.end]
        if len(re.findall(r"\w+", beside)) > _MOST_STAMP_WORDS:
            continue
        return Stamp(line, found.start, end, _moment(day, clock, language), day)
    return None


def _moment(day: datetime.date, clock: re.Match[str] | None, language: Language) -> str:
    """Return the stamp in ISO 8601; a zone that is not known is left out."""
    if clock is None:
        return day.isoformat()
    hour = int(clock["h"]) % 12 + (12 if clock["half"] == "p" else 0) if clock["half"] else int(clock["h"])
    zone = clock["zone"] or ""
    offset = zone if zone[:1] in ("+", "-") else language.words.get("zone", {}).get(zone)
    return resolve.stamp_text(day, f"{hour:02d}:{clock['m']}", offset) or day.isoformat()

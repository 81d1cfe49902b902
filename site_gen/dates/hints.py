"""What to write instead: common ways of writing dates that are not EDTF, and the EDTF for them.

A new way is a new row of `_WAYS`: a pattern for the whole text and a function from its match to EDTF texts, none
where the digits make no date. Every EDTF value that a hint offers is valid (a test holds this).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from site_gen.dates import daynumber
from site_gen.dates.errors import EDTFError

_GENERAL = "write a year, month or day as `1954`, `1954-03` or `1954-03-31`"
_SHOWN = 40

# Matches as much of a text as can begin a date; what follows is the offence.
_BEGINNING = re.compile(
    r"""
    [?~%]? (?: Y -? [0-9]* (?:E[0-9]*)? (?:S[0-9]*)? [?~%]?
    | -? (?: [0-9X]{4} (?:S[0-9]*)? [?~%]? (?:-[?~%]?
        (?: [0-9X]{2} [?~%]? (?:-[?~%]? (?: [0-9X]{2}[?~%]? | [0-9X] )? )? | [0-9X] )? )?
      | [0-9X]{0,3} ) )
    """,
    re.VERBOSE,
)
# Names of months in English and Indonesian by their first three letters.
_MONTHS = dict(jan=1, feb=2, mar=3, apr=4, may=5, mei=5, jun=6, jul=7, aug=8, agu=8, sep=9, oct=10, okt=10, nov=11)
_MONTHS |= dict(dec=12, des=12)
_CIRCA = r"(?:c\.?|ca\.?|circa|about|around|approx\.?|sekitar|kira-kira|±|~)"
_OLD_LETTERS = str.maketrans({"u": "X", "x": "X", "y": "Y", "e": "E", "p": "S", "s": "S", "t": "T", "z": "Z"})
_OLD_WORDS = {"unknown": "", "open": "..", "unk": "", "null": ""}


def explain(text: str, offset: int, cause: EDTFError | None = None) -> EDTFError:
    """Return the error for text that no grammar accepts; `offset` is where `text` begins in the whole.

    Where the text is written in a way that we know, its hint gives the EDTF; else `cause` stands, if there is one.
    """
    if not text:
        return EDTFError("there is no date", offset, _GENERAL)
    beginning = _BEGINNING.match(text)
    offence = offset + (beginning.end() if beginning else 0)
    proposals = propose(text)
    if not proposals and cause is not None:
        return cause
    message = f"`{shown(text)}` is not EDTF"
    if not proposals:
        return EDTFError(message, offence, _bracket_hint(text) or _GENERAL)
    hint = "write " + " or ".join(f"`{each}`{reading}" for each, reading in proposals)
    return EDTFError(message, cause.offset if cause else offence, hint)


def explain_time(date: str, time: str, offset: int) -> EDTFError:
    """Return the error for a time of day that is not `Thh:mm:ss` with an optional zone."""
    minutes = re.fullmatch(r"T([01][0-9]|2[0-3]):?([0-5][0-9])(?::?([0-5][0-9])[.,]?[0-9]*)?(Z?)", time)
    if minutes:
        value = f"{date}T{minutes[1]}:{minutes[2]}:{minutes[3] or '00'}{minutes[4]}"
        return EDTFError("a time has hours, minutes and seconds", offset, f"write `{value}`")
    return EDTFError(f"`{shown(time)}` is not a time", offset, f"write `{date}T23:20:30`, with Z or +07:00 for a zone")


def shown(text: str) -> str:
    """Return text as a message may quote it: one line, printable, not long."""
    line = "".join(each if each.isprintable() else "\ufffd" for each in text[: _SHOWN + 1])
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def propose(text: str) -> list[tuple[str, str]]:
    """Return (EDTF, reading) for each way in which the text can be meant; the reading may be empty."""
    plain = _plain_characters(text)
    for pattern, write in _WAYS:
        match = pattern.fullmatch(plain)
        if match:
            proposals = write(match)
            if proposals:
                return proposals
    return []


def _plain_characters(text: str) -> str:
    """Return text with ASCII digits and hyphens, and without spaces around it."""
    digits = (str(int(each)) if each.isdecimal() else each for each in text.strip())
    return re.sub("[\u2010-\u2015\u2212]", "-", "".join(digits))


_Match = re.Match[str]
_Proposals = list[tuple[str, str]]


def _date(year: int, month: int, day: int | None = None) -> str | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= daynumber.days_in_month(year, month) else None


def _one(*values: str | None) -> _Proposals:
    return [(value, "") for value in values if value is not None]


def _day_month_year(match: _Match) -> _Proposals:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if day_first and month_first and day_first != month_first:
        return [(day_first, " if the day comes first"), (month_first, " if the month comes first")]
    return _one(day_first or month_first)


def _year_month_day(match: _Match) -> _Proposals:
    day = int(match[3]) if match[3] else None
    return _one(_date(int(match[1]), int(match[2]), day))


def _basic(match: _Match) -> _Proposals:
    date = _date(int(match[1]), int(match[2]), int(match[3]))
    return _one(date and date + (f"T{match[4]}:{match[5]}:{match[6] or '00'}" if match[4] else ""))


def _century(match: _Match) -> _Proposals:
    return _one(f"{int(match[1]) - 1:02d}XX" if 1 <= int(match[1]) <= 100 else None)


def _before_christ(match: _Match) -> _Proposals:
    year = int(match[1])
    return _one(f"-{year - 1:04d}" if year > 1 else "0000" if year == 1 else None)


def _named_month(day: str | None, name: str, year: str) -> _Proposals:
    month = _MONTHS.get(name[:3].lower())
    return _one(_date(int(year), month, int(day) if day else None)) if month else []


def _short_end(match: _Match) -> _Proposals:
    start, end = match[1], match[2]
    if len(start) > 4:
        day_or_month = f"{start[:-2]}{end}" if end > start[-2:] else None
        parts = [int(each) for each in (day_or_month or "").split("-") if each]
        valid = day_or_month is not None and _date(*parts) is not None
        return _one(f"{start}/{day_or_month}" if valid else None)
    year = f"{start}/{start[:2]}{end}" if end > start[2:] else None
    month = _date(int(start), int(end))
    return [*([(year, " for the years")] if year else []), *([(month, " for the month")] if month else [])]


def _bracket_hint(text: str) -> str:
    if text[0] in "[{" or text[-1] in "]}":
        return "write one of several dates as `[1667,1668]`, all of several as `{1667,1668}`"
    return "write an interval as `1955/1960`" if "/" in text else ""


def _old_syntax(match: _Match) -> _Proposals:
    ends = [_OLD_WORDS.get(end, end.translate(_OLD_LETTERS)) for end in match[0].split("/")]
    text = "/".join(ends)
    return _one(text) if any(_LIKE_EDTF.fullmatch(end) for end in ends) and "" != text != match[0] else []


_LIKE_EDTF = re.compile(r"[0-9][0-9X]{3}(-(0[1-9]|1[0-2]|XX)(-(0[1-9]|1[0-9]|2[0-8]|XX))?)?|Y-?[1-9]\d?E[1-9]")
_IGNORE = re.IGNORECASE


def _way(pattern: str, write: Callable[[_Match], _Proposals]) -> tuple[re.Pattern[str], Callable[[_Match], _Proposals]]:
    return re.compile(pattern, _IGNORE), write


_D, _DD, _YYYY = r"([0-9]{1,2})", r"([0-9]{2})", r"([0-9]{4})"
_WAYS = (
    _way(r"([0-9]{3})0(?:['’]?s|-?an)", lambda match: _one(f"{match[1]}X")),
    _way(rf"(?:the )?{_D}(?:st|nd|rd|th) century|abad(?: ke)?-? ?{_D}", lambda match: _century_of(match)),
    _way(r"([0-9]{3})", lambda match: _one(f"{match[1]}X", f"0{match[1]}")),
    _way(_DD, lambda match: _one(f"{match[1]}XX")),
    _way(rf"{_D}([/. -]){_D}\2{_YYYY}", _day_month_year),
    _way(rf"{_YYYY}[/.-]{_D}(?:[/.-]{_D})?", _year_month_day),
    _way(rf"{_YYYY}{_DD}{_DD}(?:T{_DD}{_DD}{_DD}?)?", _basic),
    _way(rf"({_YYYY}-{_DD}-{_DD}) +([0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})", lambda match: _one(f"{match[1]}T{match[5]}")),
    _way(r"([0-9]{1,4}) ?(?:b\.? ?c\.?(?: ?e\.?)?|sm)", _before_christ),
    _way(r"(?:a\.?d\.? ?)([0-9]{1,4})|([0-9]{1,4}) ?(?:a\.?d\.?|c\.?e\.?|m)", lambda match: _common_era(match)),
    _way(rf"{_CIRCA} ?{_YYYY}", lambda match: _one(f"{match[1]}~")),
    _way(rf"{_YYYY} ?-+ ?{_YYYY}", lambda match: _one(f"{match[1]}/{match[2]}" if match[1] <= match[2] else None)),
    _way(rf"(?:{_D}\.? )?([a-z]{{3,9}})\.? {_YYYY}", lambda match: _named_month(match[1], match[2], match[3])),
    _way(rf"([a-z]{{3,9}})\.? {_D},? {_YYYY}", lambda match: _named_month(match[2], match[1], match[3])),
    _way(rf"({_YYYY}(?:-[0-9]{{2}}){{0,2}})/{_DD}".replace(_YYYY, "[0-9]{4}"), _short_end),
    _way(r"(-?)([1-9][0-9]{4,12})", lambda match: _one(f"Y{match[1]}{match[2]}")),
    _way(rf"{_YYYY}\.\.+", lambda match: _one(f"{match[1]}/..")),
    _way(rf"\.\.+{_YYYY}", lambda match: _one(f"../{match[1]}")),
    _way(rf"{_YYYY}(?:\?[~%]|~[?%]|%[?~])", lambda match: _one(f"{match[1]}%")),
    _way(r"\((\d{4}-(?:0[1-9]|1[0-2]))\)([?~])(-(?:0[1-9]|1\d|2[0-8]))", lambda m: _one(m[1] + m[2] + m[3])),
    _way(r"-\?(\d{4})", lambda match: _one(f"-{match[1]}?" if match[1] != "0000" else None)),
    _way(r"([0-9uxX]{4}(?:-[0-9uxX]{2}){0,2}|y-?\d+e\d)(?:/([^/]*))?|(?:unknown|open)/[^/]+", _old_syntax),
)


def _century_of(match: _Match) -> _Proposals:
    number = int(match[1] or match[2])
    return _one(f"{number - 1:02d}XX" if number else None)


def _common_era(match: _Match) -> _Proposals:
    return _one(f"{int(match[1] or match[2]):04d}")

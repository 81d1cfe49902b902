"""What to write instead: common ways of writing dates that are not EDTF, and the EDTF for them.

A new way is a new row of `_WAYS`: a pattern for the whole text and a function from its match to EDTF texts,
none where the digits make no date. Every EDTF text that a hint proposes is valid (a test holds this).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

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
# Months in English and Indonesian by the first three letters of their names.
_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    **dict.fromkeys(("may", "mei"), 5),
    "jun": 6,
    "jul": 7,
    **dict.fromkeys(("aug", "agu"), 8),
    "sep": 9,
    **dict.fromkeys(("oct", "okt"), 10),
    "nov": 11,
    **dict.fromkeys(("dec", "des"), 12),
}
# Shapes that are valid whatever their figures, so that a changed text can be proposed unread.
_SURE = re.compile(
    r"""
    [0-9][0-9X]{3} (?:-(?:0[1-9]|1[0-2]|XX) (?:-(?:0[1-9]|1[0-9]|2[0-8]) )?)?
    | [0-9]{4}-(?:0[1-9]|1[0-2])-(?:XX | (?:0[1-9]|1[0-9]|2[0-8])T[01][0-9](?::[0-5][0-9]){2}Z?)
    | Y-?[1-9][0-9]{4,11} | Y-?[1-9][0-9]{2,4}E[1-8](?:S[1-3])? | Y-?[1-9][0-9]?E[1-9]
    """,
    re.VERBOSE,
)
_OLD_LETTERS = str.maketrans("uxyepstz", "XXYESSTZ")
_OLD_WORDS = {"unknown": "", "open": ".."}


class Proposal(NamedTuple):
    """EDTF that may have been meant, and in which reading; the reading may be empty."""

    edtf: str
    reading: str = ""


def explain(text: str, offset: int, cause: EDTFError | None = None) -> EDTFError:
    """Return the error for text that no grammar accepts; `offset` is where `text` begins in the whole.

    Where the text is written in a way that we know, its hint gives the EDTF; else `cause` stands, if there is
    one.
    """
    if not text:
        return EDTFError("there is no date", offset, _GENERAL)
    proposals = propose(text)
    if not proposals and cause is not None:
        return cause
    message = f"`{shown(text)}` is not EDTF"
    beginning = _BEGINNING.match(text)
    offence = cause.offset if cause else offset + (beginning.end() if beginning else 0)
    if not proposals:
        return EDTFError(message, offence, _hint_by_bracket(text) or _GENERAL)
    hint = "write " + " or ".join(f"`{each.edtf}`{each.reading}" for each in proposals)
    return EDTFError(message, offence, hint)


def explain_time(date: str, time: str, offset: int) -> EDTFError:
    """Return the error for a time of day that is not `Thh:mm:ss` with an optional zone; `date` is valid."""
    parts = re.fullmatch(r"T([01][0-9]|2[0-3]):?([0-5][0-9])(?::?([0-5][0-9])(?:[.,][0-9]+)?)?(Z?)", time)
    if parts:
        value = f"{date}T{parts[1]}:{parts[2]}:{parts[3] or '00'}{parts[4]}"
        return EDTFError("a time has whole hours, minutes and seconds", offset, f"write `{value}`")
    hint = f"write `{date}T23:20:30`, with Z or +07:00 for a zone"
    return EDTFError(f"`{shown(time)}` is not a time", offset, hint)


def shown(text: str) -> str:
    """Return text as a message may quote it: printable, on one line, not long."""
    line = "".join(each if each.isprintable() and each != "`" else "\ufffd" for each in text[: _SHOWN + 1])
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def propose(text: str) -> Sequence[Proposal]:
    """Return the EDTF for each way in which a text can be meant, nothing for a text of no known way."""
    plain = _plain_characters(text)
    if plain != text and _SURE.fullmatch(plain):
        return [Proposal(plain)]
    for pattern, write in _WAYS:
        match = pattern.fullmatch(plain)
        proposals = write(match) if match else ()
        if proposals:
            return proposals
    return ()


def _plain_characters(text: str) -> str:
    """Return text with ASCII digits and hyphens, and without spaces around it."""
    digits = (str(int(each)) if each.isdecimal() else each for each in text.strip())
    return re.sub("[\u2010-\u2015\u2212]", "-", "".join(digits))


def _hint_by_bracket(text: str) -> str:
    if text[0] in "[{" or text[-1] in "]}":
        return "write one of several dates as `[1667,1668]`, all of several as `{1667,1668}`"
    return "write an interval as `1955/1960`" if "/" in text else ""


_Match = re.Match[str]
_Proposals = Sequence[Proposal]


def _one(value: str | None) -> _Proposals:
    return [] if value is None else [Proposal(value)]


def _date(year: int, month: int, day: int | None = None) -> str | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= daynumber.days_in_month(year, month) else None


def _decade_or_year(match: _Match) -> _Proposals:
    return [Proposal(f"{match[1]}X", " for the decade"), Proposal(f"0{match[1]}", " for the year")]


def _century(match: _Match) -> _Proposals:
    number = int(match[1] or match[2])
    return _one(f"{number - 1:02d}XX" if number else None)


def _day_month_year(match: _Match) -> _Proposals:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if day_first and month_first and day_first != month_first:
        return [
            Proposal(day_first, " if the day comes first"),
            Proposal(month_first, " if the month comes first"),
        ]
    return _one(day_first or month_first)


def _year_month_day(match: _Match) -> _Proposals:
    return _one(_date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None))


def _basic(match: _Match) -> _Proposals:
    date = _date(int(match[1]), int(match[2]), int(match[3]))
    if date is None or not match[4]:
        return _one(date)
    valid = int(match[4]) < 24 and int(match[5]) < 60 and int(match[6] or 0) < 60
    return _one(f"{date}T{match[4]}:{match[5]}:{match[6] or '00'}" if valid else None)


def _before_christ(match: _Match) -> _Proposals:
    year = int(match[1])
    return _one(f"-{year - 1:04d}" if year > 1 else "0000" if year == 1 else None)


def _common_era(match: _Match) -> _Proposals:
    year = int(match[1] or match[2])
    return _one(f"{year:04d}" if year else None)


def _year_range(match: _Match) -> _Proposals:
    return _one(f"{match[1]}/{match[2]}" if match[1] <= match[2] else None)


def _day_name_year(match: _Match) -> _Proposals:
    return _named_month(match[1], match[2], match[3])


def _name_day_year(match: _Match) -> _Proposals:
    return _named_month(match[2], match[1], match[3])


def _named_month(day: str | None, name: str, year: str) -> _Proposals:
    month = _MONTHS.get(name[:3].lower())
    return _one(_date(int(year), month, int(day) if day else None)) if month else []


def _short_end(match: _Match) -> _Proposals:
    """Return the whole end for an interval whose end repeats only the last component of its start."""
    start, end = match[1], match[2]
    if len(start) > 4:
        whole = start[:-2] + end
        real = all(_date(*(int(part) for part in each.split("-"))) for each in (start, whole))
        return _one(f"{start}/{whole}" if real and start < whole else None)
    month = _date(int(start), int(end))
    proposals = [Proposal(f"{start}/{start[:2]}{end}", " for the years")] if end > start[2:] else []
    return [*proposals, Proposal(month, " for the month")] if month else proposals


def _five_digits(match: _Match) -> _Proposals:
    # Eight digits are a date without hyphens, and not a real one if they come here.
    return _one(f"Y{match[1]}{match[2]}" if len(match[2]) != 8 else None)


def _old_syntax(match: _Match) -> _Proposals:
    """Return today's EDTF for that of the draft of 2012 (`19uu`, `unknown`, `open`, lower-case letters)."""
    ends = [_OLD_WORDS.get(end, end.translate(_OLD_LETTERS)) for end in match[0].lower().split("/")]
    dates = [end.upper() for end in ends if end not in _OLD_WORDS.values()]
    if len(ends) > 2 or len(dates) != 1 or not _SURE.fullmatch(dates[0]):
        return []
    return _one("/".join(end.upper() for end in ends))


def _old_group(match: _Match) -> _Proposals:
    return _one(match[1] + match[2] + match[3] if _SURE.fullmatch(match[1] + match[3]) else None)


def _spaced_set(match: _Match) -> _Proposals:
    text = re.sub(r"\s", "", match[0])
    sure = all(_SURE.fullmatch(member) for member in text[1:-1].split(","))
    return _one(text if sure and text[0] + text[-1] in ("[]", "{}") else None)


def _way(
    pattern: str, write: Callable[[_Match], _Proposals]
) -> tuple[re.Pattern[str], Callable[[_Match], _Proposals]]:
    return re.compile(pattern, re.IGNORECASE), write


_D, _DD, _YYYY = r"([0-9]{1,2})", r"([0-9]{2})", r"([0-9]{4})"
_CIRCA = r"(?:c\.?|ca\.?|circa|about|around|approx\.?|sekitar|kira-kira|±|~)"
_WAYS = (
    _way(r"([0-9]{3})0(?:['’]?s|-?an)", lambda match: _one(f"{match[1]}X")),
    _way(rf"(?:the )?{_D}(?:st|nd|rd|th) century|abad(?: ke)?-? ?{_D}", _century),
    _way(r"([0-9]{3})", _decade_or_year),
    _way(_DD, lambda match: _one(f"{match[1]}XX")),
    _way(rf"{_D}([/. -]){_D}\2{_YYYY}", _day_month_year),
    _way(rf"{_YYYY}[/. -]{_D}(?:[/. -]{_D})?", _year_month_day),
    _way(rf"{_YYYY}-?{_DD}-?{_DD}(?:[T ]+{_DD}:?{_DD}(?::?{_DD})?)?", _basic),
    _way(r"([0-9]{1,4}) ?(?:b\.? ?c\.?(?: ?e\.?)?|sm)", _before_christ),
    _way(r"a\.?d\.? ?([0-9]{1,4})|([0-9]{1,4}) ?(?:a\.?d\.?|c\.?e\.?|m)", _common_era),
    _way(rf"{_CIRCA} ?{_YYYY}", lambda match: _one(f"{match[1]}~")),
    _way(rf"{_YYYY} ?-+ ?{_YYYY}", _year_range),
    _way(rf"(?:{_D}\.? )?([a-z]{{3,9}})\.? {_YYYY}", _day_name_year),
    _way(rf"([a-z]{{3,9}})\.? {_D},? {_YYYY}", _name_day_year),
    _way(rf"([0-9]{{4}}(?:-[0-9]{{2}}){{0,2}})/{_DD}", _short_end),
    _way(r"(-?)([1-9][0-9]{4,12})", _five_digits),
    _way(rf"{_YYYY}\.\.+", lambda match: _one(f"{match[1]}/..")),
    _way(rf"\.\.+{_YYYY}", lambda match: _one(f"../{match[1]}")),
    _way(rf"{_YYYY}(?:\?[~%]|~[?%]|%[?~])", lambda match: _one(f"{match[1]}%")),
    _way(rf"{_YYYY}-?([?~%])", lambda match: _one(f"{match[1]}{match[2]}")),
    _way(r"\(([0-9]{4}-[01][0-9])\)([?~])(-[0-2][0-9])", _old_group),
    _way(rf"-([?~%]){_YYYY}", lambda match: _one(f"{match[1]}-{match[2]}" if match[2] != "0000" else None)),
    _way(r"[0-9uxypest:/-]+|[^/]*/(?:unknown|open)|(?:unknown|open)/[^/]*", _old_syntax),
    _way(r"[\[{][^\]}]*[\]}]", _spaced_set),
)

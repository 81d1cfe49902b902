"""Common ways of writing dates that are not EDTF, each with the EDTF for it.

A new way is a new row of `WAYS`: a pattern for the whole text and a function from its match to EDTF texts,
none where the digits make no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from site_gen.dates import daynumber

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
SURE = re.compile(
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
    return _one(f"{date}T{match[4]}:{match[5]}:{match[6] or '00'}{match[7].upper()}" if valid else None)


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
    if len(match[2]) == 8:
        return []
    year = Proposal(f"Y{match[1]}{match[2]}")
    month = _date(int(match[2][:4]), int(match[2][4:])) if len(match[2]) == 6 and not match[1] else None
    return [Proposal(month, " for the month"), year._replace(reading=" for the year")] if month else [year]


def _signed(match: _Match) -> _Proposals:
    return _one(match[1] if SURE.fullmatch(match[1]) else None)


def _day_of_year(match: _Match) -> _Proposals:
    """Return the date of an ordinal date of ISO 8601, `1985-102`."""
    year, day = int(match[1]), int(match[2])
    real = 1 <= day <= 365 + daynumber.is_leap(year)
    return _one(daynumber.iso(daynumber.from_civil(year, 1, 1) + day - 1) if real else None)


def _week(match: _Match) -> _Proposals:
    """Return the day, or the days from Monday to Sunday, of a week date of ISO 8601, `1985-W15-5`."""
    year, week = int(match[1]), int(match[2])
    if not 1 <= year <= 9998 or not 1 <= week <= 53:
        return []
    # The first week is that of 4 January; day 1 was a Monday.
    fourth = daynumber.from_civil(year, 1, 4)
    monday = fourth - (fourth - 1) % 7 + 7 * (week - 1)
    if monday + 3 > daynumber.from_civil(year, 12, 31):
        return []
    if match[3]:
        return _one(daynumber.iso(monday + int(match[3]) - 1))
    return _one(f"{daynumber.iso(monday)}/{daynumber.iso(monday + 6)}")


def _two_years(first: str, second: str) -> int | None:
    """Return the second of two years of which it repeats the last digits, None unless it is the next."""
    following = int(first) + 1
    return following if f"{following:04d}".endswith(second) and following < 10_000 else None


def _dual_year(match: _Match) -> _Proposals:
    """Return the year that began in January for one that began in March: `1648/9` is 1649 for us."""
    year = _two_years(match[1], match[2])
    if year is None:
        return []
    month, day = int(match[3] or 0), int(match[4] or 0)
    date = f"{year:04d}" if not month else _date(year, month, day or None)
    dual = [] if date is None else [Proposal(date, _BEGAN_IN_MARCH)]
    return dual if month else [Proposal(f"{match[1]}/{year:04d}", " for both years"), *dual]


def _named_dual_year(match: _Match) -> _Proposals:
    year = _two_years(match[3], match[4])
    proposals = [] if year is None else _named_month(match[1], match[2], f"{year:04d}")
    return [each._replace(reading=_BEGAN_IN_MARCH) for each in proposals]


def _old_syntax(match: _Match) -> _Proposals:
    """Return today's EDTF for that of the draft of 2012 (`19uu`, `unknown`, `open`, lower-case letters)."""
    ends = [_OLD_WORDS.get(end, end.translate(_OLD_LETTERS)) for end in match[0].lower().split("/")]
    dates = [end.upper() for end in ends if end not in _OLD_WORDS.values()]
    if len(ends) > 2 or len(dates) != 1 or not SURE.fullmatch(dates[0]):
        return []
    if len(ends) == 2 and "T" in dates[0]:
        return []
    return _one("/".join(end.upper() for end in ends))


def _old_group(match: _Match) -> _Proposals:
    return _one(match[1] + match[2] + match[3] if SURE.fullmatch(match[1] + match[3]) else None)


def _old_month_and_day(match: _Match) -> _Proposals:
    year, month, day, mark = match.groups()
    return _one(f"{year}-{mark}{month}-{mark}{day}" if SURE.fullmatch(f"{year}-{month}-{day}") else None)


def _spaced_set(match: _Match) -> _Proposals:
    text = re.sub(r"\s", "", match[0])
    sure = all(SURE.fullmatch(member) for member in text[1:-1].split(","))
    return _one(text if sure and text[0] + text[-1] in ("[]", "{}") else None)


def _way(
    pattern: str, write: Callable[[_Match], _Proposals]
) -> tuple[re.Pattern[str], Callable[[_Match], _Proposals]]:
    return re.compile(pattern, re.IGNORECASE), write


_D, _DD, _YYYY = r"([0-9]{1,2})", r"([0-9]{2})", r"([0-9]{4})"
_BEGAN_IN_MARCH = " with `calendar: julian` if its year began in March"
_CIRCA = r"(?:c\.?|ca\.?|circa|about|around|approx\.?|sekitar|kira-kira|±|~)"
WAYS = (
    _way(r"([0-9]{3})0(?:['’]?s|-?an)", lambda match: _one(f"{match[1]}X")),
    _way(rf"(?:the )?{_D}(?:st|nd|rd|th) century|abad(?: ke)?-? ?{_D}", _century),
    _way(r"([0-9]{3})", _decade_or_year),
    _way(_DD, lambda match: _one(f"{match[1]}XX")),
    _way(rf"{_D}([/. -]){_D}\2{_YYYY}", _day_month_year),
    _way(rf"{_YYYY}-?{_DD}-?{_DD}(?:[T ]+{_DD}:?{_DD}(?::?{_DD})?(Z?))?", _basic),
    _way(r"([0-9]{1,4}) ?(?:b\.? ?c\.?(?: ?e\.?)?|sm)", _before_christ),
    _way(r"a\.?d\.? ?([0-9]{1,4})|([0-9]{1,4}) ?(?:a\.?d\.?|c\.?e\.?|m)", _common_era),
    _way(rf"{_CIRCA} ?{_YYYY}", lambda match: _one(f"{match[1]}~")),
    _way(rf"{_YYYY} ?-+ ?{_YYYY}", _year_range),
    _way(rf"(?:{_D}\.? )?([a-z]{{3,9}})\.? {_YYYY}", _day_name_year),
    _way(rf"([a-z]{{3,9}})\.? {_D},? {_YYYY}", _name_day_year),
    _way(rf"{_YYYY}/([0-9])(?:-{_DD}(?:-{_DD})?)?", _dual_year),
    _way(rf"{_YYYY}/{_DD}-{_DD}(?:-{_DD})?", _dual_year),
    _way(rf"(?:{_D}\.? )?([a-z]{{3,9}})\.? {_YYYY}/([0-9]{{1,2}})", _named_dual_year),
    _way(rf"{_YYYY}[/. -]{_D}(?:[/. -]{_D})?", _year_month_day),
    _way(rf"([0-9]{{4}}(?:-[0-9]{{2}}){{0,2}})/{_DD}", _short_end),
    _way(r"(-?)([1-9][0-9]{4,12})", _five_digits),
    _way(r"\+(.{4,10})", _signed),
    _way(r"-([1-9][0-9]{1,2})", lambda match: _one(f"-{match[1]:0>4}")),
    _way(rf"{_YYYY}-([0-9]{{3}})", _day_of_year),
    _way(rf"{_YYYY}-?W{_DD}(?:-?([1-7]))?", _week),
    _way(rf"{_YYYY} ?\.\.+ ?{_YYYY}", _year_range),
    _way(rf"{_YYYY}\.\.+", lambda match: _one(f"{match[1]}/..")),
    _way(rf"\.\.+{_YYYY}", lambda match: _one(f"../{match[1]}")),
    _way(rf"{_YYYY}(?:\?[~%]|~[?%]|%[?~])", lambda match: _one(f"{match[1]}%")),
    _way(rf"{_YYYY}-?([?~%])", lambda match: _one(f"{match[1]}{match[2]}")),
    _way(r"\(([0-9]{4}-[01][0-9])\)([?~])(-[0-2][0-9])", _old_group),
    _way(r"\(?([0-9]{4})\)?-\(?([01][0-9])-([0-2][0-9])\)?([?~])", _old_month_and_day),
    _way(rf"-([?~%]){_YYYY}", lambda match: _one(f"{match[1]}-{match[2]}" if match[2] != "0000" else None)),
    _way(r"[0-9uxypest:/-]+|[^/]*/(?:unknown|open)|(?:unknown|open)/[^/]*", _old_syntax),
    _way(r"[\[{][^\]}]*[\]}]", _spaced_set),
)

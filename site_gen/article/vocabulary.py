"""The vocabulary of language files: which tables and keys there are, what a word of a table can mean, and
what each `value` of a rule reads and asks.

docs/articles.md tells the same to those who write such files; a test holds it against this.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

NUMERIC = {
    "year": r"(?:1\d|2[01])\d\d",
    "anyyear": r"\d{1,5}",
    "year2": r"\d\d",
    "year3": r"[1-9]\d\d",
    "decade": r"[12]\d\d0",
    "decade2": r"[1-9]0",
    "monthnum": r"(?:0?[1-9]|1[0-2])",
    "n": r"\d{1,2}",
    "digits": r"\d{1,9}",
    "roman": r"[ivx]{1,7}",
}
"""The slots of figures, and the pattern of each."""
FIGURES = frozenset({*NUMERIC, "thousands", "day"})
FIXED = FIGURES | {"word", "small"}
"""The slots that are no table; a table of such a name would take the place of one."""
UNITS = ("day", "week", "month", "season", "year", "decade", "century")
PARTS = ("early", "mid", "late")
_SPARE = ("33", "34", "35", "36", "37", "38", "39", "40", "41")
_HOLIDAY = re.compile(r"(\d\d)-(\d\d)|easter(?:[+-]\d{1,3})?")


class Meanings(NamedTuple):
    """What a word of a table can mean: told in words, and a test of what stands before `=`."""

    told: str
    fits: Callable[[str], bool]


def _one_of(*meanings: str) -> Meanings:
    return Meanings(", ".join(f"`{each}`" for each in meanings), frozenset(meanings).__contains__)


def _counted(first: int, last: int, step: int = 1) -> Meanings:
    allowed = frozenset(map(str, range(first, last + 1, step)))
    steps = f" in steps of {step}" if step > 1 else ""
    return Meanings(f"a number from `{first}` to `{last}`{steps}", allowed.__contains__)


def _is_holiday(meaning: str) -> bool:
    found = _HOLIDAY.fullmatch(meaning)
    if found is None or found[1] is None:
        return found is not None
    try:
        datetime.date(2000, int(found[1]), int(found[2]))
    except ValueError:
        return False
    return True


MEANINGS: Mapping[str, Meanings] = MappingProxyType(
    {
        "month": _counted(1, 12),
        "weekday": Meanings("a number from `1` (Monday) to `7` (Sunday)", frozenset("1234567").__contains__),
        "part": _one_of(*PARTS),
        "unit": _one_of(*UNITS),
        "oneunit": _one_of(*UNITS),
        "singular": _one_of(*UNITS),
        "shift": _one_of("-1", "0", "1"),
        "deixis": _one_of("-1", "0", "1"),
        "number": Meanings(
            "a number such as `7` or `0.5`, or `?` for “a few”",
            lambda meaning: re.fullmatch(r"\d{1,7}(?:\.\d{1,2})?|\?", meaning) is not None,
        ),
        "ordinal": _counted(1, 99),
        "decadename": _counted(0, 90, 10),
        "era": _one_of("bce", "ce"),
        "season": _one_of("21", "22", "23", "24"),
        "half": _one_of(*_SPARE),
        "quarter": _one_of(*_SPARE),
        "republican": _counted(1, 12),
        "reign": Meanings(
            "the first year of an era, such as `1926`", lambda m: re.fullmatch(r"\d{3,4}", m) is not None
        ),
        "holiday": Meanings("a day such as `12-25`, or `easter`, `easter-2`, `easter+49`", _is_holiday),
        "zone": Meanings("a zone such as `+01:00`", lambda m: re.fullmatch(r"[+-]\d\d:\d\d", m) is not None),
    }
)
"""The tables of `[words]` whose meanings the program knows."""
OTHER_TABLES = ("period", "circa", "doubt", "counted")
"""The other tables of `[words]` that it knows; further ones are a language's own and narrow forms."""


class Reads(NamedTuple):
    """What a `value` reads.

    `slots` are those that it makes its date of, `beside` those that may stand there too, `needs` groups of
    slots of which a form must have one each; `keys` those that a rule of it may have, and in `asks` what it
    must. `free`: any slot may stand in its forms, since none gives a date.
    """

    slots: str
    beside: str = ""
    needs: tuple[str, ...] = ()
    keys: str = ""
    asks: str = ""
    free: bool = False


_CENTURY = "n roman ordinal"
_DATE = (
    "year anyyear year3 thousands year2 reign digits era month monthnum n n.2 day ordinal holiday season half"
    " quarter"
)
VALUES: Mapping[str, Reads] = MappingProxyType(
    {
        "date": Reads(
            f"{_DATE} part part.2 circa weekday year.2 anyyear.2",
            "deixis",
            ("year anyyear year3 thousands year2 reign month monthnum n.2 holiday season half quarter",),
            "from nearest each",
        ),
        "days": Reads(
            f"{_DATE} part circa day.2 weekday weekday.2", "", ("day.2", "month monthnum n.2"), "from nearest"
        ),
        "months": Reads("month month.2 year", "", ("month", "month.2", "year")),
        "years": Reads(
            "year anyyear year3 n year2 year.2 anyyear.2 year3.2 era circa",
            "circa.2",
            ("year anyyear year3", "n year2 year.2 anyyear.2 year3.2"),
        ),
        "numeric": Reads("n n.2 year weekday", "", ("n", "n.2", "year")),
        "decade": Reads(
            f"decade anyyear year3 decade2 decadename {_CENTURY} ordinal.2 deixis era half part part.2 circa",
            "",
            (f"decade anyyear year3 decade2 decadename {_CENTURY}",),
            "centuries_before place each",
        ),
        "century": Reads(
            f"{_CENTURY} n.2 roman.2 ordinal.2 era half part part.2 circa", "", (_CENTURY,), "each"
        ),
        "turn": Reads(_CENTURY, "n.2 roman.2 ordinal.2 circa", (), "years"),
        "republican": Reads("republican day n roman", "part weekday", ("n roman",)),
        "dayofmonth": Reads("n", "weekday", ("n",)),
        "isoweek": Reads("year n", "", ("year", "n")),
        "shift": Reads(
            "shift deixis unit singular oneunit number digits thousands month monthnum n day ordinal holiday"
            " season half quarter year part circa weekday",
            "",
            (),
            "from by unit more part nearest anaphoric exact deictic either from_day",
            "from",
        ),
        "weekday": Reads("weekday deixis unit", "", ("weekday",), "by"),
        "present": Reads("", "weekday", (), "loose"),
        "recent": Reads("", free=True),
        "vague": Reads("", free=True),
        "period": Reads("period", "", ("period",), "beyond"),
        "block": Reads("", keys="counts", free=True),
    }
)
"""What each `value` of a rule reads."""

KEYS: Mapping[str, tuple[str, ...] | type] = MappingProxyType(
    {
        "from": ("anchor", "document", "own"),
        "unit": UNITS,
        "part": PARTS,
        "by": int,
        "from_day": int,
        "years": int,
        "centuries_before": int,
        "place": int,
        "more": str,
        "each": str,
        **dict.fromkeys(
            ("nearest", "anaphoric", "exact", "deictic", "either", "loose", "beyond", "counts"), bool
        ),
    }
)
"""What a key of a rule can be."""

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "signals": (
            *("before", "after", "until", "since", "limit", "looking_back", "filler", "hearsay", "range"),
            *("between", "between_and", "ahead", "beside", "onward", "or_later", "or_earlier", "or"),
        ),
        "names": (
            *("titles", "link", "place", "nations", "not_names", "things", "bodies", "geography"),
            *("adjectives", "endings", "articles", "noun_endings"),
        ),
        "text": (
            *("abbreviations", "byline", "clause_openers", "little", "numbered"),
            *("plural_endings", "before_years", "no_plurals"),
        ),
        "furniture": ("lines", "starts", "contains", "words"),
        "acts": (),
    }
)
"""The tables that hold lists of words, and their keys; none are named where any may stand."""
TEXTS = (
    *("title", "title_nobody", "title_undated", "title_unknown", "paragraph", "sentence", "and"),
    *("conflict_note", "stub", "stub_names", "stub_places", "stub_when", "stub_reported", "stub_close"),
    *("stub_before", "stub_after", "stub_state", "stub_inherited", "stub_cataphoric", "stub_conflict"),
    *("when_before", "when_after", "when_since", "when_until", "when_state", "when_conflict"),
)
"""The keys of `[texts]`, those of `act_<family>` besides."""
LISTS = ("function_words", "capitalised", "lowercase", "day_suffixes", "roman_suffixes", "numbers")
TOP = (*LISTS, "numeric_order", "spaced", "unused", "words", *TABLES, "texts", "period", "rule")
RULE_KEYS = ("name", "value", "forms")
"""The keys that every rule has."""
ORDERS = ("dmy", "mdy", "ambiguous")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that a word is most likely a slip of, None where none is near."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None

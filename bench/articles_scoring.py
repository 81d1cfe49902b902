"""How well expressions that a program found agree with those that a person marked.

Finding is relaxed, after TempEval: any common character counts. A value is right where its EDTF, qualifiers
aside, is one that the gold accepts, or has its bounds; approximate gold allows bounds a year off.
"""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bench.articles_gold import Document, Gold

KINDS = ("explicit", "vague", "anaphoric", "deictic", "named_period")
NO_YEAR = "(no year)"
_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_YEAR = re.compile(r"(?<!\d)-?\d{4}(?!\d)")
_FIGURES = re.compile(r"\d{3,4}|['’]\d\d|\b\d+\s*(?:BCE?|SM|v\. ?Chr|a\. ?C)\b", re.IGNORECASE)


class Found(NamedTuple):
    """What a program found; bounds are ISO days, None where open. `kind` is empty where it tells none."""

    start: int
    end: int
    words: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of expressions: marked, found, marked and found, found and marked, found with the value.

    An interval that covers two marked expressions counts as two found, so `hit` and `true` can differ.
    """

    gold: int = 0
    found: int = 0
    hit: int = 0
    true: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.gold + other.gold,
            self.found + other.found,
            self.hit + other.hit,
            self.true + other.true,
            self.right + other.right,
        )

    @property
    def precision(self) -> float:
        """Of what was found, how much is marked."""
        return self.true / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what is marked, how much was found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of finding."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def value_f1(self) -> float:
        """Found with the right value, over both totals."""
        both = self.gold + self.found
        return 2 * self.right / both if both else 0.0


def kinds_of(document: Document, ours: Sequence[Found]) -> tuple[str, ...]:
    """Return the kind of each marked expression: that of the first of `ours` which touches it, else by form.

    The form test: `vague` where the value is a decade, a century, approximate or an interval; `explicit`
    where the words have a year in figures; else NO_YEAR, which is anaphoric or deictic or a number in words.
    """
    kinds = []
    for gold in document.marked:
        kind = next((one.kind for one in ours if _touch(one, gold) and one.edtf), "")
        kinds.append(kind or _kind_by_form(gold.words, gold.edtf[0] if gold.edtf else gold.timex))
    return tuple(kinds)


def score(document: Document, found: Iterable[Found], kinds: Sequence[str]) -> Mapping[str, Score]:
    """Score what a program found in a document, by kind; the sum over the kinds is the document's score.

    A find counts for the kind of the expression that it touches; else for its own kind, or by form.
    """
    pairs = list(zip(document.marked, kinds, strict=True))
    gold = [(one, kind) for one, kind in pairs if one.is_scored]
    aside = [one for one, _ in pairs if not one.is_scored]
    counts: dict[str, Score] = {}
    valued = []
    for one in found:
        touched = [kind for marked, kind in gold if _touch(one, marked)]
        if not one.edtf or (not touched and any(_touch(one, marked) for marked in aside)):
            continue
        valued.append(one)
        kind = touched[0] if touched else one.kind or _kind_by_form(one.words, one.edtf)
        size = max(1, min(len(touched), 2) if "/" in one.edtf else 1)
        counts[kind] = counts.get(kind, Score()) + Score(found=size, true=size if touched else 0)
    for marked, kind in gold:
        near = [one for one in valued if _touch(one, marked)]
        right = any(is_right(marked, one) for one in near)
        counts[kind] = counts.get(kind, Score()) + Score(gold=1, hit=bool(near), right=right)
    return counts


def total(counts: Iterable[Mapping[str, Score]]) -> Score:
    """Add up scores by kind."""
    return sum((one for each in counts for one in each.values()), Score())


def is_right(gold: Gold, found: Found) -> bool:
    """Tell whether what was found has the value of the gold that it touches."""
    edtf = _unqualified(found.edtf or "")
    if gold.timex:
        return _is_right_timex(re.sub(r"(-XX)+$", "", gold.timex.partition("T")[0]), edtf)
    own = _unqualified(gold.edtf[0])
    if edtf in map(_unqualified, gold.edtf) or _bounds(own) == (found.earliest, found.latest):
        return True
    years = [int(year) for year in _YEAR.findall(own)]
    if not (gold.lenient and years and found.earliest and found.latest):
        return False
    return _near(found.earliest, min(years)) and _near(found.latest, max(years))


def _near(day: str, year: int) -> bool:
    written = re.match(r"-?\d+", day)
    return written is not None and abs(int(written[0]) - year) <= 1


def _is_right_timex(wanted: str, edtf: str) -> bool:
    whole = _timex(edtf)
    if wanted.startswith("BC"):
        return whole.startswith("BC") and whole[2:].lstrip("0") == wanted[2:].lstrip("0")
    return wanted == whole or wanted in map(_timex, edtf.split("/"))


def _timex(edtf: str) -> str:
    """Write EDTF as TIMEX2 does: 199X as 199, 1914-22 as 1914-SU, -0489 (490 BC) as BC0490."""
    text = re.sub(r"(-XX)+$", "", edtf)
    season = re.fullmatch(r"(-?[\dX]{4})-(2[1-4])", text)
    if season:
        text = f"{season[1]}-{_SEASONS[season[2]]}"
    before = re.match(r"-(\d+)(X*)", text)
    if before and before[2]:
        return f"BC{before[1]}"
    if before:
        return f"BC{int(before[1]) + 1:04d}{text[before.end() :]}"
    return text.rstrip("X")


def _bounds(edtf: str) -> tuple[str, str] | None:
    """Return the first and last day of a plain date or interval of this era, None for any other."""
    ends = edtf.split("/")
    if not all(map(_PLAIN.fullmatch, ends)):
        return None
    first, last = ends[0], ends[-1]
    if len(last) == len("1954-03"):
        last += f"-{calendar.monthrange(int(last[:4]), int(last[5:]))[1]:02d}"
    return first + "-01-01"[len(first) - 4 :], last + "-12-31" * (len(last) == len("1954"))


def _kind_by_form(words: str, value: str) -> str:
    if re.search(r"[X~]|^\d{1,3}$|/", value):
        return "vague"
    return "explicit" if _FIGURES.search(words) else NO_YEAR


def _touch(one: Found, gold: Gold) -> bool:
    return one.start < gold.end and gold.start < one.end


def _unqualified(edtf: str) -> str:
    return re.sub(r"[?~%]", "", edtf)

"""A few telling words of a sentence, for a title: never a sentence, at most seven words in a row.

The words come from the clause that the date stands in: what is between its marks, without the date and the
little words at both ends, and never half a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from site_gen.article.language import Language, any_word, fold_word

_WORD = re.compile(r"[^\W_](?:\w|['’.-](?=\w))*")
_MARK = re.compile(r"[,;:.!?…—–()\[\]\"“”„«»‹›「」『』、。，；：！？（）|/]")
_MOST_WORDS = 7
_ENOUGH = 3
_LONGEST = 52
_LONGEST_UNSPACED = 18
_LEAST_UNSPACED = 4
_WORDS_OF_DATE = 3
_REMEMBERED = 16_384
_LITTLE = ("function_words", "names.place", "names.articles", "text.clause_openers", "text.little")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words of the text between two offsets, white space made one; how many of them tell something."""

    start: int
    end: int
    text: str
    told: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Where dates and names stand, both in order."""

    dates: Sequence[Span]
    names: Sequence[Span]

    def dates_in(self, start: int, end: int) -> Sequence[Span]:
        """Return the dates in a stretch."""
        return self.dates[bisect_left(self.dates, (start, start)) : bisect_left(self.dates, (end, end))]

    def name_at(self, offset: int) -> Span | None:
        """Return the name that an offset lies in."""
        index = bisect_left(self.names, (offset, len(self.names) and self.names[-1][1] + 1)) - 1
        found = self.names[index] if index >= 0 else (0, 0)
        return found if found[0] <= offset < found[1] else None


class Beside(Enum):
    """Where what a date dates is told: in the clause of the date, or outside it ("before March 1954, …")."""

    INSIDE = True
    OUTSIDE = False


def phrase(
    text: str,
    zones: Sequence[Span],
    dates: Sequence[Span],
    beside: Beside,
    marked: Marked,
    language: Language,
) -> Phrase | None:
    """Return the most telling few words of these stretches, None where they hold too little.

    `dates` are the expressions that date it: the clauses beside them go before the others. Where there are
    none, it is the first clause that says enough.
    """
    best: tuple[int, Phrase] | None = None
    dated = sorted(date[0] for date in dates)
    most = _ENOUGH + 2 * (bool(dated) or beside is Beside.OUTSIDE)
    for start, end in zones:
        for left, right in _clauses(text, start, end, marked):
            around = bisect_left(dated, left) < bisect_left(dated, right)
            extra = 2 * (around is beside.value)
            if best is not None and best[0] >= _ENOUGH + extra:
                continue
            found = _cut(text, left, right, marked, language)
            worth = 0 if found is None else min(found.told, _ENOUGH) + extra
            if found is not None and (best is None or worth > best[0]):
                best = worth, found
                if worth >= most:
                    return found
        if best is not None and best[0] >= _ENOUGH and not dates:
            break
    return None if best is None else best[1]


def _clauses(text: str, start: int, end: int, marked: Marked) -> Iterator[Span]:
    """Yield what lies between the marks of a stretch, those inside a date left out."""
    at = start
    dates = iter((*marked.dates_in(start, end), (end, end)))
    date = next(dates)
    for mark in _MARK.finditer(text, start, end):
        here = mark.start()
        while date[1] <= here and date[0] < end:
            date = next(dates)
        if date[0] <= here < date[1]:
            continue
        inside = text[here - 1 : here].isalnum() and text[here + 1 : here + 2].isalnum()
        if not (inside and text[here] in "./,:"):
            yield at, here
            at = mark.end()
    yield at, end


def _cut(text: str, start: int, end: int, marked: Marked, language: Language) -> Phrase | None:
    """Return a clause without its dates and the little words at its ends, at most so long."""
    if not language.spaced:
        return _cut_unspaced(text, start, end, marked, language)
    words = _without_dates(text, start, end, marked, language)
    little = [_is_little(word[0], language) for word in words]
    first = next((i for i, small in enumerate(little) if not small), len(words))
    stop = _stop(words, little, first, marked, language)
    told = stop - first - sum(little[first:stop])
    if told < 1:
        return None
    left, right = words[first].start(), words[stop - 1].end()
    joined = [words[first][0]]
    for before, word in zip(words[first:stop], words[first + 1 : stop], strict=False):
        between = text[before.end() : word.start()]
        joined.append((" " if len(between) > 1 or between.isspace() else between) + word[0])
    return Phrase(left, right, " ".join("".join(joined).split()), told)


def _stop(
    words: Sequence[re.Match[str]], little: Sequence[bool], first: int, marked: Marked, language: Language
) -> int:
    """Return after which word to stop: not in a name, and before a little word where the clause goes on."""
    stop = last = first
    whole = first
    while last < len(words):
        name = marked.name_at(words[last].start())
        after = last + 1
        while name is not None and after < len(words) and words[after].start() < name[1]:
            after += 1
        if stop > first and language.has("text.clause_openers", fold_word(words[last][0])):
            return stop
        if words[after - 1].end() - words[first].start() > _LONGEST or after - first > _MOST_WORDS:
            told = whole - first - sum(little[first:whole])
            return whole if told >= _ENOUGH - 1 else min(stop, first + _MOST_WORDS)
        if little[last] and name is None:
            whole = stop
        last = after
        stop = last if not little[last - 1] or name is not None else stop
    return stop


def _without_dates(
    text: str, start: int, end: int, marked: Marked, language: Language
) -> list[re.Match[str]]:
    """Return the words of a clause that belong to no date, nor lead to one: "in the year 1951"."""
    words: list[re.Match[str]] = []
    at = start
    for left, right in (*marked.dates_in(start, end), (end, end)):
        words += _WORD.finditer(text, at, max(at, left))
        at = max(at, right)
        edge = left
        for _ in range(_WORDS_OF_DATE if left < end else 0):
            if words and words[-1].end() >= edge - 1 and _is_little(words[-1][0], language):
                edge = words.pop().start()
    return words


def _cut_unspaced(text: str, start: int, end: int, marked: Marked, language: Language) -> Phrase | None:
    """Return what stands after the dates of a clause whose words are not set apart."""
    dates = marked.dates_in(start, end)
    left = dates[-1][1] if dates else start
    little = _any_little_word(language)
    while little and left < end and (found := little.match(text, left)):
        left = found.end()
    piece = text[left:end].strip()
    if not _LEAST_UNSPACED <= len(piece) <= _LONGEST_UNSPACED:
        return None
    left = text.find(piece, left, end)
    return Phrase(left, left + len(piece), piece, _ENOUGH)


@cache
def _any_little_word(language: Language) -> re.Pattern[str] | None:
    return any_word(_little_words(language), spaced=False)


@lru_cache(maxsize=_REMEMBERED)
def _is_little(word: str, language: Language) -> bool:
    folded = fold_word(word)
    return folded in _little_words(language) or folded.isdigit()


@cache
def _little_words(language: Language) -> frozenset[str]:
    lists = language.lists
    signals = [name for name in lists if name.startswith("signals.") and name != "signals.ahead"]
    return frozenset(word for name in (*_LITTLE, *signals) for word in lists.get(name, ()))

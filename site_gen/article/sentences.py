"""Sentences and clauses of a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from site_gen.article.language import Language

# The first character is told before its sort, which is four times as fast. A run of stops is looked at from
# its first on and once.
_STOP = re.compile(
    r"[.!?…。！？\n](?:"
    r"(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s)"
    r"|(?<=[。！？])[”’」』)]*"
    r"|(?<=\n)\s*\n)"
)
_LAST_WORD = re.compile(r"[\w.]*\.\Z")
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[,;:—–()]")
_OPENING = "\"'“‘«„‹([「『"
_LONGEST_WORD = 24
_LONGEST_SENTENCE = 2_000


def split(text: str, folded: str, start: int, end: int, language: Language) -> tuple[tuple[int, int], ...]:
    """Return the sentences of `text[start:end]` as offsets; quotation marks belong to the sentence that they
    close.
    """
    found: list[tuple[int, int]] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() <= at or not _is_end(text, folded, stop, end, language):
            continue
        found.append((at, stop.end()))
        at = stop.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        found.append((at, end))
    return tuple(piece for sentence in found for piece in _pieces(text, *sentence))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be a sentence (a table, a list, no text at all) at white space."""
    while end - start > _LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = space if space > 0 else start + _LONGEST_SENTENCE
        yield start, cut
        start = cut + text[cut : cut + 1].isspace()
    yield start, end


def _is_end(text: str, folded: str, stop: re.Match[str], end: int, language: Language) -> bool:
    """Tell a full stop from that of an abbreviation, an initial or a list."""
    after = stop.end()
    while after < end and (text[after].isspace() or text[after] in _OPENING):
        after += 1
    if after < end and text[after].islower():
        return False
    if stop[0] != "." or after >= end:
        return True
    word = _LAST_WORD.search(folded, max(0, stop.end() - _LONGEST_WORD), stop.end())
    if word is None:
        return True
    last = word[0]
    if last[:-1].isdecimal() and _is_numbered(folded, after, end, language):
        return False
    return not (language.has("text.abbreviations", last) or (len(last) == 2 and last[0].isalpha()))


def _is_numbered(folded: str, start: int, end: int, language: Language) -> bool:
    """Tell whether the word at `start` is one that a number with a full stop belongs to: "31. März"."""
    numbered = language.sets.get("text.numbered")
    word = _WORD.match(folded, start, end)
    return bool(numbered and word and (word[0] in numbered or word[0] in language.words["month"]))


def clause_starts(text: str, folded: str, start: int, end: int, language: Language) -> list[int]:
    """Return where clauses of a sentence begin, in order: after a comma and its like, and at a word that
    opens one.
    """
    starts = {start}
    for mark in _BREAK.finditer(text, start, end):
        at = mark.end()
        while at < end and (text[at].isspace() or text[at] in _OPENING):
            at += 1
        starts.add(at)
    openers = _openers(language)
    if openers is not None:
        starts.update(found.start() for found in openers.finditer(folded, start, end))
    return sorted(starts)


@cache
def _openers(language: Language) -> re.Pattern[str] | None:
    words = language.lists.get("text.clause_openers", ())
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else None


def clause_of(starts: list[int], offset: int) -> int:
    """Return where the clause begins that holds an offset; `starts` as from `clause_starts`."""
    return starts[max(0, bisect_right(starts, offset) - 1)]

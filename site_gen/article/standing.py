"""Where in its paragraph an expression stands: in which sentence, inside which quotation or parentheses, and
whether in a clause that looks back ("who had been born in 1890").

What stands aside dates something else than the story does, so later words lean on it only where nothing else
is there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from site_gen.article import sentences
from site_gen.article.language import Language, any_listed, load_language
from site_gen.article.signals import is_limit
from site_gen.article.timex import Found

_CLAUSE = re.compile(r"[,;:()—–]")
_FARTHEST_VERB = 60
_LONGEST_OPENING = 12
_DEEPEST = 16
_CLOSERS = {
    "“": "”",
    "«": "»",
    "„": "“”",
    "»": "«",
    "”": "”",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "'": "'",
}
_MARK = re.compile("[“”«»„「」『』\"‘’']")


class Aside(StrEnum):
    """What an expression stands aside of the story in."""

    QUOTATION = "quotation"
    PARENTHESES = "parentheses"


class Stretch(NamedTuple):
    """A quotation or parentheses in a paragraph, as offsets with the marks, end exclusive."""

    start: int
    end: int
    aside: Aside


class Standing(NamedTuple):
    """Where an expression stands: the number of its sentence in the paragraph, the stretch that holds it,
    whether its clause looks back, whether it is only a limit ("by December"), whether it opens its sentence,
    and whether who says it is named behind it ("…, said Ada Lund").
    """

    sentence: int = 0
    stretch: Stretch | None = None
    looks_back: bool = False
    limits: bool = False
    opens: bool = False
    reported: bool = False

    @property
    def quotation(self) -> Stretch | None:
        """The quotation that holds the expression, None outside of one."""
        return self.stretch if self.stretch and self.stretch.aside is Aside.QUOTATION else None


def standings(
    text: str, folded: str, start: int, end: int, found: Sequence[Found], language: Language
) -> tuple[Standing, ...]:
    """Return how each expression of the paragraph `text[start:end]` stands. A quotation is whole: no sentence
    ends inside it.
    """
    if not found:
        return ()
    quoted = tuple(quotations(text, start, end))
    bracketed = tuple(_parentheses(text, start, end))
    ends = [
        last
        for _, last in sentences.split(text, folded, start, end, language)
        if not any(q.start < last < q.end for q in _around(quoted, last))
    ]
    back = any_listed(language, "signals.looking_back")
    said = _said_behind(language.code)
    made = []
    for one in found:
        held = _holding(quoted, one) or _holding(bracketed, one)
        at = bisect_right(ends, one.start)
        first = ends[at - 1] if at else start
        clause = _CLAUSE.split(folded[max(first, one.start - _FARTHEST_VERB) : one.start])[-1]
        looks_back = back is not None and back.search(clause) is not None
        opens = one.start - first <= _LONGEST_OPENING
        limits = not opens and is_limit(folded, one.start, start, language)
        last = ends[at] if at < len(ends) else end
        reported = said is not None and said.search(folded, one.end, last) is not None
        made.append(Standing(at, held, looks_back, limits, opens, reported))
    return tuple(made)


@cache
def _said_behind(code: str) -> re.Pattern[str] | None:
    """Return what names a speaker behind what was said: a comma, at most three words, and one that says."""
    language = load_language(code)
    words = "|".join(sorted(map(re.escape, language.listed("acts.say")), key=len, reverse=True))
    if not words or not language.spaced:
        return None
    return re.compile(rf"[,،]\s+(?:[^\s,;:()]+\s+){{0,3}}(?:{words})(?!\w)")


def _around(stretches: Sequence[Stretch], offset: int) -> Sequence[Stretch]:
    """Return the last stretch that begins before an offset."""
    at = bisect_right(stretches, offset, key=lambda stretch: stretch.start)
    return stretches[max(0, at - 1) : at]


def _holding(stretches: Sequence[Stretch], one: Found) -> Stretch | None:
    return next((s for s in _around(stretches, one.start) if one.end <= s.end), None)


def quotations(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the outermost quotations of a paragraph, whole where their marks are nested wrongly.

    A mark that closes an outer quotation closes the inner ones with it. One that is never closed counts only
    where it opens the paragraph: the quotation then goes on in the next.
    """
    opened: list[str] = []
    first = start
    for mark in _MARK.finditer(text, start, end):
        at, sign = mark.start(), mark[0]
        inner = range(len(opened) - 1, max(-1, len(opened) - 1 - _DEEPEST), -1)
        closed = next((i for i in inner if sign in _CLOSERS[opened[i]]), None)
        if closed is not None and (sign not in "'’" or _may_close(text, at, end)):
            del opened[closed:]
            if not opened:
                yield Stretch(first, at + 1, Aside.QUOTATION)
        elif sign in _CLOSERS and closed is None and _may_open(text, at, start, end):
            if not opened:
                first = at
            opened.append(sign)
    if opened and not text[start:first].strip():
        yield Stretch(first, end, Aside.QUOTATION)


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    """Tell an opening mark from an apostrophe, from the mark of inches and from a closing one that was never
    opened: it stands at the beginning of a word, and before no figure where it may be a left-out century.
    """
    before, after = text[at - 1 : at] if at > start else "", text[at + 1 : min(at + 2, end)]
    if not after or (after.isspace() and text[at] not in "«„"):
        return False
    if text[at] in "'‘’" and after.isdecimal():
        return False
    return not before or not (before.isalnum() or before in ".,!?…") or text[at] in "「『"


def _may_close(text: str, at: int, end: int) -> bool:
    """Tell a closing single mark from an apostrophe inside a word."""
    after = text[at + 1 : min(at + 2, end)]
    return not (after.isalnum() and text[at - 1 : at].isalnum())


def _parentheses(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the outermost parentheses of a paragraph; what is not closed is none."""
    opened: list[int] = []
    for mark in re.finditer(r"[()\[\]]", text[start:end]):
        if mark[0] in "([":
            opened.append(start + mark.start())
        elif opened:
            first = opened.pop()
            if not opened:
                yield Stretch(first, start + mark.end(), Aside.PARENTHESES)

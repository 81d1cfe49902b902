"""What a form can begin with, two steps deep: the first token of what it matches, and the unit after that.

A text is searched only where a token stands that can begin a form, and there only by the forms that go on as
the text does. What is worked out here may name too much, never too little: a form that is left out cannot
match.

A token is a word or a mark, all figures being one (`DIGIT`), all Roman numerals another (`ROMAN`). A unit is
letters up to what is none, figures, or a mark; where words are not set apart, a single character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DIGIT = "#"
ROMAN = "%"
# What can follow a token of a form: nothing more of the form, or something that is not known beforehand.
NOTHING = ""
ANYTHING = "*"
# A raised figure ends no word.
LETTER = r"[^\W\d_¹²³⁰-⁹]"

_WORD = re.compile(r"\w+|\S")
_FIGURES = re.compile(r"\d+")
_LETTER = re.compile(LETTER)
_UNIT = re.compile(rf"\s*(\d|{LETTER}+|\S)")
_CHARACTER = re.compile(r"\s*(\S)")


@dataclass(frozen=True, slots=True)
class Opening:
    """How what a piece of a form matches can begin.

    `after` maps the tokens that it can begin with to the units that can follow them, and `units` are those
    that it can begin with itself. `ends` are the sorts of character that it can end with, and `tight` tells
    that words or figures of it touch, so that they are one in a text.
    """

    after: Mapping[str, frozenset[str]]
    units: frozenset[str]
    ends: frozenset[str]
    tight: bool = False

    def settled(self) -> Mapping[str, frozenset[str]]:
        """Return the tokens and what can follow them, anything where units cannot be told apart."""
        return {token: frozenset({ANYTHING}) for token in self.after} if self.tight else self.after


EMPTY = Opening({}, frozenset(), frozenset())
# A word that is not known beforehand; no form can begin with one.
ANY_WORD = Opening({}, frozenset({ANYTHING}), frozenset({"letter"}))


def first_token(literal: str) -> str:
    """Return what a folded text is looked up by: its first word, a mark, or the class of its digits."""
    word = _WORD.match(literal)
    if word is None:
        return ""
    return DIGIT if word[0][0].isdecimal() else word[0]


def unit_at(folded: str, start: int, end: int, *, spaced: bool) -> str:
    """Return the unit that `folded[start:end]` begins with, white space skipped, NOTHING for none."""
    found = (_UNIT if spaced else _CHARACTER).match(folded, start, end)
    if found is None:
        return NOTHING
    return DIGIT if found[1].isdecimal() else found[1]


def after_figures(folded: str, start: int) -> int:
    """Return where the figures end that begin at `start`."""
    figures = _FIGURES.match(folded, start)
    return start if figures is None else figures.end()


def of_words(words: Iterable[str], *, spaced: bool) -> Opening:
    """Return how any of these folded words or phrases begins."""
    after: dict[str, frozenset[str]] = {}
    units, ends = set(), set()
    for word in (unicodedata.normalize("NFC", word) for word in words):
        token = first_token(word)
        rest = after_figures(word, 0) if token == DIGIT else len(token)
        after[token] = after.get(token, frozenset()) | {unit_at(word, rest, len(word), spaced=spaced)}
        units.add(unit_at(word, 0, len(word), spaced=spaced))
        # Where words are not set apart a unit is a single character, and no two letters are one.
        ends.add(_sort(word[-1:]) if spaced or word[-1:].isdecimal() else "mark")
    return Opening(after, frozenset(units), frozenset(ends))


def of_figures(suffixes: Iterable[str], *, spaced: bool) -> Opening:
    """Return how a number begins that may have one of these endings ("1st")."""
    endings = of_words(suffixes, spaced=spaced)
    return Opening({DIGIT: endings.units | {NOTHING}}, frozenset({DIGIT}), endings.ends | {DIGIT})


def of_roman(suffixes: Iterable[str], *, spaced: bool) -> Opening:
    """Return how a Roman numeral begins. Letters that end it ("XIXe") are of its token; as a unit it may be
    any.
    """
    marks = of_words((s for s in suffixes if _sort(s[0]) != "letter"), spaced=spaced)
    return Opening({ROMAN: marks.units | {NOTHING}}, frozenset({ANYTHING}), marks.ends | {"letter"})


def either(options: Iterable[Opening]) -> Opening:
    """Return how any of these begins."""
    after: dict[str, frozenset[str]] = {}
    units, ends, tight = frozenset[str](), frozenset[str](), False
    for option in options:
        for token, following in option.after.items():
            after[token] = after.get(token, frozenset()) | following
        units, ends, tight = units | option.units, ends | option.ends, tight or option.tight
    return Opening(after, units, ends, tight)


def then(one: Opening, other: Opening, *, first: bool, optional: bool, apart: bool) -> Opening:
    """Return how two pieces in a row begin. `first`: what stands before may all be absent, so that the other
    can stand first; `optional`: the other may be absent; `apart`: there is a gap between the two.
    """
    going_on = other.units | ({NOTHING} if optional else frozenset())
    after = {
        token: (following - {NOTHING}) | going_on if NOTHING in following else following
        for token, following in one.after.items()
    }
    tight = one.tight or other.tight or (not apart and _touch(one.ends, other.units))
    ends = one.ends | other.ends if optional else other.ends
    joined = Opening(after, one.units, ends, tight)
    if not first:
        return joined
    begun = either((joined, other))
    return Opening(begun.after, begun.units, ends, tight)


def _touch(ends: frozenset[str], units: frozenset[str]) -> bool:
    if DIGIT in ends and DIGIT in units:
        return True
    return "letter" in ends and any(unit == ANYTHING or _sort(unit[:1]) == "letter" for unit in units)


def _sort(char: str) -> str:
    return DIGIT if char.isdecimal() else "letter" if _LETTER.match(char) else "mark"

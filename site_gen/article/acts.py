"""Sorts of acts (to ask, to sign …), by the verb forms of the language's file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from site_gen.article.language import Language, any_word, load_language
from site_gen.article.names import Name, Names

_PREFIX = "acts."
_TALK = "say"
_LIVES = ("die", "born")
_NEAR = 60
_CLOSE = 24


@dataclass(frozen=True, slots=True)
class Act:
    """An act with the names near its verb, those that stand before it first."""

    family: str
    start: int
    end: int
    names: tuple[Name, ...]


def families(folded: str, zones: Sequence[tuple[int, int]], language: Language) -> set[str]:
    """Return the acts told in these stretches by which a retelling is known. Saying something is no sign:
    everybody quoted says something.
    """
    return {act for act, _, _, _ in _found(folded, zones, language) if act != _TALK}


def main_act(folded: str, zones: Sequence[tuple[int, int]], names: Names, language: Language) -> Act | None:
    """Return the first act that somebody named near it can have done; saying something only where there is
    no other. A life begins and ends with a name close by.
    """
    told: Act | None = None
    for family, start, end, zone in _found(folded, zones, language):
        near = _CLOSE if family in _LIVES else _NEAR
        before = names.between(max(zone[0], start - near), start)
        after = names.between(end, min(zone[1], end + near))
        if not before and not (after and family in (_TALK, *_LIVES)):
            continue
        act = Act(family, start, end, (*before[-2:], *after[:2]))
        if family != _TALK:
            return act
        told = told or act
    return told


def _found(
    folded: str, zones: Sequence[tuple[int, int]], language: Language
) -> Iterator[tuple[str, int, int, tuple[int, int]]]:
    """Yield the verbs of acts: the act, where the verb stands, and the stretch that it stands in."""
    pattern, family = _verbs(language.code)
    if pattern is None:
        return
    for zone in zones:
        for verb in pattern.finditer(folded, *zone):
            yield family[verb[0]], *verb.span(), zone


@cache
def _verbs(code: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    language = load_language(code)
    family = {
        word: name[len(_PREFIX) :]
        for name, words in language.lists.items()
        if name.startswith(_PREFIX)
        for word in words
    }
    return any_word(family, spaced=language.spaced), family

"""The words before an expression that say how an event lies to it: before, after, until, since."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from site_gen.article.language import Language

_REACH = 48
_FILLERS = 3


class Signal(StrEnum):
    """How what is told lies to the date."""

    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"
    SINCE = "since"


def signal_before(folded: str, start: int, floor: int, language: Language) -> tuple[Signal, int] | None:
    """Return the signal that stands directly before offset `start` (fillers such as "pada tahun" skipped) and
    where it begins, None where there is none. Nothing before `floor` is looked at.
    """
    left = max(floor, start - _REACH)
    before = folded[left:start].rstrip()
    known = _by_last_letter(language)
    for _ in range(_FILLERS + 1):
        for signal, word in known.get(before[-1:], ()):
            if ends_with(before, word, spaced=language.spaced or signal is None):
                break
        else:
            return None
        if signal is not None:
            return signal, left + len(before) - len(word)
        before = before[: -len(word)].rstrip()
    return None


@cache
def _by_last_letter(language: Language) -> Mapping[str, tuple[tuple[Signal | None, str], ...]]:
    """Return signals and fillers (None) by their last letter, signals first."""
    known: dict[str, tuple[tuple[Signal | None, str], ...]] = {}
    for signal in (*Signal, None):
        for word in language.lists.get(f"signals.{signal.value if signal else 'filler'}", ()):
            known[word[-1:]] = (*known.get(word[-1:], ()), (signal, word))
    return known


def signal_at(folded: str, start: int, language: Language) -> Signal | None:
    """Return the signal that a clause beginning at `start` opens with: "Before sending the letter …"."""
    for signal, word in _openings(language).get(folded[start : start + 1], ()):
        end = start + len(word)
        if folded.startswith(word, start) and not folded[end : end + 1].isalnum():
            return signal
    return None


def is_limit(folded: str, start: int, floor: int, language: Language) -> bool:
    """Tell whether the words before offset `start` make it the end of something: "until", "by"."""
    before = folded[max(floor, start - _REACH) : start].rstrip()
    near = _limits(language).get(before[-1:], ())
    return any(ends_with(before, word, spaced=language.spaced) for word in near)


@cache
def _limits(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a limit by their last letter."""
    known: dict[str, tuple[str, ...]] = {}
    for name in ("limit", "until"):
        for word in language.lists.get(f"signals.{name}", ()):
            known[word[-1:]] = (*known.get(word[-1:], ()), word)
    return known


@cache
def _openings(language: Language) -> Mapping[str, tuple[tuple[Signal, str], ...]]:
    """Return the signals by their first letter."""
    known: dict[str, tuple[tuple[Signal, str], ...]] = {}
    for signal in Signal:
        for word in language.lists.get(f"signals.{signal.value}", ()):
            known[word[:1]] = (*known.get(word[:1], ()), (signal, word))
    return known


def ends_with(text: str, word: str, *, spaced: bool = True) -> bool:
    """Tell whether a text ends with a word, a whole one where words are set apart."""
    if not text.endswith(word):
        return False
    return not spaced or len(text) == len(word) or not text[-len(word) - 1].isalnum()

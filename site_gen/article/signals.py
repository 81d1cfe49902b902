"""The words before an expression that say how an event lies to it: before, after, until, since."""

from __future__ import annotations

from enum import StrEnum

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
    for _ in range(_FILLERS + 1):
        for signal in Signal:
            for word in language.lists.get(f"signals.{signal.value}", ()):
                if _ends_with(before, word, spaced=language.spaced):
                    return signal, left + len(before) - len(word)
        filler = next((w for w in language.lists.get("signals.filler", ()) if _ends_with(before, w)), None)
        if filler is None:
            return None
        before = before[: -len(filler)].rstrip()
    return None


def signal_at(folded: str, start: int, language: Language) -> Signal | None:
    """Return the signal that a clause beginning at `start` opens with: "Before sending the letter …"."""
    for signal in Signal:
        for word in language.lists.get(f"signals.{signal.value}", ()):
            end = start + len(word)
            if folded.startswith(word, start) and not folded[end : end + 1].isalnum():
                return signal
    return None


def _ends_with(text: str, word: str, *, spaced: bool = True) -> bool:
    if not text.endswith(word):
        return False
    return not spaced or len(text) == len(word) or not text[-len(word) - 1].isalnum()

"""A pattern for one of many words, which a search goes through letter by letter and not word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeAlias

_END = ""
_Branches: TypeAlias = dict[str, "_Branches"]


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words as they stand, the longest that fits first."""
    return one_of_pieces([re.escape(char) for char in word] for word in words)


def one_of_pieces(words: Iterable[Sequence[str]]) -> str:
    """Return a pattern for any of these words, each given as the patterns of its characters; the longest that
    fits first. Words that begin alike share what they begin with.
    """
    root: _Branches = {}
    for pieces in words:
        branches = root
        for piece in pieces:
            branches = branches.setdefault(piece, {})
        branches[_END] = {}
    return f"(?:{_written(root)})"


def _written(branches: _Branches) -> str:
    """Write what can follow: what goes on before the end, so that a longer word is tried before a shorter."""
    written = sorted(branches.items(), reverse=True)
    return "|".join(piece + _rest(following) if piece else _END for piece, following in written)


def _rest(following: _Branches) -> str:
    """Write what follows a piece; a word of which nothing else follows needs no brackets."""
    steps = ""
    while len(following) == 1 and _END not in following:
        ((piece, following),) = following.items()
        steps += piece
    if following.keys() == {_END}:
        return steps
    return f"{steps}(?:{_written(following)})"


def any_suffix(suffixes: Iterable[str]) -> str:
    """Return a pattern for one of these endings or none."""
    endings = "|".join(map(_escaped, sorted(suffixes, key=len, reverse=True)))
    return f"(?:{endings})?" if endings else ""


def any_phrase(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    composed = (" ".join(unicodedata.normalize("NFC", word).split()) for word in words)
    return one_of_pieces([r"\s{1,3}" if c == " " else _escaped(c) for c in word] for word in composed)


def _escaped(word: str) -> str:
    return "".join(c if c.isalnum() else "\\" + c for c in word)

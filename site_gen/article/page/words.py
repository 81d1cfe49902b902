"""The words of a page, free of tags and entities, and the way back from each of them into the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize

# Soft hyphens, zero-width spaces, joiners of words, and marks of direction: a reader sees none of them.
_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_WORD = rf"[^&\s{_UNSEEN}\x00]+"
_PIECE = re.compile(
    rf"(?P<space>[\s\x00]+)|(?P<unseen>[{_UNSEEN}]+)|(?P<entity>&#?\w{{1,32}};?)|&|{_WORD}(?: {_WORD})*+"
)
_COMBINING = "\u0300-\u036f\u0653-\u0655\u3099\u309a"
_MARK = re.compile(f"[{_COMBINING}]")
_LETTER = rf"[^&\s{_UNSEEN}\x00{_COMBINING}]"
_PIECE_WITH_MARKS = re.compile(
    rf"(?P<space>[\s\x00]+)|(?P<unseen>[{_UNSEEN}]+)|(?P<entity>&#?\w{{1,32}};?)|&"
    rf"|(?P<letter>{_LETTER}[{_UNSEEN}]*[{_COMBINING}][{_COMBINING}{_UNSEEN}]*)"
    rf"|(?:{_LETTER}(?![{_COMBINING}{_UNSEEN}]))+|{_LETTER}|[{_COMBINING}]"
)
_SEEN_NOTHING = re.compile(f"[{_UNSEEN}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the characters of a clean text stand in the file that it was taken from.

    Runs, in the order of the clean text: where each begins there, and the stretch of the file behind it. A
    run as long as its stretch goes character by character; in any other each character stands for the whole.
    """

    begins: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the file behind the clean text from `start` to `end` (exclusive)."""
        if not self.begins:
            return 0, 0
        first = self._behind(start)[0]
        return (first, max(first, self._behind(end - 1)[1])) if end > start else (first, first)

    def _behind(self, at: int) -> tuple[int, int]:
        run = max(0, bisect_right(self.begins, at) - 1)
        begin, start, end = self.begins[run], self.starts[run], self.ends[run]
        until = self.begins[run + 1] if run + 1 < len(self.begins) else self.length
        if until - begin != end - start:
            return start, end
        offset = start + min(max(0, at - begin), end - start - 1)
        return offset, offset + 1


def put_together(head: tuple[str, Placing], body: tuple[str, Placing]) -> tuple[str, Placing]:
    """Return two clean texts from one file as one, the first before the second."""
    (before, first), (after, second) = head, body
    begins = [*first.begins, *(begin + len(before) for begin in second.begins)]
    placing = Placing(
        begins, [*first.starts, *second.starts], [*first.ends, *second.ends], len(before) + len(after)
    )
    return before + after, placing


class Words:
    """A clean text in the making: pieces of a file are added in any order, white space is made one space.

    `length` are its characters so far, `seen` those up to the last that is no space.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._piece = _PIECE_WITH_MARKS if _MARK.search(source) else _PIECE
        self._parts: list[str] = []
        self._begins: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.length = 0
        self.seen = 0
        self._spaced = True

    def add(self, start: int, end: int) -> None:
        """Add the words that stand in the file from `start` to `end`, entities resolved."""
        for piece in self._piece.finditer(self._source, start, end):
            if piece["space"]:
                self.space(piece.start(), piece.end())
            elif piece["entity"]:
                self._entity(unescape(piece[0]), piece.start(), piece.end())
            elif self._piece is _PIECE_WITH_MARKS and piece["letter"]:
                self.put(normalize("NFC", _SEEN_NOTHING.sub("", piece[0])), piece.start(), piece.end())
            elif not piece["unseen"]:
                self.put(piece[0], piece.start(), piece.end())

    def _entity(self, words: str, start: int, end: int) -> None:
        words = _SEEN_NOTHING.sub("", words)
        if words.strip():
            self.put(words, start, end)
        elif words:
            self.space(start, end)

    def put(self, words: str, start: int, end: int) -> None:
        """Add words as they are; they stand for what is in the file from `start` to `end`."""
        self._append(_CONTROL.sub("\ufffd", words), start, end)
        self.seen = self.length
        self._spaced = False

    def space(self, start: int, end: int) -> None:
        """Add one space that stands for what is in the file from `start` to `end`, unless one is there."""
        if not self._spaced:
            self._append(" ", start, end)
            self._spaced = True

    def part(self, at: int, separator: str) -> None:
        """End what was added so far with a separator of ours, which has the place `at` in the file."""
        self._append(separator, at, at)
        self._spaced = True

    def _append(self, words: str, start: int, end: int) -> None:
        self._parts.append(words)
        self._begins.append(self.length)
        self._starts.append(start)
        self._ends.append(end)
        self.length += len(words)

    def finish(self) -> tuple[str, Placing]:
        """Return the clean text and its places."""
        return "".join(self._parts), Placing(self._begins, self._starts, self._ends, self.length)

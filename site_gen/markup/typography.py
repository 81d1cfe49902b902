"""Straight quotation marks, apostrophes, `--`, `---` and `...` → the marks of the language of a text.

It works on runs: the pieces of text of one paragraph, item or cell, in their order, so that a mark is judged
by what stands beside it across emphasis and links. What is code, typed at a keyboard or an address is left
alone, and so is a run that has typographic quotation marks already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_SET = re.compile("[“”„‟«»‹›‘’‚‛]")
_PLACEHOLDER = re.compile(r"\x02[^\x02\x03]*\x03")
_TYPED = re.compile(r"""\"|'|---*|\.\.\.\.*""")
_ADDRESS = re.compile(r"""(?<![A-Za-z0-9+.-])(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|www\.)[^\s"<>]*[^\s"'<>]""")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MEASURE = re.compile(r"""\d['°]\s?\d+(?:[.,]\d+)?\s?['"](?:\s?\d+(?:[.,]\d+)?")?(?!\w)""")
_LEFT = ((_ADDRESS, "://"), (_ADDRESS, "www."), (_TAG, "<"), (_MEASURE, "'"))
"""What is left as it was typed, each with what it cannot be without."""
_OPENS = frozenset("([{<>=/-–—¿¡")
"""Signs after which a mark opens; white space and the beginning of a run do as well."""
_ELISION = re.compile(
    r"'(?:\d\d(?!\d)|(?:tis|twas|twere|twill|em|cause|til|till|bout|round|neath|n|s|t|k|m|r)\b(?!'))",
    re.IGNORECASE,
)
"""Words and years whose beginning was left out: '90s, 'tis, Dutch 's morgens and 't."""
_AND = re.compile(r"'n'(?!\w)", re.IGNORECASE)
_CLOSING = re.compile(r"'(?!\w)")
APOSTROPHE = "’"


def is_typed(text: str) -> bool:
    """Tell whether there is anything in a text that could become another mark."""
    return '"' in text or "'" in text or "--" in text or "..." in text


class Edit(NamedTuple):
    """A mark to put in place of what stands between two offsets."""

    start: int
    end: int
    mark: str


def typeset(pieces: Sequence[str], fixed: Sequence[bool], quotes: tuple[str, ...]) -> list[str] | None:
    """Return the pieces of a run with the marks of a language, None where nothing changes.

    `quotes` are the outer and the inner opening and closing marks. A piece that is `fixed` stays as it is and
    only tells what stands beside the others. Placeholders between STX and ETX count as nothing.
    """
    # What stays counts as a word, whatever marks are in it.
    text = "".join("x" * len(piece) if stays else piece for piece, stays in zip(pieces, fixed, strict=True))
    if not is_typed(text) or (not text.isascii() and _SET.search(text)):
        return None
    edits = tuple(_edits(text, quotes))
    if not edits:
        return None
    found, begin, next_edit = [], 0, 0
    for piece in pieces:
        at, end, parts = begin, begin + len(piece), []
        while next_edit < len(edits) and edits[next_edit].start < end:
            edit = edits[next_edit]
            next_edit += 1
            # What lies across two pieces, such as a dash of which one half is emphasised, stays.
            if edit.start >= at and edit.end <= end:
                parts += [piece[at - begin : edit.start - begin], edit.mark]
                at = edit.end
        found.append("".join([*parts, piece[at - begin :]]))
        begin = end
    return found


def _edits(text: str, quotes: tuple[str, ...]) -> Iterator[Edit]:
    beside = _around(text)
    marks = _Quotes(text, quotes)
    left = _left(text)
    for token in _TYPED.finditer(text):
        start, end = token.span()
        while left and left[-1][1] <= start:
            left.pop()
        if left and left[-1][0] <= start:
            continue
        typed, (before, after) = token[0], beside(start, end)
        if typed == '"':
            mark = marks.double(before, after)
        elif typed == "'":
            mark = marks.single(start, before, after)
        else:
            mark = _dash(typed, before, after) if typed[0] == "-" else "…" if typed == "..." else None
        if mark:
            yield Edit(start, end, mark)


def _left(text: str) -> list[tuple[int, int]]:
    """Return where addresses, tags and measures begin and end, the last first."""
    kinds = {kind: None for kind, needs in _LEFT if needs in text}
    found = sorted((place.span() for kind in kinds for place in kind.finditer(text)), reverse=True)
    # What begins in another one would hide that this has not ended.
    return [span for at, span in enumerate(found) if at + 1 == len(found) or found[at + 1][1] <= span[0]]


def _around(text: str) -> Callable[[int, int], tuple[str, str]]:
    """Return what tells the characters before and after a place, over placeholders; empty at the ends."""
    if "\x02" not in text:
        return lambda start, end: (text[start - 1 : start], text[end : end + 1])
    ends = {found.end(): found.start() for found in _PLACEHOLDER.finditer(text)}
    starts = {start: end for end, start in ends.items()}

    def beside(start: int, end: int) -> tuple[str, str]:
        while start in ends:
            start = ends[start]
        while end in starts:
            end = starts[end]
        return text[start - 1 : start] if start else "", text[end : end + 1]

    return beside


def _dash(typed: str, before: str, after: str) -> str | None:
    if len(typed) > 3 or before in ("!", "<") or after == ">":
        return None
    # An option of a command: ` --help`.
    if _apart(before) and after.isalnum():
        return None
    return "—" if len(typed) == 3 else "–"


class _Quotes:
    """The quotations that are open at a place of a run. 0 is an outer one, 1 an inner one."""

    def __init__(self, text: str, quotes: tuple[str, ...]) -> None:
        self.text, self.quotes = text, quotes
        self.open: list[tuple[str, int]] = []
        self.count = {'"': 0, "'": 0}
        self.last_close = -1
        if "'" in text:
            closing = (
                at.start()
                for at in _CLOSING.finditer(text)
                if not text[at.start() - 1 : at.start()].isspace()
            )
            self.last_close = max(closing, default=-1)

    def double(self, before: str, after: str) -> str | None:
        """Return the mark for a `"`."""
        if _opens(before) and _begins(before, after):
            return self._begin('"', 0)
        if _apart(before):
            return None
        if before.isdigit() and not self.count['"']:
            return None
        return self._end('"', 0)

    def single(self, start: int, before: str, after: str) -> str | None:
        """Return the mark for a `'` at an offset."""
        if before.isalnum():
            if after.isalnum():
                return None if before.isdigit() and after.isdigit() else APOSTROPHE
            if self.count["'"]:
                return self._end("'", 1)
            return None if before.isdigit() else APOSTROPHE
        if not _opens(before):
            return self._end("'", 1) if self.count["'"] else APOSTROPHE
        if not _begins(before, after):
            return self._end("'", 1) if self.count["'"] and before and not before.isspace() else None
        if _AND.match(self.text, start) or _ELISION.match(self.text, start):
            return APOSTROPHE
        return self._begin("'", 1) if self.last_close > start else APOSTROPHE

    def _begin(self, typed: str, level: int) -> str:
        if self.open:
            level = 1 - self.open[-1][1]
        self.open.append((typed, level))
        self.count[typed] += 1
        return self.quotes[2 * level]

    def _end(self, typed: str, level: int) -> str:
        while self.count[typed]:
            kind, level = self.open.pop()
            self.count[kind] -= 1
            if kind == typed:
                break
        return self.quotes[2 * level + 1]


def _opens(before: str) -> bool:
    return _apart(before) or before in _OPENS or before in "\"'“„«‹‘‚"


def _begins(before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    return _apart(before) or before in "([{¿¡" or after not in ".,;:!?)]}\"'"


def _apart(before: str) -> bool:
    return not before or before.isspace()

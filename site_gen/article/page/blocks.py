"""The tags of a page → its blocks of words, each with what the page's own marks say about it.

What a browser does with broken nesting is followed as far as it decides where a block ends and to which
element it belongs (WHATWG HTML 13.2.6). There is a stack and no tree, so depth costs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from site_gen.article.page.marks import (
    BLOCKS,
    CLOSED_BY,
    CONTAINERS,
    HEADINGS,
    ITEMS,
    NO_HEADINGS,
    SCOPES,
    TABLE_PARTS,
    VOID,
    Place,
    place_of,
    rank_of,
)
from site_gen.article.page.scan import Token, TokenKind, tokens
from site_gen.article.page.words import Words

_DECLARING = frozenset({"html", "link", "meta", "script", "time"})
_QUOTATION_END = re.compile("</q[\\s>]", re.IGNORECASE)
_LONGEST_QUOTATION = 3000


@dataclass(slots=True)
class Container:
    """An element that holds the blocks from `first` to before `last`; `rank` as in `marks.rank_of`."""

    parent: int
    rank: int
    first: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of words that the page sets apart; offsets into the clean text.

    `level` is 1–6 for a heading, 7 for what works like one, 0 for text; `item` tells entries of lists and
    tables. `linked` are the characters in links, `row` the number of the table row (0: none), `breaks` where
    a line is broken (negative where twice), and `joins` tells that only the edge of a quotation parts it from
    the one before.
    """

    start: int
    end: int
    place: Place
    container: int
    level: int = 0
    item: bool = False
    linked: int = 0
    row: int = 0
    breaks: tuple[int, ...] = ()
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk through a page gives.

    `declared` are the tags that may say something about the article, and the texts inside of `script`, each
    with the number of blocks before it; `title` the offsets of the page's title in the file; `depth` the
    deepest nesting.
    """

    words: Words
    blocks: Sequence[Block]
    containers: Sequence[Container]
    declared: Sequence[tuple[Token, int]]
    title: tuple[int, int] | None
    elements: int
    depth: int

    def moved(self, by: int) -> Walked:
        """Return the same for a clean text before which so many characters were put."""
        blocks = [
            replace(
                block,
                start=block.start + by,
                end=block.end + by,
                breaks=tuple(at + by if at > 0 else at - by for at in block.breaks),
            )
            for block in self.blocks
        ]
        return replace(self, blocks=blocks)


class _Open(NamedTuple):
    """An element that is open, with what it and those around it say of what they hold."""

    name: str
    place: Place
    container: int
    level: int = 0
    item: bool = False
    row: int = 0


def walk(text: str) -> Walked:
    """Read a page from its first tag to its last, in time linear in its length."""
    walker = _Walker(text)
    for token in tokens(text):
        walker.take(token)
    walker.end_block(len(text))
    walker.pop_to(1)
    walker.containers[0].last = len(walker.blocks)
    found = walker
    return Walked(
        found.words, found.blocks, found.containers, found.declared, found.title, found.elements, found.depth
    )


class _Walker:
    """The state of a walk: the open elements, and the block in the making."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = Words(text)
        self.blocks: list[Block] = []
        self.containers = [Container(-1, 0, 0)]
        self.declared: list[tuple[Token, int]] = []
        self.title: tuple[int, int] | None = None
        self.elements = self.depth = self.rows = 0
        self._stack = [_Open("", Place.TEXT, 0)]
        self._scopes: list[Counter[str]] = [Counter()]
        self._total: Counter[str] = Counter()
        self._begun = self._linked = 0
        self._breaks: list[int] = []
        self._in_link = self._joins = False
        self._quoted_until = 0

    def take(self, token: Token) -> None:
        if token.kind is TokenKind.TEXT:
            self._take_text(token)
        elif token.kind is TokenKind.START:
            self._take_start(token)
        elif token.kind is TokenKind.END:
            self._take_end(token)
        elif token.kind is TokenKind.RAW and token.name == "script":
            self.declared.append((token, len(self.blocks)))
        elif token.kind is TokenKind.RAW and token.name == "title" and not self._total["svg"]:
            self.title = self.title or (token.start, token.end)

    def _take_text(self, token: Token) -> None:
        if self._stack[-1].place is not Place.HIDDEN:
            before = self.words.length
            self.words.add(token.start, token.end)
            self._linked += self.words.length - before if self._in_link else 0

    def _take_start(self, token: Token) -> None:
        name = token.name
        self.elements += 1
        if name in _DECLARING:
            self.declared.append((token, len(self.blocks)))
        if name == "br":
            self._line_break(token)
        elif name == "a":
            self._in_link = "href" in token.attributes
        elif name == "q":
            close = _QUOTATION_END.search(self.text, token.end, token.end + _LONGEST_QUOTATION)
            self._quoted_until = max(self._quoted_until, close.start() if close else 0)
        elif name in BLOCKS:
            self.end_block(token.start)
            self._close("p")
            while self._stack[-1].name in CLOSED_BY.get(name, ()):
                self.pop_to(len(self._stack) - 1)
            self._joins = name == "blockquote"
        if name not in VOID:
            self._open(token)

    def _take_end(self, token: Token) -> None:
        name = token.name
        if name == "a":
            self._in_link = False
        if name == "br":
            self._line_break(token)
        if name in BLOCKS and (name != "p" or self._scopes[-1]["p"] or not self._total["blockquote"]):
            self.end_block(token.start)
            self._joins = name == "blockquote"
        self._close(name)

    def _open(self, token: Token) -> None:
        name, around = token.name, self._stack[-1]
        place = max(place_of(token, self.text), around.place)
        if name not in BLOCKS and place is around.place and not self._scopes[-1][name]:
            return
        container = around.container
        if name in CONTAINERS:
            self.containers.append(Container(container, rank_of(token), len(self.blocks)))
            container = len(self.containers) - 1
        self.rows += name == "tr"
        level = HEADINGS.get(name, 0 if name in NO_HEADINGS else around.level)
        row = self.rows if name == "tr" else 0 if name == "table" else around.row
        self._stack.append(_Open(name, place, container, level, name in ITEMS or around.item, row))
        self.depth = max(self.depth, len(self._stack))
        self._scopes[-1][name] += 1
        self._total[name] += 1
        if name in SCOPES:
            self._scopes.append(Counter())

    def _close(self, name: str) -> None:
        """Close the nearest open element of that name with all that is open inside; nothing where there is
        none.

        A part of a table is looked for through the cells around, anything else within its cell.
        """
        if (self._total if name in TABLE_PARTS else self._scopes[-1])[name] > 0:
            size = len(self._stack)
            while self._stack[size - 1].name != name:
                size -= 1
            self.pop_to(size - 1)

    def pop_to(self, size: int) -> None:
        """Close elements until that many are open."""
        while len(self._stack) > size:
            gone = self._stack.pop()
            if gone.name in SCOPES:
                self._scopes.pop()
            self._scopes[-1][gone.name] -= 1
            self._total[gone.name] -= 1
            if gone.container != self._stack[-1].container:
                self.containers[gone.container].last = len(self.blocks)

    def _line_break(self, token: Token) -> None:
        at = self.words.length
        if at == self._begun:
            return
        if self._breaks and abs(self._breaks[-1]) == at:
            self._breaks[-1] = -at
        else:
            self.words.space(token.start, token.end)
            self._breaks.append(self.words.length)

    def end_block(self, at: int) -> None:
        """End the block in the making before the offset `at` of the file; inside of a `q` words go on."""
        if at < self._quoted_until:
            self.words.space(at, at)
            return
        begun, end = self._begun, self.words.seen
        if end > begun:
            around = self._stack[-1]
            self.words.part(at, "\n")
            block = Block(begun, end, around.place, around.container, around.level, around.item)
            block = replace(
                block, linked=self._linked, row=around.row, breaks=tuple(self._breaks), joins=self._joins
            )
            self.blocks.append(block)
        self._begun = self.words.length
        self._linked = 0
        self._breaks.clear()
        self._joins = False

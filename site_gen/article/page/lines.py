"""Blocks of a page → the lines that its paragraphs begin and end with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from site_gen.article.page.blocks import Block
from site_gen.article.read import Line, is_furniture

_ENDS_SENTENCE = re.compile(r"[.!?…。！？:;][\"'”’»)\]]*$")
_SHORT_LINE = 40
_LONGEST_ROW = 400


def paragraphs(text: str, blocks: Iterable[Block], *, furniture: bool = False) -> list[tuple[Line, Line]]:
    """Return the first and the last line of each paragraph, without furniture unless it is asked for.

    The cells of a table's row are one paragraph where they are short, and a sentence that goes on across the
    edge of a quotation is not torn.
    """
    found: list[tuple[Line, Line]] = []
    before: Block | None = None
    for block in blocks:
        lines = list(_lines(text, block))
        if found and before is not None and lines:
            first, last = found[-1]
            row = block.row and block.row == before.row and block.end - first.start <= _LONGEST_ROW
            if row or (block.joins and _goes_on(text, last, lines[0])):
                heading = first.heading and lines[0].heading
                found[-1] = (replace(first, heading=heading, item=first.item or not heading), lines[-1])
                before = block
                continue
        found += [(line, line) for line in lines]
        before = block
    return [pair for pair in found if furniture or not is_furniture(text[pair[0].start : pair[1].end])]


def _goes_on(text: str, last: Line, following: Line) -> bool:
    return not _ENDS_SENTENCE.search(last.text[-6:]) and text[following.start].islower()


def _lines(text: str, block: Block) -> Iterator[Line]:
    """Cut a block where a line ends a paragraph: twice broken, after a sentence, or alone."""
    edges = [block.start]
    for at in block.breaks:
        start, end = abs(at), block.end
        if start >= end:
            continue
        piece, following = text[edges[-1] : start].strip(), text[start : start + 1]
        alone = len(piece) <= _SHORT_LINE and not following.islower()
        if at < 0 or alone or _ENDS_SENTENCE.search(piece[-6:]):
            edges.append(start)
    for start, end in pairwise([*edges, block.end]):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        if stripped:
            at = start + lead
            yield Line(
                at, at + len(stripped), stripped, new_block=True, heading=bool(block.level), item=block.item
            )

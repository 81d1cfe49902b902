"""The runs of text on the tree of Markdown: what stands in one paragraph, item or cell, in its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from site_gen.markup.typography import is_typed, typeset

AS_TYPED = frozenset("code kbd math pre samp script style textarea tt var".split())  # noqa: SIM905
"""Elements whose text stays as it was typed."""
_STASHED = re.compile("(\x02wzxhzdk:[0-9]+\x03)")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")


Node = tuple[Element, bool, str, bool]
"""A text on the tree: an element, whether it is what follows it, the text, and whether it stays as it is."""


def typeset_tree(
    root: Element, quotes: tuple[str, ...], stash: Sequence[object], *, block_level: frozenset[str]
) -> None:
    """Put typographic marks into the texts of a tree.

    `quotes`: see `typography.typeset`. `stash` are the pieces of HTML that placeholders in the texts stand
    for. A text of a class of its own (what Markdown says is final) stays.
    """
    for run in _runs(root, block_level):
        texts = [text for _, _, text, _ in run]
        fixed = [stays for _, _, _, stays in run]
        made = _with_stash(texts, fixed, quotes, stash) if stash else typeset(texts, fixed, quotes)
        for (element, is_tail, text, _), changed in zip(run, made or texts, strict=True):
            if changed is text:
                continue
            if is_tail:
                element.tail = changed
            else:
                element.text = changed


def _runs(root: Element, block_level: frozenset[str]) -> Iterator[list[Node]]:
    """Yield the runs below an element in which something was typed."""
    run: list[Node] = []
    typed = False
    # Not by functions that call themselves: emphasis can lie in emphasis a thousand times.
    waiting: list[tuple[Element, bool, bool]] = [(root, False, False)]
    while waiting:
        element, is_tail, fixed = waiting.pop()
        tag = element.tag
        if tag in block_level and run:
            if typed:
                yield run
            run, typed = [], False
        if is_tail:
            text = element.tail
        else:
            text = element.text
            fixed = fixed or tag in AS_TYPED
            for child in reversed(element):
                if child.tail:
                    waiting.append((child, True, fixed))
                waiting.append((child, False, fixed))
        if text and text != "\n":
            run.append((element, is_tail, text, fixed or text.__class__ is not str))
            typed = typed or is_typed(text)
    if typed:
        yield run


def _with_stash(
    texts: Sequence[str], fixed: Sequence[bool], quotes: tuple[str, ...], stash: Sequence[object]
) -> list[str] | None:
    """Typeset a run in whose texts HTML stands."""
    parts = [_STASHED.split(text) for text in texts]
    pieces = [piece for each in parts for piece in each]
    stays = [kept for each, kept in zip(parts, fixed, strict=True) for _ in each]
    made = typeset(pieces, _with_typed(pieces, stays, stash), quotes)
    if made is None:
        return None
    rest = iter(made)
    return ["".join(next(rest) for _ in each) for each in parts]


def _with_typed(pieces: Sequence[str], fixed: Sequence[bool], stash: Sequence[object]) -> list[bool]:
    """Add to what is fixed all that stands between the tags of an element that keeps what was typed."""
    found, within = [], ""
    for piece, stays in zip(pieces, fixed, strict=True):
        if _STASHED.fullmatch(piece):
            number = int(piece[9:-1])
            tag = _TAG.match(str(stash[number])) if number < len(stash) else None
            name = tag[2].lower() if tag else ""
            if tag and not within and not tag[1] and name in AS_TYPED:
                within = name
            elif tag and tag[1] and name == within:
                within = ""
        # A placeholder is no text of its own, so nothing in it is changed.
        found.append(stays or (bool(within) and not _STASHED.fullmatch(piece)))
    return found

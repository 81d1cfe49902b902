"""A stretch of an article, cut at its date expressions into pieces for a reader."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from site_gen.article import Expression

_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--|<!doctype|<html|<head|<body)", re.IGNORECASE)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|noscript|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|td|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_SPACE = re.compile(r"\s+")


def is_page(text: str) -> bool:
    """Tell whether an article was given as a saved page: its stretches then hold tags and entities."""
    return _PAGE.match(text) is not None


def cut(
    text: str, start: int, end: int, expressions: Sequence[Expression], *, page: bool
) -> Iterator[tuple[str, Expression | None]]:
    """Yield the words of `text` from `start` to `end`, those of an expression with it; offsets in characters.

    `expressions` are in order; one that is not wholly inside, or overlaps the one before, is no piece of its
    own. White space is one space, as a browser would show it.
    """
    at = start
    for each in expressions:
        if each.start < at or each.end > end:
            continue
        yield words(text[at : each.start], page=page), None
        yield words(text[each.start : each.end], page=page).strip(), each
        at = each.end
    yield words(text[at:end], page=page), None


def words(text: str, *, page: bool) -> str:
    """Return what a reader sees of a stretch: of a saved page no tags, and characters for entities."""
    if page:
        text = html.unescape(_TAG.sub("", _BREAK.sub(" ", _UNSEEN.sub(" ", text))))
    return _SPACE.sub(" ", text)

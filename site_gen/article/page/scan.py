"""An HTML file → its tags and texts, each with where it stands, after WHATWG HTML 13.2.5 (tokenization).

`html.parser` is not used: up to Python 3.13 a file of unfinished tags takes it time by the square of the
length, it tells lines and columns instead of offsets, and its reading of comments and scripts differs from
one version of Python to the next. Nothing is resolved, fetched or run here; a document type with entities of
its own is skipped like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

_OPENING = re.compile(r"<(?:(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)|(?P<other>!--|[!?/]))")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(?P<end>>)|(?P<name>=?[^\s/>=]*+)(?:\s*+=\s*+(?:(?P<quote>["'])|(?P<bare>[^\s>]*+)))?+)"""
)
_COMMENT_END = re.compile(r"--!?>|(?<=<!--)-?>")
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
_CODE = frozenset({"script", "style"})
_MOST_ATTRIBUTES = 200


class TokenKind(Enum):
    """What a stretch of the file is. `RAW` is the text inside of an element whose tags are not tags."""

    TEXT = auto()
    START = auto()
    END = auto()
    RAW = auto()
    COMMENT = auto()


class Attribute(NamedTuple):
    """The value of an attribute with its character references resolved, and where it is written (offsets)."""

    value: str
    start: int
    end: int


_NO_ATTRIBUTES: Mapping[str, Attribute] = MappingProxyType({})


class Token(NamedTuple):
    """One piece of the file, `start` and `end` its offsets, `name` that of its element in lower case."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, Attribute] = _NO_ATTRIBUTES

    def value(self, name: str) -> str:
        """Return what an attribute says, an empty text where it is missing."""
        found = self.attributes.get(name)
        return found.value if found else ""


def tokens(text: str) -> Iterator[Token]:
    """Cut a file into tokens, in time linear in its length; whatever it holds, every character is passed."""
    at = begun = 0
    typed = False
    unclosed: set[str] = set()
    while (at := text.find("<", at)) >= 0:
        opening = _OPENING.match(text, at)
        if opening is None:
            at += 1
            continue
        if begun < at:
            yield Token(TokenKind.TEXT, begun, at)
        if opening["other"]:
            end = _end_of_other(text, at, opening, first=not typed)
            typed = True
            yield Token(TokenKind.COMMENT, at, end)
            at = begun = end
            continue
        name = opening["name"].lower()
        attributes, end = _attributes(text, opening.end())
        if opening["close"]:
            yield Token(TokenKind.END, at, end, name)
        else:
            yield Token(TokenKind.START, at, end, name, attributes)
        at = begun = end
        if name in _RAW and not opening["close"] and name not in unclosed:
            close = _closing_tag(name).search(text, at)
            if close is None and name not in _CODE:
                unclosed.add(name)
                continue
            at = begun = close.start() if close else len(text)
            yield Token(TokenKind.RAW, end, at, name)
    if begun < len(text):
        yield Token(TokenKind.TEXT, begun, len(text))


def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _end_of_other(text: str, at: int, opening: re.Match[str], *, first: bool) -> int:
    """Find the end of a comment, a document type or what a browser takes for one. `first`: of the file."""
    if opening["other"] == "!--":
        end = _COMMENT_END.search(text, opening.end())
        return end.end() if end else len(text)
    if first and text[at : at + 9].lower() == "<!doctype" and (subset := _internal_subset(text, at)):
        return subset
    closed = text.find(">", opening.end())
    return closed + 1 if closed >= 0 else len(text)


def _internal_subset(text: str, at: int) -> int:
    """Return the end of a document type with declarations of its own (XML 2.8), 0 where it has none.

    A browser would show the rest of such declarations as text.
    """
    closed, bracket = text.find(">", at), text.find("[", at, at + 1000)
    if not 0 <= bracket < closed:
        return 0
    end = re.compile(r"\]\s*+>").search(text, bracket)
    return end.end() if end else 0


def _attributes(text: str, at: int) -> tuple[Mapping[str, Attribute], int]:
    """Read the attributes of a tag from `at` on; the second of the pair is the offset after the tag."""
    if text[at : at + 1] == ">":
        return _NO_ATTRIBUTES, at + 1
    found: dict[str, Attribute] = {}
    while (one := _ATTRIBUTE.match(text, at)) is not None:
        if one["end"]:
            return found, one.end()
        start, end = one.span("bare") if one["bare"] is not None else (one.end(), one.end())
        at = one.end()
        if one["quote"]:
            start = at
            end = text.find(one["quote"], start)
            if end < 0:
                return found, len(text)
            at = end + 1
        if at >= len(text):
            break
        name = one["name"].lower()
        if name and name not in found and len(found) < _MOST_ATTRIBUTES:
            found[name] = Attribute(unescape(text[start:end]), start, end)
    return found, len(text)

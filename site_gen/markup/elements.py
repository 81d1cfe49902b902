"""Elements of the tree of Markdown: broken into lines and written as HTML, as python-markdown does it."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from xml.etree.ElementTree import Element

_AMPERSAND = re.compile(r"&(?!(?:\#[0-9]+|\#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
"""An ampersand that begins no character reference."""
_KEPT = frozenset({"code", "pre"})
_EMPTY = frozenset({"br", "hr", "img"})


def break_lines(element: Element, block_level: Set[str]) -> None:
    """Put line breaks before and after the elements of block level, as python-markdown does."""
    if element.tag in block_level and element.tag not in _KEPT:
        text = element.text
        if len(element):
            if (not text or not text.strip()) and element[0].tag in block_level:
                element.text = "\n"
            for child in element:
                if child.tag in block_level:
                    break_lines(child, block_level)
    tail = element.tail
    if not tail or not tail.strip():
        element.tail = "\n"


def write_inside(parent: Element, write: Callable[[str], object], escaped: Callable[[str], str]) -> None:
    """Write the HTML of what is inside an element. `escaped` writes the text of one with references."""
    if text := parent.text:
        write(escaped(text))
    for child in parent:
        tag = child.tag
        write(f"<{tag}")
        if items := child.items():
            for name, value in sorted(items):
                write(f' {name}="{escaped(value).replace(chr(34), "&quot;")}"')
        write(">")
        write_inside(child, write, escaped)
        if tag not in _EMPTY:
            write(f"</{tag}>")
        if tail := child.tail:
            write(escaped(tail))


def escaped(text: str) -> str:
    """Escape a text in which character references are meant as such."""
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text

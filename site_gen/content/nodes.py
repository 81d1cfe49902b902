"""What a file of settings or front matter is read into: texts, lists and tables, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from site_gen.content.yaml_faults import unwritable_character


class Problem(NamedTuple):
    """A fault found while reading a text: offset and length in code points of that text."""

    offset: int
    code: str
    message: str
    hint: str = ""
    length: int = 1
    warning: bool = False


class Scalar(NamedTuple):
    """A value as it was written. `plain` tells that it stood without quotes, so that an empty one means
    nothing at all.
    """

    text: str
    offset: int
    length: int
    plain: bool = True


class Items(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    offset: int
    length: int = 1


class Table(NamedTuple):
    """A mapping from keys to nodes, in the order written."""

    entries: tuple[tuple[Scalar, Node], ...]
    offset: int
    length: int = 1

    def get(self, key: str) -> Node | None:
        """Return the node under a key."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Items | Table


def character_problems(node: Node) -> Iterator[Problem]:
    r"""Find the keys and values of a node in which a character stands that cannot be published.

    To be asked once a file was parsed: an escape such as `\u0008` is harmless until then.
    """
    if isinstance(node, Scalar):
        if bad := unwritable_character(node.text):
            yield Problem(node.offset, bad.code, bad.message, bad.hint, node.length)
    elif isinstance(node, Items):
        for each in node.items:
            yield from character_problems(each)
    else:
        for key, value in node.entries:
            yield from character_problems(key)
            yield from character_problems(value)

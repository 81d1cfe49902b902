"""Split a file into YAML front matter and body, and read the YAML with every scalar as text and every place
kept.

YAML's own guessing of types is left out on purpose: `no`, `1954` and `-0044` reach the schema as they were
written. What could surprise or harm is refused: duplicate keys, aliases, tags, deep nesting. This is the only
module that knows `yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

DEEPEST = 20
"""Levels of nesting that are read; more is a mistake or an attack."""


class Problem(NamedTuple):
    """A fault found while reading a text: offset and length in code points of that text."""

    offset: int
    code: str
    message: str
    hint: str = ""
    length: int = 1
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it was written. `plain` tells that it stood without quotes, so that an empty one means
    nothing at all.
    """

    text: str
    offset: int
    length: int
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list of nodes."""

    items: tuple[Node, ...]
    offset: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping from keys to nodes, in the order written."""

    entries: tuple[tuple[Scalar, Node], ...]
    offset: int
    length: int = 1

    def get(self, key: str) -> Node | None:
        """Return the node under a key."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Items | Table


class Parts(NamedTuple):
    """A file in two: the YAML between the fences, and the body; both with their offset in the whole text."""

    yaml: str
    yaml_offset: int
    body: str
    body_offset: int


def split(text: str) -> Parts | Problem:
    """Split a text at its `---` fences. The first line must be a fence, and another line must close it."""
    first, newline, _ = text.partition("\n")
    if first.rstrip("\r \t") != "---":
        if not text.strip():
            return Problem(
                0,
                "F101",
                "the file is empty",
                "begin it with a line `---`, then `title:` and `date:`, then `---`",
            )
        found = "the file does not begin with front matter"
        return Problem(
            0,
            "F102",
            found,
            "put a line `---` first, then `title:` and `date:`, then another line `---`",
            len(first) or 1,
        )
    start = len(first) + len(newline)
    at = start
    for line in text[start:].splitlines(keepends=True):
        if line.rstrip("\r\n \t") in ("---", "..."):
            return Parts(text[start:at], start, text[at + len(line) :], at + len(line))
        at += len(line)
    return Problem(
        0, "F103", "the front matter has no closing line", "write a line `---` after the last key", 3
    )


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse_yaml(text: str, base: int = 0) -> tuple[Table, tuple[Problem, ...]]:
    """Read a YAML mapping.

    Returns the table and the problems; offsets are those of `text` plus `base`. Broken YAML gives an empty
    table and one problem: what follows a syntax error cannot be trusted. A duplicate key gives a problem and
    keeps the first value.
    """
    reader = _Reader(text, base)
    try:
        root = reader.document()
    except _RefusedError as refused:
        return Table((), base), (*reader.problems, refused.problem)
    return root, tuple(reader.problems)


class _Reader:
    """Builds nodes from YAML events. Recursion is bounded by `DEEPEST`, whatever the input."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.problems: list[Problem] = []
        self.seen = 0

    def document(self) -> Table:
        import yaml

        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            events = yaml.parse(self.text, Loader=loader)
            return self._root(iter(events))
        except yaml.MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            raise _RefusedError(
                self._syntax(str(fault.problem or fault.context or "broken YAML"), mark.index if mark else 0)
            ) from None
        except yaml.reader.ReaderError as fault:
            char = fault.character
            found = f"the character U+{ord(char) if isinstance(char, str) else char:04X} is not allowed"
            raise _RefusedError(
                Problem(self.base + max(0, fault.position), "F105", found, "remove it")
            ) from None
        except yaml.YAMLError as fault:
            raise _RefusedError(
                Problem(self.base, "F104", f"broken YAML: {str(fault).splitlines()[0]}")
            ) from None

    def _root(self, events: Iterator[Any]) -> Table:
        for event in events:
            kind = type(event).__name__
            if kind in ("StreamStartEvent", "DocumentStartEvent"):
                continue
            if kind == "StreamEndEvent":
                break
            node = self._node(event, events, 1)
            if not isinstance(node, Table):
                if isinstance(node, Scalar) and node.plain and not node.text:
                    break
                raise _RefusedError(
                    Problem(
                        node.offset,
                        "F106",
                        "the front matter is not a list of keys",
                        "write `key: value` lines",
                        node.length,
                    )
                )
            for _ in events:
                pass
            return node
        return Table((), self.base)

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        kind, offset = type(event).__name__, self._offset(event.start_mark)
        length = max(1, self._offset(event.end_mark) - offset)
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            sign = "*" if kind == "AliasEvent" else "&"
            found = f"`{sign}{event.anchor}` is a YAML {'alias' if sign == '*' else 'anchor'}"
            raise _RefusedError(
                Problem(
                    offset,
                    "F107",
                    f"{found}, which is not read here",
                    "write the value out, or put it in quotes",
                    length,
                )
            )
        if event.tag not in (None, "!"):
            raise _RefusedError(
                Problem(offset, "F108", f"the YAML tag `{event.tag}` is not read here", "remove it", length)
            )
        if depth > DEEPEST:
            raise _RefusedError(
                Problem(offset, "F109", f"nested more than {DEEPEST} levels deep", "flatten it")
            )
        if kind == "ScalarEvent":
            return Scalar(
                event.value,
                offset,
                len(event.value.rstrip("\n")) if event.style is None else length,
                event.style is None,
            )
        if kind == "SequenceStartEvent":
            return Items(tuple(self._items(events, depth)), offset)
        return Table(tuple(self._entries(events, depth)), offset)

    def _items(self, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                return
            yield self._node(event, events, depth + 1)

    def _entries(self, events: Iterator[Any], depth: int) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, int] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                return
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise _RefusedError(
                    Problem(key.offset, "F110", "a key must be a word", "write `key: value`", key.length)
                )
            if key.text in first:
                above = self._lines_above(first[key.text], key.offset)
                found = f"the key `{key.text}` stands twice; it was first given {above}"
                self.problems.append(Problem(key.offset, "F111", found, "keep one of the two", key.length))
                continue
            first[key.text] = key.offset
            yield key, value

    def _lines_above(self, first: int, second: int) -> str:
        apart = self.text.count("\n", first - self.base, second - self.base)
        return "on this line" if not apart else "one line above" if apart == 1 else f"{apart} lines above"

    def _offset(self, mark: Any) -> int:
        return self.base + int(mark.index)

    def _syntax(self, said: str, index: int) -> Problem:
        """Word libyaml's complaint for somebody who does not know YAML."""
        offset = self.base + min(index, max(0, len(self.text) - 1))
        line_start = self.text.rfind("\n", 0, index) + 1
        line = self.text[line_start : self.text.find("\n", index) if "\n" in self.text[index:] else None]
        if "\t" in self.text[line_start : index + 1]:
            return Problem(offset, "F112", "a tab stands where YAML wants spaces", "indent with spaces")
        if "mapping values are not allowed" in said or line.count(": ") > 1:
            return Problem(
                offset,
                "F113",
                "a `:` followed by a space inside a value",
                'put the value in quotes: `title: "One: two"`',
            )
        if "quoted scalar" in said or "unexpected end of stream" in said:
            return Problem(
                offset,
                "F114",
                "a quotation mark is opened and not closed",
                "close it, or double it inside the text",
            )
        if "could not find expected ':'" in said:
            return Problem(offset, "F115", "a key without a `:`", "write `key: value`")
        return Problem(
            offset,
            "F104",
            f"broken YAML: {said}",
            "put a value that begins with a sign such as `[ { @ % &` in quotes",
        )

"""Split a file into YAML front matter and body, and read the YAML with every scalar as text and every place
kept.

YAML's own guessing of types is left out on purpose: `no`, `1954` and `-0044` reach the schema as they were
written. What could surprise or harm is refused: duplicate keys, aliases, tags, deep nesting. This is the only
module that knows `yaml`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from site_gen.content.nodes import Items, Node, Problem, Scalar, Table, character_problems
from site_gen.content.plain_yaml import read_plain
from site_gen.content.yaml_faults import Worded, forbidden_character, worded

DEEPEST = 20
"""Levels of nesting that are read; more is a mistake or an attack."""
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE)
_COMMENT = re.compile(r"^ {0,3}<!--", re.MULTILINE)
_REST_OF_LINE = re.compile(r"[ \t\r]*(?:\n|\Z)")
_SEEN = re.compile(r"[^\r\n]")


class Parts(NamedTuple):
    """A file in two: the YAML between the fences, and the body; both with their offset in the whole text. The
    body has spaces where comments stood.
    """

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
        if "\r" in first.rstrip("\r"):
            hint = "save it with line feeds (LF or CRLF), as every editor does by default"
            return Problem(0, "F102", "the lines end with carriage returns alone", hint)
        found = "the file does not begin with front matter"
        return Problem(
            0,
            "F102",
            found,
            "put a line `---` first, then `title:` and `date:`, then another line `---`",
            len(first) or 1,
        )
    start = len(first) + len(newline)
    closing = _CLOSING.search(text, start)
    if closing:
        behind = min(closing.end() + 1, len(text))
        return Parts(text[start : closing.start()], start, without_comments(text[behind:]), behind)
    return Problem(
        0, "F103", "the front matter has no closing line", "write a line `---` after the last key", 3
    )


def without_comments(body: str) -> str:
    """Return Markdown with spaces in the place of its comments, so that every offset stays true.

    A comment is for editors: it begins a line with `<!--` and ends one with the next `-->`, as the second
    kind of HTML block in CommonMark (4.6). One inside a line, or without an end, is text as any other.
    """
    if "<!--" not in body:
        return body
    kept, at = [], 0
    while (begun := _COMMENT.search(body, at)) and (end := body.find("-->", begun.end())) >= 0:
        end += len("-->")
        rest = _REST_OF_LINE.match(body, end)
        blank = rest is not None
        kept.append(body[at : begun.start()])
        kept.append(_SEEN.sub(" ", body[begun.start() : end]) if blank else body[begun.start() : end])
        at = end
    return "".join((*kept, body[at:]))


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
    if (plain := read_plain(text, base)) is not None:
        return plain, ()
    reader = _Reader(text, base)
    try:
        root = reader.document()
    except _RefusedError as refused:
        return Table((), base), (*reader.problems, refused.problem)
    return root, (*reader.problems, *character_problems(root))


class _Reader:
    """Builds nodes from YAML events. Recursion is bounded by `DEEPEST`, whatever the input."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.problems: list[Problem] = []
        self.breaks: list[int] | None = None

    def document(self) -> Table:
        import yaml

        if bad := forbidden_character(self.text):
            raise self._refused(bad)
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            return self._root(iter(yaml.parse(self.text, Loader=loader)))
        except yaml.MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            begin = fault.context_mark.index if fault.context_mark else None
            said, context = str(fault.problem or ""), str(fault.context or "")
            raise self._refused(worded(self.text, said, mark.index if mark else 0, context, begin)) from None
        except (yaml.YAMLError, ValueError, OverflowError):
            # PyYAML's own parser makes characters of escapes such as `\U00110000` unchecked.
            at = max(0, self.text.find("\\"))
            raise self._refused(worded(self.text, "unknown escape", at)) from None

    def _refused(self, found: Worded) -> _RefusedError:
        return _RefusedError(Problem(self.base + found.offset, found.code, found.message, found.hint))

    def _root(self, events: Iterator[Any]) -> Table:
        root: Node | None = None
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent" and root is not None:
                found, hint = "a second YAML document begins here", "remove the line `---`; one list is read"
                raise _RefusedError(Problem(self._offset(event.start_mark), "F123", found, hint, 3))
            if kind.startswith(("Stream", "Document")):
                continue
            root = self._node(event, events, 1)
        if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
            return Table((), self.base)
        if isinstance(root, Table):
            return root
        found = f"{'a list' if isinstance(root, Items) else 'text'} stands where keys are wanted"
        hint = "write `key: value` lines, with a space after the `:`"
        raise _RefusedError(Problem(root.offset, "F106", found, hint, root.length))

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
                    len(event.anchor) + 1,
                )
            )
        if event.tag not in (None, "!"):
            written = self.text[offset - self.base :].split(maxsplit=1)[0]
            found = f"`{written}` is a YAML tag, which is not read here"
            hint = "remove it, or put the value in quotes"
            raise _RefusedError(Problem(offset, "F108", found, hint, len(written)))
        if depth > DEEPEST:
            raise _RefusedError(
                Problem(offset, "F109", f"nested more than {DEEPEST} levels deep", "flatten it")
            )
        if kind == "ScalarEvent":
            return self._scalar(event, offset, length)
        if kind == "SequenceStartEvent":
            return Items(tuple(self._items(events, depth)), offset)
        return Table(tuple(self._entries(events, depth)), offset)

    def _scalar(self, event: Any, offset: int, length: int) -> Scalar:
        # libyaml says '' of a plain style, PyYAML's own parser None.
        plain = not event.style
        if plain and not event.value:
            # The parsers disagree where nothing stands: here it stands right behind what comes before it.
            offset = self.base + len(self.text[: offset - self.base].rstrip())
        if any("\ud800" <= c <= "\udfff" for c in event.value):
            raise self._refused(worded(self.text, "unknown escape", offset - self.base))
        return Scalar(event.value, offset, length, plain)

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
        if self.breaks is None:
            self.breaks = [found.start() for found in re.finditer("\n", self.text)]
        apart = bisect.bisect(self.breaks, second - self.base) - bisect.bisect(self.breaks, first - self.base)
        return "on this line" if not apart else "one line above" if apart == 1 else f"{apart} lines above"

    def _offset(self, mark: Any) -> int:
        return self.base + int(mark.index)

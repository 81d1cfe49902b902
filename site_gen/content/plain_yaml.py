"""YAML as nearly all front matter is written, read in a tenth of the time that a YAML parser takes.

One `key: value` a line, where a value is a plain or quoted text, a list in brackets, or what stands indented
below: a list of such texts or of tables, or a table. What is read here is what YAML gives, to the very
offsets; whatever is not as plain as that (escapes, long texts over many lines, comments behind values,
anything wrong) is left to the parser, which says what is wrong with it. A test holds the two against each
other.
"""

from __future__ import annotations

import re

from site_gen.content.nodes import Items, Node, Scalar, Table

# What no rule of YAML and none of ours forbids; neither tabs nor carriage returns are among them.
_HARMLESS = re.compile(
    "[\n\\x20-\\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0001fffd]*"
)
# A plain text begins with no sign that means something, or with the minus of a number, and holds neither `: `
# nor ` #` (YAML 1.1, 9.1.3). Nothing is tried twice, so that no line takes longer than it is long.
_BEGINNING = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[0-9]))"
_PLAIN = rf"{_BEGINNING}[^\n:#]*+(?:(?::(?![\x20\n]|\Z)|(?<!\x20)\#)[^\n:#]*+)*+"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}+"
_VALUE = rf"""(?: (?P<plain>{_PLAIN}) | "(?P<double>[^"\\\n]*+)"\ *+ | '(?P<single>[^'\n]*+)'\ *+
    | \[(?P<flow>[^\[\]{{}}:\#\n]*+)\]\ *+ )"""
_LINE = re.compile(
    rf"(?P<indent>\ *+)(?P<dash>-\ ++)?(?:(?P<key>{_KEY}):(?=[ \n]|\Z)\ *+)?{_VALUE}?(?:\n|\Z)", re.VERBOSE
)
_ITEM = re.compile(rf"\x20*+{_BEGINNING}")
_DEEPEST = 8
_SKIPPED = re.compile(r"(?:\n|#[^\n]*+(?:\n|\Z))*+")


class _OtherwiseError(Exception):
    """The text is not as plain as that."""


def read_plain(text: str, base: int = 0) -> Table | None:
    """Read a YAML mapping whose offsets count from `base`; None where a YAML parser must be asked."""
    if not _HARMLESS.fullmatch(text):
        return None
    try:
        lines = _Lines(text, base)
        table = lines.table(0, 1)
    except _OtherwiseError:
        return None
    return table if lines.line is None else None


class _Lines:
    """The lines of a text, of which `line` is the next one, None at the end."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.line: re.Match[str] | None = None
        self._go_on(0)

    def _go_on(self, at: int) -> None:
        found = _SKIPPED.match(self.text, at)
        at = found.end() if found else at
        if at >= len(self.text):
            self.line = None
            return
        self.line = _LINE.match(self.text, at)
        if self.line is None or (self.line["key"] is None and self.line["dash"] is None):
            raise _OtherwiseError

    def table(self, indent: int, depth: int) -> Table:
        """Read the keys that begin in this column; the first of them may follow a dash."""
        if depth > _DEEPEST:
            raise _OtherwiseError
        entries: dict[str, tuple[Scalar, Node]] = {}
        first = True
        start = 0
        while (line := self.line) and line.start("key") - line.start() == indent:
            if line["dash"] and not first:
                break
            key = line["key"]
            if key in entries:
                raise _OtherwiseError
            at = line.start("key")
            start = at if first else start
            first = False
            entries[key] = (Scalar(key, self.base + at, len(key)), self._value(line, indent, depth))
        if not entries:
            raise _OtherwiseError
        return Table(tuple(entries.values()), self.base + start)

    def _value(self, line: re.Match[str], indent: int, depth: int) -> Node:
        """Read what a key stands for, on its line or on those below it."""
        self._go_on(line.end())
        below = self.line
        if line.lastgroup != "key":
            if below and len(below["indent"]) > indent:
                raise _OtherwiseError
            return self._on_line(line)
        # Nothing but spaces behind the key, or nothing below it: what that means is not for us to say.
        if line.end("key") + 1 < line.end() - 1 or below is None:
            raise _OtherwiseError
        if below["dash"]:
            if len(below["indent"]) < indent:
                raise _OtherwiseError
            return self._list(len(below["indent"]), depth)
        if len(below["indent"]) <= indent:
            raise _OtherwiseError
        return self.table(len(below["indent"]), depth + 1)

    def _list(self, indent: int, depth: int) -> Items:
        items: list[Node] = []
        start = self.line.start("dash") if self.line else 0
        while (line := self.line) and line["dash"] and len(line["indent"]) == indent:
            if line["key"]:
                items.append(self.table(line.start("key") - line.start(), depth + 1))
                continue
            if line.lastgroup == "dash":
                raise _OtherwiseError
            items.append(self._on_line(line))
            self._go_on(line.end())
        if self.line and (len(self.line["indent"]) > indent or not self.line["key"]):
            raise _OtherwiseError
        return Items(tuple(items), self.base + start)

    def _on_line(self, line: re.Match[str]) -> Node:
        kind = line.lastgroup
        assert kind
        text, at = line[kind], self.base + line.start(kind)
        if kind == "plain":
            text = text.rstrip(" ")
            return Scalar(text, at, len(text))
        if kind != "flow":
            return Scalar(text, at - 1, len(text) + 2, plain=False)
        return Items(tuple(_items(text, at)), at - 1)


def _items(text: str, at: int) -> list[Scalar]:
    """Read the texts between two brackets; `at` is where they begin."""
    found: list[Scalar] = []
    if not text.strip(" "):
        return found
    for each in text.split(","):
        if not _ITEM.match(each):
            raise _OtherwiseError
        word = each.strip(" ")
        found.append(Scalar(word, at + len(each) - len(each.lstrip(" ")), len(word)))
        at += len(each) + 1
    return found

"""Kinds of values, and tables of fields made of them.

A table of fields is the one place that says what a file may hold. Reading a file, its JSON Schema and its
page of documentation are all derived from it. Every fault of a file is reported, not only the first.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from site_gen.content.frontmatter import Items, Node, Problem, Scalar, Table

JsonSchema = dict[str, Any]


@dataclass(slots=True)
class Report:
    """What reading a file has found so far: the problems, and where each value stands.

    `marks` maps a dotted path such as `sources.0.id` to the offset and length of its value.
    """

    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def fault(self, node: Node | Scalar, code: str, message: str, hint: str = "") -> None:
        """Report that a node is wrong."""
        self.problems.append(Problem(node.offset, code, message, hint, node.length))


class Kind(Protocol):
    """What a value may be."""

    @property
    def words(self) -> str:
        """The kind in a few words, for messages and documentation."""
        ...

    def read(self, node: Node, path: str, report: Report) -> Any:
        """Return the typed value of a node, or None after a problem was reported."""
        ...

    def json_schema(self) -> JsonSchema:
        """Return the JSON Schema (2020-12) of the value as an editor writes it."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a table: its kind and what it means to an editor."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False


def shape(node: Node) -> str:
    """Name what a node is, as an editor would."""
    return "a list" if isinstance(node, Items) else "a table of keys" if isinstance(node, Table) else "text"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, trimmed; or one that must match a pattern, or pass a check of its own.

    `check` returns None, or a pair of what is wrong and what to write instead.
    """

    words: str = "text"
    check: Callable[[str], tuple[str, str] | None] | None = None
    pattern: str | None = None
    code: str = "F206"

    def read(self, node: Node, path: str, report: Report) -> str | None:
        """Return the text of a scalar."""
        if not isinstance(node, Scalar):
            report.fault(node, "F205", f"`{path}` is {shape(node)}, not {self.words}", _unlist(node))
            return None
        text = node.text.strip()
        fault = self.check(text) if self.check else None
        if fault:
            report.fault(node, self.code, *fault)
            return None
        return text

    def json_schema(self) -> JsonSchema:
        """Return a string schema."""
        return {"type": "string", "minLength": 1} | ({"pattern": self.pattern} if self.pattern else {})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]

    @property
    def words(self) -> str:
        """List the words."""
        return " ".join(f"`{v}`" for v in self.values)

    def read(self, node: Node, path: str, report: Report) -> str | None:
        """Return the word."""
        if isinstance(node, Scalar) and node.text.strip() in self.values:
            return node.text.strip()
        found = f"`{node.text.strip()}`" if isinstance(node, Scalar) else shape(node)
        near = nearest(node.text, self.values) if isinstance(node, Scalar) else None
        hint = f"write `{near}`" if near else f"write one of {self.words}"
        report.fault(node, "F207", f"`{path}` cannot be {found}; it is one of {self.words}", hint)
        return None

    def json_schema(self) -> JsonSchema:
        """Return an enumeration."""
        return {"enum": list(self.values)}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds, both included."""

    low: int
    high: int

    @property
    def words(self) -> str:
        """Name the bounds."""
        return f"a whole number from {self.low} to {self.high}"

    def read(self, node: Node, path: str, report: Report) -> int | None:
        """Return the number."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if re.fullmatch(r"-?[0-9]{1,9}", text) and self.low <= int(text) <= self.high:
            return int(text)
        found = f"`{text}`" if isinstance(node, Scalar) else shape(node)
        report.fault(
            node,
            "F208",
            f"`{path}` is {found}, not {self.words}",
            f"write a number from {self.low} to {self.high}",
        )
        return None

    def json_schema(self) -> JsonSchema:
        """Return an integer schema."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` or `false`."""

    words: str = "`true` or `false`"

    def read(self, node: Node, path: str, report: Report) -> bool | None:
        """Return the truth value."""
        text = node.text.strip().lower() if isinstance(node, Scalar) else ""
        if text in ("true", "false"):
            return text == "true"
        found = f"`{text}`" if isinstance(node, Scalar) else shape(node)
        hint = {"yes": "write `true`", "no": "write `false`"}.get(text, "write `true` or `false`")
        report.fault(node, "F209", f"`{path}` is {found}, not {self.words}", hint)
        return None

    def json_schema(self) -> JsonSchema:
        """Return a boolean schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind. One value standing alone is read as a list of one."""

    item: Kind

    @property
    def words(self) -> str:
        """Say what it is a list of."""
        return f"a list of {self.item.words}"

    def read(self, node: Node, path: str, report: Report) -> tuple[Any, ...]:
        """Return the values that could be read."""
        nodes = node.items if isinstance(node, Items) else (node,)
        found = []
        for index, each in enumerate(nodes):
            report.marks[f"{path}.{index}"] = (each.offset, each.length)
            if isinstance(each, Scalar) and not each.text.strip():
                report.fault(
                    each, "F210", f"`{path}` has an empty entry", "write a value, or remove the line"
                )
                continue
            value = self.item.read(each, f"{path}.{index}", report)
            if value is not None:
                found.append(value)
        return tuple(found)

    def json_schema(self) -> JsonSchema:
        """Return an array schema that also takes a single value."""
        item = self.item.json_schema()
        return {"anyOf": [{"type": "array", "items": item}, item]}


@dataclass(frozen=True, slots=True)
class Record:
    """A table of named fields, made into a value by `build`. `lone` names the field that a bare text stands
    for.
    """

    fields: tuple[Field, ...]
    build: Callable[..., Any]
    words: str
    lone: str | None = None

    def read(self, node: Node, path: str, report: Report) -> Any:
        """Return the built value, or None where a field was missing or wrong."""
        if isinstance(node, Scalar) and self.lone and node.text.strip():
            report.marks[f"{path}.{self.lone}"] = (node.offset, node.length)
            return self.build(**{self.lone: node.text.strip()})
        if not isinstance(node, Table):
            hint = "write " + ", ".join(f"`{f.name}:`" for f in self.fields if f.required or not self.lone)
            report.fault(node, "F211", f"`{path}` is {shape(node)}, not {self.words}", hint)
            return None
        before = len(report.problems)
        values = read_table(self.fields, node, report, path)
        return self.build(**values) if not any(not p.warning for p in report.problems[before:]) else None

    def json_schema(self) -> JsonSchema:
        """Return an object schema, or a string one as well where a bare text will do."""
        table = table_schema(self.fields)
        return {"anyOf": [{"type": "string"}, table]} if self.lone else table


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever the site's own templates want: texts, lists and tables as they stand."""

    words: str = "anything"

    def read(self, node: Node, path: str, report: Report) -> Any:
        """Return plain texts, tuples and dictionaries."""
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Items):
            return tuple(self.read(each, path, report) for each in node.items)
        return {key.text: self.read(value, path, report) for key, value in node.entries}

    def json_schema(self) -> JsonSchema:
        """Return the schema that everything fits."""
        return {}


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that somebody may have meant, or None."""
    close = difflib.get_close_matches(word.strip().lower(), known, n=1, cutoff=0.6)
    return close[0] if close else None


def read_table(fields: Sequence[Field], table: Table, report: Report, path: str = "") -> dict[str, Any]:
    """Read the fields of a table into a dictionary of the values given.

    An empty value counts as not given. A missing required field is reported; an unknown key is a warning that
    names the nearest known one.
    """
    prefix = f"{path}." if path else ""
    by_name = {f.name: f for f in fields}
    values: dict[str, Any] = {}
    for key, node in table.entries:
        known = by_name.get(key.text)
        if known is None:
            report.problems.append(_unknown_key(key, prefix, tuple(by_name)))
            continue
        if isinstance(node, Scalar) and not node.text.strip():
            if known.required:
                report.fault(
                    key, "F202", f"`{prefix}{key.text}` is empty", f"write {known.kind.words} after it"
                )
                values[key.text] = None
            continue
        report.marks[prefix + key.text] = (node.offset, node.length)
        value = known.kind.read(node, prefix + key.text, report)
        if value is not None:
            values[key.text] = value
        elif known.required:
            values[key.text] = None
    for missing in (f for f in fields if f.required and f.name not in values):
        found = f"the key `{prefix}{missing.name}` is missing"
        report.problems.append(Problem(table.offset, "F201", found, f"add a line `{missing.name}: …`"))
    return {name: value for name, value in values.items() if value is not None}


def table_schema(fields: Sequence[Field]) -> JsonSchema:
    """Return the JSON Schema of a table."""
    properties = {f.name: f.kind.json_schema() | {"description": f.meaning} for f in fields}
    required = [f.name for f in fields if f.required]
    schema: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": required} if required else {})


def documentation(fields: Sequence[Field]) -> str:
    """Return the table of the fields in Markdown, for `docs/`."""
    rows = [
        f"| `{f.name}` | {f.kind.words}{', required' if f.required else ''} | {f.meaning} |" for f in fields
    ]
    return "\n".join(["| key | value | meaning |", "| --- | --- | --- |", *rows])


def plain_nodes(value: object, place: Callable[[str], tuple[int, int]], path: str = "") -> Node:
    """Turn parsed TOML into nodes, so that one schema reads both. `place` finds a dotted path's offset and
    length.
    """
    offset, length = place(path)
    if isinstance(value, Mapping):
        prefix = f"{path}." if path else ""
        keys = [
            (Scalar(str(k), *place(prefix + str(k))), plain_nodes(v, place, prefix + str(k)))
            for k, v in value.items()
        ]
        return Table(tuple(keys), offset, length)
    if isinstance(value, list):
        return Items(tuple(plain_nodes(v, place, f"{path}.{i}") for i, v in enumerate(value)), offset, length)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Scalar(text, offset, length, plain=False)


def _unknown_key(key: Scalar, prefix: str, known: tuple[str, ...]) -> Problem:
    near = nearest(key.text, known)
    hint = (
        f"did you mean `{near}`?"
        if near
        else "keys of your own go under `extra:`"
        if not prefix
        else "remove it"
    )
    return Problem(
        key.offset, "F203", f"`{prefix}{key.text}` is not a key that is read", hint, key.length, warning=True
    )


def _unlist(node: Node) -> str:
    if isinstance(node, Items) and len(node.items) == 1:
        return "remove the `-` or the brackets"
    return (
        "write one value; put it in quotes if it begins with a sign" if not isinstance(node, Scalar) else ""
    )

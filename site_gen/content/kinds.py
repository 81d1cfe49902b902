"""The kinds of values that a field may have: each reads a node, and describes itself as JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from site_gen import cldr
from site_gen.content.nodes import Items, Node, Scalar, Table
from site_gen.content.schema import (
    Field,
    JsonSchema,
    Kind,
    Report,
    nearest,
    read_table,
    shape,
    shown,
    table_schema,
)


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
            report.fault(node, "F205", f"`{shown(path)}` is {shape(node)}, not {self.words}", _unlist(node))
            return None
        text = node.text.strip()
        fault = self.check(text) if self.check else None
        if fault:
            report.fault(node, self.code, *fault)
            return None
        return text

    def json_schema(self) -> JsonSchema:
        """Return a schema of strings, and of numbers, as which editors see `1954` without quotes. An empty
        string will do: it counts as not given.
        """
        schema: JsonSchema = {"type": ["string", "number"]}
        return schema | ({"pattern": self.pattern} if self.pattern else {})


@dataclass(frozen=True, slots=True)
class Translations:
    """A text in the language of the file, or a table of texts by language."""

    words: str = "text, or a table of texts by language"

    def read(self, node: Node, path: str, report: Report) -> tuple[tuple[str, str], ...] | None:
        """Return pairs of language and text; the language of the file is an empty text."""
        if isinstance(node, Scalar):
            return (("", node.text.strip()),)
        if not isinstance(node, Table) or not node.entries:
            hint = "write the words, or a line for each language, such as `en: …`, indented"
            report.fault(node, "F205", f"`{shown(path)}` is {shape(node)}, not {self.words}", hint)
            return None
        found = []
        for key, value in node.entries:
            report.marks[f"{path}.{key.text}"] = (value.offset, value.length)
            if not cldr.is_known_language(key.text):
                hint = "write a BCP 47 code, such as `id` or `en-GB`"
                report.fault(key, "F206", f"`{key.text}` is not a language that is known", hint)
            elif not isinstance(value, Scalar):
                place = shown(f"{path}.{key.text}")
                report.fault(value, "F205", f"`{place}` is {shape(value)}, not text", _unlist(value))
            elif value.text.strip():
                found.append((key.text, value.text.strip()))
        return tuple(found)

    def json_schema(self) -> JsonSchema:
        """Return a string or an object of strings."""
        text = {"type": ["string", "number"]}
        return {"anyOf": [text, {"type": "object", "additionalProperties": text}]}


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
        hint = hint if near or isinstance(node, Scalar) else "write one of them alone"
        report.fault(node, "F207", f"`{shown(path)}` cannot be {found}; it is one of {self.words}", hint)
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
            f"`{shown(path)}` is {found}, not {self.words}",
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
        report.fault(node, "F209", f"`{shown(path)}` is {found}, not {self.words}", hint)
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
        found: list[Any] = []
        for each in nodes:
            # Numbered as in the result, from which entries that cannot be read are missing.
            place = f"{path}.{len(found)}"
            report.marks[place] = (each.offset, each.length)
            if isinstance(each, Scalar) and not each.text.strip():
                hint = "write a value, or remove the line"
                report.fault(each, "F210", f"`{shown(path)}` has an empty entry", hint)
                continue
            value = self.item.read(each, place, report)
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
            report.fault(node, "F211", f"`{shown(path)}` is {shape(node)}, not {self.words}", hint)
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


def _unlist(node: Node) -> str:
    if isinstance(node, Items) and len(node.items) == 1:
        return "remove the `-` or the brackets"
    return (
        "write one value; put it in quotes if it begins with a sign" if not isinstance(node, Scalar) else ""
    )

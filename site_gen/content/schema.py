"""Tables of fields, by which files are read.

A table of fields is the one place that says what a file may hold. Reading a file, its JSON Schema and its
page of documentation are all derived from it. Every fault of a file is reported, not only the first.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from site_gen.content.nodes import Items, Node, Problem, Scalar, Table

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
        """Return the JSON Schema of the value as an editor writes it."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a table: its kind and what it means to an editor."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False


class Fields(tuple[Field, ...]):
    """A table of fields, made ready to be read by."""

    @functools.cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Each field by its name."""
        return {each.name: each for each in self}

    @functools.cached_property
    def required(self) -> tuple[Field, ...]:
        """The fields that a file must have."""
        return tuple(each for each in self if each.required)


def shown(path: str) -> str:
    """Return a dotted path as a person reads it: without the numbers of entries, which the caret shows."""
    return re.sub(r"\.\d+(?=\.|$)", "", path)


def shape(node: Node) -> str:
    """Name what a node is, as an editor would."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Table):
        return "a table of keys"
    return "text" if node.text.strip() else "empty"


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
    fields = fields if isinstance(fields, Fields) else Fields(fields)
    by_name = fields.by_name
    values: dict[str, Any] = {}
    for key, node in table.entries:
        known = by_name.get(key.text)
        if known is None:
            report.problems.append(_unknown_key(key, shown(prefix), tuple(by_name)))
            continue
        if isinstance(node, Scalar) and not node.text.strip():
            if known.required:
                report.fault(
                    key,
                    "F202",
                    f"`{shown(prefix + key.text)}` is empty",
                    f"write {known.kind.words} after it",
                )
                values[key.text] = None
            continue
        report.marks[prefix + key.text] = (node.offset, node.length)
        value = known.kind.read(node, prefix + key.text, report)
        if value is not None:
            values[key.text] = value
        elif known.required:
            values[key.text] = None
    for missing in (f for f in fields.required if f.name not in values):
        found = f"the key `{shown(prefix + missing.name)}` is missing"
        report.problems.append(Problem(table.offset, "F201", found, f"add a line `{missing.name}: …`"))
    return {name: value for name, value in values.items() if value is not None}


def table_schema(fields: Sequence[Field]) -> JsonSchema:
    """Return the JSON Schema of a table."""
    properties = {f.name: f.kind.json_schema() | {"description": f.meaning} for f in fields}
    required = [f.name for f in fields if f.required]
    schema: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": required} if required else {})


def file_schema(title: str, fields: Sequence[Field]) -> JsonSchema:
    """Return the JSON Schema of a whole file. Of the drafts, 7 is the last that all editors read."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title} | table_schema(fields)


def documentation(fields: Sequence[Field]) -> str:
    """Return the table of the fields in Markdown, for `docs/`."""
    rows = [
        f"| `{f.name}` | {f.kind.words}{', required' if f.required else ''} | {f.meaning} |" for f in fields
    ]
    return "\n".join(["| key | value | meaning |", "| --- | --- | --- |", *rows])


Place = Callable[[str], tuple[int, int]]
"""Finds the offset and length of what stands at a dotted path."""


def plain_nodes(value: object, place: Place, key_place: Place, path: str = "") -> Node:
    """Turn parsed TOML into nodes, so that one schema reads both; the two functions find values and keys."""
    offset, length = place(path)
    if isinstance(value, Mapping):
        prefix = f"{path}." if path else ""
        keys = [
            (
                Scalar(str(k), *key_place(prefix + str(k))),
                plain_nodes(v, place, key_place, prefix + str(k)),
            )
            for k, v in value.items()
        ]
        return Table(tuple(keys), offset, length)
    if isinstance(value, list):
        items = (plain_nodes(v, place, key_place, f"{path}.{i}") for i, v in enumerate(value))
        return Items(tuple(items), offset, length)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Scalar(text, offset, length, plain=False)


def _unknown_key(key: Scalar, prefix: str, known: tuple[str, ...]) -> Problem:
    near = nearest(key.text, known)
    hint = (
        f"did you mean `{near}`?"
        if near
        else "keys of your own go under `extra:`"
        if not prefix and "extra" in known
        else "remove it"
    )
    return Problem(
        key.offset, "F203", f"`{prefix}{key.text}` is not a key that is read", hint, key.length, warning=True
    )

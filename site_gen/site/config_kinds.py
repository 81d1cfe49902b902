"""The kinds of values that only `site.toml` has: texts by language, and the custom properties of a theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from site_gen.content.nodes import Node, Scalar, Table
from site_gen.content.schema import JsonSchema, Report, shape, shown
from site_gen.timeline.timeline import Names


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """A text, or a table of texts by language."""

    words: str = "text, or a table of texts by language"

    def read(self, node: Node, path: str, report: Report) -> Names | None:
        """Return the texts by language; one text for all stands under an empty key."""
        if isinstance(node, Scalar):
            return {"": node.text.strip()}
        hint = 'write `{id = "…", en = "…"}`'
        if not isinstance(node, Table):
            report.fault(node, "F205", f"`{shown(path)}` is {shape(node)}, not {self.words}", hint)
            return None
        names = {}
        for key, value in node.entries:
            if isinstance(value, Scalar) and value.text.strip():
                names[key.text] = value.text.strip()
                report.marks[f"{path}.{key.text}"] = (key.offset, key.length)
            else:
                found = f"`{shown(path)}.{key.text}` is {shape(value)}, not text"
                report.fault(value, "F205", found, "write the words in double quotes")
        if not node.entries:
            report.fault(node, "F202", f"`{shown(path)}` is empty", hint)
        return names or None

    def json_schema(self) -> JsonSchema:
        """Return a string or an object of strings."""
        return {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}


_NOT_A_VALUE = re.compile(
    r"[;{}<>\\@\x00-\x1f\x7f]|/\*|\*/|(?<![\w-])(?:url|src|image|image-set)\(", re.IGNORECASE
)
_TOKEN = re.compile(r""" "[^"]*" | '[^']*' | [^"'] """, re.VERBOSE)
_CLOSES = {")": "(", "]": "["}


def _is_value(text: str) -> bool:
    """Tell whether a text can stand as the value of a custom property, ends there, and loads nothing."""
    if not text.strip() or _NOT_A_VALUE.search(text):
        return False
    opened: list[str] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return False
        if token[0] in "([":
            opened.append(token[0])
        elif token[0] in _CLOSES and (not opened or opened.pop() != _CLOSES[token[0]]):
            return False
        at = token.end()
    return not opened


@dataclass(frozen=True, slots=True)
class Theme:
    """Custom properties of the stylesheet by name, without the two hyphens."""

    words: str = "a table of custom properties"

    def read(self, node: Node, path: str, report: Report) -> Mapping[str, str] | None:
        """Return the properties whose names and values are safe to put into a stylesheet."""
        if not isinstance(node, Table):
            found = f"`{path}` is {shape(node)}, not {self.words}"
            report.fault(node, "F205", found, 'write `lane-1 = "#8a1c1c"` under a line `[theme]`')
            return None
        properties = {}
        for key, value in node.entries:
            text = value.text if isinstance(value, Scalar) else ""
            if re.fullmatch(r"[a-z][a-z0-9-]*", key.text) and _is_value(text):
                properties[key.text] = text
            else:
                report.fault(
                    value,
                    "C105",
                    f"`{path}.{key.text}` is no custom property",
                    "write a name of letters and hyphens, and a value that closes its quotation marks and "
                    "brackets, without `; { } < >`, comments and `url(…)`",
                )
        return properties

    def json_schema(self) -> JsonSchema:
        """Return an object of strings."""
        return {"type": "object", "additionalProperties": {"type": "string"}}

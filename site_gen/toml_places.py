"""Where in a TOML text a key and its value stand: `tomllib` keeps no places."""

from __future__ import annotations

import re
from collections.abc import Callable

Place = Callable[[str], tuple[int, int]]
"""Where the value or key of a dotted path stands: offset and length in characters."""

_NAME = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*\]")
_PAIR = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=\s*")
_VALUE = re.compile(r"""["]{3}|'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^#\n]*[^#\s]""")
_LONG = re.compile(r"\"{3}|'{3}")


def finders(text: str) -> tuple[Place, Place]:
    """Return the functions that find the value and the key of a dotted path, as offset and length.

    A path inside an inline table or a list is given the place of its line's value; one that is nowhere, the
    beginning of the text.
    """
    values: dict[str, tuple[int, int]] = {}
    keys: dict[str, tuple[int, int]] = {}
    prefix, counts, at, within = "", dict[str, int](), 0, ""
    for line in text.split("\n"):
        if within:
            within = "" if within in line else within
        elif header := _HEADER.match(line):
            path = _dotted(header[2])
            if header[1] == "[[":
                counts[path] = counts.get(path, -1) + 1
                path = f"{path}.{counts[path]}"
            keys[path] = values[path] = (at + header.start(2), len(header[2]))
            keys.setdefault(path.partition(".")[0], keys[path])
            values.setdefault(path.partition(".")[0], keys[path])
            prefix = path + "."
        elif pair := _PAIR.match(line):
            path = prefix + _dotted(pair[1])
            value = _VALUE.match(line, pair.end())
            keys.setdefault(path, (at + pair.start(1), len(pair[1])))
            values.setdefault(path, (at + pair.end(), max(1, len(value[0]) if value else 1)))
            within = _left_open(line[pair.end() :])
        at += len(line) + 1
    return _finder(values), _finder(keys, values)


def _left_open(value: str) -> str:
    """Return the quotation marks of a text that goes on in the next line, or nothing."""
    opening = _LONG.match(value)
    return opening[0] if opening and opening[0] not in value[3:] else ""


def _dotted(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _finder(*maps: dict[str, tuple[int, int]]) -> Place:
    def place(path: str) -> tuple[int, int]:
        while path:
            for places in maps:
                if path in places:
                    return places[path]
            path = path.rpartition(".")[0]
        return (0, 1)

    return place

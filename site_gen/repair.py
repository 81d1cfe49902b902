"""Repair what has exactly one right answer: dates in words that mean one date, keys with one wrong letter.

All else in a file stays as it is, byte for byte. A file is replaced whole or not at all, and not where
somebody has saved it in the meantime.
"""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from site_gen.article import points
from site_gen.article.wordings import Wording, order_of, read_words
from site_gen.content.event_keys import EVENT_FIELDS, TRANSLATION_FIELDS
from site_gen.content.frontmatter import parse_yaml, split
from site_gen.content.listing import list_files
from site_gen.content.nodes import Items, Node, Problem, Scalar, Table
from site_gen.content.page import PAGE_FIELDS
from site_gen.content.reading import read_text
from site_gen.content.schema import Field, Report
from site_gen.content.sources import SOURCE_FIELDS
from site_gen.dates import EDTFError, parse_edtf
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.source import shown_path

_BOM = b"\xef\xbb\xbf"
_ELSEWHERE = frozenset({"lang", "type", "data"})
"""Keys that other generators read: whoever writes one means that, and not the key of ours beside it."""
_DATES = {"date": True, "issued": False}
"""The keys of dates, and whether a key for the part may stand beside them."""

Read = Callable[[str], Wording]


class Change(NamedTuple):
    """What was changed in a file, as a unified diff."""

    path: str
    diff: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was changed, and which files could not be."""

    changes: tuple[Change, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Edit(NamedTuple):
    """A replacement of `text[start:end]`."""

    start: int
    end: int
    new: str


Edits = Callable[[str, Table, Sequence[Field], Read], Iterator[Edit]]
"""Finds what to replace in a text for one of its tables."""


def repair(root: Path, languages: Sequence[str]) -> Repaired:
    """Repair the events, pages and sources of a project, whose languages are given, the default one first."""
    changes: list[Change] = []
    found: list[Diagnostic] = []
    read = partial(read_words, languages=order_of(languages))
    for file, fields in _files(root, languages):
        source = read_text(file, root, [])
        if source is None:
            continue
        after = repaired_text(source.text, fields, read)
        if after == source.text:
            continue
        path = shown_path(file, root)
        if fault := replace_text(file, source.text, after):
            hint = "run it again, or make the change by hand"
            found.append(about_file(path, "O115", f"is not repaired: {fault}", hint))
        else:
            changes.append(Change(path, _diff(path, source.text, after)))
    return Repaired(tuple(changes), tuple(found))


def repaired_text(text: str, fields: Sequence[Field], read: Read) -> str:
    """Return the text of an event or page file, or of `sources.yaml` for the fields of sources, repaired."""
    text = _applied(text, _key_edits, fields, read)
    return _applied(text, _date_edits, fields, read)


def replace_text(file: Path, before: str, after: str) -> str:
    """Put a text in the place of another one in a file, at once; return why not, or an empty text."""
    file = file.resolve()
    beside = file.with_name(f".{os.getpid()}.repair.tmp")
    try:
        data = file.read_bytes()
        if data.removeprefix(_BOM) != before.encode("utf-8"):
            return "the file has changed since it was read"
        beside.write_bytes((_BOM if data.startswith(_BOM) else b"") + after.encode("utf-8"))
        shutil.copymode(file, beside)
        if file.read_bytes() != data:
            return "the file has changed since it was read"
        beside.replace(file)
    except OSError as fault:
        return (fault.strerror or str(fault)).lower()
    finally:
        beside.unlink(missing_ok=True)
    return ""


def _files(root: Path, languages: Sequence[str]) -> Iterator[tuple[Path, Sequence[Field]]]:
    for named in list_files(root / "content/events", root, languages, [])[0]:
        yield root / named.path, EVENT_FIELDS if named.lang in ("", languages[0]) else TRANSLATION_FIELDS
    for named in list_files(root / "content/pages", root, languages, [])[0]:
        yield root / named.path, PAGE_FIELDS
    sources = root / "content/sources.yaml"
    if sources.is_file():
        yield sources, SOURCE_FIELDS


def _applied(text: str, edits: Edits, fields: Sequence[Field], read: Read) -> str:
    """Apply the edits that leave the file as readable as it was; each is tried by itself."""
    tables = _tables(text, fields)
    found = [edit for table in tables or () for edit in edits(text, table, fields, read)]
    for edit in sorted(found, reverse=True):
        changed = text[: edit.start] + edit.new + text[edit.end :]
        if _tables(changed, fields) is not None:
            text = changed
    return text


def _tables(text: str, fields: Sequence[Field]) -> tuple[Table, ...] | None:
    """Return the tables of a file whose keys are `fields`, None where its YAML cannot be read."""
    if fields is SOURCE_FIELDS:
        table, problems = parse_yaml(text)
        tables = tuple(node for _, node in table.entries if isinstance(node, Table))
    else:
        parts = split(text)
        if isinstance(parts, Problem):
            return None
        table, problems = parse_yaml(parts.yaml, parts.yaml_offset)
        tables = (table,)
    return None if any(not problem.warning for problem in problems) else tables


def _key_edits(text: str, table: Table, fields: Sequence[Field], read: Read) -> Iterator[Edit]:
    present = {key.text for key, _ in table.entries}
    by_name = {field.name: field for field in fields}
    meant: dict[str, list[Scalar]] = {}
    for key, node in table.entries:
        if key.text in by_name or key.text in _ELSEWHERE or len(key.text) <= 2:
            continue
        near = [name for name in by_name if is_one_slip(key.text, name)]
        if len(near) == 1 and near[0] not in present and _is_value_of(by_name[near[0]], node, read):
            meant.setdefault(near[0], []).append(key)
    for name, keys in meant.items():
        key = keys[0]
        if len(keys) == 1 and text.startswith(f"{key.text}:", key.offset):
            yield Edit(key.offset, key.offset + len(key.text), name)


def _is_value_of(field: Field, node: Node, read: Read) -> bool:
    """Tell whether a value is one that the key can have."""
    if isinstance(node, Items | Table) and not node.length:
        return False
    report = Report()
    value = field.kind.read(node, field.name, report)
    if value is None or report.problems:
        return False
    return field.name not in _DATES or _is_edtf(str(value)) or read(str(value)).only is not None


def is_one_slip(typed: str, meant: str) -> bool:
    """Tell whether two words differ by case alone, by one letter, or by two that are swapped."""
    a, b = typed.lower(), meant.lower()
    if a == b:
        return True
    start = next((i for i, (c, d) in enumerate(zip(a, b, strict=False)) if c != d), min(len(a), len(b)))
    rest, other = a[start:], b[start:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped


def _date_edits(text: str, table: Table, fields: Sequence[Field], read: Read) -> Iterator[Edit]:
    for key, node in table.entries:
        part_beside = _DATES.get(key.text)
        known = any(field.name == key.text for field in fields)
        if part_beside is None or not known or not isinstance(node, Scalar) or _is_edtf(node.text):
            continue
        only = read(node.text).only if node.text.strip() else None
        if only is None:
            continue
        edtf, part = only
        if part and not part_beside:
            edtf, part = points.spread(edtf, part) or "", None
        quoted = _rewritten(text, node, edtf) if edtf else None
        line = _part_line(text, key, node, table, part) if part else ""
        if quoted is not None and line is not None and _fits(table, edtf, part):
            end = node.offset + node.length
            stop = _line_end(text, end)
            yield Edit(node.offset, stop, quoted + text[end:stop] + line)


def _fits(table: Table, edtf: str, part: str | None) -> bool:
    """Tell whether a date in words can be one with the calendar and part that the file gives."""
    given = {k: n.text.strip() for k in ("part", "calendar") if isinstance(n := table.get(k), Scalar)}
    calendar = given.get("calendar") or "gregorian"
    # The words name the months of these two calendars, and years of the common era.
    return calendar in ("gregorian", "julian") and _is_edtf(edtf, part or given.get("part") or None, calendar)


def _is_edtf(text: str, part: str | None = None, calendar: str = "gregorian") -> bool:
    try:
        parse_edtf(text.strip(), part, calendar)
    except EDTFError:
        return False
    return True


def _rewritten(text: str, node: Scalar, value: str) -> str | None:
    """Return a value in the quotes that stand there, None where it is not written on one line as it reads."""
    raw = text[node.offset : node.offset + node.length]
    if raw == node.text:
        return f'"{value}"' if value[0] in "[{" else value
    if raw[:1] in ("'", '"') and raw == f"{raw[0]}{node.text}{raw[0]}" and "\n" not in raw:
        return f"{raw[0]}{value}{raw[0]}"
    return None


def _part_line(text: str, key: Scalar, node: Scalar, table: Table, part: str) -> str | None:
    """Return the line to add below a date for its part, nothing where it is there, None where none can be."""
    there = table.get("part")
    if there is not None:
        return "" if isinstance(there, Scalar) and there.text.strip() == part else None
    begin = text.rfind("\n", 0, key.offset) + 1
    indent = text[begin : key.offset]
    stop = _line_end(text, node.offset + node.length)
    rest = text[node.offset + node.length : stop].strip()
    if indent.strip() or (rest and not rest.startswith("#")):
        return None
    newline = "\r\n" if text.startswith("\r\n", stop) else "\n"
    return f"{newline}{indent}part: {part}"


def _line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends, before its line end."""
    stop = text.find("\n", offset)
    stop = len(text) if stop < 0 else stop
    return stop - 1 if stop and text[stop - 1] == "\r" else stop


def _diff(path: str, before: str, after: str) -> str:
    """Return a unified diff; a line end that is no line feed alone stays out of it."""
    old, new = (text.replace("\r\n", "\n").removesuffix("\n").split("\n") for text in (before, after))
    return "\n".join(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""))

"""Event files that were read before, so that a file that has not changed is not read again.

A reading is known by its file's stamp (what the system tells of it) and by the digest of its bytes, and
holds as long as the generator, the languages and, for a translation, its original stay what they were.
Readings are kept as rows of texts, numbers and tuples of these, so that they are unpickled in one go and no
type need be let in.
"""

from __future__ import annotations

import dataclasses
import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from site_gen.content.event import Event
from site_gen.content.event_keys import Citation, Conflict, Correction, Image, Place, Relation
from site_gen.content.eventfile import Reading, date_of
from site_gen.dates import EDTFError, HistoricalDate
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.source import SourceFile
from site_gen.unpickling import unpickled_rows

VERSION = 3
_AT_ONCE = 500
"""Readings that are pickled together: a text that stands in many of them is written once."""

Row = tuple[Any, ...]
"""A reading as nothing but texts, numbers, None, dictionaries, and tuples of these."""


class Entry(NamedTuple):
    """A reading: its file's stamp, empty where that cannot be trusted, the digest of what it was read from,
    and the reading as a row.
    """

    stamp: str
    digest: str
    row: Row


@dataclass(slots=True)
class Parsed:
    """The readings of event files by path. `basis` names all that they rest on beside the files."""

    basis: str
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: bool = False

    def get(self, path: str, digest: str) -> Reading | None:
        """Return the reading of a file from bytes of such a digest, or None."""
        entry = self.entries.get(path)
        return unpack(entry.row) if entry and entry.digest == digest else None

    def put(self, path: str, entry: Entry) -> None:
        """Keep a reading."""
        if self.entries.get(path) != entry:
            self.entries[path] = entry
            self.changed = True

    def keep(self, paths: Iterable[str]) -> None:
        """Forget the readings of all other files."""
        gone = self.entries.keys() - set(paths)
        for path in gone:
            del self.entries[path]
        self.changed = self.changed or bool(gone)


def _file_row(file: SourceFile | None) -> Row | None:
    return (file.path, file.text) if file else None


def _file(row: Row | None) -> SourceFile | None:
    return SourceFile(*row) if row else None


def _date_row(date: HistoricalDate) -> Row:
    return (date.written, date.part.value if date.part else None, date.calendar)


def _rows(values: Iterable[tuple[Any, ...]]) -> Row:
    return tuple(map(tuple, values))


def _each(make: Callable[[Iterable[Any]], object]) -> Callable[[Row], tuple[object, ...]]:
    return lambda rows: tuple(map(make, rows))


_TO_ROW: dict[str, Callable[[Any], Any]] = {
    "file": _file_row,
    "body_file": _file_row,
    "date": _date_row,
    **dict.fromkeys(("places", "sources", "conflicts", "corrections", "related"), _rows),
    "image": lambda image: tuple(image) if image else None,
}
"""How the fields of an event that are more than texts and numbers become rows …"""
_FROM_ROW: dict[str, Callable[[Any], Any]] = {
    "file": _file,
    "body_file": _file,
    "date": lambda row: date_of(*row),
    "places": _each(Place._make),
    "sources": _each(Citation._make),
    "conflicts": _each(Conflict._make),
    "corrections": _each(Correction._make),
    "related": _each(Relation._make),
    "image": lambda row: Image._make(row) if row else None,
}
"""… and what they were."""
_FIELDS = tuple(each.name for each in dataclasses.fields(Event))
_VALUES = attrgetter(*_FIELDS)
_MORE = tuple((_FIELDS.index(name), _TO_ROW[name], _FROM_ROW[name]) for name in _TO_ROW)


_TOLD = attrgetter("path", "line", "column", "severity.value", "code", "message", "hint", "excerpt", "length")


def pack(reading: Reading) -> Row:
    """Make a row of a reading."""
    told = tuple(_TOLD(d) for d in reading.diagnostics)
    if reading.event is None:
        return (None, told)
    values = list(_VALUES(reading.event))
    for index, to_row, _ in _MORE:
        if values[index]:
            values[index] = to_row(values[index])
    return (tuple(values), told)


def unpack(row: Row) -> Reading | None:
    """Make a reading of its row again; None where it is none."""
    try:
        values, told = row
        diagnostics = tuple(_diagnostic(*each) for each in told)
        if values is None:
            return Reading(None, diagnostics)
        values = list(values)
        for index, _, from_row in _MORE:
            if values[index]:
                values[index] = from_row(values[index])
        return Reading(Event(*values), diagnostics)
    except (TypeError, ValueError, LookupError, EDTFError):
        return None


def _diagnostic(path: str, line: int, column: int, severity: str, *rest: Any) -> Diagnostic:
    return Diagnostic(path, line, column, Severity(severity), *rest)


def load_parsed(file: Path, basis: str) -> Parsed:
    """Read what was kept; nothing where it rests on something else, or cannot be read."""
    entries: dict[str, Entry] = {}
    try:
        with file.open("rb") as opened:
            if json.loads(opened.readline()) != [VERSION, basis]:
                return Parsed(basis)
            for rows in unpickled_rows(opened):
                entries.update((path, Entry(stamp, digest, row)) for path, stamp, digest, row in rows)
    except (OSError, ValueError, TypeError, RecursionError, pickle.UnpicklingError):
        return Parsed(basis)
    return Parsed(basis, entries)


def dump_parsed(parsed: Parsed) -> Iterator[bytes]:
    """Yield what is kept as pieces of a file: a line of JSON, then lists of readings, each pickled."""
    yield json.dumps((VERSION, parsed.basis)).encode() + b"\n"
    rows = [(path, *entry) for path, entry in parsed.entries.items()]
    for start in range(0, len(rows), _AT_ONCE):
        yield pickle.dumps(rows[start : start + _AT_ONCE], protocol=5)

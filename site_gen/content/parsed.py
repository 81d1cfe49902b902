"""Event files that were read before, so that a file that has not changed is not read again.

A reading is known by its file's stamp (what the system tells of it) and by the digest of its bytes, and holds
as long as the generator, the languages and, for a translation, its original stay what they were. Readings are
kept pickled: whoever asks for one gets it unpickled, and only the types of an event are let in.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from site_gen.content.eventfile import Reading
from site_gen.unpickling import unpickled

VERSION = 1
_MODULES = frozenset(
    {
        "site_gen.content.event",
        "site_gen.content.eventfile",
        "site_gen.dates.model",
        "site_gen.dates.bounds",
        "site_gen.diagnostics",
        "site_gen.source",
    }
)


class Entry(NamedTuple):
    """A reading: its file's stamp, empty where that cannot be trusted, the digest of what it was read from,
    and the reading, pickled.
    """

    stamp: str
    digest: str
    blob: bytes


@dataclass(slots=True)
class Parsed:
    """The readings of event files by path. `basis` names all that they rest on beside the files."""

    basis: str
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: bool = False

    def get(self, path: str, digest: str) -> Reading | None:
        """Return the reading of a file from bytes of such a digest, or None."""
        entry = self.entries.get(path)
        if entry is None or entry.digest != digest:
            return None
        try:
            found = unpickled(entry.blob, _MODULES)
        except pickle.UnpicklingError:
            return None
        return found if isinstance(found, Reading) else None

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


def pack(reading: Reading) -> bytes:
    """Pickle a reading."""
    return pickle.dumps(reading, protocol=5)


def load_parsed(file: Path, basis: str) -> Parsed:
    """Read what was kept; nothing where it rests on something else, or cannot be read."""
    try:
        data = file.read_bytes()
        head, _, blobs = data.partition(b"\n")
        version, kept, rows = json.loads(head)
        if (version, kept) != (VERSION, basis):
            return Parsed(basis)
        entries, at = {}, 0
        for path, stamp, digest, size in rows:
            entries[path] = Entry(stamp, digest, blobs[at : at + size])
            at += size
    except (OSError, ValueError, TypeError, RecursionError):
        return Parsed(basis)
    return Parsed(basis, entries)


def dump_parsed(parsed: Parsed) -> Iterator[bytes]:
    """Yield what is kept as pieces of a file: a line of JSON, then the readings one after another."""
    entries: Mapping[str, Entry] = parsed.entries
    rows = [(path, e.stamp, e.digest, len(e.blob)) for path, e in entries.items()]
    head = json.dumps((VERSION, parsed.basis, rows), separators=(",", ":"))
    yield head.encode() + b"\n"
    yield from (entry.blob for entry in entries.values())

"""Files → what is read of them: from what was kept where a file is the same, else anew, by several processes
where there are many.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from site_gen import processes
from site_gen.content.body_limits import LARGEST_FILE
from site_gen.content.eventfile import Reading
from site_gen.content.listing import Named
from site_gen.content.parsed import Entry, Parsed, pack, unpack
from site_gen.diagnostics import Diagnostic, about_file, diagnose
from site_gen.processes import Told, silent
from site_gen.source import SourceFile, decode, shown_path

FEWEST = 200
"""Files a process below which more processes cost more than they save."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was read before; `stamps` are what the system tells now of each file that it can be trusted about,
    by path; `jobs` the number of processes that may read; `told` is called while they do, with the number of
    files that were read anew and that of all to be read so.
    """

    parsed: Parsed = field(default_factory=lambda: Parsed(""))
    stamps: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1
    told: Told = silent


Read = Callable[[Named, SourceFile], Reading]
Basis = Callable[[Named], str]
"""Names what a reading rests on beside its own file."""


def read_all(
    files: Sequence[Named], root: Path, known: Known, read: Read, basis: Basis, found: list[Diagnostic]
) -> Iterator[tuple[Named, Reading | None]]:
    """Yield what each file is read as, in order, None where it cannot be read; why is added to `found`."""
    readings: dict[int, Reading | None] = {
        i: kept for i, named in enumerate(files) if (kept := _kept(named.path, known, basis(named)))
    }
    anew = [index for index in range(len(files)) if index not in readings]
    top = os.fspath(root)

    def one(index: int) -> _Anew:
        return _read_anew(files[anew[index]], top, known, read, basis)

    for index, made in zip(anew, _in_processes(one, len(anew), known), strict=True):
        found += made.faults
        if made.entry:
            known.parsed.put(files[index].path, made.entry)
            readings[index] = made.reading or unpack(made.entry.row)
    for index, named in enumerate(files):
        yield named, readings.get(index)


class _Anew(NamedTuple):
    """A file that was read: what is kept of it, the reading itself where this process made it, and why it
    could not be read.
    """

    entry: Entry | None
    reading: Reading | None
    faults: Sequence[Diagnostic]


def _kept(path: str, known: Known, basis: str) -> Reading | None:
    """Return the reading of a file that the system tells to be the same."""
    entry, stamp = known.parsed.entries.get(path), known.stamps.get(path)
    if entry is None or not stamp or entry.stamp != stamp or not entry.digest.endswith(basis):
        return None
    return known.parsed.get(path, entry.digest)


def _in_processes(one: Callable[[int], _Anew], pieces: int, known: Known) -> Iterator[_Anew]:
    jobs = min(known.jobs, pieces // FEWEST)
    if jobs > 1 and processes.can_fork():

        def told(done: int) -> None:
            known.told(done, pieces)

        done, lost = processes.do_all(lambda index: one(index)._replace(reading=None), pieces, jobs, told)
        if not lost:
            yield from (done[index] for index in range(pieces))
            return
    for index in range(pieces):
        yield one(index)
        known.told(index + 1, pieces)


def _read_anew(named: Named, root: str, known: Known, read: Read, basis: Basis) -> _Anew:
    faults: list[Diagnostic] = []
    data = _bytes_of(f"{root}/{named.path}", named.path, faults)
    if data is None:
        return _Anew(None, None, faults)
    digest = f"{hashlib.blake2b(data, digest_size=16).hexdigest()} {basis(named)}"
    stamp = known.stamps.get(named.path, "")
    if reading := known.parsed.get(named.path, digest):
        return _Anew(Entry(stamp, digest, known.parsed.entries[named.path].row), reading, ())
    source = _text_of(named.path, data, faults)
    if source is None:
        return _Anew(None, None, faults)
    reading = read(named, source)
    return _Anew(Entry(stamp, digest, pack(reading)), reading, ())


def read_text(file: Path, root: Path, found: list[Diagnostic]) -> SourceFile | None:
    """Read a text file, or report why not and return None."""
    shown = shown_path(file, root)
    data = _bytes_of(os.fspath(file), shown, found)
    return None if data is None else _text_of(shown, data, found)


def _bytes_of(file: str, shown: str, found: list[Diagnostic]) -> bytes | None:
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - a Path takes as long as the reading
            size = os.fstat(opened.fileno()).st_size
            if size <= LARGEST_FILE:
                return opened.readall()
    except OSError as fault:
        message = f"cannot be read: {(fault.strerror or str(fault)).lower()}"
        found.append(about_file(shown, "S101", message, "check that it exists and may be read"))
        return None
    message = f"the file has {size:,} bytes; at most {LARGEST_FILE:,} are read"
    found.append(about_file(shown, "S103", message, "split it"))
    return None


def _text_of(shown: str, data: bytes, found: list[Diagnostic]) -> SourceFile | None:
    source, fault = decode(shown, data)
    if fault:
        found.append(diagnose(source, fault.offset, "S102", fault.message, fault.hint))
        return None
    return source

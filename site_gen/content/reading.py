"""Files → what is read of them: from what was kept where a file is the same, else anew, by several processes
where there are many.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from site_gen import processes
from site_gen.content.body_limits import LARGEST_FILE
from site_gen.content.eventfile import Reading
from site_gen.content.listing import Named
from site_gen.content.parsed import Entry, Parsed, pack
from site_gen.diagnostics import Diagnostic, about_file, diagnose
from site_gen.source import SourceFile, decode, shown_path

FEWEST = 200
"""Files a process below which more processes cost more than they save."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was read before; `stamps` are what the system tells now of each file that it can be trusted about,
    by path; `jobs` the number of processes that may read.
    """

    parsed: Parsed = field(default_factory=lambda: Parsed(""))
    stamps: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1


Read = Callable[[Named, SourceFile], Reading]
Basis = Callable[[Named], str]
"""Names what a reading rests on beside its own file."""


def read_all(
    files: Sequence[Named], root: Path, known: Known, read: Read, basis: Basis, found: list[Diagnostic]
) -> Iterator[tuple[Named, Reading | None]]:
    """Yield what each file is read as, in order, None where it cannot be read; why is added to `found`."""
    paths = [shown_path(named.file, root) for named in files]
    readings: dict[int, Reading | None] = {
        i: kept for i, path in enumerate(paths) if (kept := _kept(path, known, basis(files[i])))
    }
    anew = [index for index in range(len(files)) if index not in readings]

    def one(index: int) -> _Anew:
        return _read_anew(files[anew[index]], root, known, read, basis)

    for index, made in zip(anew, _in_processes(one, len(anew), known.jobs), strict=True):
        found += made.faults
        if made.entry:
            known.parsed.put(paths[index], made.entry)
            readings[index] = made.reading or known.parsed.get(paths[index], made.entry.digest)
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


def _in_processes(one: Callable[[int], _Anew], pieces: int, jobs: int) -> Iterator[_Anew]:
    jobs = min(jobs, pieces // FEWEST)
    if jobs > 1 and processes.can_fork():
        done, lost = processes.do_all(lambda index: one(index)._replace(reading=None), pieces, jobs)
        if not lost:
            yield from (done[index] for index in range(pieces))
            return
    yield from map(one, range(pieces))


def _read_anew(named: Named, root: Path, known: Known, read: Read, basis: Basis) -> _Anew:
    faults: list[Diagnostic] = []
    source = read_text(named.file, root, faults)
    if source is None:
        return _Anew(None, None, faults)
    own = hashlib.blake2b(source.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    digest = f"{own} {basis(named)}"
    reading = known.parsed.get(source.path, digest)
    if reading is None:
        reading = read(named, source)
        blob = pack(reading)
    else:
        blob = known.parsed.entries[source.path].blob
    return _Anew(Entry(known.stamps.get(source.path, ""), digest, blob), reading, ())


def read_text(file: Path, root: Path, found: list[Diagnostic]) -> SourceFile | None:
    """Read a text file, or report why not and return None."""
    shown = shown_path(file, root)
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            found.append(
                about_file(
                    shown,
                    "S103",
                    f"the file has {size:,} bytes; at most {LARGEST_FILE:,} are read",
                    "split it",
                )
            )
            return None
        data = file.read_bytes()
    except OSError as fault:
        found.append(
            about_file(
                shown,
                "S101",
                f"cannot be read: {(fault.strerror or str(fault)).lower()}",
                "check that it exists and may be read",
            )
        )
        return None
    source, fault_of_text = decode(shown, data)
    if fault_of_text:
        found.append(
            diagnose(source, fault_of_text.offset, "S102", fault_of_text.message, fault_of_text.hint)
        )
        return None
    return source

"""Which inputs have other bytes than in the last build, where what the system tells of them is another thing:
on a machine that builds anew, every file of a fresh checkout has other times and another number.

Event files are known by the digests that their readings are kept with, the generator by its own digest, and
the others by digests in the record of the build.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import site_gen
from site_gen.build.generator import generator_digest
from site_gen.build.intact import digests_of
from site_gen.build.manifest import CACHE
from site_gen.build.record import Record
from site_gen.build.unchanged import GENERATOR, Look, digest_of_file, input_folders, rows
from site_gen.content.parsed import Parsed, load_parsed

READINGS = f"{CACHE}/events"
"""What is kept of event files that were read, below a project's root."""
_MOST_OTHERS = 5000
"""Inputs beside event files up to which their digests are recorded."""


def edited(root: Path, changed: Sequence[str], record: Record, jobs: int) -> tuple[str, ...]:
    """Return those of the inputs that may have changed since the last build whose bytes are not known to be
    the same, in as many processes as `jobs`.
    """
    known = dict(record.digests)
    if GENERATOR not in known or known[GENERATOR] != generator_digest():
        return tuple(changed)
    # Of what was changed just before the last build, the path from the project is told.
    package = f"{Path(site_gen.__file__).parent}{os.sep}"
    changed = [path for path in changed if not os.path.normpath(f"{root}/{path}").startswith(package)]
    rest = [path for path in changed if not _is_generators(path)]
    if any(map(_is_event, rest)):
        parsed = load_parsed(root / READINGS, known[GENERATOR])
        if not record.left.events or state_of(parsed) != record.left.events:
            return tuple(changed)
        known |= {path: entry.digest.partition(" ")[0] for path, entry in parsed.entries.items()}
        known |= record.left.edited
    folders = input_folders(root)
    digests = digests_of(Path(), [str(_file(path, folders)) for path in rest], jobs)
    return tuple(path for path, now in zip(rest, digests, strict=True) if not now or known.get(path) != now)


def state_of(parsed: Parsed) -> str:
    """Return a digest of which files were read from which bytes."""
    told = "\n".join(sorted(f"{path}\t{entry.digest}" for path, entry in parsed.entries.items()))
    return hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def digests_to_record(root: Path, inputs: Look) -> dict[str, str]:
    """Return the digests of the inputs that are still what they were when they were looked at, but of event
    files, which are known by their readings; that of the generator is its own.
    """
    told: dict[str, list[str]] = {}
    for path, *fields in rows(inputs):
        if not _is_event(path) and not _is_generators(path):
            told.setdefault(path, []).append("\t".join(fields))
    if len(told) > _MOST_OTHERS:
        return {}
    found, folders = {GENERATOR: generator_digest()}, input_folders(root)
    for path, (stamp, *others) in told.items():
        file = str(_file(path, folders))
        digest = digest_of_file(file)
        # What is told twice is a link, which can lead elsewhere.
        if not others and _stamp(file) == stamp and inputs.late.get(file, digest) == digest:
            found[path] = digest
    return found


def _stamp(file: str) -> str:
    try:
        told = os.lstat(file)
    except OSError:
        return ""
    return f"{told.st_size}\t{told.st_mtime_ns}\t{told.st_ctime_ns}\t{told.st_ino}"


def _file(path: str, folders: Mapping[str, Path]) -> Path:
    """Return the file that a look calls `path`."""
    name, _, rest = path.partition("/")
    return folders.get(name, Path(name)) / rest


def _is_event(path: str) -> bool:
    return path.startswith("content/events/") and path.endswith(".md")


def _is_generators(path: str) -> bool:
    """Tell whether a path is one of the program, or of the folders of its libraries: their versions are known
    to the digest of the generator.
    """
    return path.startswith((f"{GENERATOR}/", os.sep))

"""The record of the last build into an output: what it said, and what was seen of its inputs before it read
them and of its output when it was done.

One file, replaced as a whole: a first line of JSON, then the lines of the two looks.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from site_gen.build.manifest import replace_file
from site_gen.build.unchanged import Look, digest_of_file, look_at_output

VERSION = 3
_WORTH_A_PROCESS = 150_000
"""Characters of a look from which on another process takes it: it costs as much as about 1,000 files."""


class Left(NamedTuple):
    """What a build left: what is seen of its output, the paths in it that are not ours, the stamp of what is
    remembered of bodies, the state of the readings of event files, and the digests of those that were edited
    since they were read so.
    """

    outputs: Look
    foreign: tuple[str, ...] = ()
    bodies: str = ""
    events: str = ""
    edited: Mapping[str, str] = MappingProxyType({})


class Record(NamedTuple):
    """A build: what it said, what was seen of its inputs, what it left, and the digests of its inputs but of
    event files.
    """

    said: Mapping[str, Any]
    inputs: Look
    left: Left
    digests: Mapping[str, str] = MappingProxyType({})


class Standing(NamedTuple):
    """What a build goes on from: the record of the last one, the folder that shows it, the state of the
    manifest and the time (nanoseconds) before that folder was looked at again; `seen` gives what was seen
    then, None where that is not what the last build left.
    """

    record: Record
    folder: Path
    state: tuple[int, int, int] | None
    since: int
    seen: Callable[[], Look | None]


def read_record(file: Path, options: Mapping[str, Any], root: Path, stands: Path) -> Record | None:
    """Return the record of the last build of a project, which the folder `stands` shows; None where there is
    none, or its options were others.
    """
    try:
        head, _, rest = file.read_bytes().decode("utf-8", "surrogateescape").partition("\n")
        data = json.loads(head)
        if (data["version"], data["options"]) != (VERSION, dict(options)):
            return None
        length = int(data["length"])
        inputs = Look(rest[:length], {f"{root}/{path}": d for path, d in data["late inputs"].items()})
        late = {f"{stands}/{path}": digest for path, digest in data["late outputs"].items()}
        outputs = Look(rest[length:], late)
        events, changed = str(data["events"]), dict(data["edited"])
        left = Left(outputs, tuple(data["foreign"]), str(data["bodies"]), events, changed)
        return Record(dict(data["said"]), inputs, left, dict(data["digests"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write_record(file: Path, options: Mapping[str, Any], record: Record, root: Path, stands: Path) -> None:
    """Remember a build of a project, which the folder `stands` shows. That it cannot be remembered is no
    fault of it.
    """
    late = record.left.outputs.late
    head = {
        "version": VERSION,
        "options": dict(options),
        "said": dict(record.said),
        "late inputs": {os.path.relpath(path, root): told for path, told in record.inputs.late.items()},
        "late outputs": {os.path.relpath(path, stands): digest for path, digest in late.items()},
        "foreign": record.left.foreign,
        "bodies": record.left.bodies,
        "events": record.left.events,
        "edited": dict(record.left.edited),
        "digests": dict(record.digests),
        "length": len(record.inputs.lines),
    }
    text = f"{json.dumps(head)}\n{record.inputs.lines}{record.left.outputs.lines}"
    with contextlib.suppress(OSError):
        replace_file(file, text.encode("utf-8", "surrogateescape"))


def changed_inputs(then: Look, now: Look, root: Path) -> tuple[str, ...] | None:
    """Return the paths of the inputs that may have other bytes than then; None where some came or went."""
    late = {os.path.relpath(path, root).replace(os.sep, "/") for path in _changed_late(then, now)}
    if then.lines == now.lines:
        return tuple(sorted(late))
    was, are = then.lines.split("\n"), now.lines.split("\n")
    if len(was) != len(are):
        return None
    for old, new in zip(was, are, strict=True):
        if old != new:
            path = new.rsplit("\t", 4)[0]
            if path != old.rsplit("\t", 4)[0]:
                return None
            late.add(path)
    return tuple(sorted(late))


def _changed_late(old: Look, new: Look) -> list[str]:
    """Return the files whose times could not tell then, and whose bytes do now."""
    return [path for path, was in old.late.items() if was != (new.late.get(path) or digest_of_file(path))]


def look_again(output: Path, then: Look, now: int) -> Look | None:
    """Look at an output; None where it is not as it was then."""
    seen = look_at_output(output, now)
    return None if seen.lines != then.lines or _changed_late(then, seen) else seen


@contextlib.contextmanager
def looking_again(output: Path, then: Look, now: int) -> Iterator[Callable[[], Look | None]]:
    """Look at an output while something else is done: yields a function that gives what `look_again` does.

    A large one is looked at by another process, where nothing speaks against one.
    """
    # With more threads than one, a lock that another one held would stay locked in the new process.
    if len(then.lines) < _WORTH_A_PROCESS or not hasattr(os, "fork") or _has_threads():
        yield lambda: look_again(output, then, now)
        return
    mine, theirs = os.pipe()
    child = os.fork()
    if not child:
        _tell(theirs, output, then, now)
    os.close(theirs)
    told: list[Look | None] = []

    def ask() -> Look | None:
        if not told:
            with open(mine, "rb", closefd=False) as pipe:
                late = json.loads(pipe.read() or b"null")
            told.append(None if late is None else Look(then.lines, late))
        return told[0]

    try:
        yield ask
    finally:
        os.close(mine)
        if not told:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _tell(pipe: int, output: Path, then: Look, now: int) -> None:
    """Write to a pipe what is late in an output that is as it was, else nothing, and end the process."""
    try:
        seen = look_again(output, then, now)
        if seen is not None:
            with open(pipe, "wb") as told:
                told.write(json.dumps(seen.late).encode("ascii"))
    finally:
        # Whatever happened: the rest of the program is the other process's.
        os._exit(0)


def _has_threads() -> bool:
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


def with_files(look: Look, output: Path, new: Mapping[str, tuple[str, str]]) -> Look:
    """Return what is to be seen of an output after files took the place of others: `new` are stamp and digest
    by path.
    """
    lines, late = f"\n{look.lines}\n", dict(look.late)
    for path, (stamp, digest) in new.items():
        at = lines.index(f"\n{path}\t") + 1
        lines = f"{lines[:at]}{path}\t{stamp}{lines[lines.index(chr(10), at) :]}"
        late[f"{os.fspath(output)}/{path}"] = digest
    return Look(lines[1:-1], late)

"""Has anything changed since the last build? Answered from what the system tells of files, without reading
them.

The record of a build holds one line for each input and each file of the output: size, times and number of the
file. Where all lines are the same, so is the site. A file that was changed so late that its time cannot tell
(git's racy timestamps, https://git-scm.com/docs/racy-git) is told by a digest of its bytes as well.

Imports nothing but what starts in a few milliseconds: a build with nothing to do ends here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

INPUTS = ("content", "seeds", "static", "templates")
VERSION = 2
_LATE_INPUT = 2_000_000_000
"""Nanoseconds before a look at an input within which a change may have left its time as it was: the coarsest
disks count two seconds.
"""
LATE_OUTPUT = 50_000_000


class Look(NamedTuple):
    """What the system told of some folders: a line a file, and by path the digests of those that changed just
    before.
    """

    lines: str
    late: Mapping[str, str]


class Told(NamedTuple):
    """What the system tells of a file: bytes, nanoseconds of its last changes of content and of state, its
    number on the disk.
    """

    size: int = 0
    modified: int = 0
    changed: int = 0
    number: int = 0


def look(folders: Mapping[str, Path], now: int, margin: int, *, changes: bool) -> Look:
    """Look at all files below some folders, each under the name given for its folder.

    `now` is the time in nanoseconds and `margin` how long before it a change is late. With `changes` the time
    of the last change of a file's state counts too, which no program can set back.
    """
    lines: list[str] = []
    late: dict[str, str] = {}
    for name, folder in folders.items():
        for path, file, told in _walk(os.fspath(folder), name, every=not changes):
            changed = told.changed if changes else 0
            lines.append(f"{path}\t{told.size}\t{told.modified}\t{changed}\t{told.number}")
            if max(told.modified, changed) >= now - margin:
                late[file] = digest_of_file(file)
    return Look("\n".join(lines), late)


def stamp_of(stat: os.stat_result) -> str:
    """Return what a look at an output tells of a file, without its path."""
    return f"{stat.st_size}\t{stat.st_mtime_ns}\t0\t{stat.st_ino}"


def _walk(folder: str, name: str, *, every: bool) -> Iterator[tuple[str, str, Told]]:
    """Yield what lies below a folder, in a fixed order; of a link also what it leads to.

    With `every`, folders in which nothing lies are told too, with a slash, and what Python keeps is looked at
    like the rest.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError:
        # What cannot be looked at is another thing each time, so that a build looks closer.
        yield name, folder, Told(modified=time.time_ns())
        return
    if every and name and not entries:
        yield f"{name}/", folder, Told()
    for entry in entries:
        path = f"{name}/{entry.name}" if name else entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                if every or entry.name != "__pycache__":
                    yield from _walk(entry.path, path, every=every)
                continue
            yield path, entry.path, _told(entry.stat(follow_symlinks=False))
            if entry.is_symlink():
                yield path, entry.path, _told(entry.stat())
        except OSError:
            yield path, entry.path, Told()


def _told(stat: os.stat_result) -> Told:
    return Told(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def digest_of_file(path: str) -> str:
    """Return a digest of a file's bytes, empty where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - `pathlib` costs more here than all else
            return hashlib.blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return ""


def look_at_inputs(root: Path, now: int) -> Look:
    """Look at a project's inputs, and at the generator itself with the folders of its libraries."""
    package = Path(__file__).resolve().parents[1]
    folders = {name: root / name for name in INPUTS} | {"generator": package}
    if package.parent != root:
        folders |= {f"built-in {name}": package.parent / name for name in ("static", "templates")}
    seen = look(folders, now, _LATE_INPUT, changes=True)
    libraries = [f"{place}\t{os.stat(place).st_mtime_ns}" for place in sys.path if _holds_libraries(place)]  # noqa: PTH116
    return Look("\n".join((seen.lines, sys.version.replace("\n", " "), *libraries)), seen.late)


def _holds_libraries(place: str) -> bool:
    return place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place)  # noqa: PTH112


def stamps_of(seen: Look, root: Path) -> dict[str, str]:
    """Return what a look tells of each file by path, of those that did not change just before."""
    late = {os.path.relpath(path, root).replace(os.sep, "/") for path in seen.late}
    return {path: "\t".join(told) for path, *told in _rows(seen) if path not in late}


def bytes_of(seen: Look) -> int:
    """Return how many bytes the files have together."""
    return sum(int(row[1]) for row in _rows(seen))


def _rows(seen: Look) -> Iterator[list[str]]:
    """Yield path, size and the rest of each line. The name of a file may hold any sign."""
    for line in seen.lines.split("\n"):
        row = line.rsplit("\t", 4)
        if len(row) == 5 and row[1].isdecimal():
            yield row


def look_at_output(output: Path, now: int) -> Look:
    """Look at a site that was built. Links to its files may be made and removed: that changes nothing."""
    return look({"": output}, now, LATE_OUTPUT, changes=False)


def is_empty(folder: Path) -> bool:
    """Tell whether there is no such folder, or nothing in it."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except (FileNotFoundError, NotADirectoryError):
        return True


class Before(NamedTuple):
    """The last build, which still stands as it left it: what it said, the paths of the inputs that may have
    other bytes since, None where inputs came or went, and what is seen of the folder that shows it.
    """

    said: dict[str, Any]
    changed: tuple[str, ...] | None
    shown: Look


def last_build(
    file: Path, root: Path, inputs: Look, stands: Path, options: Mapping[str, Any]
) -> Before | None:
    """Return what is remembered in `file` of the last build, where its options were the same and the folder
    that shows it was left alone; else None. `inputs` is what is seen of the inputs now.
    """
    try:
        head, _, rest = file.read_text(encoding="utf-8", errors="surrogateescape").partition("\n")
        lines, _, output_lines = rest.partition("\f\n")
        record = json.loads(head)
        if (record["version"], record["options"]) != (VERSION, dict(options)):
            return None
        said: dict[str, Any] = record["said"]
        late = {f"{stands}/{path}": digest for path, digest in record["late outputs"].items()}
        before = Look(lines, record["late inputs"]), Look(output_lines, late)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    outputs = look_at_output(stands, time.time_ns())
    if outputs.lines != before[1].lines or _changed_late(before[1], outputs):
        return None
    changed = _changed(before[0], inputs, root)
    if changed == () and (before[0].late or before[1].late):
        # By now their times can tell: the next build need not read them.
        record_build(file, options, said, inputs, outputs, stands)
    return Before(said, changed, outputs)


def _changed_late(old: Look, new: Look) -> list[str]:
    """Return the files whose times could not tell then, and whose bytes do now."""
    return [path for path, was in old.late.items() if was != (new.late.get(path) or digest_of_file(path))]


def _changed(then: Look, seen: Look, root: Path) -> tuple[str, ...] | None:
    late = {os.path.relpath(path, root).replace(os.sep, "/") for path in _changed_late(then, seen)}
    if then.lines == seen.lines:
        return tuple(sorted(late))
    was, now = ([line.rsplit("\t", 4) for line in look.lines.split("\n")] for look in (then, seen))
    if [row[0] for row in was] != [row[0] for row in now]:
        return None
    return tuple(
        sorted(late | {new_row[0] for old_row, new_row in zip(was, now, strict=True) if old_row != new_row})
    )


def record_build(
    file: Path,
    options: Mapping[str, Any],
    said: Mapping[str, Any],
    inputs: Look,
    outputs: Look,
    stands: Path,
) -> None:
    """Remember a build: what it said, and what was seen of its inputs before it read them and of the folder
    that shows it when it was done. That it cannot be remembered is no fault of the build.
    """
    head = {
        "version": VERSION,
        "options": dict(options),
        "said": dict(said),
        "late inputs": dict(inputs.late),
        "late outputs": {os.path.relpath(path, stands): digest for path, digest in outputs.late.items()},
    }
    text = "\n".join((json.dumps(head), f"{inputs.lines}\f", outputs.lines))
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", errors="surrogateescape")
        beside.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)

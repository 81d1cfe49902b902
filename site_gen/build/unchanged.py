"""Has anything changed since the last build? Answered from what the system tells of files, without reading
them.

A look is one line for each file: size, times and number of the file. Where all lines of inputs and output are
those of the last build (`record`), so is the site. A file that was changed so late that its time cannot tell
(git's racy timestamps, https://git-scm.com/docs/racy-git) is told by a digest of its bytes as well.

Imports nothing but what starts in a few milliseconds: a build with nothing to do ends here.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

INPUTS = ("content", "locale", "seeds", "static", "templates")
GENERATOR = "generator"
"""What a look at inputs calls the folder of the program."""
_LATE_INPUT = 2_000_000_000
"""Nanoseconds before a look at an input within which a change may have left its time as it was: the coarsest
disks count two seconds.
"""
LATE_OUTPUT = 50_000_000
"""The same for an output, where the disk counts parts of a second."""
_SECOND = 1_000_000_000


class Look(NamedTuple):
    """What the system told of some folders: a line a file, and by path the digests of those that changed just
    before.
    """

    lines: str
    late: Mapping[str, str]


def look(folders: Mapping[str, Path], now: int, margin: int, *, changes: bool) -> Look:
    """Look at all files below some folders, each under the name given for its folder.

    `now` is the time in nanoseconds and `margin` how long before it a change is late. With `changes` the time
    of the last change of a file's state counts too, which no program can set back.
    """
    lines: list[str] = []
    late: dict[str, str] = {}
    walk = _Walk(lines, late, now - margin, now - _LATE_INPUT, changes=changes)
    for name, folder in folders.items():
        walk.into(os.fspath(folder), name)
    return Look("\n".join(lines), late)


def is_late(changed: int, now: int) -> bool:
    """Tell whether a file of an output was changed so shortly before a time (both in nanoseconds) that
    another change may have left its time as it was. A time without parts of a second is taken for that of a
    disk that counts whole or two seconds.
    """
    return changed >= now - (LATE_OUTPUT if changed % _SECOND else _LATE_INPUT)


def stamp_of(told: os.stat_result) -> str:
    """Return what a look at an output tells of a file, without its path."""
    return f"{told.st_size}\t{told.st_mtime_ns}\t0\t{told.st_ino}"


_KIND = 0o170000
"""The bits of a mode that tell what kind of file it is (inode(7), S_IFMT)."""
_GONE = "0\t0\t0\t0"
_BESIDE = os.stat in os.supports_dir_fd and os.listdir in os.supports_fd
"""Whether files can be asked for by their names in a folder that is open, which is the quickest way."""


class _Walk(NamedTuple):
    """A walk through folders, in a fixed order: of a link also what it leads to is told. Without `changes`,
    so are folders in which nothing lies, with a slash, and what Python keeps.
    """

    lines: list[str]
    late: dict[str, str]
    since: int
    coarse: int
    changes: bool

    def into(self, folder: str, name: str) -> None:
        """Look at all that lies below a folder; `name` is what it is called in the lines."""
        handle = None
        try:
            if _BESIDE:
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            names = sorted(os.listdir(folder if handle is None else handle))  # noqa: PTH208 - there are many
            if not names and not self.changes and name:
                self.lines.append(f"{name}/\t{_GONE}")
            self._files(folder, handle, f"{name}/" if name else "", names)
        except FileNotFoundError:
            return
        except OSError:
            # What cannot be looked at is another thing each time, so that a build looks closer.
            self.lines.append(f"{name}\t0\t{time.time_ns()}\t0\t0")
        finally:
            if handle is not None:
                os.close(handle)

    def _files(self, folder: str, handle: int | None, at: str, names: Iterable[str]) -> None:
        add, changes, since, coarse = self.lines.append, self.changes, self.since, self.coarse
        for name in names:
            try:
                told = _told(folder, handle, name, follow=False)
                kind = told.st_mode & _KIND
                if kind == stat.S_IFDIR:
                    if not changes or name != "__pycache__":
                        self.into(f"{folder}/{name}", at + name)
                    continue
                ways = (told, _told(folder, handle, name, follow=True)) if kind == stat.S_IFLNK else (told,)
            except OSError:
                add(f"{at}{name}\t{_GONE}")
                continue
            for told in ways:
                modified, changed = told.st_mtime_ns, told.st_ctime_ns if changes else 0
                add(f"{at}{name}\t{told.st_size}\t{modified}\t{changed}\t{told.st_ino}")
                # As `is_late` has it, which would be called for every file.
                if modified >= since or changed >= since or (modified >= coarse and not modified % _SECOND):
                    self.late[f"{folder}/{name}"] = digest_of_file(f"{folder}/{name}")


def _told(folder: str, handle: int | None, name: str, *, follow: bool) -> os.stat_result:
    if handle is None:
        return os.stat(f"{folder}/{name}", follow_symlinks=follow)  # noqa: PTH116
    return os.stat(name, dir_fd=handle, follow_symlinks=follow)


def digest_of_file(path: str) -> str:
    """Return a digest of a file's bytes, empty where it cannot be read or is no file: a pipe has no end."""
    digest = hashlib.blake2b(digest_size=16)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return ""
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return ""
        while piece := os.read(handle, _PIECE):
            digest.update(piece)
    except OSError:
        return ""
    finally:
        os.close(handle)
    return digest.hexdigest()


_PIECE = 1 << 16
"""Bytes that are read at once."""


def look_at_inputs(root: Path, now: int) -> Look:
    """Look at a project's inputs, and at the generator itself with the folders of its libraries."""
    seen = look(input_folders(root), now, _LATE_INPUT, changes=True)
    libraries = [f"{place}\t{os.stat(place).st_mtime_ns}" for place in sys.path if _holds_libraries(place)]  # noqa: PTH116
    return Look("\n".join((seen.lines, sys.version.replace("\n", " "), *libraries)), seen.late)


def input_folders(root: Path) -> dict[str, Path]:
    """Return the folders that a build reads, by what a look calls them."""
    package = Path(__file__).resolve().parents[1]
    folders = {name: root / name for name in INPUTS} | {GENERATOR: package}
    if package.parent != root:
        folders |= {f"built-in {name}": package.parent / name for name in ("static", "templates")}
    return folders


def _holds_libraries(place: str) -> bool:
    return place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place)  # noqa: PTH112


def stamps_of(seen: Look, root: Path) -> dict[str, str]:
    """Return what a look tells of each file by path, of those that did not change just before."""
    late = {os.path.relpath(path, root).replace(os.sep, "/") for path in seen.late}
    return {path: "\t".join(told) for path, *told in rows(seen) if path not in late}


def bytes_of(seen: Look) -> int:
    """Return how many bytes the files have together."""
    return sum(int(row[1]) for row in rows(seen))


def rows(seen: Look) -> Iterator[list[str]]:
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
    except OSError:
        return False  # whatever is there, it is something

"""Trees of files of which nobody looks at one: it is made of hard links to the files of the other, so nothing
here needs to be done in one step. What somebody else put into the output is linked into it, whatever it is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Container, Iterable, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from site_gen.build.unchanged import Look, is_late, look_at_output


class Seen(NamedTuple):
    """What was seen of the folder that shows the last build when this one began: a stamp by path, the paths
    whose stamps cannot be trusted, since they are links or changed just before, and when that was
    (nanoseconds).
    """

    folder: Path
    stamps: Mapping[str, str]
    late: Set[str]
    since: int

    def sure(self) -> dict[str, str]:
        """Return the stamps that can be trusted."""
        return {path: told for path, told in self.stamps.items() if path not in self.late}


def look_closely(folder: Path, now: int) -> Seen:
    """Look at all that stands in an output. `now` is the time in nanoseconds."""
    return seen_of(folder, look_at_output(folder, now), now)


def seen_of(folder: Path, look: Look, now: int) -> Seen:
    """Return what a look at a folder tells of each path."""
    stamps: dict[str, str] = {}
    late = {os.path.relpath(path, folder).replace(os.sep, "/") for path in look.late}
    for line in look.lines.split("\n") if look.lines else ():
        path, _, told = line.partition("\t")
        if path in stamps:
            # Of a link the first line tells of itself, the second of what it leads to: that can change alone.
            late.add(path)
        else:
            stamps[path] = told
    return Seen(folder, stamps, late, now)


def mirror(source: str, target: str, without: Container[str] = (), at: str = "") -> None:
    """Make one folder the same as another, by links, but for paths that are left out. Raises OSError."""
    like(source, target)
    with os.scandir(source) as entries:
        wanted = list(entries)
    with os.scandir(target) as entries:
        there = {entry.name: entry for entry in entries}
    for name in there.keys() - {entry.name for entry in wanted}:
        clear(there[name].path)
    for entry in wanted:
        path, goal, other = f"{at}{entry.name}", f"{target}/{entry.name}", there.get(entry.name)
        if entry.is_dir(follow_symlinks=False):
            mirror(entry.path, goal, without, f"{path}/")
        elif path in without:
            if other is not None and other.is_dir(follow_symlinks=False):
                clear(goal)
        elif other is None or other.inode() != entry.inode():
            link(entry.path, goal)


def carry(
    source: Path, target: Path, folders: Iterable[str], since: int, ours: Container[str], *, removes: bool
) -> None:
    """Carry what is not ours and came into some folders since a time (nanoseconds) to another tree; with
    `removes`, what went goes there too. Raises OSError.
    """
    known = set(folders)
    for folder in sorted(known):
        here, there = f"{source}/{folder}", f"{target}/{folder}"
        try:
            told = os.lstat(here)
        except FileNotFoundError:
            continue
        changed = any(is_late(time, since) for time in (told.st_mtime_ns, told.st_ctime_ns))
        if not changed or not stat.S_ISDIR(told.st_mode):
            continue
        at = f"{folder}/" if folder else ""
        with os.scandir(here) as entries:
            found = list(entries)
        for entry in found:
            if f"{at}{entry.name}" not in ours and f"{at}{entry.name}" not in known:
                bring(str(source), str(target), f"{at}{entry.name}")
        if removes and os.path.isdir(there):
            for name in set(os.listdir(there)) - {entry.name for entry in found}:
                if f"{at}{name}" not in ours and f"{at}{name}" not in known:
                    clear(f"{there}/{name}")


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders in which paths lie, the top one, which has an empty name, included."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def like(source: str, target: str) -> None:
    """Make a folder where there is none, with the owner, the rights and the attributes of another."""
    told = os.stat(source)
    try:
        own = os.lstat(target)
    except FileNotFoundError:
        own = None
    if own is not None and not stat.S_ISDIR(own.st_mode):
        os.unlink(target)
        own = None
    if own is None:
        os.makedirs(target)
        own = os.lstat(target)
        shutil.copystat(source, target)
    if (own.st_uid, own.st_gid) != (told.st_uid, told.st_gid):
        os.chown(target, told.st_uid, told.st_gid)
    if os.lstat(target).st_mode != told.st_mode:
        os.chmod(target, stat.S_IMODE(told.st_mode))


def link(source: str, target: str) -> None:
    """Give a file, or a link itself, a second name in place of what has it; whoever still looks at the tree
    finds the one or the other. Raises OSError.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        if os.path.isdir(target) and not os.path.islink(target):
            clear(target)
        beside = f"{os.path.dirname(target)}/.site_gen.{os.getpid()}.tmp"
        os.link(source, beside, follow_symlinks=False)
        try:
            os.replace(beside, target)
        finally:
            # Where both were one file already, the system leaves both names.
            with contextlib.suppress(FileNotFoundError):
                os.unlink(beside)


def bring(source: str, target: str, path: str) -> None:
    """Bring one path of a tree to another, with all below it. Raises OSError."""
    here, there = f"{source}/{path}", f"{target}/{path}"
    folder = path.rpartition("/")[0]
    if folder and not os.path.isdir(f"{target}/{folder}"):
        at = ""
        for name in folder.split("/"):
            at = f"{at}/{name}"
            like(f"{source}{at}", f"{target}{at}")
    if os.path.isdir(here) and not os.path.islink(here):
        mirror(here, there)
    elif not (os.path.lexists(there) and os.path.samestat(os.lstat(here), os.lstat(there))):
        link(here, there)


def move_in(source: Path, target: Path, paths: Iterable[str]) -> None:
    """Move files from one tree into another that nobody looks at. Raises OSError."""
    made: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(f"{target}/{folder}", exist_ok=True)
            made.add(folder)
        os.replace(f"{source}/{path}", f"{target}/{path}")


def clear(path: str) -> None:
    """Remove what stands at a path, whatever it is. Raises OSError."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError:
        if not os.path.isdir(path) or os.path.islink(path):
            raise
        shutil.rmtree(path)


def remove(top: str, path: str) -> bool:
    """Remove a file below a folder, and the folders that this leaves empty. Tells whether it was there."""
    file = f"{top}/{path}"
    try:
        os.unlink(file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        if os.path.isdir(file) and not os.path.islink(file):
            # Only a folder of somebody else's, which was empty, is told of as a path.
            with contextlib.suppress(OSError):
                os.rmdir(file)
            return False
        raise
    folder = path.rpartition("/")[0]
    while folder:
        try:
            os.rmdir(f"{top}/{folder}")
        except OSError:
            break
        folder = folder.rpartition("/")[0]
    return True

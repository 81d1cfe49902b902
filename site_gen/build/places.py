"""Where a build works beside the output: the new files, and the standby that swaps with the published folder.

Both must be on the mount of the output, so that files and folders move there in one step; none is ever inside
what somebody copies to a host, but for the moment of a build into a folder that is itself a mount point.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from site_gen.build.manifest import cache_file

MOUNTS = Path("/proc/self/mountinfo")
INSIDE = ".site_gen.next"
"""The folder for new files in an output that is a mount point; it goes with the build."""


class Way(Enum):
    """How new files take their place: the whole folder in one step, or file by file."""

    SWAP = "swap"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a build: the project, the output as it was named and as it is without links, and the
    holder of what waits beside it.
    """

    root: Path
    named: Path
    output: Path
    holder: Path
    way: Way

    @property
    def staging(self) -> Path:
        """The folder in which new files wait until all of them are there."""
        return self.holder / "next"

    @property
    def standby(self) -> Path:
        """The site as it was one build ago, to be brought up to date and published in the next."""
        return self.holder / "tree"

    @property
    def undo(self) -> Path:
        """The files that a replacement file by file has replaced so far."""
        return self.holder / "undo"

    def memory(self, name: str) -> Path:
        """Return where something of this output is remembered."""
        return cache_file(self.root, self.named, name)


def find_places(root: Path, output: Path, *, in_place: bool = False) -> Places:
    """Choose where to work. `in_place` keeps the output the same folder whatever the system could do."""
    real = Path(os.path.realpath(output))
    mounts = _mount_points()
    cache, beside = cache_file(root, output, "trees"), real.with_name(f".{real.name}.standby")
    around = _mount_of(real.parent, mounts)
    with_output = [holder for holder in (cache, beside) if _mount_of(holder.parent, mounts) == around]
    own = any(point == str(real) or point.startswith(f"{real}/") for point in mounts) or _is_mount(real)
    if own or not _may_write_in(real.parent):
        holder = cache if cache in with_output and not own else real / INSIDE
        return Places(root, output, real, holder, Way.FILES)
    way = Way.FILES if in_place or _is_somebodys_place(real) else Way.SWAP
    return Places(root, output, real, with_output[0], way)


def mount_points(lines: Iterable[str]) -> tuple[str, ...]:
    """Read the mount points from lines of `mountinfo` (proc_pid_mountinfo(5))."""
    fields = (line.split(" ") for line in lines)
    return tuple(
        re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), each[4])
        for each in fields
        if len(each) > 4
    )


def mount_of(path: str, points: Sequence[str]) -> str:
    """Return the mount point that a path without links lies below; empty where there is none."""
    return max((p for p in points if path == p or path.startswith(p.rstrip("/") + "/")), key=len, default="")


def _mount_points() -> tuple[str, ...]:
    try:
        return mount_points(MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines())
    except OSError:
        return ()


def _mount_of(path: Path, points: Sequence[str]) -> str:
    real = Path(os.path.realpath(path))
    if points:
        return mount_of(str(real), points)
    return str(_nearest(real).stat().st_dev)


def _is_mount(folder: Path) -> bool:
    return os.path.ismount(folder)


def _nearest(path: Path) -> Path:
    """Return the folder that is there, of a path and those above it."""
    return next((each for each in (path, *path.parents) if each.is_dir()), path)


def _may_write_in(folder: Path) -> bool:
    return os.access(_nearest(folder), os.W_OK | os.X_OK)


def _is_somebodys_place(folder: Path) -> bool:
    """Tell whether a process works in a folder, as `python3 -m http.server` does that was started there: it
    would go on to show the folder that it began in. Known on Linux alone, and of one's own processes.
    """
    here, below = str(folder), f"{folder}/"
    try:
        processes = [name for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - there are many
    except OSError:
        return False
    for name in processes:
        try:
            place = os.readlink(f"/proc/{name}/cwd")  # noqa: PTH115
        except OSError:
            continue
        if place == here or place.startswith(below):
            return True
    return False

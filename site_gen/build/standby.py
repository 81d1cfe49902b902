"""The standby as a store: after each build it holds every file of the published site under a second name.

So the next build needs to bring in only what it changes itself, and a site whose folder is gone or was
emptied need not be made again. Every file is looked at before it is published a second time: a page that
somebody changed in place has other bytes under both of its names.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any

from site_gen.build import tree
from site_gen.build.manifest import replace_file
from site_gen.build.places import INSIDE, Places
from site_gen.build.unchanged import is_empty

_FEW = 200
"""Files up to which the standby is brought up to date at once, and not in a process of its own."""


def number_of(folder: Path) -> int:
    """Return the number by which the disk knows a folder, 0 where it is not there."""
    try:
        return os.lstat(folder).st_ino
    except OSError:
        return 0


def standing(places: Places) -> Path:
    """Return the folder that may show the last build: the output, or, where that is gone or empty, the
    standby.
    """
    return places.standby if is_empty(places.output) and places.standby.is_dir() else places.named


def take_record(places: Places) -> Mapping[str, str] | None:
    """Read the stamps of what is not ours as it was when the standby was the same as the published tree, and
    forget them: until they are left again, the standby is not clean. Returns None where it must be made
    again. Raises OSError.
    """
    file = places.memory("standby.json")
    try:
        data = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
        known, foreign = (data["standby"], data["published"]), dict(data["foreign"])
    except (OSError, ValueError, KeyError, TypeError):
        known, foreign = (0, 0), {}
    file.unlink(missing_ok=True)
    numbers = number_of(places.standby), number_of(places.output)
    return foreign if 0 not in numbers and known == numbers else None


def leave_record(places: Places, foreign: Mapping[str, str]) -> None:
    """Mark the standby clean, last of all. That it cannot be marked is no fault: it is made again then."""
    data: dict[str, Any] = {
        "standby": number_of(places.standby),
        "published": number_of(places.output),
        "foreign": dict(foreign),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    with contextlib.suppress(OSError):
        replace_file(places.memory("standby.json"), text.encode("utf-8", "surrogateescape"))


def cannot_swap(places: Places) -> bool:
    """Tell whether it was found that this very folder cannot be swapped."""
    try:
        found = places.memory("no-swap").read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    return found == str(number_of(places.output))


def give_up(places: Places) -> None:
    """Remember that a folder cannot be swapped, so that the next build does not try; the standby goes."""
    shutil.rmtree(places.standby, ignore_errors=True)
    with contextlib.suppress(OSError):
        replace_file(places.memory("no-swap"), str(number_of(places.output)).encode("ascii"))


def bring_up(places: Places, foreign: Mapping[str, str], new: Set[str], stale: Set[str]) -> None:
    """Make the standby what the published tree is, but for files that are about to change. Raises OSError."""
    standby, output = str(places.standby), str(places.output)
    before = take_record(places)
    if before is None:
        tree.mirror(output, standby, new)
    else:
        # A stamp that is another one, on either side, is a file that came, went or changed.
        others = {path.rstrip("/") for path, _ in foreign.items() ^ before.items()}
        _follow(output, standby, others - new - stale)
    for path in sorted(stale):
        tree.remove(standby, path)


def keep_up(
    places: Places, changed: Set[str] | None, foreign: Mapping[str, str], number: int = 0
) -> Callable[[], None]:
    """Make the standby what the published tree is, which is another one in `changed`, or, where that is None,
    in whatever of a `number` of files it may be. `foreign` are the stamps of what is not ours there.

    Returns what waits until that is done: many files are linked in a process beside this one. That they
    cannot be linked is no fault: the standby is not marked clean then.
    """
    if INSIDE in places.holder.parts:
        return _nothing
    output, standby = str(places.output), str(places.standby)

    def work() -> None:
        with contextlib.suppress(OSError):
            if changed is None:
                tree.mirror(output, standby)
            else:
                _follow(output, standby, changed)
            leave_record(places, foreign)

    if number <= _FEW if changed is None else len(changed) <= _FEW:
        work()
        return _nothing
    # Loaded where many files are linked alone: it takes longer than an edit.
    from site_gen import processes

    # Now, so that this process does not take the folder that it is in for one that is left over.
    with contextlib.suppress(OSError):
        places.standby.mkdir(parents=True, exist_ok=True)
    return processes.beside(work)


def take_over(places: Places, there: Set[str], kept: Set[str], new: Set[str]) -> None:
    """Make the standby the folder of new files, complete: with those that wait, and of all that is `there`
    what is to be `kept`, and nothing else. Raises OSError.
    """
    take_record(places)
    for path in sorted(there - kept, reverse=True):
        tree.remove(str(places.standby), path.rstrip("/"))
    tree.move_in(places.staging, places.standby, sorted(new))
    shutil.rmtree(places.staging, ignore_errors=True)
    places.standby.rename(places.staging)


def _follow(source: str, target: str, paths: Set[str]) -> None:
    """Bring some paths of one tree to another: links to what is there, and nothing where nothing is."""
    there = [path for path in sorted(paths) if os.path.lexists(f"{source}/{path}")]
    for path in sorted(paths - set(there)):
        tree.remove(target, path)
    for path in there:
        tree.bring(source, target, path)


def _nothing() -> None:
    """Wait for nothing."""

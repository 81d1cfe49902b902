"""Publish file by file, where folders cannot swap: a mount point, a parent folder that is not ours, a system
that does not know how.

What pages need comes first, then pages, then what is no longer needed goes, so that no page leads to what is
missing; for the moment that it takes, a visitor may see pages of two builds. Where the disk refuses in the
middle, all is taken back; where the build is killed, the next one does the rest (`journal`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping, Set
from typing import Any

from site_gen.build import tree
from site_gen.build.journal import Intent, forget_intent, fulfil, write_intent
from site_gen.build.places import Places, Way
from site_gen.build.standby import take_record
from site_gen.build.swap import IMPOSSIBLE

_PAGES = (".html", ".xml")


def replace_files(places: Places, new: Set[str], gone: Mapping[str, str], changes: Mapping[str, Any]) -> None:
    """Move new files to their places and remove old ones; all or, where the disk refuses, nothing. Raises
    OSError.
    """
    # The standby is not what is published until it has followed.
    take_record(places)
    moves = in_order(new)
    folders = tree.folders_of(new)
    # Old files that stand where a folder is needed, or in a folder where a file is.
    blocking = sorted(path for path in gone if path in folders or tree.folders_of([path]) & new)
    kept = _keep(places, [path for path in (*moves, *gone) if os.path.lexists(places.output / path)])
    write_intent(places, Intent(Way.FILES, changes, moves=moves, gone=gone))
    output = str(places.output)
    done: list[str] = []
    try:
        for path in blocking:
            done.append(path)
            tree.remove(output, path)
        for path in moves:
            done.append(path)
            tree.move_in(places.staging, places.output, [path])
        for path in sorted(gone.keys() - set(blocking)):
            done.append(path)
            tree.remove(output, path)
    except BaseException:
        if kept:
            _take_back(places, done)
        raise
    # It is published: what cannot be written now, the next build writes.
    with contextlib.suppress(OSError):
        fulfil(places, Intent(Way.FILES, changes))
    shutil.rmtree(places.undo, ignore_errors=True)


def in_order(paths: Iterable[str]) -> list[str]:
    """Order new files so that each comes after what it may lead to: what is no page, then pages, the home
    pages last.
    """

    def place(path: str) -> tuple[bool, bool, str]:
        return path.endswith(_PAGES), path.rpartition("/")[2] == "index.html", path

    return sorted(paths, key=place)


def _keep(places: Places, paths: Iterable[str]) -> bool:
    """Give what is about to be replaced a second name, by which it can be taken back. Tells whether this can
    be: without second names only the next build can put right what stops in the middle. Raises OSError.
    """
    shutil.rmtree(places.undo, ignore_errors=True)
    try:
        for path in paths:
            kept = places.undo / path
            kept.parent.mkdir(parents=True, exist_ok=True)
            tree.link(str(places.output / path), str(kept))
    except OSError as fault:
        shutil.rmtree(places.undo, ignore_errors=True)
        if fault.errno not in IMPOSSIBLE:
            raise
        return False
    return True


def _take_back(places: Places, done: Iterable[str]) -> None:
    """Bring the output back to what it was, as far as the disk lets us; else the next build goes on."""
    try:
        for path in reversed(list(done)):
            kept, goal = places.undo / path, places.output / path
            if os.path.lexists(kept):
                goal.parent.mkdir(parents=True, exist_ok=True)
                if not os.path.lexists(goal) or not os.path.samestat(os.lstat(kept), os.lstat(goal)):
                    kept.replace(goal)
            else:
                tree.remove(str(places.output), path)
        forget_intent(places)
        shutil.rmtree(places.undo, ignore_errors=True)
    except OSError:
        return

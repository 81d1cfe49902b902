"""Publish: new files wait beside the output until all are there, and take their place at once.

The whole folder changes in one step where the system can swap folders (`tree`), else file by file, in an
order in which no page leads to what is missing (`replacement`). A manifest says which files are ours: no
other is removed or written over.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from site_gen.build import replacement, tree
from site_gen.build.in_the_way import refuse_what_is_in_the_way
from site_gen.build.journal import Intent, forget_intent, fulfil, is_pending, rescue, write_intent
from site_gen.build.manifest import Links, Manifest, changes_of
from site_gen.build.places import Places, Way
from site_gen.build.standby import (
    bring_up,
    cannot_swap,
    give_up,
    keep_up,
    number_of,
    take_over,
    take_record,
)
from site_gen.build.swap import IMPOSSIBLE, LASTING, swap
from site_gen.build.tree import Seen
from site_gen.build.unchanged import is_empty, is_late, stamp_of
from site_gen.paths import is_safe


@dataclass(frozen=True, slots=True)
class Fresh:
    """What the output is to be: the digests of files that were `put` and of those that stay, and the facts
    and the links of all pages.
    """

    new: Mapping[str, str]
    kept: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]
    links: Links


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output: the paths of files written, and the numbers of those left as they were
    and removed. `ready` waits until the standby is the same.
    """

    paths: Set[str]
    kept: int
    removed: int
    ready: Callable[[], None]


def put(staging: Path, standing: Mapping[str, str], path: str, data: bytes) -> str:
    """Store the bytes of a new file of the output, where they are not what stands there already, and return
    their digest. Processes may do so at the same time, each for other paths. Raises OSError.

    `standing` are the digests of the files that stand in the output.
    """
    digest = digest_of(data)
    if standing.get(path) != digest:
        if not is_safe(path):
            raise ValueError(f"an output path left its folder: {path}")
        file = staging / path
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return digest


def commit(places: Places, fresh: Fresh, before: Manifest, seen: Seen) -> Written:
    """Bring the output to a new state: all of it or nothing. Files of the last build that are neither new nor
    kept are removed.

    `seen` is what stood in the output when the build began, or in the standby, where the output was gone or
    empty: then that is published again. Raises OSError where the disk refuses; the site that was there is
    then still whole.
    """
    again = seen.folder == places.standby
    files = dict(sorted({**fresh.kept, **fresh.new}.items()))
    stale = before.files.keys() - files.keys()
    waiting = {path for path in fresh.new if os.path.lexists(places.staging / path)}
    if not again:
        refuse_what_is_in_the_way(places, waiting, stale | files.keys(), before, seen)
    stamps = {path: told for path, told in seen.stamps.items() if path in files and path not in seen.late}
    stamps = {**{p: stamps[p] for p in stamps.keys() - waiting}, **_stamps_of_new(places, waiting)}
    after = Manifest(files, dict(sorted(stamps.items())), fresh.facts, fresh.links)
    changes = changes_of(before, after)
    gone = {path: before.files[path] for path in sorted(stale) if os.path.lexists(places.output / path)}
    if again:
        take_over(places, seen.stamps.keys(), files.keys(), waiting)
        step = _Step(
            set(files), gone, {*before.files, *files}, changes, Seen(places.named, {}, set(), seen.since)
        )
    else:
        step = _Step(waiting, gone, {*before.files, *files}, changes, seen)
    ready = _publish(places, step)
    discard(places)
    return Written(waiting, len(files) - len(waiting), len(gone), ready)


def replace_pages(
    places: Places, new: Set[str], foreign: Set[str], changes: Mapping[str, Any], seen: Seen
) -> Callable[[], None]:
    """Publish new files that were `put` in the place of files of ours, where the output is just what the last
    build left: nothing else comes or goes.

    `changes` is what becomes of the manifest, `foreign` are the paths of what is not ours, and `seen` is all
    that stands in the output. Returns what waits until the standby is the same. Raises OSError as `commit`
    does.
    """
    return _publish(places, _Step(new, {}, seen.stamps.keys() - foreign, changes, seen))


class _Step(NamedTuple):
    """What a build does to the output: the paths of files that come, the digests of files that go, all paths
    that are or were ours, what changes in the manifest, and what stood there before.
    """

    new: Set[str]
    gone: Mapping[str, str]
    ours: Set[str]
    changes: Mapping[str, Any]
    seen: Seen

    def foreign(self) -> dict[str, str]:
        """Return the stamps of what is not ours."""
        return {path: told for path, told in self.seen.stamps.items() if path not in self.ours}


def _publish(places: Places, step: _Step) -> Callable[[], None]:
    """Let new files take their place and old ones go, in one step where that can be. Returns what waits until
    the standby is the same.
    """
    if not step.new and not step.gone:
        fulfil(places, Intent(Way.FILES, step.changes))
        return lambda: None
    if cannot_swap(places):
        replacement.replace_files(places, step.new, step.gone, step.changes)
        return lambda: None
    if places.way is Way.SWAP:
        try:
            return _first(places, step) if is_empty(places.output) else _swapped(places, step)
        except OSError as fault:
            if fault.errno not in IMPOSSIBLE or not _taken_back(places, step.new):
                raise
            if fault.errno in LASTING:
                give_up(places)
        replacement.replace_files(places, step.new, step.gone, step.changes)
        return lambda: None
    known, foreign = take_record(places), step.foreign()
    replacement.replace_files(places, step.new, step.gone, step.changes)
    others = {path.rstrip("/") for path, _ in foreign.items() ^ (known or {}).items()}
    changed = None if known is None else {*step.new, *step.gone, *others}
    return keep_up(places, changed, foreign, len(step.ours))


def _first(places: Places, step: _Step) -> Callable[[], None]:
    """Let the new files be the output, which is not there or empty."""
    take_record(places)
    places.output.parent.mkdir(parents=True, exist_ok=True)
    if places.output.is_dir():
        tree.like(str(places.output), str(places.staging))
    intent = Intent(Way.SWAP, step.changes, number_of(places.staging), time.time_ns())
    with _intended(places, intent):
        if os.name == "nt" and places.output.is_dir():
            places.output.rmdir()
        places.staging.rename(places.output)
    with contextlib.suppress(OSError):
        fulfil(places, intent)
    return keep_up(places, None, {}, len(step.new))


def _swapped(places: Places, step: _Step) -> Callable[[], None]:
    """Make the standby the new site, and let it and the output take each other's place."""
    seen, foreign = step.seen, step.foreign()
    bring_up(places, foreign, step.new, step.gone.keys())
    tree.move_in(places.staging, places.standby, sorted(step.new))
    folders = tree.folders_of({*seen.stamps, *step.new})
    now = time.time_ns()
    tree.carry(places.output, places.standby, folders, seen.since, step.ours, removes=True)
    for folder in folders:
        if (places.output / folder).is_dir() and (places.standby / folder).is_dir():
            tree.like(str(places.output / folder), str(places.standby / folder))
    intent = Intent(Way.SWAP, step.changes, number_of(places.standby), now)
    with _intended(places, intent):
        swap(places.standby, places.output)
    # It is published: what cannot be written now, the next build writes.
    with contextlib.suppress(OSError):
        rescue(places, intent, step.ours)
        fulfil(places, intent)
        return keep_up(places, {*step.new, *step.gone}, foreign)
    return lambda: None


@contextlib.contextmanager
def _intended(places: Places, intent: Intent) -> Iterator[None]:
    """Write down what is done here, and take it back where the system refuses. Raises OSError."""
    write_intent(places, intent)
    try:
        yield
    except OSError:
        forget_intent(places)
        raise


def _taken_back(places: Places, new: Iterable[str]) -> bool:
    """Take new files that were moved to the standby back to where they waited; tell whether all are there."""
    if is_pending(places):
        return False
    lost = [path for path in new if not os.path.lexists(places.staging / path)]
    try:
        tree.move_in(places.standby, places.staging, lost)
    except OSError:
        return False
    return True


def discard(places: Places) -> None:
    """Forget the new files that wait beside the output, unless they are what a build that stopped had still
    to move.
    """
    if not is_pending(places):
        shutil.rmtree(places.staging, ignore_errors=True)
        for empty in (places.undo, places.holder):
            with contextlib.suppress(OSError):
                empty.rmdir()


def digest_of(data: bytes) -> str:
    """Return the digest by which the manifest knows a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _stamps_of_new(places: Places, waiting: Set[str]) -> dict[str, str]:
    """Return the stamps of new files, but of those so new that a change might leave them as they are."""
    told = {path: os.lstat(places.staging / path) for path in waiting}
    now = time.time_ns()
    return {path: stamp_of(each) for path, each in told.items() if not is_late(each.st_mtime_ns, now)}

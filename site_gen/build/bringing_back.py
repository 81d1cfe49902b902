"""A site whose folder is gone or was emptied, of which nothing has to be made again: the standby, which holds
all of it, is published.

What others had put into the folder is not brought back: it went with what is ours, and only whoever removed
it can tell what for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from site_gen.build.intact import standing_files
from site_gen.build.manifest import read_manifest
from site_gen.build.places import Places
from site_gen.build.record import Left
from site_gen.build.standby import standing
from site_gen.build.tree import look_closely
from site_gen.build.turns import Result, at_work
from site_gen.build.unchanged import bytes_of, look_at_output
from site_gen.build.writer import Fresh, commit


def bring_back(
    root: Path,
    output: Path,
    waits: Callable[[str], None] = lambda _who: None,
    *,
    jobs: int = 1,
    in_place: bool = False,
) -> Result | None:
    """Publish the standby again; None where it is not what the last build left to the byte. What the system
    tells of it as something else is read by so many processes.
    """

    def work(places: Places) -> Result:
        now, folder = time.time_ns(), standing(places)
        if folder != places.standby:
            return Result(published=False, diagnostics=())
        seen, before = look_closely(folder, now), read_manifest(root, output)
        if (
            not before.files
            or standing_files(folder, before, seen.sure(), jobs).keys() != before.files.keys()
        ):
            return Result(published=False, diagnostics=())
        written = commit(places, Fresh({}, before.files, before.facts, before.links), before, seen)
        left = look_at_output(output, time.time_ns())
        return Result(
            published=True,
            diagnostics=(),
            pages=len(before.facts),
            kept=written.kept,
            size=bytes_of(left),
            left=Left(left),
            ready=written.ready,
        )

    done = at_work(root, output, work, waits, in_place=in_place)
    return done if done.published else None

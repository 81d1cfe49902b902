"""What can go wrong while a site is built, tried many times: nothing may be damaged, lost or stale."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.faults.site import Count

MOMENTS = 200
"""Moments at which builds of each kind are killed."""


def main(arguments: list[str]) -> None:
    """Try all faults; `arguments` are the number of moments at which builds are killed, a seed, and the names
    of trials where not all are wanted.
    """
    from bench.faults.runs import warm

    moments = int(arguments[0]) if arguments else MOMENTS
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    failed = False
    with tempfile.TemporaryDirectory() as name:
        warm(Path(name))
        trials = _trials(Path(name), moments, seed)
        for title in arguments[2:] or trials:
            began = time.monotonic()
            count = trials[title]()
            failed = failed or not count.is_clean
            print(f"{title}: {count.told()} ({time.monotonic() - began:.0f} s)", flush=True)
    sys.exit(int(failed))


def _trials(folder: Path, moments: int, seed: int) -> dict[str, Callable[[], Count]]:
    from bench.faults.errors import SIZES, few_files, on_a_small_disk, refused
    from bench.faults.kills import kills
    from bench.faults.together import pairs, readers

    def read() -> Count:
        count, views = readers(folder, moments)
        print(f"views of readers: {views}")
        return count

    errors, step = max(1, moments // 5), 2 if moments >= MOMENTS else 15
    return {
        "kill-swap": lambda: kills(folder / "swap", moments, seed),
        "kill-in-place": lambda: kills(folder / "files", moments, seed, "--in-place"),
        "errors-swap": lambda: refused(folder / "s", errors, seed),
        "errors-in-place": lambda: refused(folder / "f", errors, seed, "--in-place"),
        "open-files": lambda: few_files(folder, range(5, 40, step)),
        "disk": lambda: on_a_small_disk(SIZES if moments >= MOMENTS else SIZES[::5]),
        "pairs": lambda: pairs(folder, max(2, moments // 2)),
        "readers": read,
    }

"""What can go wrong while a site is built, tried many times: nothing may be damaged, lost or stale."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench.faults.site import Count

MOMENTS = 200
"""Moments at which builds of each kind are killed; all else is tried so often in proportion."""
Trial = Callable[[], Count]


def main(arguments: list[str]) -> None:
    """Try all faults, print a table of what came of them, and end with 1 where anything was wrong."""
    options = _options(arguments)
    counts: list[Count] = []
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="faults-") as name:
        from bench.faults.runs import warm

        warm(Path(name))
        trials = _trials(Path(name), options.moments, options.seed)
        print(f"seed {options.seed}\n{_row('', Count.HEADS, 'seconds')}", flush=True)
        for title in options.trials or trials:
            began = time.monotonic()
            counts.append(trials[title]())
            seconds = time.monotonic() - began
            print(
                "\n".join((_row(title, counts[-1].numbers(), f"{seconds:.0f}"), *counts[-1].words())),
                flush=True,
            )
    sums = [sum(numbers) for numbers in zip(*(count.numbers() for count in counts), strict=True)]
    print(_row("together", sums, ""))
    sys.exit(int(not all(count.is_clean for count in counts)))


def _row(title: str, cells: object, last: str) -> str:
    assert isinstance(cells, list | tuple)
    return f"{title:20}" + "".join(f"{cell:>13}" for cell in (*cells, last)).rstrip()


def _trials(folder: Path, moments: int, seed: int) -> Mapping[str, Trial]:
    """Return what is tried, by name."""
    from bench.faults.errors import few_files, refused
    from bench.faults.kills import kills
    from bench.faults.mounts import mounted
    from bench.faults.outputs import dangerous
    from bench.faults.stops import stops
    from bench.faults.together import pairs, readers

    tenth, fifth, fourth, half = (max(1, moments // part) for part in (10, 5, 4, 2))
    limits = range(5, 40, 2 if moments >= MOMENTS else 15)
    return {
        "kill-swap": partial(kills, folder / "swap", moments, seed),
        "kill-in-place": partial(kills, folder / "files", moments, seed, "--in-place", swaps=False),
        "kill-other-mount": partial(mounted, "kill-other-mount", moments, seed),
        "kill-mount-point": partial(mounted, "kill-mount-point", moments, seed),
        "errors-swap": partial(refused, folder / "errors-swap", fifth, seed),
        "errors-in-place": partial(refused, folder / "errors-in-place", fifth, seed, "--in-place"),
        "open-files": partial(few_files, folder, limits),
        "disk-full": partial(mounted, "disk-full", tenth, seed),
        "disk-read-only": partial(mounted, "disk-read-only", tenth, seed),
        "outputs": partial(dangerous, folder / "outputs"),
        "pairs": partial(pairs, folder, max(2, half)),
        "readers": partial(readers, folder, max(2, half)),
        "stops": partial(stops, folder / "stops", fourth, seed),
        "stops-in-place": partial(stops, folder / "stops-in-place", fourth, seed, "--in-place"),
    }


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench faults", description=__doc__)
    add = parser.add_argument
    add(
        "moments",
        nargs="?",
        type=int,
        default=MOMENTS,
        help=f"at which builds are killed (default: {MOMENTS})",
    )
    add("seed", nargs="?", type=int, default=1, help="another one gives other moments")
    add("trials", nargs="*", metavar="TRIAL", help="those to be made; all unless said")
    add("--folder", type=Path, metavar="DIR", help="where sites are made (default: the temporary folder)")
    options = parser.parse_args(arguments)
    known = _trials(Path(), 1, 1)
    if unknown := [name for name in options.trials if name not in known]:
        parser.error(f"there is no `{unknown[0]}`: choose from {', '.join(known)}")
    return options

"""Measuring: several runs, and what is said of them."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Times(NamedTuple):
    """Seconds of several runs of one thing."""

    runs: tuple[float, ...]

    def __str__(self) -> str:
        least, middle, most = min(self.runs), statistics.median(self.runs), max(self.runs)
        return f"{_readable(least)} / {_readable(middle)} / {_readable(most)}"

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.runs)


def measure(work: Callable[[], object], runs: int, before: Callable[[], object] = lambda: None) -> Times:
    """Seconds of each run of `work`; what `before` does before each run is not counted."""
    taken = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return Times(tuple(taken))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Text in columns, as Markdown reads it; cells are padded for people, and figures stand to the right."""
    widths = [max(3, *(len(row[i]) for row in (head, *rows))) for i in range(len(head))]
    right = [all(row[i][:1].isdigit() or row[i][:1] in ".-" for row in rows) for i in range(len(head))]
    dashes = ["-" * (width - figures) + ":" * figures for width, figures in zip(widths, right, strict=True)]
    return "\n".join("| " + " | ".join(_padded(row, widths, right)) + " |" for row in (head, dashes, *rows))


def _padded(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    cells = zip(row, widths, right, strict=True)
    return [cell.rjust(width) if figures else cell.ljust(width) for cell, width, figures in cells]


def _readable(seconds: float) -> str:
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"

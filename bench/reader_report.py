"""What was measured in browsers: medians, tables, what became of the goals. Knows neither disk nor clock."""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bench.reader_programs import EVERYTHING, EXPLORE, HOME
from bench.timing import table

BLOCKS = 50.0
"""Milliseconds of a task after which it keeps a reader waiting (https://www.w3.org/TR/longtasks-1/)."""
FRAME = 1000 / 60


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at one page: milliseconds, bytes, and by what was done the times from frame to frame."""

    page: int
    bytes: int
    requests: int
    foreign: int
    script_bytes: int
    script_bytes_after: int
    ready: float
    fcp: float
    lcp: float
    tbt: float
    cls: float
    nodes: int
    heap: int
    frames: Mapping[str, Sequence[float]]


@dataclass(slots=True)
class Measured:
    """All that was measured with so many events. `scripts` are gzip bytes of all scripts of our site."""

    events: int
    readings: dict[str, list[Reading]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    scripts: int = 0


def reading(found: Mapping[str, Any], page: int) -> Reading:
    """Return what a look at a page found; `page` is the size of its document, compressed.

    Blocking is counted from the beginning, and not from the first paint on as Lighthouse does: a page that
    blocks before it shows anything is no better for that.
    """
    rest = {name: found[name] for name in Reading.__dataclass_fields__ if name in found}
    blocked = sum(max(0.0, duration - BLOCKS) for _, duration in found["long"])
    return Reading(page=page, tbt=blocked, **rest)


def middle(readings: Sequence[Reading], name: str) -> float:
    """Return the median of a figure; `least` of times is not taken, since it is a page's luck."""
    values: list[float] = [getattr(each, name) for each in readings]
    return statistics.median(values)


def frame_times(readings: Sequence[Reading], what: str) -> tuple[float, float, float] | None:
    """Return the median, the 95th percentile and the worst of all frames; None where nothing was moved."""
    times = sorted(time for each in readings for time in each.frames.get(what, ()))
    if not times:
        return None
    return times[len(times) // 2], times[min(len(times) - 1, len(times) * 95 // 100)], times[-1]


class Goal(NamedTuple):
    """What a page of ours must stay at or below, with so many events (any number where `events` is 0)."""

    view: str
    what: str
    most: float
    measure: Callable[[Sequence[Reading]], float | None]
    events: int = 0


def _of(name: str) -> Callable[[Sequence[Reading]], float | None]:
    return lambda readings: middle(readings, name)


def _frames_of(*names: str) -> Callable[[Sequence[Reading]], float | None]:
    def worst(readings: Sequence[Reading]) -> float | None:
        found = [times[1] for name in names if (times := frame_times(readings, name))]
        return max(found, default=None)

    return worst


def _later(readings: Sequence[Reading]) -> float:
    return statistics.median(each.lcp - each.fcp for each in readings)


SMALL = 90
"""Events up to which a site is one page, which then may have some nodes more."""
GOALS = (
    Goal(HOME, "gzip bytes of the page", 8_000, _of("page")),
    Goal(HOME, "nodes", 800, _of("nodes")),
    Goal(HOME, "first paint, ms", 500, _of("fcp")),
    Goal(HOME, "largest paint, ms", 500, _of("lcp")),
    Goal(HOME, "largest paint after the first, ms", 0, _later),
    Goal(HOME, "blocked, ms", 0, _of("tbt")),
    Goal(HOME, "shift", 0, _of("cls")),
    Goal(HOME, "script bytes", 0, _of("script_bytes_after")),
    Goal(EVERYTHING, "script bytes", 0, _of("script_bytes_after")),
    Goal(EVERYTHING, "first paint, ms", 600, _of("fcp"), 10_000),
    Goal(EVERYTHING, "scroll, 95th percentile of frames, ms", 40, _frames_of("scroll"), 10_000),
    Goal(EXPLORE, "pan and zoom, 95th percentile of frames, ms", FRAME * 1.5, _frames_of("pan", "zoom")),
)
SCRIPTS = 6_000
"""Gzip bytes that all scripts of a site may have."""


def goal_rows(measured: Measured) -> Iterator[tuple[str, str, float, float, bool]]:
    """Yield page, what is asked, the most that is allowed, what was measured, and whether that is enough."""
    for goal in GOALS:
        readings = measured.readings.get(goal.view)
        if not readings or goal.events not in (0, measured.events):
            continue
        most = 900 if goal.what == "nodes" and measured.events <= SMALL else goal.most
        value = goal.measure(readings)
        if value is not None:
            yield goal.view, goal.what, most, value, value <= most
    if measured.readings:
        yield "site_gen: all", "gzip bytes of scripts", SCRIPTS, measured.scripts, measured.scripts <= SCRIPTS


def lines(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the report as Markdown."""
    for each in measured:
        yield f"\n## {each.events:,} events\n"
        yield from (f"{name}: {why}\n" for name, why in each.failed.items())
        if not each.readings:
            continue
        yield "Medians; what is behind a slash is how many times that of our home page:\n"
        yield table(_HEAD, [list(_cells(each, name)) for name in each.readings])
        if rows := list(_frame_rows(each)):
            yield "\nMilliseconds from frame to frame while the page is moved:\n"
            yield table(["", "what", "median", "95 %", "worst"], rows)
    rows = [
        [f"{each.events:,}", view, what, f"{most:,.4g}", f"{value:,.4g}", "yes" if enough else "NO"]
        for each in measured
        for view, what, most, value, enough in goal_rows(each)
    ]
    if rows:
        yield "\n## Goals\n"
        yield table(["events", "page", "what", "most", "measured", ""], rows)


_COLUMNS: Mapping[str, tuple[str, float, str]] = {
    "kB": ("bytes", 1e3, ".1f"),
    "kB of script": ("script_bytes", 1e3, ".1f"),
    "requests": ("requests", 1, ".0f"),
    "first paint, ms": ("fcp", 1, ".0f"),
    "largest, ms": ("lcp", 1, ".0f"),
    "events there, ms": ("ready", 1, ".0f"),
    "blocked, ms": ("tbt", 1, ".0f"),
    "shift": ("cls", 1, ".2f"),
    "nodes": ("nodes", 1, ",.0f"),
    "heap, MB": ("heap", 1e6, ".1f"),
}
_COMPARED = frozenset({"bytes", "fcp", "lcp", "ready", "nodes", "heap"})
_HEAD = ["", *_COLUMNS]


def _cells(each: Measured, name: str) -> Iterator[str]:
    yield name
    home = each.readings.get(HOME)
    for column, scale, form in _COLUMNS.values():
        value = middle(each.readings[name], column)
        cell = format(value / scale, form)
        base = middle(home, column) if home and column in _COMPARED and name != HOME else 0
        yield f"{cell} / {value / base:.1f}" if base else cell


def _frame_rows(each: Measured) -> Iterator[list[str]]:
    for name, readings in each.readings.items():
        for what in dict.fromkeys(what for one in readings for what in one.frames):
            if times := frame_times(readings, what):
                yield [name, what, *(f"{time:.0f}" for time in times)]


def as_json(measured: Sequence[Measured]) -> list[dict[str, Any]]:
    """Return everything as JSON has it: each look, frames as median, 95th percentile and worst, the goals."""
    return [
        {
            "events": each.events,
            "views": {name: [_as_json(one) for one in found] for name, found in each.readings.items()},
            "failed": each.failed,
            "goals": [
                dict(zip(("page", "what", "most", "measured", "reached"), row, strict=True))
                for row in goal_rows(each)
            ],
        }
        for each in measured
    ]


def _as_json(one: Reading) -> dict[str, Any]:
    fields: dict[str, Any] = {name: getattr(one, name) for name in Reading.__dataclass_fields__}
    return fields | {"frames": {what: frame_times([one], what) for what in one.frames}}

"""What was measured, as ratios, tables, and what became of the goals. Knows neither disk nor clock."""

import dataclasses
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bench.build_measure import Reading, Scenario
from bench.build_programs import COMMONMARK, OURS
from bench.build_site import Size
from bench.timing import Times, table

Readings = Mapping[str, Mapping[Scenario, Sequence[Reading]]]
"""By program, then by scenario: one reading a turn; turns of two programs with one number stand together."""
REFERENCE = "hugo"
_GROWTH = {"µs cold": Scenario.COLD, "µs, nothing changed": Scenario.SAME, "µs, one body": Scenario.BODY}


@dataclass(slots=True)
class Measured:
    """All that was measured with so many events. `memory` is of cold builds, `lacking` what a site lacks."""

    events: int
    readings: dict[str, dict[Scenario, list[Reading]]] = field(default_factory=dict)
    sites: dict[str, Size] = field(default_factory=dict)
    memory: dict[str, Reading] = field(default_factory=dict)
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


class Goal(NamedTuple):
    """With so many events, after `scenario`, for `program`: `least` times as fast as the reference, or
    at most so many seconds of `wall` or `processor` time.
    """

    events: int
    scenario: Scenario
    least: float = 0.0
    wall: float = 0.0
    processor: float = 0.0
    program: str = OURS

    @property
    def words(self) -> str:
        """The goal as people read it."""
        if self.least:
            who = "" if self.program == OURS else f" ({self.program})"
            return f"≥ {self.least:g}× as fast as {REFERENCE}{who}"
        seconds = self.wall or self.processor
        return f"≤ {seconds:g} s of {'wall' if self.wall else 'processor'} time"


GOALS = (
    Goal(20, Scenario.COLD, processor=0.25),
    Goal(20, Scenario.SAME, processor=0.15),
    Goal(20, Scenario.BODY, processor=0.15),
    Goal(1_000, Scenario.COLD, least=0.5),
    Goal(10_000, Scenario.COLD, least=1.0),
    Goal(10_000, Scenario.COLD, least=2.5, program=COMMONMARK),
    Goal(10_000, Scenario.SAME, least=20.0),
    Goal(10_000, Scenario.BODY, least=20.0),
    Goal(10_000, Scenario.EMPTIED, wall=1.0),
)


def ratios(readings: Readings, scenario: Scenario, other: str, to: str = OURS) -> tuple[float, ...]:
    """Return how many times as long `other` took as `to`, by the clock, turn by turn."""
    pairs = zip(readings[other].get(scenario, ()), readings[to].get(scenario, ()), strict=False)
    return tuple(theirs.wall / mine.wall for theirs, mine in pairs)


def reached(goal: Goal, readings: Readings) -> tuple[float, bool] | None:
    """Return the median that a goal asks for, and whether it is enough; None where it was not measured."""
    mine = readings.get(goal.program, {}).get(goal.scenario)
    if not mine:
        return None
    if goal.least:
        found = ratios(readings, goal.scenario, REFERENCE, goal.program) if REFERENCE in readings else ()
        return (statistics.median(found), statistics.median(found) >= goal.least) if found else None
    if goal.wall:
        seconds = statistics.median(each.wall for each in mine)
        return seconds, seconds <= goal.wall
    seconds = statistics.median(each.processor for each in mine)
    return seconds, seconds <= goal.processor


def as_json(measured: Sequence[Measured]) -> list[dict[str, Any]]:
    """Return everything as JSON has it: each reading, the ratios to ours of each turn, the goals."""
    return [
        {
            "events": each.events,
            "programs": {
                name: {
                    "files": each.sites[name].files,
                    "bytes": each.sites[name].bytes,
                    "memory_of_all_kilobytes": each.memory[name].sum if name in each.memory else None,
                    "lacking": each.lacking.get(name, ()),
                    "scenarios": {
                        scenario: {
                            "builds": [reading._asdict() for reading in done],
                            "times_ours": _times_ours(each, scenario, name),
                        }
                        for scenario, done in by_scenario.items()
                    },
                }
                for name, by_scenario in each.readings.items()
            },
            "failed": each.failed,
            "goals": [
                {"scenario": goal.scenario, "goal": goal.words, "measured": got[0], "reached": got[1]}
                for goal in GOALS
                if goal.events == each.events and (got := reached(goal, each.readings))
            ],
        }
        for each in map(_without_empty, measured)
    ]


def _without_empty(each: Measured) -> Measured:
    """Leave programs out that made no build: they failed at once, or the measurement was stopped."""
    return dataclasses.replace(each, readings={name: by for name, by in each.readings.items() if by})


def _times_ours(each: Measured, scenario: Scenario, name: str) -> tuple[float, ...]:
    return ratios(each.readings, scenario, name) if OURS in each.readings else ()


def lines(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the report as Markdown."""
    measured = [_without_empty(each) for each in measured]
    for each in measured:
        shown = [scenario for scenario in Scenario if any(scenario in by for by in each.readings.values())]
        yield f"\n## {each.events:,} events\n"
        yield from (f"{why}\n" for why in each.failed.values())
        for name, lacks in each.lacking.items():
            yield f"{name}: {len(lacks)} faults, the first is: {lacks[0]}\n"
        if not each.readings:
            continue
        yield "Least / median / most, by the clock:\n"
        yield table(["", *shown], [[name, *_walls(by, shown)] for name, by in each.readings.items()])
        if OURS in each.readings and len(each.readings) > 1:
            yield f"\nTimes as long as {OURS}, least / median / most of the turns:\n"
            others = [name for name in each.readings if name != OURS]
            yield table(["", *shown], [[name, *_ratio_cells(each.readings, name, shown)] for name in others])
        yield "\nProcessor time of all processes, median:\n"
        yield table(["", *shown], [[name, *_processors(by, shown)] for name, by in each.readings.items()])
        yield "\nMemory (MB): the largest process of any build, and all processes of a cold one at once:\n"
        head = ["", "files", "MB of files", "largest process", "all at once"]
        yield table(head, [_memory(each, name) for name in each.readings])
    if len(measured) > 1:
        yield "\n## Growth\n\nMedians an event; in parentheses how many times those of the size before:\n"
        yield table(["", "events", *_GROWTH, "kB of memory"], list(_growth(measured)))
    if rows := [_goal_row(goal, got) for each in measured for goal, got in _goals(each)]:
        yield "\n## Goals\n"
        yield table(["events", "after", "goal", "measured", ""], rows)


def _growth(measured: Sequence[Measured]) -> Iterator[list[str]]:
    """Yield what an event costs each program, size by size; what grows as the site does stays as it is."""
    for name in dict.fromkeys(name for each in measured for name in each.readings):
        before: list[float] = []
        for each in (one for one in sorted(measured, key=lambda one: one.events) if name in one.readings):
            now = list(_an_event(each, name))
            times = [new / old if old and new else 0.0 for new, old in zip(now, before, strict=False)]
            cells = [f"{cost:.3g}" for cost in now]
            if times:
                cells = [f"{cell} (×{ratio:.2f})" for cell, ratio in zip(cells, times, strict=True)]
            yield [name, f"{each.events:,}", *cells]
            before = now


def _an_event(each: Measured, name: str) -> Iterator[float]:
    for scenario in _GROWTH.values():
        done = each.readings[name].get(scenario, ())
        yield statistics.median(one.wall for one in done) / each.events * 1e6 if done else 0.0
    whole = each.memory[name].sum if name in each.memory else 0
    largest = max(one.peak for done in each.readings[name].values() for one in done)
    yield (whole or largest) / each.events


def _goals(each: Measured) -> Iterator[tuple[Goal, tuple[float, bool]]]:
    for goal in GOALS:
        if goal.events == each.events and (got := reached(goal, each.readings)):
            yield goal, got


def _goal_row(goal: Goal, got: tuple[float, bool]) -> list[str]:
    unit = "×" if goal.least else " s"
    return [f"{goal.events:,}", goal.scenario, goal.words, f"{got[0]:.3g}{unit}", "yes" if got[1] else "NO"]


def _walls(by: Mapping[Scenario, Sequence[Reading]], shown: Sequence[Scenario]) -> list[str]:
    return [str(Times(tuple(one.wall for one in by[each]))) if by.get(each) else "–" for each in shown]


def _ratio_cells(readings: Readings, name: str, shown: Sequence[Scenario]) -> list[str]:
    found = [ratios(readings, scenario, name) for scenario in shown]
    return [
        " / ".join(f"{each:.3g}" for each in (min(one), statistics.median(one), max(one))) if one else "–"
        for one in found
    ]


def _processors(by: Mapping[Scenario, Sequence[Reading]], shown: Sequence[Scenario]) -> list[str]:
    return [
        f"{statistics.median(one.processor for one in by[each]):.3g} s" if by.get(each) else "–"
        for each in shown
    ]


def _memory(each: Measured, name: str) -> list[str]:
    files, size = each.sites[name]
    largest = max(one.peak for done in each.readings[name].values() for one in done)
    whole = each.memory[name].sum if name in each.memory else 0
    return [
        name,
        f"{files:,}",
        f"{size / 1e6:.1f}",
        f"{largest * 1024 / 1e6:.0f}",
        f"{whole * 1024 / 1e6:.0f}" if whole else "–",
    ]

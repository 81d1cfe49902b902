"""Builds that are killed leave the old site or the new one, and the next build needs no hand."""

from __future__ import annotations

import contextlib
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from bench.faults.runs import killed_at, questions, run
from bench.faults.site import FOREIGN, Count, Site, add_foreign, into_state, make_site, tree_of
from site_gen.build.places import INSIDE

Output = Callable[[str], Path]
SCENARIOS = ("first", "b", "few")
"""A first build, a rebuild of all pages, and one that removes more than half of them."""
LEFT_OVER = ("next", "undo", INSIDE)


def references(site: Site, states: tuple[str, ...] = ("a", "b", "few")) -> None:
    """Build each state once, as it must be."""
    for state in states:
        into_state(site, state)
        ran = run(site, "--force")
        assert ran.code == 0, ran.words
        found = tree_of(site.output)
        site.trees[state] = {path: data for path, data in found.items() if path not in FOREIGN}


def empty(site: Site) -> None:
    """Make a site as if it had never been built."""
    for each in site.output.iterdir() if site.output.is_dir() else ():
        # The folder itself may be a mount point.
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    with contextlib.suppress(OSError):
        site.output.rmdir()
    shutil.rmtree(site.root / ".cache", ignore_errors=True)
    if site.foreign:
        add_foreign(site)


def kills(
    folder: Path, moments: int, seed: int, *more: str, output: Output | None = None, swaps: bool = True
) -> Count:
    """Kill so many builds of each kind at seeded moments, and look at what they leave: where folders swap
    the old site or the new one; else each file is that of one of them, and the next build ends it.
    `output` gives the folder of each kind, where it is not the project's own.
    """
    pick, count = random.Random(seed), Count()  # noqa: S311
    for scenario in SCENARIOS:
        site = make_site(folder / scenario, output=output(scenario) if output else None, foreign=False)
        site.trees[""] = {}
        references(site, ("a", "b", "few"))
        if scenario != "first":
            site.foreign = True
            add_foreign(site)
        _prepare(site, scenario)
        began = time.monotonic()
        asked = questions(site, *more)
        seconds = time.monotonic() - began
        for number in range(moments):
            _prepare(site, scenario)
            jobs = ("--jobs", pick.choice("12"))
            if number % 2:
                ran = run(site, *more, *jobs, kill_after=pick.uniform(0, seconds))
            else:
                at, after = pick.randint(max(1, asked // 4), asked), pick.random() < 0.5
                ran = run(site, *more, *jobs, prepare=killed_at(at, after=after))
            count.tried += 1
            when = f"{scenario}, number {number}"
            count.check_words(ran.code, ran.words, (0, 1, -9), when)
            goal = "a" if scenario == "first" else scenario
            states = ("" if scenario == "first" else "a", goal)
            if swaps:
                count.check_tree(site, states, f"{when}, killed")
            else:
                count.check_files(site, states, f"{when}, killed")
            _next(site, goal, count, when, *more)
    return count


def _prepare(site: Site, scenario: str) -> None:
    into_state(site, "a")
    if scenario == "first":
        empty(site)
        return
    if tree_of(site.output).keys() - FOREIGN.keys() != site.trees["a"].keys():
        run(site)
    ran = run(site)
    assert ran.code == 0, ran.words
    into_state(site, scenario)


def _next(site: Site, goal: str, count: Count, when: str, *more: str) -> None:
    """Build again: the site must be right, and nothing of the killed build be left."""
    ran = run(site, *more)
    count.check_words(ran.code, ran.words, (0,), f"{when}, next")
    count.check_tree(site, (goal,), f"{when}, next")
    kept = [each.name for each in (site.root / ".cache/site_gen").iterdir()]
    kept += [each.name for each in site.root.glob(".cache/site_gen/*.trees/*")]
    kept += [each.name for each in site.output.parent.glob(f".{site.output.name}.standby/*")]
    kept += [INSIDE] * (site.output / INSIDE).exists()
    if left := [name for name in kept if name in LEFT_OVER or name.endswith((".tmp", "intent.json"))]:
        count.other.append(f"{when}: left over: {left}")

"""The law: after any edits the incremental site equals the clean one, byte for byte; tried with random edits,
for as many steps as are wanted.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.law.builds import warm
from bench.law.shortest import Steps, shortest
from bench.law.world import Step, World

STEPS = 3_000
LENGTH = 40
"""Steps after which a new project is begun."""
SHRINKING_SECONDS = 120.0


class Failure(NamedTuple):
    """Steps from the beginning of a project, and what is wrong after the last of them."""

    steps: Steps
    wrong: tuple[str, ...]


def main(arguments: list[str]) -> None:
    """Try the law; exit code 1 where it was broken."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="law-") as name:
        folder = Path(name)
        warm(folder / "warm")
        if options.replay:
            failure = replay(folder, _read(options.replay.read_text(encoding="utf-8")))
            print("\n".join(failure.wrong) if failure else "nothing is wrong")
            sys.exit(int(failure is not None))
        began, seed, done, broken = time.monotonic(), options.seed, 0, 0
        while done < options.steps:
            steps = min(options.length, options.steps - done)
            failure = sequence(folder, f"{seed}/{done}", steps)
            done += len(failure.steps) if failure else steps
            if failure:
                broken += 1
                _tell(folder, failure, options.shrink)
            if broken >= options.failures:
                break
        seconds = time.monotonic() - began
        print(f"{done} steps from seed {seed}: the law was broken {broken} times ({seconds:.0f} s)")
    sys.exit(int(broken > 0))


def sequence(folder: Path, seed: str, length: int) -> Failure | None:
    """Begin a project and take so many random steps; return what went wrong first."""
    pick = random.Random(seed)  # noqa: S311
    world = World(folder / "world")
    taken: list[Step] = []
    try:
        wrong = world.wrong
        while not wrong and len(taken) < length:
            taken.append(world.choose(pick))
            wrong = world.take(taken[-1])
    finally:
        world.close()
    return Failure(tuple(taken), tuple(wrong)) if wrong else None


def replay(folder: Path, steps: Steps) -> Failure | None:
    """Take given steps from the beginning of a project; return what went wrong first."""
    world = World(folder / "world")
    try:
        wrong = world.wrong
        for number, step in enumerate(steps):
            wrong = wrong or world.take(step)
            if wrong:
                return Failure(steps[: number + 1], tuple(wrong))
    finally:
        world.close()
    return None


def _tell(folder: Path, failure: Failure, seconds: float) -> None:
    least = shortest(failure.steps, lambda steps: replay(folder, steps) is not None, seconds)
    found = replay(folder, least) or failure
    print(f"broken after {len(failure.steps)} steps, and after these {len(least)} (--replay FILE):")
    print("\n".join(json.dumps(step, ensure_ascii=False) for step in least))
    print("\n".join(found.wrong), flush=True)


def _read(text: str) -> Steps:
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return tuple(Step(tuple(map(tuple, edits)), tuple(options), *rest) for edits, options, *rest in rows)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench law", description=__doc__)
    add = parser.add_argument
    add("--steps", type=int, default=STEPS, help=f"edits and builds (default: {STEPS})")
    add("--seed", type=int, default=1, help="another one gives other edits")
    add("--length", type=int, default=LENGTH, help="steps of a project, after which a new one is begun")
    add("--failures", type=int, default=1, help="stop after so many sequences that went wrong")
    add("--shrink", type=float, default=SHRINKING_SECONDS, metavar="SECONDS", help="to shorten each of them")
    add("--replay", type=Path, metavar="FILE", help="take the steps of a file, one in a line as JSON")
    add("--folder", type=Path, help="where projects are made (default: the temporary folder)")
    return parser.parse_args(arguments)

"""Make a sequence of steps that goes wrong shorter, as long as it still does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from bench.law.world import Step

Steps = tuple[Step, ...]


def shortest(steps: Sequence[Step], fails: Callable[[Steps], bool], seconds: float) -> Steps:
    """Return the shortest sequence that was found within so many seconds."""
    until = time.monotonic() + seconds
    best = tuple(steps)
    found = True
    while found:
        found = False
        for other in _shorter(best):
            if time.monotonic() > until:
                return best
            if fails(other):
                best, found = other, True
                break
    return best


def _shorter(steps: Steps) -> Iterator[Steps]:
    """Yield sequences with fewer steps, larger cuts first, then steps with less in them."""
    size = len(steps) // 2
    while size:
        for start in range(0, len(steps), size):
            cut = steps[:start] + steps[start + size :]
            if cut:
                yield cut
        size //= 2
    for at, step in enumerate(steps):
        for simpler in _simpler(step):
            yield (*steps[:at], simpler, *steps[at + 1 :])


def _simpler(step: Step) -> Iterator[Step]:
    if step.killed_at:
        yield step._replace(killed_at=0)
    if step.options:
        yield step._replace(options=())
    if step.process != "new":
        yield step._replace(process="new")
    for number in range(len(step.edits)):
        yield step._replace(edits=(*step.edits[:number], *step.edits[number + 1 :]))

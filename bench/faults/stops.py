"""Ctrl-C: a build ends at once with one word, leaves the old site or the new one and no process behind."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from bench.faults.kills import references
from bench.faults.runs import Ran, run
from bench.faults.site import Count, Site, into_state, make_site

EVENTS = 150
LONGEST_END_SECONDS = 1.0
"""Seconds of a processor of one's own, within which a build has ended."""
CODES = (0, 130, -signal.SIGINT)
"""The last is what a second Ctrl-C makes of an end, or one behind it: the system's own."""
_PROGRESS = re.compile(r"(reading files|making pages): ")
_EARLIEST_SECONDS = 0.1
"""By then Python has begun: what it says of Ctrl-C before is its own."""


def stops(folder: Path, moments: int, seed: int, *more: str) -> Count:
    """Stop so many builds at seeded moments, every third time by two signals."""
    pick, count = random.Random(seed), Count()  # noqa: S311
    site = make_site(folder / "stops")
    site.events = EVENTS
    references(site, ("a", "b"))
    into_state(site, "a")
    seconds = _seconds(site, *more)
    slowest = 0.0
    for number in range(moments):
        state = "ba"[number % 2]
        into_state(site, state)
        at = pick.uniform(_EARLIEST_SECONDS, max(seconds, 2 * _EARLIEST_SECONDS))
        ran, took, left = _stopped(site, at, *more, "--jobs", "31"[number % 5 == 4], twice=number % 3 == 2)
        when = f"{' '.join(more)} stopped after {at:.3f} s"
        slowest = max(slowest, took)
        count.tried += 1
        count.refused += ran.code != 0
        count.check_words(ran.code, ran.words, CODES, when)
        said = [line for line in ran.words.splitlines() if not _PROGRESS.match(line)]
        if ran.code == 130 and said != ["stopped"]:
            count.other.append(f"{when}: it said {ran.words[-300:]!r}")
        if took > LONGEST_END_SECONDS + os.getloadavg()[0] / 2:
            count.other.append(f"{when}: it took {took:.2f} s to end")
        if left:
            count.other.append(f"{when}: processes were left")
        if ran.code != 0 or "--in-place" not in more:
            count.check_tree(site, ("a", "b"), when)
        again = run(site, *more)
        count.check_words(again.code, again.words, (0,), f"{when}, next")
        count.check_tree(site, (state,), f"{when}, next")
    count.notes.append(f"slowest end {slowest:.2f} s")
    return count


def _command(site: Site, *more: str) -> list[str]:
    places = ["--root", str(site.root), "--output", str(site.output)]
    return [sys.executable, "-P", "-m", "site_gen.cli", "build", *places, *more]


def _begin(site: Site, said: IO[bytes], *more: str) -> subprocess.Popen[bytes]:
    """Begin a build as a shell does: in a process group of its own."""
    top = Path(__file__).resolve().parents[2]
    variables = {**os.environ, "PYTHONPATH": str(top)}
    command = _command(site, *more)
    return subprocess.Popen(command, stdout=said, stderr=said, env=variables, start_new_session=True)


def _seconds(site: Site, *more: str) -> float:
    """Return how long a build takes in which every page is made."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        _begin(site, said, *more, "--force", "--jobs", "3").wait()
    return time.monotonic() - began


def _stopped(site: Site, at: float, *more: str, twice: bool) -> tuple[Ran, float, bool]:
    """Build, and stop it; return how it ended, after how many seconds, and whether a process was left."""
    with tempfile.TemporaryFile() as said:
        build = _begin(site, said, *more)
        time.sleep(at)
        began = time.monotonic()
        for _ in range(1 + twice):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(build.pid, signal.SIGINT)
            time.sleep(0.02 * twice)
        code = build.wait()
        took = time.monotonic() - began
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
        return Ran(code, words), took, _is_left(build.pid)


def _is_left(group: int) -> bool:
    """Tell whether a process of a group goes on for longer than its end may take."""
    for _ in range(20):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return True

"""What a reader waits for: the same events by us and by TimelineJS3 and vis-timeline, in a browser held back.

Headless Chromium (CHROMIUM names another than the one on PATH) with a quarter of the processor, 150 ms of
latency and 1.6 Mbit/s, from a server here that compresses. Pages are looked at in turn, one of each program
and then the next of each, so that what else the machine does meets all alike.
"""

import argparse
import dataclasses
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.reader_corpus import stories
from bench.reader_programs import HOME, MakeError, Program, View, ours, peers, plain
from bench.reader_report import Measured, Reading, as_json, lines, reading
from bench.reader_server import answer, serving

SIZES = (20, 1_000, 10_000)
HELD_BACK = {"processor": 4, "latency": 150, "megabits": 1.6}
FOLDER = "SITE_GEN_READER_PEERS"
_LOOK = Path(__file__).with_name("reader_look.py")


class LookError(Exception):
    """A page could not be looked at, or did not answer in time; the text says why."""


def main(arguments: list[str]) -> None:
    """Measure timelines of 20, 1,000 and 10,000 events, or of the numbers given."""
    options = _options(arguments)
    found, missing = peers(options.peers)
    programs = (ours(), plain(), *found)
    before = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        measured = [Measured(size) for size in options.sizes]
        try:
            for each in measured:
                _measure(each, programs, Path(name) / str(each.events), options)
        except KeyboardInterrupt:
            print("stopped: what was measured until now follows", file=sys.stderr)
    load = [f"{each:.1f}" for each in (before[0], os.getloadavg()[0])]
    versions = {program.name: program.version for program in programs}
    if options.json:
        report = {"versions": versions, "not_measured": missing, "load": load, **HELD_BACK}
        print(json.dumps({**report, "sizes": as_json(measured)}, indent=1))
        return
    print("; ".join(f"{program}: {version}" for program, version in versions.items()))
    print(
        f"{len(os.sched_getaffinity(0))} cores; processes that wanted one: {load[0]} before, {load[1]} after"
    )
    for program, why in missing.items():
        print(f"not measured: {program}, {why}")
    print("\n".join(lines(measured)))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench reader", description=__doc__)
    add = parser.add_argument
    add("sizes", nargs="*", type=_count, help="numbers of events (default: 20 1000 10000)")
    known = Path(os.environ[FOLDER]) if os.environ.get(FOLDER) else None
    add("--peers", type=Path, default=known, metavar="DIR", help=f"the folder of peers (else ${FOLDER})")
    add("--runs", type=_count, default=3, metavar="N", help="looks at each page")
    add("--limit", type=_count, default=120, metavar="SECONDS", help="after which a page is given up")
    add("--only", action="append", metavar="TEXT", help="look at pages with this in their name; repeatable")
    add("--json", action="store_true", help="print one JSON document instead of tables")
    options = parser.parse_args(arguments)
    options.sizes = options.sizes or list(SIZES)
    return options


def _count(text: str) -> int:
    number = int(text.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _measure(
    measured: Measured, programs: Sequence[Program], folder: Path, options: argparse.Namespace
) -> None:
    """Make each site once, then look at all pages in turn, as often as told."""
    folder.mkdir()
    events = stories(measured.events)
    places: list[tuple[Path, View]] = []
    for program in programs:
        site = folder / program.name.replace(" ", "-")
        try:
            views = program.make(site, events)
        except MakeError as failed:
            measured.failed[program.name] = str(failed)
            continue
        places += [(site, view) for view in views if _wanted(view, options.only)]
        if any(view.name == HOME for view in views):
            measured.scripts = scripts_of(site)
    for turn in range(options.runs):
        for site, view in list(places):
            try:
                found, trouble = look_at(site, view, options.limit)
                measured.readings.setdefault(view.name, []).append(found)
            except LookError as failed:
                trouble = str(failed)
            if trouble:
                measured.failed[view.name] = trouble
                places.remove((site, view))
        print(f"{measured.events:,} events: {turn + 1} of {options.runs} done", file=sys.stderr)


def _wanted(view: View, only: Sequence[str] | None) -> bool:
    return not only or any(text in view.name for text in only)


def scripts_of(site: Path) -> int:
    """Return the bytes of all scripts of a site as a server sends them; data are no scripts."""
    return sum(len(answer(file)[1]) for file in site.glob("js/*.js"))


def look_at(site: Path, view: View, limit: int) -> tuple[Reading, str]:
    """Look at a page once, in a browser of its own; the text says what it did not do in `limit` seconds.

    LookError: it did not even load, or the browser failed.
    """
    with serving(site) as address:
        task: dict[str, Any] = {**dataclasses.asdict(view), **HELD_BACK, "url": address + view.path}
        command = [sys.executable, "-P", str(_LOOK), json.dumps(task)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as process:
            trouble = ""
            try:
                out, said = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # the browser is its child, and stands in its group
                out, said = process.communicate()
                trouble = f"no answer in {limit} s"
    parts = out.splitlines()
    if not parts or (process.returncode and not trouble):
        raise LookError(trouble or " ".join(said.split())[-300:])
    found = {"frames": {}, "script_bytes_after": 0}
    for part in parts:
        found |= json.loads(part)
    return reading(found, len(answer(site / view.path)[1])), f"{trouble} to what was done" if trouble else ""

"""Building a site, beside other generators that are found: the same event files, pages that show the same.

Builds are made in turn, one of each program and then the next of each, so that what else the machine does
meets all alike; ratios are taken turn by turn. `bench/build_programs.py` says where peers are looked for.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.build_corpus import WORDS, write_events
from bench.build_measure import BuildError, Place, Scenario
from bench.build_programs import OURS, Program, ours, peers, variants
from bench.build_report import Measured, as_json, lines
from bench.build_site import lacking, size_of

SIZES = (20, 1_000, 10_000)
FOLDER = "SITE_GEN_BENCH_PEERS"


def main(arguments: list[str]) -> None:
    """Measure sites of 20, 1,000 and 10,000 events, or of the numbers given."""
    options = _options(arguments)
    programs, missing = _programs(options)
    before = _load()
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="bench-") as name:
        folder = Path(name)
        _warm_up(programs, missing, folder / "first", options)
        measured = [Measured(size) for size in options.sizes]
        try:
            for each in measured:
                _measure(each, programs, folder / str(each.events), options)
        except KeyboardInterrupt:
            print("stopped: what was measured until now follows", file=sys.stderr)
    machine = {**_machine(), "load_before": before, "load_after": _load()}
    if options.json:
        versions = {program.name: program.version for program in programs.values()}
        report: dict[str, Any] = {"machine": machine, "versions": versions, "not_measured": missing}
        print(json.dumps({**report, "sizes": as_json(measured)}, ensure_ascii=False, indent=1))
        return
    print("; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in machine.items()))
    print("; ".join(f"{program.name}: {program.version}" for program in programs.values()))
    for program, why in missing.items():
        print(f"not measured: {program}, {why}")
    print("\n".join(lines(measured)))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench build", description=__doc__)
    add = parser.add_argument
    add("sizes", nargs="*", type=_count, help="numbers of events (default: 20 1000 10000)")
    folder = os.environ.get(FOLDER)
    known = Path(folder) if folder else None
    add("--peers", type=Path, default=known, metavar="DIR", help=f"the folder of peers (else ${FOLDER})")
    add("--only", action="append", metavar="NAME", help="measure this program; may be repeated")
    add(
        "--with",
        dest="settings",
        action="append",
        default=[],
        metavar="NAME=TOML",
        help=f"measure {OURS} with a line at the head of site.toml too, under a name; may be repeated",
    )
    names = [scenario.name.lower() for scenario in Scenario]
    add("--after", choices=names, action="append", help="measure this scenario, beside cold; may be repeated")
    add("--runs", type=_count, metavar="N", help="builds of each kind (default: 5, above 1,000 events 3)")
    add("--limit", type=_count, default=900, metavar="SECONDS", help="after which a build is stopped")
    add(
        "--folder",
        type=Path,
        metavar="DIR",
        help="where projects are made (default: the temporary folder)",
    )
    add("--seed", type=int, default=7, help="of the event files")
    add("--words", type=_count, default=WORDS, help="words of a body, about")
    add("--json", action="store_true", help="print one JSON document instead of tables")
    options = parser.parse_args(arguments)
    options.sizes = options.sizes or list(SIZES)
    if wrong := [text for text in options.settings if "=" not in text]:
        parser.error(f"--with: `{wrong[0]}` is not NAME=TOML")
    return options


def _count(text: str) -> int:
    number = int(text.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _programs(options: argparse.Namespace) -> tuple[dict[str, Program], dict[str, str]]:
    """Return the programs to be measured, ours first, and why others are not."""
    found, missing = peers(options.peers.resolve() if options.peers else None)
    mine = [*variants(), *(ours(*_named(text)) for text in options.settings)]
    programs = {program.name: program for program in mine} | found
    if options.only:
        unknown = [name for name in options.only if name not in programs | missing]
        missing |= dict.fromkeys(unknown, f"it is none of {', '.join([*programs, *missing])}")
        programs = {name: program for name, program in programs.items() if name in options.only}
        missing = {name: why for name, why in missing.items() if name in options.only}
    return programs, missing


def _named(text: str) -> tuple[str, tuple[str, ...], str]:
    name, _, settings = text.partition("=")
    return f"{OURS}, {name.strip()}", (), settings.strip()


def _warm_up(
    programs: dict[str, Program], missing: dict[str, str], folder: Path, options: argparse.Namespace
) -> None:
    """Build once with each program, uncounted: bytecode is written then, and programs are read from disk."""
    for name, program in list(programs.items()):
        try:
            _place(program, folder, 3, options).build()
        except BuildError as failed:
            missing[name] = str(failed)
            del programs[name]


def _measure(
    measured: Measured, programs: dict[str, Program], folder: Path, options: argparse.Namespace
) -> None:
    size = measured.events
    measured.readings = {name: {} for name in programs}
    places = {name: _place(program, folder, size, options) for name, program in programs.items()}
    for scenario in Scenario:
        if options.after and scenario is not Scenario.COLD and scenario.name.lower() not in options.after:
            continue
        for turn in range(options.runs or (5 if size <= 1_000 else 3)):
            for name in _rotated(list(places), turn):
                os.sync()  # what the build before left to be written is not written at this one's cost
                try:
                    reading = places[name].measure(scenario, turn)
                except BuildError as failed:
                    measured.failed[name] = str(failed)
                    del places[name]
                    continue
                measured.readings[name].setdefault(scenario, []).append(reading)
                if scenario is Scenario.COLD and turn == 0:
                    _look_at(places[name], measured)
        print(f"{size:,} events, {scenario}: done", file=sys.stderr)
    for name, place in places.items():
        try:
            measured.memory[name] = place.measure(Scenario.COLD, 0, sampled=True)
        except BuildError as failed:
            measured.failed[name] = str(failed)


def _look_at(place: Place, measured: Measured) -> None:
    name = place.program.name
    measured.sites[name] = size_of(place.site)
    if lacks := lacking(place.site, place.events):
        measured.lacking[name] = lacks


def _rotated(names: list[str], turn: int) -> list[str]:
    """The same order, beginning with another one each turn."""
    at = turn % len(names) if names else 0
    return names[at:] + names[:at]


def _place(program: Program, folder: Path, size: int, options: argparse.Namespace) -> Place:
    """Make a project for a program: the same number of events has the same event files in each."""
    own = folder / program.name.replace(" ", "-").replace(",", "")
    own.mkdir(parents=True)
    program.write_project(own / "project")
    folder = own / "project" / program.events
    return Place(program, own, write_events(folder, size, options.seed, options.words), options.limit)


def _machine() -> dict[str, str]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "cores": str(cores),
        "system": f"{platform.system()} {platform.release()}",
        "python": sys.version.split()[0],
    }


def _load() -> str:
    """How many processes want a core, over 1, 5 and 15 minutes."""
    return " ".join(f"{each:.2f}" for each in os.getloadavg())

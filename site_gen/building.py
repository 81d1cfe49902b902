"""The command `build` where something changed: draft what is new in `seeds/`, then build the site."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from site_gen.build import builder
from site_gen.build.record import Left, Standing
from site_gen.build.turns import NOBODY, Listeners, Result
from site_gen.build.unchanged import is_empty
from site_gen.diagnostics import Diagnostic, has_errors, ordered
from site_gen.outcome import (
    Outcome,
    built,
    config_of,
    cores,
    count,
    misuse,
    output_of,
    root_of,
    short,
    today,
)
from site_gen.processes import Told, silent
from site_gen.progress import progress_on


def build(options: argparse.Namespace) -> Outcome:
    """Draft the episodes of `seeds/` that are new, then build the site."""
    return build_from(options, {})[0]


def build_from(
    options: argparse.Namespace, stamps: Mapping[str, str], standing: Standing | None = None
) -> tuple[Outcome, Left | None]:
    """Draft what is new and build. `stamps` are what the system told of the inputs, `standing` what was seen
    of the last build; returned beside the outcome is what the system tells of the output, where a site was
    published.
    """
    root = root_of(options)
    if wrong := misuse(options, root):
        return wrong, None
    progress = progress_on(sys.stderr, time.monotonic, os.environ.get("TERM"))
    listeners = (
        NOBODY if options.quiet else Listeners(progress.making, progress.reading, _say_who_is_waited_for)
    )
    try:
        return _draft_and_build(options, stamps, standing, listeners)
    finally:
        progress.close()


def _draft_and_build(
    options: argparse.Namespace, stamps: Mapping[str, str], standing: Standing | None, listeners: Listeners
) -> tuple[Outcome, Left | None]:
    started = time.monotonic()
    root, output = root_of(options), output_of(options)
    notes, found, stamps = draft_seeds(root, stamps, reads=listeners.reading, jobs=jobs_of(options))
    if has_errors(found, strict=options.strict):
        checked = builder.check(root, output, build_options(options))
        everything = ordered((*found, *checked.diagnostics))
        refused = Result(published=False, diagnostics=everything)
        # The articles without a fault were drafted all the same, and the next build would not tell of it.
        return _built(refused, output, started, notes=notes), None
    result = builder.build(root, output, build_options(options), stamps, listeners, standing)
    return _built(result, output, started, found, notes), result.left


def _built(
    result: Result,
    output: Path,
    started: float,
    found: Iterable[Diagnostic] = (),
    notes: tuple[str, ...] = (),
) -> Outcome:
    seconds = time.monotonic() - started
    everything = ordered((*found, *result.diagnostics))
    numbers = {name: getattr(result, name) for name in ("pages", "built", "kept", "removed", "size")}
    if result.published:
        return built(numbers, seconds, output, everything, notes)
    stood = f"; {short(output)}/ still holds the last good site" if (output / "index.html").exists() else ""
    line = f"nothing was published: {count(everything)}{stood}"
    data = {**numbers, "seconds": round(seconds, 3), "output": output.as_posix()}
    return Outcome(1, everything, notes=notes, data=data, verdict=line)


class Drafted(NamedTuple):
    """What came of the articles in `seeds/`: notes, what is wrong, and the stamps that still hold of
    files.
    """

    notes: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    stamps: Mapping[str, str] = MappingProxyType({})


def draft_seeds(
    root: Path, stamps: Mapping[str, str], *, dry_run: bool = False, reads: Told = silent, jobs: int = 1
) -> Drafted:
    """Draft the episodes of `seeds/` that are new. `stamps` are what the system told of files by path;
    `reads` is told while event files are read, by so many processes. Where nothing lies in `seeds/`, what
    reads articles is not even imported.
    """
    config = None if is_empty(root / "seeds") else config_of(root)
    if config is None:
        return Drafted(stamps=stamps)

    from site_gen import importer

    articles, order = importer.seeds(root), importer.Order(today(), dry_run=dry_run)
    known = builder.read_before(root, stamps, jobs, reads) if articles else None
    folder = root / "content/events"
    done = importer.import_articles(root, articles, order, config.languages, folder, known)
    notes = tuple(note for each in done for note in importer.notes(each))
    found = (*importer.passed_over(root), *(d for each in done for d in each.diagnostics))
    return Drafted(notes, found, importer.stamps_left(stamps, done))


def build_options(options: argparse.Namespace) -> builder.Options:
    """Return how to build, as the command line says it."""
    return builder.Options(
        base_url=options.base_url,
        drafts=options.drafts,
        force=getattr(options, "force", False),
        strict=options.strict,
        jobs=jobs_of(options),
        in_place=getattr(options, "in_place", False),
    )


def jobs_of(options: argparse.Namespace) -> int:
    """Return the number of processes to work with."""
    return getattr(options, "jobs", None) or cores()


def _say_who_is_waited_for(who: str) -> None:
    print(f"waiting for another build: {who}", file=sys.stderr, flush=True)  # noqa: T201 - it goes on

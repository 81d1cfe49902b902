"""The command `build`, which ends at once where nothing changed since the last one."""

from __future__ import annotations

import argparse
import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING

from site_gen.build.manifest import cache_file
from site_gen.build.unchanged import (
    Before,
    Look,
    is_empty,
    last_build,
    look_at_inputs,
    record_build,
    stamps_of,
)
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.outcome import Outcome, built, output_of, root_of

if TYPE_CHECKING:
    from site_gen.build.turns import Result

MOST_BODIES = 16
"""Edited bodies up to which they are made alone."""
_SHAPING = ("base_url", "drafts", "strict")
"""The options that can change what is published."""


def build(options: argparse.Namespace) -> Outcome:
    """Build the site, unless it stands already as its inputs would have it."""
    started, now = time.monotonic(), time.time_ns()
    root, output = root_of(options), output_of(options)
    file = cache_file(root, output, "build")
    shaping = {name: getattr(options, name) for name in _SHAPING}
    inputs = look_at_inputs(root, now)
    stands = _standing(options) if is_empty(output) else output
    before = None if options.force else last_build(file, root, inputs, stands, shaping)
    if before and before.changed == () and stands != output:
        if outcome := _brought_back(options, before, inputs, file, started):
            return outcome
        before = None
    if before and before.changed == ():
        found = tuple(_diagnostic(each) for each in before.said["diagnostics"])
        return built(before.said["numbers"], time.monotonic() - started, output, found)
    if before and before.changed and len(before.changed) <= MOST_BODIES:
        outcome = _bodies(options, before, inputs, file, started)
        if outcome:
            return outcome

    from site_gen import building

    outcome, left = building.build_from(options, stamps_of(inputs, root))
    if left is not None and not outcome.notes:
        # A note tells of a new draft: an input that came to be after the look.
        told = [dataclasses.asdict(each) for each in outcome.diagnostics]
        record_build(file, shaping, {"numbers": _next(outcome), "diagnostics": told}, inputs, left, output)
    return outcome


def _bodies(
    options: argparse.Namespace, before: Before, inputs: Look, file: Path, started: float
) -> Outcome | None:
    """Build where bodies of events alone were edited; None where more was."""
    assert before.changed
    root, output = root_of(options), output_of(options)
    if not all(path.startswith("content/events/") and path.endswith(".md") for path in before.changed):
        return None

    from site_gen.build.bodies_alone import build_bodies

    said = before.said["diagnostics"]
    result = build_bodies(root, output, before.changed, said, in_place=_in_place(options))
    if result is None:
        return None
    return _recorded(options, before, result, inputs, file, started)


def _standing(options: argparse.Namespace) -> Path:
    """Return the folder that may show the last build, though the output does not."""
    from site_gen.build.places import find_places
    from site_gen.build.standby import standing

    return standing(find_places(root_of(options), output_of(options), in_place=_in_place(options)))


def _brought_back(
    options: argparse.Namespace, before: Before, inputs: Look, file: Path, started: float
) -> Outcome | None:
    """Publish again what was published and is gone; None where that cannot be done."""
    from site_gen.build.bringing_back import bring_back

    root, output = root_of(options), output_of(options)
    result = bring_back(root, output, before.shown, in_place=_in_place(options))
    return _recorded(options, before, result, inputs, file, started) if result else None


def _recorded(
    options: argparse.Namespace, before: Before, result: Result, inputs: Look, file: Path, started: float
) -> Outcome:
    """Tell of a build that found nothing wrong beside what the last one did, and remember it."""
    output = output_of(options)
    numbers = {name: getattr(result, name) for name in ("pages", "built", "kept", "removed", "size")}
    found = tuple(_diagnostic(each) for each in before.said["diagnostics"])
    outcome = built(numbers, time.monotonic() - started, output, found)
    if result.left:
        shaping = {name: getattr(options, name) for name in _SHAPING}
        said = {"numbers": _next(outcome), "diagnostics": before.said["diagnostics"]}
        record_build(file, shaping, said, inputs, result.left, output)
    return outcome


def _in_place(options: argparse.Namespace) -> bool:
    return getattr(options, "in_place", False)


def _next(outcome: Outcome) -> dict[str, int]:
    """Return what the next build will say of numbers where nothing changes."""
    data = outcome.data
    return {
        "pages": data["pages"],
        "built": 0,
        "kept": data["built"] + data["kept"],
        "removed": 0,
        "size": data["size"],
    }


def _diagnostic(fields: dict[str, str]) -> Diagnostic:
    return Diagnostic(**{**fields, "severity": Severity(fields["severity"])})  # type: ignore[arg-type]

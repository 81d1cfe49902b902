"""The command `build`, which ends at once where nothing changed since the last one."""

from __future__ import annotations

import argparse
import dataclasses
import time
from pathlib import Path

from site_gen.build.manifest import cache_file
from site_gen.build.unchanged import Before, Look, last_build, look_at_inputs, record_build, stamps_of
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.outcome import Outcome, built, output_of, root_of

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
    before = None if options.force else last_build(file, root, inputs, output, shaping)
    if before and before.changed == ():
        found = tuple(_diagnostic(each) for each in before.said["diagnostics"])
        return built(before.said["numbers"], time.monotonic() - started, output, found)
    if before and before.changed and len(before.changed) <= MOST_BODIES:
        outcome = _bodies(options, before, inputs, file, started)
        if outcome:
            return outcome

    from site_gen import commands

    outcome, left = commands.build_from(options, stamps_of(inputs, root))
    if left is not None and not outcome.notes:
        # A note tells of a new draft: an input that came to be after the look.
        told = [dataclasses.asdict(each) for each in outcome.diagnostics]
        record_build(file, shaping, {"numbers": _next(outcome), "diagnostics": told}, inputs, left)
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

    in_place = getattr(options, "in_place", False)
    result = build_bodies(root, output, before.changed, before.said["diagnostics"], in_place=in_place)
    if result is None:
        return None
    numbers = {name: getattr(result, name) for name in ("pages", "built", "kept", "removed", "size")}
    found = tuple(_diagnostic(each) for each in before.said["diagnostics"])
    outcome = built(numbers, time.monotonic() - started, output, found)
    if result.left:
        shaping = {name: getattr(options, name) for name in _SHAPING}
        said = {"numbers": _next(outcome), "diagnostics": before.said["diagnostics"]}
        record_build(file, shaping, said, inputs, result.left)
    return outcome


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

"""The command `build`, which ends at once where nothing changed since the last one."""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from site_gen.build.manifest import cache_file, state_of_manifest
from site_gen.build.record import (
    Record,
    Standing,
    changed_inputs,
    looking_again,
    read_record,
    write_record,
)
from site_gen.build.unchanged import Look, is_empty, look_at_inputs, stamps_of
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.outcome import Outcome, built, cores, output_of, root_of

if TYPE_CHECKING:
    from site_gen.build.turns import Result

MOST_BODIES = 16
"""Edited bodies up to which they are made alone."""
_SHAPING = ("base_url", "drafts", "strict")
"""The options that can change what is published."""


class _Asked(NamedTuple):
    """What is asked for: the project, the output, the options that shape it, where its record is, and when
    that was (seconds of a clock, and nanoseconds since 1970).
    """

    root: Path
    output: Path
    shaping: Mapping[str, Any]
    file: Path
    started: float
    now: int
    in_place: bool


def build(options: argparse.Namespace) -> Outcome:
    """Build the site, unless it stands already as its inputs would have it."""
    root, output = root_of(options), output_of(options)
    shaping = {name: getattr(options, name) for name in _SHAPING}
    file, in_place = cache_file(root, output, "build"), getattr(options, "in_place", False)
    asked = _Asked(root, output, shaping, file, time.monotonic(), time.time_ns(), in_place)
    stands = _standing(asked)
    record = None if getattr(options, "force", False) else read_record(file, shaping, root, stands)
    if record is None:
        return _anew(options, asked, look_at_inputs(root, asked.now), None)
    state = state_of_manifest(root, output)
    with looking_again(stands, record.left.outputs, asked.now) as seen:
        standing = Standing(record, stands, state, asked.now, seen)
        inputs = look_at_inputs(root, asked.now)
        return _from_record(asked, standing, inputs) or _anew(options, asked, inputs, standing)


def _anew(options: argparse.Namespace, asked: _Asked, inputs: Look, standing: Standing | None) -> Outcome:
    """Build the ordinary way, and remember the build."""
    from site_gen import building

    outcome, left = building.build_from(options, stamps_of(inputs, asked.root), standing)
    if left is not None and not outcome.notes:
        # A note tells of a new draft: an input that came to be after the look.
        from site_gen.build.touched import digests_to_record

        told = [dataclasses.asdict(each) for each in outcome.diagnostics]
        said = {"numbers": _next(outcome), "diagnostics": told}
        _write(asked, Record(said, inputs, left, digests_to_record(asked.root, inputs)))
    return outcome


def _from_record(asked: _Asked, standing: Standing, inputs: Look) -> Outcome | None:
    """Build where the last build leaves nothing to do but some bodies; no outcome where it leaves more."""
    result, record, stands = None, standing.record, standing.folder
    changed = changed_inputs(record.inputs, inputs, asked.root)
    if changed and not _are_bodies(changed):
        from site_gen.build.touched import edited

        changed = edited(asked.root, changed, record, cores())
    if changed == () and stands == asked.output:
        outputs = standing.seen()
        return _unchanged(asked, record, inputs, outputs) if outputs else None
    if changed == ():
        from site_gen.build.bringing_back import bring_back

        result = bring_back(asked.root, asked.output, jobs=cores(), in_place=asked.in_place)
    elif changed and stands == asked.output and _are_bodies(changed):
        from site_gen.build.bodies_alone import build_bodies

        result = build_bodies(asked.root, asked.output, changed, standing, in_place=asked.in_place)
    return _recorded(asked, record, inputs, result) if result else None


def _are_bodies(changed: Sequence[str]) -> bool:
    """Tell whether it may be the bodies of some events alone that changed."""
    events = (path.startswith("content/events/") and path.endswith(".md") for path in changed)
    return len(changed) <= MOST_BODIES and all(events)


def _standing(asked: _Asked) -> Path:
    """Return the folder that may show the last build: the output, or where that is gone what can be it."""
    if not is_empty(asked.output):
        return asked.output

    from site_gen.build.places import find_places
    from site_gen.build.standby import standing

    return standing(find_places(asked.root, asked.output, in_place=asked.in_place))


def _unchanged(asked: _Asked, record: Record, inputs: Look, outputs: Look) -> Outcome:
    if record.inputs.late or record.left.outputs.late or record.inputs.lines != inputs.lines:
        # By now their times can tell: the next build need not read them.
        left = record.left._replace(outputs=outputs)
        _write(asked, record._replace(inputs=inputs, left=left))
    return _said_again(asked, record, record.said["numbers"])


def _recorded(asked: _Asked, record: Record, inputs: Look, result: Result) -> Outcome:
    """Tell of a build that found nothing wrong beside what the last one did, and remember it."""
    numbers = {name: getattr(result, name) for name in ("pages", "built", "kept", "removed", "size")}
    outcome = _said_again(asked, record, numbers)
    if result.left:
        left = result.left
        if not left.bodies:
            last = record.left
            left = left._replace(bodies=last.bodies, events=last.events, edited=last.edited)
        said = {"numbers": _next(outcome), "diagnostics": record.said["diagnostics"]}
        _write(asked, record._replace(said=said, inputs=inputs, left=left))
    return outcome


def _said_again(asked: _Asked, record: Record, numbers: Mapping[str, int]) -> Outcome:
    """Tell of a build that found wrong what the last one found."""
    found = tuple(_diagnostic(each) for each in record.said["diagnostics"])
    return built(numbers, time.monotonic() - asked.started, asked.output, found)


def _write(asked: _Asked, record: Record) -> None:
    write_record(asked.file, asked.shaping, record, asked.root, asked.output)


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

"""The command `build`, which ends at once where nothing changed since the last one."""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from site_gen.build.manifest import cache_file, state_of_manifest
from site_gen.build.record import Left, Record, changed_inputs, looking_again, read_record, write_record
from site_gen.build.unchanged import Look, is_empty, look_at_inputs, stamps_of
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.outcome import Outcome, built, output_of, root_of

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
    record = None if options.force else read_record(file, shaping, stands)
    if record:
        outcome, inputs = _from_record(asked, record, stands)
        if outcome:
            return outcome
    else:
        inputs = look_at_inputs(root, asked.now)

    from site_gen import building

    outcome, left = building.build_from(options, stamps_of(inputs, root))
    if left is not None and not outcome.notes:
        # A note tells of a new draft: an input that came to be after the look.
        told = [dataclasses.asdict(each) for each in outcome.diagnostics]
        _remember(asked, outcome, told, inputs, left)
    return outcome


def _from_record(asked: _Asked, record: Record, stands: Path) -> tuple[Outcome | None, Look]:
    """Build where the last build, which the folder `stands` shows, leaves nothing to do but some bodies; no
    outcome where it leaves more. Returns what is seen of the inputs as well.
    """
    state = state_of_manifest(asked.root, asked.output)
    result = None
    with looking_again(stands, record.left.outputs, asked.now) as seen:
        inputs = look_at_inputs(asked.root, asked.now)
        changed = changed_inputs(record.inputs, inputs, asked.root)
        if changed == () and (outputs := seen()):
            if stands == asked.output:
                return _unchanged(asked, record, inputs, outputs), inputs

            from site_gen.build.bringing_back import bring_back

            result = bring_back(asked.root, asked.output, outputs, in_place=asked.in_place)
        elif changed and stands == asked.output and _are_bodies(changed):
            from site_gen.build.bodies_alone import Standing, build_bodies

            standing = Standing(record, state, asked.now, seen)
            result = build_bodies(asked.root, asked.output, changed, standing, in_place=asked.in_place)
    return _recorded(asked, record, inputs, result) if result else None, inputs


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
    if record.inputs.late or record.left.outputs.late:
        # By now their times can tell: the next build need not read them.
        left = record.left._replace(outputs=outputs)
        write_record(asked.file, asked.shaping, Record(record.said, inputs, left), asked.output)
    return _said_again(asked, record, record.said["numbers"])


def _recorded(asked: _Asked, record: Record, inputs: Look, result: Result) -> Outcome:
    """Tell of a build that found nothing wrong beside what the last one did, and remember it."""
    numbers = {name: getattr(result, name) for name in ("pages", "built", "kept", "removed", "size")}
    outcome = _said_again(asked, record, numbers)
    if result.left:
        left = result.left if result.left.bodies else result.left._replace(bodies=record.left.bodies)
        _remember(asked, outcome, record.said["diagnostics"], inputs, left)
    return outcome


def _said_again(asked: _Asked, record: Record, numbers: Mapping[str, int]) -> Outcome:
    """Tell of a build that found wrong what the last one found."""
    found = tuple(_diagnostic(each) for each in record.said["diagnostics"])
    return built(numbers, time.monotonic() - asked.started, asked.output, found)


def _remember(asked: _Asked, outcome: Outcome, told: list[Any], inputs: Look, left: Left) -> None:
    said = {"numbers": _next(outcome), "diagnostics": told}
    write_record(asked.file, asked.shaping, Record(said, inputs, left), asked.output)


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

"""The command `build`, which ends at once where nothing changed since the last one."""

from __future__ import annotations

import argparse
import dataclasses
import time

from site_gen.build.manifest import cache_file
from site_gen.build.unchanged import look_at_inputs, look_at_output, record_build, remembered, stamps_of
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.outcome import Outcome, built, output_of, root_of

_SHAPING = ("base_url", "drafts", "strict")
"""The options that can change what is published."""


def build(options: argparse.Namespace) -> Outcome:
    """Build the site, unless it stands already as its inputs would have it."""
    started, now = time.monotonic(), time.time_ns()
    root, output = root_of(options), output_of(options)
    file = cache_file(root, output, "build")
    shaping = {name: getattr(options, name) for name in _SHAPING}
    if not options.force and (said := remembered(file, root, output, shaping)):
        found = tuple(_diagnostic(each) for each in said["diagnostics"])
        return built(said["numbers"], time.monotonic() - started, output, found)
    inputs = look_at_inputs(root, now)

    from site_gen import commands

    outcome = commands.build(options, stamps_of(inputs, root))
    if outcome.exit_code == 0 and not outcome.notes:
        # A note tells of a new draft: an input that came to be after the look.
        files = outcome.data["built"] + outcome.data["kept"]
        numbers = {"pages": outcome.data["pages"], "built": 0, "kept": files, "removed": 0}
        told = [dataclasses.asdict(each) for each in outcome.diagnostics]
        said = {"numbers": numbers, "diagnostics": told}
        record_build(file, shaping, said, inputs, look_at_output(output, time.time_ns()))
    return outcome


def _diagnostic(fields: dict[str, str]) -> Diagnostic:
    return Diagnostic(**{**fields, "severity": Severity(fields["severity"])})  # type: ignore[arg-type]

"""The command `build`, which ends at once where nothing changed since the last one."""

from __future__ import annotations

import argparse
import dataclasses
import time

from site_gen.build.manifest import cache_file
from site_gen.build.unchanged import look_at_inputs, record_build, remembered, stamps_of
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
    inputs = look_at_inputs(root, now)
    if not options.force and (said := remembered(file, inputs, output, shaping)):
        found = tuple(_diagnostic(each) for each in said["diagnostics"])
        return built(said["numbers"], time.monotonic() - started, output, found)

    from site_gen import commands

    outcome, left = commands.build_from(options, stamps_of(inputs, root))
    if left is not None and not outcome.notes:
        # A note tells of a new draft: an input that came to be after the look.
        files = outcome.data["built"] + outcome.data["kept"]
        numbers = {"pages": outcome.data["pages"], "built": 0, "kept": files, "removed": 0}
        numbers["size"] = outcome.data["size"]
        told = [dataclasses.asdict(each) for each in outcome.diagnostics]
        said = {"numbers": numbers, "diagnostics": told}
        record_build(file, shaping, said, inputs, left)
    return outcome


def _diagnostic(fields: dict[str, str]) -> Diagnostic:
    return Diagnostic(**{**fields, "severity": Severity(fields["severity"])})  # type: ignore[arg-type]

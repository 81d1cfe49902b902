"""What a command leaves, and what the options that commands share mean."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from site_gen import resources
from site_gen.diagnostics import Diagnostic, Severity, about_file

if TYPE_CHECKING:
    from site_gen.site.config import SiteConfig


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command.

    `lines` go to stdout, `notes` to stderr before the diagnostics and `verdict` behind them, `data` into the
    JSON document. `is_result` tells that the lines are what the command is for, so that `-q` keeps them.
    """

    exit_code: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    is_result: bool = False
    verdict: str = ""


def root_of(options: argparse.Namespace) -> Path:
    """Return the project's folder, absolute."""
    root: Path = options.root
    return root.absolute()


def output_of(options: argparse.Namespace) -> Path:
    """Return where the site goes, absolute."""
    output: Path | None = options.output
    return output.absolute() if output else root_of(options) / "public"


def today() -> str:
    """Return the ISO date of today, where this machine is."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()


def misuse(options: argparse.Namespace, root: Path) -> Outcome | None:
    """Refuse options that cannot be meant."""
    if not root.is_dir():
        found = about_file(
            root.as_posix(), "S101", "there is no such folder", "name the folder that holds content/"
        )
        return Outcome(2, (found,))
    from site_gen.site.config import url_fault

    base_url = getattr(options, "base_url", None)
    if base_url and (fault := url_fault(base_url)):
        return Outcome(2, (about_file("--base-url", "C102", *fault),))
    return None


def config_of(root: Path) -> SiteConfig | None:
    """Read the settings where they are there; what is wrong with them is for build and check to say."""
    from site_gen.content.reading import read_text
    from site_gen.site.config import PATH, read_config

    file = root / PATH
    source = read_text(file, root, []) if file.is_file() else None
    return read_config(source).config if source else None


def cores() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def program() -> str:
    """Return how this program is called from where it is."""
    return "python3 build.py" if resources.checkout() else "site-gen"


def short(path: Path) -> str:
    """Name a path as somebody in the current folder would."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def built(
    numbers: Mapping[str, int],
    seconds: float,
    output: Path,
    found: tuple[Diagnostic, ...] = (),
    notes: tuple[str, ...] = (),
) -> Outcome:
    """Tell of a build that published: its `numbers` are pages, files built, kept and removed, and bytes."""
    data = {**numbers, "seconds": round(seconds, 3), "output": output.as_posix()}
    files = f"{numbers['built']} files written, {numbers['kept']} unchanged, {numbers['removed']} removed"
    lines = (
        f"{numbers['pages']} pages in {short(output)}/: {files}, {size(numbers['size'])} ({seconds:.2f} s)",
        f"open {(output / 'index.html').resolve().as_uri()}",
    )
    return Outcome(0, found, lines, notes, data)


def size(number: int) -> str:
    """Say a number of bytes in decimal units: `28 kB`, `3.4 MB`."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= factor:
            return f"{number / factor:.{1 if number < 10 * factor else 0}f} {unit}"
    return f"{number} bytes"


def refused(fault: OSError) -> Outcome:
    """Tell of what the system refused."""
    why = (fault.strerror or str(fault)).lower()
    hint = "make room or give permission, then do it again"
    where = str(fault.filename or fault.filename2 or "the system")
    return Outcome(1, (about_file(where, "O104", f"cannot be read or written: {why}", hint),))


def count(found: Iterable[Diagnostic]) -> str:
    """Say how many errors and warnings there are."""
    severities = [d.severity for d in found]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    words = [
        f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n
    ]
    return ", ".join(words) or "no errors"

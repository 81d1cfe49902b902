"""One build at a time works at an output, and what the disk refuses it is said in a sentence."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from site_gen.build.journal import recover, was_begun
from site_gen.build.lock import PATIENCE_SECONDS, HeldError, locked
from site_gen.build.manifest import cache_file
from site_gen.build.places import Places, find_places
from site_gen.build.record import Left
from site_gen.build.refusal import refusal
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.processes import Told, silent


class Listeners(NamedTuple):
    """Who is told how a build goes on: `making` and `reading` while pages are made and files read, with the
    number that is done and that of all; `waiting` once, where another build writes to the folder, with words
    for whose it is.
    """

    making: Told = silent
    reading: Told = silent
    waiting: Callable[[str], None] = lambda _who: None


NOBODY = Listeners()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a build: `published` tells whether the output now shows the content as it is; `left` is
    what the system tells of it then, and `ready` waits for what is still being done for the next build.
    """

    published: bool
    diagnostics: tuple[Diagnostic, ...]
    pages: int = 0
    built: int = 0
    kept: int = 0
    removed: int = 0
    size: int = 0
    left: Left | None = None
    ready: Callable[[], None] = lambda: None


def at_work(
    root: Path,
    output: Path,
    work: Callable[[Places], Result],
    waits: Callable[[str], None],
    *,
    in_place: bool,
    is_ours: bool = False,
) -> Result:
    """Do what writes to the output while nobody else does, and say what the disk refuses. Where it was seen
    that we left what stands there, `is_ours` saves looking for it.
    """
    if no := refusal(output, root, is_ours=is_ours or was_begun(root, output)):
        return Result(published=False, diagnostics=(no,))
    try:
        with _alone(root, output, waits):
            # Whoever was waited for may have built another site there.
            if no := refusal(output, root, is_ours=is_ours or was_begun(root, output)):
                return Result(published=False, diagnostics=(no,))
            places = find_places(root, output, in_place=in_place)
            recover(places)
            result = work(places)
            result.ready()
            return result
    except OSError as fault:
        return Result(published=False, diagnostics=(unwritable(fault, output),))
    except HeldError as held:
        return Result(published=False, diagnostics=(_held(held, output),))


@contextlib.contextmanager
def _alone(root: Path, output: Path, waits: Callable[[str], None]) -> Iterator[None]:
    """Let no other build write to the output: none of this project, nor of another one. Raises HeldError."""
    with contextlib.ExitStack() as held:
        held.enter_context(locked(cache_file(root, output, "lock"), PATIENCE_SECONDS, waits))
        real = Path(os.path.realpath(output))
        if not real.is_relative_to(os.path.realpath(root)):
            # Where nothing can be made beside the output, nobody else's project is likely to build there.
            with contextlib.suppress(OSError):
                beside = real.with_name(f".{real.name}.lock")
                held.enter_context(locked(beside, PATIENCE_SECONDS, waits, passing=True))
        yield


def _held(held: HeldError, output: Path) -> Diagnostic:
    message = f"another build is writing there: {held}"
    return about_file(
        output.as_posix(), "O105", message, "wait until it has ended, or end it; then build again"
    )


def unwritable(fault: OSError, output: Path) -> Diagnostic:
    """Say why the disk refused, in one sentence."""
    why = (fault.strerror or str(fault)).lower()
    where = str(fault.filename or output.as_posix())
    return about_file(
        where, "O104", f"cannot be written: {why}", "make room or give permission, then build again"
    )

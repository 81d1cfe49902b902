"""Make pages, in this process or in several. What comes out does not depend on how many.

Processes are forked, so that nothing needs to be copied to them: each makes every n-th page of the work and
tells through a pipe what came of it. One that dies, or hangs, is a diagnostic.
"""

from __future__ import annotations

import contextlib
import mmap
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import connection
from types import FrameType
from typing import NamedTuple

from site_gen.diagnostics import Diagnostic, about_file
from site_gen.site.page import Asked, Page
from site_gen.site.rendering import Renderer

FEWEST = 48
"""Pages below which further processes cost more than they save."""
LONGEST_BODY_SECONDS = 5.0
"""Seconds of processor time that the body of one page may take."""
LONGEST_SILENCE_SECONDS = 300.0
"""Seconds after which a process that tells nothing is taken to hang."""
_BATCH = 16
_PLACE = 8
"""Bytes of a number that processes share."""


class Done(NamedTuple):
    """What came of a page: the digest of its bytes, empty where it could not be made."""

    output: str
    digest: str
    diagnostics: tuple[Diagnostic, ...]
    links: Mapping[Asked, str]


@dataclass(frozen=True, slots=True)
class Work:
    """Pages to make. `put` stores the bytes of one under its output path and returns their digest; it is
    called in the process that made them.
    """

    renderer: Renderer
    pages: Sequence[Page]
    put: Callable[[str, bytes], str]


class _TooLongError(BaseException):
    """The time of a body is over. No `Exception`, so that nothing on the way takes it for its own."""


def make_all(work: Work, jobs: int, told: Callable[[int], None] = lambda _: None) -> list[Done]:
    """Make all pages with at most so many processes; the order is that of the work.

    `told` is called from time to time with the number of pages that are done.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    jobs = max(1, min(jobs, len(work.pages) // FEWEST))
    # Bodies are stopped by a signal, which Python delivers to the main thread only.
    here = threading.current_thread() is threading.main_thread() or not _has_bodies(work)
    if not can_fork or (jobs == 1 and here):
        done = []
        for number, page in enumerate(work.pages, 1):
            done.append(_make(work, page))
            told(number)
        return done
    return _forked(work, jobs, told)


def _has_bodies(work: Work) -> bool:
    return any(page.resolve for page in work.pages)


def _forked(work: Work, jobs: int, told: Callable[[int], None]) -> list[Done]:
    context = multiprocessing.get_context("fork")
    done: dict[int, Done] = {}
    lost: list[Done] = []
    running: dict[connection.Connection, tuple[multiprocessing.process.BaseProcess, list[int]]] = {}
    # Shared with the processes: the place of the page that each is making, to be read where one dies.
    at = memoryview(mmap.mmap(-1, jobs * _PLACE)).cast("q")
    try:
        for start in range(jobs):
            mine, theirs = context.Pipe(duplex=False)
            child = context.Process(target=_child, args=(work, start, at, theirs, mine), daemon=True)
            child.start()
            theirs.close()
            running[mine] = (child, list(range(start, len(work.pages), jobs)))
        while running:
            ready = connection.wait(list(running), timeout=LONGEST_SILENCE_SECONDS)
            for pipe in ready or list(running):
                assert isinstance(pipe, connection.Connection)
                process, expected = running[pipe]
                batch = _received(pipe) if ready else None
                for done_page in batch or ():
                    done[expected.pop(0)] = done_page
                if batch is None:
                    del running[pipe]
                    if not ready:
                        process.kill()
                    process.join()
                    if expected:
                        page = work.pages[at[expected[0] % jobs]]
                        lost.append(_lost(page, process.exitcode, hangs=not ready))
            told(len(done))
    finally:
        for left, _ in running.values():
            left.kill()
            left.join()
    return [*(done[index] for index in sorted(done)), *lost]


def _received(pipe: connection.Connection) -> list[Done] | None:
    """Return what a process tells, None where it has ended."""
    try:
        batch: list[Done] = pipe.recv()
    except (EOFError, OSError):
        return None
    return batch


def _lost(page: Page, exit_code: int | None, *, hangs: bool) -> Done:
    """Say that the process that was making a page ended before it had."""
    where = page.origin or page.output
    if hangs:
        why = f"told nothing for {LONGEST_SILENCE_SECONDS:.0f} seconds and was stopped"
    elif exit_code is not None and exit_code < 0:
        why = f"was ended by {signal.Signals(-exit_code).name}"
    else:
        why = f"ended with code {exit_code}"
    hint = "is there enough memory? build again with `--jobs 1` to see more"
    found = about_file(where, "O106", f"the process that made `{page.output}` {why}", hint)
    return Done(page.output, "", (found,), {})


def _child(
    work: Work, start: int, at: memoryview, pipe: connection.Connection, others: connection.Connection
) -> None:
    """Make the pages that fall to this process, every n-th from `start` on, and tell of them in batches."""
    others.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the build stops its processes
    with contextlib.suppress(BrokenPipeError):
        batch = []
        for place in range(start, len(work.pages), len(at)):
            at[start] = place
            batch.append(_make(work, work.pages[place]))
            if len(batch) == _BATCH or os.getppid() == 1:
                pipe.send(batch)
                batch = []
        if batch:
            pipe.send(batch)
    pipe.close()
    # Without what Python does at its end: the parent's buffers and files are none of ours.
    os._exit(0)


def _make(work: Work, page: Page) -> Done:
    """Make the view of a page, render it and store its bytes, unless something is wrong with it."""
    try:
        with _limited(LONGEST_BODY_SECONDS if page.resolve else 0):
            made = page.make()
    except _TooLongError:
        return Done(page.output, "", (_too_long(page),), {})
    text = work.renderer.render(page, made.view)
    if isinstance(text, Diagnostic):
        return Done(page.output, "", (*made.diagnostics, text), {})
    if made.diagnostics:
        return Done(page.output, "", made.diagnostics, {})
    digest = work.put(page.output, text.encode("utf-8", "replace"))
    return Done(page.output, digest, (), made.links or {})


def _too_long(page: Page) -> Diagnostic:
    found = (
        f"the body takes longer than {LONGEST_BODY_SECONDS:.0f} seconds to turn into HTML, and was stopped"
    )
    hint = "look for a long run of one sign, such as `[` or a backtick, and divide it"
    return about_file(page.origin, "E115", found, hint)


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `_TooLongError` in what is done here once it has used so much processor time; 0 is no limit.

    The time of the processor, so that a busy machine does not refuse what a quiet one takes.
    """
    if not seconds or threading.current_thread() is not threading.main_thread() or not _HAS_TIMER:
        yield
        return

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


_HAS_TIMER = hasattr(signal, "setitimer")

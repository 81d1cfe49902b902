"""Make pages, in this process or in several. A body that takes too long, or a process that dies, is said."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import NamedTuple

from site_gen import processes
from site_gen.build.kept_views import Place
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.processes import Lost
from site_gen.site.page import Asked, Made, Page
from site_gen.site.rendering import Renderer

FEWEST = 48
"""Pages a process below which more processes cost more than they save."""
LONGEST_BODY_SECONDS = 5.0
"""Seconds of processor time that the body of one page may take."""


class Done(NamedTuple):
    """What came of a page: the digest of its bytes, empty where it could not be made."""

    output: str
    digest: str
    diagnostics: tuple[Diagnostic, ...]
    links: Mapping[Asked, str]
    kept: Place | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Pages to make. `put` stores the bytes of one under its output path and returns their digest, `keep`
    keeps its view; both are called in the process that made it.
    """

    renderer: Renderer
    pages: Sequence[Page]
    put: Callable[[str, bytes], str]
    keep: Callable[[Page, Made], Place | None] | None = None


class _TooLongError(BaseException):
    """The time of a body is over. No `Exception`, so that nothing on the way takes it for its own."""


def make_all(work: Work, jobs: int, told: Callable[[int], None] = lambda _: None) -> list[Done]:
    """Make all pages with at most so many processes; the order is that of the work.

    `told` is called from time to time with the number of pages that are done.
    """
    pages = work.pages
    jobs = max(1, min(jobs, len(pages) // FEWEST))
    # Bodies are stopped by a signal, which Python delivers to the main thread only.
    here = threading.current_thread() is threading.main_thread() or not any(page.resolve for page in pages)
    if (jobs == 1 and here) or not processes.can_fork():
        done = []
        for number, page in enumerate(pages, 1):
            done.append(_make(work, page))
            told(number)
        return done
    made, lost = processes.do_all(lambda index: _make(work, pages[index]), len(pages), jobs, told)
    return [*(made[index] for index in sorted(made)), *(_lost(pages[each.piece], each) for each in lost)]


def _lost(page: Page, lost: Lost) -> Done:
    """Say that the process that was making a page ended before it had."""
    hint = "is there enough memory? build again with `--jobs 1` to see more"
    message = f"the process that made `{page.output}` {lost.why}"
    return Done(page.output, "", (about_file(page.origin or page.output, "O106", message, hint),), {})


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
    return Done(page.output, digest, (), made.links or {}, work.keep(page, made) if work.keep else None)


def _too_long(page: Page) -> Diagnostic:
    found = f"the body takes longer than {LONGEST_BODY_SECONDS:.0f} seconds to turn into HTML"
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

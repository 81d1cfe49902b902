"""How long the body of a page may take, and how it is stopped."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

LONGEST_BODY_SECONDS = 5.0
"""Seconds of processor time that the body of one page may take."""


class TooLongError(BaseException):
    """The time of a body is over. No `Exception`, so that nothing on the way takes it for its own."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `TooLongError` in what is done here once it has used so much processor time; 0 is no limit.

    The time of the processor, so that a busy machine does not refuse what a quiet one takes.
    """
    if not seconds or threading.current_thread() is not threading.main_thread() or not _HAS_TIMER:
        yield
        return

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


_HAS_TIMER = hasattr(signal, "setitimer")

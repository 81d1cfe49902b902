"""Do a piece of work many times, in this process or in several. What comes out does not depend on how many.

Processes are forked, so that nothing needs to be copied to them: each does every n-th piece and tells through
a pipe what came of it. One that dies, or hangs, is told of; the work never waits for it. What the disk
refuses one of them is raised here as if it had been refused here.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    import multiprocessing.process
    from multiprocessing import connection

LONGEST_SILENCE_SECONDS = 300.0
"""Seconds after which a process that tells nothing is taken to hang."""
_BATCH = 16
_PLACE = 8
"""Bytes of a number that processes share."""

Made = TypeVar("Made")


class Lost(NamedTuple):
    """A process that ended before its work was done: the piece that it was at, and how it ended."""

    piece: int
    why: str


def can_fork() -> bool:
    """Tell whether this system can fork."""
    return hasattr(os, "fork")


def do_all(
    do: Callable[[int], Made], pieces: int, jobs: int, told: Callable[[int], None] = lambda _: None
) -> tuple[dict[int, Made], tuple[Lost, ...]]:
    """Do the pieces 0 to `pieces` - 1 in so many forked processes.

    Returns what came of each piece, and the processes that were lost. `told` is called from time to time with
    the number of pieces that are done. Raises the OSError that a piece raised.
    """
    import multiprocessing
    from multiprocessing import connection

    context = multiprocessing.get_context("fork")
    done: dict[int, Made] = {}
    lost: list[Lost] = []
    running: dict[connection.Connection, tuple[multiprocessing.process.BaseProcess, list[int]]] = {}
    # Shared with the processes: the piece that each is at, to be read where one dies.
    at = memoryview(mmap.mmap(-1, jobs * _PLACE)).cast("q")
    try:
        for start in range(jobs):
            mine, theirs = context.Pipe(duplex=False)
            child = context.Process(target=_child, args=(do, pieces, start, at, theirs, mine), daemon=True)
            child.start()
            theirs.close()
            running[mine] = (child, list(range(start, pieces, jobs)))
        while running:
            ready = connection.wait(list(running), timeout=LONGEST_SILENCE_SECONDS)
            for pipe in ready or list(running):
                assert isinstance(pipe, connection.Connection)
                process, expected = running[pipe]
                batch: list[Made] | OSError | None = _received(pipe) if ready else None
                if isinstance(batch, OSError):
                    raise batch
                for made in batch or ():
                    done[expected.pop(0)] = made
                if batch is None:
                    del running[pipe]
                    if not ready:
                        process.kill()
                    process.join()
                    if expected:
                        piece = at[expected[0] % jobs]
                        lost.append(Lost(piece, _why(process.exitcode, hangs=not ready)))
            told(len(done))
    finally:
        for left, _ in running.values():
            left.kill()
            left.join()
    return done, tuple(lost)


def beside(do: Callable[[], None]) -> Callable[[], None]:
    """Do something in a process beside this one, where the system can fork, else at once. Returns what waits
    until it is done. Whoever stops this program stops it as well.
    """
    if not can_fork():
        do()
        return _nothing

    import multiprocessing

    def work() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        do()

    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    return child.join


def _nothing() -> None:
    """Wait for nothing."""


def _received(pipe: connection.Connection) -> list[Made] | OSError | None:
    """Return what a process tells, None where it has ended."""
    try:
        batch: list[Made] | OSError = pipe.recv()
    except (EOFError, OSError):
        return None
    return batch


def _why(exit_code: int | None, *, hangs: bool) -> str:
    if hangs:
        return f"told nothing for {LONGEST_SILENCE_SECONDS:.0f} seconds and was stopped"
    if exit_code is not None and exit_code < 0:
        return f"was ended by {signal.Signals(-exit_code).name}"
    return f"ended with code {exit_code}"


def _child(
    do: Callable[[int], Made],
    pieces: int,
    start: int,
    at: memoryview,
    pipe: connection.Connection,
    others: connection.Connection,
) -> None:
    """Do the pieces that fall to this process, every n-th from `start` on, and tell of them in batches."""
    others.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the program stops its processes
    code, parent = 0, os.getppid()
    try:
        batch = []
        for piece in range(start, pieces, len(at)):
            if os.getppid() != parent:
                break  # nobody is left who would hear of it
            at[start] = piece
            batch.append(do(piece))
            if len(batch) == _BATCH:
                pipe.send(batch)
                batch = []
        if batch:
            pipe.send(batch)
    except BrokenPipeError:
        pass
    except OSError as fault:
        with contextlib.suppress(OSError):
            pipe.send(OSError(fault.errno, fault.strerror or str(fault), fault.filename))
    except BaseException:  # noqa: BLE001 - nothing may leave this process as if it were the other one
        code = 1
        sys.excepthook(*sys.exc_info())
    with contextlib.suppress(OSError):
        pipe.close()
        sys.stderr.flush()
    # Without what Python does at its end: the parent's buffers and files are none of ours.
    os._exit(code)

"""Do a piece of work many times, in this process or in several. What comes out does not depend on how many.

Processes are forked, so that nothing needs to be copied to them. Each is given a few pieces at a time, fewer
towards the end, so that none waits long for another, and tells through a pipe what came of them. One that
dies, or hangs, is told of; the work never waits for it. What the disk refuses one of them is raised here as
if it had been refused here.
"""

from __future__ import annotations

import contextlib
import errno
import mmap
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    import multiprocessing.process
    from multiprocessing.connection import Connection

    _Pipe = Connection[Any, Any]

LONGEST_SILENCE_SECONDS = 300.0
"""Seconds after which a process that tells nothing is taken to hang."""
_OFTEN_SECONDS = 0.5
"""Seconds after which a process tells what it has done so far."""
_LOOK_SECONDS = 1.0
"""Seconds after which a process that has nothing to do looks whether anybody still wants it."""
_MOST_AT_ONCE = 16
_PLACE = 8
"""Bytes of a number that processes share."""

Made = TypeVar("Made")
Told = Callable[[int, int], None]
"""Is called with the number of pieces that are done, and that of all."""


def silent(_done: int, _of: int) -> None:
    """Tell nothing."""


class Lost(NamedTuple):
    """A process that ended before its work was done: the piece that it was at, and how it ended."""

    piece: int
    why: str


@dataclass(slots=True)
class _Worker:
    """A process: its number, and the pieces that it was given and has not told of, in their order."""

    number: int
    process: multiprocessing.process.BaseProcess
    given: deque[int] = field(default_factory=deque)


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
    from multiprocessing import connection

    jobs = min(jobs, pieces)
    done: dict[int, Made] = {}
    lost: list[Lost] = []
    running: dict[_Pipe, _Worker] = {}
    shares = _shares(pieces, jobs)
    # Shared with the processes: the piece that each is at, to be read where one dies.
    at = memoryview(mmap.mmap(-1, max(1, jobs) * _PLACE)).cast("q")
    try:
        for number in range(jobs):
            pipe, worker = _started(do, number, at)
            running[pipe] = worker
            _give(pipe, worker, shares)
        while running:
            ready = connection.wait(list(running), timeout=LONGEST_SILENCE_SECONDS)
            for pipe in [each for each in running if not ready or each in ready]:
                worker = running[pipe]
                batch: list[Made] | OSError | None = _received(pipe) if ready else None
                if isinstance(batch, OSError):
                    raise batch
                for made in batch or ():
                    done[worker.given.popleft()] = made
                if batch is None:
                    del running[pipe]
                    lost += _ended(worker, at, hangs=not ready)
                else:
                    _give(pipe, worker, shares)
            told(len(done))
    finally:
        for left in running.values():
            left.process.kill()
            left.process.join()
    return done, tuple(lost)


def _shares(pieces: int, jobs: int) -> Iterator[range]:
    """Yield what is given to a process at once: the fewer pieces are left, the fewer."""
    start = 0
    while start < pieces:
        size = max(1, min(_MOST_AT_ONCE, (pieces - start) // (4 * jobs)))
        yield range(start, start + size)
        start += size


def _started(do: Callable[[int], Made], number: int, at: memoryview) -> tuple[_Pipe, _Worker]:
    import multiprocessing

    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe()
    process = context.Process(target=_child, args=(do, number, at, theirs, mine), daemon=True)
    process.start()
    theirs.close()
    return mine, _Worker(number, process)


def _give(pipe: _Pipe, worker: _Worker, shares: Iterator[range]) -> None:
    """Give a process more to do before it has nothing left, or tell it that there is nothing more."""
    # One that has just died is told of when its end is heard.
    with contextlib.suppress(OSError):
        while len(worker.given) < _MOST_AT_ONCE:
            share = next(shares, None)
            if share is None:
                pipe.send(None)
                return
            worker.given.extend(share)
            pipe.send(share)


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


def _received(pipe: _Pipe) -> list[Made] | OSError | None:
    """Return what a process tells, None where it has ended."""
    try:
        batch: list[Made] | OSError = pipe.recv()
    except (EOFError, OSError):
        return None
    return batch


def _ended(worker: _Worker, at: memoryview, *, hangs: bool) -> list[Lost]:
    """Let a process go; return what was lost with it."""
    if hangs:
        worker.process.kill()
    worker.process.join()
    if not worker.given:
        return []
    return [Lost(max(at[worker.number], worker.given[0]), _why(worker.process.exitcode, hangs=hangs))]


def _why(exit_code: int | None, *, hangs: bool) -> str:
    if hangs:
        return f"told nothing for {LONGEST_SILENCE_SECONDS:.0f} seconds and was stopped"
    if exit_code is not None and exit_code < 0:
        return f"was ended by {signal.Signals(-exit_code).name}"
    if exit_code == errno.ENOMEM:
        return "ran out of memory"
    return f"ended with code {exit_code}"


def _child(do: Callable[[int], Made], number: int, at: memoryview, pipe: _Pipe, others: _Pipe) -> None:
    """Do the pieces that this process is given, and tell of them in batches."""
    others.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the program stops its processes
    code, parent = 0, os.getppid()
    try:
        while share := _asked(pipe, parent):
            batch, since = [], time.monotonic()
            for piece in share:
                if os.getppid() != parent:
                    break  # nobody is left who would hear of it
                at[number] = piece
                batch.append(do(piece))
                if time.monotonic() - since > _OFTEN_SECONDS:
                    pipe.send(batch)
                    batch, since = [], time.monotonic()
            pipe.send(batch)
    except (BrokenPipeError, EOFError):
        pass
    except OSError as fault:
        with contextlib.suppress(OSError):
            pipe.send(OSError(fault.errno, fault.strerror or str(fault), fault.filename))
    except MemoryError:
        code = errno.ENOMEM
    except BaseException:  # noqa: BLE001 - nothing may leave this process as if it were the other one
        code = 1
        sys.excepthook(*sys.exc_info())
    with contextlib.suppress(OSError):
        pipe.close()
        sys.stderr.flush()
    # Without what Python does at its end: the parent's buffers and files are none of ours.
    os._exit(code)


def _asked(pipe: _Pipe, parent: int) -> range | None:
    """Return what is to be done next; None where nothing is, or nobody is left who would hear of it."""
    while not pipe.poll(_LOOK_SECONDS):
        if os.getppid() != parent:
            return None
    share: range | None = pipe.recv()
    return share

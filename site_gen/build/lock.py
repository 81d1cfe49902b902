"""One build an output at a time: who comes second waits, and is told for whom.

The system lets go of a lock when the processes that hold it are gone, however they ended. Where a file system
knows no locks (some network ones), builds go on without; over NFS they hold between machines as far as its
lock service does.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE_SECONDS = 20.0
"""Seconds that a build waits for another."""
_PAUSE_SECONDS = 0.05
_UNKNOWN = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})


class HeldError(Exception):
    """Another build did not end in time; the text says whose it is."""


@contextlib.contextmanager
def locked(
    file: Path, patience: float, waits: Callable[[str], None], *, passing: bool = False
) -> Iterator[None]:
    """Hold a file locked, waiting so many seconds for whoever holds it; `waits` is told once who that is.

    A `passing` file goes when the lock does. Raises HeldError, or OSError where the file cannot be made.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    told = False
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        try:
            if _take(handle) and _is_still(handle, file):
                break
            who = _read(handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > until:
            raise HeldError(who)
        if not told:
            waits(who)
            told = True
        time.sleep(_PAUSE_SECONDS)
    try:
        _write(handle)
        yield
    finally:
        if passing:
            with contextlib.suppress(OSError):
                file.unlink()
        os.close(handle)


def _take(handle: int) -> bool:
    """Lock a file that is open; false where somebody else holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        if fault.errno in _UNKNOWN:
            return True
        if fault.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _is_still(handle: int, file: Path) -> bool:
    """Tell whether what was locked is the file of that name: whoever held it may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


def _read(handle: int) -> str:
    """Say who holds a lock, as it wrote it."""
    try:
        os.lseek(handle, 1, os.SEEK_SET)
        text = os.read(handle, 300).decode("utf-8", "replace").strip()
    except OSError:  # Windows keeps others from reading what is locked.
        text = ""
    return text or "another process"


def _write(handle: int) -> None:
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    text = f"\nprocess {os.getpid()} on `{_host()}`, since {since}\n"
    # The lock holds whether or not there is room to say whose it is.
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, text.encode("utf-8", "replace"))


def _host() -> str:
    if hasattr(os, "uname"):  # `platform` takes longer to import than to answer
        return os.uname().nodename or "this machine"
    import platform

    return platform.node() or "this machine"

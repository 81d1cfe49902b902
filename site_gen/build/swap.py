"""Let two folders take each other's place in one step, where the system can."""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path

IMPOSSIBLE = frozenset(
    {
        errno.EXDEV,
        errno.EINVAL,
        errno.ENOSYS,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.EBUSY,
        errno.EPERM,
        errno.EACCES,
        errno.EMLINK,
    }
)
"""What a system answers where it could replace files, but not link them or swap folders: two file systems, a
mount point, a file system or kernel that does not know how, a parent folder that is not ours.
"""
LASTING = frozenset({errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""Those of them that will be the same next time; permission can be given, and what is busy comes free."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2), Linux 3.15
_RENAME_SWAP = 2  # renamex_np(2), macOS 10.12


def swap(one: Path, other: Path) -> None:
    """Let two folders take each other's place: nobody sees one of the names missing. Raises OSError."""
    exchange = _exchange()
    if exchange is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(other))
    if fault := exchange(os.fsencode(one), os.fsencode(other)):
        raise OSError(fault, os.strerror(fault), str(other))


@functools.cache
def _exchange() -> Callable[[bytes, bytes], int] | None:
    """Return the system's way to swap two paths, which gives an error number or 0, if it has one."""
    if sys.platform not in ("linux", "darwin"):
        return None
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    name = "renameat2" if sys.platform == "linux" else "renamex_np"
    function = getattr(library, name, None)
    if function is None:
        return None

    def exchange(one: bytes, other: bytes) -> int:
        if sys.platform == "linux":
            result = function(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
        else:
            result = function(one, other, _RENAME_SWAP)
        return ctypes.get_errno() if result else 0

    return exchange

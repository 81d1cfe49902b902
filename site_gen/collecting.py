"""When Python looks for circles of garbage."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Let Python not look for circles of garbage: builds and readings make many values and few circles, and
    to walk through all of them again and again takes up to a third of their time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

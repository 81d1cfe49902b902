"""How far a build is: a bar on a terminal, a line a quarter elsewhere, nothing where it is done at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

PATIENCE_SECONDS = 1.0
"""What takes no longer needs no bar."""
_EVERY_SECONDS = 0.1
_WIDTH = 30
_PARTS = 4


@dataclass(slots=True)
class Progress:
    """Tells on a stream how many pages are made. `clock` gives seconds; `live` tells that the stream is a
    terminal, where a line can be written over.
    """

    stream: TextIO
    clock: Callable[[], float]
    live: bool
    started: float | None = None
    last: float = 0.0
    part: int = 0
    shown: bool = False

    def __call__(self, done: int, of: int) -> None:
        """Take note that so many pages of all that are to be made are done."""
        now = self.clock()
        if self.started is None:
            self.started = now
        if not of or now - self.started < PATIENCE_SECONDS:
            return
        if self.live:
            self._bar(done, of, now)
        elif done * _PARTS // of > self.part and done < of:
            self.part = done * _PARTS // of
            self.stream.write(f"making pages: {done:,} of {of:,}\n")
            self.stream.flush()

    def _bar(self, done: int, of: int, now: float) -> None:
        if done < of and now - self.last < _EVERY_SECONDS:
            return
        self.last, self.shown = now, True
        full = done * _WIDTH // of
        self.stream.write(f"\rmaking pages [{'#' * full}{'.' * (_WIDTH - full)}] {done:,} of {of:,}")
        self.stream.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = False

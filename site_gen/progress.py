"""How far a build is: a bar on a terminal, a line a quarter elsewhere, nothing where it is done at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

PATIENCE_SECONDS = 1.0
"""What takes no longer needs no bar."""
_EVERY_SECONDS = 0.1
_WIDTH = 30
_PARTS = 4
_COLUMNS = 80
_DUMB = ("", "dumb", "unknown")


@dataclass(slots=True)
class Progress:
    """Tells on a stream how many files are read and how many pages are made. `clock` gives seconds; `live`
    tells that the stream is a terminal where a line can be written over, `columns` wide. What is told counts
    from when this is made.
    """

    stream: TextIO
    clock: Callable[[], float]
    live: bool
    columns: int = _COLUMNS
    started: float = field(init=False)
    last: float = 0.0
    at: tuple[str, int] = ("", 0)
    shown: bool = False

    def __post_init__(self) -> None:
        """Begin to count."""
        self.started = self.clock()

    def reading(self, done: int, of: int) -> None:
        """Take note that so many files of all that are to be read are done."""
        self._tell("reading files", done, of)

    def making(self, done: int, of: int) -> None:
        """Take note that so many pages of all that are to be made are done."""
        self._tell("making pages", done, of)

    def _tell(self, what: str, done: int, of: int) -> None:
        now = self.clock()
        if not of or now - self.started < PATIENCE_SECONDS:
            return
        if self.live:
            self._bar(what, done, of, now)
        elif (what, part := done * _PARTS // of) != self.at and 0 < part < _PARTS:
            self.at = what, part
            self.stream.write(f"{what}: {done:,} of {of:,}\n")
            self.stream.flush()

    def _bar(self, what: str, done: int, of: int, now: float) -> None:
        if done < of and now - self.last < _EVERY_SECONDS:
            return
        self.last, self.shown = now, True
        numbers = f"{done:,} of {of:,}"
        # The last column stays free: some terminals go to the next line when it is written to.
        width = min(_WIDTH, self.columns - len(f"{what} [] {numbers}") - 1)
        bar = f"[{'#' * (done * width // of)}{'.' * (width - done * width // of)}] " if width > 0 else ""
        line = f"{what} {bar}{numbers}"[: self.columns - 1]
        self.stream.write(f"\r{line}\x1b[K")
        self.stream.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = False


def progress_on(stream: TextIO, clock: Callable[[], float], terminal: str | None) -> Progress:
    """Return what tells on a stream, given the value of `TERM`: a terminal that does not say what it is, or
    that it can do nothing, gets lines.
    """
    live = stream.isatty() and ((terminal or "") not in _DUMB or os.name == "nt")
    columns = 0
    if live:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return Progress(stream, clock, live, columns or _COLUMNS)

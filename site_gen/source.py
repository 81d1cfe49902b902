"""A text that somebody wrote, and where in it a thing stands.

Parsers work with offsets alone; only this module turns an offset into a line and a column.
"""

from __future__ import annotations

import bisect
import functools
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a text: line and column, both counted from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A decoded text file.

    `path` is what a person is shown: relative to the project, with forward slashes. Offsets are code points
    into `text`, whose byte-order mark is gone and whose line ends are as they were in the file.
    """

    path: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def position(self, offset: int) -> Position:
        """Return the line and column of a code point offset; an offset beyond the end means the end."""
        at = min(max(0, offset), len(self.text))
        starts = _line_starts(self.text)
        line = bisect.bisect_right(starts, at)
        return Position(line, at - starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Return the code point offset of a line and a column of this text, as `position` gives them."""
        return _line_starts(self.text)[line - 1] + column - 1

    def line_text(self, line: int) -> str:
        """Return the text of a line (counted from 1) without its end; an empty text where there is no such
        line.
        """
        starts = _line_starts(self.text)
        if not 0 < line <= len(starts):
            return ""
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")


@functools.lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line begins; a file with many faults asks for it once for each."""
    return (0, *(found.end() for found in re.finditer("\r\n?|\n", text)))


class Undecodable(NamedTuple):
    """Why a file's bytes are not a text of ours: what is wrong, what to do, and the offset (code points)
    where.
    """

    message: str
    hint: str
    offset: int


def decode(shown: str, data: bytes) -> tuple[SourceFile, Undecodable | None]:
    """Decode a file's bytes as UTF-8, dropping a byte-order mark.

    Where they are not UTF-8, or hold a NUL, the second of the pair is the fault, and the first holds the text
    as far as it could be read, with U+FFFD for what could not.
    """
    body = data.removeprefix(b"\xef\xbb\xbf")
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return SourceFile(shown, body.decode("utf-16", "replace")), Undecodable(
            "the file is UTF-16", "save it as UTF-8", 0
        )
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as fault:
        offset = len(body[: fault.start].decode("utf-8"))
        if b"\0" in body:
            hint = "give a text in UTF-8; a picture, a PDF or an office document is none"
            return SourceFile(shown, body.decode("utf-8", "replace")), Undecodable(
                "the file is not a text", hint, offset
            )
        found = f"byte 0x{body[fault.start]:02X} is not UTF-8"
        guess = body[fault.start : fault.start + 1].decode("cp1252", "replace")
        hint = "save the file as UTF-8"
        if guess.isprintable() and guess != "\ufffd":
            hint += f" (in Windows-1252 this byte is `{guess}`)"
        return SourceFile(shown, body.decode("utf-8", "replace")), Undecodable(found, hint, offset)
    if "\0" in text:
        found = "the file holds a NUL character"
        return SourceFile(shown, text), Undecodable(
            found, "remove it; is this a text file?", text.index("\0")
        )
    return SourceFile(shown, text), None


def shown_path(file: Path, root: Path) -> str:
    """Return how a file is named to a person: relative to the project where it lies in it, with forward
    slashes.
    """
    try:
        # A link inside the project is known by its own name, not by that of what it leads to.
        return file.relative_to(root).as_posix()
    except ValueError:
        pass
    # Unlike `Path.resolve`, this says nothing of links that lead in a circle.
    real = Path(os.path.realpath(file))
    try:
        return real.relative_to(os.path.realpath(root)).as_posix()
    except ValueError:
        return file.as_posix()

"""What is wrong with an input, where, and what to write instead.

A diagnostic is data (after the Language Server Protocol's `Diagnostic`); nobody but this module formats one.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from site_gen.source import SourceFile

LONGEST_MESSAGE = 400
"""Characters of a message; a value that it quotes can be a whole file."""
MOST_ALIKE = 5
"""Warnings that say the same which a person is shown one by one."""
NAMED = 3
"""Files that are named where more warnings are shown as one."""


class Severity(StrEnum):
    """How bad it is: an error stops a build, a warning stops it under `--strict`, information never does."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault of one input.

    `line` and `column` count from 1, columns in characters; both are 0 where the fault has no place inside
    the file (it is missing, say). `excerpt` is the line as it stands and `length` the number of characters
    that a caret marks.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    excerpt: str = ""
    length: int = 1

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then by code."""
        return (self.path, self.line, self.column, self.code, self.message)


class FaultyInput(ValueError):  # noqa: N818 - it says what was given, as the messages do
    """An input that nothing can go on without; `diagnostics` are all its faults."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return render(self.diagnostics)


def diagnose(
    source: SourceFile,
    offset: int,
    code: str,
    message: str,
    hint: str = "",
    *,
    severity: Severity = Severity.ERROR,
    length: int = 1,
) -> Diagnostic:
    """Make a diagnostic about the place at `offset` (code points) of a source."""
    line, column = source.position(offset)
    excerpt = source.line_text(line)
    return Diagnostic(
        source.path, line, column, severity, code, _shortened(message), hint, excerpt, max(1, length)
    )


def about_file(
    path: str, code: str, message: str, hint: str = "", *, severity: Severity = Severity.ERROR
) -> Diagnostic:
    """Make a diagnostic about a whole file or folder, which has no line to point at."""
    return Diagnostic(path, 0, 0, severity, code, _shortened(message), hint)


def _shortened(message: str) -> str:
    """Keep a message readable that quotes a value of thousands of characters."""
    return message if len(message) <= LONGEST_MESSAGE else message[: LONGEST_MESSAGE - 1] + "…"


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Tell whether these stop a build; under `strict` warnings do as well."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(d.severity in stopping for d in diagnostics)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return them by place, each once."""
    return tuple(sorted(set(diagnostics), key=lambda d: d.sort_key))


def as_json(diagnostic: Diagnostic) -> dict[str, str | int]:
    """Return the fields that `--format json` shows."""
    return {
        "path": _encodable(diagnostic.path),
        "line": diagnostic.line,
        "column": diagnostic.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": _encodable(diagnostic.message),
        "hint": _encodable(diagnostic.hint),
    }


_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def as_text(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    """Show a diagnostic to a person: place, message, the line with a caret, and the hint."""

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    place = _printable(diagnostic.path)
    if diagnostic.line:
        place += f":{diagnostic.line}:{diagnostic.column}"
    label = paint(_COLOURS[diagnostic.severity] + ";1", f"{diagnostic.severity.value}[{diagnostic.code}]")
    rows = [f"{paint('1', place)}: {label}: {_printable(diagnostic.message)}"]
    if diagnostic.excerpt.strip():
        rows += _marked_excerpt(diagnostic)
    if diagnostic.hint:
        rows.append(f"  hint: {_printable(diagnostic.hint)}")
    return "\n".join(rows)


def as_github(diagnostic: Diagnostic) -> str:
    """Show a diagnostic as a GitHub Actions workflow command, which marks the line in a pull request."""
    kind = "notice" if diagnostic.severity is Severity.INFO else diagnostic.severity.value
    text = f"{diagnostic.message}. {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    where = f"file={_escape_property(diagnostic.path)}"
    if diagnostic.line:
        where += f",line={diagnostic.line},col={diagnostic.column}"
    return f"::{kind} {where},title={diagnostic.code}::{_escape_data(text)}"


def render(
    diagnostics: Sequence[Diagnostic], form: str = "text", *, colour: bool = False, brief: bool = False
) -> str:
    """Return all of them as `text`, `github` or `json` (a list), ready to print.

    With `brief`, text has one entry for more than `MOST_ALIKE` that say the same of different places. Errors
    are told one by one all the same: each has to be mended.
    """
    if form == "json":
        return json.dumps([as_json(d) for d in diagnostics], ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(map(as_github, diagnostics))
    return "\n".join(as_text(d, colour=colour) for d in (_gathered(diagnostics) if brief else diagnostics))


def _gathered(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield diagnostics, with one in the place of the first for many that differ in their place alone."""
    alike: dict[tuple[str, str, Severity, str], list[Diagnostic]] = {}
    for each in diagnostics:
        alike.setdefault((each.code, each.message, each.severity, each.hint), []).append(each)
    for (code, message, severity, hint), several in alike.items():
        if severity is Severity.ERROR or len(several) <= MOST_ALIKE:
            yield from several
            continue
        files = tuple(dict.fromkeys(each.path for each in several))
        named, left = ", ".join(files[:NAMED]), len(files) - NAMED
        more = f" and {left} more" if left > 0 else ""
        place = f"{len(files)} files" if len(files) > 1 else named
        listed = f", in {named}{more}" if len(files) > 1 else ""
        times = f", {len(several)} times" if len(several) > len(files) else ""
        yield Diagnostic(place, 0, 0, severity, code, f"{message}{times}{listed} (`-v` shows each)", hint)


_WIDEST_EXCERPT = 100


def _marked_excerpt(diagnostic: Diagnostic) -> list[str]:
    """Return the line and, under it, a caret that stands right in spite of tabs and wide characters."""
    line, start = diagnostic.excerpt, diagnostic.column - 1
    if len(line) > _WIDEST_EXCERPT:
        # A generated file can be one line of megabytes: show what stands around the fault.
        cut = max(0, start - _WIDEST_EXCERPT // 2)
        ends = ("…" if cut else "", "…" if cut + _WIDEST_EXCERPT < len(line) else "")
        line = ends[0] + line[cut : cut + _WIDEST_EXCERPT] + ends[1]
        start += len(ends[0]) - cut
    before = "".join(map(_one_cell_or_more, line[:start]))
    shown = "".join(map(_one_cell_or_more, line))
    marked = "".join(map(_one_cell_or_more, line[start : start + diagnostic.length]))
    return [f"  | {shown}".rstrip(), f"  | {' ' * _width(before)}{'^' * max(1, _width(marked))}"]


def _one_cell_or_more(char: str) -> str:
    if char == "\t":
        return "    "
    return char if char.isprintable() else "�"


def _printable(text: str) -> str:
    """Keep control characters of the input from reaching a terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)


def _width(text: str) -> int:
    """Return the number of terminal cells that a text takes (Unicode Standard Annex 11)."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _escape_data(text: str) -> str:
    return _encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _encodable(text: str) -> str:
    """Replace the lone surrogates that stand for the bytes of a file name that is not UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")

"""A language file as it is read, and the places of what is wrong in it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_gen.article.form_tokens import FormError
from site_gen.article.vocabulary import nearest
from site_gen.diagnostics import Diagnostic, FaultyInput, diagnose
from site_gen.source import SourceFile, decode, shown_path
from site_gen.toml_places import finders

SYNTAX, FORM, UNKNOWN, VALUE = "A131", "A132", "A133", "A134"
_FEW = 4
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A language file as it was read: its text, and its values."""

    source: SourceFile
    values: Mapping[str, Any]

    def fault(self, code: str, path: str, message: str, hint: str, *, of_key: bool = False) -> Diagnostic:
        """Return a fault of the value, or of the key, of a dotted path."""
        offset, length = finders(self.source.text)[of_key](path)
        return diagnose(self.source, offset, code, message, hint, length=length)

    def about_form(self, rule: int, written: str, error: FormError) -> Diagnostic:
        """Return what is wrong with a form of the rule of this number, at its place."""
        start = self._place_of(f"rule.{rule}.forms", written)
        if start is None:
            return self.fault(FORM, f"rule.{rule}.forms", f"`{written}`: {error.message}", error.hint)
        # A backslash is written twice between double quotation marks.
        begin = start + len(_quoted(written[: error.start]))
        length = len(_quoted(written[error.start : error.start + error.length]))
        if self.source.text[start - 1] == "'":
            begin, length = start + error.start, error.length
        return diagnose(self.source, begin, FORM, error.message, error.hint, length=length)

    def _place_of(self, path: str, written: str) -> int | None:
        """Return where a text of a list stands that begins at a path."""
        text = self.source.text
        begin = finders(text)[0](path)[0]
        end = text.find("\n[", begin)
        for shown in (f'"{_quoted(written)}"', f"'{written}'"):
            at = text.find(shown, begin, end if end >= 0 else len(text))
            if at >= 0:
                return at + 1
        return None


def read_file(file: Path) -> LanguageFile:
    """Read a language file, which lies three folders below the project's. Raises FaultyInput where it is no
    TOML or no text.
    """
    source, broken = decode(shown_path(file, file.parents[3]), file.read_bytes())
    if broken is not None:
        raise FaultyInput((diagnose(source, broken.offset, SYNTAX, broken.message, broken.hint),))
    try:
        return LanguageFile(source, tomllib.loads(source.text))
    except (ValueError, RecursionError) as fault:
        said = "too many brackets inside one another" if isinstance(fault, RecursionError) else str(fault)
    at = _AT.search(said)
    said = _AT.sub("", said)
    offset = source.offset(int(at[1]), int(at[2])) if at and at[1] else len(source.text.rstrip())
    message = f"the file cannot be read: {said[:1].lower()}{said[1:]}"
    hint = "look for a quotation mark, comma or bracket that is missing, or a key that stands twice"
    raise FaultyInput((diagnose(source, offset, SYNTAX, message, hint),))


def _quoted(written: str) -> str:
    return json.dumps(written, ensure_ascii=False)[1:-1]


def unknown(
    file: LanguageFile, path: str, name: str, known: Iterable[str], what: str
) -> Iterator[Diagnostic]:
    """Yield that a key names nothing that there is, with the nearest that there is."""
    close = nearest(name, known)
    hint = f"write `{close}`" if close else f"there are {', '.join(f'`{each}`' for each in sorted(known))}"
    yield file.fault(UNKNOWN, path, f"`{name}` is not {what}", hint, of_key=True)


def not_one_of(file: LanguageFile, path: str, given: object, known: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield that a value is none of the known ones, with the nearest of them."""
    listed = sorted(known)
    close = nearest(str(given), listed) if len(listed) > _FEW else None
    allowed = ", ".join(f"`{each}`" for each in listed)
    key = path.rpartition(".")[2]
    hint = f"write `{close}`" if close else f"write one of {allowed}"
    yield file.fault(UNKNOWN, path, f"`{given}` is nothing that `{key}` can be", hint)

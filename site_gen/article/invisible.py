"""A text without what its readers do not see, and the way back to the text as it was given.

Soft hyphens, zero-width spaces, marks of direction and of byte order may stand in the midst of "3 May 1951",
and an "ä" may be a letter and a mark after it (Unicode, normalisation form D). No rule has to know of that.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass, replace

from site_gen.article.model import Article, ArticleReading, Expression
from site_gen.diagnostics import Diagnostic, diagnose
from site_gen.source import SourceFile

_HIDDEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_COMBINING = "\u0300-\u036f\u0653-\u0655\u3099\u309a"
_ODD = re.compile(rf"[{_HIDDEN}]+|[^\W{_COMBINING}](?:[{_HIDDEN}]*[{_COMBINING}])+")
_ANY_ODD = re.compile(f"[{_HIDDEN}{_COMBINING}]")
_TAKE_OUT = re.compile(f"[{_HIDDEN}]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A source without what is not seen. `starts` and `ends` are the offsets from which on a start or an end
    lies further along in what was given, and `shifts` by how many characters, beginning with none.
    """

    source: SourceFile
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shifts: tuple[int, ...]

    def start(self, offset: int) -> int:
        """Return where the character at an offset stands in what was given."""
        return offset + self.shifts[bisect.bisect_right(self.starts, offset)]

    def end(self, offset: int) -> int:
        """Return where what ends at an offset ends in what was given: what is not seen is left outside."""
        return offset + self.shifts[bisect.bisect_right(self.ends, offset)]

    def span(self, span: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return both ends of a span in what was given."""
        return None if span is None else (self.start(span[0]), self.end(span[1]))


def cleaned(source: SourceFile) -> Cleaned | None:
    """Take out of a source what is not seen, and put letters and marks together; None where there is none."""
    if _ANY_ODD.search(source.text) is None:
        return None
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    shifts = [0]
    last = size = 0
    for found in _ODD.finditer(source.text):
        seen = unicodedata.normalize("NFC", _TAKE_OUT.sub("", found[0]))
        if len(seen) == len(found[0]):
            continue
        pieces += (source.text[last : found.start()], seen)
        size += found.start() - last + len(seen)
        last = found.end()
        starts.append(size)
        ends.append(size if seen else size + 1)
        shifts.append(last - size)
    if not starts:
        return None
    text = "".join(pieces) + source.text[last:]
    return Cleaned(SourceFile(source.path, text), tuple(starts), tuple(ends), tuple(shifts))


def restored(reading: ArticleReading, clean: Cleaned, source: SourceFile) -> ArticleReading:
    """Return what was read of the cleaned text with the places and the words of the text as it was given."""
    return replace(
        reading,
        article=_article(reading.article, clean),
        expressions=tuple(_expression(one, clean, source.text) for one in reading.expressions),
        diagnostics=tuple(_diagnostic(one, clean, source) for one in reading.diagnostics),
    )


def _article(article: Article, clean: Cleaned) -> Article:
    paragraphs = tuple(
        replace(one, start=clean.start(one.start), end=clean.end(one.end)) for one in article.paragraphs
    )
    return replace(
        article,
        paragraphs=paragraphs,
        stamp=clean.span(article.stamp),
        title_span=clean.span(article.title_span),
    )


def _expression(one: Expression, clean: Cleaned, text: str) -> Expression:
    start, end = clean.start(one.start), clean.end(one.end)
    return replace(one, start=start, end=end, text=text[start:end])


def _diagnostic(one: Diagnostic, clean: Cleaned, source: SourceFile) -> Diagnostic:
    if not one.line:
        return one
    at = clean.source.offset(one.line, one.column)
    start = clean.start(at)
    return diagnose(
        source,
        start,
        one.code,
        one.message,
        one.hint,
        severity=one.severity,
        length=clean.end(at + one.length) - start,
    )

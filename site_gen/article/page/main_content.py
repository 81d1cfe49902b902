"""The one module that knows `trafilatura`, an optional extra: it tells which words of a page are its article.

trafilatura gets the text of the file and nothing else; nothing is fetched. What it says of dates is not
asked: its guesses depend on today's.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from site_gen.article.language import fold

_LARGEST = 3_000_000
_MOST_ELEMENTS = 30_000
_DEEPEST = 250
_WORDS = re.compile(r"\w+")
_SHINGLE = 4
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "readability")


class Unavailable(StrEnum):
    """Why trafilatura did not say what is the article."""

    MISSING = "missing"
    TOO_LARGE = "too large"
    FAILED = "failed"
    NOTHING = "nothing found"


@dataclass(frozen=True, slots=True)
class MainContent:
    """What trafilatura kept: the texts of its elements, and runs of words to know others by."""

    texts: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    title: str | None
    author: str | None
    publisher: str | None

    def holds(self, text: str) -> bool:
        """Tell whether a block was kept: it is one of the texts, or most of its runs are there."""
        words = _words(text)
        if len(words) < 2 * _SHINGLE:
            return " ".join(words) in self.texts
        runs = list(_runs(words))
        return 2 * sum(run in self.runs for run in runs) > len(runs)


def main_content(text: str, elements: int, depth: int) -> MainContent | Unavailable:
    """Ask trafilatura what of a page is its article. `elements` and `depth` tell how large its tree is."""
    try:
        import trafilatura
    except ImportError:
        return Unavailable.MISSING
    if len(text) > _LARGEST or elements > _MOST_ELEMENTS or depth > _DEEPEST:
        return Unavailable.TOO_LARGE
    for name in _LOGGERS:
        if not logging.getLogger(name).handlers:
            logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = trafilatura.bare_extraction(
                text,
                include_comments=False,
                include_tables=True,
                include_formatting=False,
                with_metadata=False,
            )
            facts = trafilatura.extract_metadata(text, extensive=False)
    except Exception:  # noqa: BLE001 (whatever a page does to somebody else's parser, we have our own)
        return Unavailable.FAILED
    if found is None or isinstance(found, dict) or not found.text:
        return Unavailable.NOTHING
    lines = [_words(line) for line in found.text.splitlines()]
    return MainContent(
        frozenset(" ".join(line) for line in lines if line),
        frozenset(run for line in lines for run in _runs(line)),
        facts.title or None,
        facts.author or None,
        facts.sitename or None,
    )


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold(text))


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))

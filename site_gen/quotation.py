"""The quotation marks of languages, from the CLDR: babel leaves them out of its data."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

Quotes = tuple[str, ...]
"""The outer and the inner opening and closing marks, with the spaces that belong inside them."""
ROOT: Quotes = ("“", "”", "‘", "’")
"""What the root of CLDR has, and so every language that has no marks of its own."""


def quotation_marks(lang: str) -> Quotes:
    """Return the marks of a language (BCP 47): its own, else those of the language without its region."""
    table, code = _table(), lang.lower()
    while code:
        if code in table:
            return table[code]
        code = code.rpartition("-")[0]
    return ROOT


@functools.cache
def _table() -> Mapping[str, Quotes]:
    import tomllib

    text = (Path(__file__).parent / "locale" / "quotation_marks.toml").read_text(encoding="utf-8")
    return {
        lang.lower(): tuple(row["quotes"])
        for row in tomllib.loads(text)["marks"]
        for lang in row["languages"]
    }

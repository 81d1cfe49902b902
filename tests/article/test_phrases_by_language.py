"""What date a phrase proposes, and what expressions in sentences mean, in each language that has a table."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from site_gen.article import available, read_article, read_phrase
from site_gen.source import SourceFile

DATA = Path(__file__).parent / "data"
PUBLISHED = "2024-04-17"


def _rows(table: str) -> list[Any]:
    """Return a case of each row: language, text and what is expected."""
    files = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(DATA.glob("phrases_*.toml"))]
    return [
        pytest.param(read["lang"], text, expected, id=f"{read['lang']}: {text}")
        for read in files
        for text, *expected in read[table]
    ]


@pytest.mark.parametrize(("lang", "text", "expected"), _rows("phrases"))
def test_phrase(lang: str, text: str, expected: list[str]) -> None:
    """A phrase gives its EDTF and part; one that is no date, or leans on another, gives nothing."""
    wanted = ((expected[0], expected[1] if expected[1:] else None),) if expected else None
    assert read_phrase(text, lang) == wanted


@pytest.mark.parametrize(("lang", "text", "expected"), _rows("sentences"))
def test_sentence(lang: str, text: str, expected: list[str]) -> None:
    """Expressions of a text published on 17 April 2024, a Wednesday, have these values in order."""
    reading = read_article(SourceFile("a.txt", text), lang=lang, published=PUBLISHED)
    assert [e.edtf or "" for e in reading.expressions] == expected


@pytest.mark.parametrize("lang", [code for code in available() if code not in ("en", "id")])
def test_every_language_has_a_table(lang: str) -> None:
    """A language comes with forty phrases at least."""
    read = tomllib.loads((DATA / f"phrases_{lang}.toml").read_text(encoding="utf-8"))
    assert len(read["phrases"]) >= 40
    assert len(read["sentences"]) >= 12

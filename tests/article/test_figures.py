"""Figures that are no years."""

from __future__ import annotations

import pytest

from site_gen.article import timex
from site_gen.article.language import fold, load_language


def _found(lang: str, text: str) -> list[str]:
    language = load_language(lang)
    return [text[one.start : one.end] for one in timex.find(text, fold(text), 0, len(text), language)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They drove 1914 rivets in a day."),
        ("en", "It holds about 1954 marbles."),
        ("en", "1,500 men came"),
        ("en", "He lived in Room 1954, read page 1984 and section 1950."),
        ("en", "A Boeing 1707 and ISO 1996 and § 1950 and $1945."),
        ("en", "It is 1990 m high and 2000 km away."),
        ("en", "Call +62 21 1990 2000 or 0812-1990-2000."),
        ("en", "It has a population of 1950 and 1950 calories."),
        ("en", "Aged 43, for three years, it lasted two months and, for two days after that, ended."),
        ("id", "Jembatan itu memakai 1914 paku. Ada 1950 orang."),
        ("id", "Ia berusia 43 tahun, selama tiga tahun berikutnya."),
    ],
)
def test_no_year(lang: str, text: str) -> None:
    """Counts, names of rooms and standards, prices, measures, telephone numbers, ages and durations."""
    assert _found(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "In 1914 workers struck.", ["1914"]),
        ("en", "The 1914 elections and 1918 elections.", ["1914", "1918"]),
        ("en", "He came in 1914 across the bay.", ["1914"]),
        ("en", "Before 1914 rivets were rare.", ["1914"]),
        ("en", "The crisis year 1914 was hard.", ["1914"]),
        ("en", "It ended late in 1914, perhaps.", ["late in 1914"]),
        ("id", "Pada 1914 pekerja mogok.", ["1914"]),
    ],
)
def test_a_year(lang: str, text: str, found: list[str]) -> None:
    """A year stays one before the same sort of words."""
    assert [words.removeprefix("the ") for words in _found(lang, text)] == found

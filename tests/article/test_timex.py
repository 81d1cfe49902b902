"""Finding expressions: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from site_gen.article import load_language
from site_gen.article.language import fold
from site_gen.article.timex import find


def _find(lang: str, text: str) -> list[str]:
    return [text[f.start : f.end] for f in find(text, fold(text), 0, len(text), load_language(lang))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They lost 1500 men and 2000 tanks."),
        ("en", "It cost $1950 or 1,951.20 euros."),
        ("en", "Route 1950, No. 1951, a 1952% rise, 19540 votes, A1955b, Il-1956."),
        ("en", "They may march on; the fall of the town in an hour. Sunny May-be."),
        ("en", "The second day was calm, the first two years were not."),
        ("id", "Rusia 3 kali ingin bergabung; 1500 orang, Rp 1950, putaran pertama, tiba-tiba."),
        ("id", "Harganya 1.951,20 dan suhu 1952°."),
    ],
)
def test_what_is_no_date(lang: str, text: str) -> None:
    """Counts, prices, numbers of things and words that are months only in capitals are left alone."""
    assert _find(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        (
            "en",
            "In 1951, (1952), 1953; “1954”. By 1955—or 1956?",
            ["1951", "1952", "1953", "1954", "1955", "1956"],
        ),
        ("en", "1951—1953 and 27 May-28 May 1905", ["1951—1953", "27 May-28 May 1905"]),
        ("en", "MARCH 1954 and march 1954", ["MARCH 1954", "1954"]),
        ("en", "the two years\n  later", ["two years\n  later"]),
        ("en", "the March 1926 incident", ["March 1926"]),
        ("id", "bulan Maret 1954", ["bulan Maret 1954"]),
        ("id", "pada Maret dan april", ["Maret", "april"]),
        ("id", "awal 1990-an dan awal tahun 2000an", ["awal 1990-an", "awal tahun 2000an"]),
        ("id", "Senin (1/4/2024) dan Kamis (4/4)", ["Senin (1/4/2024)", "Kamis (4/4)"]),
        ("id", "sejak 1951 hingga saat ini", ["1951 hingga saat ini"]),
    ],
)
def test_extents(lang: str, text: str, found: list[str]) -> None:
    """The longest match is taken, and two ends of an interval are one expression."""
    assert _find(lang, text) == found


def test_a_range_does_not_cross_a_paragraph_end() -> None:
    """Nothing outside the stretch asked for is found."""
    text = "In 1951 and 1952."
    found = find(text, fold(text), 8, len(text), load_language("en"))
    assert [(f.start, f.end) for f in found] == [(12, 16)]

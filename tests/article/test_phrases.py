"""What date a phrase proposes."""

from __future__ import annotations

import pytest

from site_gen.article import read_phrase


@pytest.mark.parametrize(
    ("lang", "text", "dates"),
    [
        ("id", "awal 1990-an", [("199X", "early")]),
        ("id", "AWAL HINGGA PERTENGAHAN TAHUN 1990-AN", [("1990~/1996~", None)]),
        ("id", "sekitar tahun 1950", [("1950~", None)]),
        ("id", "sebelum Maret 1954", [("/1954-03", None)]),
        ("id", "sejak 1955", [("1955/..", None)]),
        ("id", "mungkin 1955", [("1955?", None)]),
        ("id", "antara 1945 dan 1949", [("[1945..1949]", None)]),
        ("id", "03/04/1954", [("1954-04-03", None)]),
        ("en", "03/04/1954", [("1954-04-03", None), ("1954-03-04", None)]),
        ("en", "march 1954", [("1954-03", None)]),
        ("en", "  the   late 5th century BC ", [("-04XX", "late")]),
        ("en", "after 1945", [("1945/", None)]),
        ("en", "until 1990", [("/1990", None)]),
        ("en", "probably before march 1954", [("/1954-03?", None)]),
        ("en", "the year 79", [("0079", None)]),
    ],
)
def test_phrase(lang: str, text: str, dates: list[tuple[str, str | None]]) -> None:
    """A phrase that is a date gives its EDTF, an ambiguous one both readings."""
    assert read_phrase(text, lang) == tuple(dates)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", ""),
        ("en", "   "),
        ("en", "hello 1950"),
        ("en", "two years later"),
        ("en", "yesterday"),
        ("en", "31 February 1954"),
        ("en", "99/99/1954"),
        ("en", "1950 " * 200),
        ("id", "tahun yang sama"),
        ("id", "1951 1952"),
    ],
)
def test_what_is_no_date_gives_nothing(lang: str, text: str) -> None:
    """Other words, dates that lean on something, impossible and too many dates are refused."""
    assert read_phrase(text, lang) is None

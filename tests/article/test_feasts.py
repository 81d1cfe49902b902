"""Feasts that move with Easter."""

from __future__ import annotations

import pytest
from dateutil import easter as reference

from site_gen.article import feasts
from site_gen.article.language import load_language


@pytest.mark.parametrize("year", [1, 325, 1066, 1204, 1582, 1583, 1818, 1916, 1954, 1981, 2000, 2038, 4099])
def test_easter(year: int) -> None:
    """Easter Sunday is that of the reference: Julian before 1583, Gregorian from then on."""
    day = (
        reference.easter(year, reference.EASTER_WESTERN)
        if year >= 1583
        else reference.easter(year, reference.EASTER_JULIAN)
    )
    assert feasts.easter(year) == (day.month, day.day)


@pytest.mark.parametrize(
    ("said", "year", "day"),
    [
        ("good friday", 1998, (4, 10)),
        ("easter monday", 1916, (4, 24)),
        ("pentecost", 1940, (5, 12)),
        ("ash wednesday", 2024, (2, 14)),
        ("christmas", 1914, None),
        ("easter", 0, None),
    ],
)
def test_in_year(said: str, year: int, day: tuple[int, int] | None) -> None:
    """A feast has the day that it had in its year; one that does not move, or in a year without one, none."""
    assert feasts.in_year({"holiday": said}, load_language("en"), year) == day


@pytest.mark.parametrize("written", ["easter", "easter-46", "easter+50", "12-25"])
def test_usual(written: str) -> None:
    """About when a feast is, says its month in nearly every year."""
    month, day = feasts.usual(written)
    assert (month, day) in {(4, 10), (2, 23), (5, 30), (12, 25)}

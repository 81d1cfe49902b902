from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import Days, days_between, days_lasted, parse_edtf


@pytest.mark.parametrize(
    ("earlier", "later", "least", "most"),
    [
        ("1954-03-10", "1954-03-31", 21, 21),
        ("1954-03-31", "1954-03-31", 0, 0),
        ("1954", "1955-01-01", 1, 365),
        ("1954", "1954", -364, 364),
        ("1954-03", "1954-05", 31, 91),
        ("[2000,2017]", "2024-01-01", 2192, 8766),
        ("199X", "2003", 1097, 5112),
        ("-0001-12-31", "0001-01-01", 367, 367),
        ("1955/..", "1990", None, 13148),
        ("1955/", "1990-01-01", None, 12784),
        ("1955", "1990/..", 12420, None),
        ("../1955", "1990", 12420, None),
        ("1952-03-10~", "1952-03-23?", 13, 13),
        ("1990", "1954", -13513, -12785),
    ],
)
def test_days_between_are_the_fewest_and_most_that_the_dates_allow(
    earlier: str, later: str, least: int | None, most: int | None
) -> None:
    """What is not known to the day gives a range; an open or unknown end gives none on its side."""
    assert days_between(parse_edtf(earlier), parse_edtf(later)) == Days(least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("1952-03-10/1952-03-23", 14, 14),
        ("1954-03-31", 1, 1),
        ("1954", 1, 365),
        ("1952/1954", 367, 1096),
        ("1952/1952-03", 1, 91),
        ("[1954-03-31,1954-04]", 1, 30),
        ("[1670..1672,1680-01-01]", 1, 1096),
        ("{1960-01-01,1961-12}", 701, 731),
        ("{1960}", 1, 366),
        ("1955/..", None, None),
        ("/1955", None, None),
        ("[..1984]", None, None),
        ("{1984..}", None, None),
    ],
)
def test_days_lasted_count_the_first_and_the_last_day(text: str, least: int | None, most: int | None) -> None:
    """An interval of two days is exact, one of years is not; without an end nothing is said."""
    assert days_lasted(parse_edtf(text)) == Days(least, most)


TEXTS = st.sampled_from(
    ["1954", "199X", "1954-03-31", "[2000,2017]", "{1960,1961-12}", "1952/1954", "198X-02-29"]
)


@given(TEXTS, TEXTS)
def test_days_between_turn_round(one: str, other: str) -> None:
    """From the second date to the first is as far as from the first to the second, backwards."""
    there = days_between(parse_edtf(one), parse_edtf(other))
    back = days_between(parse_edtf(other), parse_edtf(one))
    assert there.least is not None
    assert there.most is not None
    assert there.least <= there.most
    assert back == Days(-there.most, -there.least)

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import daynumber


@given(st.dates())
def test_days_agree_with_the_standard_library(date: datetime.date) -> None:
    """Within the years that datetime knows, both count the same days."""
    number = date.toordinal()
    assert daynumber.from_civil(date.year, date.month, date.day) == number
    assert daynumber.to_civil(number) == (date.year, date.month, date.day)
    assert daynumber.iso(number) == date.isoformat()


@given(st.integers(min_value=-(10**16), max_value=10**16))
def test_numbers_and_dates_are_one_to_one(number: int) -> None:
    """Every number is one date, and the next number the next day."""
    year, month, day = daynumber.to_civil(number)
    assert daynumber.from_civil(year, month, day) == number
    assert 1 <= day <= daynumber.days_in_month(year, month)
    assert daynumber.to_civil(number + 1) > (year, month, day)


@pytest.mark.parametrize(
    ("civil", "number", "iso"),
    [
        ((1, 1, 1), 1, "0001-01-01"),
        ((0, 12, 31), 0, "0000-12-31"),
        ((0, 2, 29), -306, "0000-02-29"),
        ((0, 1, 1), -365, "0000-01-01"),
        ((-1, 12, 31), -366, "-0001-12-31"),
        ((-43, 3, 15), -15_997, "-0043-03-15"),
        ((10_000, 1, 1), 3_652_060, "10000-01-01"),
        ((-13_800_000_000, 1, 1), -13_800_000_000 // 400 * 146_097 - 365, "-13800000000-01-01"),
    ],
)
def test_days_far_from_ours(civil: tuple[int, int, int], number: int, iso: str) -> None:
    """Year zero, years before it and years beyond 9999 are years like others."""
    assert daynumber.from_civil(*civil) == number
    assert daynumber.to_civil(number) == civil
    assert daynumber.iso(number) == iso


@pytest.mark.parametrize(
    ("year", "leap"),
    [(2000, True), (1900, False), (2024, True), (0, True), (-4, True), (-100, False), (-400, True)],
)
def test_leap_years_go_back_before_year_zero(year: int, leap: bool) -> None:
    """The rule of four, hundred and four hundred holds for all years."""
    assert daynumber.is_leap(year) is leap
    assert daynumber.days_in_month(year, 2) == (29 if leap else 28)

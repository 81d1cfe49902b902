"""Points in time and how EDTF writes them."""

from __future__ import annotations

import pytest

from site_gen.article import points
from site_gen.article.points import Grain, Point


@pytest.mark.parametrize(
    ("point", "text", "part"),
    [
        (Point(1954), "1954", None),
        (Point(1954, part="early"), "1954", "early"),
        (Point(1954, Grain.MONTH, 3, part="early"), "1954-03", None),
        (Point(1954, Grain.DAY, 3, 31), "1954-03-31", None),
        (Point(1954, Grain.SEASON, season=22, part="late"), "1954-22", "late"),
        (Point(1990, Grain.DECADE, part="early"), "199X", "early"),
        (Point(-489, Grain.DECADE, part="early"), "-0489/-0480", None),
        (Point(2000, Grain.CENTURY, circa=True), "20XX~", None),
        (Point(0, Grain.CENTURY), "00XX", None),
        (Point(-499, Grain.CENTURY), "-04XX", None),
        (Point(-43, Grain.DAY, 3, 15), "-0043-03-15", None),
        (Point(12000), "Y12000", None),
        (Point(-12000), "Y-12000", None),
    ],
)
def test_edtf_of_a_point(point: Point, text: str, part: str | None) -> None:
    """Each grain has its form, and only what may carry a part keeps it."""
    assert points.edtf(point) == text
    assert points.kept_part(point) == part
    assert points.is_valid(text, part)


@pytest.mark.parametrize(
    ("point", "first", "last", "text"),
    [
        (Point(1990, Grain.DECADE), "early", "mid", "1990~/1996~"),
        (Point(1990, Grain.DECADE), "mid", "late", "1994~/1999~"),
        (Point(1954), "early", "mid", "1954-01~/1954-08~"),
    ],
)
def test_two_parts_are_an_interval(point: Point, first: str, last: str, text: str) -> None:
    """Early to mid is an approximate interval with the bounds that parts have elsewhere."""
    assert points.parts_interval(point, first, last) == text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("1954", "1954?"),
        ("1990~/1996~", "1990%/1996%"),
        ("1955/..", "1955?/.."),
        ("/1954-03", "/1954-03?"),
        ("[2000,2017]", "[2000?,2017?]"),
        ("1954%", "1954%"),
        ("199X", "199X?"),
    ],
)
def test_uncertain(text: str, marked: str) -> None:
    """Every date of the text is doubted, open ends stay, and the result is EDTF."""
    assert points.uncertain(text) == marked
    assert points.is_valid(marked, None)


def test_bounds_are_iso_or_open() -> None:
    """Bounds are days, None where open, unknown or without a value."""
    assert points.bounds("199X", "early") == ("1990-01-01", "1993-12-31")
    assert points.bounds("1955/..", None) == ("1955-01-01", None)
    assert points.bounds("-0043", None) == ("-0043-01-01", "-0043-12-31")
    assert points.bounds(None, None) == (None, None)


def test_real_days_and_weekdays() -> None:
    """A day that the calendar lacks is told, and Monday is the first day."""
    assert points.is_real(Point(2000, Grain.DAY, 2, 29))
    assert not points.is_real(Point(1900, Grain.DAY, 2, 29))
    assert points.weekday(Point(2024, Grain.DAY, 4, 1)) == 1
    assert points.of_day(1) == Point(1, Grain.DAY, 1, 1)

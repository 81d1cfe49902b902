"""The numbers behind the line that is zoomed: they need a browser, and no page of a site."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from site_gen.build.catalogues import words_of
from site_gen.dates import daynumber
from site_gen.site.explore_words import axis_words

PARTS = Path(__file__).parents[2] / "static/js/explore"


@pytest.fixture
def numbers(page_at: Callable[..., Page], tmp_path: Path) -> Callable[..., Any]:
    """Calls a function of the script with plain values, on an empty page."""
    (tmp_path / "empty.html").write_text("<!doctype html><title>Empty</title>", encoding="utf-8")
    page = page_at(tmp_path / "empty.html")
    for name in ("1-time.js", "2-marks.js"):
        page.add_script_tag(content=(PARTS / name).read_text(encoding="utf-8"))
    return lambda name, *given: page.evaluate(f"given => {name}(...given)", list(given))


def test_days_are_those_of_the_generator(numbers: Callable[..., Any]) -> None:
    """A day has the same year, month and day here and where pages are made, also billions of years ago."""
    days = [
        *range(-800_000, 800_000, 2_377),
        0,
        1,
        -305,
        -306,
        58,
        59,
        60,
        daynumber.from_civil(-13_800_000_000, 3, 1),
    ]
    for day in days:
        assert tuple(numbers("civil", day)) == daynumber.to_civil(day)
    for year, month in [(1, 1), (0, 3), (-44, 12), (2024, 2), (-13_800_000_000, 7)]:
        assert numbers("dayFrom", year, month) == daynumber.from_civil(year, month, 1)


@pytest.mark.parametrize("view", [{"at": 712_000.25, "width": 0.01}, {"at": -2.5e12, "width": 5e12}])
def test_pixels_and_days(numbers: Callable[..., Any], view: dict[str, float]) -> None:
    """A pixel leads to a day and back to the pixel; zooming leaves the day under the pointer there."""
    whole = {"at": 0, "width": 1e13}
    day = numbers("dayOf", view, 1000, 730)
    assert numbers("xOf", view, 1000, day) == pytest.approx(730, abs=0.1)
    nearer = numbers("zoomed", view, 1000, 730, 0.8, whole)
    assert nearer["width"] == pytest.approx(view["width"] * 0.8)
    assert numbers("dayOf", nearer, 1000, 730) == pytest.approx(day, abs=nearer["width"] / 1000)


def test_views_stay_on_the_line(numbers: Callable[..., Any]) -> None:
    """No view goes beyond the ends of the line, nor nearer than five minutes or than numbers can tell."""
    whole = {"at": 100, "width": 50}
    assert numbers("within", {"at": 500, "width": 10}, whole) == {"at": 120, "width": 10}
    assert numbers("within", {"at": 100, "width": 500}, whole) == whole
    assert numbers("within", {"at": 100, "width": 0}, whole)["width"] == pytest.approx(5 / 1440)
    far = numbers("within", {"at": -5e12, "width": 0}, {"at": -5e12, "width": 5e12})
    assert 1 < far["width"] < 10


@pytest.mark.parametrize(
    ("view", "words", "first"),
    [
        ({"at": 725_573, "width": 28_302}, "1948–2026", "1950"),
        ({"at": 712_200, "width": 300}, "Jul 1950 – Mei 1951", "Agu"),
        ({"at": 712_223, "width": 9}, "27 Des 1950 – 5 Jan 1951", "28 Des"),
        ({"at": 712_223, "width": 0.2}, "31 Des 1950, 21.36 – 1 Jan 1951, 02.24", "22.00"),
        ({"at": -16_000, "width": 90_000}, "168 SM – 80", "150 SM"),
        ({"at": -2.5e12, "width": 5e12}, "14 mlr thn lalu – 1 SM", "12 mlr thn lalu"),
    ],
)
def test_words_of_a_view(numbers: Callable[..., Any], view: dict[str, float], words: str, first: str) -> None:
    """A view is said as finely as it shows time, and its scale has marks at whole units of the calendar."""
    of_axis = axis_words("id", words_of("id"))
    said = numbers("windowWords", view, of_axis)
    assert said.replace("\u00a0", " ") == words
    marks = numbers("ticks", view, 1100, of_axis, 110)
    assert marks[0][1].replace("\u00a0", " ") == first
    assert 3 <= len(marks) <= 11
    places = [numbers("xOf", view, 1100, day) for day, _ in marks]
    assert all(0 <= x <= 1100 for x in places)
    # Months and years differ in length.
    assert all(b - a > 95 for a, b in itertools.pairwise(places))


def test_figures_of_a_language(numbers: Callable[..., Any]) -> None:
    """Where a language has figures of its own, the scale is written with them."""
    marks = numbers("ticks", {"at": 712_000, "width": 4000}, 1100, axis_words("fa", words_of("fa")), 110)
    assert marks[0][1] == "۱۹۴۶"


def test_what_is_in_sight(numbers: Callable[..., Any]) -> None:
    """Exactly the marks are found that reach into a view, those that never end among them."""
    starts = [float(n * 7 % 1000) for n in range(1000)]
    starts.sort()
    ends = [start + (3, 0.001, 40, 300, 1e6)[n % 5] for n, start in enumerate(starts)]
    for left, right in [(0, 1000), (500, 501), (-90, -1), (2000, 3000), (995, 999)]:
        found = numbers("((s, e, l, r) => visible(indexed(s, e), l, r))", starts, ends, left, right)
        expected = [n for n, start in enumerate(starts) if start <= right and ends[n] >= left]
        assert sorted(found) == expected


def test_rows_hold_no_two_marks_in_one_place(numbers: Callable[..., Any]) -> None:
    """The first ids get rows first, nothing overlaps, and a mark keeps the row that it had."""
    places = [[0, n * 3 % 50, n * 3 % 50 + 12] for n in range(40)]
    call = "(places, rows, before) => [...pack(places.keys(), id => places[id], rows, 99, new Map(before))]"
    rows = numbers(f"({call})", places, [3], [])
    taken: dict[int, list[tuple[int, int]]] = {}
    for id_, row in rows:
        _, first, last = places[id_]
        assert all(last <= a or b <= first for a, b in taken.get(row, []))
        taken.setdefault(row, []).append((first, last))
    assert [id_ for id_, _ in rows[:3]] == [0, 1, 2]
    assert 3 < len(rows) < 40
    assert dict(numbers(f"({call})", places[:1], [3], [[0, 2]])) == {0: 2}
    assert sum(numbers("shareRows", [7, 6, 2], 11)) == 11
    assert numbers("shareRows", [1, 0, 2], 11) == [1, 0, 2]

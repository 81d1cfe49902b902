import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import HistoricalDate, daynumber, parse_edtf
from site_gen.timeline.axis import FOLD_WIDTH, SMALLEST_FOLD, make_scale, occupied


def edtf_of(day: int) -> str:
    """The EDTF of a day number, also beyond four digits of a year."""
    year, month, date = daynumber.to_civil(day)
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{date:02d}"


DAYS = st.integers(-3_600_000, 3_600_000)
AGES = st.integers(-5_040_000_000_000, 3_600_000)
DATES = (DAYS | AGES).map(lambda day: parse_edtf(edtf_of(day)))
STRETCHES = st.tuples(DAYS, st.integers(0, 40_000)).map(
    lambda pair: parse_edtf(f"{edtf_of(pair[0])}/{edtf_of(min(pair[0] + pair[1], 3_650_000))}")
)
OPEN = DAYS.flatmap(
    lambda day: st.sampled_from(
        [f"{edtf_of(day)}/..", f"../{edtf_of(day)}", f"/{edtf_of(day)}", f"[..{edtf_of(day)}]"]
    )
).map(parse_edtf)
LISTS = st.lists(DATES | STRETCHES | OPEN, min_size=1, max_size=12)


@given(LISTS)
def test_everything_stands_on_the_line_in_order(dates: list[HistoricalDate]) -> None:
    """Every known day of every date is between 0 and 100, and a later day never left of an earlier one."""
    scale = make_scale(dates)
    days = sorted(day for date in dates for pair in occupied(date) for day in pair)
    places = [scale.x(day) for day in days]
    assert all(0 <= x <= 100 for x in places)
    assert places == sorted(places)


@given(LISTS)
def test_a_day_has_width(dates: list[HistoricalDate]) -> None:
    """The end of the last day, one more than its number, still stands on the line, and not left of it."""
    scale = make_scale(dates)
    last = max(day for date in dates for pair in occupied(date) for day in pair)
    assert scale.x(last) <= scale.x(last + 1) <= 100


@given(LISTS)
def test_folds_hide_no_event(dates: list[HistoricalDate]) -> None:
    """A fold lies between two neighbouring dates: no date has a day strictly inside the gap it stands for."""
    scale = make_scale(dates)
    for fold in scale.folds:
        for start, end in (pair for date in dates for pair in occupied(date)):
            assert end <= fold.first or start >= fold.last
        assert fold.right - fold.left == pytest.approx(FOLD_WIDTH)


@given(LISTS)
def test_folds_are_the_long_gaps(dates: list[HistoricalDate]) -> None:
    """A gap of more than a quarter of the whole span is folded, a shorter one is drawn to scale."""
    taken = sorted(pair for date in dates for pair in occupied(date))
    span = max(end for _, end in taken) - taken[0][0]
    gaps, reached = [], taken[0][1]
    for start, end in taken[1:]:
        if start - reached > max(2, span * SMALLEST_FOLD):
            gaps.append((reached, start))
        reached = max(reached, end)
    assert [(fold.first, fold.last) for fold in make_scale(dates).folds] == gaps


@given(LISTS)
def test_stretches_and_folds_share_the_line_without_overlap(dates: list[HistoricalDate]) -> None:
    """From left to right, a stretch ends where the next fold begins, and that where a stretch does."""
    scale = make_scale(dates)
    parts: list[tuple[float, float]] = [(s.left, s.right) for s in scale.stretches]
    parts += [(f.left, f.right) for f in scale.folds]
    parts.sort()
    assert parts[0][0] >= 0
    assert parts[-1][1] <= 100 + 1e-6
    for (_, right), (left, _) in itertools.pairwise(parts):
        assert right == pytest.approx(left)


@given(LISTS)
def test_ticks_stand_inside_and_apart(dates: list[HistoricalDate]) -> None:
    """Ticks are on the line, on a stretch, in order, where their day stands; labels keep their distance."""
    scale = make_scale(dates)
    assert [tick.x for tick in scale.ticks] == sorted(tick.x for tick in scale.ticks)
    for tick in scale.ticks:
        assert any(s.first <= tick.day <= s.last for s in scale.stretches)
        assert tick.x == scale.x(tick.day)
    labelled = [tick.x for tick in scale.ticks if tick.labelled]
    assert all(b - a >= 4 for a, b in itertools.pairwise(labelled))
    assert len(labelled) <= 26


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (["1954-03-31"], "day"),
        (["1954-03-31", "1954-04-20"], "day"),
        (["1954-03-31/1955-05"], "month"),
        (["1954/1958"], "year"),
        (["1954", "1958"], "month"),
        (["-0500", "-0044-03-15"], "year"),
        (["-0005/0005"], "year"),
        (["1951", "2024"], "year"),
        (["Y-13800000000", "Y-4600000000", "2024"], "year"),
    ],
)
def test_ticks_count_what_suits_the_span(dates: list[str], unit: str) -> None:
    """From one day to 13.8 billion years a line has ticks of one unit, and some bear a label."""
    scale = make_scale(map(parse_edtf, dates))
    assert {tick.unit for tick in scale.ticks} == {unit}
    assert any(tick.labelled for tick in scale.ticks)
    assert len(scale.ticks) <= 80


def test_no_event_gives_an_empty_line() -> None:
    """Without dates there is nothing to lay out, and any day stands at the left end."""
    scale = make_scale([])
    assert (scale.stretches, scale.folds, scale.ticks, scale.x(700_000)) == ((), (), (), 0.0)


def test_open_ends_do_not_stretch_the_line() -> None:
    """Only the known end of an open interval counts: the line is as long as without its other end."""
    known = make_scale(map(parse_edtf, ["1950", "1955-05-15"]))
    with_open = make_scale(map(parse_edtf, ["1950", "1955-05-15/.."]))
    assert with_open.stretches == known.stretches


def test_a_fold_counts_whole_years() -> None:
    """The years of a fold are those between the last day before it and the first day after it."""
    (fold,) = make_scale(map(parse_edtf, ["1900", "1950", "1951"])).folds
    assert fold.years == 49

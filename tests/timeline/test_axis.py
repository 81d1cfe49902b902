import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.content.event import Event
from site_gen.dates import HistoricalDate, daynumber, parse_edtf
from site_gen.timeline.axis import (
    ALL_FOLDS,
    FOLD_WIDTH,
    MOST_FOLDS,
    SMALLEST_FOLD,
    SQUEEZING,
    make_scale,
    scale_between,
    scale_of,
)
from site_gen.timeline.extents import occupied
from site_gen.timeline.scale import Length, Unit

MakeEvent = Callable[..., Event]


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
@settings(deadline=None)
def test_everything_stands_on_the_line_in_order(dates: list[HistoricalDate]) -> None:
    """Every known day of every date is between 0 and 100, and a later day never left of an earlier one."""
    scale = make_scale(dates)
    days = sorted(day for date in dates for pair in occupied(date) for day in pair)
    places = [scale.x(day) for day in days]
    assert all(0 <= x <= 100 for x in places)
    assert places == sorted(places)


@given(LISTS)
@settings(deadline=None)
def test_a_day_has_width(dates: list[HistoricalDate]) -> None:
    """The end of a stretch still stands on the line, and not left of its beginning."""
    scale = make_scale(dates)
    for first, last in (pair for date in dates for pair in occupied(date)):
        assert 0 <= scale.x(first) <= scale.x(last) <= 100


@given(LISTS)
@settings(deadline=None)
def test_folds_hide_no_event(dates: list[HistoricalDate]) -> None:
    """A fold lies between two neighbouring dates: no date has a day strictly inside the gap it stands for."""
    scale = make_scale(dates)
    for fold in scale.folds:
        for start, end in (pair for date in dates for pair in occupied(date)):
            assert end <= fold.first or start >= fold.last
        assert fold.right - fold.left == pytest.approx(min(FOLD_WIDTH, ALL_FOLDS / len(scale.folds)))
        assert scale.x(fold.first) <= fold.left + 0.01
        assert scale.x(fold.last) >= fold.right - 0.01


@given(LISTS)
@settings(deadline=None)
def test_folds_are_the_long_gaps(dates: list[HistoricalDate]) -> None:
    """A gap of more than a quarter of the whole span is folded; a shorter one only where it would squeeze all
    else onto one spot.
    """
    taken = sorted(pair for date in dates for pair in occupied(date))
    span = max(end for _, end in taken) - taken[0][0]
    gaps, reached = [], taken[0][1]
    for start, end in taken[1:]:
        if start - reached > 2:
            gaps.append((start - reached, reached, start))
        reached = max(reached, end)
    folds = {(fold.first, fold.last) for fold in make_scale(dates).folds}
    assert folds <= {(start, end) for _, start, end in gaps}
    assert len(folds) <= MOST_FOLDS
    left = span
    for gap, start, end in sorted(gaps, reverse=True):
        if gap > span * SMALLEST_FOLD:
            assert (start, end) in folds
        if (start, end) in folds:
            assert gap > min(span * SMALLEST_FOLD, left * SQUEEZING)
            left -= gap
    unfolded = [gap for gap, start, end in gaps if (start, end) not in folds]
    assert len(folds) == MOST_FOLDS or all(gap <= left * SQUEEZING for gap in unfolded)


@given(LISTS)
@settings(deadline=None)
def test_all_stretches_have_one_scale(dates: list[HistoricalDate]) -> None:
    """As many days take as much of the line on each side of a fold."""
    scales = [(s.last - s.first) / (s.right - s.left) for s in make_scale(dates).stretches]
    assert max(scales) == pytest.approx(min(scales), rel=1e-3)


@given(LISTS)
@settings(deadline=None)
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
@settings(deadline=None)
def test_ticks_stand_inside_and_apart(dates: list[HistoricalDate]) -> None:
    """Ticks are on the line, on a stretch, in order, where their day stands; labels keep their distance."""
    scale = make_scale(dates)
    assert [tick.x for tick in scale.ticks] == sorted(tick.x for tick in scale.ticks)
    for tick in scale.ticks:
        assert any(s.first <= tick.day <= s.last for s in scale.stretches)
        assert tick.x == scale.x(tick.day)
    labelled = [tick.x for tick in scale.ticks if tick.labelled]
    assert all(b - a >= 4 for a, b in itertools.pairwise(labelled))
    assert labelled
    assert len(labelled) <= 26


@pytest.mark.parametrize(
    ("dates", "units"),
    [
        (["1954-03-31T13:32:00"], "moment minute"),
        (["1954-03-31T04:02:00", "1954-03-31T13:32:00"], "moment minute"),
        (["1954-03-31"], "day"),
        (["1954-03-31", "1954-04-20"], "day"),
        (["1954-03"], "month"),
        (["1954-03-31/1955-05"], "month"),
        (["1954"], "year"),
        (["1954/1958"], "year"),
        (["1954", "1958"], "month"),
        (["-0500", "-0044-03-15"], "year"),
        (["-0005/0005"], "year"),
        (["1951", "2024"], "year"),
        (["-9999", "9999"], "year"),
        (["Y-13800000000", "Y-4600000000", "2024"], "year"),
        (["Y-13800000000"], "year"),
        (["Y-13800000000", "1969-07-16"], "year day"),
    ],
)
def test_ticks_count_what_suits_the_span(dates: list[str], units: str) -> None:
    """From one minute to 13.8 billion years a line has ticks of what suits it, and some bear a label."""
    scale = make_scale(map(parse_edtf, dates))
    assert {tick.unit for tick in scale.ticks} == set(units.split())
    assert any(tick.labelled for tick in scale.ticks)
    assert len(scale.ticks) <= 80


def test_each_stretch_is_placed_in_time(make_event: MakeEvent) -> None:
    """On a line of several folds every stretch has a tick, also one that no round year or day falls into."""
    dates = ["Y-13800000000", "Y-4540000000", "Y-66000000", "-0043-03-15", "1969-07-16"]
    scale = make_scale(map(parse_edtf, dates))
    assert len(scale.folds) == len(scale.stretches) - 1 == 4
    for stretch in scale.stretches:
        assert any(stretch.first <= tick.day <= stretch.last for tick in scale.ticks)
    # However far apart, none of them is squeezed onto another.
    places = [scale.x(occupied(parse_edtf(date))[0][0]) for date in dates]
    assert all(after - before > 5 for before, after in itertools.pairwise(places))


def test_very_old_years_are_points() -> None:
    """Among billions of years no event lasts from January to December."""
    assert occupied(parse_edtf("Y-13800000000"))[0][0] == occupied(parse_edtf("Y-13800000000"))[0][1]
    (start, end), *_ = occupied(parse_edtf("Y-300000/Y-200000"))
    assert end - start > 36_000_000


@pytest.mark.parametrize("date", ["XXXX", "XXXX-12-25", "XXXX-XX-XX", "XXXX?"])
def test_what_tells_no_year_has_no_place(date: str) -> None:
    """A date without any figure of its year stands nowhere, rather than on all years that have four."""
    assert occupied(parse_edtf(date)) == []
    assert make_scale([parse_edtf(date)]).stretches == ()


def test_times_of_day_stand_apart(make_event: MakeEvent) -> None:
    """Events of one day are drawn by the minute, in order, with ticks in hours and a long gap folded."""
    times = ["04:02", "04:07", "05:30", "13:32", "13:33+07:00", "23:59Z"]
    events = [make_event(time, "1969-07-20", time=time) for time in times]
    scale = scale_of(events)
    places = [scale.x(occupied(event.date, event.time)[0][0]) for event in events]
    assert places == sorted(set(places))
    assert [fold.length for fold in scale.folds] == [Length(8, Unit.HOUR), Length(10, Unit.HOUR)]
    assert {tick.unit for tick in scale.ticks} <= {"moment", "minute", "day"}


def test_on_a_longer_line_times_are_days(make_event: MakeEvent) -> None:
    """Beside an event of another year a time of day does not make the line one of hours."""
    events = [make_event("a", "1969-07-20", time="13:32"), make_event("b", "1972-12-07", time="05:33")]
    assert scale_of(events) == make_scale(event.date for event in events)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1969-07-16T13:32:00", "1969-07-16", "1969-07-16"),
        ("1954-03-31", "1954-03-01", "1954-03-31"),
        ("1954-03", "1954-01-01", "1954-12-31"),
        ("1954", "1950-01-01", "1959-12-31"),
        ("-0043-03-15", "-0043-03-01", "-0043-03-31"),
    ],
)
def test_a_single_date_is_shown_in_what_holds_it(date: str, first: str, last: str) -> None:
    """A line with one date alone shows its month, its year or its decade, and does not fill with it."""
    (stretch,) = make_scale([parse_edtf(date)]).stretches
    start, end = parse_edtf(first).earliest, parse_edtf(last).latest
    assert start is not None
    assert end is not None
    assert start <= stretch.first < stretch.last <= end + 1
    if "T" not in date:
        assert (stretch.first, stretch.last) == (start, end + 1)


def test_no_event_gives_an_empty_line() -> None:
    """Without dates there is nothing to lay out, and any day stands at the left end."""
    scale = make_scale([])
    assert (scale.stretches, scale.folds, scale.ticks, scale.x(700_000)) == ((), (), (), 0.0)


def test_open_ends_do_not_stretch_the_line() -> None:
    """Only the known end of an open interval counts: the line is as long as without its other end."""
    known = make_scale(map(parse_edtf, ["1950", "1955-05-15"]))
    with_open = make_scale(map(parse_edtf, ["1950", "1955-05-15/.."]))
    assert with_open.stretches == known.stretches


@pytest.mark.parametrize(
    ("dates", "number", "unit"),
    [
        (["1900", "1950", "1951"], 49, Unit.YEAR),
        (["1955", "1990/2024", "1951"], 34, Unit.YEAR),
        (["1951", "1955"], 3, Unit.YEAR),
        (["1951-01-01", "1952-12-01"], 23, Unit.MONTH),
        (["1951", "1953"], 1, Unit.YEAR),
        (["1951-01-01", "1951-08-02"], 7, Unit.MONTH),
        (["1951-01-01", "1951-02-10"], 39, Unit.DAY),
        (["1951-01-01T10:00:00", "1951-01-01T19:30:00"], 9, Unit.HOUR),
        (["Y-13800000000", "1951"], 13_800_001_951, Unit.YEAR),
    ],
)
def test_a_fold_counts_in_whole_units(dates: list[str], number: int, unit: Unit) -> None:
    """A fold says the time between the end of what is before it and the beginning of what is after it."""
    (fold,) = make_scale(map(parse_edtf, dates)).folds
    assert fold.length == Length(number, unit)


def test_a_given_span_is_drawn_whole() -> None:
    """The line of a span runs from its first day to its last, without folds."""
    scale = scale_between(700_000, 703_651)
    assert (scale.x(700_000), scale.x(703_652)) == (1, 99)
    assert scale.folds == ()

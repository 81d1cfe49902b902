"""Trees of spans, as numbers: how they divide, what spans are called, and that names stay."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import daynumber, parse_edtf
from site_gen.timeline.timeline import known_start
from site_gen.timeline.zoom import Span, Unit, density, leaves, make_tree, walk

YEARS = st.one_of(
    st.integers(1900, 1960),
    st.integers(-60, 60),
    st.integers(-3000, 3000),
    st.integers(-14 * 10**9, 3000),
    st.just(1954),
)
DAYS = st.builds(daynumber.from_civil, YEARS, st.integers(1, 12), st.integers(1, 28))
LINES = st.lists(st.one_of(DAYS, DAYS, DAYS, st.none()), max_size=60).map(
    lambda days: sorted(days, key=lambda day: (day is None, day))
)


def day(text: str) -> int | None:
    """The day that a date in EDTF is placed by."""
    return known_start(parse_edtf(text))


def line(*texts: str) -> list[int | None]:
    """The days of some dates in order."""
    return sorted(map(day, texts), key=lambda each: (each is None, each))


def keys(span: Span) -> list[str]:
    """What the parts of a span are called."""
    return [child.key for child in span.children]


def spans(whole: Span) -> Iterator[Span]:
    """Every span below the whole."""
    for child in whole.children:
        yield child
        yield from spans(child)


@given(LINES, st.integers(1, 8))
def test_every_event_stands_on_one_page_that_is_not_too_long(days: list[int | None], most: int) -> None:
    """Leaves follow each other without a gap, hold as many as they may, and hold the days that they say."""
    whole = make_tree(days, most)
    ends = list(leaves(whole))
    assert [each.start for each in ends] == [0, *(each.end for each in ends[:-1])]
    assert ends[-1].end == len(days)
    assert all(each.count <= most for each in ends)
    for span in spans(whole):
        within = days[span.start : span.end]
        assert span.count
        assert all((d is None) == (span.first is None) for d in within)
        if span.first is not None and span.last is not None:
            assert all(span.first <= d <= span.last for d in within if d is not None)


@given(LINES, st.integers(1, 8))
def test_each_span_has_an_address_of_its_own(days: list[int | None], most: int) -> None:
    """No two spans of a tree have one name, and every name can stand in an address as it is."""
    found = [span.key for span in spans(make_tree(days, most))]
    assert len(found) == len(set(found))
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and key for key in found)


@given(LINES, st.integers(1, 8))
def test_what_is_divided_is_divided(days: list[int | None], most: int) -> None:
    """A span that holds others holds two at least, of finer time, and more events than a page may."""
    for span in spans(make_tree(days, most)):
        if span.children:
            assert span.count > most
            assert len(span.children) > 1
            assert all(child.count < span.count for child in span.children)


@given(LINES, st.integers(1, 8), DAYS)
def test_an_event_more_touches_its_own_spans(days: list[int | None], most: int, added: int) -> None:
    """Spans that do not hold the day of a new event keep name, days and number of events."""
    before = make_tree(days, most)
    after = make_tree(sorted([*days, added], key=lambda d: (d is None, d)), most)
    known = {span.key: span for span in spans(after)}
    for span in spans(before):
        own = span.first is not None and span.last is not None and span.first <= added <= span.last
        if not own and span.key in known:
            now = known[span.key]
            assert (now.unit, now.count, now.first, now.last) == (
                span.unit,
                span.count,
                span.first,
                span.last,
            )


@given(LINES, st.integers(1, 8))
def test_paging_goes_through_all_leaves_in_order(days: list[int | None], most: int) -> None:
    """Where a leaf has one after it, that one begins where it ends, and knows it as the one before."""
    placed = {each.span.key: each for each in walk(make_tree(days, most))}
    for each in placed.values():
        assert all(holder.start <= each.span.start and each.span.end <= holder.end for holder in each.up)
        if each.after:
            assert each.after.start == each.span.end
        elif each.span.children == ():
            assert each.span.end == len(days)
        if each.before:
            assert each.before.end == each.span.start


def test_few_events_are_one_page() -> None:
    """As many events as a page may hold are not divided, however long the time between them."""
    assert make_tree(line("-0499", "1954", "2024"), 3).children == ()


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        # Ten years and a bit: decades; one decade alone: its years at once.
        (
            ["1949", "1950", "1961"] * 3 + [f"20{n:02d}" for n in range(20)],
            ["1940s", "1950s", "1960s", "2000s", "2010s"],
        ),
        (["1951", "1951", "1954-03", "1959"], ["1951", "1954", "1959"]),
        (["1954-01", "1954-03", "1954-03", "1954-12"], ["1954-01", "1954-03", "1954-12"]),
        (
            ["1954-03-01", "1954-03-10", "1954-03-11", "1954-03-31"],
            ["1954-03-01-to-10", "1954-03-11-to-20", "1954-03-21-to-31"],
        ),
        (["1956-02-21", "1956-02-29"] * 2, ["1956-02-21", "1956-02-29"]),
        (["1954-03-01"] * 4, ["1954-03-01-part-1", "1954-03-01-part-2"]),
        # There is no year 0: what EDTF writes so is 1 BC, and belongs to the years before the era.
        (["0000", "0001", "-0001", "0002"], ["2-bc", "1-bc", "0001", "0002"]),
        ([f"-{n:04d}" for n in range(8, 49)], ["40s-bc", "30s-bc", "20s-bc", "10s-bc", "9-1-bc"]),
        ([f"{n:04d}" for n in range(1, 22)], ["1-9", "10s", "20s"]),
        ([f"{n:04d}" for n in range(95, 305)], ["1-99", "100-199", "200-299", "300-399"]),
        (["Y-13800000000", "Y-65000000", "2000", "2000"], ["13800000001-bc", "65000001-bc", "2000"]),
        ([f"Y-{n}00000000" for n in range(1, 139)] + ["1900"], ["13e9-bc"]),
        # An open start is placed by its end, an open end by its start; what has neither comes last.
        (["../1954", "1954/..", "[..1954,1960..]", "1955"], ["1954", "1955", "undated"]),
        (["[..1954,1960..]"] * 4, ["undated-part-1", "undated-part-2"]),
        (["1954", "1954", "1954", "[..1954,1960..]"], ["1954-01-01", "undated"]),
    ],
)
def test_spans_are_those_that_divide(dates: list[str], names: list[str]) -> None:
    """The whole is divided by the finest years that give few spans, and levels that divide nothing are left
    out.
    """
    found = keys(make_tree(line(*dates), 3))
    assert found[: len(names)] == names


def test_a_long_line_goes_down_level_by_level() -> None:
    """Whole, centuries, decades, years, months, thirds, days and parts, each only where it is needed."""
    days = [daynumber.from_civil(year, 1, 1) for year in range(1600, 2000)]
    days += [daynumber.from_civil(1954, 3, 1 + n % 28) for n in range(300)]
    days += [daynumber.from_civil(1954, 3, 5)] * 100
    whole = make_tree(sorted(days), 90)
    path, at = [], whole
    while at.children:
        at = max(at.children, key=lambda child: child.count)
        path.append((at.unit, at.key))
    assert path == [
        (Unit.YEARS, "1900-1999"),
        (Unit.YEARS, "1950s"),
        (Unit.YEARS, "1954"),
        (Unit.MONTH, "1954-03"),
        (Unit.THIRD, "1954-03-01-to-10"),
        (Unit.DAY, "1954-03-05"),
        (Unit.PART, "1954-03-05-part-1"),
    ]


def test_ten_thousand_on_one_day() -> None:
    """What no time divides is divided by number, in the order of reading."""
    whole = make_tree([5] * 10_000, 90)
    assert len(whole.children) == 112
    assert [child.number for child in whole.children] == list(range(1, 113))
    assert all(a.end == b.start for a, b in itertools.pairwise(whole.children))


def test_density_counts_what_begins_where() -> None:
    """Each event counts once, those at the very end in the last stretch, those without a day not at all."""
    assert density([1, 2, 3, None], [0.0, 49.9, 100.0, 0.0], 4) == (1, 1, 0, 1)

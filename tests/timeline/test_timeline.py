from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.event import Event
from site_gen.dates import parse_edtf
from site_gen.source import SourceFile
from site_gen.timeline.timeline import Lane, Period, make_timeline

MakeEvent = Callable[..., Event]


def period(key: str, span: str) -> Period:
    """A period with a key and a span."""
    return Period(key, {"": key}, parse_edtf(span), {})


def order(events: list[Event]) -> list[str]:
    """The slugs of the events as a reader meets them."""
    return [event.slug for event in make_timeline(events, (), ()).events]


@pytest.mark.parametrize(
    "dates",
    [
        ["1951", "1952-03-10", "1954"],
        ["1954", "1954/1955", "1954-03", "1954-03-31"],
        ["../1952", "1952-12-31"],
        ["/1954-03-31", "1954-03-31", "1954-04-01"],
        ["1955-05-15", "1955-05-15/1990", "1955-05-15/.."],
        ["-0500", "-0044-03-15", "0001", "1954"],
        ["[1952,1960]", "1953", "1954"],
        ["Y-13800000000", "-9999", "2024"],
    ],
)
def test_order(make_event: MakeEvent, dates: list[str]) -> None:
    """By the day a date is placed by; the shorter of two first; what has no beginning just before its end."""
    named = [make_event(f"{9 - i}-{i}", date) for i, date in enumerate(dates)]
    assert order(named[::-1]) == [event.slug for event in named]


def test_time_of_day_orders_a_day(make_event: MakeEvent) -> None:
    """Two events of one day stand by their time, and by their slug where that is the same."""
    events = [
        make_event("c", "1991-08-19", time="09:00"),
        make_event("b", "1991-08-19", time="06:30"),
        make_event("a", "1991-08-19", time="09:00"),
    ]
    assert order(events) == ["b", "a", "c"]


DATES = st.integers(1900, 1999).flatmap(
    lambda y: st.sampled_from([f"{y}", f"{y}-05", f"../{y}", f"{y}/..", f"[{y},2001]", f"{y}~"])
)


@given(st.lists(DATES, max_size=15), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_disk(dates: list[str], random: object) -> None:
    """However the files were listed, the order is the same."""
    events = [Event(f"e{i}", "en", "t", parse_edtf(date), SourceFile("", "")) for i, date in enumerate(dates)]
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert order(shuffled) == order(events)


def test_periods_take_what_begins_in_them(make_event: MakeEvent) -> None:
    """Events fall into runs by the period that holds the day they are placed by; the rest stand outside."""
    events = [
        make_event("a", "1949"),
        make_event("b", "1951"),
        make_event("c", "1955/1991"),
        make_event("d", "1960"),
    ]
    timeline = make_timeline(events, (), [period("second", "1956/1970"), period("first", "1950/1955")])
    found = [(c.period.key if c.period else "", [e.slug for e in c.events]) for c in timeline.chapters]
    assert found == [("", ["a"]), ("first", ["b", "c"]), ("second", ["d"])]
    assert [p.key for p in timeline.periods] == ["first", "second"]


def test_the_first_of_two_periods_wins(make_event: MakeEvent) -> None:
    """Where periods overlap, an event belongs to the one that begins first."""
    timeline = make_timeline(
        [make_event("a", "1953")], (), [period("later", "1952/1960"), period("earlier", "1950/1955")]
    )
    assert [c.period.key for c in timeline.chapters if c.period] == ["earlier"]


@pytest.mark.parametrize(
    ("span", "date", "holds"),
    [
        ("1950/..", "2024", True),
        ("../1950", "-0044", True),
        ("1950/1955", "1955-12-31", True),
        ("1950/1955", "1956-01-01", False),
        ("1950/1955", "../1952", True),
    ],
)
def test_what_a_period_holds(make_event: MakeEvent, span: str, date: str, holds: bool) -> None:
    """The ends of a span belong to it, an open end has no limit."""
    timeline = make_timeline([make_event("a", date)], (), [period("p", span)])
    assert (timeline.chapters[0].period is not None) == holds


def test_neighbours_in_time_and_in_the_lane(make_event: MakeEvent) -> None:
    """Each event knows the one before and after it, and those of its own lane."""
    events = [
        make_event("a", "1951", lane="x"),
        make_event("b", "1952", lane="y"),
        make_event("c", "1953", lane="x"),
    ]
    around = make_timeline(events, (), ()).around
    names = {slug: [e.slug if e else None for e in each] for slug, each in around.items()}
    assert names == {
        "a": [None, "b", None, "c"],
        "b": ["a", "c", None, None],
        "c": ["b", None, "a", None],
    }


def test_events_without_a_lane_are_no_neighbours_in_one(make_event: MakeEvent) -> None:
    """What has no lane has neighbours in time alone."""
    events = [make_event("a", "1951"), make_event("b", "1952", lane="y"), make_event("c", "1953")]
    around = make_timeline(events, (), ()).around
    assert {each.lane_before or each.lane_after for each in around.values()} == {None}


def test_lanes_in_use(make_event: MakeEvent) -> None:
    """Unused lanes are left out, and one without a name takes what has no lane; it comes last."""
    lanes = [Lane("x", {"": "X"}), Lane("y", {"": "Y"})]
    events = [make_event("a", "1951"), make_event("b", "1952", lane="y")]
    assert [lane.key for lane in make_timeline(events, lanes, ()).lanes] == ["y", ""]


def test_nothing() -> None:
    """A timeline without events has no chapters, and is no error."""
    timeline = make_timeline([], (), [period("p", "1950/1955")])
    assert (timeline.events, timeline.chapters, dict(timeline.around)) == ((), (), {})

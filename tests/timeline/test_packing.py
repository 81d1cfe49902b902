import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.content.event import Event
from site_gen.timeline.axis import make_scale
from site_gen.timeline.labels import SMALLEST_TARGET, Label, Side, Widths
from site_gen.timeline.marks import extent, shapes
from site_gen.timeline.packing import (
    MOST_MARKS,
    MOST_ROWS,
    Overview,
    make_overview,
    place_alone,
)
from site_gen.timeline.timeline import Lane, make_timeline

MakeEvent = Callable[..., Event]
WIDTHS = Widths(800.0, 300.0)


def lanes(number: int) -> tuple[Lane, ...]:
    """Lanes with the keys `lane-0`, `lane-1` and so on."""
    return tuple(Lane(f"lane-{i}", {"": f"Lane {i}"}) for i in range(number))


def packed(events: list[Event], number: int = 3, *, length: float = 140, short: float = 28) -> Overview:
    """An overview of the events with labels of one length and beginnings of one length."""
    timeline = make_timeline(events, lanes(number), ())
    scale = make_scale(event.date for event in events)
    label = Label(length, min(short, length))
    return make_overview(timeline, scale, {event.slug: label for event in events}, WIDTHS)


def no_overlap(overview: Overview) -> bool:
    """Whether the marks of each row keep out of each other's way, labels included."""
    for row in overview.rows:
        by_row: dict[int, list[tuple[float, float]]] = {}
        for mark in row.marks:
            by_row.setdefault(mark.row, []).append((mark.left, mark.right))
        for spans in by_row.values():
            spans.sort()
            if any(b[0] < a[1] for a, b in itertools.pairwise(spans)):
                return False
    return True


DATES = st.integers(1900, 1999).flatmap(
    lambda y: st.sampled_from(
        [f"{y}", f"{y}-05-15", f"{y}~", f"{y}/..", f"../{y}", f"{y}/1999", f"[{y},2001]", f"{y}?"]
    )
)


@given(
    st.lists(st.tuples(DATES, st.integers(1, 5), st.integers(0, 4)), max_size=40),
    st.floats(0, 420),
    st.floats(0, 140),
)
@settings(max_examples=60, deadline=None)
def test_nothing_overlaps(rows: list[tuple[str, int, int]], length: float, short: float) -> None:
    """In no row does a mark with its label reach into another on either width; all stands inside its lane."""
    from site_gen.content.event import Event
    from site_gen.dates import parse_edtf
    from site_gen.source import SourceFile

    events = [
        Event(f"e{i}", "en", "t", parse_edtf(date), SourceFile("", ""), lane=f"lane-{lane}", importance=n)
        for i, (date, n, lane) in enumerate(rows)
    ]
    overview = packed(events, 4, length=length, short=short)
    assert no_overlap(overview)
    assert overview.shown == sum(len(row.marks) for row in overview.rows)
    top = 0
    for row in overview.rows:
        assert row.top == top
        assert {mark.row for mark in row.marks} == set(range(row.rows))
        top += row.rows
    assert overview.height == top
    for mark in (mark for row in overview.rows for mark in row.marks):
        left, right = extent(mark.shapes)
        assert mark.left <= left
        assert right <= mark.right
        assert mark.right - mark.left >= SMALLEST_TARGET * 100 / WIDTHS.narrow - 0.01
        shown = [(mark.room, WIDTHS.wide), (min(short, length) if mark.short else 0, WIDTHS.narrow)]
        for label, width in shown:
            room = label * 100 / width
            if mark.side is Side.RIGHT:
                assert mark.label_x + room <= mark.right + 0.01
                assert mark.label_x + room <= 100.01
            elif mark.side is Side.LEFT:
                assert mark.left <= mark.label_x - room + 0.01
                assert mark.label_x - room >= -0.01
        if mark.side is Side.NONE:
            assert (mark.room, mark.short) == (0, False)


def test_labels_go_by_importance(make_event: MakeEvent) -> None:
    """Where all labels would take too many rows, those of the least important events go first."""
    events = [
        make_event(f"e{i:03d}", f"{1900 + i}", importance=5 if i < 4 else 1 + i % 3) for i in range(120)
    ]
    marks = [mark for row in packed(events).rows for mark in row.marks]
    labelled = {mark.importance for mark in marks if mark.side is not Side.NONE}
    silent = {mark.importance for mark in marks if mark.side is Side.NONE}
    assert silent
    assert labelled
    assert min(labelled) >= max(silent)


@pytest.mark.parametrize("number", [1_000, 10_000])
def test_many_events_stay_within_the_rows(make_event: MakeEvent, number: int) -> None:
    """With any number of events the drawing keeps its height, shows the most important, counts the rest."""
    events = [
        make_event(
            f"e{i:05d}", f"{1900 + i * 37 % 100}", lane=f"lane-{i % 3}", importance=5 if i % 500 == 0 else 2
        )
        for i in range(number)
    ]
    began = time.perf_counter()
    overview = packed(events)
    assert time.perf_counter() - began < 20
    assert overview.height <= MOST_ROWS
    assert 10 <= overview.shown <= MOST_MARKS
    assert overview.total == number
    assert no_overlap(overview)
    kept = {mark.slug for row in overview.rows for mark in row.marks}
    important = [event.slug for event in events if event.importance == 5]
    assert kept >= set(important[: overview.shown])


def test_two_hundred_lanes(make_event: MakeEvent) -> None:
    """More lanes than rows: some events of each are dropped until at most ten remain, and nothing fails."""
    events = [make_event(f"e{i:03d}", f"{1800 + i}", lane=f"lane-{i}") for i in range(200)]
    overview = packed(events, 200)
    assert overview.height <= MOST_ROWS
    assert overview.total == 200


def test_events_of_an_unknown_lane_share_the_last_row(make_event: MakeEvent) -> None:
    """An event without a lane, or of one that does not exist, stands under the lanes that have names."""
    overview = packed(
        [make_event("a", "1950", lane="lane-1"), make_event("b", "1951"), make_event("c", "1952", lane="x")]
    )
    assert [(row.lane.key, [mark.slug for mark in row.marks]) for row in overview.rows] == [
        ("lane-1", ["a"]),
        ("", ["b", "c"]),
    ]


@given(
    DATES,
    st.floats(0, 420),
    st.floats(0, 140),
    st.sampled_from(["lane-0", "lane-1", "other", ""]),
)
def test_one_event_is_placed_as_in_an_overview_of_its_own(
    make_event: MakeEvent, date: str, length: int, short: int, lane: str
) -> None:
    """The short way for a single event gives what the long one does, whatever its date, lane and label."""
    event = make_event("e", date, lane=lane)
    others = [event, make_event("first", "1890"), make_event("last", "2010-01-02")]
    scale = make_scale(each.date for each in others)
    label = Label(length, min(short, length))
    overview = make_overview(make_timeline([event], lanes(2), ()), scale, {"e": label}, WIDTHS)
    own = next((each for each in lanes(2) if each.key == lane), Lane("", {}))
    assert place_alone(event, shapes(event.date, scale), own, label, WIDTHS) == overview

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import DateKind, DateSpan, Edge, daynumber, parse_edtf

SORTED = [
    "../1954",
    "Y-138E8",
    "-0099",
    "-0043-03-15",
    "0000",
    "1951",
    "1952/..",
    "1952/",
    "1952/1954",
    "1952",
    "1952-01",
    "1952-01-01",
    "1954-03",
    "/1954-03",
    "[2000,2017]",
    "Y12345",
]


def day(iso: str) -> int:
    """Return the day number of an ISO date."""
    year, month, day = iso.rsplit("-", 2)
    return daynumber.from_civil(int(year), int(month), int(day))


@pytest.mark.parametrize("start", range(0, len(SORTED), 5))
def test_dates_sort_by_first_day_and_the_longer_first(start: int) -> None:
    """An open start comes first, an unknown start where it surely reaches, the longer before the shorter."""
    turned = [*SORTED[start:], *SORTED[:start]]
    found = sorted(turned, key=lambda text: parse_edtf(text).sort_key)
    # An open and an unknown end are equally long: their text decides.
    assert found == [*SORTED[:6], "1952/", "1952/..", *SORTED[8:]]


def test_the_order_is_total() -> None:
    """Dates have the same key only if they are the same date."""
    dates = [parse_edtf(text) for text in SORTED]
    dates += [parse_edtf("1951", part) for part in ("early", "mid", "late")]
    dates += [parse_edtf("1951", calendar="julian"), parse_edtf("1951~"), parse_edtf("1951?")]
    for one, other in itertools.combinations(dates, 2):
        assert one.sort_key != other.sort_key
        assert (one.sort_key < other.sort_key) is not (other.sort_key < one.sort_key)


@given(st.lists(st.sampled_from(SORTED), max_size=12))
def test_sorting_does_not_depend_on_the_order_given(texts: list[str]) -> None:
    """Sorting a list and its reverse gives the same."""

    def ordered(some: list[str]) -> list[str]:
        return sorted(some, key=lambda text: parse_edtf(text).sort_key)

    assert ordered(texts) == ordered(texts[::-1])


@pytest.mark.parametrize(
    ("text", "kind", "uncertain", "approximate"),
    [
        ("1954", DateKind.DATE, False, False),
        ("1954?", DateKind.DATE, True, False),
        ("1954~", DateKind.DATE, False, True),
        ("1954%", DateKind.DATE, True, True),
        ("?1954-03-~31", DateKind.DATE, True, True),
        ("1954/1955~", DateKind.INTERVAL, False, True),
        ("[1954,1955?]", DateKind.ONE_OF, True, False),
        ("{1954..1956%}", DateKind.ALL_OF, True, True),
    ],
)
def test_a_date_knows_its_kind_and_doubt(
    text: str, kind: DateKind, uncertain: bool, approximate: bool
) -> None:
    """Any component's qualifier counts for the whole."""
    date = parse_edtf(text)
    assert (date.kind, date.uncertain, date.approximate) == (kind, uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("1954", [("1954-01-01", Edge.EXACT, "1954-12-31", Edge.EXACT)]),
        ("199X", [("1990-01-01", Edge.EXACT, "1999-12-31", Edge.EXACT)]),
        ("1990~/1996~", [("1990-01-01", Edge.APPROXIMATE, "1996-12-31", Edge.APPROXIMATE)]),
        ("1990?/1996", [("1990-01-01", Edge.UNCERTAIN, "1996-12-31", Edge.EXACT)]),
        ("1990%", [("1990-01-01", Edge.APPROXIMATE, "1990-12-31", Edge.APPROXIMATE)]),
        ("1955/..", [("1955-01-01", Edge.EXACT, None, Edge.OPEN)]),
        ("/1955-03?", [(None, Edge.UNKNOWN, "1955-03-31", Edge.UNCERTAIN)]),
        (
            "[2000,2017~]",
            [
                ("2000-01-01", Edge.EXACT, "2000-12-31", Edge.EXACT),
                ("2017-01-01", Edge.APPROXIMATE, "2017-12-31", Edge.APPROXIMATE),
            ],
        ),
        (
            "{..1667,1670..1672?}",
            [
                (None, Edge.OPEN, "1667-12-31", Edge.EXACT),
                ("1670-01-01", Edge.EXACT, "1672-12-31", Edge.UNCERTAIN),
            ],
        ),
    ],
)
def test_spans_say_what_a_drawing_needs(
    text: str, spans: list[tuple[str | None, Edge, str | None, Edge]]
) -> None:
    """There is one span a date or interval, one a member of a set, and each end has its own look."""
    assert parse_edtf(text).spans == tuple(
        DateSpan(None if first is None else day(first), None if last is None else day(last), start, end)
        for first, start, last, end in spans
    )


def test_dates_are_values() -> None:
    """Equal dates are one key of a set, whatever was written; a part or calendar makes another date."""
    assert len({parse_edtf("1985?"), parse_edtf("?1985"), parse_edtf("?1985?")}) == 2
    assert parse_edtf("1985") != parse_edtf("1985", "early")
    assert parse_edtf("1985") != parse_edtf("1985", calendar="julian")
    with pytest.raises(AttributeError):
        parse_edtf("1985").edtf = "1986"  # type: ignore[misc]

from __future__ import annotations

import pytest

from site_gen.dates import EDTFError, daynumber, parse_edtf

PARTS = ("early", "mid", "late")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("199X", ["1990-01-01", "1994-01-01", "1997-01-01", "2000-01-01"]),
        ("-004X", ["-0049-01-01", "-0045-01-01", "-0042-01-01", "-0039-01-01"]),
        ("19XX", ["1900-01-01", "1934-01-01", "1967-01-01", "2000-01-01"]),
        ("-00XX", ["-0099-01-01", "-0065-01-01", "-0032-01-01", "0000-01-01"]),
        ("1XXX", ["1000-01-01", "1334-01-01", "1667-01-01", "2000-01-01"]),
        ("-0XXX", ["-0999-01-01", "-0665-01-01", "-0332-01-01", "0000-01-01"]),
        ("1954", ["1954-01-01", "1954-05-01", "1954-09-01", "1955-01-01"]),
        ("Y12345", ["12345-01-01", "12345-05-01", "12345-09-01", "12346-01-01"]),
        ("1954-03", ["1954-03-01", "1954-03-11", "1954-03-21", "1954-04-01"]),
        ("2024-02", ["2024-02-01", "2024-02-11", "2024-02-21", "2024-03-01"]),
        ("1968-21", ["1968-03-01", "1968-04-01", "1968-05-01", "1968-06-01"]),
        ("1968-24", ["1968-12-01", "1969-01-01", "1969-02-01", "1969-03-01"]),
        ("1968-40", ["1968-01-01", "1968-03-01", "1968-05-01", "1968-07-01"]),
        ("1969-37", ["1969-01-01", "1969-02-10", "1969-03-22", "1969-05-01"]),
        ("199X~", ["1990-01-01", "1994-01-01", "1997-01-01", "2000-01-01"]),
    ],
)
def test_the_parts_of_a_span_follow_each_other(text: str, begins: list[str]) -> None:
    """Early, mid and late begin where the table says, and leave no day out."""
    for part, first, after in zip(PARTS, begins, begins[1:], strict=False):
        date = parse_edtf(text, part)
        assert date.earliest is not None
        assert date.latest is not None
        assert (daynumber.iso(date.earliest), daynumber.iso(date.latest + 1)) == (first, after)
        assert (date.spans[0].earliest, date.spans[0].latest) == (date.earliest, date.latest)
        assert (date.part, date.edtf) == (part, text)


@pytest.mark.parametrize(
    ("calendar", "text", "part", "days"),
    [
        ("julian", "1917", "late", ("1917-09-14", "1918-01-13")),
        ("julian", "191X", "early", ("1910-01-14", "1914-01-13")),
        ("republican", "0002-13", "late", ("1794-09-21", "1794-09-21")),
        ("hebrew", "5784", "early", ("2023-09-16", "2024-01-20")),
    ],
)
def test_parts_are_those_of_the_calendar(calendar: str, text: str, part: str, days: tuple[str, str]) -> None:
    """Early in a Julian year is early in that year; a part never leaves its month."""
    date = parse_edtf(text, part, calendar)
    assert date.earliest is not None
    assert date.latest is not None
    assert (daynumber.iso(date.earliest), daynumber.iso(date.latest)) == days


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1954-03-31", "a day has no early part"),
        ("1954-03-31T10:00:00", "a time has no early part"),
        ("1954/1955", "an interval has no early part"),
        ("1954/..", "an interval has no early part"),
        ("[1954,1955]", "a set has no early part"),
        ("1954-XX", "a date with unknown month or day has no early part"),
        ("1950S2", "a date with unknown month or day has no early part"),
        ("195X-03", "`195X-03` has no early part"),
    ],
)
def test_what_has_no_part_is_refused(text: str, message: str) -> None:
    """A part is for a span of months or years, and the hint says so."""
    with pytest.raises(EDTFError) as caught:
        parse_edtf(text, "early")
    assert caught.value.message == message
    assert "`199X`" in caught.value.hint


def test_an_unknown_part_names_the_known_ones() -> None:
    """The hint lists the three parts."""
    with pytest.raises(EDTFError, match="part `first` is not known") as caught:
        parse_edtf("1954", "first")
    assert caught.value.hint == "write one of `early`, `mid`, `late`"

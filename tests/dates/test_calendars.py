from __future__ import annotations

import pytest

from site_gen.dates import EDTFError, daynumber, parse_edtf
from site_gen.dates.calendars import known_calendars


@pytest.mark.parametrize(
    ("calendar", "text", "earliest", "latest"),
    [
        ("julian", "1917-10-25", "1917-11-07", "1917-11-07"),
        ("julian", "1582-10-04", "1582-10-14", "1582-10-14"),
        ("julian", "1900-02-29", "1900-03-13", "1900-03-13"),
        ("julian", "1917-10", "1917-10-14", "1917-11-13"),
        ("julian", "1917", "1917-01-14", "1918-01-13"),
        ("julian", "19XX", "1900-01-13", "2000-01-13"),
        ("julian", "0001-01-01", "0000-12-30", "0000-12-30"),
        ("julian", "-0043-03-15", "-0043-03-13", "-0043-03-13"),
        ("julian", "-0004-02-29", "-0004-02-27", "-0004-02-27"),
        ("julian", "1917-10-25~/1917-10-27", "1917-11-07", "1917-11-09"),
        ("hebrew", "5784-07-01", "2023-09-16", "2023-09-16"),
        ("hebrew", "5784", "2023-09-16", "2024-10-02"),
        ("hebrew", "5784-13", "2024-03-11", "2024-04-08"),
        ("islamic", "1445-09-01", "2024-03-11", "2024-03-11"),
        ("islamic", "0001-01-01", "0622-07-19", "0622-07-19"),
        ("republican", "0002-11-09", "1794-07-27", "1794-07-27"),
        ("republican", "0001", "1792-09-22", "1793-09-21"),
        ("republican", "0003-13-06", "1795-09-22", "1795-09-22"),
    ],
)
def test_bounds_are_gregorian_days(calendar: str, text: str, earliest: str, latest: str) -> None:
    """A date of another calendar has its days in ours."""
    date = parse_edtf(text, calendar=calendar)
    assert date.earliest is not None
    assert date.latest is not None
    assert (daynumber.iso(date.earliest), daynumber.iso(date.latest)) == (earliest, latest)
    assert (date.edtf, date.calendar) == (text, calendar)


@pytest.mark.parametrize(
    ("calendar", "text", "message"),
    [
        ("julian", "1901-02-29", "1901 has no 29 February"),
        ("hebrew", "5783-13", "month 13 does not exist"),
        ("islamic", "0000", "the islamic calendar has no year 0"),
        ("islamic", "-0010", "the islamic calendar has no year -10"),
        ("republican", "0002-13-06", "2 has no 6 in month 13"),
        ("julian", "1917-21", "month 21 does not exist"),
        ("julian", "[1917,1918]", "the julian calendar takes plain dates and intervals only"),
        ("julian", "1917-10-25T21:45:00", "the julian calendar takes plain dates and intervals only"),
        ("julian", "1917-?10-25", "the julian calendar takes plain dates and intervals only"),
        ("julian", "Y12345", "the julian calendar takes plain dates and intervals only"),
    ],
)
def test_what_a_calendar_does_not_have_is_refused(calendar: str, text: str, message: str) -> None:
    """Days that a calendar does not have, and forms that it does not take, are refused in words."""
    with pytest.raises(EDTFError) as caught:
        parse_edtf(text, calendar=calendar)
    assert caught.value.message == message
    assert caught.value.hint


def test_an_unknown_calendar_names_the_known_ones() -> None:
    """The hint lists every calendar that could have been meant."""
    with pytest.raises(EDTFError, match="calendar `mayan` is not known") as caught:
        parse_edtf("1917", calendar="mayan")
    assert all(f"`{name}`" in caught.value.hint for name in known_calendars())

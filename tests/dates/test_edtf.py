from __future__ import annotations

import pickle
import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.dates import EDTFError, HistoricalDate, daynumber, days_between, days_lasted, parse_edtf
from site_gen.dates.display import Form, datetime_value, gap, words
from site_gen.dates.edtf import LONGEST_TEXT

DATA = Path(__file__).parent / "data"
VALID = tomllib.loads((DATA / "edtf_valid.toml").read_text(encoding="utf-8"))
INVALID = tomllib.loads((DATA / "edtf_invalid.toml").read_text(encoding="utf-8"))["rows"]


def days(date: HistoricalDate) -> tuple[str, str]:
    """Return the bounds of a date as ISO dates, empty where there is none."""
    earliest, latest = (
        "" if number is None else daynumber.iso(number) for number in (date.earliest, date.latest)
    )
    return earliest, latest


@pytest.mark.parametrize(("text", "level", "earliest", "latest", "precision"), VALID["rows"])
def test_valid_text_has_its_level_bounds_and_precision(
    text: str, level: int, earliest: str, latest: str, precision: str
) -> None:
    """Every row is read, means the days it says, and is written as it was read."""
    date = parse_edtf(text)
    assert (date.level, *days(date), date.precision) == (level, earliest, latest, precision)
    assert (date.edtf, date.written) == (text, text)
    ends = VALID["ends"].get(text, ["date", "date"])
    assert [date.earliest_kind, date.latest_kind] == ends


@pytest.mark.parametrize(("written", "canonical"), VALID["canonical"].items())
def test_marks_that_add_nothing_are_left_out(written: str, canonical: str) -> None:
    """Canonical text means the same as what was written."""
    assert parse_edtf(written).edtf == canonical
    assert parse_edtf(written) == parse_edtf(canonical)
    assert parse_edtf(written).written == written


@pytest.mark.parametrize(("text", "offset", "message", "proposals"), INVALID)
def test_invalid_text_is_refused_with_its_place_and_what_to_write(
    text: str, offset: int, message: str, proposals: list[str]
) -> None:
    """An error says what was found, where, and proposes EDTF that is valid."""
    with pytest.raises(EDTFError) as caught:
        parse_edtf(text)
    error = caught.value
    assert (error.message, error.offset) == (message, offset)
    assert error.hint
    written = [each for each in re.findall("`([^`]+)`", error.hint) if each != "calendar: julian"]
    assert written == proposals
    for each in proposals:
        parse_edtf(each)


def test_cases_kept_beside_the_checkout(edtf_cases: list[dict[str, Any]]) -> None:
    """All cases are read or refused as they say; months of seasons are a convention and are not compared."""
    wrong = []
    for case in edtf_cases:
        try:
            date = parse_edtf(case["edtf"])
        except EDTFError:
            found: tuple[object, ...] = (False,)
        else:
            found = (
                True,
                date.level,
                *(each or None for each in days(date)),
                date.earliest_kind,
                date.latest_kind,
            )
        expected = [case["valid"]]
        if case["valid"]:
            keys = ("level", "earliest", "latest", "earliest_kind", "latest_kind")
            expected += [case[key] for key in keys]
        if "convention" in expected:
            found, expected = found[:2], expected[:2]
        if list(found) != expected:
            wrong.append((case["edtf"], expected, found))
    assert wrong == []


# Pieces of dates, right and wrong, from which both valid and nearly valid text is made.
PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "1954 -0043 199X XXXX 0000 -000X Y17E7 Y-12345 1950S2 Y171010000S3 2000 1900 -03 -13 -XX -31 -29 "
        "-02 -21 -1X -X1 -41 -00 ~ ? % / .. , [ ] { } T T10:00:00 Z +07:00 X S E Y - 9 0",
    )
)
POINTS = st.from_regex(r"[?~%]?-?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?){0,2}", fullmatch=True)
INTERVALS = st.tuples(POINTS | st.sampled_from(["", ".."]), POINTS | st.sampled_from(["", ".."])).map(
    "/".join
)
SETS = st.tuples(
    st.sampled_from(["[]", "{}"]),
    st.lists(st.tuples(POINTS, st.sampled_from(["", ".."])).map("".join), max_size=4),
).map(lambda parts: parts[0][0] + ",".join(parts[1]) + parts[0][1])
TEXTS = st.lists(PIECES, max_size=8).map("".join) | POINTS | INTERVALS | SETS | st.text(max_size=30)


def check_law(text: str, part: str | None, calendar: str) -> None:
    """Assert what holds for every text: one error or one date, and what holds for every date."""
    try:
        date = parse_edtf(text, part, calendar)
    except EDTFError as error:
        check_place(error, text)
        if calendar == "gregorian":
            check_proposals(error)
        return
    again = parse_edtf(date.edtf, part, calendar)
    assert (again, hash(again), again.edtf) == (date, hash(date), date.edtf)
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    for span in date.spans:
        assert span.earliest is None or span.latest is None or span.earliest <= span.latest
    assert pickle.loads(pickle.dumps(date)) == date


def check_place(error: EDTFError, text: str) -> None:
    """Assert that an error points into the text, or just behind it."""
    assert 0 <= error.offset <= len(text)
    assert error.message


def check_proposals(error: EDTFError) -> None:
    """Assert that a hint proposes nothing that would be refused in turn."""
    for proposal in re.findall("`([^`]+)`", error.hint):
        if proposal[0] in "0123456789-[{Y/.?~%X":
            parse_edtf(proposal)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_every_text_is_a_date_or_an_edtf_error(text: str) -> None:
    """No text raises anything else, and every date comes back from its own text."""
    check_law(text, None, "gregorian")


@given(
    TEXTS,
    st.sampled_from([None, "early", "mid", "late", "most"]),
    st.sampled_from(["gregorian", "julian", "islamic", "republican", "hebrew", "mayan"]),
)
@settings(max_examples=300, deadline=None)
def test_parts_and_calendars_keep_the_law(text: str, part: str | None, calendar: str) -> None:
    """What holds for plain dates holds for parts of them and for other calendars."""
    check_law(text, part, calendar)


# What HTML allows in `<time datetime>` of what a date can say: year, month, day, local and global time.
HTML_TIME = re.compile(
    r"[0-9]{4,}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?)?)?"
)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_date_can_be_said(first: str, second: str) -> None:
    """No date is without words, and no pair of dates breaks the words for a gap."""
    dates = []
    for text in (first, second):
        try:
            dates.append(parse_edtf(text))
        except EDTFError:
            dates.append(parse_edtf("1954"))
    machine = datetime_value(dates[0])
    assert machine is None or HTML_TIME.fullmatch(machine)
    for lang in ("id", "en", "fr", "ru", "ar", "ja", "sv"):
        for form in Form:
            said = words(dates[0], lang, form)
            assert said
            assert not set("{}|") & set(said)
        assert not set("{}") & set(gap(dates[0], dates[1], lang))
    apart = days_between(*dates)
    assert apart.least is None or apart.most is None or apart.least <= apart.most
    lasted = days_lasted(dates[0])
    assert lasted.least is None or lasted.most is None or 1 <= lasted.least <= lasted.most


@pytest.mark.parametrize(
    "text",
    [
        *(character * 900 for character in "9[X-~(aY/,. "),
        *(start + "9" * 900 for start in ("Y", "Y1E", "Y1S", "1954S", "1954-", "1954/")),
        "9" * 5 * LONGEST_TEXT,
        "1" + "," * 5000,
        "[" + "XXX1," * 150 + "XXX1]",
        "1954/" * 150,
    ],
    ids=lambda text: f"{text[:6]}-{len(text)}",
)
def test_no_text_takes_long(text: str) -> None:
    """Long and hostile text is answered at once."""
    start = time.process_time()
    check_law(text, None, "gregorian")
    assert time.process_time() - start < 1.0

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import HistoricalDate, parse_edtf
from site_gen.dates.calendars import known_calendars
from site_gen.dates.display import datetime_value, words
from site_gen.dates.patterns import Form, known_files

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table of cases."""
    table: list[list[str]] = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["rows"]
    return table


def read(edtf: str, aside: str) -> HistoricalDate:
    """Return a date with what stands beside it in a table: a part, a calendar or nothing."""
    if aside in known_calendars():
        return parse_edtf(edtf, calendar=aside)
    return parse_edtf(edtf, part=aside or None)


@pytest.mark.parametrize(
    ("lang", "edtf", "aside", "long", "short", "spoken"),
    [(lang, *row) for lang in known_files() for row in rows(f"display_{lang}")],
)
def test_words_are_those_of_a_careful_editor(
    lang: str, edtf: str, aside: str, long: str, short: str, spoken: str
) -> None:
    """Each date reads as its row says, in all three forms."""
    date = read(edtf, aside)
    shown = [words(date, lang, form).replace("\u00a0", "_") for form in Form]
    assert shown == [long, short or long, spoken or long]


@pytest.mark.parametrize(
    ("lang", "edtf", "expected"),
    [
        ("uk", "1954-03", "березень_1954\u202fр."),
        ("uk", "1954-03-31", "31_березня_1954\u202fр."),
        ("sv", "[2000,2017]", "2000 eller 2017"),
        ("sv", "1984~/1986~", "≈_1984–1986"),
        ("sv", "19XX", "1900–1999"),
        ("ko", "-0043-03-15", "BC_44년_3월_15일"),
        ("pl", "-0049/-0043", "50–44_p.n.e."),
        ("sv", "-0026/0476", "27_f.Kr._– 476_e.Kr."),
        ("sv", "Y-66000000", "66_000_001_f.Kr."),
        ("it", "1954-03/..", "marzo_1954_–"),
        ("mr", "1954-03-31", "३१_मार्च,_१९५४"),
        ("ar-EG", "1952-03-10/1952-03-23", "\u200f١٠–٢٣_مارس_١٩٥٢"),
        ("ar-EG", "Y-138E8", "قبل ١٣٫٨_مليار سنة"),
        ("ar-MA", "1954-03-31", "31_مارس_1954"),
        ("en-GB", "199X", "1990s"),
        ("xx", "1984~", "1984~"),
        ("../../etc/passwd", "1984~", "1984~"),
    ],
)
def test_a_language_without_a_file_is_shown_by_cldr_and_signs(lang: str, edtf: str, expected: str) -> None:
    """Names and order come from CLDR, doubt from signs; an unknown language gets the EDTF text."""
    assert words(parse_edtf(edtf), lang).replace("\u00a0", "_") == expected


def test_an_unknown_form_is_refused() -> None:
    """A form that does not exist is a mistake of the caller."""
    with pytest.raises(ValueError, match="loud"):
        words(parse_edtf("1954"), "id", "loud")


@pytest.mark.parametrize(
    ("edtf", "part", "calendar", "expected"),
    [
        ("1954", None, "gregorian", "1954"),
        ("1954-03", None, "gregorian", "1954-03"),
        ("1954-03-31", None, "gregorian", "1954-03-31"),
        ("0079-08-24", None, "gregorian", "0079-08-24"),
        ("Y12345", None, "gregorian", "12345"),
        ("1985-04-12T23:20:30", None, "gregorian", "1985-04-12T23:20:30"),
        ("1985-04-12T23:20:30Z", None, "gregorian", "1985-04-12T23:20:30Z"),
        ("1985-04-12T23:20:30-04", None, "gregorian", "1985-04-12T23:20:30-04:00"),
        ("1917-10-25", None, "julian", "1917-11-07"),
        ("1917-10", None, "julian", None),
        ("2016-12-31T23:59:60Z", None, "gregorian", None),
        ("0000", None, "gregorian", None),
        ("-0043-03-15", None, "gregorian", None),
        ("0000-03-15T12:00:00", None, "gregorian", None),
        ("1954~", None, "gregorian", None),
        ("1954-03", "early", "gregorian", None),
        ("199X", None, "gregorian", None),
        ("1954-XX", None, "gregorian", None),
        ("1968-21", None, "gregorian", None),
        ("Y17E7", None, "gregorian", None),
        ("1950S2", None, "gregorian", None),
        ("1952/1954", None, "gregorian", None),
        ("[2000,2017]", None, "gregorian", None),
    ],
)
def test_datetime_value_is_legal_html_or_nothing(
    edtf: str, part: str | None, calendar: str, expected: str | None
) -> None:
    """HTML gets a value only where it says the same as the date."""
    assert datetime_value(parse_edtf(edtf, part, calendar)) == expected


def test_reading_dates_loads_no_language_data() -> None:
    """The package of dates does without babel and convertdate until they are needed."""
    program = (
        "import sys; from site_gen.dates import parse_edtf; parse_edtf('1954~/..'); "
        "print(sorted({'babel', 'convertdate'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(
    lang=st.sampled_from(["ar", "de", "en", "es", "fr", "id", "ja", "ms", "nl", "ru"]),
    first=st.tuples(st.integers(1001, 1899), st.integers(0, 12), st.integers(0, 28)),
    years=st.integers(1, 99),
    last=st.tuples(st.integers(0, 12), st.integers(0, 28)),
    form=st.sampled_from(["{}/{}", "[{}..{}]", "{}~/{}"]),
)
def test_both_years_of_a_range_are_said(
    lang: str, first: tuple[int, int, int], years: int, last: tuple[int, int], form: str
) -> None:
    """Whatever the units of its ends, a range over several years names both, in every language."""
    year, month, day = first
    edtf = form.format(_edtf(year, month, day), _edtf(year + years, *last))
    for said in ("long", "short", "spoken"):
        text = words(parse_edtf(edtf), lang, said)
        assert str(year) in text, edtf
        # A range of plain years may be shortened where a language does so.
        assert str(year + years)[2:] in text, edtf


def _edtf(year: int, month: int, day: int) -> str:
    return f"{year}" + (f"-{month:02d}" + (f"-{day:02d}" if day else "") if month else "")

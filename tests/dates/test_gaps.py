from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from site_gen.dates import parse_edtf
from site_gen.dates.display import gap

ROWS = tomllib.loads((Path(__file__).parent / "data" / "gaps.toml").read_text(encoding="utf-8"))["rows"]


@pytest.mark.parametrize(("earlier", "later", "indonesian", "english"), ROWS)
def test_gaps_say_what_is_honest(earlier: str, later: str, indonesian: str, english: str) -> None:
    """Each gap reads as its row says; it is empty where nothing honest can be said."""
    dates = parse_edtf(earlier), parse_edtf(later)
    assert [gap(*dates, "id"), gap(*dates, "en")] == [indonesian, english]


@pytest.mark.parametrize(
    ("lang", "expected"), [("sv", "+ 35 år"), ("uk", "+ 35 років"), ("ko", "+ 35년"), ("xx", "")]
)
def test_gaps_in_other_languages_use_the_units_of_cldr(lang: str, expected: str) -> None:
    """A language without a file says a number of years, an unknown one nothing."""
    assert gap(parse_edtf("1955"), parse_edtf("1990"), lang).replace("\u00a0", " ") == expected

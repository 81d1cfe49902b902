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


@pytest.mark.parametrize(
    ("lang", "earlier", "later", "expected"),
    [
        ("ru", "1952", "1953", "1 год спустя"),
        ("ru", "1952", "1955", "3 года спустя"),
        ("ru", "1955", "1990", "35 лет спустя"),
        ("ru", "1952-12-20", "1953-01-10", "21 день спустя"),
        ("ru", "199X", "2003", "4–13 лет спустя"),
        ("ru", "[2000,2017]", "2021", "4 или 21 год спустя"),
        ("ru", "1955~", "1990?", "предположительно примерно 35 лет спустя"),
        ("ar", "1952", "1953", "بعد سنة"),
        ("ar", "1952", "1954", "بعد سنتين"),
        ("ar", "1952", "1957", "بعد 5 سنوات"),
        ("ar", "1955", "1990", "بعد 35 سنة"),
        ("ar", "1980~", "1990", "بعد عقد تقريبًا"),
        ("ar-EG", "1955", "1990", "بعد ٣٥ سنة"),
        ("fr", "1952-12-31", "1953-01-01", "un jour plus tard"),
        ("fr", "1980~", "1990", "environ une décennie plus tard"),
        ("fr", "199X", "2003", "4 à 13 ans plus tard"),
        ("de", "1954-03", "1955", "ein Jahr später"),
        ("de", "1955~", "1990", "etwa 35 Jahre später"),
        ("es", "1955~", "1990", "aproximadamente 35 años después"),
        ("es", "1980~", "1990", "aproximadamente diez años después"),
        ("es", "1954~", "1955", "aproximadamente un año después"),
        ("es", "199X", "2003", "de 4 a 13 años después"),
        ("nl", "1952-12", "1954-03", "15 maanden later"),
        ("ms", "[2000,2017]", "2024", "7 atau 24 tahun kemudian"),
        ("ja", "1955~", "1990", "約35年後"),
        ("ja", "1952-12", "1954-03", "15か月後"),
        ("ja", "1954-03-10", "1954-03-10", "同日"),
    ],
)
def test_gaps_are_said_with_the_plurals_of_the_language(
    lang: str, earlier: str, later: str, expected: str
) -> None:
    """A number takes the form of its noun, and doubt is said as the language says it."""
    assert gap(parse_edtf(earlier), parse_edtf(later), lang).replace("\u00a0", " ") == expected

"""Dates in words of several languages: what editors write, and what they are told."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from site_gen.article import better_hint, order_of, read_words
from site_gen.dates import EDTFError, parse_edtf

DATA = Path(__file__).parent / "data"


def rows(table: str) -> list[Any]:
    """Return a case of each row of the tables in English and Indonesian: language, text, what is expected."""
    files = [
        tomllib.loads((DATA / f"phrases_{lang}.toml").read_text(encoding="utf-8")) for lang in ("en", "id")
    ]
    return [
        pytest.param(read["lang"], text, expected, id=f"{read['lang']}: {text}")
        for read in files
        for text, *expected in read[table]
    ]


def hint_for(text: str, *languages: str, with_part: bool = True) -> str:
    """Return what somebody is told who writes a text for a date."""
    with pytest.raises(EDTFError) as caught:
        parse_edtf(text)
    return better_hint(text, caught.value, languages, with_part=with_part)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_there_are_phrases_enough(lang: str) -> None:
    """Each of the two tables holds what editors write, in no fewer than sixty phrases."""
    read = tomllib.loads((DATA / f"phrases_{lang}.toml").read_text(encoding="utf-8"))
    assert len({text for text, *_ in read["phrases"]}) >= 60


@pytest.mark.parametrize(("lang", "text", "expected"), rows("phrases"))
def test_phrase(lang: str, text: str, expected: list[str]) -> None:
    """A phrase has one reading, or none and a reason, and its EDTF is valid with its part."""
    wording = read_words(text, order_of((lang,)))
    if expected:
        edtf, part = expected[0], expected[1] if expected[1:] else None
        # EDTF itself is left to `parse_edtf`.
        assert wording.only == (edtf, part) or (text == edtf and not wording.readings)
        parse_edtf(edtf, part)
    else:
        assert wording.readings == ()
        assert wording.reason or not any(c.isalpha() for c in text)


@pytest.mark.parametrize(("lang", "text", "expected"), rows("ambiguous"))
def test_ambiguous(lang: str, text: str, expected: list[str]) -> None:
    """What can mean several dates is refused, and every one is named, with what tells it apart."""
    wording = read_words(text, order_of((lang,)))
    assert [edtf for edtf, _ in wording.readings] == expected
    assert wording.only is None
    assert len(set(wording.remarks)) == len(expected)
    assert "" not in wording.remarks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("early 1990s", "write `199X` and a line `part: early`"),
        ("44 SM", "write `-0043`"),
        ("54", "write `1954` (1954) or `0054` (AD 54)"),
        ("two years later", "it leans on another date, or on today; write a year"),
        ("circa1m 10 August 843", "`circa1m` is no word of a date; write a year"),
        ("3 Jan 1648/9", "write `1649-01-03` with `calendar: julian` if its year began in March"),
        ("1954-02-30", "the last day is `1954-02-28`; write `1954-02-XX` if the day is not known"),
        ("", "write a year"),
        ("x" * 300, "no date is found in it; write a year"),
    ],
)
def test_hint(text: str, told: str) -> None:
    """The hint begins with the EDTF, or with why there is none."""
    assert hint_for(text, "en").startswith(told)


def test_without_a_key_for_the_part() -> None:
    """Where no line `part:` can stand, an interval says the same days."""
    assert hint_for("awal 1990-an", "id", with_part=False) == "write `1990~/1993~`"
    assert hint_for("early March 1954", "en", with_part=False) == "write `1954-03-01~/1954-03-10~`"


def test_languages_are_tried_in_order() -> None:
    """The languages given come first, then every other one that has a file; unknown ones are passed over."""
    order = order_of(("id", "xx"))
    assert order[0] == "id"
    assert "en" in order
    assert "xx" not in order
    assert hint_for("sekitar 1950", "xx") == "write `1950~`"


def test_edtf_beside_which_something_is_wrong() -> None:
    """Where the text is EDTF the fault lies in the part or calendar, and its own hint is kept."""
    with pytest.raises(EDTFError) as caught:
        parse_edtf("1954-03-31", "early")
    assert better_hint("1954-03-31", caught.value, ("en",)) == caught.value.hint

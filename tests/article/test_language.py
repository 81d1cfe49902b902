"""Language files: that all are complete, and what is looked up in them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import site_gen.article
from site_gen.article import available, load_language, points
from site_gen.article.language import any_word, fold, furniture
from site_gen.article.resolve import READINGS

FOLDER = Path(site_gen.article.__file__).parent / "languages"
TEXTS = {
    key
    for code in available()
    for key in tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))["texts"]
}


@pytest.mark.parametrize("code", available())
def test_language_file_is_complete(code: str) -> None:
    """Every language has months, weekdays, function words, our sentences, and rules with known readings."""
    language = load_language(code)
    assert set(language.words["month"].values()) == {str(n) for n in range(1, 13)}
    assert set(language.words["weekday"].values()) == {str(n) for n in range(1, 8)}
    assert len(language.lists["function_words"]) > 20
    needed = {key for key in TEXTS if not key.startswith("act_")}
    assert needed <= set(language.texts) <= TEXTS
    used = {rule.value for start in language.starts.values() for rule, _ in start.forms}
    assert used <= {*READINGS, "block"}
    assert {"date", "decade", "century", "shift", "present", "period"} <= used


@pytest.mark.parametrize("code", available())
def test_every_slot_word_has_a_meaning_of_its_table(code: str) -> None:
    """Tables with a closed set of meanings hold no other."""
    words = load_language(code).words
    closed = {
        "part": {"early", "mid", "late"},
        "unit": {"day", "week", "month", "season", "year", "decade", "century"},
        "era": {"bce", "ce"},
        "shift": {"-1", "0", "1"},
        "season": {"21", "22", "23", "24"},
    }
    for table, meanings in closed.items():
        assert set(words[table].values()) <= meanings


@pytest.mark.parametrize("code", available())
def test_named_periods_are_in_the_gazetteer(code: str) -> None:
    """Every named period of a language is one of the shared list."""
    language = load_language(code)
    assert set(language.words["period"].values()) <= set(language.periods)


def test_a_region_falls_back_on_its_language() -> None:
    """`en-GB` is read with the file of `en`."""
    assert load_language("en-GB").code == "en"
    assert load_language("ID").code == "id"


@pytest.mark.parametrize("code", ["tlh", "", "und", "../en", "english"])
def test_a_language_without_a_file_is_refused(code: str) -> None:
    """The error names the languages that there are."""
    with pytest.raises(LookupError, match="`id`"):
        load_language(code)


@pytest.mark.parametrize("text", ["İstanbul İ 1951", "ẞ STRASSE", "Aﬀ 😀 É", "‘1951’ – 1952—1953"])
def test_folding_keeps_offsets(text: str) -> None:
    """Folding changes no length, though some capitals have longer lower-case forms."""
    assert len(fold(text)) == len(text)


def test_folding_makes_dashes_and_quotes_one() -> None:
    """Dashes, apostrophes and no-break spaces are written one way."""
    assert fold("It’s 1951–1953\u00a0AD") == "it's 1951-1953 ad"


def test_furniture_is_of_all_languages() -> None:
    """A page's furniture may be in another language than its article."""
    assert "read more" in furniture()["lines"]
    assert "baca juga" in furniture()["lines"]


def test_any_word_takes_whole_words() -> None:
    """A word inside another is none, save where words are not set apart."""
    pattern = any_word(["kata"])
    assert pattern is not None
    assert pattern.search("ia berkata") is None
    assert pattern.search("ia kata")
    assert any_word([]) is None
    unspaced = any_word(["説"], spaced=False)
    assert unspaced is not None
    assert unspaced.search("解説者")


def test_a_period_has_bounds_with_their_source_or_none() -> None:
    """Bounds are EDTF that the date model takes, and where they are somebody says so."""
    for key, entry in load_language("en").periods.items():
        assert set(entry) in ({"edtf", "source"}, set()), key
        assert not entry or points.is_valid(entry["edtf"], None), key

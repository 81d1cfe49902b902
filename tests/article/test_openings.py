"""What a form can begin with: nothing that can match is left out, and few forms are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from site_gen.article import available, load_language
from site_gen.article.forms import Form, Slot, compile_form
from site_gen.article.language import Language, Start, fold
from site_gen.article.openings import ANYTHING, DIGIT, NOTHING, ROMAN, of_roman, of_words, unit_at
from site_gen.article.timex import find

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
# Where the forms of a language are told apart the least: figures before "年".
MOST_TRIED = 2.0


class _Counted:
    """A pattern that counts how often it is tried."""

    tried = 0

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Count, and match."""
        _Counted.tried += 1
        return self._pattern.match(text, start, end)


def _texts(lang: str) -> Iterator[str]:
    for file in sorted(ARTICLES.iterdir()):
        if file.suffixes[-2:-1] == [f".{lang}"] and file.suffix in (".txt", ".md"):
            yield file.read_text(encoding="utf-8")


def _with_all_forms(language: Language) -> Language:
    starts = {token: Start(start.forms, {}, start.forms) for token, start in language.starts.items()}
    return replace(language, starts=starts)


def _counting(language: Language) -> Language:
    counted = {
        id(form): replace(form, pattern=cast("re.Pattern[str]", _Counted(form.pattern)))
        for start in language.starts.values()
        for _, form in start.forms
    }

    def all_of(forms: tuple[tuple[object, Form], ...]) -> tuple[tuple[object, Form], ...]:
        return tuple((rule, counted[id(form)]) for rule, form in forms)

    starts = {
        token: Start(
            all_of(start.forms),  # type: ignore[arg-type]
            {unit: all_of(forms) for unit, forms in start.before.items()},  # type: ignore[misc]
            all_of(start.otherwise),  # type: ignore[arg-type]
        )
        for token, start in language.starts.items()
    }
    return replace(language, starts=starts)


@pytest.mark.parametrize("lang", available())
def test_leaving_forms_out_changes_nothing(lang: str) -> None:
    """The forms that are tried at a token find what all that can begin with it would find."""
    language = load_language(lang)
    everything = _with_all_forms(language)
    texts = list(_texts(lang))
    assert texts
    for text in texts:
        # Without its marks and line ends the text has words beside each other that it parts.
        for variant in (text, text.upper(), re.sub(r"[^\w-]+", " ", text)):
            folded = fold(variant)
            found = find(variant, folded, 0, len(variant), language)
            assert found
            assert found == find(variant, folded, 0, len(variant), everything)


@pytest.mark.parametrize("lang", available())
def test_few_forms_are_tried(lang: str) -> None:
    """Where a text is full of dates, one form is tried for every few characters."""
    language = _counting(load_language(lang))
    for text in _texts(lang):
        _Counted.tried = 0
        find(text, fold(text), 0, len(text), language)
        assert 0 < _Counted.tried < MOST_TRIED * len(text)


@pytest.mark.parametrize(
    ("lang", "unit"),
    [
        ("en", "A"),
        ("en", "1"),
        ("en", "1990 "),
        ("en", "in March "),
        ("en", "the "),
        ("en", "the two later mid-"),
        ("de", "Mitte der "),
        ("fr", "xix "),
        ("ja", "年"),
        ("ja", "1990年"),
        ("ja", "同"),
    ],
)
def test_forms_tried_grow_with_the_text_alone(lang: str, unit: str) -> None:
    """Ten times the text has ten times the forms tried at most."""
    language = _counting(load_language(lang))
    tried = []
    for size in (1_000, 10_000):
        text = unit * (size // len(unit))
        _Counted.tried = 0
        find(text, fold(text), 0, len(text), language)
        tried.append(_Counted.tried)
    assert tried[1] <= 11 * max(tried[0], 1)


def test_units() -> None:
    """A unit is letters, figures or a mark; a raised figure is no letter; or one character."""
    assert [unit_at(t, 0, len(t), spaced=True) for t in ("  may²", "1990s", "(x", " ", "")] == [
        "may",
        DIGIT,
        "(",
        NOTHING,
        NOTHING,
    ]
    assert unit_at(" 年代", 0, 3, spaced=False) == "年"


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("{part} {month}", {"early": {"may", "march"}, "mid": {"may", "march"}}),
        ("{part} [of] {month}", {"early": {"of", "may", "march"}, "mid": {"of", "may", "march"}}),
        ("[the] {month}", {"the": {"may", "march"}, "may": {NOTHING}, "march": {NOTHING}}),
        ("[the [very]] same", {"the": {"very", "same"}, "same": {NOTHING}}),
        ("(a|the same) year", {"a": {"year"}, "the": {"same"}}),
        ("century {roman}", {"century": {ANYTHING}}),
        ("{roman} century", {ROMAN: {"century"}}),
        ("mid[year]s", {"mid": {ANYTHING}}),
        ("s.d. {month}", {"s": {"."}}),
    ],
)
def test_what_can_follow_the_first_token(form: str, first: dict[str, set[str]]) -> None:
    """What may be absent is passed over, and words that touch can be anything."""
    slots = {"part": ("early", "mid"), "month": ("may", "march")}
    given = {name: _slot(words) for name, words in slots.items()}
    given["roman"] = replace(given["part"], opening=of_roman((), spaced=True))
    assert {token: set(units) for token, units in compile_form(form, given).first.items()} == first


def _slot(words: tuple[str, ...]) -> Slot:
    return Slot("|".join(words), of_words(words, spaced=True))

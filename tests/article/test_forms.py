"""The pattern language of the language files."""

from __future__ import annotations

import pytest

from site_gen.article import openings
from site_gen.article.form_tokens import FormError
from site_gen.article.forms import ANY_WORD, Slot, compile_form
from site_gen.article.openings import DIGIT, first_token, of_figures, of_words
from site_gen.article.vocabulary import NUMERIC

SLOTS = {name: Slot(pattern, of_figures((), spaced=True)) for name, pattern in NUMERIC.items()} | {
    "part": Slot("(?:early|late)", of_words(["early", "late"], spaced=True)),
    "word": Slot(ANY_WORD, openings.ANY_WORD),
    "month": Slot("(?:march|april)", of_words(["march", "april"], spaced=True)),
}


@pytest.mark.parametrize(
    ("form", "text", "matched"),
    [
        ("{year}", "1954", "1954"),
        ("[{part}] {year}", "1954", "1954"),
        ("[{part}] {year}", "early 1954", "early 1954"),
        ("{month}[,] {year}", "march, 1954", "march, 1954"),
        ("{month}[,] {year}", "march  1954", "march  1954"),
        ("{decade}[']s", "1990s", "1990s"),
        ("[{part} [(to|until) {part.2}]] {year}", "early to late 1954", "early to late 1954"),
        ("(a|b c) {year}", "b c 1954", "b c 1954"),
        ("\\({n}/{n.2}\\)", "(3/4)", "(3/4)"),
        ("post {month}", "post-march", "post-march"),
        ("{year} (jahr|jahre|jahren)", "1954 jahren", "1954 jahren"),
        ("{year} [(jahr|jahre)]", "1954 jahrgang", "1954"),
        ("{year} [jahre]", "1954 jahre²", "1954 jahre"),
        ("{year} < (,|\\.)", "1954, then", "1954"),
        ("{year} < (,|\\.)", "1954 then", None),
        ("{year} < (jahr|jahre)", "1954 jahrgang", None),
        ("{year} {word}", "1954 gäste", "1954 gäste"),
        ("{month} {year}", "march-1954", None),
        ("{month} {year}", "march1954", None),
        ("{part} [of] {year}", "late of 1954", "late of 1954"),
    ],
)
def test_form_matches(form: str, text: str, matched: str | None) -> None:
    """A space is a gap, brackets are optional, bars a choice of whole words, and a hyphen joins words."""
    found = compile_form(form, SLOTS).pattern.match(text)
    assert (found and found[0]) == matched


def test_slots_are_groups() -> None:
    """Slots are read back by name, a second one with its number."""
    form = compile_form("{part} to {part.2} {year}", SLOTS)
    found = form.pattern.match("early to late 1954")
    assert found is not None
    assert found.groupdict() == {"part": "early", "part_2": "late", "year": "1954"}


def test_first_tokens_pass_over_what_may_be_absent() -> None:
    """A form can begin with any of its optional parts or with what follows them."""
    assert compile_form("[the] [{part}] {year}", SLOTS).first.keys() == {"the", "early", "late", DIGIT}
    assert first_token("1990s") == DIGIT
    assert first_token("pasca-perang") == "pasca"


def test_context_stands_before_and_is_no_part() -> None:
    """What stands before the arrow must be there and is not matched."""
    form = compile_form("(in|by) > {month}", SLOTS)
    assert form.first.keys() == {"march", "april"}
    assert form.context is not None
    assert form.context.search("in ")
    assert not form.context.search("within ")
    assert not form.context.search("on ")


def test_what_must_not_stand_before_is_refused() -> None:
    """With a `!` the words before the arrow rule the form out."""
    form = compile_form("!(in|by) > {year} men", SLOTS)
    assert form.context is None
    assert form.refused is not None
    assert form.refused.search("in ")
    assert not form.refused.search("with ")


@pytest.mark.parametrize("form", ["[{year}", "{year}]", "{nothing}", "(a|b", "[{part}]", "{Year}"])
def test_a_form_that_is_not_well_formed_names_itself(form: str) -> None:
    """The error shows the form as written."""
    with pytest.raises(FormError, match="`"):
        compile_form(form, SLOTS)


def test_a_slot_used_twice_is_told() -> None:
    """What the pattern compiler refuses is a FormError that names the form and says what to write."""
    with pytest.raises(FormError, match=r"`\{month\} \{month\}`: .*month\.2"):
        compile_form("{month} {month}", SLOTS)

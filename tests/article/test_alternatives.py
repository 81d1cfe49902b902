"""Patterns for one of many words."""

from __future__ import annotations

import re

import pytest

from site_gen.article.alternatives import one_of, one_of_pieces


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["may", "march", "ma"], "march", "march"),
        (["ma", "march"], "mar", "ma"),
        (["a", "ab", "abc"], "abd", "ab"),
        (["s.d.", "s/d"], "sxd.", None),
        (["a b", "a"], "a b", "a b"),
        (["x"], "xy", "x"),
        ([], "x", ""),
    ],
)
def test_the_longest_word_that_fits_is_taken(words: list[str], text: str, found: str | None) -> None:
    """Words that begin alike do not hide each other, and their marks mean themselves."""
    match = re.match(one_of(words), text)
    assert (match and match[0]) == found


def test_a_longer_word_gives_way_where_the_text_does_not_go_on_with_it() -> None:
    """What must follow may stand after the shorter word."""
    match = re.match(one_of(["jahr", "jahre"]) + "en", "jahren")
    assert match is not None
    assert match[0] == "jahren"


def test_pieces_are_patterns() -> None:
    """A piece may be a pattern of its own, such as white space of some width."""
    gap = r"\s{1,3}"
    pattern = one_of_pieces([["a", gap, "b"], ["a", gap, "c"]])
    assert re.fullmatch(pattern, "a  c")
    assert pattern.count(gap) == 1

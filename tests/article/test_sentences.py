"""Cutting paragraphs into sentences and clauses."""

from __future__ import annotations

import pytest

from site_gen.article import load_language
from site_gen.article.language import fold
from site_gen.article.sentences import clause_of, clause_starts, split


def _split(lang: str, text: str) -> list[str]:
    return [text[a:b] for a, b in split(text, fold(text), 0, len(text), load_language(lang))]


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("en", "He came. He left.", 2),
        ("en", "Dr. Quill met J. F. Moss at 3 p.m. on Friday.", 1),
        ("en", "“He came.” She left!", 2),
        ("en", "It was 3.5 metres. and more", 1),
        ("en", "What? Nothing… Well.", 3),
        ("en", "No end", 1),
        ("en", "", 0),
        ("de", "Am 31. März kam er. Im 19. Jahrhundert war es still.", 2),
        ("de", "Er wurde 83. Danach war es still.", 2),
        ("en", "She was 83. March came.", 2),
        ("id", "Prof. Wulan dkk. datang. “Saya pergi.” Ia diam.", 3),
        ("id", "hubungan...Pada pertemuan itu. Ya.", 2),
    ],
)
def test_sentences(lang: str, text: str, count: int) -> None:
    """Abbreviations, initials and ordinals end no sentence; a closing quotation mark goes with its own."""
    found = _split(lang, text)
    assert len(found) == count
    assert " ".join(found) == text


def test_what_is_no_sentence_is_cut() -> None:
    """A stretch without an end is cut at white space, and nothing is lost."""
    text = "word " * 3000 + "x" * 9000
    found = _split("en", text)
    assert max(map(len, found)) <= 2000
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_clauses_begin_after_commas_and_openers() -> None:
    """A date belongs to the clause that it stands in."""
    text = "Before the war, he said that in 1951 he left; then nothing."
    starts = clause_starts(text, fold(text), 0, len(text), load_language("en"))
    assert [text[start : start + 4] for start in starts] == ["Befo", "he s", "that", "then"]
    assert clause_of(starts, text.index("1951")) == text.index("that")
    assert clause_of(starts, 3) == 0

"""Texts made of all the words of a language in any order: nothing breaks, and what comes out is sound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.article import available, draft_event, load_language, read_article, read_phrase
from site_gen.content.eventfile import read_event
from site_gen.source import SourceFile

FIGURES = (
    "1951",
    "2000",
    "31",
    "3",
    "0",
    "99",
    "1990-an",
    "1990s",
    "'20s",
    "19th",
    "499-493",
    "03/04/1954",
    "(1/4)",
    "9999",
    "１９５４",
    "١٩٥٤",
    "{0}",
    "é²",
)
MARKS = (
    "XIX",
    "Ada",
    "Lund",
    "NATO",
    "“",
    "”",
    '"',
    ",",
    ";",
    ".",
    "!",
    "(",
    ")",
    "-",
    "–",
    "/",
    "😀",
    "İ",
    "ﬀ",
    "%s",
    "[",
    "##",
    ">",
    "---",
    "title:",
)


def _words(lang: str) -> list[str]:
    language = load_language(lang)
    tables = [*language.words.values(), *language.lists.values()]
    words = sorted({word for table in tables for word in table})
    return [*words, *(word.title() for word in words), *FIGURES, *FIGURES, *MARKS, "\n", "\n\n", "\r\n"]


@pytest.mark.parametrize("lang", available())
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_order_of_words_is_read(lang: str, data: st.DataObject) -> None:
    """Offsets cut out what they say, drafts are event files, and a phrase is a date or none."""
    text = " ".join(data.draw(st.lists(st.sampled_from(_words(lang)), max_size=80)))
    reading = read_article(SourceFile("a.txt", text), lang=lang, published="2024-04-01")
    spans = [(e.start, e.end) for e in reading.expressions]
    assert spans == sorted(spans)
    assert all(text[e.start : e.end] == e.text for e in reading.expressions)
    ids = [episode.id for episode in reading.episodes]
    assert len(ids) == len(set(ids))
    for episode in reading.episodes:
        draft = draft_event(episode, reading, "s", "2026-01-02")
        if draft is not None:
            assert read_event(SourceFile("a.md", draft[1]), "a", lang).diagnostics == ()
    read_phrase(text[:80], lang)

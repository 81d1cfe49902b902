"""Where dates come from: paragraph, sentence, words, rule and anchor."""

from __future__ import annotations

from site_gen.article import Reading, draft_event, read_article
from site_gen.content.eventfile import read_event
from site_gen.source import SourceFile

TEXT = """A title

In 1951 Ada Lund bought the mill. It was old. Two years later it burned.

It was rebuilt.

In 1990 it closed, and it has stood empty until now.
"""


def test_evidence_of_each_reading() -> None:
    """Explicit, counted from other words, taken over, and told from the day of publication."""
    episodes = read_article(SourceFile("a.txt", TEXT), lang="en", published="2024-04-01").episodes
    found = [
        [(e.paragraph, e.sentence, e.says, e.reading, e.anchor, e.anchor_paragraph) for e in each.evidence]
        for each in episodes
    ]
    assert found == [
        [(1, 1, "1951", Reading.EXPLICIT, "", None)],
        [(1, 3, "Two years later", Reading.ANAPHORIC, "1951", 1)],
        [(2, 1, "", Reading.INHERITED, "Two years later", 1)],
        [(3, 1, "1990", Reading.EXPLICIT, "", None)],
        [
            (3, 1, "1990", Reading.EXPLICIT, "", None),
            (3, 1, "now", Reading.DEICTIC, "", None),
        ],
    ]


def test_every_date_of_a_draft_says_where_it_is_from() -> None:
    """The event file that comes of it reads back with locator, words, rule and anchor."""
    reading = read_article(SourceFile("a.txt", TEXT), lang="en", published="2024-04-01")
    draft = draft_event(reading.episodes[1], reading, "s", "2026-01-02")
    assert draft is not None
    read = read_event(SourceFile("a.md", draft[1]), "a", "en")
    assert read.diagnostics == ()
    assert read.event is not None
    (source,) = read.event.sources
    assert (source.locator, source.says) == ("paragraph 1, sentence 3", "Two years later")
    assert (source.reading, source.rule) == ("anaphoric", "units-later")
    assert (source.anchor, source.anchor_locator) == ("1951", "paragraph 1, sentence 1")

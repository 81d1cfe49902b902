"""Draft event files, read back by the reader of event files."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.article import ArticleReading, draft_event, read_article, report_json
from site_gen.article.drafts import quoted
from site_gen.content.eventfile import read_event
from site_gen.content.frontmatter import Scalar, parse_yaml
from site_gen.source import SourceFile

TEXTS = Path(__file__).resolve().parents[1] / "data" / "articles"
OWN = sorted(file.name for file in TEXTS.iterdir() if file.suffix in (".txt", ".md"))


def _reading(name: str) -> ArticleReading:
    return read_article(SourceFile(name, (TEXTS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", OWN)
def test_every_draft_is_an_event_file(name: str) -> None:
    """The strict reader takes each draft without a word, and its date is the episode's."""
    reading = _reading(name)
    for episode in reading.episodes:
        draft = draft_event(episode, reading, "a-source", "2026-01-02")
        assert draft is not None
        slug, text = draft
        read = read_event(SourceFile(f"content/events/{slug}.md", text), slug, reading.article.lang)
        assert read.diagnostics == ()
        assert read.event is not None
        assert read.event.status in ("reported", "disputed"), "a program has established nothing"
        if "inherited-date" not in episode.flags:
            assert read.event.date.edtf == episode.date


def test_a_draft_whole() -> None:
    """Keys stand in the order of the format; the body is ours."""
    reading = _reading("bell.en.txt")
    disputed = next(e for e in reading.episodes if e.status == "disputed")
    draft = draft_event(disputed, reading, "daily-example", "2026-01-02")
    assert draft is not None
    assert draft[0] == "1987-edith-marlow-julian-roe-1987-or-1991"
    assert draft[1] == (
        "---\n"
        'title: "Edith Marlow, Julian Roe: 1987 or 1991"\n'
        'date: "[1987,1991]"\n'
        "status: disputed\n"
        'actors: ["Edith Marlow", "Julian Roe"]\n'
        "sources:\n"
        '  - id: "daily-example"\n'
        '    locator: "paragraph 2"\n'
        '    says: "1987"\n'
        '  - id: "daily-example"\n'
        '    locator: "paragraph 3"\n'
        '    says: "1991"\n'
        "conflicts:\n"
        "  - field: date\n"
        "    reads: 1987\n"
        '    source: "daily-example"\n'
        '    note: "paragraph 2 says 1987"\n'
        "  - field: date\n"
        "    reads: 1991\n"
        '    source: "daily-example"\n'
        '    note: "paragraph 3 says 1991"\n'
        'origin: "bell#p2.1"\n'
        "added: 2026-01-02\n"
        "reviewed: false\n"
        "---\n\n"
        "This draft was made by program from paragraph 2 and 3 of the source `daily-example`; "
        "its story is not written yet.\n"
        "Names found: Edith Marlow, Julian Roe.\n"
        "Date words of the source: “1987”; “1991”.\n"
        "The source gives more than one date for this; see `conflicts`.\n"
        "Write what happened in words of your own, then delete the line `reviewed: false`.\n"
    )


def test_an_inherited_date_is_written_as_uncertain() -> None:
    """The guess shows in the date itself, and no words are claimed for it."""
    reading = _reading("bridge.en.md")
    (episode,) = [e for e in reading.episodes if "inherited-date" in e.flags]
    draft = draft_event(episode, reading, "s", "2026-01-02")
    assert draft is not None
    assert "\ndate: 1947-06?\n" in draft[1]
    assert "says:" not in draft[1]


def test_without_a_date_there_is_no_draft() -> None:
    """No date is invented for an episode that has none."""
    text = "A title\n\nNobody knows who laid the first stone of the mill in the valley."
    reading = read_article(SourceFile("a.txt", text), lang="en")
    (episode,) = reading.episodes
    assert draft_event(episode, reading, "s", "2026-01-02") is None


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_sentence_of_the_article_gets_in(lang: str) -> None:
    """A draft shares no eight words in a row with the article."""
    for name in (name for name in OWN if f".{lang}." in name):
        reading = _reading(name)
        words = (TEXTS / name).read_text(encoding="utf-8").lower().split()
        runs = {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
        for episode in reading.episodes:
            draft = draft_event(episode, reading, "s", "2026-01-02")
            assert draft is not None
            written = draft[1].lower().split()
            assert not any(tuple(written[i : i + 8]) in runs for i in range(len(written) - 7))


@pytest.mark.parametrize("text", ['a "b" \\c', "x: y # z", "- [1]", "é 😀", "tab\t nl\n", "\u2028", "~", ""])
def test_quoted_text_is_read_back(text: str) -> None:
    """Whatever a text holds, YAML gives it back."""
    table, problems = parse_yaml(f"key: {quoted(text)}\n")
    assert not problems
    value = table.get("key")
    assert isinstance(value, Scalar)
    assert value.text == text


def test_report_has_the_fields_of_the_format() -> None:
    """The report holds the fields that `import --format json` promises, and files where they are known."""
    reading = _reading("bell.en.txt")
    first = reading.episodes[0].id
    report = report_json(reading, {first: "content/events/x.md"})
    assert set(report) == {"article", "expressions", "episodes"}
    assert report["article"] == {
        "title": "The bell of Saint Orrin",
        "published": "2013-05-12T09:05+00:00",
        "lang": "en",
        "paragraphs": [{"start": p.start, "end": p.end} for p in reading.article.paragraphs],
    }
    episodes = report["episodes"]
    assert isinstance(episodes, list)
    assert [e["file"] for e in episodes][:2] == ["content/events/x.md", None]
    expressions = report["expressions"]
    assert isinstance(expressions, list)
    wanted = {
        "text",
        "start",
        "end",
        "paragraph",
        "kind",
        "role",
        "edtf",
        "part",
        "earliest",
        "latest",
        "anchor",
        "rule",
        "bound",
        "note",
    }
    assert all(set(e) == {"id", *wanted} for e in expressions)


@pytest.mark.parametrize("char", ["\x00", "\x01", "\x85", "\ufffe", "\ufdd0", "\U0001ffff", "\ud800"])
def test_what_cannot_be_published_is_not_drafted(char: str) -> None:
    """A control or noncharacter of the article shows as U+FFFD, so that the draft can be read."""
    assert quoted(f"a{char}b") == '"a\ufffdb"'

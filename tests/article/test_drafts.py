"""Draft event files, read back by the reader of event files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.article import ArticleReading, draft_event, read_article, report_json
from site_gen.article.drafts import quoted
from site_gen.content.eventfile import read_event
from site_gen.content.frontmatter import parse_yaml
from site_gen.content.nodes import Scalar
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
    assert draft[0] == "1987-historian-edith-marlow-asked-bishop-julian-roe"
    assert draft[1] == (
        "---\n"
        'title: "Historian Edith Marlow asked Bishop Julian Roe"\n'
        'date: "[1987,1991]"\n'
        "status: disputed\n"
        'actors: ["Edith Marlow", "Julian Roe"]\n'
        "sources:\n"
        '  - id: "daily-example"\n'
        '    locator: "paragraph 2, sentence 1"\n'
        '    says: "1987"\n'
        "    reading: explicit\n"
        '    rule: "year"\n'
        '  - id: "daily-example"\n'
        '    locator: "paragraph 3, sentence 1"\n'
        '    says: "1991"\n'
        "    reading: explicit\n"
        '    rule: "year"\n'
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
        "<!--\n"
        "This draft was made by a program from paragraph 2 and 3 of the source `daily-example`; "
        "its story is not written yet.\n"
        "Names found: Edith Marlow, Julian Roe.\n"
        "Date words of the source: “1987”; “1991”.\n"
        "The source gives more than one date for this; see `conflicts`.\n"
        "Write what happened in words of your own, then delete the line `reviewed: false`.\n"
        "-->\n"
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


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.mark.parametrize("name", OWN)
def test_no_sentence_of_the_article_gets_in(name: str) -> None:
    """A draft shares no eight words in a row with the article."""
    reading = _reading(name)
    words = _words((TEXTS / name).read_text(encoding="utf-8"))
    runs = {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
    for episode in reading.episodes:
        draft = draft_event(episode, reading, "s", "2026-01-02")
        assert draft is not None
        # Verbatim are the date words alone, and the stamp that they are told from.
        lines = [line for line in draft[1].splitlines() if not line.strip().startswith(("says:", "anchor:"))]
        written = _words(" ".join(lines))
        assert not any(tuple(written[i : i + 8]) in runs for i in range(len(written) - 7))


NAMES = (
    "Ada Lund",
    "Tomas Vries",
    "Oslet",
    "NATO",
    "France",
    "the Harbour League",
    "Berlin",
    "Poland",
    "Vane",
)
VERBS = ("asked", "met", "signed", "left", "burned", "told", "was", "in", "of", "and", "the", ",", ".", ";")
DATES = ("1951", "3 March 1954", "two years later", "the same year", "since 1990", "before 1961", "yesterday")


@given(st.lists(st.sampled_from((*NAMES, *NAMES, *VERBS, *DATES, "\n\n")), min_size=5, max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_eight_words_of_any_text(words: list[str]) -> None:
    """Whatever a text lists, no title, actor, place or stub repeats eight of its words in a row."""
    text = "A title\n\nIn 1950 it began. " + " ".join(words)
    reading = read_article(SourceFile("a.txt", text), lang="en", published="2024-04-01")
    told = _words(text)
    runs = {tuple(told[i : i + 8]) for i in range(len(told) - 7)}
    for episode in reading.episodes:
        draft = draft_event(episode, reading, "s", "2026-01-02")
        for line in draft[1].splitlines() if draft else ():
            written = _words(line)
            copied = any(tuple(written[i : i + 8]) in runs for i in range(len(written) - 7))
            # Date words are verbatim: that is what they are for.
            assert not copied or line.lstrip().startswith(("says:", "anchor:", "note:", "Date words")), line


def test_the_same_files_in_every_process() -> None:
    """Neither the order of hashes nor the machine's locale changes a byte of a draft."""
    program = (
        "import sys, pathlib; from site_gen.article import *; from site_gen.source import SourceFile\n"
        "for name in sys.argv[2:]:\n"
        "    text = (pathlib.Path(sys.argv[1]) / name).read_text(encoding='utf-8')\n"
        "    reading = read_article(SourceFile(name, text))\n"
        "    for episode in reading.episodes:\n"
        "        sys.stdout.buffer.write(repr(draft_event(episode, reading, 's', '2026-01-02')).encode())\n"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program, str(TEXTS), *OWN],
            capture_output=True,
            check=True,
            cwd=TEXTS.parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"},
        ).stdout
        for seed, locale, zone in (
            ("0", "C", "UTC"),
            ("1", "tr_TR.UTF-8", "Asia/Jakarta"),
            ("77", "C", "UTC"),
        )
    }
    assert len(made) == 1
    assert len(made.pop()) > 10_000


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


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [("The mill has stood empty since 1990.", True), ("The bell rang until 1968, says the file.", False)],
)
def test_only_what_has_no_end_goes_on(text: str, goes_on: bool) -> None:
    """A draft says of a state without an end that it goes on, of one that ended it does not."""
    reading = read_article(SourceFile("a.txt", f"A title\n\n{text}"), lang="en")
    (episode,) = reading.episodes
    drafted = draft_event(episode, reading, "a", "2024-04-02")
    assert drafted is not None
    assert ("This is a state that goes on" in drafted[1]) is goes_on

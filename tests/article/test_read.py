"""From a text to paragraphs: header, title, stamp, furniture, hard-wrapped lines."""

from __future__ import annotations

import pytest

from site_gen.article import ParagraphKind, read_article
from site_gen.article.read import is_furniture, layout
from site_gen.source import SourceFile

PROSE = "The bridge over the river was finished in 1951 and has carried trains ever since that year."


def _paragraphs(text: str, name: str = "a.txt") -> list[str]:
    reading = read_article(SourceFile(name, text), lang="en")
    return [text[p.start : p.end] for p in reading.article.paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "loading...",
        "A A A",
        "Copyright © 2024 The Daily Example",
        "© 2024",
        "All Rights Reserved",
        "Halaman :",
        "Facebook | Twitter | WhatsApp",
        "Baca Juga: Sungai yang hilang",
        "Read more: the river",
        "read/ rendering in 0.5 seconds",
        "https://example.org/a",
        "* * *",
        "Click here to subscribe",
    ],
)
def test_furniture_is_known(line: str) -> None:
    """Share bars, page links, copyright lines and rules between parts are furniture."""
    assert is_furniture(line)


@pytest.mark.parametrize("line", [PROSE, "Readers wrote in 1951.", "X marks the spot.", "A page of history."])
def test_prose_is_no_furniture(line: str) -> None:
    """Sentences are kept, also those that begin like furniture."""
    assert not is_furniture(line)


def test_a_paragraph_a_line() -> None:
    """On a page every long line is a paragraph."""
    long = PROSE + " " + PROSE
    assert _paragraphs(f"Title\n\n{long}\n{long}\n") == [long, long]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Lines of even length that do not end sentences are one paragraph."""
    wrapped = "The bridge over the river was finished in the\nyear 1951 and has carried night trains to\nsea."
    assert _paragraphs(f"Title\n\n{wrapped}\n\n{PROSE}\n") == [wrapped, PROSE]


def test_header_facts() -> None:
    """The header of a restatement gives the facts; its values are text."""
    text = (
        "---\nid: a-1\ntitle: 'On: bridges'\npublisher: P\nurl: https://e.org\nlang: en\n"
        "restates: an article,\n  in our words\n---\n\nIn 1951\nit was built.\n"
    )
    article = read_article(SourceFile("seeds/x.en.md", text)).article
    assert (article.id, article.title, article.publisher, article.url) == (
        "a-1",
        "On: bridges",
        "P",
        "https://e.org",
    )
    assert article.header["restates"] == "an article, in our words"
    assert len(article.paragraphs) == 1


def test_without_a_header_the_file_names_the_article() -> None:
    """The id is the file's stem, the title its first line."""
    article = read_article(SourceFile("seeds/old-bridge.en.txt", f"Old bridge\n\n{PROSE}"), lang="en").article
    assert (article.id, article.title) == ("old-bridge", "Old bridge")


def test_an_unclosed_header_is_body() -> None:
    """Three dashes without an end are no header."""
    assert layout(f"---\ntitle: x\n\n{PROSE}", markdown=True).header == {}


def test_headings_are_told_from_prose() -> None:
    """A short line without a full stop between paragraphs is a heading."""
    text = f"Title\n\n{PROSE}\n\nWar years\n\n{PROSE}"
    kinds = [p.kind for p in read_article(SourceFile("a.txt", text), lang="en").article.paragraphs]
    assert kinds == [ParagraphKind.TEXT, ParagraphKind.HEADING, ParagraphKind.TEXT]


@pytest.mark.parametrize(
    ("line", "lang", "published"),
    [
        ("Senin, 01 April 2024 - 11:49 WIB", "id", "2024-04-01T11:49+07:00"),
        ("Selasa, 02 April 2024 | 07.05 WIT", "id", "2024-04-02T07:05+09:00"),
        ("Kompas Uji - 2 April 2024", "id", "2024-04-02"),
        ("Diterbitkan: 2/4/2024 pukul 23:59", "id", "2024-04-02T23:59"),
        ("Published 2 April 2024, 3:15 p.m. GMT", "en", "2024-04-02T15:15+00:00"),
        ("April 2, 2024 12:00 am", "en", "2024-04-02T00:00"),
        ("2024-04-02", "en", "2024-04-02"),
        ("2024-04-02 10:20 +02:00", "en", "2024-04-02T10:20+02:00"),
        ("March 2024", "en", None),
        ("Three things that happened on 2 April 2024 in the old harbour town", "en", None),
    ],
)
def test_stamps(line: str, lang: str, published: str | None) -> None:
    """A line of the head that is a day and little more dates the article; nothing is filled in."""
    article = read_article(SourceFile("a.txt", f"Title\n\n{line}\n\n{PROSE}"), lang=lang).article
    assert article.published == published


def test_byline() -> None:
    """The author is taken from a byline, which is no paragraph."""
    reading = read_article(SourceFile("a.txt", f"Title\n\nBy Mara Quill\n\n{PROSE}"), lang="en")
    assert reading.article.author == "Mara Quill"
    assert len(reading.article.paragraphs) == 1

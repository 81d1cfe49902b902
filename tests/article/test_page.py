"""Saved pages of our own: what is their article, what they declare, where each word stands in the file."""

from __future__ import annotations

import json
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from site_gen.article import ArticleReading, ParagraphKind, decode_article, read_article
from site_gen.diagnostics import Severity
from site_gen.source import SourceFile

TEXTS = Path(__file__).resolve().parents[1] / "data" / "articles"
PAGES = sorted(file.name for file in TEXTS.glob("*.html"))
FIRST = "<p>On 3 May 1951 the bridge over the river was finished, and trains began to cross it by night.</p>"
SECOND = "<p>The wall of the mill was taken by the flood of 1954, and nobody in the town built it again.</p>"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as where trafilatura is not installed."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)


@pytest.fixture
def trafilatura(request: pytest.FixtureRequest) -> None:
    """Skip by name where trafilatura is not installed."""
    pytest.importorskip("trafilatura", reason=f"{request.node.name} needs the extra `html`")


def _read(text: str, **given: str) -> ArticleReading:
    return read_article(SourceFile("page.html", text), **given)


def _page(body: str, head: str = "", lang: str = "en") -> str:
    top = f"<!doctype html>\n<html lang={lang}><head><title>A bridge</title>{head}</head>"
    return f"{top}<body>{body}</body></html>"


def _paragraphs(reading: ArticleReading) -> list[str]:
    assert reading.clean is not None
    text, clean = reading.clean
    return [" ".join(text[p.start : p.end].split()) for p in clean.article.paragraphs]


def _codes(reading: ArticleReading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.diagnostics if diagnostic.code != "A113"]


@pytest.fixture(params=PAGES)
def own(request: pytest.FixtureRequest) -> tuple[str, str, dict[str, Any]]:
    """One of our own pages: name, text, and what is expected of it."""
    file = TEXTS / request.param
    return (
        file.name,
        file.read_text(encoding="utf-8"),
        json.loads(_expected(file).read_text(encoding="utf-8")),
    )


def _expected(file: Path) -> Path:
    return file.with_name(f"{file.stem}.expected.json")


def _facts(name: str, text: str) -> tuple[ArticleReading, dict[str, Any]]:
    reading = read_article(SourceFile(name, text))
    article = reading.article
    names = ("lang", "title", "published", "publisher", "author", "url")
    return reading, {name: getattr(article, name) for name in names}


def test_own_page_head(own: tuple[str, str, dict[str, Any]], bare: None) -> None:
    """What a page declares is found, a clearly wrong language is told, and furniture is no paragraph."""
    name, text, expected = own
    reading, facts = _facts(name, text)
    assert facts == {key: expected[key] for key in facts}
    assert [paragraph[:32] for paragraph in _paragraphs(reading)] == expected["paragraphs"]
    assert [d.code for d in reading.diagnostics] == expected["codes"]


def test_own_page_expressions(own: tuple[str, str, dict[str, Any]], bare: None) -> None:
    """Every expression is found, in clean words and as the file has it with tags and entities."""
    name, text, expected = own
    found = [
        [e.text, text[e.start : e.end], e.paragraph, e.kind.value, e.role.value, e.edtf, e.part, e.anchor]
        for e in read_article(SourceFile(name, text)).expressions
    ]
    assert found == expected["expressions"]


def test_own_page_episodes(own: tuple[str, str, dict[str, Any]], bare: None) -> None:
    """Episodes have their dates, status and flags."""
    name, text, expected = own
    found = [
        [e.id.split("#")[1], e.date, e.part, e.status, list(e.flags)]
        for e in read_article(SourceFile(name, text)).episodes
    ]
    assert found == expected["episodes"]


def test_trafilatura_finds_the_same_article(own: tuple[str, str, dict[str, Any]], trafilatura: None) -> None:
    """With the extra the facts and dates are the same, and nothing beside the article is read."""
    name, text, expected = own
    reading, facts = _facts(name, text)
    assert {key: facts[key] for key in ("lang", "title", "published", "author", "url")} == {
        key: expected[key] for key in ("lang", "title", "published", "author", "url")
    }
    assert [e.text for e in reading.expressions] == [e[0] for e in expected["expressions"]]
    assert "A113" not in [d.code for d in reading.diagnostics]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_offsets_hold_with_every_line_end(
    own: tuple[str, str, dict[str, Any]], ending: str, bare: None
) -> None:
    """Offsets cut the expressions out of the file as it stands, whatever its line ends."""
    name, text, expected = own
    source = text.replace("\n", ending)
    found = [source[e.start : e.end] for e in read_article(SourceFile(name, source)).expressions]
    assert found == [e[1].replace("\n", ending) for e in expected["expressions"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<nav><p>{SECOND}</nav>{FIRST}", [FIRST]),
        (f"<div class='related-posts'>{SECOND}</div>{FIRST}", [FIRST]),
        (f"<div hidden>{SECOND}</div>{FIRST}<p style='display: none'>{SECOND[3:]}", [FIRST]),
        (f"<template>{SECOND}</template><noscript>{SECOND}</noscript>{FIRST}", [FIRST]),
        (f"<article>{FIRST * 3}</article><article><p>A teaser of 1960.</article>", [FIRST] * 3),
        (f"<main><article>{FIRST}</article><article>{SECOND}</article></main>", [FIRST, SECOND]),
        (f"<div>{FIRST}<div><div>{SECOND}</i></span></div>", [FIRST, SECOND]),
        (f"{FIRST[3:-4]}<br><br>{SECOND[3:-4]}", [FIRST, SECOND]),
        (f"{FIRST[3:-4]}<br>{SECOND[3:-4]}", [FIRST, SECOND]),
        (
            "<p>In the year<br>of 1951 the bridge over the river was finished by them.",
            ["In the year of 1951"],
        ),
        (f"<nav>{FIRST}{SECOND}", [FIRST, SECOND]),
        (
            f"{FIRST}<table><tr><td>1954<td>the flood<tr><td>1956<td>the mill</table>",
            [FIRST, "1954 ", "1956 "],
        ),
        (f"{FIRST}<ul><li>1954: flood<li>1956: mill</ul>", [FIRST, "1954: flood", "1956: mill"]),
        (
            f"{FIRST}<p>She said that <blockquote>in 1954</p> it fell</blockquote>",
            [FIRST, "She said that in"],
        ),
        (f"{FIRST}<p>Said: <q>in 1954</p><p>it fell</q> at night in the rain.", [FIRST, "Said: in 1954 it"]),
        (f"{FIRST}<p>A &lt;p&gt; of 1954 &amp; of 1956 is no tag.", [FIRST, "A <p> of 1954 & of"]),
    ],
)
def test_what_is_a_paragraph(body: str, expected: list[str], bare: None) -> None:
    """Landmarks, broken nesting, line breaks, cells and quotations make the paragraphs that a reader sees."""
    found = _paragraphs(_read(_page(body)))
    wanted = [text.removeprefix("<p>").removesuffix("</p>") for text in expected]
    assert len(found) == len(wanted)
    assert all(paragraph.startswith(text) for paragraph, text in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("3&nbsp;May&#160;1951", "3 May 1951"),
        ("3 <b>May</b>\n   1951", "3 May 1951"),
        ("3 Ma&shy;y 19&#8203;51", "3 May 1951"),
        ("3 M\u00ada\u200by 1951", "3 May 1951"),
        ("the 19<sup>th</sup> century", "the 19th century"),
        ("&#51; May 1951", "3 May 1951"),
        ("3&ensp;May&ensp;1951", "3 May 1951"),
    ],
)
def test_an_expression_is_cut_as_it_is_written(written: str, text: str, bare: None) -> None:
    """The offsets of an expression hold its tags and entities, and its text holds none."""
    page = _page(f"{SECOND}<p>On {written} the bridge over the river was finished by the railway.</p>")
    one = _read(page).expressions[-1]
    assert (one.text, page[one.start : one.end]) == (text, written)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("property=article:published_time content=2024-04-01T11:49:13+07:00", "2024-04-01T11:49+07:00"),
        ("name=date content='2024/04/01 11:49:00'", "2024-04-01T11:49"),
        ("name=date content=20240401", "2024-04-01"),
        ("name=pubdate content='Mon, 01 Apr 2024 11:49:00 +0700'", "2024-04-01T11:49+07:00"),
        ("name=date content='1 April 2024, 11:49 WIB'", "2024-04-01T11:49+07:00"),
        ("itemprop=datePublished content=2024-04-31", None),
        ("name=date content=1970-01-01T00:00:00Z", None),
        ("name=date content=soon", None),
        ("name=date content=2024", None),
    ],
)
def test_published(head: str, published: str | None, bare: None) -> None:
    """The moment of publication is read in the forms that pages write it, and never filled up."""
    reading = _read(_page(FIRST, f"<meta {head}>"))
    assert reading.article.published == published
    assert _codes(reading) == ([] if published or "1970" in head else ["A109"])


@pytest.mark.parametrize(("kind", "published"), [("NewsArticle", "2024-04-01"), ("Event", None)])
def test_published_in_json_ld(kind: str, published: str | None, bare: None) -> None:
    """Of a page's descriptions only that of an article tells when it was published."""
    data = f'{{"@graph": [{{"@type": ["Thing", "{kind}"], "datePublished": "2024-04-01"}}]}}'
    page = _page(FIRST, f'<script type="application/ld+json">{data}</script>')
    assert _read(page).article.published == published


def test_a_day_that_is_shown_is_the_readers_day(bare: None) -> None:
    """A page that declares its moment in another zone was published on the day that it shows."""
    head = '<meta property="article:published_time" content="2024-03-31T22:30:00Z">'
    body = (
        f"<h1>A bridge</h1><p>Senin, 1 April 2024 - 05:30 WIB</p>{FIRST}<p>Kemarin pekerjaan itu selesai.</p>"
    )
    reading = _read(_page(body, head), lang="id")
    assert reading.article.published == "2024-04-01T05:30+07:00"
    assert reading.expressions[-1].edtf == "2024-03-31"


def test_a_wrong_language_is_told_and_not_followed(bare: None) -> None:
    """A page whose words are clearly of another language is read in that one, with a warning at the place."""
    words = (
        "Jembatan itu selesai dibangun pada tahun 1951 dan sejak itu tidak pernah ditutup untuk umum, kata"
    )
    page = _page(f"<p>{words} mereka yang tinggal di kota itu dan di desa yang ada di seberang sungai.</p>")
    reading = _read(page)
    (warning,) = [d for d in reading.diagnostics if d.code == "A111"]
    assert (reading.article.lang, warning.line, warning.column) == ("id", 2, 12)
    assert _read(page, lang="en").article.lang == "en"


def test_diagnostics_stand_where_the_words_stand(bare: None) -> None:
    """A warning about a date names the line and column of the file, not of the clean text."""
    reading = _read(_page(f"\n{FIRST}\n<div>\n<p>On <b>31 February</b> 1954 he left the city by the river."))
    (warning,) = [d for d in reading.diagnostics if d.code == "A107"]
    assert (warning.line, warning.column) == (5, 10)
    assert warning.excerpt.startswith("<p>On <b>31 February")


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("<html></html>", ["A104"]),
        ("<html><script>document.write('In 1951 he left')</script></html>", ["A104"]),
        (_page(FIRST, '<script type="application/ld+json">{"@type": "Article",}</script>'), ["A115"]),
        (_page(f"<main><article>{FIRST}</article><article>{SECOND}</article></main>"), ["A114"]),
        (_page(FIRST, lang="tlh"), ["A105"]),
        (_page(FIRST, lang=""), []),
    ],
)
def test_what_is_wrong_is_told(page: str, codes: list[str], bare: None) -> None:
    """A page without text, with broken descriptions or several articles gives a diagnostic, no exception."""
    assert _codes(_read(page)) == codes


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1252", '<meta charset="windows-1252">'),
        ("latin-1", '<meta http-equiv=content-type content="text/html; charset=iso-8859-1">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-16", '<meta charset="utf-8">'),
        ("cp1251", '<meta charset="windows-1251">'),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    """A page is decoded as it declares, unless its bytes are UTF-8 or begin with a mark of UTF-16."""
    letter = "ш" if encoding == "cp1251" else "é"
    source, fault = decode_article("a.html", _page(f"caf{letter}", declared).encode(encoding))
    assert fault is None
    assert f"caf{letter}" in source.text


@pytest.mark.parametrize("declared", ["", '<meta charset="klingon">', '<meta charset="utf-8">'])
def test_unreadable_bytes_are_told(declared: str) -> None:
    """Bytes that are neither UTF-8 nor in a declared encoding that is known are a fault with advice."""
    _, fault = decode_article("a.html", _page("café", declared).encode("cp1252"))
    assert fault is not None
    assert fault.hint.startswith("save")


LAUGHS = (
    '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f"<html><body>{FIRST}<p>It is said that &b;&x; in 1954 the wall of the mill fell.</p>"
)


@pytest.mark.parametrize("extra", ["bare", "trafilatura"])
def test_nothing_is_fetched_or_expanded(
    extra: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entities of a page's own are not resolved, files not opened and no connection made."""
    request.getfixturevalue(extra)
    head = '<link rel=stylesheet href="http://example.org/a.css"><base href="file:///etc/">'
    frame = '<iframe src="http://example.org/1980"></iframe><img src="file:///etc/hostname">'
    _read(_page(FIRST))

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    texts = [e.text for e in _read(LAUGHS).expressions]
    assert texts == ["3 May 1951", "1954"]
    assert "haha" not in str(_read(LAUGHS).clean)
    assert [e.text for e in _read(_page(frame + FIRST, head)).expressions] == ["3 May 1951"]


HOSTILE = {
    "deep": "<div>" * 100_000 + FIRST,
    "articles": "<article>" * 50_000 + FIRST,
    "cells": "<table><tr><td>" * 20_000 + FIRST,
    "unfinished": FIRST + "<a " * 200_000,
    "quotes": FIRST + "<a b='" * 100_000,
    "comments": FIRST + "<!--" * 200_000,
    "titles": FIRST + "<title>" * 100_000,
    "closes": "<div>" * 20_000 + "</table></span></td>" * 20_000 + FIRST,
    "quotations": "<q>" * 30_000 + FIRST,
    "notes": "<sup>" * 30_000 + FIRST,
    "captions": "<figure><figcaption>x" * 20_000 + FIRST,
    "types": "<!doctype x [ >" * 50_000 + FIRST,
    "entities": FIRST + "&amp;" * 100_000 + "&" * 100_000,
    "data": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + FIRST,
    "nul": FIRST + "\0\0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_time(name: str, bare: None) -> None:
    """Depth, unfinished tags and the like neither raise nor take time by the square of their length."""
    begun = time.process_time()
    reading = _read("<html lang=en>" + HOSTILE[name])
    assert "3 May 1951" in [e.text for e in reading.expressions]
    assert not [d for d in reading.diagnostics if d.severity is Severity.ERROR]
    assert time.process_time() - begun < 20


def test_what_fails_in_trafilatura_is_told(monkeypatch: pytest.MonkeyPatch, trafilatura: None) -> None:
    """A page that trafilatura cannot read is read by its landmarks, and says so."""
    import trafilatura as library

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(library, "bare_extraction", fail)
    reading = _read(_page(FIRST))
    assert _paragraphs(reading) == [FIRST[3:-4]]
    assert [d.code for d in reading.diagnostics] == ["A113"]


def test_headings_are_those_of_the_page(bare: None) -> None:
    """A heading is one by its element, and a short entry of a list is prose."""
    reading = _read(_page(f"{FIRST}<h2>Years of war.</h2><ul><li>1954 flood</ul>{SECOND}"))
    kinds = [paragraph.kind for paragraph in reading.article.paragraphs]
    text, heading = ParagraphKind.TEXT, ParagraphKind.HEADING
    assert kinds == [text, heading, text, text]

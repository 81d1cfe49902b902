"""The review page as text: what stands in it, and that nothing of the article is code."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_gen.importer import Imported
from site_gen.review import Desk, make_page

PageOf = Callable[..., str]

ARTICLE = """---
title: A visit
published: 2024-04-01
lang: en
---

In March 1954 Vyacheslav Molotov sent a letter. In the same year the answer came from Washington.

Two years later the matter was closed, and nobody asked again.

Nobody knows where the archive is.
"""


class Reader(HTMLParser):
    """Collects tags with their attributes, and the text outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag, and those in it that need no end."""
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if not {"script", "style"} & set(self.inside):
            self.text.append(data)

    def all(self, name: str) -> list[str]:
        """The values of an attribute, in order."""
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]


def test_every_link_leads_somewhere(page_of: PageOf) -> None:
    """Ids are there once, and every link and description names one of them."""
    page = Reader(page_of(ARTICLE))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    links = [href.removeprefix("#") for href in page.all("href")]
    assert links
    assert {*links, *page.all("aria-describedby"), *page.all("aria-labelledby")} <= set(ids)
    assert all(href.startswith("#") for href in page.all("href"))
    tied = {id_ for each in page.all("data-to") for id_ in each.split()} | set(page.all("data-on"))
    assert tied <= set(ids)


def test_words_events_and_anchors_are_tied(page_of: PageOf) -> None:
    """The first date leads to its event, "the same year" leans on it, and the event leads back."""
    html = page_of(ARTICLE)
    page = Reader(html)
    marks = {attrs["id"]: attrs for tag, attrs in page.tags if (attrs.get("class") or "").startswith("rv-x ")}
    assert [attrs.get("data-on") for attrs in marks.values()] == [None, None, "x2", "x3"]
    assert [(attrs["data-to"] or "").split() for attrs in marks.values()] == [[], ["e1"], ["e2"], ["e3"]]
    for number, rule in ((2, "month-year"), (3, "same-unit")):
        note = html.partition(f'id="n{number}"')[2].partition("</span></span>")[0]
        assert f"{rule}</code>" in note
    assert "leans on 2, “March 1954”" in html
    assert html.count('href="#x2"') >= 3


def test_all_of_the_article_is_there_in_order(page_of: PageOf) -> None:
    """Whoever takes out the marks has the article's own words."""
    html = page_of(ARTICLE)
    prose = re.findall(r'<div class="rv-text"[^>]*><p>(.*?)</p></div>', html)
    assert len(prose) == 3
    bare = re.sub(r'<span class="rv-x__note".*?</span></span>', "", prose[0])
    bare = re.sub(r"<sup>\d+</sup>|<a class=\"rv-x__on\".*?</a>", "", bare)
    assert re.sub(r"<[^>]+>", "", bare) == (
        "In March 1954 Vyacheslav Molotov sent a letter. In the same year the answer came from Washington."
    )


def test_the_policy_names_what_stands_in_the_page(page_of: PageOf) -> None:
    """The one style and the one script have the hashes of the policy; no attribute needs more."""
    page = page_of(ARTICLE)
    policy = next(str(a["content"]) for _, a in Reader(page).tags if "http-equiv" in a)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    names = {name for _, attrs in Reader(page).tags for name in attrs}
    assert not [name for name in names if name == "style" or name.startswith("on")]
    assert "noindex" in page


def test_what_an_article_says_is_text(page_of: PageOf) -> None:
    """Tags, quotes and braces in title, date words, names and prose reach nobody as code."""
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7*7 }} </style>'
    page = page_of(
        f'---\ntitle: A {evil}\nauthor: "<b>Me</b>"\npublished: 2024-04-01\nlang: en\n---\n\n'
        f"In March 1954 {evil} came. In 1955 <i>Molotov</i> went.\n"
    )
    tags = [tag for tag, _ in Reader(page).tags]
    assert [tag for tag in tags if tag in ("img", "i")] == []
    assert tags.count("script") == tags.count("style") == 1
    assert "{{ 7*7 }}" in page
    assert "alert(1)" in "".join(Reader(page).text)


def test_a_saved_page_shows_its_words(page_of: PageOf) -> None:
    """Of HTML the words are shown, whatever tags stand between them."""
    from site_gen.article import Expression, Kind, Role
    from site_gen.review.pieces import cut, is_page

    html = (
        "<!doctype html><p>In <b>March</b>&nbsp;1954 &amp; later,<br>so<script>x()</script> <!-- x -->it</p>"
    )
    assert is_page(html)
    assert not is_page("In March 1954 a < b")
    start, end = html.index("<b>"), html.index("1954") + 4
    rest = ("1954-03", None, None, None, None, "month-year")
    date = Expression("t1", "March 1954", start, end, 1, Kind.EXPLICIT, Role.EVENT, *rest)
    begin = html.index("In")
    shown = [(words, each is not None) for words, each in cut(html, begin, len(html), [date], page=True)]
    assert shown == [("In ", False), ("March 1954", True), (" & later, so it ", False)]


def test_expressions_that_overlap_are_shown_once() -> None:
    """A second expression over the same words loses its place in the text, never the words theirs."""
    from site_gen.article import Expression, Kind, Role
    from site_gen.review.pieces import cut

    def one(start: int, end: int) -> Expression:
        return Expression(
            "t", "", start, end, 1, Kind.EXPLICIT, Role.EVENT, None, None, None, None, None, "r"
        )

    text = "in March 1954 and after"
    cut_up = list(cut(text, 0, len(text), [one(3, 13), one(9, 13), one(20, 99)], page=False))
    assert "".join(words for words, _ in cut_up) == text
    assert [each is not None for _, each in cut_up] == [False, True, False]


def test_both_languages_and_directions(page_of: PageOf) -> None:
    """The page speaks the site's language, the text keeps its own, from right to left as well."""
    page = page_of("في مارس 1954 وصل الوفد إلى المدينة.\n", name="a.txt", lang="ar", page_lang="id")
    assert '<html lang="id">' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "Semua ungkapan tanggal" in page


def test_the_same_import_gives_the_same_bytes(page_of: PageOf, tmp_path: Path) -> None:
    """A page has no clock in it, and no order by chance."""
    page_of(ARTICLE)
    assert page_of(ARTICLE) == page_of(ARTICLE)


def test_without_a_reading_there_is_no_page() -> None:
    """What could not be read cannot be reviewed."""
    from site_gen.build.catalogues import words_of

    with pytest.raises(ValueError, match="no reading"):
        make_page(Imported(None, {}, (), ()), Desk("en", words_of("en"), ""))


def test_many_expressions(page_of: PageOf) -> None:
    """Three hundred dates in one paragraph are all marked and tied."""
    dates = " ".join(f"In {1700 + n} ship {n} came." for n in range(300))
    page = Reader(page_of(f"---\ntitle: Ships\nlang: en\n---\n\n{dates}\n"))
    assert len([1 for _, attrs in page.tags if (attrs.get("class") or "").startswith("rv-x ")]) == 300

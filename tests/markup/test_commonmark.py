import tomllib
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.markup import ATTRIBUTES, TAGS, LinkFault, Manner, Rendered, render
from site_gen.markup.manner import Engine

pytest.importorskip("pyromark")

ROOT = Path(__file__).resolve().parents[2]
TABLE: Mapping[str, Any] = tomllib.loads((ROOT / "tests/data/commonmark.toml").read_text(encoding="utf-8"))
SIGNS = "#*_`[]()!<>&;|:\\-+=.1 \n\t^~\"'a\x02\x03/"
PIECES = (
    "[^n]",
    "[^n]: x\n\n",
    "![",
    "](a.md)",
    "<b>",
    "<script>",
    "</b>",
    "javascript:",
    "| a | b |\n|--|--|\n",
    "> ",
)
SOUP = st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from(PIECES)), max_size=40).map("".join)


class Elements(HTMLParser):
    """The elements of a piece of HTML, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attrs)))


def keep(target: str, _: str) -> str:
    """A resolver that leaves every target as it is."""
    return target


def html(text: str, *, raw_html: bool = False, quotes: tuple[str, ...] = (), top: int = 3) -> str:
    """What the engine makes of a text whose links stay as they are."""
    return render(text, keep, Manner(raw_html, quotes=quotes, engine=Engine.COMMONMARK), top=top).html


@pytest.mark.parametrize("text", TABLE["same"])
def test_same(text: str) -> None:
    """Of most of Markdown both engines make the same, to the byte."""
    assert html(text) == render(text, keep).html


@pytest.mark.parametrize("row", TABLE["different"], ids=lambda row: row["text"])
def test_different(row: Mapping[str, str]) -> None:
    """Where they differ it is known how, and docs/event-files.md tells it."""
    assert html(row["text"]) == row["commonmark"]
    assert render(row["text"], keep).html == row["python_markdown"]
    told = " ".join((ROOT / "docs/event-files.md").read_text(encoding="utf-8").split())
    assert row["why"] in told


def test_targets_are_resolved() -> None:
    """Each target is asked for as it was written, with what it is for, and replaced by the answer."""
    asked = []

    def resolve(target: str, tag: str) -> str | LinkFault:
        asked.append((target, tag))
        return LinkFault(target, "gone", "write another") if "gone" in target else f"/{target}"

    text = (
        "[a](b.md) ![c](d.png 'T') [e][1] [f](gone.md) [g](#h) [i]() [k](l\\_m.md) <x@y.example> "
        "[n](o?p&q)\n\n[1]: r.md"
    )
    found = render(text, resolve, Manner(engine=Engine.COMMONMARK))
    assert asked == [
        ("b.md", "a"),
        ("d.png", "img"),
        ("r.md", "a"),
        ("gone.md", "a"),
        ("l_m.md", "a"),
        ("mailto:x@y.example", "a"),
        ("o?p&q", "a"),
    ]
    assert found.faults == (LinkFault("gone.md", "gone", "write another"),)
    assert '<a href="/b.md">' in found.html
    assert '<a href="/o?p&amp;q">' in found.html
    assert 'loading="lazy" src="/d.png" title="T"' in found.html


def test_html_in_bodies() -> None:
    """HTML is shown as it was typed, or passes the sanitiser with its links resolved and without names."""
    inline = 'A <b id="x">b</b> <img src="http://x.example/a.png" onerror="y">.'
    text = f'{inline}\n\n<div class="z">\n\n*c*\n\n</div>'
    assert '&lt;b id="x"&gt;b&lt;/b&gt;' in html(text)

    def refuse(target: str, _: str) -> LinkFault:
        return LinkFault(target, "no", "")

    found = render(text, refuse, Manner(raw_html=True, engine=Engine.COMMONMARK))
    assert "<b>b</b> <img>" in found.html
    assert "<div>" in found.html
    assert "<em>c</em>" in found.html
    assert [fault.target for fault in found.faults] == ["http://x.example/a.png"]


def test_headings() -> None:
    """Headings begin at the top level, and none is more than one below the one before it."""
    found = html("# a\n\n#### b\n\nc\n=", top=2)
    assert [tag for tag, _ in Elements(found).found] == ["h2", "h3", "h2"]


def test_typography() -> None:
    """Marks become typographic as they do with the other engine: not in code, addresses and HTML."""
    marks = ("„", "“", "‚", "‘")
    text = '"*a* \'b\'" -- `"c"` ["d"](e--f.md) <https://g.example/h--i>\n\n    "j"\n\n- it\'s...\n- “k” "l"'
    assert html(text, quotes=marks) == render(text, keep, Manner(quotes=marks)).html
    assert html('<kbd>"a"</kbd> "b"', raw_html=True, quotes=marks) == '<p><kbd>"a"</kbd> „b“</p>'


def test_alternatives_of_pictures() -> None:
    """What stands for a picture is its text, with that of a picture inside it."""
    assert html("![a *b ![c `d`](e.png)*](f.png)") == '<p><img alt="a b c d" loading="lazy" src="f.png"></p>'


@pytest.mark.parametrize(
    ("text", "times", "end"),
    [
        ("> ", 9_000, "x"),
        ("- ", 9_000, "x"),
        ("[", 50_000, ""),
        ("*a **b ", 9_000, ""),
        ("` `` ", 9_000, ""),
        ("![", 9_000, ""),
        ("*a **b ", 300, "** * " * 300 + "`code` ![c](d.png)"),
        ("> *a* ", 300, "`code` ![c](d.png)\n\n| x |\n|---|\n| y |"),
        ("[^a]", 500, "\n\n[^a]: x"),
        ("a\n", 30_000, ""),
    ],
)
def test_deep_and_long(text: str, times: int, end: str) -> None:
    """Nothing is too deep or too long, and no word is lost."""
    found = html(text * times + end, quotes=("“", "”", "‘", "’"))
    assert all(word in found for word in ("x", "a", "code") if f" {word}" in f" {text}{end}")


@given(SOUP, st.booleans())
def test_any_text_is_safe(text: str, raw: bool) -> None:
    """Whatever the text, only listed elements and attributes come out, and no handler and no script."""
    for tag, attributes in Elements(html(text, raw_html=raw, quotes=("“", "”", "‘", "’"))).found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        assert not (attributes.get("href") or "").lower().startswith(("javascript", "data"))


def test_bodies_do_not_mix() -> None:
    """Footnotes and link names of one body are unknown to the next."""
    first = html("A[^n] [x][l].\n\n[^n]: Note.\n\n[l]: a.md")
    assert html("A[^n] [x][l].") == "<p>A[^n] [x][l].</p>"
    assert html("A[^n] [x][l].\n\n[^n]: Note.\n\n[l]: a.md") == first


def test_empty() -> None:
    """An empty body is empty."""
    assert render(" \n", keep, Manner(engine=Engine.COMMONMARK)) == Rendered("", ())

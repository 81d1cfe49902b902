from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.markup import ATTRIBUTES, TAGS, LinkFault, Manner, Rendered, render

SIGNS = "a|\n|#|-|*|_|`|[|]|(|)|<|>|!|:|&|\"|'|\\|1.|^|~|=|+|é|😀|\t|<b>|<script>|javascript:|http://x|&lt;|[^1]|{"
PIECES = (
    "\n\n",
    " ",
    "|",
    "    ",
    "](a.md)",
    "![",
    "<img src=x onerror=y>",
    '<a href="javascript:x">',
    "[1]: a.md",
)
MARKDOWN_LIKE = st.lists(st.sampled_from((*SIGNS.split("|"), *PIECES)), max_size=30).map("".join)


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


def html(text: str, *, raw_html: bool = False) -> str:
    """The HTML of a text whose links stay as they are."""
    return render(text, keep, Manner(raw_html)).html.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A *b* **c**", "<p>A <em>b</em> <strong>c</strong></p>"),
        ("[x](a.md)", '<p><a href="a.md">x</a></p>'),
        ("[x](a\\_b.md)", '<p><a href="a_b.md">x</a></p>'),
        ("[x](#top)", '<p><a href="#top">x</a></p>'),
        ("[x][1]\n\n[1]: a.md 'T'", '<p><a href="a.md" title="T">x</a></p>'),
        (
            "<https://a.example/?b=1&c=2>",
            '<p><a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a></p>',
        ),
        ("<somebody@a.example>", '<p><a href="mailto:somebody@a.example">somebody@a.example</a></p>'),
        ("![A page](a.png)", '<p><img alt="A page" loading="lazy" src="a.png"></p>'),
        ("*[EU]: Union\n\nThe EU.", '<p>The <abbr title="Union">EU</abbr>.</p>'),
        ("a & b < c &copy;", "<p>a &amp; b &lt; c ©</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<!-- note -->", "<p>&lt;!-- note --&gt;</p>"),
        ("    <b>\n", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ],
)
def test_html(text: str, expected: str) -> None:
    """Markdown becomes plain, safe HTML with headings below those of the page, and HTML is shown as typed."""
    assert html(text) == expected


@pytest.mark.parametrize(
    ("levels", "top", "expected"),
    [
        ((1, 4, 6), 3, (3, 4, 5)),
        ((2, 4), 3, (3, 4)),
        ((2, 4), 2, (2, 3)),
        ((3, 3), 2, (2, 2)),
        ((1, 2, 3, 2, 1, 2), 3, (3, 4, 5, 4, 3, 4)),
        ((2, 4, 1, 4, 3), 2, (2, 3, 2, 3, 3)),
        ((1, 2, 3, 4, 5, 6), 3, (3, 4, 5, 6, 6, 6)),
    ],
)
def test_headings(levels: tuple[int, ...], top: int, expected: tuple[int, ...]) -> None:
    """Headings begin at the top level and none is more than one below the one before it, whatever was typed;
    two of one level under one heading stay of one level.
    """
    text = "\n\n".join("#" * level + " x" for level in levels)
    found = [tag for tag, _ in Elements(render(text, keep, top=top).html).found]
    assert found == [f"h{level}" for level in expected]


def test_table() -> None:
    """Heads of tables have a scope, and columns keep their alignment without a style attribute."""
    found = html("| a | b |\n| --: | --- |\n| 1 | 2 |")
    assert '<th align="right" scope="col">a</th>' in found
    assert '<td align="right">1</td>' in found
    assert "style" not in found


def test_footnote() -> None:
    """A footnote and its reference lead to each other."""
    found = html("Text[^n].\n\n[^n]: Note.")
    assert '<sup id="fnref:n"><a class="footnote-ref" href="#fn:n">1</a></sup>' in found
    assert '<li id="fn:n">' in found
    assert 'href="#fnref:n"' in found


def test_bodies_do_not_mix() -> None:
    """Footnotes and link names of one body are unknown to the next."""
    first = html("A[^n] [x][l].\n\n[^n]: Note.\n\n[l]: a.md")
    assert html("A[^n] [x][l].") == "<p>A[^n] [x][l].</p>"
    assert html("A[^n] [x][l].\n\n[^n]: Note.\n\n[l]: a.md") == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>x</b> <script>y</script>", "<p><b>x</b> </p>"),
        ('<a href="javascript:x" onclick="y">z</a>', "<p><a>z</a></p>"),
        ('<img src="a.png" onerror="x">', '<p><img src="a.png"></p>'),
        ("<iframe src=x></iframe>", ""),
        ('<p style="color:red">x</p>', "<p>x</p>"),
        ('<div class="note" id="main" lang="fr">x</div>', '<div lang="fr">x</div>'),
        ("<h1>x</h1><h2>y</h2><h3>z</h3>", "x\ny\n<h3>z</h3>"),
    ],
)
def test_raw_html(text: str, expected: str) -> None:
    """Where HTML is let through, what is not on the list of harmless elements is taken out."""
    assert html(text, raw_html=True) == expected


def test_targets_are_resolved() -> None:
    """Each target is asked for as it was written, with what it is for, and replaced by the answer."""
    asked = []

    def resolve(target: str, tag: str) -> str | LinkFault:
        asked.append((target, tag))
        return LinkFault(target, "gone", "write another") if "gone" in target else f"/{target}"

    text = "[a](b.md) ![c](d.png 'T') [e][1] [f](gone.md) [g](#h) [i]() [k](l\\_m.md) <x@y.example>"
    found = render(text, resolve)
    assert asked == [
        ("b.md", "a"),
        ("d.png", "img"),
        ("gone.md", "a"),
        ("l_m.md", "a"),
        ("mailto:x@y.example", "a"),
    ]
    assert found.faults == (LinkFault("gone.md", "gone", "write another"),)
    assert 'href="/b.md"' in found.html
    assert 'src="/d.png"' in found.html


def test_targets_of_html_are_resolved() -> None:
    """HTML that is let through leads where Markdown may lead: every target is asked for once, and one that is
    refused goes.
    """
    asked = []

    def resolve(target: str, tag: str) -> str | LinkFault:
        asked.append((target, tag))
        return f"/{target}" if target.endswith(".md") else LinkFault(target, "no", "write another")

    text = (
        "[a](b.md)\n\n"
        '<p><a href="c.md?x&amp;d.md">e</a><img src="https://f.example/g.png"><a href="//evil">h</a>'
        '<q cite="http://i.example">j</q><a href="#k">l</a></p>\n\n'
        '<blockquote cite="m.md"></blockquote>\n'
    )
    found = render(text, resolve, Manner(raw_html=True))
    assert asked == [
        ("b.md", "a"),
        ("c.md?x&d.md", "a"),
        ("https://f.example/g.png", "img"),
        ("//evil", "a"),
        ("http://i.example", "a"),
        ("m.md", "a"),
    ]
    assert [fault.target for fault in found.faults] == [
        "https://f.example/g.png",
        "//evil",
        "http://i.example",
    ]
    assert [attributes for _, attributes in Elements(found.html).found if attributes] == [
        {"href": "/b.md"},
        {"href": "/c.md?x&d.md"},
        {"href": "#k"},
        {"cite": "/m.md"},
    ]


def test_footnotes_keep_their_ids_in_html() -> None:
    """Where HTML is let through, footnotes still find each other, and nothing else can bear their ids."""
    found = html('A[^n].\n\n[^n]: Note.\n\n<p id="fn:n" class="footnote">x</p><p id="y">z</p>', raw_html=True)
    ids = [attributes["id"] for _, attributes in Elements(found).found if "id" in attributes]
    assert sorted(filter(None, ids)) == ["fn:n", "fnref:n"]
    assert 'class="footnote-ref"' in found


def test_links_inside_links_of_images() -> None:
    """An image inside a link is asked for, and so is the link around it."""
    asked = []

    def resolve(target: str, tag: str) -> str:
        asked.append((target, tag))
        return target

    assert render("[![a](b.png)](c.md)", resolve) == Rendered(
        '<p><a href="c.md"><img alt="a" loading="lazy" src="b.png"></a></p>', ()
    )
    assert asked == [("c.md", "a"), ("b.png", "img")]


def test_javascript_is_taken_out_even_if_resolved() -> None:
    """A scheme that runs something does not pass, whatever the resolver says."""
    assert html("[x](javascript:alert(1)) [y](data:text/html,z)") == "<p><a>x</a> <a>y</a></p>"


@given(MARKDOWN_LIKE, st.booleans())
def test_any_text_is_safe(text: str, raw: bool) -> None:
    """Whatever the text, only listed elements and attributes come out, and no handler and no script."""
    for tag, attributes in Elements(html(text, raw_html=raw)).found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        assert not (attributes.get("href") or "").lower().startswith(("javascript", "data"))

import pytest

from site_gen.markup import Manner, render
from site_gen.markup.footnotes import with_footnotes

CASES = {
    '<p><a href="letter.html">a</a> <a href="#here">b</a> <a href="mailto:a@example.org">c</a></p>': [],
    '<p><a href="https://example.org/">a</a></p>': ["https://example.org/"],
    '<p><a href="http://b.example/">a</a> <a href="https://a.example/">b</a></p>': [
        "http://b.example/",
        "https://a.example/",
    ],
    '<a title="a &gt; b" href="https://example.org/?a=1&amp;b=2" lang="de">a</a>': [
        "https://example.org/?a=1&amp;b=2"
    ],
    '<p><a href="https://a.example/">https://a.example/</a></p>': [],
    '<p><a title="see href=&quot;https://no.example/">a</a></p>': [],
    # A serialiser may leave these in an attribute as they are; in a text they must not stand so.
    '<a href="https://example.org/<b>">a</a>': ["https://example.org/&lt;b&gt;"],
}


@pytest.mark.parametrize(("body", "addresses"), CASES.items())
def test_addresses_are_listed_in_order(body: str, addresses: list[str]) -> None:
    """Links to other sites are numbered, and their addresses stand after the body as texts."""
    made = with_footnotes(body)
    items = "".join(f"<li>{address}</li>\n" for address in addresses)
    assert made.endswith(f'<ol class="tl-paper" hidden>\n{items}</ol>' if addresses else body)
    assert [f' data-note="{n}"' in made for n in range(1, 4)] == [n <= len(addresses) for n in range(1, 4)]


def test_one_address_has_one_number() -> None:
    """Who links twice to a page has one note."""
    made = with_footnotes('<a href="https://a.example">1</a><a href="https://a.example">2</a>')
    assert made.count('data-note="1"') == 2
    assert made.count("<li>") == 1


@pytest.mark.parametrize("raw_html", [True, False])
def test_bodies_cannot_write_notes_themselves(*, raw_html: bool) -> None:
    """A number or a list for paper that an editor wrote as HTML does not come through."""
    typed = 'A <a href="/b" data-note="7">b</a>\n\n<ol class="tl-paper"><li>c</li></ol>\n'
    made = render(typed, lambda target, _: target, Manner(raw_html=raw_html)).html
    assert '<a href="/b" data-note' not in made
    assert '<ol class="tl-paper"' not in made

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.markup import Manner, render
from site_gen.markup.typography import typeset
from site_gen.quotation import ROOT, quotation_marks

SIGNS = "\"'-.a1 \n*_`[](){}<>/:&;#\x02\x03é"


def keep(target: str, _: str) -> str:
    """A resolver that leaves every target as it is."""
    return target


def html(text: str, lang: str = "en", *, raw_html: bool = False) -> str:
    """What a text in a language becomes, without the paragraph around it."""
    made = render(text, keep, Manner(raw_html, quotes=quotation_marks(lang))).html.strip()
    return made.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "\"He said 'no'.\"", "“He said ‘no’.”"),
        ("en-GB", '"One "two" one"', "“One ‘two’ one”"),
        ("id", "Ia berkata, \"Kata 'itu' salah.\"", "Ia berkata, “Kata ‘itu’ salah.”"),
        ("de", "Er sagte: \"Das ist 'so'.\"", "Er sagte: „Das ist ‚so‘.“"),
        ("de-CH", '"So"', "„So“"),
        ("fr", 'Il dit "oui"\N{NO-BREAK SPACE}!', "Il dit «\u202foui\u202f»&nbsp;!"),
        ("fr-CH", '"Oui"', "«Oui»"),
        ("ru", 'Он сказал: "Не "так""', "Он сказал: «Не „так“»"),
        ("sv", '"Ja"', "”Ja”"),
        ("nl", '"Ja" \'s morgens', "‘Ja’ ’s morgens"),
        ("ja", '"はい"', "「はい」"),
        ("pl", '"Tak"', "„Tak”"),
        ("xx", '"?"', "“?”"),
    ],
)
def test_languages(lang: str, text: str, expected: str) -> None:
    """Quotations have the marks of the language of the text, and inner ones the other pair."""
    assert html(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's John's", "it’s John’s"),
        ("the states' rights", "the states’ rights"),
        ("tahun '90-an", "tahun ’90-an"),
        ("'tis '68, rock 'n' roll", "’tis ’68, rock ’n’ roll"),
        ("'Tis \"'tis\" so", "’Tis “’tis” so"),
        ("the 'word' here", "the ‘word’ here"),
        ("the 'two words' here", "the ‘two words’ here"),
        ("'n unclosed one", "’n unclosed one"),
        ("O'Neill, l'ami, 1950's", "O’Neill, l’ami, 1950’s"),
        ("5' 10\" tall, 6' and 12\" wide, 5'10\"", "5' 10\" tall, 6' and 12\" wide, 5'10\""),
        ("41° 24' 12\"", "41° 24' 12\""),
        ('"born in 1951"', "“born in 1951”"),
        ('("a") [“', '("a") [“'),
        ('("a")', "(“a”)"),
        ('"a"--"b"', "“a”–“b”"),
        ('"Well," she said, "no."', "“Well,” she said, “no.”"),
        ('A paragraph "that goes on', "A paragraph “that goes on"),
        ("lonely \" and ' marks", "lonely \" and ' marks"),
        ('""', "“”"),
        ('"...and so"', "“…and so”"),
        ('("?") "?" (a")', "(“?”) “?” (a”)"),
    ],
)
def test_marks(text: str, expected: str) -> None:
    """Apostrophes, primes and quotation marks are told apart by what stands beside them."""
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1914--1918", "1914–1918"),
        ("so -- or so", "so – or so"),
        ("so---or so", "so—or so"),
        ("so ----", "so ----"),
        ("an option --drafts", "an option --drafts"),
        ("and so on...", "and so on…"),
        ("....", "...."),
        ("\\-- \\...", "-- ..."),
        ("&quot;x&quot;", '"x"'),
    ],
)
def test_dashes_and_dots(text: str, expected: str) -> None:
    """Two and three hyphens and three dots become one sign each; other numbers of them, and escaped ones, do
    not.
    """
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"*a* b"', "“<em>a</em> b”"),
        ('*"a"*', "<em>“a”</em>"),
        ("**John**'s", "<strong>John</strong>’s"),
        ('"[a](b.md)"', '“<a href="b.md">a</a>”'),
        ('["a"](b.md)\'s', '<a href="b.md">“a”</a>’s'),
        ("\"a *'b'* c\"", "“a <em>‘b’</em> c”"),
        ('"`a`"', "“<code>a</code>”"),
        ("`a`'s", "<code>a</code>’s"),
        ('a "  \nb"', 'a "<br>\nb”'),
    ],
)
def test_across_elements(text: str, expected: str) -> None:
    """A mark is judged by what stands beside it, in whatever element that is."""
    assert html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '`"a" -- b...`',
        '``"``',
        "https://example.org/a--b?c='d'&e",
        "www.example.org/a--b...c",
        '“typographic” "straight" it\'s --',
        "«guillemets» it's",
        '<b title="a--b">',
        "<!-- note -->",
    ],
)
def test_left_as_typed(text: str) -> None:
    """Code, addresses, HTML that is shown, and texts that have such marks already stay as they are."""
    left = Manner(quotes=())
    assert html(text) == render(text, keep, left).html.removeprefix("<p>").removesuffix("</p>")


def test_blocks() -> None:
    """Blocks are judged each for itself: code blocks stay, and one typographic paragraph binds no other."""
    found = html('- "a"\n- “b” "c"\n\n> "d"\n\n    "e" --\n\n"f" | "g"\n--|--\n"h" | --')
    assert "<li>“a”</li>" in found
    assert '<li>“b” "c"</li>' in found
    assert "<p>“d”</p>" in found
    assert '<code>"e" --\n</code>' in found
    assert '<th scope="col">“f”</th>' in found
    assert "<td>“h”</td>" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<b title="a--b">"c"</b>', '<b title="a--b">“c”</b>'),
        ('<kbd>"a" --</kbd> "b"', '<kbd>"a" --</kbd> “b”'),
        ("<kbd>a <b>'b'</b> ...</kbd>...", "<kbd>a <b>'b'</b> ...</kbd>…"),
        ('*<kbd>"a"*</kbd>', '<em><kbd>"a"</kbd></em>'),
    ],
)
def test_raw_html(text: str, expected: str) -> None:
    """Attributes of HTML stay, and so does the text of elements that show what is typed."""
    assert html(text, raw_html=True) == expected


def test_attributes_of_markdown() -> None:
    """Titles, targets and the words for pictures stay as they were typed."""
    found = html('[a](b--c.md "it\'s") ![it\'s...](d--e.png)\n\n*[EU]: the "Union"\n\nThe EU\'s "x"')
    assert 'href="b--c.md" title="it\'s"' in found
    assert 'alt="it\'s..."' in found
    assert 'title="the &quot;Union&quot;">EU</abbr>’s “x”' in found


@given(st.lists(st.text(st.sampled_from(SIGNS), max_size=12), max_size=5), st.integers(0, 31))
def test_any_run(pieces: list[str], bits: int) -> None:
    """Whatever is typed, only marks change, in their places, nothing changes in a piece that is fixed, and
    what was made once is not changed again.
    """
    fixed = [bool(bits >> number & 1) for number in range(len(pieces))]
    made = typeset(pieces, fixed, ROOT)
    if made is None:
        return
    back = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."})
    assert [piece.translate(back).replace('"', "'") for piece in made] == [
        piece.replace('"', "'") for piece in pieces
    ]
    assert all(new == old for new, old, stays in zip(made, pieces, fixed, strict=True) if stays)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 99_000,
        '"a ' * 33_000,
        "'a " * 33_000,
        "a' " * 33_000,
        "<a" * 50_000,
        "1'1" * 33_000,
        "\x02" * 99_000 + '"',
    ],
)
def test_long_texts(text: str) -> None:
    """The time that a long run takes grows as the run does."""
    begun = time.process_time()
    typeset([text], [False], ROOT)
    assert time.process_time() - begun < 2


def test_many_pieces() -> None:
    """So does that of a run of many pieces."""
    begun = time.process_time()
    assert typeset(['"a" '] * 20_000, [False] * 20_000, ROOT) == ["“a” "] * 20_000
    assert time.process_time() - begun < 2


def test_every_language_has_four_marks() -> None:
    """Each language of the table has an opening and a closing mark, twice, and none is a straight one."""
    text = (
        Path(__file__).parents[2].joinpath("site_gen/locale/quotation_marks.toml").read_text(encoding="utf-8")
    )
    assert text.count("quotes = ") == text.count("languages = ") > 20
    for lang in ("id", "en", "de", "fr", "ar", "he", "zh-Hant", "sr-Latn"):
        marks = quotation_marks(lang)
        assert len(marks) == 4
        assert not set("".join(marks)) & set("\"'")

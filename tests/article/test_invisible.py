"""What readers do not see is taken out of a text, and every place leads back to where it stood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.article import read_article
from site_gen.article.invisible import cleaned
from site_gen.source import SourceFile

HIDDEN = ("\u00ad", "\u200b", "\u200e", "\u200f", "\u202a", "\u202c", "\u2060", "\u2066", "\ufeff")
PLAIN = "Title\n\nOn Monday, 3 May 1951, he left the town, and in June 1952 he came back to it."


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("1\u200b95\u00ad1", "1951"),
        ("\u200f3\u200f May\u200e", "3 May"),
        ("Ma\u0308rz", "März"),
        ("e\u0301te\u0301", "été"),
        ("\u306f\u3099", "ば"),
        ("u\u200b\u0308", "ü"),
        ("_\u0308", None),
        ("q\u0308", None),
        ("\u0308", None),
        ("a\u200cb\u200dc", None),
        ("März 1951", None),
        ("", None),
    ],
)
def test_what_is_taken_out(text: str, seen: str | None) -> None:
    """Marks that join or part letters in a script stay, and so do marks that no letter takes up."""
    clean = cleaned(SourceFile("a", text))
    assert (clean.source.text if clean else None) == seen


@given(st.text(alphabet=["a", "e", "1", " ", "\n", "\u0301", "\u0308", "\u1edf", *HIDDEN], max_size=40))
def test_every_place_leads_back(text: str) -> None:
    """A stretch of the cleaned text is, where it stood, the same stretch with what is not seen in it."""
    clean = cleaned(SourceFile("a", text))
    if clean is None:
        return
    seen = clean.source.text
    assert not set(seen) & set(HIDDEN)
    for start in range(len(seen)):
        for end in range(start + 1, len(seen) + 1):
            if unicodedata.combining(seen[start]) or unicodedata.combining(seen[end : end + 1] or " "):
                continue
            stood = text[clean.start(start) : clean.end(end)]
            assert stood[:1] not in HIDDEN
            assert stood[-1:] not in HIDDEN
            again = cleaned(SourceFile("a", stood))
            assert (again.source.text if again else stood) == seen[start:end]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_article_is_read_as_if_they_were_not_there(hidden: str) -> None:
    """Between any two characters, one that is not seen changes no value, episode or line of a diagnostic."""
    wanted = read_article(SourceFile("a.txt", PLAIN), lang="en")
    text = hidden.join(PLAIN)
    reading = read_article(SourceFile("a.txt", text), lang="en")
    assert (
        [e.edtf for e in reading.expressions]
        == [e.edtf for e in wanted.expressions]
        == ["1951-05-03", "1952-06"]
    )
    assert [e.text.replace(hidden, "") for e in reading.expressions] == [e.text for e in wanted.expressions]
    assert all(text[e.start : e.end] == e.text for e in reading.expressions)
    assert reading.episodes == wanted.episodes
    (paragraph,) = reading.article.paragraphs
    assert text[paragraph.start : paragraph.end].replace(hidden, "") == PLAIN[7:]
    (one,), (before,) = reading.diagnostics, wanted.diagnostics
    assert (one.code, one.line) == (before.code, before.line) == ("A106", 3)
    assert one.column == 2 * before.column


def test_letters_and_their_marks_are_one() -> None:
    """Both normalisation forms of an article are read alike, and offsets are those of the one given."""
    text = "Die Mühle\n\nAm 3. März 1951 verließ er die Stadt, und im nächsten Jahr kam er zurück."
    apart = unicodedata.normalize("NFD", text)
    one, two = (read_article(SourceFile("a.txt", each)) for each in (text, apart))
    assert one.article.lang == two.article.lang == "de"
    assert [e.edtf for e in two.expressions] == [e.edtf for e in one.expressions] == ["1951-03-03", "1952"]
    assert [e.fingerprint for e in two.episodes] == [e.fingerprint for e in one.episodes]
    assert all(apart[e.start : e.end] == e.text for e in two.expressions)
    assert unicodedata.normalize("NFC", two.expressions[0].text) == one.expressions[0].text

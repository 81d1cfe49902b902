"""Titles of our own, in the language of the article."""

from __future__ import annotations

import pytest

from site_gen.article import Episode, read_article
from site_gen.article.titles import LONGEST, in_our_order, repeats, unique
from site_gen.source import SourceFile


def _episodes(text: str, lang: str) -> tuple[Episode, ...]:
    return read_article(SourceFile("a.txt", f"A title\n\n{text}"), lang=lang, published="2024-04-01").episodes


@pytest.mark.parametrize(
    ("lang", "text", "title"),
    [
        ("en", "The crash of October 1929 stopped the work.", "Crash stopped the work"),
        ("en", "In 1954 Ada Lund signed the Treaty of Oslet.", "Ada Lund: signing (Treaty of Oslet)"),
        ("en", "Ada Lund, the painter, died in 1931 in Paris.", "Ada Lund: death (Paris)"),
        ("en", "Before the pier was sold in 1947, two firms had failed.", "Firms had failed"),
        ("en", "In 1951 it did.", "An event, 1951"),
        (
            "id",
            "Pada 1962 Laras Pranoto bertemu Umar Sidik di Bandung.",
            "Laras Pranoto, Umar Sidik: pertemuan",
        ),
        ("ms", "Pada 1962 Rahim Daud mengasaskan sekolah itu.", "Rahim Daud: penubuhan"),
        ("de", "Klara Vogt unterzeichnete im März 1951 den Vertrag.", "Klara Vogt: Unterzeichnung"),
        ("de", "Am 3. April 1512 brannte die Mühle ab.", "Brannte die Mühle"),
        ("es", "En 1951 murió Julián Roca en Madrid.", "Julián Roca: muerte (Madrid)"),
        ("fr", "En 1951, Élise Caron signa un accord.", "Élise Caron"),
        ("nl", "In 1951 stierf Wim Terpstra in Amsterdam.", "Wim Terpstra: overlijden (Amsterdam)"),
        ("ru", "В 1951 году Ольга Седова подписала договор.", "Ольга Седова: подписание"),
        ("ar", "في عام 1945 احترق الرصيف القديم.", "احترق الرصيف القديم"),
        ("ja", "1941年に古い桟橋が焼けた。", "古い桟橋が焼けた"),
    ],
)
def test_title(lang: str, text: str, title: str) -> None:
    """Who and what act with the other names, else a few telling words, and the date where nothing else is."""
    proposed = _episodes(text, lang)[0].title
    assert proposed.startswith(title)
    assert len(proposed) <= LONGEST


def test_no_half_a_name() -> None:
    """A title that has to be cut is cut before a name, not in it."""
    (episode,) = _episodes(
        "In 1951 the very old harbour of the town received Admiral Johan van der Berg.", "en"
    )
    assert "Berg" in episode.title or "Johan" not in episode.title


def test_titles_of_an_article_differ() -> None:
    """Of two episodes with the same words the second says when."""
    first, second = _episodes("In 1951 Ada Lund died.\n\nIn 1952 Ada Lund died.", "en")
    assert first.title == "Ada Lund: death"
    assert second.title != first.title


def test_unique_takes_what_is_free() -> None:
    """The first title that is not taken, whatever its case, else the last."""
    assert unique([("A", "B"), ("a", "B"), ("A", "B")]) == ("A", "B", "B")


def test_eight_words_are_a_repetition() -> None:
    """Seven words in a row are none, eight are, with marks and case aside."""
    text = "One two, three four: five six seven eight nine."
    assert not repeats("two three four five six seven eight", text, [(0, len(text))])
    assert repeats("TWO three four five six seven eight nine", text, [(0, len(text))])
    assert not repeats("TWO three four five six seven eight nine", text, [(0, 20)])


def test_names_are_not_listed_as_the_text_lists_them() -> None:
    """A list that would repeat eight words of the text comes in another order."""
    names = ("Zeeland", "Bonn", "Yalta", "Crete", "Wight", "Delft", "Varn", "Essex")
    text = ", ".join(names)
    assert in_our_order(names[:3], text, [(0, len(text))]) == names[:3]
    assert in_our_order(names, text, [(0, len(text))]) == tuple(sorted(names))

"""What later words lean on, one row a paragraph: the last expression's value and the words of its anchor."""

from __future__ import annotations

import pytest

from site_gen.article import read_article
from site_gen.source import SourceFile


@pytest.mark.parametrize(
    ("lang", "text", "edtf", "anchor"),
    [
        # A wider time that was told since stands in the way.
        ("en", "In 1905 he came. The 1920s were hard. Two years later he left.", None, None),
        ("en", "On 3 May 1905 he came. In 1907 it burned. Two days later he left.", None, None),
        (
            "en",
            "On 3 May 1905 he came. In 1905 it burned. Two days later he left.",
            "1905-05-05",
            "3 May 1905",
        ),
        ("en", "In the 1920s he came. Two decades later he left.", "194X", "the 1920s"),
        ("en", "About 1450 he came. Two years later he left.", "1452~", "About 1450"),
        ("id", "Pada 1905 ia datang. Tahun 1920-an sulit. Dua tahun kemudian ia pergi.", None, None),
        # What is told aside is not leant on from outside.
        ("en", "In 1954 Ann Lee (1890–1960) came. Two years later she left.", "1956", "1954"),
        ("en", "In 1954 Ann, who had been born in 1890, came. Two years later she left.", "1956", "1954"),
        ("en", "In 1954 he came. “I was born in 1890,” he said. Two years later he left.", "1956", "1954"),
        ("en", "Two years before 1956. A year earlier he came. In March he left.", "1956-03", "1956"),
        ("en", "“I was born in 1890.” Two years later he left.", "1892", "1890"),
        (
            "en",
            "In 1954 he came. Two years earlier he had left. That year it burned.",
            "1952",
            "Two years earlier",
        ),
        # A story moves on.
        ("en", "On 16 December 1944 it began. In January it ended.", "1945-01", "16 December 1944"),
        ("en", "On 30 April 1945 it began. On 29 April he left.", "1945-04-29", "30 April 1945"),
        (
            "en",
            "In March 1945 they came. They held it from October to March.",
            "1944-10/1945-03",
            "March 1945",
        ),
        (
            "en",
            "On 10 March 1975 it fell. They wanted it in 1976. On 11 March he fled.",
            "1975-03-11",
            "10 March 1975",
        ),
        (
            "en",
            "On 10 March 1975 it fell. In 1976 it was rebuilt. On 11 March he fled.",
            "1976-03-11",
            "1976",
        ),
        ("en", "It grew until December 1965. In May he came.", "1965-05", "December 1965"),
        ("en", "In May 1894 he came. By December he had left. In March he fled.", "1895-03", "December"),
        ("en", "In the 470s BC it began. In the next decade it ended.", "-0468/-0459", "the 470s BC"),
    ],
)
def test_what_is_leant_on(lang: str, text: str, edtf: str | None, anchor: str | None) -> None:
    """The nearest that moves the story on and is exact enough; where there is none there is no value."""
    reading = read_article(SourceFile("a.txt", f"Title\n\n{text}\n"), lang=lang, published="2024-04-17")
    last = reading.expressions[-1]
    assert last.edtf == edtf
    assert next((e.text for e in reading.expressions if e.id == last.anchor), None) == anchor
    assert (last.note is None) == (edtf is not None)


@pytest.mark.parametrize(
    ("text", "edtf", "anchor"),
    [
        ("“We will sign tomorrow,” he said on 3 March 1954.", "1954-03-04", "3 March 1954"),
        ("'We will sign tomorrow', he said in March 1954.", None, None),
        ("“We signed last month,” he said in March 1954.", "1954-02", "March 1954"),
        ("“We signed last year. It was hard,” he said in March 1954.", "1953", "March 1954"),
        ("On 3 March 1954 he came. “We will sign tomorrow,” he said.", "1954-03-04", "3 March 1954"),
        ("In 1954 he came.\n\n“We will sign tomorrow,” he wrote.", None, None),
        ("“We will sign tomorrow,” he said.", "2024-04-18", None),
        ("He came yesterday. “We will sign tomorrow,” he said.", "2024-04-18", None),
    ],
)
def test_now_in_a_quotation(text: str, edtf: str | None, anchor: str | None) -> None:
    """What is quoted is told from when it was spoken; the day of publication is that only in news."""
    reading = read_article(SourceFile("a.txt", f"Title\n\n{text}\n"), lang="en", published="2024-04-17")
    (quoted,) = [e for e in reading.expressions if e.rule in ("tomorrow", "unit-deixis")]
    assert quoted.edtf == edtf
    assert (quoted.note is None) == (edtf is not None)
    if anchor is not None:
        assert next(e.text for e in reading.expressions if e.id == quoted.anchor) == anchor


def test_a_story_of_long_ago_does_not_turn_to_news() -> None:
    """One "today" among old dates does not make "the next month" one after publication."""
    text = "It is a park today.\n\nOn 4 February 2005 he promised it. By the next month it stood."
    reading = read_article(SourceFile("a.txt", f"Title\n\n{text}\n"), lang="en", published="2024-04-17")
    assert [e.edtf for e in reading.expressions] == [None, "2005-02-04", "2005-03"]


def test_why_there_is_no_value() -> None:
    """An expression without a value says what is missing."""
    text = "A few years later he came yesterday. Two years later he left on 31 February 1954."
    reading = read_article(SourceFile("a.txt", f"Title\n\n{text}\n"), lang="en")
    assert [e.note for e in reading.expressions] == [
        "it does not say how many",
        "it is told from the day of publication, which is not known",
        "nothing that it can lean on says a year",
        "the calendar has no such day",
    ]

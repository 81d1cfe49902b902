"""Where in a paragraph an expression stands."""

from __future__ import annotations

import pytest

from site_gen.article import timex
from site_gen.article.language import fold, load_language
from site_gen.article.standing import Standing, quotations, standings


def _stand(text: str) -> dict[str, Standing]:
    language = load_language("en")
    found = timex.find(text, fold(text), 0, len(text), language)
    stood = standings(text, fold(text), 0, len(text), found, language)
    return {text[one.start : one.end]: each for one, each in zip(found, stood, strict=True)}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "we go" and left.', ['"we go"']),
        ("He said “we ‘must’ go” and left.", ["“we ‘must’ go”"]),
        ("He said 'we can't go' and left.", ["'we can't go'"]),
        ("Sie sagte „wir gehen“ und ging.", ["„wir gehen“"]),
        ("Il dit « on y va » et part.", ["« on y va »"]),
        ("Er sagte »wir gehen« und ging.", ["»wir gehen«"]),
        ('He said “we "must go” and left.', ['“we "must go”']),
        ("“We go. We must.", ["“We go. We must."]),
        ("the soldiers' boots and the '90s", []),
        ('a 5" pipe of 1954', []),
        ("It is “not closed and goes on.", []),
    ],
)
def test_quotations_are_whole(text: str, quoted: list[str]) -> None:
    """The outermost marks count, wrongly nested ones too; apostrophes and inches are no marks."""
    assert [text[one.start : one.end] for one in quotations(text, 0, len(text))] == quoted


def test_a_sentence_does_not_end_in_a_quotation() -> None:
    """What frames a quotation of two sentences is in the sentence of both."""
    stood = _stand("“We go in 1950. It ends in 1951,” he said in 1949. In 1952 he left.")
    assert [each.sentence for each in stood.values()] == [0, 0, 0, 1]
    assert [each.quotation is not None for each in stood.values()] == [True, True, False, False]


def test_how_an_expression_stands() -> None:
    """In parentheses, in a look back, as a limit, at the opening of its sentence."""
    stood = _stand("In 1954 Ann (1890–1960), who had been born in 1891, came by 1955.")
    assert stood["1954"].opens
    assert stood["1890–1960"].stretch is not None
    assert stood["1890–1960"].quotation is None
    assert stood["1891"].looks_back
    assert stood["1955"].limits
    assert not stood["1954"].looks_back

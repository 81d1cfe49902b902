"""Dates that come after what they date, and dates that are taken over."""

from __future__ import annotations

import pytest

from site_gen.article import Episode, Reading, available, load_language, read_article
from site_gen.source import SourceFile


def _episodes(text: str, lang: str = "en") -> tuple[Episode, ...]:
    return read_article(SourceFile("a.txt", f"A title\n\n{text}"), lang=lang, published="2024-04-01").episodes


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("en", "It began with a letter to the ministry.", "On 3 March 1954 Ada Lund wrote it."),
        ("en", "These were the words of the order:", "On 3 March 1954 Ada Lund wrote it."),
        ("id", "Semua bermula dengan sepucuk surat.", "Pada 3 Maret 1954 Laras menulisnya."),
        ("de", "Dann kam der Schock für alle im Dorf.", "Am 3. März 1954 brannte die Mühle."),
        ("es", "Todo empezó con una carta al ministro.", "El 3 de marzo de 1954 la escribió Marta."),
        ("fr", "Tout a commencé par une lettre au ministre.", "Le 3 mars 1954, Élise l'écrivit."),
        ("ja", "始まりは一通の手紙だった。", "1954年3月3日に町長が書いた。"),
    ],
)
def test_a_paragraph_that_points_forward(lang: str, first: str, second: str) -> None:
    """Its date is that of the next paragraph, as a flagged guess, and the evidence says so."""
    announced, told = _episodes(f"{first}\n\n{second}", lang)
    assert (announced.date, announced.flags) == ("1954-03-03", ("cataphoric-date",))
    assert (told.date, told.flags) == ("1954-03-03", ())
    (evidence,) = announced.evidence
    assert (evidence.reading, evidence.says, evidence.rule) == (Reading.CATAPHORIC, "", "cataphoric-date")
    assert (evidence.anchor_paragraph, evidence.anchor_sentence) == (2, 1)
    assert evidence.anchor in second


def test_without_a_sign_nothing_points_forward() -> None:
    """What stands before the first date is undated, and what stands after one inherits it."""
    first, _, third, _ = _episodes(
        "Nobody knows who laid the first stone.\n\nIn 1951 Ada Lund bought the mill.\n\n"
        "Tomas Vries ground no corn in it.\n\nIn 1956 it burned to the ground."
    )
    assert first.flags == ("undated",)
    assert (third.date, third.flags) == ("1951", ("inherited-date",))


def test_forward_goes_before_backward() -> None:
    """A paragraph between two dates that points forward takes the later one."""
    _, second, _ = _episodes("In 1951 it was bought.\n\nThen came the shock.\n\nIn 1956 it burned down.")
    assert (second.date, second.flags) == ("1956", ("cataphoric-date",))


def test_a_sentence_that_points_forward() -> None:
    """Inside a paragraph it goes with the sentence after it, and without a further date with the one
    before.
    """
    before, after = _episodes("In 1951 Ada Lund bought the mill. Then came the shock. In 1956 it burned.")
    alone = _episodes("In 1951 Ada Lund bought the mill. Then came the shock.")
    assert before.fingerprint == _episodes("In 1951 Ada Lund bought the mill.")[0].fingerprint
    assert after.fingerprint == _episodes("Then came the shock. In 1956 it burned.")[0].fingerprint
    assert len(alone) == 1


@pytest.mark.parametrize("lang", available())
def test_every_language_can_point_forward(lang: str) -> None:
    """Each has words that announce what comes."""
    assert load_language(lang).lists["signals.ahead"]

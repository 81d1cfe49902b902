"""The words before a date."""

from __future__ import annotations

import pytest

from site_gen.article import load_language
from site_gen.article.language import fold
from site_gen.article.signals import Signal, signal_at, signal_before


@pytest.mark.parametrize(
    ("lang", "text", "signal"),
    [
        ("id", "Ia pergi sebelum tahun 1951", Signal.BEFORE),
        ("id", "Dijaga hingga 1951", Signal.UNTIL),
        ("id", "Sejak pada bulan 1951", Signal.SINCE),
        ("id", "Ia sebelum itu pergi pada 1951", None),
        ("id", "menuhingga 1951", None),
        ("en", "it stood until the year 1951", Signal.UNTIL),
        ("en", "shortly after 1951", Signal.AFTER),
        ("en", "hereafter 1951", None),
        ("en", "1951", None),
    ],
)
def test_signal_before(lang: str, text: str, signal: Signal | None) -> None:
    """A signal counts where only fillers stand between it and the date, and only as a whole word."""
    found = signal_before(fold(text), text.index("1951"), 0, load_language(lang))
    assert (found and found[0]) == signal


def test_signal_at_the_beginning_of_a_clause() -> None:
    """A clause may open with one."""
    language = load_language("en")
    assert signal_at("before the war", 0, language) is Signal.BEFORE
    assert signal_at("beforehand he left", 0, language) is None

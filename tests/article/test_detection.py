"""Telling a language by its words: alone, against another that was declared, and beside a second one."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.article import available, read
from site_gen.article.detection import contradicted, detect, second_language

TEXTS = Path(__file__).resolve().parents[1] / "data" / "articles"
OWN = sorted(file.name for file in TEXTS.iterdir() if file.suffix in (".txt", ".md"))

INDONESIAN = (
    "Menteri itu berangkat dari Jakarta, dan para pejabat menunggu di pelabuhan. Perjanjian itu tidak"
    " ditandatangani karena utusan dari kota lain belum tiba, dan pertemuan akan diulang pada bulan Maret."
)
ENGLISH = (
    "The minister left the town, and the officials were waiting at the harbour. The treaty was not signed,"
    " since the envoys from the other city had not arrived, so the talks would be held again in March."
)
QUOTED = '"We shall not be back in the town before the end of the war, and they know that it is so," katanya.'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Surat itu dikirim kepada para menteri dan tidak dijawab oleh mereka.", "id"),
        ("The letter was sent to the ministers and was not answered by them.", "en"),
        ("Kerja itu bermula selepas perang, iaitu apabila beliau kembali ke kampung.", "ms"),
        ("Pekerjaan itu dimulai setelah perang, yaitu saat dia kembali ke kampung karena rindu.", "id"),
        ("Der Brief wurde an die Minister geschickt und nicht beantwortet.", "de"),
        ("De brief werd naar de ministers gestuurd en is niet beantwoord.", "nl"),
        ("La carta fue enviada a los ministros y no recibió respuesta.", "es"),
        ("La lettre fut envoyée aux ministres et ne reçut pas de réponse.", "fr"),
        ("Письмо было отправлено министрам, но ответа на него они не дали.", "ru"),
        ("Zzz qqq 1951", None),
        ("", None),
    ],
)
def test_language_is_told_by_its_function_words(text: str, code: str | None) -> None:
    """The language whose function words are the most frequent, or none."""
    assert detect(text) == code


def test_a_tie_is_broken_by_all_words_that_are_known() -> None:
    """Indonesian and Malay share their function words, and not the names of months."""
    assert detect("Pada bulan Maret dan pada bulan Agustus ia pergi ke kota itu.") == "id"
    assert detect("Pada bulan Mac dan pada bulan Ogos ia pergi ke kota itu.") == "ms"


def test_quotations_do_not_tell_the_language() -> None:
    """A short Indonesian report of a long English quotation is Indonesian."""
    assert (
        detect(f"Menteri itu berangkat karena tidak mau kembali. {QUOTED} Ia pergi pada bulan Mei.") == "id"
    )
    assert detect('"We shall not be back in the town before the end of the war."') == "en"


@pytest.mark.parametrize("name", OWN)
def test_articles_contradict_every_language_but_their_own(name: str) -> None:
    """No article contradicts its own language or has a second one, and all contradict the others but kin."""
    text = (TEXTS / name).read_text(encoding="utf-8")
    prose = read.prose(text, read.layout(text, markdown=name.endswith(".md")))
    own = name.split(".")[1]
    assert contradicted(prose, own) is None
    assert second_language(prose, own) is None
    kin = {"id", "ms"} if own in ("id", "ms") else {own}
    assert {lang for lang in available() if contradicted(prose, lang) != own} <= kin


@pytest.mark.parametrize("text", ["", "1951", "Zzz qqq", "Ia pergi ke kota."])
def test_few_words_contradict_nothing(text: str) -> None:
    """A sentence is not enough to speak against what somebody declared."""
    assert [lang for lang in available() if contradicted(text, lang)] == []


def test_a_second_language_is_seen() -> None:
    """A text of which a half is in another language has a second language, one with a quotation has none."""
    assert second_language(f"{INDONESIAN}\n\n{ENGLISH}", "id") == "en"
    assert second_language(f"{INDONESIAN}\n\n{ENGLISH}", "en") == "id"
    assert second_language(f"{INDONESIAN} {QUOTED}", "id") is None
    assert second_language(ENGLISH, "en") is None

"""Finding names by their capitals."""

from __future__ import annotations

import pytest

from site_gen.article import load_language
from site_gen.article.language import fold
from site_gen.article.namekinds import NameKind
from site_gen.article.names import Names, find_names, foremost
from site_gen.article.sentences import split


def _names(lang: str, text: str) -> Names:
    language = load_language(lang)
    return find_names(text, split(text, fold(text), 0, len(text), language), (), language)


def _all(names: Names, kind: NameKind | None = None) -> list[str]:
    return list(names.within([(0, 10_000)], kind))


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        (
            "id",
            "Presiden Laras Pranoto bertemu Menteri Luar Negeri Umar Sidik.",
            ["Laras Pranoto", "Umar Sidik"],
        ),
        ("id", "Duta Besar Prancis Louis Moreau dan diplomat Soviet.", ["Prancis", "Louis Moreau", "Soviet"]),
        ("id", "Mereka pergi. Seperti biasa, NATO diam.", ["NATO"]),
        (
            "en",
            "The engineer Tomas de Vries met Holt. Later Holt and Agnes Holt left.",
            ["Tomas de Vries", "Agnes Holt"],
        ),
        ("en", "In spring they left. When asked, Mr. Quill said: “Nothing.”", ["Quill"]),
        ("en", "J. F. Moss and O’Hara-Lind", ["J. F. Moss", "O’Hara-Lind"]),
        ("en", "nothing here", []),
        (
            "de",
            "Die Brücke gehört der NATO, sagte der Architekt Jost Lamm in das Mikrofon.",
            ["NATO", "Jost Lamm"],
        ),
    ],
)
def test_names(lang: str, text: str, found: list[str]) -> None:
    """Titles are no part of a name, sentence beginnings are none, and a surname stands for the full name."""
    assert _all(_names(lang, text)) == found


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "In 1951 Ada Lund met Germany’s envoys.", ["Ada Lund", "Germany"]),
        ("en", "Thus Japan left. The British and Eastern Poland did not.", ["Japan", "Poland"]),
        ("en", "Confederate President Jefferson Davis spoke on Tuesday.", ["Jefferson Davis"]),
        ("de", "Die Explosion traf Moritz von Sachsen, Winzer und Studenten.", ["Moritz von Sachsen"]),
        ("de", "Der Hof war leer. Nachbarn räumten Hof und Haus in Wien.", ["Wien"]),
        ("id", "JAKARTA - Menurut PBB, Uni Soviet diam.", ["Jakarta", "PBB", "Uni Soviet"]),
        ("ru", "В Москве министр России Иван Петров молчал.", ["Москве", "России", "Иван Петров"]),
        ("ar", "قال الرئيس الأمريكي بيل كلينتون في باريس", ["بيل كلينتون", "باريس"]),
        ("ja", "クリントン大統領はモスクワで会談した。", ["クリントン", "モスクワ"]),
    ],
)
def test_names_and_no_other_words(lang: str, text: str, found: list[str]) -> None:
    """Neither adjectives, nouns, weekdays nor words that open a sentence are names; what is known is one."""
    assert _all(_names(lang, text)) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They wrote the Treaty of Varn.", NameKind.THING),
        ("They saw the Lund River.", NameKind.PLACE),
        ("They saw the Harbour Committee.", NameKind.ACTOR),
        ("They went to Poland.", NameKind.ACTOR),
        ("They saw Vienna.", NameKind.PLACE),
    ],
)
def test_kinds(text: str, kind: NameKind) -> None:
    """A treaty is neither actor nor place, a river is a place, a committee acts; so says the gazetteer."""
    (name,) = _names("en", text).all
    assert name.kind is kind


def test_places_are_told_by_their_preposition() -> None:
    """What stands after "in" is a place, unless it has a title somewhere; nations act."""
    names = _names("en", "In Oslet, Mayor Vane met envoys from Russia. The fleet lay at Varn.")
    assert _all(names, NameKind.PLACE) == ["Oslet", "Varn"]
    assert _all(names, NameKind.ACTOR) == ["Vane", "Russia"]


def test_titled_people_come_first() -> None:
    """A title names people before bodies and nations."""
    names = _names("en", "Russia and the Harbour League asked President Ada Lund about it.")
    assert foremost(names.between(0, 100)) == ("Ada Lund", "Harbour League", "Russia")


def test_dates_are_no_names() -> None:
    """Nothing is looked for inside the spans of dates."""
    text = "On Monday, March 6 they met Vane."
    names = find_names(text, [(0, len(text))], [(3, 18)], load_language("en"))
    assert _all(names) == ["Vane"]

"""Words as they are compared for finding."""

import re

import pytest

from site_gen.site import stems

FORMS = {
    "id": (
        "pertemuan bertemu temu",
        "menolak penolakan ditolak tolak",
        "pemerintah pemerintahan memerintah perintah",
        "perjanjian menjanjikan janji berjanji",
        "mengajukan diajukan pengajuan ajukan",
        "keanggotaan anggota beranggota",
        "perang peperangan berperang",
        "serangan menyerang serang penyerang",
        "pertahanan mempertahankan tahan bertahan",
        "pengiriman mengirim kirim dikirim mengirimkan",
        "persetujuan menyetujui setuju disetujui",
        "keputusan memutuskan putusan diputuskan",
        "kementerian menteri",
        "kemenangan menang memenangkan",
        "menyatakan pernyataan nyata dinyatakan",
        "memberikan pemberian beri diberikan",
        "negara-negara kenegaraan negara2",
        "Soekarno Sukarno",
        "Tjipto Cipto",
        "Djakarta Jakarta",
        "Chairil Khairil",
        "pertjobaan percobaan",
        "wilajah wilayahnya",
    ),
    "en": (
        "negotiate negotiations negotiating negotiated",
        "treaty treaties",
        "invite invited inviting invitation",
        "diplomat diplomacy diplomatic",
        "organise organisation organizing Organization",
        "alliance allies ally",
        "stop stopped stopping stops",
        "refuse refused refusal",
        "members membership member",
        "café cafe",
        "Straße strasse",
    ),
}


@pytest.mark.parametrize(("lang", "forms"), [(lang, each) for lang, own in FORMS.items() for each in own])
def test_forms_of_a_word_are_one(lang: str, forms: str) -> None:
    """What differs by an ending, a prefix, a spelling or a diacritic has one stem."""
    assert len({stems.stem(word, lang) for word in stems.words_of(forms)}) == 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [("id", "perang peran perintah pertama pemuda"), ("en", "union university war nation treaty train")],
)
def test_other_words_stay_apart(lang: str, words: str) -> None:
    """Rules do not cut so much that other words become one."""
    assert len({stems.stem(word, lang) for word in stems.words_of(words)}) == len(words.split())


def test_a_language_without_rules_keeps_its_words() -> None:
    """Words of a language that nothing is known of are compared as they are."""
    assert [stems.stem(word, "ar") for word in stems.words_of("وصول الوفد")] == ["وصول", "الوفد"]
    assert stems.stop_words("ar") == frozenset()


def test_a_rule_is_a_pattern_that_both_languages_read() -> None:
    """No rule uses what Python and ECMAScript write otherwise."""
    for lang in ("en", "id"):
        for step in stems.read_rules()[lang]["steps"]:
            for pattern, to in step:
                assert re.fullmatch(r"[^\\]*(?:\\1[^\\]*)?", pattern), pattern
                assert not re.search(r"\(\?[^:]|[*+?}][+?]", pattern.replace("(?:", "(")), pattern
                assert re.fullmatch(r"[a-z]*(?:\$1)?[a-z]*", to), to

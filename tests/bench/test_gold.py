"""The marked articles are well formed, so that what is measured is the reading and not the marks."""

from datetime import date
from pathlib import Path

import pytest

from bench.articles_gold import marked_text
from site_gen.dates import parse_edtf

_GOLD = Path(__file__).parents[2] / "bench/gold"
_FILES = sorted(_GOLD.glob("*/*.txt"))


@pytest.mark.parametrize("file", _FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_mark_is_read_and_has_a_date(file: Path) -> None:
    """No bracket or bar is left in the text, and each value is an EDTF or empty."""
    document = marked_text(file.stem, file.read_text(encoding="utf-8"))
    assert not {"[[", "]]", "||"} & {document.text[at : at + 2] for at in range(len(document.text))}
    assert len(document.marked) >= 15
    for each in document.marked:
        assert document.text[each.start : each.end] == each.words
        for value in each.edtf:
            parse_edtf(value)


@pytest.mark.parametrize("file", _FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_head_agrees_with_the_name(file: Path) -> None:
    """The language is that of the file's name, and the day of publication is a real one."""
    document = marked_text(file.stem, file.read_text(encoding="utf-8"))
    assert file.stem.endswith(f".{document.lang}")
    assert date.fromisoformat(document.published).isoformat() == document.published


@pytest.mark.parametrize("half", ["open", "kept"])
def test_both_halves_hold_the_languages_of_the_site(half: str) -> None:
    """Indonesian and English are measured in the half that is looked at and in the other."""
    languages = {file.suffixes[-2] for file in _FILES if file.parent.name == half}
    assert {".id", ".en"} <= languages

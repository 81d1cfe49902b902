"""Characters that may stand in no file."""

import unicodedata

import pytest

from site_gen.content.yaml_faults import forbidden_character, unwritable_character


def may_be_published(point: int) -> bool:
    """Say by the standards whether a code point may stand in XML (1.0, 2.2) and is no parse error in HTML."""
    control = (point < 0x20 and point not in (0x9, 0xA, 0xD)) or 0x7F <= point < 0xA0
    noncharacter = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return not control and not noncharacter and not 0xD800 <= point <= 0xDFFF


def test_finds_each_character_that_cannot_be_published() -> None:
    """Of all code points those are found that no page may hold, and no other."""
    wrong = [
        point
        for point in range(0x110000)
        if (unwritable_character(f"a{chr(point)}\n") is None) != may_be_published(point)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["NULL", "DELETE", "NEXT LINE", "LINE SEPARATOR", "BYTE ORDER MARK"])
def test_finds_what_yaml_cannot_hold(name: str) -> None:
    """A mark that nobody sees is found in front matter, wherever it stands."""
    named = {"BYTE ORDER MARK": "\ufeff", "NULL": "\0", "DELETE": "\x7f", "NEXT LINE": "\x85"}
    mark = named.get(name) or unicodedata.lookup(name)
    found = forbidden_character(f"title: dua kata\nlain: {mark}x\n")
    assert found is not None
    assert found.offset == 22

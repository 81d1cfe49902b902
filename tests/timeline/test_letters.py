import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.timeline.letters import ELLIPSIS, fitted, pixels, shortened

TEXTS = st.text(max_size=80) | st.text("WMil .,éن漢🚂\u200d🇮🇩👩🏽", max_size=60)


@pytest.mark.parametrize(
    ("label", "letters", "short"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("a letter from Moscow", 12, "a letter…"),
        ("Donaudampfschiffahrt", 8, "Donauda…"),
        ("ends, with a comma", 6, "ends…"),
    ],
)
def test_shortened(label: str, letters: int, short: str) -> None:
    """A label is cut at a word where it has one, never longer than its room, and shows that it was cut."""
    assert shortened(label, letters) == short
    assert len(short) <= letters


@given(TEXTS, st.floats(20, 600), st.booleans())
def test_what_is_fitted_fits(label: str, room: float, bold: bool) -> None:
    """A label that was cut takes no more than its room, and one that has room is not cut."""
    found = fitted(label, room, bold=bold)
    if pixels(label, bold=bold) <= room:
        assert found == label
    else:
        assert found.endswith(ELLIPSIS)
        # One sign stays, however wide it is.
        assert pixels(found, bold=bold) <= room + 0.02 or len(found) <= 3


@given(TEXTS, st.integers(2, 40))
def test_a_cut_parts_no_sign(label: str, letters: int) -> None:
    """What is cut off does not begin with an accent, nor what is left end with a joiner."""
    found = shortened(label, letters)
    if found != label:
        kept = found.removesuffix(ELLIPSIS)
        assert len(kept) <= 1 or not kept.endswith("\u200d")
        rest = label[len(kept) :]
        assert len(kept) <= 1 or not rest or unicodedata.category(rest[0]) not in ("Mn", "Me")


@pytest.mark.parametrize(
    ("label", "letters", "short"),
    [
        ("🇮🇩🇺🇦🇷🇺🇳🇱", 4, "🇮🇩…"),
        ("0000000000\u200d🇦00", 13, "000000000…"),
        ("👩‍👩‍👧 walks", 4, "👩…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
    ],
)
def test_signs_of_several_characters_stay_whole(label: str, letters: int, short: str) -> None:
    """Flags, families and letters with accents are kept or left out as one."""
    assert shortened(label, letters) == short


def test_wide_letters_take_more_room() -> None:
    """A label of capitals, Chinese or emoji is wider than one of as many small letters; accents take none."""
    assert pixels("WWWW") > pixels("eeee") > pixels("iiii")
    assert pixels("漢字") > pixels("ab")
    assert pixels("e\u0301") == pixels("e")
    assert pixels("Moscow", bold=True) > pixels("Moscow")

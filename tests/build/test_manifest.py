"""What is remembered of many files is written in pieces, and reads as if it had been written at once."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from site_gen.build import manifest
from site_gen.build.manifest import json_pieces

VALUES = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=5)),
    lambda inside: st.one_of(
        st.lists(inside, max_size=9), st.dictionaries(st.text(max_size=3), inside, max_size=9)
    ),
    max_leaves=40,
)


@given(VALUES, st.integers(1, 9))
def test_pieces_are_the_whole(value: object, at_once: int) -> None:
    """However many entries go together, the pieces are JSON's own text of the value."""
    before, manifest._AT_ONCE = manifest._AT_ONCE, at_once
    try:
        pieces = list(json_pieces(value))
    finally:
        manifest._AT_ONCE = before
    assert b"".join(pieces).decode() == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def test_no_piece_is_long() -> None:
    """What is told of very many files comes in pieces that do not grow with their number."""
    files = {f"events/event-{number}.html": "0123456789abcdef" for number in range(20_000)}
    assert max(map(len, json_pieces({"version": 1, "files": [[], files]}))) < 50_000

import gzip
from collections.abc import Mapping
from pathlib import Path

MOST = 10_000
"""Bytes of a page as a server sends it, its style sheet included: one round trip on a fresh connection."""


def test_pages_fit_into_the_first_round_trip(demo: Mapping[str, Path]) -> None:
    """The home page and the longest event page stay below the limit in both languages."""
    sizes = {
        name: len(gzip.compress(file.read_bytes(), 6))
        for name, file in demo.items()
        if name.startswith(("home", "events", "404", "prose"))
    }
    assert {name: size for name, size in sizes.items() if size > MOST} == {}
    assert sizes.keys() >= {"home-id", "home-en", "events-id", "events-en"}

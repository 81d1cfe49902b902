import gzip
import re
from collections.abc import Mapping
from pathlib import Path

MOST = 8_000
"""Bytes of a home page as a server sends it, its style sheet included, within the first round trip."""
MOST_OF_AN_EVENT = 9_000
"""Bytes of the longest page of an event, with all that each source says, and how to cite the page."""
MOST_NODES = 900
"""Elements of a home page that tells the whole story of a small site."""


def test_pages_fit_into_the_first_round_trip(demo: Mapping[str, Path]) -> None:
    """The home page and the longest event page stay below their limits in both languages."""
    sizes = {
        name: len(gzip.compress(file.read_bytes(), 6))
        for name, file in demo.items()
        if name.startswith(("home", "events", "404", "prose"))
    }
    limits = {name: MOST_OF_AN_EVENT if name.startswith("events") else MOST for name in sizes}
    assert {name: size for name, size in sizes.items() if size > limits[name]} == {}
    assert sizes.keys() >= {"home-id", "home-en", "events-id", "events-en"}


def test_the_home_page_has_few_elements(demo: Mapping[str, Path]) -> None:
    """The home page has no more elements than a small device lays out at once."""
    counts = {
        name: len(re.findall("<[a-z]", file.read_text(encoding="utf-8")))
        for name, file in demo.items()
        if name.startswith("home")
    }
    assert all(100 < count <= MOST_NODES for count in counts.values()), counts

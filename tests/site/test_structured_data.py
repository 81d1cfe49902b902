from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

Build = Callable[..., Path]


def test_places_on_the_globe(built: Build) -> None:
    """A place says where it is when both degrees are given, with the digits that were written."""
    places = "[Wina, {name: Washington, lat: 38.90, lon: -77.04}, {name: Half, lat: 1}]"
    front = f"---\ntitle: T\ndate: 1954\nplaces: {places}\n---\nx\n"
    page = (built({"content/events/e.md": front}) / "events/e.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    assert json.loads(found[1])["spatialCoverage"] == [
        {"@type": "Place", "name": "Wina"},
        {
            "@type": "Place",
            "name": "Washington",
            "geo": {"@type": "GeoCoordinates", "latitude": "38.90", "longitude": "-77.04"},
        },
        {"@type": "Place", "name": "Half"},
    ]

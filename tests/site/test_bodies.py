from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

Build = Callable[..., Path]
FRONT = "---\ntitle: A map\ndate: 1954\n---\n"


@pytest.mark.parametrize("name", ["peta #1 50%.png", "what?.png", "a:b.png", "é & 'c'.png", "%20.png"])
@pytest.mark.parametrize("folder", ["static", "content/events/map"])
def test_files_of_any_name_are_found(built: Build, name: str, folder: str) -> None:
    """A link to a file leads to it, whatever signs its name holds, and keeps its fragment."""
    escaped = quote(name, safe="")
    output = built(
        {
            f"{folder}/{name}": b"picture",
            "content/events/map/index.md": f"{FRONT}![x](<{escaped}>) [y](<{escaped}#part>)\n",
        }
    )
    page = (output / "events/map.html").read_text(encoding="utf-8")
    found = re.findall(r'(?:src|href)="([^"]*\.png(?:#part)?)"', page)
    assert len(found) == 2
    for target in found:
        parts = urlsplit(target.replace("&amp;", "&").replace("&#39;", "'"))
        path = posixpath.normpath(posixpath.join("events", unquote(parts.path)))
        assert (output / path).read_bytes() == b"picture"
    assert found[1].endswith("#part")


@pytest.mark.parametrize(
    ("path", "first", "second"), [("events/map", "h3", "h4"), ("pages/about", "h2", "h3")]
)
def test_headings_stand_below_those_of_the_page(built: Build, path: str, first: str, second: str) -> None:
    """Headings of a body begin one level below the last one of its page."""
    text = FRONT.replace("date: 1954\n", "") if "pages" in path else FRONT
    output = built({f"content/{path}.md": f"{text}## One\n\n#### Two\n"})
    page = (output / f"{path.removeprefix('pages/')}.html").read_text(encoding="utf-8")
    assert f"<{first}>One</{first}>" in page
    assert f"<{second}>Two</{second}>" in page

"""A small bilingual project, and a look at what stands in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Tree = Callable[[Path], dict[str, bytes]]

SMALL: Mapping[str, str] = {
    "content/site.toml": """\
title = {en = "Letters", id = "Surat"}
description = "What was written."
base_url = "https://example.org/letters/"
languages = ["en", "id"]
id = "letters"
license = "CC-BY-4.0"

[[lanes]]
key = "east"
name = {en = "East", id = "Timur"}

[[periods]]
key = "early"
name = {en = "Early", id = "Awal"}
span = "1950/1955"
""",
    "content/sources.yaml": """\
paper:
  title: The paper
  issued: "1954"
  URL: https://example.org/paper
""",
    "content/events/1951-hint.md": """\
---
title: A hint
date: 1951
lane: east
tags: [words]
actors: [Anna]
places: [Wina]
sources: [{id: paper, says: "in 1951"}]
added: 2026-01-02
---
Somebody said something. [The letter](1954-letter.md) came later.
""",
    "content/events/1951-hint.id.md": (
        "---\ntitle: Sebuah isyarat\nsummary: Ringkas.\n---\nSeseorang berkata sesuatu.\n"
    ),
    "content/events/1954-letter.md": """\
---
title: A letter
date: 1954-03-31
lane: east
tags: [words, letters]
added: 2026-01-03
---
It was sent.
""",
    "content/events/1990s.md": """\
---
title: A talk
date: 199X
part: early
added: 2026-01-04
---
People spoke.
""",
    "content/pages/about.md": "---\ntitle: About\n---\nOn method.\n",
}


@pytest.fixture(scope="session")
def small() -> Mapping[str, str]:
    """The texts of a project with two languages, three events, a source and a page."""
    return SMALL


@pytest.fixture(scope="session")
def tree() -> Tree:
    """Return a function that reads a folder: the bytes of each file by its path."""

    def read(folder: Path) -> dict[str, bytes]:
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

    return read

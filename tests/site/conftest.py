"""Sites built for tests, and a look into their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import html5lib
import pytest

from site_gen.build.builder import Options, build
from site_gen.build.turns import Result

CHECKOUT = Path(__file__).resolve().parents[2]
HOSTILE = "<script>alert(1)</script> \"quoted\" 'single' & &amp; ]]> --> </style> {{ 7*7 }} 🚂 é"

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def hostile() -> str:
    """A text that breaks out of markup wherever it is not escaped; it stands in one line."""
    return HOSTILE


@pytest.fixture
def built(project: Callable[[Mapping[str, str | bytes]], Path]) -> Build:
    """Return a function that makes a project from texts and builds it; it returns the output."""

    def make(files: Mapping[str, str | bytes], **options: str | bool) -> Path:
        root = project(files)
        result: Result = build(root, root / "public", Options(**options))  # type: ignore[arg-type]
        assert result.published, result.diagnostics
        return root / "public"

    return make


def many_events() -> dict[str, str]:
    """A bilingual site with forty events of all kinds, periods that overlap, a bundle, aliases, conflicts."""
    dates = [
        "{y}",
        "{y}-05-15",
        "{y}~",
        "{y}?",
        "{y}/..",
        "../{y}",
        "[{y},2001]",
        "{y}/1999",
        "{y}-21",
        "{y}%",
    ]
    files = {
        "content/site.toml": """\
title = {en = "Forty", id = "Empat puluh"}
description = "All kinds of dates."
languages = ["en", "id", "ar"]
id = "forty"
license = "CC-BY-4.0"
[[lanes]]
key = "a"
name = "Lane A"
[[lanes]]
key = "b"
name = {en = "Lane B", id = "Lajur B"}
[[periods]]
key = "one"
name = "One"
span = "1900/1950"
[[periods]]
key = "two"
name = {en = "Two", id = "Dua"}
span = "1940/.."
summary = "The second."
""",
        "content/sources.yaml": "".join(
            f"s{i}:\n  title: Source {i}\n  author: [Writer {i}]\n  issued: {1900 + i}\n  language: id\n"
            for i in range(4)
        ),
        "content/pages/about.md": "---\ntitle: About\norder: 1\n---\n"
        "See [the first](e00.md#main) and [more](more.md).\n",
        "content/pages/more.md": "---\ntitle: More\nmenu: M\n---\n"
        "## A heading\n\nText[^1].\n\n[^1]: A note.\n",
        "content/pages/more.id.md": "---\ntitle: Lagi\n---\nTeks.\n",
        "content/events/bundle/index.md": """\
---
title: A bundle
date: 1955-05-15
image: {src: photo.png, alt: A photo, caption: The photo, credit: Me, license: CC0-1.0}
extra: {mood: glad}
wikidata: Q7184
---
![again](photo.png)
""",
        "content/events/bundle/index.id.md": "---\ntitle: Satu berkas\n"
        "image: {src: photo.png, alt: Foto}\n---\nTeks.\n",
        "content/events/bundle/photo.png": "no real picture",
    }
    for i in range(40):
        date = dates[i % len(dates)].format(y=1900 + 2 * i)
        files[f"content/events/e{i:02d}.md"] = (
            f'---\ntitle: Event {i}\ndate: "{date}"\nlane: {"ab"[i % 2]}\ntags: [tag {i % 5}, common]\n'
            f"actors: [Actor {i % 3}]\nplaces: [Place {i % 4}]\nimportance: {1 + i % 5}\n"
            f"status: {['established', 'reported', 'disputed', 'refuted'][i % 4]}\n"
            f'sources: [{{id: s{i % 4}, says: "words {i}", locator: "p. {i}"}}]\n'
            f"conflicts: [{{field: date, reads: {1950 + i}, source: s{(i + 1) % 4}, note: doubt}}]\n"
            f"related: [{{event: e{(i + 1) % 40:02d}, relation: led-to}}]\n"
            f"aliases: [old-{i:02d}]\nadded: 2026-01-{1 + i % 28:02d}\n"
            f"corrections: [{{date: 2026-02-01, note: It was wrong.}}]\n"
            f"---\nText of {i}. See [the next](e{(i + 1) % 40:02d}.md).\n"
        )
        if i % 3 == 0:
            files[f"content/events/e{i:02d}.id.md"] = (
                f"---\ntitle: Peristiwa {i}\ntags: [tanda {i % 5}, umum]\n---\nTeks {i}.\n"
            )
    return files


@pytest.fixture(scope="session")
def forty() -> Mapping[str, str]:
    """The texts of a site with forty events and three languages, one of which has no words of its own."""
    return many_events()


@pytest.fixture(scope="session")
def forty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the forty events with a base URL, built once."""
    root = tmp_path_factory.mktemp("forty")
    for name, text in many_events().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    result = build(root, root / "public", Options(base_url="https://example.org/forty/"))
    assert result.published, result.diagnostics
    return root / "public"


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the checkout's own content, built once."""
    output = tmp_path_factory.mktemp("demo") / "public"
    result = build(CHECKOUT, output, Options())
    assert result.published, result.diagnostics
    return output


@pytest.fixture(params=["forty_site", "demo_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the two built sites in turn."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


class Document:
    """A page as a tree, with what a strict parser says of it."""

    def __init__(self, text: str) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        self.root = parser.parse(text)
        self.faults = [f"{code} at {place}: {words}" for place, code, words in parser.errors]

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a tag."""
        return [dict(element.attrib) for element in self.root.iter(tag)]

    def text(self, tag: str) -> list[str]:
        """The text of every element of a tag, with what is inside it."""
        return ["".join(element.itertext()) for element in self.root.iter(tag)]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [e.attrib["id"] for e in self.root.iter() if isinstance(e.tag, str) and "id" in e.attrib]


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Document]:
    """Return a function that parses a page as browsers do, each text once."""
    return cache(Document)

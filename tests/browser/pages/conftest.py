"""The sites that are looked at in the browser: the checkout's own, and some that nobody planned for."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from bench.reader_corpus import LANES, stories


def build_site(root: Path, output: Path) -> Path:
    """Build a project as a reader would find it on a server, warnings allowed."""
    arguments = ["build", "-q", "--root", str(root), "--output", str(output)]
    command = [sys.executable, "-m", "site_gen.cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return output


def page_kinds(folder: Path) -> Mapping[str, Path]:
    """One page of each kind and language, by both: that with the longest file, where most can be wrong.

    Pages of the top folder are kinds of their own, other folders are one each, with their parts as another.
    """
    chosen: dict[str, Path] = {}
    for file in sorted(folder.rglob("*.html"), key=lambda file: file.stat().st_size):
        path = file.relative_to(folder).with_suffix("").parts
        lang, path = ("en", path[1:]) if path[0] == "en" else ("id", path)
        kind = {1: path[0], 2: path[0]}.get(len(path), f"{path[0]}-part")
        kind = {("index",): "home", ("years", "all"): "everything"}.get(path, kind)
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"):
            chosen[f"{kind}-{lang}"] = file
    return chosen


@pytest.fixture(scope="session")
def build() -> Callable[[Path], Path]:
    """Builds a project into its `public` folder, and gives that."""
    return lambda root: build_site(root, root / "public")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that the checkout's own content makes, built once."""
    checkout = Path(__file__).parents[3]
    root = tmp_path_factory.mktemp("demo")
    for name in ("content", "seeds"):
        if (checkout / name).is_dir():
            shutil.copytree(checkout / name, root / name)
    return build_site(root, root / "public")


def divided_events() -> Iterator[str]:
    """Two hundred event files of an ordinary large site; half of them have an English translation."""
    for number, event in enumerate(stories(200)):
        when = f"{event.first}/{event.last}" if event.last else str(event.first)
        facts = {
            "title": event.title,
            "date": f"{event.first.year}~" if number % 9 == 0 else when,
            "lane": event.lane.lower(),
            "summary": event.summary,
            "tags": [f"topic {number % 6}", "all"],
            "actors": [f"Actor {number % 5}"],
            "places": [f"Place {number % 4}"],
            "importance": 1 + number % 5,
            "status": STATUSES[number % 4],
            "sources": [{"id": "long", "locator": f"p. {number}", "says": f"im Jahre {event.first.year}"}],
            "related": [{"event": f"event-{(number + 5) % 200}", "relation": "answers"}],
            "reviewed": True,
            "added": "2024-01-01",
        }
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in facts.items())
        yield f"---\n{lines}---\n{event.text}\n"


@pytest.fixture(scope="session")
def divided_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two hundred events in Indonesian and English, divided by time, built once."""
    lanes = "".join(f'[[lanes]]\nkey = "{name.lower()}"\nname = "{name}"\n' for name in LANES)
    periods = '[[periods]]\nkey = "one"\nname = "One"\nspan = "1700/1899"\n'
    toml = 'title = "Divided"\nlanguages = ["id", "en"]\n' + lanes + periods
    root = write_project(tmp_path_factory.mktemp("divided"), toml, list(divided_events()))
    for number in range(0, 200, 2):
        text = f"---\ntitle: In English, no. {number}\nsummary: Short.\n---\nTranslated.\n"
        (root / f"content/events/event-{number}.en.md").write_text(text, encoding="utf-8")
    return build_site(root, root / "public")


@pytest.fixture(scope="session")
def divided(divided_folder: Path) -> Mapping[str, Path]:
    """One page of each kind and language of a site of two hundred events, by name."""
    return page_kinds(divided_folder)


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Mapping[str, Path]:
    """One page of each kind and language of the checkout's own site, by name."""
    return page_kinds(demo_folder)


LONG = "A committee of three hundred letters on the very long title of an event that nobody would shorten, "
NAMES = (
    (LONG * 3 + "!" * 300)[:300],
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "وصول الوفد إلى المدينة بعد رحلة طويلة",
    "🚀 Launch 👩‍🚀👨‍🚀 🇮🇩",
    "<b>Ampersand & angle</b> {{ braces }} “quotes”",
    "Short",
    "1234567890",
    "Ω",
    "A title of the usual length, neither long nor short",
    "שלום (and back again) 42",
)
DATES = (
    "-0043-03-15",
    "-0499/-0448",
    "0800-12-25",
    "1066~",
    "14XX",
    "1517-10-31",
    "1789-07-14/1799-11-09",
    "[1804,1815]",
    "1848?",
    "1914-07-28/1918-11-11",
    "1939/..",
    "../1945-05-08",
    "196X",
    "1969-07-20",
    "1989-11",
    "2000-21",
    "2001~/2010~",
    "2024-02-29",
    "{1999,2003}",
    "2024-02-29/2024-03-01",
)
STATUSES = ("established", "reported", "disputed", "refuted")
BODY = """Before a list, with [a link](event-1.md) and `code_that_is_long_and_has_no_place_to_break_{number}`.

## A heading

- one
- two

### A heading of the next level

> Quoted.

| A | B | C | D | E | F |
| - | - | - | - | - | - |
| first | second | third | fourth | fifth | sixth |

    def code(of, many, characters, that, run, on, beyond, the, margin, of, any, telephone): pass

![A picture](/wide.svg)
"""
WIDE_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="90"><rect width="3000" height="90"/></svg>'
)
SOURCES = """long:
  title: "A source with an address that has no place to break"
  URL: https://example.org/{path}
  accessed: "2024-01-01"
  language: de
"""


def odd_event(number: int) -> str:
    """An event file in which much is unusual; everything follows from its number."""
    front: dict[str, object] = {
        "title": NAMES[number % len(NAMES)],
        "date": DATES[number % len(DATES)],
        "lane": f"lane-{number % 12}",
        "importance": 1 + number % 5,
        "status": STATUSES[number % 4],
        "summary": f"Summary {number}. " + LONG * (number % 3),
        "tags": ["tag", f"tag {number % 7} {'x' * 60}"],
        "actors": [f"Actor {number % 6}", "العربية", "Actor 🚀"],
        "places": [{"name": f"Place {number % 3}", "lat": "1.5", "lon": "100"}],
        "sources": [{"id": "long", "locator": "p. 1", "says": "im Jahre " + "x" * (number % 90)}],
        "conflicts": [{"field": "date", "reads": "another " * 12, "source": "long", "note": LONG}],
        "corrections": [{"date": "2024-05-05", "note": LONG}],
        "related": [{"event": f"event-{(number + 5) % 40}", "relation": "answers"}],
        "reviewed": bool(number % 2),
        "added": "2024-01-01",
    }
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{lines}---\n{BODY.replace('{number}', str(number) * 30)}"


def write_project(root: Path, toml: str, events: Sequence[str]) -> Path:
    """Write a project of some event files, with everything that they ask for."""
    for file, text in {
        "content/site.toml": toml,
        "content/sources.yaml": SOURCES.replace("{path}", "path" * 60),
        "content/pages/about.md": "---\ntitle: About\n---\n"
        + BODY.replace("event-1.md", "https://example.org/"),
        "static/wide.svg": WIDE_PICTURE,
        **{f"content/events/event-{number}.md": text for number, text in enumerate(events)},
    }.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Pages of sites that nobody planned for, by name: many odd events in two directions, and one alone."""
    lanes = "".join(f'[[lanes]]\nkey = "lane-{i}"\nname = "{NAMES[i % 10][:60]}"\n' for i in range(12))
    periods = '[[periods]]\nkey = "all"\nname = "All of it"\nspan = "-0499/2024"\n'
    title = f"title = {json.dumps(NAMES[0][:120], ensure_ascii=False)}\n"
    root = tmp_path_factory.mktemp("odd")
    many = write_project(
        root / "many",
        title + 'languages = ["en", "ar"]\n' + lanes + periods + "[output]\nembed = true\n",
        [odd_event(number) for number in range(40)],
    )
    one = "---\ntitle: Alone\ndate: 1954\n---\nThe only event.\n"
    single = write_project(root / "one", 'title = "T"\n', [one])
    divided = write_project(
        root / "divided",
        title + 'page_size = 6\nlanguages = ["en", "ar"]\n' + lanes + periods,
        [odd_event(number) for number in range(40)],
    )
    large = build_site(divided, divided / "public")
    many_out, one_out = build_site(many, many / "public"), build_site(single, single / "public")
    return {
        "home": many_out / "index.html",
        "home-rtl": many_out / "ar/index.html",
        "event": many_out / "events/event-1.html",
        "event-rtl": many_out / "ar/events/event-2.html",
        "long-title": many_out / "events/event-0.html",
        "period": many_out / "periods/all.html",
        "tag": many_out / "tags/tag.html",
        "source": many_out / "sources/long.html",
        "find": many_out / "find.html",
        "explore": many_out / "explore.html",
        "explore-rtl": many_out / "ar/explore.html",
        "large-explore": large / "explore.html",
        "prose": many_out / "about.html",
        "frame": many_out / "embed/event-0.html",
        "frame-rtl": many_out / "ar/embed/event-2.html",
        "frame-of-all": many_out / "embed/index.html",
        "large-home": large / "index.html",
        "large-home-rtl": large / "ar/index.html",
        "large-period": large / "periods/all.html",
        "stretch": next(iter(sorted(large.glob("years/*-bc.html")))),
        "large-tag": large / "tags/tag.html",
        "part-of-tag": next(iter(sorted(large.glob("tags/tag/*.html")))),
        "large-source": large / "sources/long.html",
        "part-of-source": next(iter(sorted(large.glob("sources/long/*.html")))),
        "everything": large / "years/all.html",
        "one": one_out / "index.html",
        "one-event": one_out / "events/event-0.html",
    }


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Pages of a site that has a title and no event yet."""
    root = write_project(tmp_path_factory.mktemp("empty"), 'title = "T"\n', [])
    folder = build_site(root, root / "public")
    return {
        "none": folder / "index.html",
        "none-find": folder / "find.html",
        "none-404": folder / "404.html",
    }


@pytest.fixture
def visit(chromium: Browser, complaints: list[str], requested: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens an empty page that goes from file to file: quicker than a new one for each."""
    pages: list[Page] = []

    def open_page(
        *, width: int = 1280, scheme: Literal["light", "dark"] = "light", javascript: bool = True
    ) -> Page:
        page = chromium.new_page(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        page.on("request", lambda request: requested.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text))
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()

"""Sites with more events than a page lists: their pages, what leads where, how large they are, and what an
edit makes again.
"""

import gzip
import itertools
import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from site_gen.build.builder import Options, build, make_plan
from site_gen.site.rendering import Renderer

Project = Callable[[Mapping[str, str | bytes]], Path]
Parse = Callable[[str], Any]

MOST_BYTES = 12_800
"""Bytes of a page as a server sends it, compressed: what the first round trip of a connection carries."""


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory, forty: Mapping[str, str]) -> Path:
    """The output of forty events of all kinds in three languages, seven on a page."""
    root = tmp_path_factory.mktemp("divided")
    for name, text in forty.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(
            text.replace('id = "forty"', 'id = "forty"\npage_size = 7'), encoding="utf-8"
        )
    result = build(root, root / "public", Options(base_url="https://example.org/forty/"))
    assert result.published, result.diagnostics
    return root / "public"


def links(root: Path, file: Path, parse: Parse) -> set[str]:
    """The files that a page links to, by their paths in the output."""
    found = set()
    for a in parse(file.read_text(encoding="utf-8")).all("a"):
        parts = urlsplit(a.get("href", ""))
        if not parts.scheme and parts.path:
            folder = file.relative_to(root).parent.as_posix()
            found.add(posixpath.normpath(posixpath.join(folder, unquote(parts.path))))
    return found


def reached(root: Path, start: str, within: str, parse: Parse) -> set[str]:
    """All pages that are linked to from one, and from those of them that lie in a folder."""
    seen: set[str] = set()
    asked = [start]
    while asked:
        page = asked.pop()
        for target in links(root, root / page, parse) - seen:
            seen.add(target)
            if target.startswith(within):
                asked.append(target)
    return seen


@pytest.mark.parametrize("lang", ["", "id/"])
def test_home_leads_to_every_event(divided: Path, parse: Parse, lang: str) -> None:
    """Going down from the whole to its parts, a reader finds each event, without the list of everything."""
    home = links(divided, divided / f"{lang}index.html", parse) - {f"{lang}years/all.html"}
    found = set(home)
    for page in home:
        if page.startswith(f"{lang}years/"):
            found |= reached(divided, page, f"{lang}years/", parse)
    events = {f.relative_to(divided).as_posix() for f in (divided / lang / "events").glob("[eb]*.html")}
    assert len(events) == 41
    assert events <= found


@pytest.mark.parametrize("first", ["tags/common", "periods/two", "sources/s1"])
def test_a_list_leads_to_its_parts(divided: Path, parse: Parse, first: str) -> None:
    """A tag, a period and a source with many events have parts in a folder of their name, and no cards of
    their own; each part leads back.
    """
    page = divided / f"{first}.html"
    assert "tl-entry" not in page.read_text(encoding="utf-8").partition("</style>")[2]
    parts = reached(divided, f"{first}.html", f"{first}/", parse)
    own = {part for part in parts if part.startswith(f"{first}/")}
    assert own == {f.relative_to(divided).as_posix() for f in (divided / first).glob("*.html")}
    assert all(f"{first}.html" in links(divided, divided / part, parse) for part in own)


def test_no_page_has_more_cards_than_it_may(divided: Path, parse: Parse) -> None:
    """Seven events at most stand on a page, but on that of everything."""
    for file in divided.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert text.count('class="tl-entry ') <= 7, file


def test_pages_of_parts_are_sound(divided: Path, parse: Parse) -> None:
    """They parse strictly, no id stands twice, no heading skips a level, and every link leads somewhere."""
    files = {f.relative_to(divided).as_posix() for f in divided.rglob("*") if f.is_file()}
    for file in sorted(divided.rglob("*.html")):
        page = parse(file.read_text(encoding="utf-8"))
        assert page.faults == [], file
        assert len(page.ids) == len(set(page.ids)), file
        levels = [int(e.tag[1]) for e in page.root.iter() if e.tag in ("h1", "h2", "h3", "h4")]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (file, levels)
        # The links of 404.html start from the address of the site.
        assert file.name == "404.html" or links(divided, file, parse) <= files, file


def test_parts_have_the_same_names_in_all_languages(divided: Path) -> None:
    """What is called `1950s` in one language is called so in the others."""
    names = [{f.name for f in (divided / lang / "years").glob("*.html")} for lang in ("", "id", "ar")]
    assert names[0] == names[1] == names[2]
    assert "all.html" in names[0]


def synthetic(count: int) -> dict[str, str]:
    """A site of so many events from four centuries, each with three tags of twenty and a summary."""
    files = {
        "content/site.toml": 'title = "Many"\n[[periods]]\nkey = "p"\nname = "P"\nspan = "1700/1799"\n',
        "content/sources.yaml": "s:\n  title: A source\n",
    }
    for n in range(count):
        year, month, day = 1600 + n * 424 // count, 1 + n * 7 % 12, 1 + n * 11 % 28
        tags = sorted({f"topic {(n * step + n // 20) % 20}" for step in (1, 3, 7)})
        files[f"content/events/event-{n}.md"] = (
            f"---\ntitle: Letter of the envoys about the border, no. {n}\ndate: {year}-{month:02}-{day:02}\n"
            f"summary: The council met and wrote to {n * 7919 % 9973}, who gave no answer before winter.\n"
            f"tags: [{', '.join(tags)}]\nimportance: {1 + n * 13 % 5}\nsources: [{{id: s}}]\n---\nText.\n"
        )
    return files


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_pages_stay_small(
    project: Project, count: int, record_property: Callable[[str, object], None]
) -> None:
    """Whatever the number of events, each list page but that of everything fits into the first round trip."""
    root = project(synthetic(count))
    plan = make_plan(root, root / "public", Options(force=True))
    assert plan.project.site is not None
    renderer = Renderer(plan.project.templates, plan.project.site.words, root)
    largest: dict[str, tuple[int, str]] = {}
    for page in plan.pages:
        if page.output.startswith("events/") or not page.output.endswith(".html"):
            continue
        text = renderer.render(page, page.make().view)
        assert isinstance(text, str), text
        kind = page.output.partition("/")[0]
        if page.output != "years/all.html":
            largest[kind] = max(
                largest.get(kind, (0, "")), (len(gzip.compress(text.encode(), 6)), page.output)
            )
    record_property("largest", largest)
    assert largest.keys() >= {"index.html", "years", "tags", "sources", "periods"}
    assert {kind: size for kind, size in largest.items() if size[0] > MOST_BYTES} == {}


def test_a_title_is_an_edit_of_few_pages(project: Project) -> None:
    """A title shows on the event's page, its neighbours and the innermost lists; what only counts the event
    is kept.
    """
    files = {name: text.replace("sources: [{id: s}]\n", "") for name, text in synthetic(200).items()}
    root = project(files)
    file = root / "content/events/event-100.md"
    text = file.read_text(encoding="utf-8").replace("importance: 1", "importance: 2")
    assert "importance: 2" not in files["content/events/event-100.md"]
    file.write_text(text, encoding="utf-8")
    assert build(root, root / "public", Options()).published
    before = {f: f.read_bytes() for f in (root / "public").rglob("*.html")}
    file.write_text(text.replace("title: Letter", "title: Message"), encoding="utf-8")
    build(root, root / "public", Options())
    changed = {
        f.relative_to(root / "public").as_posix() for f, data in before.items() if f.read_bytes() != data
    }
    assert {"events/event-100.html", "years/all.html"} <= changed
    assert "index.html" not in changed
    folders = [page.split("/")[0] for page in changed]
    assert (folders.count("events"), folders.count("years")) == (3, 2)
    assert len(changed) <= 10

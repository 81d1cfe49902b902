"""The law: after any sequence of edits the incremental site equals the clean one, byte for byte."""

import argparse
import contextlib
import itertools
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from site_gen import again
from site_gen.build import writer
from site_gen.build.builder import Options, build
from site_gen.build.places import find_places

Tree = Callable[[Path], dict[str, bytes]]

CHECKOUT = Path(__file__).resolve().parents[2]

NAMES = st.sampled_from(["1951-hint", "1954-letter", "1990s", "new-one", "new-two"])
WORDS = st.sampled_from(["One", "Two words", "Three & <b>", "Zoë “x”"])
BODIES = st.sampled_from(
    [
        "",
        "<!-- to do -->",
        "Short.",
        "A note.[^1]\n\n[^1]: Below.",
        "To [one](1951-hint.md) and [another](new-one.md).",
        "See [there](https://example.org/x) and ![](paper.png).",
        "Said twice.\n\nSaid twice.",
        "Words",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n*[a]: first",
    ]
)
OTHERWISE = st.sampled_from(
    [
        "{{ body | safe }}{{ body | length }}",
        "{{ body | replace('S', 'Z') | safe }}",
        "{% if body | length > 20 %}long{% endif %}{{ body | safe }}",
        "{% filter upper %}{{ body | safe }}{% endfilter %}",
        "{% if body %}{{ body | safe }}{% else %}nothing{% endif %}",
        "{% set x %}{{ body | safe }}{% endset %}{{ x | trim }}",
        "{% for each in 'ab' %}{{ body | safe }}{% endfor %}",
        "{{ title }} {{ body | striptags }}",
        "<main>{{ body | safe }}</main>{{ title }}{{ body[:1] }}",
        "{{ body | safe }}{{ summary }}",
    ]
)
DATES = st.sampled_from(["1951", "1954-03-31", "199X", "[1952,1960]", "1955/..", "-0044-03-15", "2000~"])
FACTS = st.sampled_from(
    [
        "lane: east\n",
        "tags: [words]\n",
        "tags: [letters, words]\n",
        "actors: [Anna, Boris]\n",
        "places: [Wina]\n",
        "sources: [{id: paper, says: then}]\n",
        "importance: 5\n",
        "status: disputed\n",
        "updated: 2026-02-03\n",
        "draft: true\n",
        "summary: Said.\n",
        "summary: Said.\nreviewed: false\n",
        "aliases: [old-name]\n",
        "",
    ]
)
FILES = st.sampled_from(
    [
        ("templates/list.html", "<!doctype html><title>{{ heading }}</title><p>mine</p>"),
        ("templates/components/words.html", ""),
        ("static/css/site.css", "body{color:red}"),
        ("static/CNAME", "example.org"),
        ("static/events/paper.txt", "paper"),
        ("content/events/1954-letter.id.md", "---\ntitle: Sepucuk surat\n---\nDikirim.\n"),
        ("content/pages/more.md", "---\ntitle: More\norder: 3\n---\nMore text.\n"),
        (
            "content/sources.yaml",
            'paper:\n  title: Another title\n  publisher: "House"\nbook:\n  title: A book\n',
        ),
    ]
)
CONFIG = st.sampled_from(
    [
        ('title = {en = "Letters"', 'title = {en = "Other letters"'),
        ('base_url = "https://example.org/letters/"', 'base_url = ""'),
        ('base_url = ""', 'base_url = "https://example.com"'),
        ('span = "1950/1955"', 'span = "1954/2000"'),
        ('en = "East"', 'en = "Orient"'),
        ('languages = ["en", "id"]', 'languages = ["en"]'),
        ('languages = ["en"]', 'languages = ["en", "id"]'),
        ('id = "letters"\n', 'id = "letters"\npage_size = 2\n'),
        ("page_size = 2\n", "page_size = 3\n"),
    ]
)
LOSSES = ("move away", "empty", "move cache")
EDITS = st.one_of(
    st.tuples(st.just("write"), NAMES, WORDS, DATES, FACTS, WORDS),
    st.tuples(st.just("body"), NAMES, WORDS),
    st.tuples(st.just("delete"), NAMES),
    st.tuples(st.just("rename"), NAMES, NAMES),
    FILES.map(lambda file: ("file", *file)),
    FILES.map(lambda file: ("unfile", *file)),
    CONFIG.map(lambda words: ("config", *words)),
    st.tuples(st.just("touch"), NAMES),
    st.tuples(st.just("back"), NAMES, WORDS),
    st.tuples(st.just("swap"), NAMES),
    st.tuples(st.just("spoil"), st.sampled_from(["index.html", "events/1990s.html", "feed.xml"])),
    st.tuples(
        st.sampled_from(LOSSES),
        st.sampled_from(["", "index.html", "events/1990s.html", "feed.xml"]),
        st.sampled_from(["public", "standby"]),
    ),
)
BODY_EDITS = st.one_of(
    st.tuples(st.just("only the body"), NAMES, BODIES),
    st.tuples(st.just("only the body"), NAMES, BODIES),
    st.tuples(st.just("all bodies"), BODIES),
    st.tuples(st.just("body"), NAMES, WORDS),
    st.tuples(st.just("back"), NAMES, WORDS),
    st.tuples(st.just("swap"), NAMES),
    st.tuples(st.just("touch"), NAMES),
    st.tuples(st.just("write"), NAMES, WORDS, DATES, st.just("summary: Said.\n"), BODIES),
    OTHERWISE.map(lambda text: ("file", "templates/event.html", f"<!doctype html><title>x</title>{text}")),
    st.just(("unfile", "templates/event.html")),
    st.tuples(st.just("spoil"), st.sampled_from(["events/1954-letter.html", "id/events/1951-hint.html"])),
    st.tuples(st.just("spoil with as many bytes"), st.sampled_from(["events/1954-letter.html"])),
    st.tuples(st.just("link"), st.sampled_from(["events/1954-letter.html", "events/1990s.html"])),
    st.tuples(st.just("killed"), NAMES),
)


def command(root: Path, *, in_place: bool = False) -> argparse.Namespace:
    """The command `build` with no other options."""
    plain = {
        "output": None,
        "base_url": None,
        "drafts": False,
        "strict": False,
        "quiet": True,
        "force": False,
        "jobs": 1,
    }
    return argparse.Namespace(root=root, in_place=in_place, **plain)


def lose(root: Path, kind: str, spoilt: str, where: str) -> None:
    """Lose the output, after a file of it, or of what the cache holds of it, was changed in place; with `move
    cache`, all that is left has other numbers and times.
    """
    public, standby = root / "public", find_places(root, root / "public").standby
    file = (public if where == "public" else standby) / spoilt
    if file.is_file():
        file.write_text("spoilt", encoding="utf-8")
    if public.is_dir():
        public.rename(Path(tempfile.mkdtemp(dir=root)) / "public")
    if kind == "empty":
        public.mkdir()
    if kind == "move cache":
        for each in [each for each in root.rglob("*") if each.is_file()]:
            data = each.read_bytes()
            each.unlink()
            each.write_bytes(data)


def put(file: Path, text: str) -> None:
    """Write a text, making its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def edit(root: Path, kind: str, *words: str) -> None:
    """Do one edit to the project, as an editor might; what cannot be done is left undone."""
    event = root / f"content/events/{words[0]}.md"
    file = root / words[0]
    if kind == "write":
        _, title, date, facts, body = words
        put(event, f'---\ntitle: "{title}"\ndate: "{date}"\n{facts}---\n{body}\n')
    elif kind == "body" and event.is_file():
        put(event, event.read_text(encoding="utf-8") + f"\n{words[1]}\n")
    elif kind == "delete":
        event.unlink(missing_ok=True)
    elif kind == "rename" and event.is_file():
        event.rename(root / f"content/events/{words[1]}.md")
    elif kind == "file":
        put(file, words[1] or (CHECKOUT / words[0]).read_text(encoding="utf-8").replace("reported", "said"))
    elif kind == "unfile" and words[0] != "content/sources.yaml":
        file.unlink(missing_ok=True)
    elif kind == "config":
        config = root / "content/site.toml"
        put(config, config.read_text(encoding="utf-8").replace(words[0], words[1]))
    elif kind == "touch" and event.is_file():
        os.utime(event)
    elif kind == "back" and event.is_file():
        put(event, event.read_text(encoding="utf-8") + f"\n{words[1]}\n")
        os.utime(event, (1_000_000_000, 1_000_000_000))
    elif kind == "swap" and event.is_file():
        # Same size, same times: only the bytes tell.
        times = event.stat()
        put(
            event,
            event.read_text(encoding="utf-8")
            .swapcase()
            .replace("TITLE:", "title:")
            .replace("DATE:", "date:"),
        )
        os.utime(event, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif kind == "spoil" and (root / "public" / words[0]).is_file():
        put(root / "public" / words[0], "spoilt")
    else:
        edit_closely(root, kind, *words)


def edit_closely(root: Path, kind: str, *words: str) -> None:
    """Do what only a build of bodies alone could take for another edit, or for none."""
    page = root / "public" / words[0] if words else root
    if kind == "only the body" and (event := root / f"content/events/{words[0]}.md").is_file():
        head, _, _ = event.read_text(encoding="utf-8").rpartition("---\n")
        put(event, f"{head}---\n{words[1]}\n")
    elif kind == "all bodies":
        for event in sorted((root / "content/events").glob("*.md")):
            edit_closely(root, "only the body", event.stem, words[0])
    elif kind == "spoil with as many bytes" and page.is_file():
        put(page, page.read_text(encoding="utf-8").replace("letter", "better"))
    elif kind == "link" and page.is_file() and not page.is_symlink():
        other = root / "elsewhere.html"
        page.rename(other)
        page.symlink_to(other)
    elif kind == "killed" and hasattr(os, "fork"):
        edit(root, "body", words[0], "Killed.")
        kill_a_build(root)


def kill_a_build(root: Path) -> None:
    """Begin a build and let it die where its pages have just been published."""
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            vars(writer)["fulfil"] = lambda *_: os._exit(9)
            again.build(command(root))
        os._exit(0)
    os.waitpid(child, 0)


def hold(
    small: Mapping[str, str], tree: Tree, steps: list[tuple[str, ...]], *, in_place: bool = False
) -> None:
    """Do each edit, build, and hold that the site equals one that was built into an empty folder; where an
    edit broke something, that both builds fail alike and the old site stays.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in small.items():
            put(root / name, text)
        assert again.build(command(root)).exit_code == 0
        for number, step in enumerate(steps):
            (lose if step[0] in LOSSES else edit)(root, *step)
            before = tree(root / "public")
            result = again.build(command(root, in_place=in_place))
            clean = build(root, root / f"clean-{number}", Options())
            assert (result.exit_code == 0) == clean.published
            assert result.diagnostics == clean.diagnostics
            wanted = tree(root / f"clean-{number}") if clean.published else before
            assert tree(root / "public") == wanted


@given(st.lists(EDITS, min_size=2, max_size=4))
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_incremental_equals_clean(small: Mapping[str, str], tree: Tree, steps: list[tuple[str, ...]]) -> None:
    """After any edits, the site that was built on the last one equals a clean one."""
    hold(small, tree, steps)


@given(st.lists(BODY_EDITS, min_size=3, max_size=6), st.booleans())
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_edited_bodies_equal_clean(
    small: Mapping[str, str], tree: Tree, steps: list[tuple[str, ...]], in_place: bool
) -> None:
    """So it does after edits of bodies, of templates that use them in other ways, and of the output, where
    events have summaries, so that their bodies can be made alone.
    """
    said = {name: text.replace("added:", "summary: Said.\nadded:") for name, text in small.items()}
    hold(said, tree, steps, in_place=in_place)


PLACES = st.sampled_from(
    [
        "1951",
        "1951-02",
        "1954-03-31",
        "1954-03-30",
        "1954-04",
        "1958",
        "1966",
        "-0044-03-15",
        "2000~",
        "../1951",
        "195X",
        "[..1954,1960..]",
        "Y-65E6",
    ]
)
DIVIDED = st.sampled_from(
    ["lane: east\n", "tags: [words]\n", "sources: [{id: paper}]\n", "importance: 5\n", ""]
)
MANY = st.sampled_from([f"many-{number}" for number in range(14)])
CHANGES = st.one_of(
    st.tuples(st.just("write"), MANY, WORDS, PLACES, DIVIDED, st.just("Text.")),
    st.tuples(st.just("write"), MANY, WORDS, PLACES, DIVIDED, st.just("Text.")),
    st.tuples(st.just("delete"), MANY),
    st.tuples(st.just("body"), MANY, WORDS),
    st.tuples(st.just("config"), st.just("page_size = 2\n"), st.just("page_size = 4\n")),
    st.tuples(st.just("config"), st.just("page_size = 4\n"), st.just("page_size = 2\n")),
    st.tuples(st.just("config"), st.just('span = "1950/1955"'), st.just('span = "1954/2000"')),
)
FIRST = st.lists(st.tuples(WORDS, PLACES, DIVIDED), min_size=3, max_size=14)


@given(FIRST, st.lists(CHANGES, min_size=2, max_size=5))
@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_divided_lists_equal_clean_ones(
    small: Mapping[str, str], tree: Tree, first: list[tuple[str, str, str]], steps: list[tuple[str, ...]]
) -> None:
    """Where a page lists few events, pages of spans come, divide, join and go as events do; the site is the
    same as one that is built at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in small.items():
            put(root / name, text)
        edit(root, "config", 'id = "letters"\n', 'id = "letters"\npage_size = 2\n')
        for number, (title, date, facts) in enumerate(first):
            edit(root, "write", f"many-{number}", title, date, facts, "Text.")
        assert build(root, root / "public", Options()).published
        for number, step in enumerate(steps):
            edit(root, *step)
            assert again.build(command(root)).exit_code == 0
            assert build(root, root / f"clean-{number}", Options()).published
            assert tree(root / "public") == tree(root / f"clean-{number}")


@pytest.fixture
def root(project: Callable[[Mapping[str, str | bytes]], Path], small: Mapping[str, str]) -> Path:
    """The small project, built."""
    folder = project(small)
    assert build(folder, folder / "public", Options()).published
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "made"),
    [
        # A body shows on the event's own page alone, in each language that has no body of its own.
        (
            "content/events/1954-letter.md",
            "It was sent.",
            "It was sent by train.",
            {"events/1954-letter.html", "id/events/1954-letter.html"},
        ),
        ("content/events/1951-hint.id.md", "sesuatu.", "banyak.", {"id/events/1951-hint.html"}),
        ("content/pages/about.md", "On method.", "On our method.", {"about.html", "id/about.html"}),
    ],
)
def test_a_small_edit_makes_few_pages(
    root: Path, tree: Tree, file: str, old: str, new: str, made: set[str]
) -> None:
    """What an edit does not show in is kept: its file is not even written. A card whose summary comes from
    the body shows it as well.
    """
    before = tree(root / "public")
    text = (root / file).read_text(encoding="utf-8").replace("added:", "summary: Said.\nadded:")
    (root / file).write_text(text, encoding="utf-8")
    build(root, root / "public", Options())
    before = tree(root / "public")
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
    result = build(root, root / "public", Options())
    after = tree(root / "public")
    assert {path for path in after if after[path] != before[path]} == made
    assert result.built == len(made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A letter", "The letter"),
        ("date: 1954-03-31", "date: 1992"),
        ("tags: [words, letters]", "tags: [post]"),
    ],
)
def test_a_card_edit_reaches_lists_and_neighbours(root: Path, old: str, new: str) -> None:
    """A title, date or tag shows on the home page, on the neighbours and on the lists."""
    file = root / "content/events/1954-letter.md"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert build(root, root / "public", Options()).built >= 4


def test_a_touched_file_makes_nothing(root: Path) -> None:
    """A new time without new bytes is no change."""
    for number, file in zip(itertools.count(), (root / "content").rglob("*.md"), strict=False):
        os.utime(file, (number, number))
    assert build(root, root / "public", Options()).built == 0


def test_force_makes_every_page(root: Path) -> None:
    """`force` makes all pages again, and since their bytes are the same, writes none."""
    result = build(root, root / "public", Options(force=True))
    assert (result.published, result.built) == (True, 0)

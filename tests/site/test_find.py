"""The search index and the choices of filters, against a plain look at every event."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.build.builder import Options, build
from site_gen.build.project import load_project
from site_gen.dates import display
from site_gen.site import choices, search_index, stems
from site_gen.site.model import Site

Project = Callable[[Mapping[str, str | bytes]], Path]


def unpacked(text: str) -> list[int]:
    """What `packed` wrote, read by its definition."""
    numbers, rest, last = [], 0, 0
    for char in text:
        digit = search_index.DIGITS.index(char)
        rest = rest * 32 + digit % 32
        if digit < 32:
            last += rest
            numbers.append(last)
            rest = 0
    return numbers


@given(st.sets(st.integers(0, 2**40)))
def test_packed_numbers_can_be_read(numbers: set[int]) -> None:
    """Ascending numbers of any size are what they were."""
    assert unpacked(search_index.packed(sorted(numbers))) == sorted(numbers)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=5), st.just([0])), st.integers(5, 60))
def test_a_term_stands_in_the_file_of_the_longest_prefix(terms: dict[str, list[int]], full: int) -> None:
    """Each term is in one file, the one that the script looks into; no file is too large without need."""
    files = search_index.divided(terms, full)
    found: dict[str, str] = {}
    for prefix, text in files.items():
        own = [line.split(" ")[0] for line in text.split("\n") if line]
        assert len(text) <= full or len(own) == 1
        found |= dict.fromkeys(own, prefix)
    assert found == {term: max((p for p in files if term.startswith(p)), key=len) for term in terms}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, forty: Mapping[str, str]) -> Site:
    """The site of forty events as it was read."""
    root = tmp_path_factory.mktemp("many")
    for name, text in forty.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    site = load_project(root).site
    assert site is not None
    return site


def test_the_index_holds_what_events_say(many: Site) -> None:
    """Postings are exactly the events with a form of the word in a title, summary, name or date."""
    wanted: dict[str, set[int]] = {}
    for number, event in enumerate(many.timeline.events):
        for lang in many.config.languages:
            own = many.event(event.slug, lang)
            names = [
                f.names.get(lang, f.names["en"])
                for k in ("tags", "actors", "places")
                for f in many.facets.of(k, event.slug)
            ]
            date = display.words(own.date, lang)
            for text, of, in_title in [
                (own.title, own.lang, 1),
                (" ".join((*names, date)), lang, 0),
                (f"{own.summary} {own.date_label}", own.lang, 0),
            ]:
                for word in stems.words_of(text):
                    if word not in stems.stop_words(of):
                        for term in (stems.surface(word), stems.stem(word, of)):
                            wanted.setdefault(term, set()).add(2 * number + in_title)
    found = {term: set(postings) for term, postings in search_index.collect_terms(many).items()}
    assert found == {
        term: {each for each in own if each % 2 or each + 1 not in own} for term, own in wanted.items()
    }


def test_choices_are_borne_by_their_events(many: Site) -> None:
    """Each kind's choices name the events that bear them, in order."""
    events = many.timeline.events
    found = choices.choices(many, "en")
    assert list(found) == ["lane", "period", "status", "date", "tag", "actor", "place", "source"]
    for choice in found["status"]:
        assert [n for n, event in enumerate(events) if event.status == choice.key] == choice.events
    for choice in found["tag"]:
        assert [n for n, event in enumerate(events) if choice.name in event.tags] == choice.events
    for kind in ("lane", "status", "date"):
        numbers = [number for choice in found[kind] for number in choice.events]
        assert len(numbers) == len(set(numbers)) == (40 if kind == "lane" else 41)


EVENT = "---\ntitle: {title}\ndate: {date}\nsummary: {summary}\n---\n{body}\n"


def written(root: Path) -> dict[str, bytes]:
    """The files that the page for finding reads."""
    return {file.name: file.read_bytes() for file in (root / "public/find").glob("*.js")}


def test_an_edit_touches_the_files_that_hold_its_words(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body's edit changes no file of the index, a title's those of its words and its row; and the files are
    those of a clean build.
    """
    monkeypatch.setattr("site_gen.site.find.FEW", 10)
    monkeypatch.setattr("site_gen.site.find.ROWS", 8)
    monkeypatch.setattr("site_gen.site.search_index.FULL", 300)
    pick = random.Random(7)
    words = [f"{a}{b}{c}ko" for a in "bdgklm" for b in "aeiou" for c in "nrst"]
    files = {
        f"content/events/e{n:02}.md": EVENT.format(
            title=" ".join(pick.sample(words, 3)),
            date=1900 + n,
            summary=" ".join(pick.sample(words, 5)),
            body="Text.",
        )
        for n in range(40)
    }
    root = project({"content/site.toml": 'title = "T"\nlanguages = ["id"]\n', **files})
    assert build(root, root / "public", Options()).published
    before = written(root)
    assert sum(name.startswith("terms-") for name in before) > 5
    file = root / "content/events/e20.md"
    file.write_text(file.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    assert build(root, root / "public", Options()).published
    assert written(root) == before
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: ", "title: zebra "), encoding="utf-8")
    assert build(root, root / "public", Options()).published
    after = written(root)
    changed = {name for name in after.keys() | before.keys() if after.get(name) != before.get(name)}
    assert "rows-2.js" in changed
    assert changed <= {"rows-2.js", "terms-z.js"}
    assert build(root, root / "clean", Options(force=True)).published
    assert {file.name: file.read_bytes() for file in (root / "clean/find").glob("*.js")} == after


def test_rows_are_what_lists_say(project: Project) -> None:
    """A row has an event's address, title, date, lane, status, and its language where it is another."""
    toml = 'title = "T"\nlanguages = ["en", "id"]\n[[lanes]]\nkey = "a"\nname = "A"\n'
    files = {
        "content/events/one.md": "---\ntitle: One\ndate: 1954-03-31\nlane: a\nstatus: disputed\n---\nx\n",
        "content/events/one.id.md": "---\ntitle: Satu\n---\nx\n",
        "content/events/two.md": "---\ntitle: Two\ndate: 196X\n---\nx\n",
    }
    root = project({"content/site.toml": toml, **files})
    assert build(root, root / "public", Options()).published
    text = (root / "public/id/find/rows-0.js").read_text(encoding="utf-8").strip()
    rows = json.loads(text.removeprefix('tlData("rows-0",').removesuffix(")"))
    assert rows == [
        ["one", "Satu", "31\xa0Maret\xa01954", "1954-03-31", 0, 2],
        ["two", "Two", "1960-an", "", -1, 0, "en"],
    ]
    assert "url=find.html" in (root / "public/id/browse.html").read_text(encoding="utf-8")

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.content.load import Content, load_content
from site_gen.content.references import check_references

Project = Callable[[Mapping[str, str | bytes]], Path]


def event(title: str = "A", date: str = "1954", more: str = "") -> str:
    """The text of an event file."""
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\nBody.\n"


def load(root: Path, *languages: str) -> Content:
    """The content of a project in some languages, English by default."""
    return load_content(root, languages or ("en",))


def codes(content: Content) -> list[tuple[str, str]]:
    """What was wrong, by path and code."""
    return sorted((d.path.removeprefix("content/"), d.code) for d in content.diagnostics)


@pytest.mark.parametrize(
    ("path", "slug", "lang"),
    [
        ("letter.md", "letter", "en"),
        ("letter.en.md", "letter", "en"),
        ("letter/index.md", "letter", "en"),
        ("letter/index.en.md", "letter", "en"),
        ("1950s/letter.md", "letter", "en"),
        ("1950s/1954/letter/index.md", "letter", "en"),
        ("index.md", "index", "en"),
        ("v1.5.md", "v1.5", "en"),
        ("letter.no1.md", "letter.no1", "en"),
    ],
)
def test_names(path: str, slug: str, lang: str, project: Project) -> None:
    """A file is known by its name, a bundle by its folder's, and the default language may be written out."""
    content = load(project({f"content/events/{path}": event()}))
    assert codes(content) == []
    assert {s: list(by_lang) for s, by_lang in content.events.items()} == {slug: [lang]}


def test_translations(project: Project) -> None:
    """Translations stand under their original, also where `slug:` renames it, and in bundles."""
    root = project(
        {
            "content/events/letter.md": event(more="slug: note\n"),
            "content/events/letter.id.md": "---\ntitle: Surat\n---\n",
            "content/events/treaty/index.md": event(),
            "content/events/treaty/index.pt-BR.md": "---\ntitle: Tratado\n---\n",
            "content/pages/about.md": "---\ntitle: About\n---\nText\n",
            "content/pages/about.id.md": "---\ntitle: Tentang\n---\nTeks\n",
        }
    )
    content = load(root, "en", "id", "pt-BR")
    assert codes(content) == []
    titles = {s: {lang: e.title for lang, e in by.items()} for s, by in content.events.items()}
    assert titles == {"note": {"en": "A", "id": "Surat"}, "treaty": {"en": "A", "pt-BR": "Tratado"}}
    assert {lang: p.title for lang, p in content.pages["about"].items()} == {"en": "About", "id": "Tentang"}


def test_files_beside_events(project: Project) -> None:
    """What is not Markdown is kept by its path; hidden files, backups and folders of tools are not."""
    root = project(
        {
            "content/events/letter/index.md": event(),
            "content/events/letter/page one.png": b"\x89PNG",
            "content/events/notes.txt": "x",
            "content/events/.DS_Store": "x",
            "content/events/.git/config.md": "x",
            "content/events/letter.md~": "x",
        }
    )
    content = load(root)
    assert codes(content) == []
    assert sorted(content.files) == ["letter/page one.png", "notes.txt"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"events/a.md": event(), "events/b.md": event(more="slug: a\n"), "events/b.id.md": "---\n---\n"},
            [("events/b.md", "E103")],
            id="a translation of a duplicate is no orphan",
        ),
        pytest.param(
            {"events/a.md": event(date="1954-99"), "events/a.id.md": "---\nstatus: x\n---\n"},
            [("events/a.id.md", "F207"), ("events/a.md", "D101")],
            id="a translation of a broken event is checked",
        ),
        pytest.param(
            {"events/a.md": b"\xff", "events/a.id.md": "---\ntitle: B\n---\n"},
            [("events/a.md", "S102")],
            id="a translation of an unreadable event is no orphan",
        ),
        pytest.param(
            {"events/a.id.md": "---\ntitle: B\n---\n", "pages/p.id.md": "---\ntitle: B\n---\n"},
            [("events/a.id.md", "E106"), ("pages/p.id.md", "E106")],
            id="orphans",
        ),
        pytest.param(
            {"pages/p.md": "---\ntitel: P\n---\n", "pages/p.id.md": "---\ntitle: B\n---\n"},
            [("pages/p.md", "F201"), ("pages/p.md", "F203")],
            id="a translation of a broken page is no orphan",
        ),
        pytest.param({"events/a.fr.md": event()}, [("events/a.fr.md", "E102")], id="language"),
        pytest.param({"events/A b.md": event()}, [("events/A b.md", "E101")], id="name"),
        pytest.param(
            {"events/a.md": event(), "events/x/a.md": event(), "events/a.en.md": event()},
            [("events/a.md", "E103"), ("events/x/a.md", "E103")],
            id="one address from three files",
        ),
        pytest.param(
            {"sources.yaml": "a: {title: A}\n", "sources.json": '[{"id": "A", "title": "B"}]'},
            [("sources.json", "E122")],
            id="one source twice",
        ),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_faults(files: dict[str, str | bytes], expected: list[tuple[str, str]], project: Project) -> None:
    """Faults between files are each said once, at the file to change."""
    content = load(project({f"content/{path}": text for path, text in files.items()}), "en", "id")
    assert codes(content) == expected


def test_the_yaml_source_wins(project: Project) -> None:
    """Where a work stands in both lists, that of sources.yaml is used."""
    root = project(
        {
            "content/sources.yaml": "a: {title: Ours}\n",
            "content/sources.json": '[{"id": "a", "title": "Theirs"}, {"id": "b", "title": "More"}]',
        }
    )
    assert {id_: s.title for id_, s in load(root).sources.items()} == {"a": "Ours", "b": "More"}


def test_order_does_not_depend_on_the_disk(project: Project) -> None:
    """Events come by the order of their names, whatever order the files were made in."""
    names = ["c", "a", "b/index", "d"]
    content = load(project({f"content/events/{name}.md": event() for name in names}))
    again = load(project({f"content/events/{name}.md": event() for name in reversed(names)}))
    assert list(content.events) == list(again.events)


def test_references(project: Project) -> None:
    """What a translation merely inherits is reported once, what it says itself in its own file."""
    bad = "lane: x\nsources: [s]\nrelated: [nobody, a.md]\nreviewed: false\n"
    root = project(
        {
            "content/events/a.md": event(more=bad),
            "content/events/a.id.md": "---\ntitle: B\n---\n",
            "content/events/b.md": event(),
            "content/events/b.id.md": "---\nsources: [t]\nrelated: [a]\n---\n",
            "content/sources.yaml": "s1: {title: S}\n",
        }
    )
    found = check_references(load(root, "en", "id"), ["soviet"], ["a", "b"])
    assert sorted((d.path, d.code, d.line, d.column) for d in found) == [
        ("content/events/a.md", "E109", 5, 11),
        ("content/events/a.md", "E110", 4, 7),
        ("content/events/a.md", "E111", 6, 11),
        ("content/events/a.md", "E112", 7, 11),
        ("content/events/b.id.md", "E109", 2, 11),
    ]
    assert {d.hint for d in found if d.code == "E109"} == {
        "did you mean `s1`?",
        "add it to content/sources.yaml",
    }

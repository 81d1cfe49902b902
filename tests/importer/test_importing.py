import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.content.load import load_content
from site_gen.importer import MEMORY, Imported, Order, import_article, seeds

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[], dict[str, bytes]]

FIRST = "In March 1954 a letter was sent to three capitals."
SECOND = "On 15 May 1955 the treaty was signed in Vienna."
THIRD = "In 1991 the minister resigned in Moscow."


def article(*paragraphs: str, head: str = "title: A visit\npublished: 2024-04-01\nlang: en\n") -> str:
    """An article of paragraphs."""
    return f"---\n{head}---\n\n" + "\n\n".join(paragraphs) + "\n"


def take(
    root: Path, *, dry_run: bool = False, languages: tuple[str, ...] = ("en",), name: str = "visit"
) -> Imported:
    """Import the article of the project."""
    order = Order("2026-01-02", dry_run=dry_run)
    return import_article(root, root / f"seeds/{name}.md", order, languages, root / "content/events")


def events(root: Path) -> list[str]:
    """The names of the event files."""
    return sorted(file.name for file in (root / "content/events").glob("*"))


def snapshot(root: Path) -> dict[str, bytes]:
    """The bytes of every file of a project."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()
    }


@pytest.fixture
def root(project: Project) -> Path:
    """A project with an article of two episodes."""
    return project({"seeds/visit.md": article(FIRST, SECOND)})


def test_drafts_are_event_files_without_an_error(root: Path) -> None:
    """Each becomes a file that the strict reader takes, unreviewed, citing the article."""
    done = take(root)
    assert len(done.written) == 2
    content = load_content(root, ("en",))
    assert [d for d in content.diagnostics if d.severity == "error"] == []
    for by_lang in content.events.values():
        event = by_lang["en"]
        assert not event.reviewed
        assert event.added == "2026-01-02"
        assert event.sources[0].id in content.sources
        assert len(event.origin) == 1
    dates = {by_lang["en"].date.edtf for by_lang in content.events.values()}
    assert dates == {"1954-03", "1955-05-15"}


def test_importing_twice_changes_nothing(root: Path) -> None:
    """What was offered is not offered again, and not a byte changes."""
    first = take(root)
    before = snapshot(root)
    second = take(root)
    assert second.written == ()
    assert second.files == first.files
    assert snapshot(root) == before


def test_the_same_article_gives_the_same_bytes(project: Project) -> None:
    """Two projects get the same drafts from the same article on the same day."""
    roots = [project({"seeds/visit.md": article(FIRST, SECOND)}) for _ in range(2)]
    for folder in roots:
        take(folder)
    assert snapshot(roots[0]) == snapshot(roots[1])


def test_an_editors_file_is_never_overwritten(root: Path) -> None:
    """An edited draft keeps its bytes."""
    file = root / take(root).written[0]
    file.write_text("---\ntitle: Mine\ndate: 1954\n---\nMine.\n", encoding="utf-8")
    take(root)
    assert file.read_text(encoding="utf-8").endswith("Mine.\n")


def test_a_deleted_draft_is_not_offered_again(root: Path) -> None:
    """The memory outlives the file."""
    (root / take(root).written[0]).unlink()
    assert take(root).written == ()
    assert len(events(root)) == 1


def test_a_renamed_draft_is_known_by_its_origin(root: Path) -> None:
    """A file that was renamed is still the episode's, also where the memory is lost."""
    done = take(root)
    (root / done.written[0]).rename(root / "content/events/mine.md")
    assert "content/events/mine.md" in take(root).files.values()
    (root / MEMORY).unlink()
    again = take(root)
    assert again.written == ()
    assert "content/events/mine.md" in again.files.values()


def test_a_corrected_article_offers_what_is_new(root: Path) -> None:
    """A paragraph put before the others moves their numbers; they are known by their sentences, and only the
    new one is drafted.
    """
    before = set(take(root).written)
    (root / "seeds/visit.md").write_text(article(THIRD, FIRST, SECOND), encoding="utf-8")
    done = take(root)
    assert len(done.written) == 1
    assert "1991" in done.written[0]
    assert set(done.files.values()) == before | set(done.written)
    assert take(root).written == ()


def test_a_reworded_sentence_keeps_its_file(root: Path) -> None:
    """An episode whose words changed, in its old place, is the one that was drafted from there."""
    first = take(root)
    (root / "seeds/visit.md").write_text(article(FIRST.replace("sent", "posted"), SECOND), encoding="utf-8")
    second = take(root)
    assert second.written == ()
    assert sorted(second.files.values()) == sorted(first.files.values())


def test_what_left_the_article_stays_remembered(root: Path) -> None:
    """A sentence that is taken out and put back is not offered a second time."""
    (root / take(root).written[0]).unlink()
    for text in (article(SECOND), article(FIRST, SECOND)):
        (root / "seeds/visit.md").write_text(text, encoding="utf-8")
        assert take(root).written == ()


def test_dry_run_writes_nothing(root: Path) -> None:
    """It names the files that would be written, and leaves the disk as it was."""
    before = snapshot(root)
    done = take(root, dry_run=True)
    assert len(done.written) == 2
    assert snapshot(root) == before
    assert take(root).written == done.written


def test_a_draft_never_meets_a_file(root: Path) -> None:
    """Where a file of the drafted name is there, in any language or case, another name is taken."""
    names = [Path(name).stem for name in take(root, dry_run=True).written]
    folder = root / "content/events"
    folder.mkdir(parents=True)
    (folder / f"{names[0].upper()}.md").write_text("mine", encoding="utf-8")
    (folder / f"{names[1]}.en.md").write_text("mine", encoding="utf-8")
    assert [Path(name).stem for name in take(root).written] == [f"{names[0]}-2", f"{names[1]}-2"]
    assert (folder / f"{names[0].upper()}.md").read_text(encoding="utf-8") == "mine"


def test_sources_are_appended(root: Path) -> None:
    """What stands in sources.yaml stays byte for byte, comments included; the article follows, once."""
    before = "# mine\n\nbook:   {title: A book}  # odd   spaces"
    (root / "content/sources.yaml").write_text(before, encoding="utf-8")
    take(root)
    text = (root / "content/sources.yaml").read_text(encoding="utf-8")
    assert text.startswith(before + "\n\n")
    assert set(load_content(root, ("en",)).sources) == {"book", "visit"}
    (root / MEMORY).unlink()
    for file in (root / "content/events").iterdir():
        file.unlink()
    take(root)
    assert (root / "content/sources.yaml").read_text(encoding="utf-8") == text


def test_hostile_titles_are_quoted(project: Project) -> None:
    """A title with quotes, colons, controls and emoji becomes a source that reads back as it was."""
    title = 'The "end": \\n & <b> # 🚂'
    head = f"title: {json.dumps(title)}\npublished: 2024-04-01\nlang: en\n"
    root = project({"seeds/visit.md": article(FIRST, head=head)})
    done = take(root)
    assert done.reading is not None
    assert load_content(root, ("en",)).sources["visit"].title == done.reading.article.title


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"In 1954 \xff it was.", b"a\0b"])
def test_an_article_with_errors_writes_nothing(project: Project, data: bytes) -> None:
    """What cannot be read is said, and no file is made."""
    root = project({"seeds/visit.md": data})
    before = snapshot(root)
    done = take(root)
    assert any(d.severity == "error" for d in done.diagnostics)
    assert snapshot(root) == before


def test_a_missing_article_is_said(root: Path) -> None:
    """A path that leads nowhere is a diagnostic."""
    done = take(root, name="nothing")
    assert [d.code for d in done.diagnostics] == ["S101"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"articles": []}',
        '{"articles": {"visit": []}}',
        '{"articles": {"visit": {"x": 1}}}',
        '{"articles": {"visit": {"x": {}}}}',
    ],
)
def test_a_broken_memory_stops_the_import(root: Path, text: str) -> None:
    """Without its memory the program would offer again what was deleted, so it writes nothing."""
    (root / MEMORY).write_text(text, encoding="utf-8")
    before = snapshot(root)
    done = take(root)
    assert [d.code for d in done.diagnostics if d.severity == "error"] == ["A120"]
    assert done.written == ()
    assert snapshot(root) == before


def test_a_disk_that_refuses_is_said(root: Path) -> None:
    """A file where the folder of drafts should be is a diagnostic, not a traceback."""
    (root / "content/events").write_text("in the way", encoding="utf-8")
    done = take(root)
    assert [d.code for d in done.diagnostics if d.severity == "error"] == ["O104"]
    assert done.written == ()


def test_another_language_is_warned_of(root: Path) -> None:
    """Drafts in a language that is not the site's default are told of."""
    assert "A121" in [d.code for d in take(root, languages=("id", "en")).diagnostics]


def test_seeds_are_texts_in_order(project: Project) -> None:
    """Articles are found in folders as well, in a fixed order; other files are no articles."""
    root = project({"seeds/b.md": "", "seeds/a/c.txt": "", "seeds/x.png": "", "seeds/a.md": ""})
    assert [file.relative_to(root).as_posix() for file in seeds(root)] == [
        "seeds/a/c.txt",
        "seeds/a.md",
        "seeds/b.md",
    ]
    assert seeds(root / "nowhere") == ()

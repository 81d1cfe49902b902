"""Importing an article a second time, as it was or corrected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_gen.importer import MEMORY, Change, Imported, files

LETTER = "In March 1954 Vyacheslav Molotov sent a letter to three capitals."
TREATY = "On 15 May 1955 the treaty was signed in Vienna."
RESIGNED = "In 1991 the minister resigned in Moscow."

Take = Callable[..., Imported]
Correct = Callable[..., None]


def told(done: Imported) -> list[tuple[str, bool]]:
    """What became of each episode, and whether the article differs from an edited file."""
    return [(changed.change.value, changed.differs) for changed in done.changes]


def texts(root: Path) -> dict[str, str]:
    """The text of every event file."""
    return {f.name: f.read_text(encoding="utf-8") for f in sorted((root / "content/events").iterdir())}


def edit(root: Path, file: str) -> None:
    """Add a sentence to an event file, as an editor would."""
    with (root / file).open("a", encoding="utf-8") as handle:
        handle.write("\nA sentence of mine.\n")


def test_a_second_time_all_is_unchanged(root: Path, take: Take) -> None:
    """Not a byte changes, on a later day either, and the report says so."""
    assert told(take(root)) == [("new", False), ("new", False)]
    before = {f: f.read_bytes() for f in root.rglob("*") if f.is_file()}
    assert told(take(root, today="2027-05-06")) == [("unchanged", False), ("unchanged", False)]
    assert {f: f.read_bytes() for f in root.rglob("*") if f.is_file()} == before


def test_an_untouched_draft_follows_its_article(root: Path, take: Take, correct: Correct) -> None:
    """A corrected date reaches the draft that nobody touched, with its name and day of writing."""
    first = take(root)
    correct(root, LETTER.replace("March", "April"), TREATY)
    second = take(root, today="2027-05-06")
    assert told(second) == [("updated", False), ("unchanged", False)]
    assert second.files == first.files
    text = (root / first.written[0]).read_text(encoding="utf-8")
    assert "date: 1954-04\n" in text
    assert "added: 2026-01-02\n" in text
    assert told(take(root)) == [("unchanged", False), ("unchanged", False)]


def test_a_draft_can_follow_more_than_once(root: Path, take: Take, correct: Correct) -> None:
    """What was updated is still a draft that nobody touched."""
    file = root / take(root).written[0]
    for month, edtf in (("April", "1954-04"), ("June", "1954-06"), ("March", "1954-03")):
        correct(root, LETTER.replace("March", month), TREATY)
        assert told(take(root))[0] == ("updated", False)
        assert f"date: {edtf}\n" in file.read_text(encoding="utf-8")


def test_an_edited_file_is_kept(root: Path, take: Take, correct: Correct) -> None:
    """It keeps its bytes; the report says that it was edited, and once that its article has changed."""
    file = take(root).written[0]
    edit(root, file)
    before = (root / file).read_bytes()
    assert told(take(root))[0] == ("kept", False)
    correct(root, LETTER.replace("March", "April"), TREATY)
    assert told(take(root))[0] == ("kept", True)
    assert told(take(root))[0] == ("kept", False)
    assert (root / file).read_bytes() == before


def test_an_edit_of_the_day_alone_counts(root: Path, take: Take, correct: Correct) -> None:
    """Any other byte makes a file an editor's, also in lines that a draft would not change."""
    file = root / take(root).written[0]
    file.write_text(file.read_text("utf-8").replace("added: 2026-01-02", "added: 2026-01-01"), "utf-8")
    correct(root, LETTER.replace("March", "April"), TREATY)
    assert told(take(root))[0] == ("kept", True)
    assert "date: 1954-03\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"\xef\xbb\xbf"])
def test_odd_bytes_are_an_edit(root: Path, take: Take, correct: Correct, data: bytes) -> None:
    """A file that is no text, or empty, is somebody's as well."""
    file = root / take(root).written[0]
    file.write_bytes(data)
    correct(root, LETTER.replace("March", "April"), TREATY)
    assert told(take(root))[0] == ("kept", True)
    assert file.read_bytes() == data


def test_a_renamed_draft_is_an_edited_file(root: Path, take: Take, correct: Correct) -> None:
    """It is found by its origin and left alone, at once and ever after."""
    file = root / take(root).written[0]
    file.rename(root / "content/events/mine.md")
    assert told(take(root))[0][0] in ("unchanged", "kept")
    before = texts(root)
    correct(root, LETTER.replace("March", "April"), TREATY)
    done = take(root)
    assert told(done)[0] == ("kept", True)
    assert done.changes[0].file == "content/events/mine.md"
    assert texts(root) == before


def test_a_draft_behind_a_link_is_left_alone(root: Path, take: Take, correct: Correct) -> None:
    """Where somebody moved a draft and left a link, neither is replaced."""
    file = root / take(root).written[0]
    other = root / "content/kept.md"
    file.rename(other)
    file.symlink_to(other)
    before = other.read_bytes()
    correct(root, LETTER.replace("March", "April"), TREATY)
    assert told(take(root))[0] == ("kept", True)
    assert file.is_symlink()
    assert other.read_bytes() == before


def test_what_left_the_article_is_said_and_stays(root: Path, take: Take, correct: Correct) -> None:
    """A draft of a paragraph that was taken out is reported while it is there, and never deleted."""
    file = take(root).written[0]
    before = texts(root)
    correct(root, TREATY)
    first, second = take(root), take(root)
    for done in (first, second):
        assert [(c.change, c.file, c.differs) for c in done.changes] == [
            (Change.UNCHANGED if done is second else Change.UPDATED, first.changes[0].file, False),
            (Change.GONE, file, False),
        ]
    assert [done.changes[1].first for done in (first, second)] == [True, False]
    assert texts(root).keys() == before.keys()
    (root / file).unlink()
    assert told(take(root)) == [("unchanged", False)]


def test_what_comes_back_is_known_again(root: Path, take: Take, correct: Correct) -> None:
    """A paragraph that was taken out and put back has its old file."""
    first = take(root)
    correct(root, TREATY)
    take(root)
    correct(root, LETTER, TREATY)
    again = take(root)
    assert again.files == first.files
    assert again.written == ()


def test_an_edited_file_that_left_the_article_says_so(root: Path, take: Take, correct: Correct) -> None:
    """The report tells whether deleting it would lose somebody's work."""
    edit(root, take(root).written[0])
    correct(root, TREATY)
    assert told(take(root))[1] == ("gone", True)


def test_a_deleted_draft_is_said(root: Path, take: Take, correct: Correct) -> None:
    """It is not offered again, not in a corrected article either."""
    (root / take(root).written[0]).unlink()
    assert told(take(root))[0] == ("deleted", False)
    correct(root, LETTER.replace("March", "April"), TREATY)
    assert told(take(root))[0] == ("deleted", False)
    assert len(texts(root)) == 1


def test_a_moved_and_reworded_paragraph_keeps_its_file(root: Path, take: Take, correct: Correct) -> None:
    """Its date tells it from the new paragraph that stands in its place."""
    first = take(root)
    correct(root, RESIGNED, LETTER.replace("sent a letter", "posted a letter"), TREATY)
    done = take(root)
    assert [c.change for c in done.changes] == [Change.NEW, Change.UPDATED, Change.UPDATED]
    assert [c.file for c in done.changes[1:]] == list(first.written)
    assert "1991" in done.written[0]


@pytest.mark.parametrize("edited", [False, True])
def test_a_place_alone_is_not_enough(root: Path, take: Take, correct: Correct, edited: bool) -> None:
    """Another event in the place of one whose date was corrected is new; no other's file is written over."""
    first = take(root)
    if edited:
        edit(root, first.written[0])
    before = (root / first.written[0]).read_bytes()
    correct(root, "In 1786 the brig Hopewell was lost near Skerrow.", TREATY)
    done = take(root)
    assert [c.change for c in done.changes] == [Change.NEW, Change.UNCHANGED, Change.GONE]
    assert done.changes[0].file not in first.written
    assert done.changes[2].file == first.written[0]
    assert (root / first.written[0]).read_bytes() == before


def test_an_old_memory_stays_readable(root: Path, take: Take, correct: Correct) -> None:
    """Without digests every file counts as edited; nothing is offered twice, nor the memory rewritten."""
    take(root)
    data = json.loads((root / MEMORY).read_text(encoding="utf-8"))
    for entry in data["articles"]["visit"].values():
        for key in entry.keys() - {"fingerprint", "file"}:
            del entry[key]
    old = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (root / MEMORY).write_text(old, encoding="utf-8")
    before = texts(root)
    assert told(take(root)) == [("unchanged", False), ("unchanged", False)]
    assert (root / MEMORY).read_text(encoding="utf-8") == old
    correct(root, LETTER.replace("March", "April"), TREATY)
    assert told(take(root)) == [("kept", True), ("unchanged", False)]
    assert texts(root) == before


def test_a_lost_memory_is_made_anew(root: Path, take: Take, correct: Correct) -> None:
    """Drafts with the text and name that we would give them are drafts again; others are edited."""
    first = take(root)
    edit(root, first.written[1])
    (root / MEMORY).unlink()
    assert told(take(root)) == [("unchanged", False), ("kept", False)]
    correct(root, LETTER.replace("March", "April"), TREATY.replace("May", "June"))
    assert told(take(root)) == [("updated", False), ("kept", True)]


def test_a_dry_run_tells_and_writes_nothing(root: Path, take: Take, correct: Correct) -> None:
    """The same report, and the disk as it was."""
    take(root)
    correct(root, LETTER.replace("March", "April"), TREATY, RESIGNED)
    before = {f: f.read_bytes() for f in root.rglob("*") if f.is_file()}
    dry = take(root, dry_run=True)
    assert told(dry) == [("updated", False), ("unchanged", False), ("new", False)]
    assert {f: f.read_bytes() for f in root.rglob("*") if f.is_file()} == before
    assert take(root).changes == dry.changes


def test_a_save_in_the_last_moment_wins(
    root: Path, take: Take, correct: Correct, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an editor saves between reading and replacing stays, and the report says that it was kept."""
    file = root / take(root).written[0]
    correct(root, LETTER.replace("March", "April"), TREATY)
    real = files.replace

    def late(target: Path, before: bytes, text: str) -> bool:
        target.write_text("saved in the meantime", encoding="utf-8")
        return real(target, before, text)

    monkeypatch.setattr(files, "replace", late)
    assert told(take(root))[0] == ("kept", True)
    monkeypatch.undo()
    assert file.read_text(encoding="utf-8") == "saved in the meantime"
    assert told(take(root))[0] == ("kept", False)
    assert [f.name for f in file.parent.iterdir() if f.name.startswith(".")] == []


def test_replacing_keeps_the_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    """A file keeps who may read it, and a refused replacement leaves no second file."""
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    assert not files.replace(file, b"other", "new")
    assert file.read_bytes() == b"old"
    assert files.replace(file, b"old", "new\n")
    assert file.read_bytes() == b"new\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert not files.replace(tmp_path / "gone.md", b"", "new") or not (tmp_path / "gone.md").exists()
    assert [f.name for f in tmp_path.iterdir()] == ["a.md"]


def test_an_interrupted_import_is_finished_by_the_next(
    root: Path, take: Take, correct: Correct, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk gave out before the memory was written, the next import takes up what is there."""
    real = files.create

    def full(file: Path, text: str) -> None:
        if "1955" in file.name:
            raise OSError(28, "No space left on device", str(file))
        real(file, text)

    monkeypatch.setattr(files, "create", full)
    assert [d.code for d in take(root).diagnostics] == ["O104"]
    monkeypatch.undo()
    assert told(take(root)) == [("unchanged", False), ("new", False)]
    correct(root, LETTER.replace("March", "April"), TREATY)
    assert told(take(root)) == [("updated", False), ("unchanged", False)]


def test_a_date_that_was_taken_out_leaves_the_draft(root: Path, take: Take, correct: Correct) -> None:
    """An episode without a date any more could not be drafted; its file is kept, and said to be."""
    file = root / take(root).written[0]
    before = file.read_bytes()
    correct(root, LETTER.replace("In March 1954 ", ""), TREATY)
    done = take(root)
    assert ("kept", True) in told(done) or ("gone", False) in told(done)
    assert file.read_bytes() == before


PARAGRAPHS = tuple(
    f"In {year}{month} {who} signed treaty number {number}."
    for number, (year, month) in enumerate((y, m) for y in (1951, 1954, 1955) for m in ("", ", in March,"))
    for who in ("Vyacheslav Molotov", "John Foster Dulles")
)
DOINGS = st.lists(
    st.one_of(
        st.tuples(st.just("article"), st.lists(st.sampled_from(PARAGRAPHS), max_size=5)),
        st.tuples(st.sampled_from(("edit", "delete", "rename", "touch", "forget")), st.integers(0, 9)),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOINGS)
def test_whatever_happens_nobodys_work_is_lost(
    project: Callable[..., Path],
    take: Take,
    article: Callable[..., str],
    doings: list[tuple[str, Any]],
) -> None:
    """Articles change, editors edit, rename and delete: what they wrote stays, and nothing disappears."""
    root = project({"seeds/visit.md": article(LETTER, TREATY)})
    folder = root / "content/events"
    edited: dict[Path, bytes] = {}
    take(root)
    for what, value in doings:
        files_now = sorted(folder.iterdir())
        file = files_now[value % len(files_now)] if isinstance(value, int) and files_now else None
        if what == "article":
            (root / "seeds/visit.md").write_text(article(*value), encoding="utf-8")
        elif what == "forget":
            (root / MEMORY).unlink(missing_ok=True)
        elif file and what == "delete":
            file.unlink()
            edited.pop(file, None)
        elif file and what == "touch":
            file.touch()
        elif file:
            target = file.with_name(f"x{value}-{file.name}") if what == "rename" else file
            data = file.read_bytes() + (b"\nMine.\n" if what == "edit" else b"")
            edited.pop(file, None)
            file.unlink()
            target.write_bytes(data)
            edited[target] = data
        before = set(folder.iterdir())
        done = take(root)
        assert before <= set(folder.iterdir())
        assert {f: f.read_bytes() for f in edited} == edited
        assert set(folder.iterdir()) - before == {root / name for name in done.written}
        again = take(root)
        assert {c.change for c in again.changes} <= {
            Change.UNCHANGED, Change.KEPT, Change.DELETED, Change.UNDATED, Change.GONE,
        }  # fmt: skip

"""What an import says to a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from site_gen.importer import Imported, lines, notes

Take = Callable[..., Imported]


class Ran(NamedTuple):
    """What a run of the program left."""

    code: int
    out: str
    err: str


LETTER = "In March 1954 Vyacheslav Molotov sent a letter to three capitals."
TREATY = "On 15 May 1955 the treaty was signed in Vienna."
UNDATED = "Nobody knows when the archive was moved."


def said(done: Imported, *, dry_run: bool = False) -> str:
    """The lines of a report."""
    return "\n".join(lines(done, dry_run=dry_run))


def test_a_first_import(root: Path, take: Take) -> None:
    """The whole report: the article, two lines an episode, a sum, and what to do next."""
    assert said(take(root)) == (
        "visit: “A visit” (en, published 2024-04-01): 3 date expressions, 2 episodes\n"
        "new        1954-03     Vyacheslav Molotov sent a letter\n"
        "                       content/events/1954-03-vyacheslav-molotov-sent-a-letter.md\n"
        "new        1955-05-15  Treaty was signed in Vienna\n"
        "                       content/events/1955-05-15-treaty-was-signed-in-vienna.md\n"
        "2 new drafts\n"
        "next: read each new draft, write what happened, then delete its line `reviewed: false`"
    )


def test_a_second_import(
    root: Path, take: Take, correct: Callable[..., None], article: Callable[..., str]
) -> None:
    """Every kind of change has its words, and the sum counts them."""
    first = take(root)
    with (root / first.written[0]).open("a", encoding="utf-8") as handle:
        handle.write("Mine.\n")
    correct(root, "In April 1954 Vyacheslav Molotov sent a letter to three capitals.")
    report = said(take(root))
    assert "edited, so left alone; paragraph 1 reads otherwise now, compare the two" in report
    assert "no longer in the article" in report
    assert "delete it if it should go" in report
    assert report.endswith("1 edited file kept, 1 no longer in the article")
    (root / first.written[0]).unlink()
    correct(root, LETTER, TREATY.replace("Vienna.", "Vienna, at last."))
    report = said(take(root), dry_run=True)
    assert "somebody deleted it, so it is not offered again" in report
    assert "unchanged  1955-05-15  Treaty was signed in Vienna" in report
    assert report.endswith("nothing was written, as `--dry-run` says")


def test_an_episode_without_a_date(root: Path, take: Take, correct: Callable[..., None]) -> None:
    """It has no draft, and the reason is said with its paragraph."""
    correct(root, UNDATED, LETTER)
    report = said(take(root))
    assert "no draft: an event needs a date, and paragraph 1 gives none" in report
    assert "1 new draft, 1 without a date" in report


def test_a_build_notes_only_what_changed(root: Path, take: Take, correct: Callable[..., None]) -> None:
    """What is as it was is not told with every build, and what is gone is told once."""
    assert len(list(notes(take(root)))) == 2
    assert list(notes(take(root))) == []
    correct(root, LETTER.replace("March", "April"))
    assert [note.split()[0] for note in notes(take(root))] == ["updated", "kept"]
    assert list(notes(take(root))) == []


def test_the_json_document(root: Path, run: Callable[..., Ran], correct: Callable[..., None]) -> None:
    """`changes` has an entry for every episode and for what is gone; `proposals` is there, empty or not."""
    import json

    def document() -> dict[str, Any]:
        out: dict[str, Any] = json.loads(
            run("import", root / "seeds/visit.md", "--root", root, "--format", "json").out
        )
        return out

    first = document()
    assert [(c["change"], c["differs"]) for c in first["changes"]] == [("new", False), ("new", False)]
    assert [c["episode"] for c in first["changes"]] == [e["id"] for e in first["episodes"]]
    assert [c["file"] for c in first["changes"]] == [e["file"] for e in first["episodes"]]
    assert first["proposals"] == []
    correct(root, LETTER.replace("March", "April"))
    assert [c["change"] for c in document()["changes"]] == ["updated", "gone"]

"""A site whose folder is gone or was emptied is published again from what the cache holds, and only then."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen import again
from site_gen.build.builder import Options, build
from site_gen.build.places import find_places
from site_gen.outcome import Outcome

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[Path], dict[str, bytes]]
EVENT, PAGE = "content/events/1954-letter.md", "events/1954-letter.html"


def run(root: Path, **options: object) -> Outcome:
    """Run the command `build`."""
    given = {"root": root, "output": None, "base_url": None, "drafts": False, "strict": False, "quiet": True}
    return again.build(argparse.Namespace(**given | {"force": False, "jobs": 1} | options))


def made(outcome: Outcome) -> int:
    """Return how many files were made."""
    assert outcome.exit_code == 0, outcome.diagnostics
    number: int = outcome.data["built"]
    return number


@pytest.fixture
def root(project: Project, small: Mapping[str, str]) -> Path:
    """The small project, built once."""
    folder = project(small)
    assert made(run(folder)) > 0
    return folder


def standby(root: Path) -> Path:
    """The second tree."""
    return find_places(root, root / "public").standby


def move_away(root: Path) -> None:
    """Move the whole output to another name."""
    (root / "public").rename(root / "elsewhere")


def empty(root: Path) -> None:
    """Remove all that stands in the output, but not the folder."""
    shutil.rmtree(root / "public")
    (root / "public").mkdir(mode=0o711)


def edit_and_move_away(root: Path) -> None:
    """Change a page where it stands, which has the same bytes in the standby, and move the output away."""
    (root / "public" / PAGE).write_bytes(b"spoilt")
    move_away(root)


def damage(root: Path) -> None:
    """Lose the output, one page of the standby, and the bytes of another."""
    shutil.rmtree(root / "public")
    (standby(root) / "index.html").unlink()
    (standby(root) / PAGE).write_bytes(b"spoilt")


def add_to_standby(root: Path) -> None:
    """Lose the output, and put into the standby what nobody built."""
    shutil.rmtree(root / "public")
    (standby(root) / "events/own.html").write_bytes(b"not of the site")


def unpack_elsewhere(root: Path) -> None:
    """Lose the output, and give all inputs and all that is kept other numbers and times."""
    shutil.rmtree(root / "public")
    for number, file in enumerate(sorted(each for each in root.rglob("*") if each.is_file())):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
        os.utime(file, (1_600_000_000 + number, 1_600_000_000 + number))


LOSSES: Mapping[str, tuple[Callable[[Path], None], int]] = {
    "moved away": (move_away, 0),
    "emptied": (empty, 0),
    "unpacked elsewhere": (unpack_elsewhere, 0),
    "changed in place and moved away": (edit_and_move_away, 1),
    "standby damaged": (damage, 2),
    "standby added to": (add_to_standby, 0),
}


@pytest.mark.parametrize(("lose", "wanted"), LOSSES.values(), ids=LOSSES.keys())
@pytest.mark.parametrize("edited", [False, True], ids=["same", "edited"])
@pytest.mark.parametrize("in_place", [False, True], ids=["swapped", "in place"])
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_lost_is_brought_back(
    root: Path,
    tree: Tree,
    lose: Callable[[Path], None],
    wanted: int,
    edited: bool,
    in_place: bool,
    times: int,
) -> None:
    """The site is that of a clean build, and only those pages are made that are not right in the standby;
    a second loss is made good as the first was.
    """
    for _ in range(times):
        text = (root / EVENT).read_text(encoding="utf-8")
        lose(root)
        if edited:
            (root / EVENT).write_text(f"{text}\nMore.\n", encoding="utf-8")
        outcome = run(root, in_place=in_place)
        shown = {PAGE, f"id/{PAGE}"} if edited else set()
        spoilt = {"index.html", PAGE} if wanted == 2 else {PAGE} if wanted else set()
        # A body that has no summary shows on cards as well.
        assert made(outcome) >= len(shown | spoilt) if edited else made(outcome) == wanted
        assert build(root, root / "clean", Options()).published
        assert tree(root / "public") == tree(root / "clean")
        assert made(run(root, in_place=in_place)) == 0
        shutil.rmtree(root / "elsewhere", ignore_errors=True)
        shutil.rmtree(root / "clean")


@pytest.mark.parametrize("lose", [move_away, empty])
def test_nothing_is_looked_at_closer(
    root: Path, lose: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing else changed, no content is read to bring the output back."""
    lose(root)
    monkeypatch.setitem(sys.modules, "site_gen.building", None)
    assert made(run(root)) == 0
    assert (root / "public/index.html").is_file()


def test_an_emptied_folder_keeps_its_rights(root: Path) -> None:
    """What is brought back stands in a folder with the rights of the empty one."""
    empty(root)
    run(root)
    assert (root / "public").stat().st_mode & 0o777 == 0o711


def test_in_place_keeps_the_emptied_folder(root: Path) -> None:
    """`in_place` brings files back into the folder that is there."""
    empty(root)
    number = (root / "public").stat().st_ino
    assert made(run(root, in_place=True)) == 0
    assert (root / "public").stat().st_ino == number


def test_what_others_had_put_there_is_not_brought_back(root: Path, tree: Tree) -> None:
    """Files that are not of the site went with the folder."""
    good = tree(root / "public")
    (root / "public/CNAME").write_text("mine", encoding="utf-8")
    (root / "public/own").mkdir()
    (root / "public/own/notes.txt").write_text("mine", encoding="utf-8")
    (root / "public/hollow").mkdir()
    (root / EVENT).write_text((root / EVENT).read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    run(root)
    assert (standby(root) / "own/notes.txt").is_file()
    move_away(root)
    assert made(run(root)) == 0
    assert tree(root / "public").keys() == good.keys()
    assert not (root / "public/hollow").exists()


@pytest.mark.parametrize("options", [{"drafts": True}, {"base_url": "https://example.com/"}])
def test_what_was_built_otherwise_is_not_published(root: Path, options: Mapping[str, object]) -> None:
    """A build that fails brings nothing back: what the cache holds may be of other options."""
    run(root, **options)
    move_away(root)
    (root / EVENT).write_text("---\ntitle: T\n---\n", encoding="utf-8")
    assert run(root).exit_code == 1
    assert not (root / "public").exists()


def test_force_makes_all_pages(root: Path) -> None:
    """`force` trusts nothing that is kept."""
    move_away(root)
    (standby(root) / "index.html").unlink()
    pages = sum(1 for each in (root / "elsewhere").rglob("*") if each.is_file())
    outcome = run(root, force=True)
    assert outcome.data["built"] + outcome.data["kept"] == pages


def numbers(folder: Path) -> dict[str, int]:
    """Return the number of each file by its path."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_ino for file in found}


@pytest.mark.parametrize("in_place", [False, True])
def test_the_standby_holds_every_file_after_each_build(root: Path, in_place: bool) -> None:
    """After the first build, after one edit, after one of all pages, after an event is gone, and after a
    build that replaced files, the second tree is made of the same files.
    """
    assert numbers(standby(root)) == numbers(root / "public")
    config = root / "content/site.toml"
    for edit in (
        lambda: (root / EVENT).write_text("---\ntitle: T\ndate: 1954\n---\nOther.\n", encoding="utf-8"),
        lambda: config.write_text(config.read_text(encoding="utf-8").replace("Letters", "Post")),
        (root / "content/events/1990s.md").unlink,
    ):
        edit()
        assert made(run(root, in_place=in_place)) > 0
        assert numbers(standby(root)) == numbers(root / "public")


def test_many_files_are_linked_beside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a build has ended, so has what it linked in a process of its own."""
    monkeypatch.setattr("site_gen.build.standby._FEW", 0)
    (root / EVENT).write_text("---\ntitle: T\ndate: 1954\n---\nOther.\n", encoding="utf-8")
    run(root)
    assert numbers(standby(root)) == numbers(root / "public")

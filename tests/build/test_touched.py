"""Inputs whose times say nothing: a fresh checkout, and whatever else was touched and not changed."""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen import again
from site_gen.build.unchanged import is_late, look_at_output
from site_gen.outcome import Outcome

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[Path], dict[str, bytes]]
EVENT, OTHER = "content/events/told.md", "content/events/1951-hint.md"
SECOND = 1_000_000_000


def build(root: Path, **options: object) -> Outcome:
    """Run the command `build`."""
    given = {"root": root, "output": None, "base_url": None, "drafts": False, "strict": False, "quiet": True}
    return again.build(argparse.Namespace(**given | {"force": False, "jobs": 1} | options))


def touch_all(root: Path) -> None:
    """Give every input another time."""
    for file in (root / "content").rglob("*"):
        os.utime(file, ns=(0, time.time_ns() - 1000 * SECOND))


def add(root: Path, path: str, text: str) -> None:
    """Add to the end of an input."""
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.fixture
def root(project: Project, small: Mapping[str, str]) -> Path:
    """The small project and an event whose body can be made alone, built."""
    folder = project({**small, EVENT: "---\ntitle: Told\ndate: 1956\nsummary: Short.\n---\nLong.\n"})
    assert build(folder).exit_code == 0
    return folder


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a build that looks closer fail."""
    monkeypatch.setitem(sys.modules, "site_gen.building", None)


def test_touched_inputs_leave_nothing_to_do(root: Path, sealed: None) -> None:
    """Where all inputs have other times and the same bytes, the site stands; and the next build knows."""
    touch_all(root)
    assert build(root).data["built"] == 0
    assert build(root).data["built"] == 0


def test_a_fresh_checkout_takes_the_site_from_the_cache(root: Path, tree: Tree, sealed: None) -> None:
    """Where inputs and cache were copied and there is no output, it is published again."""
    good = tree(root / "public")
    fresh = root.with_name("fresh")
    for name in ("content", ".cache"):
        shutil.copytree(root / name, fresh / name, copy_function=shutil.copy)
    assert build(fresh).data["built"] == 0
    assert tree(fresh / "public") == good


@pytest.mark.parametrize(
    "path", [EVENT, "content/pages/about.md", "content/site.toml", "content/sources.yaml"]
)
def test_what_was_edited_among_what_was_touched_is_found(root: Path, tree: Tree, path: str) -> None:
    """One file with other bytes makes the site of a clean build."""
    touch_all(root)
    add(root, path, "\n# More\n")
    assert build(root).exit_code == 0
    assert build(root, output=root / "clean").exit_code == 0
    assert tree(root / "public") == tree(root / "clean")


@pytest.mark.parametrize("times", [1, 2])
def test_an_edit_that_was_made_alone_is_known(root: Path, tree: Tree, times: int) -> None:
    """After edits of bodies alone, what was there before them is another text, and what is there now is
    not.
    """
    first = (root / EVENT).read_bytes()
    for _ in range(times):
        add(root, EVENT, "\nMore.\n")
        assert build(root).data["built"] == 2
    touch_all(root)
    assert build(root).data["built"] == 0
    (root / EVENT).write_bytes(first)
    touch_all(root)
    assert build(root).data["built"] > 0
    assert build(root, output=root / "clean").exit_code == 0
    assert tree(root / "public") == tree(root / "clean")


def test_what_a_build_that_failed_had_read_is_no_proof(root: Path, tree: Tree) -> None:
    """A build that published nothing leaves readings of other texts than those that the site shows."""
    add(root, EVENT, "\nMore.\n")
    good = (root / OTHER).read_bytes()
    (root / OTHER).write_text("---\ntitle: T\n---\n", encoding="utf-8")
    assert build(root).exit_code == 1
    (root / OTHER).write_bytes(good)
    touch_all(root)
    assert build(root).data["built"] > 0
    assert build(root, output=root / "clean").exit_code == 0
    assert tree(root / "public") == tree(root / "clean")


def test_a_standby_with_other_bytes_is_not_published(root: Path, tree: Tree) -> None:
    """A file of the cache that somebody changed is made again."""
    good = tree(root / "public")
    shutil.rmtree(root / "public")
    page, *_ = (root / ".cache/site_gen").rglob("about.html")
    page.write_text("changed", encoding="utf-8")
    touch_all(root)
    assert build(root).exit_code == 0
    assert tree(root / "public") == good


def test_times_of_a_coarse_disk_are_not_trusted_so_soon(tmp_path: Path) -> None:
    """A time without parts of a second is late for two seconds, another for a twentieth of one."""
    now = 1_000 * SECOND
    assert is_late(now - SECOND, now)
    assert not is_late(now - SECOND + 1, now)
    assert is_late(now - SECOND // 50, now)
    assert not is_late(now - 3 * SECOND, now)
    for name, changed in (("coarse", now - SECOND), ("fine", now - SECOND + 1), ("old", now - 3 * SECOND)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, ns=(changed, changed))
    assert {Path(path).name for path in look_at_output(tmp_path, now).late} == {"coarse"}

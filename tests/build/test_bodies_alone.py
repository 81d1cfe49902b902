"""An edit of a body makes its pages alone, in a hurry, and they are those of a clean build."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen import again
from site_gen.build import bodies_alone, record
from site_gen.build.builder import Options, build, make_plan
from site_gen.build.manifest import cache_file, change_manifest, state_of_manifest
from site_gen.outcome import Outcome

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[Path], dict[str, bytes]]
HINT, LETTER = "content/events/1951-hint.md", "content/events/1954-letter.md"


@pytest.fixture
def root(project: Project, small: Mapping[str, str]) -> Path:
    """The small project with a summary in each event, so that no card is made from a body; built."""
    files = {name: text.replace("added:", "summary: Said.\nadded:") for name, text in small.items()}
    folder = project(files)
    assert run(folder).exit_code == 0
    return folder


def run(root: Path) -> Outcome:
    """Run the command `build`."""
    plain = {"output": None, "base_url": None, "drafts": False, "strict": False, "quiet": True}
    return again.build(argparse.Namespace(root=root, force=False, jobs=1, **plain))


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text in a file."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def assert_clean(root: Path, tree: Tree) -> None:
    """Hold that the site is that of a clean build."""
    assert build(root, root / "clean", Options()).published
    assert tree(root / "public") == tree(root / "clean")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which the ordinary way of a build is closed."""
    return lambda: monkeypatch.setitem(sys.modules, "site_gen.building", None)


@pytest.mark.parametrize(
    ("path", "old", "new", "made"),
    [
        (LETTER, "It was sent.", "It was *lost*.", 2),
        (LETTER, "It was sent.", "It was sent.[^1] [Out](https://example.com/).\n\n[^1]: By post.", 2),
        (HINT, "came later", "came later, [the letter](1954-letter.md)", 1),
        ("content/events/1951-hint.id.md", "sesuatu", "banyak", 1),
        (LETTER, "It was sent.", "<!-- When? -->\nIt was sent.", 2),
    ],
)
def test_an_edited_body_is_made_alone(
    root: Path, tree: Tree, alone: Callable[[], None], path: str, old: str, new: str, made: int
) -> None:
    """The pages that show a body are made from what was kept, in each language, and equal a clean build;
    after that there is nothing to do, and a closer look explains no page otherwise.
    """
    edit(root, path, old, new)
    alone()
    outcome = run(root)
    assert (outcome.data["built"], outcome.data["removed"]) == (made, 0)
    assert_clean(root, tree)
    plan = make_plan(root, root / "public", Options())
    assert [each for each in plan.decisions if each.reasons] == []
    assert run(root).data["built"] == 0


@pytest.mark.parametrize(
    ("path", "old", "new", "made"),
    [
        (LETTER, "title: A letter", "title: The letter", 2),
        (LETTER, "added: 2026-01-03", "added: 2026-01-03 # a remark", 0),
        (LETTER, "It was sent.", "It was sent [before](1951-hint.md).", 2),
        (LETTER, "summary: Said.\n", "", 2),
        (HINT, "Somebody said something.", "Nobody said anything.", 1),
    ],
    ids=["title", "remark in the front matter", "new link", "no summary", "body"],
)
def test_more_than_a_body_takes_the_ordinary_way(
    root: Path, tree: Tree, path: str, old: str, new: str, made: int
) -> None:
    """Whatever else was edited, the site is that of a clean build."""
    edit(root, path, old, new)
    assert run(root).data["built"] >= made
    assert_clean(root, tree)


@pytest.mark.parametrize("new", ["[gone](nothing.md)", "![x](http://example.com/x.png)", "\x01", ""])
def test_a_fault_in_an_edited_body_is_said(root: Path, tree: Tree, new: str) -> None:
    """A fault is found as by any build, with its place, and the good site stays."""
    before = tree(root / "public")
    edit(root, LETTER, "It was sent.", new)
    outcome = run(root)
    clean = build(root, root / "clean", Options())
    assert outcome.diagnostics == clean.diagnostics
    assert tree(root / "public") == (tree(root / "clean") if clean.published else before)


def test_a_body_that_others_show_too(root: Path, tree: Tree) -> None:
    """A translation without a body shows that of its original, and changes with it."""
    edit(root, "content/events/1951-hint.id.md", "Seseorang berkata sesuatu.\n", "")
    run(root)
    edit(root, HINT, "Somebody said something.", "Nobody said anything.")
    assert run(root).data["built"] == 2
    assert_clean(root, tree)


@pytest.mark.parametrize("data", [b"", b"garbage", b"{}", b"[" * 9999, b'{"version": 1}\n', b"\xff"])
def test_broken_places_are_as_good_as_none(root: Path, tree: Tree, data: bytes) -> None:
    """Whatever stands where places of bodies are remembered, the site is right."""
    cache_file(root, root / "public", "bodies").write_bytes(data)
    edit(root, LETTER, "was", "was not")
    assert run(root).exit_code == 0
    assert_clean(root, tree)


@pytest.mark.parametrize("old", [r"\t", "1", "0"])
def test_broken_lines_are_as_good_as_none(root: Path, tree: Tree, old: str) -> None:
    """Places that somebody changed lead to no wrong page."""
    file = cache_file(root, root / "public", "bodies")
    times = file.stat()
    with file.open("r+b") as opened:  # the same file with the same times
        data = opened.read()
        opened.seek(0)
        opened.write(data.replace(old.encode().decode("unicode_escape").encode(), b"7"))
        opened.truncate()
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    edit(root, LETTER, "was", "was not")
    assert run(root).exit_code == 0
    assert_clean(root, tree)


def test_a_large_output_is_looked_at_by_another_process(
    root: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits and changes of the output are found by it as they are by one process."""
    monkeypatch.setattr(record, "_WORTH_A_PROCESS", 0)
    edit(root, LETTER, "It was sent.", "It was *lost*.")
    with monkeypatch.context() as sealed:
        sealed.setitem(sys.modules, "site_gen.building", None)
        assert run(root).data["built"] == 2
        assert run(root).data["built"] == 0
    (root / "public/index.html").write_text("mine", encoding="utf-8")
    edit(root, LETTER, "lost", "found")
    assert run(root).data["built"] == 3
    assert_clean(root, tree)


def test_who_built_meanwhile_is_noticed(root: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another build published between the look and the lock, the look is not believed."""
    edit(root, LETTER, "It was sent.", "It was *lost*.")
    once = [True]
    state = state_of_manifest

    def published_meanwhile(folder: Path, output: Path) -> object:
        if once:
            once.clear()
            edit(root, HINT, "said", "wrote")
            change_manifest(folder, output, {})
        return state(folder, output)

    monkeypatch.setattr(bodies_alone, "state_of_manifest", published_meanwhile)
    assert run(root).exit_code == 0
    assert run(root).exit_code == 0
    assert_clean(root, tree)

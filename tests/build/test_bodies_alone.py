"""An edit of a body makes its pages alone, in a hurry, and they are those of a clean build."""

import argparse
import pickle
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen import again
from site_gen.build.builder import Options, build
from site_gen.build.kept_views import Place, index_file, read_index, read_view, views_folder
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


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which the ordinary way of a build is closed."""
    return lambda: monkeypatch.setitem(sys.modules, "site_gen.commands", None)


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
    after that there is nothing to do.
    """
    edit(root, path, old, new)
    alone()
    outcome = run(root)
    assert (outcome.data["built"], outcome.data["removed"]) == (made, 0)
    assert build(root, root / "clean", Options()).published
    assert tree(root / "public") == tree(root / "clean")
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
    assert build(root, root / "clean", Options()).published
    assert tree(root / "public") == tree(root / "clean")


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
    build(root, root / "clean", Options())
    assert tree(root / "public") == tree(root / "clean")


def test_a_broken_index_or_view_is_as_good_as_none(root: Path, tree: Tree) -> None:
    """Whatever stands where views are kept, the site is right."""
    for number, data in enumerate((b"", b"garbage", b"{}", b"[" * 9999)):
        index_file(root, root / "public").write_bytes(data)
        edit(root, LETTER, "was", f"was {number}")
        assert run(root).exit_code == 0
        for file in views_folder(root, root / "public").iterdir():
            file.write_bytes(data)
        edit(root, LETTER, "It", "It,")
        assert run(root).exit_code == 0
        build(root, root / "clean", Options())
        assert tree(root / "public") == tree(root / "clean")


class Evil:
    """Would run something where it was unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        """Say how it is made again."""
        return Path.write_text, ("evil", "x")


def test_only_views_are_unpickled(tmp_path: Path) -> None:
    """A view that somebody else wrote runs nothing."""
    for data in (pickle.dumps(Evil()), b"cos\nsystem\n(S'touch evil'\ntR."):
        (tmp_path / "views").write_bytes(data)
        with pytest.raises(pickle.UnpicklingError):
            read_view(tmp_path, Place("views", 0, len(data)))


def test_files_of_views_that_nobody_asks_for_go(root: Path) -> None:
    """Views that were made again leave nothing behind."""
    for number in range(3):
        edit(root, LETTER, "title: ", f"title: A{number} ")
        run(root)
    index = read_index(root, root / "public")
    assert index is not None
    asked = {place.file for _, places in index.pages.values() for place in places.values()}
    assert {file.name for file in views_folder(root, root / "public").iterdir()} == asked

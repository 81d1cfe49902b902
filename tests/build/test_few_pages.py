"""An edit makes the pages that show it, and no others."""

import itertools
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build.builder import Options, build

Tree = Callable[[Path], dict[str, bytes]]


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

"""Where a review page may be written, and that the command asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from site_gen.review import place_fault

Project = Callable[[Mapping[str, str | bytes]], Path]

ARTICLE = "---\ntitle: A visit\npublished: 2024-04-01\nlang: en\n---\n\nIn March 1954 a letter was sent.\n"
EVENT = "---\ntitle: E\ndate: 1954\n---\nText.\n"


class Ran(NamedTuple):
    """What a run of the program left."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def root(project: Project) -> Path:
    """A project with an article."""
    return project({"seeds/visit.md": ARTICLE, "content/events/e.md": EVENT})


@pytest.mark.parametrize(
    "place",
    [f"{folder}/r.html" for folder in ("public", "public/a", "static", "content", "templates", "seeds")],
)
def test_nowhere_that_is_published_or_read(root: Path, run: Run, place: str) -> None:
    """The command is refused with exit 2, and nothing at all is written."""
    before = sorted(root.rglob("*"))
    done = run("import", root / "seeds/visit.md", "--root", root, "--review", root / place)
    assert done.code == 2
    assert "error[A122]" in done.err
    assert sorted(root.rglob("*")) == before


def test_nowhere_behind_a_link(root: Path, tmp_path: Path) -> None:
    """A folder that only leads to the output is the output."""
    (root / "public").mkdir()
    (tmp_path / "elsewhere").symlink_to(root / "public")
    fault = place_fault(tmp_path / "elsewhere/r.html", root)
    assert fault is not None
    assert fault.code == "A122"


def test_nowhere_that_a_site_was_built(root: Path, run: Run, tmp_path: Path) -> None:
    """Another output folder is remembered by its build."""
    site = tmp_path / "www"
    assert run("build", "--root", root, "--output", site).code == 0
    fault = place_fault(site / "review.html", root)
    assert fault is not None
    assert fault.code == "A122"
    assert place_fault(tmp_path / "www2/review.html", root) is None


def test_no_other_file_is_overwritten(root: Path, run: Run, tmp_path: Path) -> None:
    """A review page may be made anew; what is none stays as it is."""
    notes = tmp_path / "notes.html"
    notes.write_text("<p>mine", encoding="utf-8")
    done = run("import", root / "seeds/visit.md", "--root", root, "--review", notes)
    assert done.code == 2
    assert "error[A123]" in done.err
    assert notes.read_text(encoding="utf-8") == "<p>mine"
    assert "error[A123]" in run("import", root / "seeds/visit.md", "--root", root, "--review", tmp_path).err
    for _ in range(2):
        done = run("import", root / "seeds/visit.md", "--root", root, "--review", tmp_path / "r.html")
        assert done.code == 0
        assert f"review page: {(tmp_path / 'r.html').as_uri()}" in done.out


def test_one_article_at_a_time(root: Path, run: Run, tmp_path: Path) -> None:
    """Two articles and one page is wrong usage, said before anything is done."""
    files = [root / "seeds/visit.md", root / "seeds/other.md"]
    done = run("import", *files, "--root", root, "--review", tmp_path / "r.html")
    assert done.code == 2
    assert "error[A124]" in done.err
    assert not (tmp_path / "r.html").exists()


def test_a_dry_run_can_be_reviewed(root: Path, run: Run, tmp_path: Path) -> None:
    """The page shows what would be drafted, and no draft is written."""
    page = tmp_path / "deep/er/r.html"
    assert run("import", root / "seeds/visit.md", "--root", root, "--dry-run", "--review", page).code == 0
    assert "new draft" in page.read_text(encoding="utf-8")
    assert [f.name for f in (root / "content/events").iterdir()] == ["e.md"]


def test_an_article_that_cannot_be_read_has_no_page(root: Path, run: Run, tmp_path: Path) -> None:
    """The fault is said, and no page is written."""
    (root / "seeds/visit.md").write_bytes(b"\xff\xfe\0")
    done = run("import", root / "seeds/visit.md", "--root", root, "--review", tmp_path / "r.html")
    assert done.code == 1
    assert not (tmp_path / "r.html").exists()


def test_a_folder_that_refuses_is_said(root: Path, run: Run, tmp_path: Path) -> None:
    """A file where a folder should be is a diagnostic; the drafts are there all the same."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("import", root / "seeds/visit.md", "--root", root, "--review", tmp_path / "file/r.html")
    assert done.code == 1
    assert "error[O104]" in done.err
    assert len(list((root / "content/events").iterdir())) == 2

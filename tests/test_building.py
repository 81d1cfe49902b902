"""What a build imports and keeps of the program itself."""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from site_gen import again, resources
from site_gen.build.compiled import TEMPLATES, compiled_folder
from site_gen.content.eventfile import Reading, read_event
from site_gen.source import SourceFile

CHECKOUT = Path(__file__).resolve().parents[1]
ARTICLES = {"site_gen.article", "site_gen.importer", "site_gen.review", "site_gen.date_report"}


def imported(root: Path) -> set[str]:
    """Build in a program of its own; return what of the reading of articles it imported."""
    code = (
        'import sys; from site_gen.cli import main; main(["build", "-q", "--root", sys.argv[1]]);'
        "print(*sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(root)], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return ARTICLES & set(ran.stdout.split())


def test_articles_are_read_only_where_there_are_some(tmp_path: Path) -> None:
    """A first build of a project without seeds imports nothing of what reads articles; one with does."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.toml").write_text('title = "T"\n', encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    assert imported(tmp_path) == set()
    (tmp_path / "seeds/a.md").write_text("In 1954 it began.\n", encoding="utf-8")
    assert {"site_gen.article", "site_gen.importer"} <= imported(tmp_path)


def test_compiled_templates_are_shared_where_a_project_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built-in templates alone are kept with the program, those of a project in its cache."""
    monkeypatch.setattr(resources, "kept", lambda name: tmp_path / "program" / name)
    assert compiled_folder(tmp_path) == tmp_path / "program/templates"
    (tmp_path / "templates").mkdir()
    assert compiled_folder(tmp_path) == tmp_path / TEMPLATES


def test_where_nothing_can_be_kept_with_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled templates are then kept in the project's cache."""
    monkeypatch.setattr(resources, "kept", lambda _: None)
    assert compiled_folder(tmp_path) == tmp_path / TEMPLATES


def build(root: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Build long after what was done before, so that times of files can be trusted; return the pages of
    events.
    """
    later = time.time_ns() + number * 10_000_000_000
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: later)
        plain = {"output": None, "base_url": None, "drafts": False, "strict": False, "quiet": True}
        outcome = again.build(argparse.Namespace(root=root, force=False, jobs=1, **plain))
    assert outcome.exit_code == 0, outcome.diagnostics
    return {file.read_text(encoding="utf-8") for file in (root / "public/events").glob("*.html")}


SEED = """\
---
lang: en
published: 2024-05-01
---
# The bridge

In 1954 the old{more} bridge over the river burned down.

In 1961 a new bridge was opened by the mayor.
"""


@pytest.fixture
def drafted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two articles, built twice, so that nothing in it is new."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.toml").write_text('title = "T"\nlanguages = ["en"]\n', encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/bridge.md").write_text(SEED.format(more=""), encoding="utf-8")
    (tmp_path / "seeds/road.md").write_text("# The road\n\nIn 1970 the road was closed.\n", encoding="utf-8")
    assert build(tmp_path, 1, monkeypatch)
    build(tmp_path, 2, monkeypatch)
    (tmp_path / "static").mkdir()
    (tmp_path / "static/x.txt").write_text("x", encoding="utf-8")
    build(tmp_path, 3, monkeypatch)
    return tmp_path


def test_a_corrected_article_shows_in_the_same_build(drafted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that is brought up to date by a build is read again by it, though the file had not changed when
    the build began.
    """
    assert not any("Old stone bridge" in page for page in build(drafted, 4, monkeypatch))
    (drafted / "seeds/bridge.md").write_text(SEED.format(more=" stone"), encoding="utf-8")
    assert any("Old stone bridge" in page for page in build(drafted, 5, monkeypatch))


def test_event_files_are_read_once(drafted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where articles lie in `seeds/`, event files that have not changed are not read for each of them."""
    (drafted / "content/events/own.md").write_text("---\ntitle: O\ndate: 1950\n---\nX.\n", encoding="utf-8")
    build(drafted, 4, monkeypatch)
    (drafted / "static/x.txt").write_text("y", encoding="utf-8")
    read: list[str] = []
    real = read_event

    def counted(source: SourceFile, *rest: Any) -> Reading:
        read.append(source.path)
        return real(source, *rest)

    monkeypatch.setattr("site_gen.content.load.read_event", counted)
    build(drafted, 5, monkeypatch)
    assert read == []

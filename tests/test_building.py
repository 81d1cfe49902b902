"""What a build imports and keeps of the program itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_gen import resources
from site_gen.build.builder import TEMPLATES, compiled_folder

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

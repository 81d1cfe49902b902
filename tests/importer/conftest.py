"""What the tests of imports share: a project with an article, and importing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.importer import Imported, Order, import_article

Project = Callable[[Mapping[str, str | bytes]], Path]
HEAD = "title: A visit\npublished: 2024-04-01\nlang: en\n"
LETTER = "In March 1954 Vyacheslav Molotov sent a letter to three capitals."
TREATY = "On 15 May 1955 the treaty was signed in Vienna."


@pytest.fixture
def article() -> Callable[..., str]:
    """Return a function that writes an article of paragraphs."""

    def write(*paragraphs: str, head: str = HEAD) -> str:
        return f"---\n{head}---\n\n" + "\n\n".join(paragraphs) + "\n"

    return write


@pytest.fixture
def take() -> Callable[..., Imported]:
    """Return a function that imports an article of a project on a day."""

    def run(root: Path, name: str = "visit", *, today: str = "2026-01-02", dry_run: bool = False) -> Imported:
        order = Order(today, dry_run=dry_run)
        return import_article(root, root / f"seeds/{name}.md", order, ("en",), root / "content/events")

    return run


@pytest.fixture
def root(project: Project, article: Callable[..., str]) -> Path:
    """A project with an article of two episodes."""
    return project({"seeds/visit.md": article(LETTER, TREATY)})


@pytest.fixture
def correct(article: Callable[..., str]) -> Callable[..., None]:
    """Return a function that puts other paragraphs into the article."""

    def write(root: Path, *paragraphs: str) -> None:
        (root / "seeds/visit.md").write_text(article(*paragraphs), encoding="utf-8")

    return write

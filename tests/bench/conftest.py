"""What tests of the comparison of builds share: a corpus, and small programs that stand for generators."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bench.build_corpus import Event, write_events
from bench.build_measure import Place
from bench.build_programs import Program

Placed = Callable[[Program], Place]
LIMIT = 60


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, Sequence[Event]]:
    """Twelve events, and the folder of their files."""
    folder = tmp_path / "corpus"
    return folder, write_events(folder, 12)


@pytest.fixture
def placed(tmp_path: Path) -> Placed:
    """Return a function that gives a program a project of twelve events."""

    def place(program: Program) -> Place:
        own = tmp_path / "place"
        program.write_project(own / "project")
        (own / "project").mkdir(parents=True, exist_ok=True)
        return Place(program, own, write_events(own / "project" / program.events, 12), LIMIT)

    return place


@pytest.fixture
def scripted() -> Callable[[str], Program]:
    """Return a function that makes a generator of a few lines of Python; they see `root` and `site`."""

    def make(lines: str) -> Program:
        start = "import pathlib, sys; root, site = map(pathlib.Path, sys.argv[1:])\n"
        command = (
            sys.executable,
            "-c",
            start + lines.replace("{", "{{").replace("}", "}}"),
            "{root}",
            "{site}",
        )
        return Program(
            "scripted", "1.0", command, {}, "event.html", texts={"event.html": "<article></article>"}
        )

    return make

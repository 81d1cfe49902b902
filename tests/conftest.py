"""What all tests share: projects made from a few texts, the program run in process, and optional material."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

SITE_TOML = 'title = "A timeline"\n'


class Outcome(NamedTuple):
    """What a run of the program left: its exit code, and what it wrote to stdout and stderr."""

    code: int
    out: str
    err: str


Project = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Outcome]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let what is kept as expected be written anew: golden sites, and pages of docs that follow from code."""
    parser.addoption("--update-golden", action="store_true", help="write anew what is kept as expected")


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether what is kept as expected is to be written anew, and not only compared."""
    return bool(pytestconfig.getoption("--update-golden"))


@pytest.fixture
def shared(request: pytest.FixtureRequest) -> Path:
    """Return the folder of material that is kept beside the checkout, or skip where there is none."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"{request.node.name} needs the material kept beside the checkout, in {folder.name}/")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a function that makes a project folder from texts or bytes by path.

    Texts are written as UTF-8 with their line ends as given. A `content/site.toml` with nothing but a title
    is added where none is given. Each call makes a folder of its own.
    """
    made: list[Path] = []

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / (f"project-{len(made) + 1}" if made else "project")
        made.append(root)
        for path, content in ({"content/site.toml": SITE_TOML} | dict(files)).items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return root

    return make


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the program with arguments, in this process, and captures what it says."""

    def run_main(*arguments: str | Path) -> Outcome:
        from site_gen.cli import main

        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            # argparse leaves this way where the usage is wrong, and after --help.
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return run_main

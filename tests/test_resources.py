from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from site_gen import resources

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["templates", "static"])
def test_builtin_in_a_checkout(name: str) -> None:
    """In a checkout the built-in folders are those at its top."""
    assert resources.builtin(name) == ROOT / name


def test_builtin_in_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wheel they lie inside the package, and win over folders that happen to be beside it."""
    package = tmp_path / "site-packages" / "site_gen"
    (package / "_builtin" / "static").mkdir(parents=True)
    (tmp_path / "site-packages" / "static").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.builtin("static") == package / "_builtin" / "static"
    assert resources.checkout() is None


def test_broken_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither is there, the message says what to do."""
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "site_gen")
    with pytest.raises(FileNotFoundError, match="install site-gen again"):
        resources.builtin("templates")


def test_checkout() -> None:
    """This package runs from a checkout."""
    assert resources.checkout() == ROOT


@pytest.mark.parametrize("name", ["jinja2", "Markdown", "python-dateutil", "nh3", "pytest-cov"])
def test_versions_are_those_of_the_metadata(name: str) -> None:
    """The version in the name of a distribution's folder is the one that its metadata tells."""
    try:
        wanted = metadata.version(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    assert resources.version(name) == wanted


def test_a_version_that_cannot_be_found_is_an_error() -> None:
    """What is not installed has no version."""
    with pytest.raises(metadata.PackageNotFoundError):
        resources.version("no-such-distribution")


def test_nothing_is_kept_where_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python may not write what it compiles, nothing else is kept beside the package."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert resources.kept("templates") is None

"""A checkout in miniature: the real build.py, two locks of one tiny wheel each, a program behind the door."""

import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest

BUILD_PY = Path(__file__).resolve().parents[2] / "build.py"

# What stands behind the door in these tests: it shows what it was given and ends with a code of its own.
PROGRAM = """
import json, sys, tiny
print(json.dumps({"arguments": sys.argv[1:], "tiny": tiny.__file__, "python": sys.executable}))
sys.exit(7)
"""
# Starts build.py with every process that it starts written to stderr, by the interpreter's own audit events.
WATCHED = """
import runpy, sys
def watch(event, details):
    if event == "subprocess.Popen":
        print("STARTED", *details[1], file=sys.stderr, flush=True)
sys.addaudithook(watch)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def make_wheel(folder: Path, name: str) -> Path:
    """A wheel that holds one empty module, so that installing it takes neither network nor time."""
    info = f"{name}-1.0.dist-info"
    members = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = []
    for path, text in members.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record.append(f"{path},sha256={digest},{len(text)}")
    members[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in members.items():
            archive.writestr(path, text)
    return wheel


def write_lock(file: Path, wheel: Path, url: str = "") -> None:
    """A lock file of one wheel, by its address and its hash."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    name = wheel.name.partition("-")[0]
    file.write_text(f"{name} @ {url or wheel.as_uri()} --hash=sha256:{digest}\n", encoding="utf-8")


@pytest.fixture(scope="session")
def lock_of() -> Callable[..., None]:
    """Writes a lock file of one wheel: where to, the wheel, and the address where it is to be had."""
    return write_lock


@pytest.fixture(scope="session")
def front_door() -> ModuleType:
    """build.py as a module, under a name that no package has."""
    spec = importlib.util.spec_from_file_location("front_door", BUILD_PY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def wheels(tmp_path: Path) -> dict[str, Path]:
    """The packages of the two fake lock files."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    return {name: make_wheel(folder, name) for name in ("tiny", "tinytest")}


@pytest.fixture
def checkout(tmp_path: Path, wheels: Mapping[str, Path]) -> Path:
    """A folder, with spaces and more in its name, that holds build.py, two locks and a program."""
    root = tmp_path / "a checkout, späte"
    (root / "site_gen").mkdir(parents=True)
    shutil.copy(BUILD_PY, root)
    (root / "site_gen" / "__init__.py").touch()
    (root / "site_gen" / "cli.py").write_text(PROGRAM, encoding="utf-8")
    write_lock(root / "requirements.lock", wheels["tiny"])
    write_lock(root / "requirements-test.lock", wheels["tinytest"])
    return root


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """An environment in which pip can reach nothing and whose home folder is empty."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "XDG_"))
    }
    return kept | {"HOME": str(home), "LOCALAPPDATA": str(home), "PIP_NO_INDEX": "1", "PIP_RETRIES": "0"}


@pytest.fixture
def run(variables: Mapping[str, str], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run build.py of a checkout from another folder, and say what came of it."""

    def run_build(
        root: Path, *arguments: str, before: Sequence[str] = (), watched: bool = False
    ) -> subprocess.CompletedProcess[str]:
        python = [sys.executable, *(["-c", WATCHED] if watched else [])]
        command = [*before, *python, str(root / "build.py"), *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return run_build

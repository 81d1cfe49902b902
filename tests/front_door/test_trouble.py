import ast
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

BUILD_PY = Path(__file__).resolve().parents[2] / "build.py"


def test_wrong_hash_is_refused(
    checkout: Path, wheels: Mapping[str, Path], run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A package other than the one that was locked is not installed, and the sentence names the hashes."""
    wheels["tiny"].unlink()
    with zipfile.ZipFile(wheels["tiny"], "w") as archive:
        archive.writestr("tiny.py", "print('not what was locked')")
    result = run(checkout)
    assert result.returncode == 2
    assert "requirements.lock: THESE PACKAGES DO NOT MATCH THE HASHES" in result.stderr
    assert result.stdout == ""


def test_lock_without_hashes_is_refused(
    checkout: Path, wheels: Mapping[str, Path], run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A lock that pins a package but not its bytes is none."""
    (checkout / "requirements.lock").write_text(f"tiny @ {wheels['tiny'].as_uri()}\n", encoding="utf-8")
    result = run(checkout)
    assert (result.returncode, result.stdout) == (2, "")
    assert "requirements.lock: Hashes are required" in result.stderr


def test_stamps_go_before_what_they_vouch_for(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], front_door: ModuleType
) -> None:
    """An environment that is half emptied when the making of it stops is not taken for whole afterwards."""
    run(checkout, "test")
    environment = checkout / ".venv"
    assert front_door.is_ready(checkout, environment, "requirements-test.lock")
    with pytest.raises(FileNotFoundError):
        front_door.make(environment, str(front_door.python_in(environment)) + "-that-is-not-there")
    assert not list(environment.glob("*.stamp"))


def test_offline_is_one_sentence(
    checkout: Path,
    wheels: Mapping[str, Path],
    lock_of: Callable[..., None],
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """Where nothing answers, the one sentence names the lock file and what to do."""
    lock_of(checkout / "requirements.lock", wheels["tiny"], "http://127.0.0.1:9/tiny-1.0-py3-none-any.whl")
    result = run(checkout)
    assert result.returncode == 2
    sentence = "could not be downloaded: connect to the network and run this again"
    assert result.stderr.splitlines()[1:] == [f"build.py: the packages in requirements.lock {sentence}"]


def test_no_pip_is_one_sentence(front_door: ModuleType, checkout: Path, tmp_path: Path) -> None:
    """A Python that has no pip, as the interpreter of an environment without it, is named with the cure."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    maker = str(front_door.python_in(tmp_path / "bare"))
    with pytest.raises(front_door.CannotBeginError) as caught:
        front_door.prepare(checkout, front_door.places(checkout, Path()), ["requirements.lock"], maker)
    assert str(caught.value).startswith(f"{maker} has no pip: install it (`{maker} -m ensurepip`")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "WARNING: … NewConnectionError('…')\nERROR: Could not find a version that satisfies babel",
            "the packages in x.lock could not be downloaded: connect to the network and run this again",
        ),
        (
            "WARNING: … NewConnectionError('…')\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM …",
            "pip could not install x.lock: THESE PACKAGES DO NOT MATCH THE HASHES FROM …",
        ),
        (
            "ERROR: Could not install packages: [Errno 28] No space left on device\nmore\n",
            "pip could not install x.lock: Could not install packages: [Errno 28] No space left on device",
        ),
        ("\nSegmentation fault\n", "pip could not install x.lock: Segmentation fault"),
        ("", "pip could not install x.lock: no reason given"),
    ],
)
def test_reasons_of_pip(front_door: ModuleType, output: str, sentence: str) -> None:
    """Whatever pip wrote becomes one sentence."""
    assert front_door.why_pip_failed("x.lock", output) == sentence


def test_old_python_is_one_sentence() -> None:
    """The door says which Python it needs before it does anything that an older one does not know."""
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); sys.version = '3.9.2 (default)'; "
        "runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    command = [sys.executable, "-c", pretend, str(BUILD_PY), "build"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == (f"build.py: needs Python 3.11 or newer, and this is 3.9.2 ({sys.executable})\n")


def test_old_python_can_parse_the_door() -> None:
    """An older Python reads the whole file before it runs the first line of it."""
    ast.parse(BUILD_PY.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_door_imports_the_standard_library_alone() -> None:
    """Before there is an environment there is nothing else to import."""
    tree = ast.parse(BUILD_PY.read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported
    assert imported <= sys.stdlib_module_names

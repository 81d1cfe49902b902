import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest


def test_first_run_makes_the_environment_and_says_so_once(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A first run makes .venv, says so in one line on stderr, and leaves stdout to the program."""
    result = run(checkout, "build")
    assert result.stderr == "build.py: making .venv from requirements.lock, once\n"
    told = json.loads(result.stdout)
    assert Path(told["tiny"]).is_relative_to(checkout / ".venv")
    assert Path(told["python"]).is_relative_to(checkout / ".venv")


def test_arguments_and_exit_code_pass_through(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Every argument arrives as it was given, odd ones too, and the program's exit code comes back."""
    arguments = ["date", "circa 1954", "", "--format", "json", "-", "*", "é"]
    result = run(checkout, *arguments)
    assert json.loads(result.stdout)["arguments"] == arguments
    assert result.returncode == 7


def test_second_run_starts_no_process(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """The first run starts venv and pip; the second starts neither and says nothing."""
    first = run(checkout, watched=True)
    started = [line for line in first.stderr.splitlines() if line.startswith("STARTED")]
    assert ["venv" in started[0], "pip" in started[1]] == [True, True]
    second = run(checkout, watched=True)
    assert (second.stderr, second.returncode) == ("", 7)


def test_environment_holds_no_pip(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """pip works from outside: copying it in would take most of the time of a first run."""
    run(checkout)
    assert not list((checkout / ".venv").rglob("pip"))


@pytest.mark.parametrize("change", ["lock", "python", "stamp cut short", "interpreter gone"])
def test_environment_that_no_longer_fits_is_made_again(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], front_door: ModuleType, change: str
) -> None:
    """Another lock, another Python, a half-written stamp or a missing interpreter: made again, then quiet."""
    run(checkout)
    environment = checkout / ".venv"
    stamp = front_door.stamp_file(environment, "requirements.lock")
    text = stamp.read_text(encoding="utf-8")
    if change == "lock":
        with (checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
            lock.write("# another comment\n")
    elif change == "python":
        stamp.write_text(text.replace(sys.version.split()[0], "3.11.0rc1"), encoding="utf-8")
    elif change == "stamp cut short":
        stamp.write_text(text[:40], encoding="utf-8")
    else:
        front_door.python_in(environment).unlink()
    left_over = environment / "left over"
    left_over.touch()
    assert "making .venv" in run(checkout).stderr
    assert not left_over.exists()
    assert run(checkout).stderr == ""


def test_moved_checkout_gets_a_new_environment(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """An environment holds absolute paths, so that a moved or copied one is made again where it now is."""
    run(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    result = run(moved)
    assert "making .venv" in result.stderr
    assert Path(json.loads(result.stdout)["tiny"]).is_relative_to(moved)


@pytest.mark.parametrize("command", [["test"], ["bench"], ["-q", "test", "tests/dates"]])
def test_packages_of_the_tests_come_with_the_tests(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], command: Sequence[str]
) -> None:
    """A build does not install what only tests need; `test` and `bench` add it once, on top."""
    assert run(checkout).returncode == 7
    assert not list((checkout / ".venv").rglob("tinytest.py"))
    adding = run(checkout, *command)
    assert adding.stderr == "build.py: adding requirements-test.lock to .venv, once\n"
    assert list((checkout / ".venv").rglob("tinytest.py"))
    assert run(checkout, *command).stderr == ""
    assert run(checkout).stderr == ""


def test_changed_runtime_lock_brings_the_tests_packages_again(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """An environment made anew has lost the tests' packages, and their stamp with them."""
    run(checkout, "test")
    with (checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# another comment\n")
    run(checkout)
    assert "adding requirements-test.lock" in run(checkout, "test").stderr

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest


def read_only(checkout: Path) -> Sequence[str]:
    """What to put before a command so that it sees the checkout read-only.

    Permissions bind everybody but root, who gets a read-only mount in a namespace of its own.
    """
    if sys.platform == "win32":
        pytest.skip("permissions of folders do not bind on Windows")
    if os.geteuid() != 0:
        checkout.chmod(0o555)
        return ()
    mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    before = ["unshare", "--mount", "sh", "-c", mount, str(checkout)]
    if shutil.which("unshare") is None or subprocess.run([*before, "true"], check=False).returncode:
        pytest.skip("root here may not mount, and nothing else is read-only to root")
    return before


def test_read_only_checkout_uses_the_cache_folder(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], variables: Mapping[str, str]
) -> None:
    """Where the checkout cannot be written, the environment stands in the user's cache and is used again."""
    before = read_only(checkout)
    result = run(checkout, before=before)
    assert result.returncode == 7, result.stderr
    assert not (checkout / ".venv").exists()
    assert Path(json.loads(result.stdout)["tiny"]).is_relative_to(variables["HOME"])
    assert run(checkout, before=before).stderr == ""


def test_environment_of_a_read_only_checkout_is_used_where_it_is(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """An environment that was made before the checkout became read-only still serves."""
    run(checkout)
    result = run(checkout, before=read_only(checkout))
    assert (result.stderr, result.returncode) == ("", 7)


def test_place_that_cannot_be_locked_is_passed_over(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], variables: Mapping[str, str]
) -> None:
    """Not even root can open a folder as a file: the next place is taken."""
    (checkout / ".venv.lock").mkdir()
    result = run(checkout)
    assert Path(json.loads(result.stdout)["tiny"]).is_relative_to(variables["HOME"])


def test_no_place_at_all_is_one_sentence(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], variables: dict[str, str]
) -> None:
    """With neither the checkout nor a cache to write to, the sentence names both."""
    (checkout / ".venv.lock").mkdir()
    blocked = Path(variables["HOME"]) / "file"
    blocked.touch()
    variables["XDG_CACHE_HOME"] = variables["LOCALAPPDATA"] = variables["HOME"] = str(blocked)
    result = run(checkout)
    assert result.returncode == 2
    assert result.stderr.startswith(
        f"build.py: no folder for the environment can be written (tried {checkout}, "
    )


def test_places_differ_by_checkout(front_door: ModuleType) -> None:
    """Two checkouts never share an environment in the cache, and an unknown home is no place."""
    cache = Path("/cache").absolute()
    one = front_door.places(Path("/one"), cache)
    other = front_door.places(Path("/other"), cache)
    assert not set(one) & set(other)
    assert front_door.places(Path("/one"), Path("~/.cache/site-gen")) == one[:1]


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "/home/ani/.cache/site-gen"),
        ("linux", {"XDG_CACHE_HOME": "/elsewhere"}, "/elsewhere/site-gen"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/ani/.cache/site-gen"),
        ("darwin", {"XDG_CACHE_HOME": "/elsewhere"}, "/home/ani/Library/Caches/site-gen"),
        ("win32", {"LOCALAPPDATA": "/ani/Local"}, "/ani/Local/site-gen"),
        ("win32", {}, "/home/ani/AppData/Local/site-gen"),
    ],
)
def test_cache_folder(
    front_door: ModuleType, platform: str, variables: Mapping[str, str], expected: str
) -> None:
    """Each platform's own place for what can be made again."""
    assert front_door.cache_folder(platform, variables, Path("/home/ani")) == Path(expected)


def test_python_in_an_environment(front_door: ModuleType) -> None:
    """Windows keeps programs in Scripts, everybody else in bin."""
    assert front_door.python_in(Path("e"), "win32") == Path("e/Scripts/python.exe")
    assert front_door.python_in(Path("e"), "linux") == Path("e/bin/python")


@pytest.mark.parametrize(
    ("arguments", "page"),
    [
        (["import", "page.html"], True),
        (["-v", "import", "a.txt", "b c.HTM", "--dry-run"], True),
        (["import", "a.txt"], False),
        (["import"], False),
        (["explain", "events/a.html"], False),
        ([], False),
    ],
)
def test_useful_locks_for(front_door: ModuleType, arguments: Sequence[str], page: bool) -> None:
    """Only the import of a saved page is better off with the extra, and no command needs it."""
    assert front_door.useful_locks_for(arguments) == (("requirements-html.lock",) if page else ())
    assert front_door.locks_for(arguments) == ("requirements.lock",)


@pytest.mark.parametrize(
    ("arguments", "tests_too"),
    [
        ([], False),
        (["build"], False),
        (["--help"], False),
        (["date", "test"], False),
        (["new", "test"], False),
        (["test"], True),
        (["test", "-k", "dates"], True),
        (["-v", "bench"], True),
    ],
)
def test_locks_for(front_door: ModuleType, arguments: Sequence[str], tests_too: bool) -> None:
    """Only the commands `test` and `bench` need the second lock, not a word that looks like them."""
    assert ("requirements-test.lock" in front_door.locks_for(arguments)) == tests_too

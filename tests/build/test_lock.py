"""One build an output at a time."""

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build import turns
from site_gen.build.builder import Options, build
from site_gen.build.lock import HeldError, locked
from site_gen.build.manifest import cache_file
from site_gen.build.turns import Listeners

Project = Callable[[Mapping[str, str | bytes]], Path]
HOLD = """
import sys, time
from pathlib import Path
from site_gen.build.lock import locked
with locked(Path(sys.argv[1]), 0, print):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def held(tmp_path: Path) -> Callable[[Path], "subprocess.Popen[str]"]:
    """Return a function that lets another process hold a lock."""

    def hold(file: Path) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", HOLD, str(file)]
        process = subprocess.Popen(
            command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        return process

    return hold


def test_who_comes_second_is_told_of_the_first(
    tmp_path: Path, held: Callable[[Path], "subprocess.Popen[str]"]
) -> None:
    """The words name the process and since when; a holder that was killed is no obstacle."""
    file, told = tmp_path / "cache/lock", list[str]()
    process = held(file)
    with (
        pytest.raises(HeldError, match=f"process {process.pid} on `.*`, since 2"),
        locked(file, 0.1, told.append),
    ):
        pass
    assert [f"process {process.pid} " in each for each in told] == [True]
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with locked(file, 0, told.append):
        assert len(told) == 1


def test_a_build_does_not_begin_beside_another(
    project: Project,
    small: Mapping[str, str],
    held: Callable[[Path], "subprocess.Popen[str]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It waits, then says whose build it waited for, and publishes nothing."""
    root = project(small)
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    process, told = held(cache_file(root, root / "public", "lock")), list[str]()
    result = build(root, root / "public", Options(), listeners=Listeners(waiting=told.append))
    assert [d.code for d in result.diagnostics] == ["O105"]
    assert f"process {process.pid}" in result.diagnostics[0].message
    assert (len(told), (root / "public").exists()) == (1, False)
    process.kill()
    process.communicate()
    assert build(root, root / "public", Options()).published


def test_another_project_waits_too(
    project: Project,
    small: Mapping[str, str],
    tmp_path: Path,
    held: Callable[[Path], "subprocess.Popen[str]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An output outside the project is locked beside itself, and the lock does not stay there."""
    root, output = project(small), tmp_path / "www"
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    process = held(tmp_path / ".www.lock")
    assert [d.code for d in build(root, output, Options()).diagnostics] == ["O105"]
    process.kill()
    process.communicate()
    assert build(root, output, Options()).published
    assert sorted(each.name for each in tmp_path.iterdir()) == ["project", "www"]

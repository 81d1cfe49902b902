import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.build_measure import BuildError, Place, Scenario
from bench.build_programs import PEERS, Program, ours, peers

Placed = Callable[[Program], Place]
Scripted = Callable[[str], Program]
COPY = """
site.mkdir(exist_ok=True); (site / "events").mkdir(exist_ok=True)
head = (root / "event.html").read_text()
files = sorted((root / "content/events").glob("*.md"))
everything = "".join(file.read_text() for file in files)
for file in files:
    (site / "events" / f"{file.stem}.html").write_text(head + file.stem + everything)
"""
NOTE = """
site.mkdir(); cache = root / "kept"
(site / "saw").write_text(str(cache.exists())); cache.mkdir(exist_ok=True)
"""


@pytest.mark.parametrize("scenario", Scenario)
def test_a_program_that_does_its_work_is_measured(
    placed: Placed, scripted: Scripted, scenario: Scenario
) -> None:
    """Every scenario can be built, and gives its figures."""
    place = placed(scripted(COPY))
    place.measure(Scenario.COLD, 0)
    reading = place.measure(scenario, 1)
    assert reading.wall > 0
    assert reading.processor > 0
    assert reading.peak > 1_000


@pytest.mark.parametrize("scenario", [Scenario.BODY, Scenario.TITLE, Scenario.TEMPLATE])
def test_a_program_that_leaves_an_edit_out_is_not_fast_but_wrong(
    placed: Placed, scripted: Scripted, scenario: Scenario
) -> None:
    """A page that lacks the words of the edit is an error."""
    place = placed(scripted("if not site.exists():\n" + COPY.replace("\n", "\n  ")))
    place.measure(Scenario.COLD, 0)
    place.measure(Scenario.SAME, 0)
    with pytest.raises(BuildError, match=f"{scenario}: events/.* lacks"):
        place.measure(scenario, 1)


def test_a_program_that_fails_says_why(placed: Placed, scripted: Scripted) -> None:
    """The exit code and what the program said are in the error."""
    with pytest.raises(BuildError, match=r"ended with code 3 after .*no flour"):
        placed(scripted("print('no flour'); sys.exit(3)")).build()


def test_a_program_that_does_not_end_is_stopped(placed: Placed, scripted: Scripted) -> None:
    """After the limit it is killed, with what it started."""
    place = placed(
        scripted("import subprocess; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])")
    )
    place.limit = 1
    with pytest.raises(BuildError, match="was stopped after"):
        place.build()


def test_the_time_of_children_counts(placed: Placed, scripted: Scripted) -> None:
    """Also that of a child that nobody waited for."""
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    reading = placed(
        scripted(f"import subprocess; subprocess.Popen([sys.executable, '-c', {burn!r}])")
    ).build()
    assert reading.processor >= 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what processes share")
def test_the_memory_of_all_processes_is_added_up(placed: Placed, scripted: Scripted) -> None:
    """Two processes of 30 MB are more than one, and the largest is still one."""
    hold = "import time; held = bytes(range(256)) * 120_000; time.sleep(0.5)"
    start = f"import subprocess; a = [subprocess.Popen([sys.executable, '-c', {hold!r}]) for _ in range(2)]"
    reading = placed(scripted(f"{start}; [each.wait() for each in a]")).build(sampled=True)
    assert reading.sum > 60_000
    assert reading.peak < 60_000


def test_what_a_build_left_is_moved_and_not_deleted(placed: Placed, scripted: Scripted) -> None:
    """A cold build finds neither output nor cache, an emptied one finds its cache; both lie aside."""
    program = scripted(NOTE)
    place = placed(Program("noting", "", program.command, {}, "event.html", caches=("kept",)))
    saw = []
    for scenario in (Scenario.COLD, Scenario.EMPTIED, Scenario.COLD):
        place.change(scenario, 0)
        place.build()
        saw.append((place.site / "saw").read_text(encoding="utf-8"))
    assert saw == ["False", "True", "False"]
    assert len([*(place.folder / "aside").rglob("saw")]) == 2


def test_our_builds_are_measured(placed: Placed) -> None:
    """This project passes through every scenario, one after the other, as a comparison makes it."""
    place = placed(ours(options=("--jobs", "2"), settings='license = "CC0-1.0"'))
    for turn, scenario in enumerate(Scenario):
        assert place.measure(scenario, turn).wall > 0


def test_peers_that_are_not_there_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder and with nothing on PATH, each has a reason; so has one that fails."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found, missing = peers(None)
    assert (found, set(missing)) == ({}, set(PEERS))
    broken = tmp_path / "python/hugo/binaries/hugo"
    broken.parent.mkdir(parents=True)
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    found, missing = peers(tmp_path)
    assert found == {}
    assert missing["hugo"] == f"`{broken} version` fails"


def test_a_peer_is_found_in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The binary of PyPI's wheel is taken, and its version is asked."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    binary = tmp_path / "python/hugo/binaries/hugo"
    binary.parent.mkdir(parents=True)
    binary.write_text("#!/bin/sh\necho hugo v9.8.7-abc\n", encoding="utf-8")
    binary.chmod(0o755)
    hugo = peers(tmp_path)[0]["hugo"]
    assert hugo.version == "9.8.7"
    assert hugo.called(Path("/p"), Path("/s"))[0] == str(binary)

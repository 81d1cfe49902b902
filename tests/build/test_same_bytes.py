import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from site_gen.build.builder import Options, build
from site_gen.build.manifest import read_manifest

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[Path], dict[str, bytes]]
CHECKOUT = Path(__file__).resolve().parents[2]

WORLDS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
)


def many(small: Mapping[str, str]) -> dict[str, str]:
    """The small project with so many events that two processes have work."""
    more = {
        f"content/events/e{i:03d}.md": (
            f"---\ntitle: Event {i}\ndate: {1900 + i}\ntags: [t{i % 7}, words]\n"
            f"actors: [A{i % 5}]\n---\nText {i}.\n"
        )
        for i in range(90)
    }
    return dict(small) | more


@pytest.mark.parametrize("order", ["forwards", "backwards"])
def test_neither_place_nor_environment_nor_processes_show(
    project: Project, small: Mapping[str, str], tree: Tree, order: str
) -> None:
    """The same content gives the same bytes in another folder, zone, locale, with another hash seed and
    another number of processes, and however the files were put on the disk.
    """
    texts = many(small)
    if order == "backwards":
        texts = dict(reversed(texts.items()))
    first, second = project(many(small)), project(texts)
    for root, world, jobs in zip((first, second), WORLDS, ("1", "2"), strict=True):
        environment = os.environ | world | {"PYTHONPATH": str(CHECKOUT)}
        command = [sys.executable, "-m", "site_gen.cli", "build", "--jobs", jobs, "--root", str(root)]
        done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert tree(first / "public") == tree(second / "public")
    one, two = (read_manifest(root, root / "public") for root in (first, second))
    assert (one.files, one.facts, one.links) == (two.files, two.facts, two.links)


SHUFFLED = """
import os, random, sys
real = os.scandir
class Shuffled(list):
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
def scandir(*given):
    with real(*given) as found:
        entries = Shuffled(found)
    random.Random(5).shuffle(entries)
    return entries
listed = os.listdir
os.scandir = scandir
os.listdir = lambda *given: sorted(listed(*given), reverse=True)
"""
"""Lets the disk give the entries of folders in another order."""


class World(NamedTuple):
    """What is another one in a build than in the first."""

    options: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    code: str = ""
    times: int | None = None
    times_built: int = 1


@pytest.mark.parametrize(
    "world",
    [
        World(("--jobs", "1")),
        World(("--jobs", "2")),
        World(("--jobs", "7")),
        World(("--in-place",)),
        World(code="import os; os.umask(0o077)"),
        World(code="import os; os.chdir('/')"),
        World(code=SHUFFLED),
        World(
            ("--jobs", "1"), code="import random; random.seed(7); import time; time.time_ns = lambda: 10**18"
        ),
        World(times=86_400),
        World(times=4_000_000_000),
        World(("--force",), times_built=2),
        World(variables=(("HOME", "/nonexistent"), ("TMPDIR", "/tmp"), ("TZ", "Asia/Kathmandu"))),
        World(variables=(("LANG", "tr_TR.UTF-8"), ("LC_ALL", ""), ("PYTHONHASHSEED", "99"))),
        World(variables=(("PYTHONUTF8", "0"), ("LC_ALL", "C"), ("PYTHONCOERCECLOCALE", "0"))),
    ],
    ids=str,
)
def test_one_difference_of_the_world_does_not_show(
    project: Project, small: Mapping[str, str], tree: Tree, world: World
) -> None:
    """Neither processes nor umask, folder, order of entries, clock, times of files, caches that are warm or
    words of the environment change a byte.
    """
    first, second = project(many(small)), project(many(small))
    assert build(first, first / "public", Options()).published
    if world.times is not None:
        for file in second.rglob("*"):
            os.utime(file, (world.times, world.times))
    code = f"{world.code}\nimport sys\nfrom site_gen import cli\nsys.exit(cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "build", "--root", str(second), *world.options]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)} | dict(world.variables)
    for _ in range(world.times_built):
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    assert tree(first / "public") == tree(second / "public")


def test_the_output_may_stand_anywhere(
    project: Project, small: Mapping[str, str], tree: Tree, tmp_path: Path
) -> None:
    """A site built outside the project is the same as one inside."""
    root = project(small)
    for output in (root / "public", tmp_path / "far/away"):
        assert build(root, output, Options()).published
    assert tree(root / "public") == tree(tmp_path / "far/away")


def test_no_path_of_this_machine_is_published(project: Project, small: Mapping[str, str], tree: Tree) -> None:
    """No page names the folder that it was built in."""
    root = project(small)
    build(root, root / "public", Options())
    shutil.rmtree(root / ".cache")
    here = str(root).encode()
    assert [path for path, data in tree(root / "public").items() if here in data] == []

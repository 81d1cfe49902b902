import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

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

"""Where a build works, and what a system cannot do."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build import writer
from site_gen.build.builder import Options, build
from site_gen.build.places import Way, find_places, mount_of, mount_points
from site_gen.build.swap import LASTING

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[Path], dict[str, bytes]]
TABLE = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:5 / /mnt/a\\040b rw - tmpfs tmpfs rw
31 22 254:0 /srv/www /srv rw - ext4 /dev/vda rw
"""


@pytest.fixture
def root(project: Project, small: Mapping[str, str]) -> Path:
    """The small project, built, with a file of somebody else."""
    folder = project(small)
    assert build(folder, folder / "public", Options()).published
    (folder / "public/CNAME").write_text("mine", encoding="utf-8")
    return folder


def change(root: Path) -> None:
    """Change every page."""
    file = root / "content/site.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Letters", "Post"), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "point"),
    [("/mnt/a b/c", "/mnt/a b"), ("/mnt/a", "/"), ("/srv", "/srv"), ("/srv2", "/"), ("/", "/")],
)
def test_mounts(path: str, point: str) -> None:
    """A path lies below the longest mount point that is a folder of it."""
    assert mount_of(path, mount_points(TABLE.splitlines())) == point


def test_the_output_is_another_folder_after_a_build(root: Path, tree: Tree) -> None:
    """The published folder and the standby swap; nothing of ours stays beside the output."""
    before = (root / "public").stat().st_ino
    change(root)
    assert build(root, root / "public", Options()).published
    assert (root / "public").stat().st_ino != before
    assert tree(root / "public")["CNAME"] == b"mine"
    assert sorted(each.name for each in root.iterdir()) == [".cache", "content", "public"]


@pytest.mark.parametrize("fault", [errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EBUSY, errno.EPERM])
def test_where_folders_cannot_swap_files_are_replaced(
    root: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    """The same site comes out, in the same folder; the next build does not try again, unless what refused may
    have been a matter of permission.
    """
    asked: list[Path] = []

    def refuse(one: Path, other: Path) -> None:
        asked.append(one)
        raise OSError(fault, os.strerror(fault), str(other))

    monkeypatch.setattr(writer, "swap", refuse)
    before = (root / "public").stat().st_ino
    change(root)
    assert build(root, root / "public", Options()).published
    (root / "content/events/1990s.md").unlink()
    assert build(root, root / "public", Options()).published
    assert build(root, root / "clean", Options()).published
    assert (len(asked), (root / "public").stat().st_ino) == (1 if fault in LASTING else 2, before)
    assert tree(root / "public") == tree(root / "clean") | {"CNAME": b"mine"}


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_a_folder_in_which_somebody_works_stays_the_same(root: Path) -> None:
    """A server that was started in the output goes on to show the site."""
    assert find_places(root, root / "public").way is Way.SWAP
    command = [sys.executable, "-c", "input()"]
    process = subprocess.Popen(command, cwd=root / "public", stdin=subprocess.PIPE)
    try:
        assert find_places(root, root / "public").way is Way.FILES
    finally:
        process.communicate(b"\n")


def test_in_place(root: Path, tree: Tree) -> None:
    """`in_place` keeps the folder, and a later build that swaps knows what was replaced."""
    change(root)
    before = (root / "public").stat().st_ino
    assert build(root, root / "public", Options(in_place=True)).published
    assert (root / "public").stat().st_ino == before
    (root / "content/events/1951-hint.md").write_text("---\ntitle: N\ndate: 1960\n---\nx\n", encoding="utf-8")
    assert build(root, root / "public", Options()).published
    assert build(root, root / "clean", Options()).published
    assert tree(root / "public") == tree(root / "clean") | {"CNAME": b"mine"}


def test_what_comes_and_goes_beside_the_pages_is_followed(root: Path, tree: Tree) -> None:
    """Files of others that are added, changed, replaced and removed between builds are so after each swap."""
    public = root / "public"
    for number in range(4):
        (public / f"own-{number}").mkdir()
        (public / f"own-{number}/file").write_text(str(number), encoding="utf-8")
        (public / f"empty-{number}").mkdir()
        (public / "CNAME").unlink()
        (public / "CNAME").write_text(str(number), encoding="utf-8")
        if number:
            (public / f"own-{number - 1}/file").unlink()
            (public / f"own-{number - 1}").rmdir()
        file = root / "content/events/1954-letter.md"
        file.write_text(f"---\ntitle: T{number}\ndate: 1954\n---\nx\n", encoding="utf-8")
        assert build(root, public, Options()).published
        found = tree(public)
        assert {path: data for path, data in found.items() if path.startswith(("own", "CNAME"))} == {
            "CNAME": str(number).encode(),
            f"own-{number}/file": str(number).encode(),
        }
        assert (public / f"empty-{number}").is_dir()


def test_a_file_of_somebody_else_is_not_written_over(root: Path, tree: Tree) -> None:
    """Where one stands in the place of a new page, that is said, and nothing is published."""
    (root / "public/events/new.html").write_text("mine", encoding="utf-8")
    (root / "content/events/new.md").write_text("---\ntitle: N\ndate: 1960\n---\nx\n", encoding="utf-8")
    before = tree(root / "public")
    result = build(root, root / "public", Options())
    (fault,) = (d for d in result.diagnostics if d.severity == "error")
    assert (fault.code, "not of this site" in fault.message) == ("O104", True)
    assert tree(root / "public") == before

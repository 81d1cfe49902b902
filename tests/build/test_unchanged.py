"""A build with nothing to do ends at once; whatever did change is seen."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen import again
from site_gen.build.manifest import cache_file
from site_gen.outcome import Outcome

Project = Callable[[Mapping[str, str | bytes]], Path]
EVENT, OTHER = "content/events/1954-letter.md", "content/events/1990s.md"


def build(root: Path, **options: object) -> Outcome:
    """Run the command `build`."""
    given = {"root": root, "output": None, "base_url": None, "drafts": False, "strict": False, "quiet": True}
    return again.build(argparse.Namespace(**given | {"force": False, "jobs": 1} | options))


def numbers(outcome: Outcome) -> tuple[int, int, int]:
    """Return how many files were written, kept and removed."""
    return tuple(outcome.data[name] for name in ("built", "kept", "removed"))


@pytest.fixture
def root(project: Project, small: Mapping[str, str]) -> Path:
    """The small project, built."""
    folder = project(small)
    assert build(folder).exit_code == 0
    return folder


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which a build that looks closer fails."""

    def seal() -> None:
        monkeypatch.setitem(sys.modules, "site_gen.building", None)

    return seal


def test_nothing_is_done_where_nothing_changed(root: Path, sealed: Callable[[], None]) -> None:
    """The second build looks at no file closer, and says what the first one said, warnings included."""
    first = build(root, force=True)
    sealed()
    second = build(root)
    assert second.diagnostics == first.diagnostics
    assert second.lines[1] == first.lines[1]
    assert numbers(second) == (0, sum(numbers(first)[:2]), 0)
    assert second.data["pages"] == first.data["pages"]


def test_libraries_stay_unloaded(root: Path) -> None:
    """Neither Markdown nor Jinja nor babel is imported where nothing changed."""
    code = (
        'import sys; from site_gen.cli import main; main(["build", "-q", "--root", *sys.argv[1:]]);'
        "print(sorted({'markdown', 'jinja2', 'babel', 'yaml', 'dateutil', 'nh3'} & sys.modules.keys()))"
    )
    checkout = Path(__file__).parents[2]
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code, str(root), *more],
            cwd=checkout,
            capture_output=True,
            text=True,
            check=False,
        )
        for more in (["--force"], [])
    )
    assert first.stdout.splitlines()[-1] != "[]", first.stderr
    assert second.stdout.splitlines()[-1] == "[]", second.stderr


def change_in_the_same_second(file: Path) -> None:
    """Give a file other bytes of the same number, and the times that it had."""
    times = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("sent", "lost"), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def write(file: Path, text: str) -> None:
    """Write a file, making its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def set_the_clock_back(file: Path) -> None:
    """Change a file, and give it a time long before the last build."""
    write(file, "---\ntitle: A\ndate: 1954\n---\nOld.\n")
    os.utime(file, (1_000_000_000, 1_000_000_000))


def rename_site(file: Path) -> None:
    """Give the site another name."""
    write(file, file.read_text(encoding="utf-8").replace("Letters", "Post"))


NEW = "---\ntitle: X\ndate: 1960\n---\nX.\n"
EDITS: Mapping[str, Callable[[Path], object]] = {
    "same size and same second": lambda root: change_in_the_same_second(root / EVENT),
    "clock set back": lambda root: set_the_clock_back(root / EVENT),
    "new event": lambda root: write(root / "content/events/x.md", NEW),
    "renamed event": lambda root: (root / OTHER).rename(root / "content/events/1990.md"),
    "deleted event": lambda root: (root / OTHER).unlink(),
    "new template": lambda root: write(root / "templates/404.html", "<!doctype html><title>404</title>"),
    "new static file": lambda root: write(root / "static/CNAME", "example.org"),
    "config": lambda root: rename_site(root / "content/site.toml"),
    "spoilt page": lambda root: write(root / "public/index.html", "mine"),
    "missing page": lambda root: (root / "public/about.html").unlink(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("late", [True, False], ids=["at once", "later"])
def test_every_change_is_seen(
    root: Path, edit: Callable[[Path], object], late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit right after a build or long after it is seen, and after its build nothing is left to do."""
    if not late:
        # As if the build had been long ago: its record holds times alone.
        now = time.time_ns() + 10_000_000_000
        monkeypatch.setattr(time, "time_ns", lambda: now)
        build(root)
        record = json.loads(cache_file(root, root / "public", "build").read_text().partition("\n")[0])
        assert record["late inputs"] == record["late outputs"] == {}
    edit(root)
    assert sum(numbers(build(root))[::2]) > 0
    assert numbers(build(root))[::2] == (0, 0)


def test_a_touched_file_is_looked_at_and_kept(root: Path) -> None:
    """A new time without new bytes makes nothing."""
    (root / EVENT).touch()
    assert numbers(build(root))[::2] == (0, 0)


def test_other_options_are_another_build(root: Path) -> None:
    """What was built with other options says nothing."""
    assert numbers(build(root, base_url="https://example.com/"))[0] > 0
    assert numbers(build(root))[0] > 0


def test_what_a_link_leads_to_is_looked_at(root: Path) -> None:
    """An input that is a link changes with the file that it leads to."""
    real, link = root / "notes.md", root / "content/events/linked.md"
    real.write_text("---\ntitle: L\ndate: 1960\n---\nOne.\n", encoding="utf-8")
    link.symlink_to(real)
    build(root)
    real.write_text("---\ntitle: L\ndate: 1960\n---\nTwo.\n", encoding="utf-8")
    assert numbers(build(root))[0] > 0


def test_broken_content_is_never_taken_for_unchanged(root: Path) -> None:
    """A build that failed is not remembered: the next one says the same, and the good one is back at once."""
    good = (root / EVENT).read_bytes()
    (root / EVENT).write_text("---\ntitle: A\n---\n", encoding="utf-8")
    assert [build(root).exit_code for _ in range(2)] == [1, 1]
    (root / EVENT).write_bytes(good)
    assert build(root).exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_a_pipe_in_the_output_is_not_waited_for(root: Path) -> None:
    """What has no end is not read: it stays where it is, and the build goes on."""
    os.mkfifo(root / "public/pipe")
    (root / EVENT).write_text((root / EVENT).read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert build(root).exit_code == 0
    assert (root / "public/pipe").is_fifo()
    assert numbers(build(root))[0] == 0


def test_a_circle_of_links_is_a_diagnostic(root: Path) -> None:
    """An output that leads to itself is refused in a sentence."""
    (root / "loop").symlink_to("loop")
    assert [each.code for each in build(root, output=root / "loop").diagnostics if each.code[0] == "O"] == [
        "O103"
    ]


@pytest.mark.parametrize("text", ["", "{}", "\n\n", '{"version": 1}\n', "[[[[\n\f\n", "\x00\udcff"])
def test_a_broken_record_is_as_good_as_none(root: Path, text: str) -> None:
    """Whatever stands where a build is remembered, the next one works."""
    file = cache_file(root, root / "public", "build")
    file.write_text(text, encoding="utf-8", errors="surrogateescape")
    assert numbers(build(root))[::2] == (0, 0)
    assert file.read_text(encoding="utf-8").startswith('{"version"')

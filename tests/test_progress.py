"""A build tells how far it is where that is worth it."""

import io
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.progress import Progress

CHECKOUT = Path(__file__).resolve().parents[1]
CLEARED = "\r\x1b[K"


def told(seconds: float, *, live: bool, of: int = 100, columns: int = 80) -> str:
    """What is told of a build whose files and pages take so many seconds each."""
    stream, ticks = io.StringIO(), itertools.count()
    progress = Progress(stream, lambda: next(ticks) * seconds, live, columns)
    for tell in (progress.reading, progress.making):
        for done in range(1, of + 1):
            tell(done, of)
    progress.close()
    return stream.getvalue()


@pytest.mark.parametrize("live", [True, False])
def test_nothing_is_told_of_what_is_done_at_once(live: bool) -> None:
    """A build of less than a second is silent."""
    assert told(0.002, live=live) == ""


def test_a_terminal_gets_a_bar_that_goes_away() -> None:
    """The bar grows to its end, stands on one line, and is wiped."""
    text = told(0.05, live=True)
    assert "\n" not in text
    assert "making pages [##############################] 100 of 100" in text
    assert text.endswith(CLEARED)
    assert 10 < text.count("\rmaking pages") < 60
    assert 10 < text.count("\rreading files") < 60


@pytest.mark.parametrize("columns", [10, 20, 28, 33, 40, 61, 62, 63, 200])
def test_a_narrow_terminal_gets_a_narrow_bar(columns: int) -> None:
    """The bar is never wider than the terminal, where it would leave lines behind."""
    lines = [line.removesuffix("\x1b[K") for line in told(0.05, live=True, columns=columns).split("\r")]
    assert max(map(len, lines)) == min(columns - 1, len(f"reading files [{30 * '#'}] 100 of 100"))


def test_elsewhere_a_line_a_quarter() -> None:
    """A log gets at most three lines for files and three for pages, without signs that move a cursor."""
    text = told(1, live=False, of=1000)
    wanted = [f"{what}: {n} of 1,000" for what in ("reading files", "making pages") for n in (250, 500, 750)]
    assert text.splitlines() == wanted
    assert "\r" not in text


def in_terminal(root: Path, *more: str, columns: int = 80, **variables: str) -> str:
    """What a terminal gets of a build that finds everything slow; skips where there is none."""
    pty, fcntl = pytest.importorskip("pty"), pytest.importorskip("fcntl")
    struct, termios = pytest.importorskip("struct"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    patience = "from site_gen import progress, cli; progress.PATIENCE_SECONDS = 0"
    code = f"import sys; {patience}; sys.exit(cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "build", "--root", str(root), "--jobs", "1", *more]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "TERM": "xterm", **variables}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as build:
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # so Linux says that nobody writes any more
                break
            if not piece:
                break
            pieces.append(piece)
    os.close(ours)
    assert build.returncode == 0
    return b"".join(pieces).decode().replace("\r\n", "\n")


Project = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def root(project: Project) -> Path:
    """A project with a few events and a warning."""
    return project(
        {f"content/events/e{n}.md": f"---\ntitle: E\ndate: {1900 + n}\n---\nX.\n" for n in range(9)}
    )


def test_the_bar_is_gone_before_anything_is_said(root: Path) -> None:
    """On a terminal, what is said stands on lines of its own, and the summary comes once."""
    text = in_terminal(root)
    bar, _, said = text.rpartition(CLEARED)
    assert "\rreading files [" in bar
    assert "\rmaking pages [" in bar
    assert "\n" not in bar
    assert "\r" not in said
    assert said.count(" pages in ") == 1
    assert "C101" in said


def test_a_bar_keeps_to_the_width_of_its_terminal(root: Path) -> None:
    """A terminal of 24 columns gets 23 at most."""
    bar = in_terminal(root, columns=24).rpartition(CLEARED)[0]
    assert max(len(line.removesuffix("\x1b[K")) for line in bar.split("\r")) <= 23


@pytest.mark.parametrize("name", ["dumb", ""])
def test_a_terminal_that_can_do_nothing_gets_lines(root: Path, name: str) -> None:
    """No sign that moves a cursor goes to it."""
    text = in_terminal(root, TERM=name)
    assert "\r" not in text
    assert "\x1b[K" not in text
    assert "making pages: " in text


def test_without_colours_there_is_a_bar(root: Path) -> None:
    """`NO_COLOR` speaks of colours alone."""
    text = in_terminal(root, NO_COLOR="1")
    assert "\rmaking pages [" in text
    assert "\x1b[3" not in text


def test_quiet_is_silent(root: Path) -> None:
    """With `-q` a build that has no error says nothing at all."""
    assert in_terminal(root, "-q") == ""

"""Work that is shared out gives what it gives in one process, whoever dies."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen import processes
from site_gen.processes import do_all


@given(st.integers(0, 90), st.integers(1, 9), st.integers(0, 200_000))
@settings(max_examples=25, deadline=None)
def test_the_number_of_processes_does_not_show(pieces: int, jobs: int, size: int) -> None:
    """Each piece is done once and known by its number, also where there are more processes than pieces, and
    where what comes of a few fills a pipe.
    """
    done, lost = do_all(lambda piece: (piece, "x" * (size if piece % 7 == 0 else 1)), pieces, jobs)
    assert (sorted(done), lost) == (list(range(pieces)), ())
    assert all(piece == made[0] for piece, made in done.items())


def test_sixty_four_processes_for_few_pieces() -> None:
    """No more processes are made than there are pieces."""
    done, lost = do_all(lambda _: os.getpid(), 3, 64)
    assert (len(done), lost) == (3, ())


def test_a_slow_piece_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process cannot get to, another does; what is done is told before a share is."""
    monkeypatch.setattr(processes, "_OFTEN_SECONDS", 0.01)
    told: list[int] = []

    def do(piece: int) -> int:
        time.sleep(0.5 if piece == 0 else 0.01)
        return os.getpid()

    done, _ = do_all(do, 60, 2, told.append)
    assert sum(by == done[0] for by in done.values()) < 30
    assert len(told) > 10


def out_of_memory() -> None:
    """Fail as Python does where there is no memory."""
    raise MemoryError


@pytest.mark.parametrize(
    ("die", "why"),
    [(out_of_memory, "ran out of memory"), (lambda: os.kill(os.getpid(), 9), "was ended by SIGKILL")],
)
def test_one_that_dies_is_told_of(
    die: Callable[[], None], why: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The piece that it was at is named, without a traceback; the others do all that it was not given."""

    def do(piece: int) -> int:
        if piece == 5:
            die()
        return piece

    done, (lost,) = do_all(do, 200, 2)
    assert lost == (5, why)
    assert set(range(64, 200)) <= done.keys()
    assert capfd.readouterr().err == ""


def test_what_the_disk_refuses_is_raised() -> None:
    """An OSError of a piece is raised with its file."""

    def do(piece: int) -> None:
        if piece == 7:
            raise PermissionError(13, "Permission denied", "a.md")

    with pytest.raises(OSError, match=r"Permission denied: 'a\.md'"):
        do_all(do, 50, 3)

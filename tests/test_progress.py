"""A build tells how far it is where that is worth it."""

import io
import itertools

import pytest

from site_gen.progress import Progress


def told(seconds: float, *, live: bool, of: int = 100) -> str:
    """What is told of a build whose pages take so many seconds each."""
    stream, ticks = io.StringIO(), itertools.count()
    progress = Progress(stream, lambda: next(ticks) * seconds, live)
    for done in range(1, of + 1):
        progress(done, of)
    progress.close()
    return stream.getvalue()


@pytest.mark.parametrize("live", [True, False])
def test_nothing_is_told_of_what_is_done_at_once(live: bool) -> None:
    """A build of less than a second is silent."""
    assert told(0.005, live=live) == ""


def test_a_terminal_gets_a_bar_that_goes_away() -> None:
    """The bar grows to its end, stands on one line, and is wiped."""
    text = told(0.05, live=True)
    assert "\n" not in text
    assert "[##############################] 100 of 100" in text
    assert text.endswith("\r\x1b[K")
    assert 10 < text.count("\rmaking pages") < 60


def test_elsewhere_a_line_a_quarter() -> None:
    """A log gets at most three lines, without signs that move a cursor."""
    text = told(1, live=False, of=1000)
    assert text.splitlines() == [f"making pages: {n} of 1,000" for n in (250, 500, 750)]
    assert "\r" not in text

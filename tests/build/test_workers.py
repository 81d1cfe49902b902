"""Making pages in one process or several: the same comes out, and what hangs or dies is said."""

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from site_gen import processes
from site_gen.build import workers
from site_gen.build.workers import Done, Work, make_all
from site_gen.site.page import Made, Page
from site_gen.site.views import RobotsView


class Plain:
    """Renders the one text that a view holds."""

    def render(self, _page: Page, view: RobotsView) -> str:
        """Return it."""
        return view.sitemap


def put(_path: str, data: bytes) -> str:
    """Take a page's bytes for their digest."""
    return data.decode()


def work(make: Callable[[int], Made], pages: int) -> Work:
    """So many pages, of which each is made by a function of its number."""

    def page(number: int) -> Page:
        def led(target: str, _tag: str) -> str:
            return target

        return Page(f"{number}.html", "x", "en", {}, lambda: make(number), origin=f"{number}.md", resolve=led)

    return Work(Plain(), [page(number) for number in range(pages)], put)  # type: ignore[arg-type]


def plain(number: int) -> Made:
    """A page whose text is its number."""
    return Made(RobotsView(str(number)), links={(f"{number}.md", "a"): f"{number}.html"})


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_processes_keep_the_order_of_pages(jobs: int) -> None:
    """What comes back is the same, whatever process made it, and progress is told to the end."""
    told: list[int] = []
    done = make_all(work(plain, 151), jobs, told.append)
    assert done == [Done(f"{n}.html", str(n), (), {(f"{n}.md", "a"): f"{n}.html"}) for n in range(151)]
    assert told[-1] == 151


def test_a_thread_makes_the_same() -> None:
    """Off the main thread, where bodies cannot be stopped by a signal, a process makes them."""
    found: list[list[Done]] = []

    def make(_number: int) -> Made:
        return plain(os.getpid())

    here = threading.Thread(target=lambda: found.append(make_all(work(make, 3), 1)))
    here.start()
    here.join()
    assert len(found[0]) == 3
    assert found[0][0].digest != str(os.getpid())


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_body_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """A body that keeps the processor busy is stopped; all others are made."""
    monkeypatch.setattr(workers, "LONGEST_BODY_SECONDS", 0.05)

    def make(number: int) -> Made:
        while number == 7:
            pass
        return plain(number)

    done = make_all(work(make, 100), jobs)
    assert [(d.output, d.diagnostics[0].code, d.diagnostics[0].path) for d in done if not d.digest] == [
        ("7.html", "E115", "7.md")
    ]
    assert len(done) == 100


@pytest.mark.parametrize(
    ("die", "said"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "was ended by SIGKILL"),
        (lambda: os._exit(3), "ended with code 3"),
    ],
)
def test_a_process_that_dies_is_named(die: Callable[[], None], said: str) -> None:
    """Whatever kills a process, the build ends, and says at which page it was."""

    def make(number: int) -> Made:
        if number == 71:
            die()
        return plain(number)

    faults = [d for done in make_all(work(make, 120), 2) for d in done.diagnostics]
    assert [(d.code, d.path) for d in faults] == [("O106", "71.md")]
    assert said in faults[0].message


def test_a_process_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that tells nothing for too long is ended, and the page named."""
    monkeypatch.setattr(processes, "LONGEST_SILENCE_SECONDS", 0.3)

    def make(number: int) -> Made:
        if number == 3:
            time.sleep(60)
        return plain(number)

    faults = [d for done in make_all(work(make, 120), 2) for d in done.diagnostics]
    assert {(d.code, d.path) for d in faults} == {("O106", "3.md")}

"""Builds at the same time, and readers during builds: one build after another, and no reader sees two."""

from __future__ import annotations

import os
import re
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.faults.kills import empty, references
from bench.faults.runs import run, start
from bench.faults.site import Count, Site, into_state, make_site

PAGES = ("index.html", "events/event-0.html", "find.html", "404.html", "events/event-1.html")
SLOWEST_VIEW_SECONDS = 0.1
"""A reader that the system let wait for longer than builds take proves nothing."""


def pairs(folder: Path, number: int) -> Count:
    """Build twice at once, as often as told, every third time where nothing stands."""
    count = Count()
    site = make_site(folder / "pairs")
    references(site)
    for at in range(number):
        if at % 3 == 0:
            empty(site)
        state = "ab"[at % 2]
        into_state(site, state)
        with tempfile.TemporaryFile() as said:
            both = [start(site, said=said.fileno()) for _ in range(2)]
            codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in both]
            said.seek(0)
            words = said.read().decode("utf-8", "replace")
        count.tried += 1
        for code in codes:
            count.check_words(code, words, (0,), f"pair {at}")
        count.check_tree(site, (state,), f"pair {at}")
    return count


def readers(folder: Path, builds: int) -> Count:
    """Read the site in two processes while it is built."""
    count = Count()
    site = make_site(folder / "readers")
    references(site, ("a", "b"))
    seen = [_reader(site, view) for view in (_by_folder, _by_path)]
    for at in range(builds):
        into_state(site, "ab"[at % 2])
        ran = run(site)
        count.check_words(ran.code, ran.words, (0,), f"build {at}")
        count.check_tree(site, ("ab"[at % 2],), f"build {at}")
    views = 0
    for child, told in seen:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        lines = told.read_text(encoding="utf-8").splitlines()
        views += len(lines)
        for line in lines:
            if line != "whole":
                count.mixed += 1
                count.other.append(line)
        told.unlink()
    count.tried = builds
    count.notes.append(f"{views} views of several pages")
    return count


def _reader(site: Site, view: Callable[[Site], str]) -> tuple[int, Path]:
    """Begin a process that looks at the site again and again; a line in a file says what it saw."""
    handle, name = tempfile.mkstemp()
    child = os.fork()
    if child:
        os.close(handle)
        return child, Path(name)
    try:
        while True:
            began = time.monotonic()
            try:
                seen = view(site)
            except OSError as fault:
                seen = f"{view.__name__}: {fault}"
            if seen and time.monotonic() - began < SLOWEST_VIEW_SECONDS:
                os.write(handle, f"{seen}\n".encode())
    except BaseException as fault:  # noqa: BLE001 - nothing may leave this process
        os.write(handle, f"{fault!r}\n".encode())
    os._exit(0)


def _by_folder(site: Site) -> str:
    """Open the folder once, and read pages below it: none may be missing or half. They may be of two builds,
    since the folder, once it is the standby, is brought up to date as well.
    """
    top = os.open(site.output, os.O_RDONLY | os.O_DIRECTORY)
    try:
        pages = [_read(page, top) for page in PAGES]
        return "whole" if all(page.rstrip().endswith(b"</html>") for page in pages) else "half a page"
    finally:
        os.close(top)


def _by_path(site: Site) -> str:
    """Read pages by their paths; what counts is a view during which the folder stayed the same."""
    before = site.output.stat().st_ino
    pages = [_read(str(site.output / page)) for page in PAGES]
    if not all(page.rstrip().endswith(b"</html>") for page in pages):
        return "by path: half a page"
    return _judged(pages) if before == site.output.stat().st_ino else ""


def _read(path: str, folder: int | None = None) -> bytes:
    handle = os.open(path, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _judged(pages: list[bytes]) -> str:
    states = {match[1].decode() if (match := re.search(rb"Site (\w+)", page)) else "none" for page in pages}
    return "whole" if len(states) == 1 and "none" not in states else f"mixed: {sorted(states)}"

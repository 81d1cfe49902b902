"""Errors of the disk: each is a sentence and exit 1, the site stays as it was, and the next build works."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import subprocess
import tempfile
import time
from pathlib import Path

from bench.faults.kills import references
from bench.faults.runs import Ran, questions, refused_at, run, start
from bench.faults.site import Count, Site, into_state, make_site

FAULTS = (errno.EROFS, errno.EACCES, errno.EMFILE, errno.EIO, errno.ENOSPC)
SIZES = tuple(range(0, 400, 20))
"""Kilobytes of room that a full disk has left."""


def refused(folder: Path, moments: int, seed: int, *more: str) -> Count:
    """Let questions to the disk fail, once or from then on, at so many seeded moments for each error."""
    pick, count = random.Random(seed), Count()  # noqa: S311
    site = make_site(folder / "refused")
    references(site)
    _prepare(site)
    writes = questions(site, *more, only_writes=True)
    _prepare(site)
    asked = questions(site, *more)
    for fault in FAULTS:
        for number in range(moments):
            _prepare(site)
            only_writes, always = pick.random() < 0.7, pick.random() < 0.5
            at = pick.randint(1, writes if only_writes else asked)
            prepare = refused_at(at, fault, always=always, only_writes=only_writes)
            ran = run(site, *more, "--jobs", "12"[number % 2], prepare=prepare)
            when = f"{errno.errorcode[fault]} at {at}{' and on' if always else ''}"
            # What is replaced file by file cannot be taken back on a disk that refuses that as well.
            _judge(site, count, when, ran, half=always and "--in-place" in more)
    return count


def few_files(folder: Path, limits: range) -> Count:
    """Build with room for only so many open files."""
    count = Count()
    site = make_site(folder / "few-files")
    references(site)
    for limit in limits:
        _prepare(site)

        def prepare(most: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))

        ran = run(site, prepare=prepare)
        _judge(site, count, f"{limit} open files", ran)
    return count


def _prepare(site: Site) -> None:
    # A folder that was once refused to be swapped is not tried again, and would be no trial of swapping.
    for file in (site.root / ".cache/site_gen").glob("*.no-swap"):
        file.unlink()
    into_state(site, "a")
    ran = run(site)
    assert ran.code == 0, ran.words
    into_state(site, "b")


def _judge(site: Site, count: Count, when: str, failed: Ran, *, half: bool = False) -> None:
    """A build that failed left the old site, one that did not the new one, and the next one works. Where it
    may be `half` of each, no file is.
    """
    count.tried += 1
    count.refused += failed.code == 1
    count.check_words(failed.code, failed.words, (0, 1), when)
    if failed.code and half:
        count.check_files(site, ("a", "b"), when)
    else:
        count.check_tree(site, ("a",) if failed.code else ("b",), when)
    ran = run(site)
    count.check_words(ran.code, ran.words, (0,), f"{when}, next")
    count.check_tree(site, ("b",), f"{when}, next")


def full_disk(folder: Path, sizes: tuple[int, ...]) -> Count:
    """Build where the disk has so many kilobytes left; `folder` is a disk of its own that can be resized."""
    count = Count()
    site = make_site(folder / "full")
    references(site)
    for size in sizes:
        _remount(folder, "size=50m")
        _prepare(site)
        used = os.statvfs(folder)
        _remount(folder, f"size={(used.f_blocks - used.f_bfree) * used.f_frsize // 1024 + size}k")
        ran = run(site)
        _remount(folder, "size=50m")
        _judge(site, count, f"{size} kB left", ran)
    return count


def read_only(folder: Path, builds: int, seed: int) -> Count:
    """Build where the disk can be read only, from the beginning or from some moment on; `folder` is a disk of
    its own.
    """
    pick, count = random.Random(seed), Count()  # noqa: S311
    site = make_site(folder / "read-only")
    references(site)
    for number in range(builds):
        _prepare(site)
        if number % 2 == 0:
            _remount(folder, "ro")
            ran = run(site)
            _remount(folder, "rw")
        else:
            ran = _run_until_read_only(site, folder, pick.uniform(0.02, 0.4))
        _judge(site, count, f"read-only, number {number}", ran)
    return count


def _run_until_read_only(site: Site, folder: Path, seconds: float) -> Ran:
    """Build, and let the disk be read only after so many seconds, or as soon as nobody writes."""
    with tempfile.TemporaryFile() as said:
        child = start(site, said=said.fileno())
        time.sleep(seconds)
        # While a file is open for writing the disk stays as it is.
        with contextlib.suppress(subprocess.CalledProcessError):
            _remount(folder, "ro")
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        _remount(folder, "rw")
        said.seek(0)
        return Ran(code, said.read().decode("utf-8", "replace"))


def _remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True, capture_output=True)

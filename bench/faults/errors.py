"""Errors of the disk: each is a sentence and exit 1, the site stays as it was, and the next build works."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.faults.kills import references
from bench.faults.runs import questions, refused_at, run
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
            _judge(
                site,
                count,
                f"{errno.errorcode[fault]} at {at}{' and on' if always else ''}",
                ran.code,
                ran.words,
            )
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
        _judge(site, count, f"{limit} open files", ran.code, ran.words)
    return count


def _prepare(site: Site) -> None:
    into_state(site, "a")
    ran = run(site)
    assert ran.code == 0, ran.words
    into_state(site, "b")


def _judge(site: Site, count: Count, when: str, code: int, words: str) -> None:
    """A build that failed left the old site, one that did not the new one, and the next one works."""
    count.tried += 1
    count.refused += code == 1
    count.check_words(code, words, (0, 1), when)
    count.check_tree(site, ("b",) if code == 0 else ("a",), when)
    ran = run(site)
    count.check_words(ran.code, ran.words, (0,), f"{when}, next")
    count.check_tree(site, ("b",), f"{when}, next")


def may_mount() -> bool:
    """Tell whether a disk of one's own can be mounted here, without rights."""
    command = ["unshare", "-rm", "true"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def on_a_small_disk(sizes: tuple[int, ...] = SIZES) -> Count:
    """Try full and read-only disks in a namespace of its own, where one can be had."""
    if not may_mount():
        print("nothing can be mounted here: full and read-only disks are left out")
        return Count()
    command = ["unshare", "-rm", sys.executable, "-m", "bench.faults.errors", *map(str, sizes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        return Count(other=[done.stderr[-600:]])
    return Count(**json.loads(done.stdout.splitlines()[-1]))


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
        _judge(site, count, f"{size} kB left", ran.code, ran.words)
    for way in ("ro", "rw"):
        _prepare(site)
        _remount(folder, way)
        ran = run(site)
        _remount(folder, "rw")
        _judge(site, count, f"mounted {way}", ran.code, ran.words)
    return count


def _remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)


def _in_namespace(sizes: tuple[int, ...], warm: Callable[[Path], None]) -> int:
    folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path("/tmp")  # noqa: S108 - hidden by the mount
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=50m", "tmpfs", str(folder)], check=True)
    (folder / "warm").mkdir()
    warm(folder / "warm")
    count = full_disk(folder, sizes)
    print(json.dumps(dataclasses.asdict(count)))
    return int(not count.is_clean)


if __name__ == "__main__":
    from bench.faults.runs import warm as warm_up

    sys.exit(_in_namespace(tuple(map(int, sys.argv[1:])) or SIZES, warm_up))

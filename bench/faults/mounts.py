"""Trials on disks of one's own, mounted in a namespace of one's own, where that is allowed without rights."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.faults.errors import SIZES, full_disk, read_only
from bench.faults.kills import kills
from bench.faults.runs import warm
from bench.faults.site import Count

_ROOM = "size=50m"


def may_mount() -> bool:
    """Tell whether a disk of one's own can be mounted here."""
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def mounted(trial: str, moments: int, seed: int) -> Count:
    """Try one of `TRIALS` in a namespace of its own, where one can be had."""
    if not may_mount():
        return Count(notes=["left out: nothing can be mounted here"])
    command = ["unshare", "-rm", sys.executable, "-m", "bench.faults.mounts", trial, str(moments), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return Count(other=[done.stderr[-600:]])
    return Count(**json.loads(done.stdout.splitlines()[-1]))


def _mount(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", _ROOM, "tmpfs", str(folder)], check=True)
    return folder


def _on_another_mount(folder: Path, moments: int, seed: int) -> Count:
    """Kill builds of a project on one mount into a folder on another, which swaps all the same."""
    other = _mount(folder / "other")
    return kills(folder / "beside", moments, seed, output=lambda kind: other / kind)


def _onto_a_mount(folder: Path, moments: int, seed: int) -> Count:
    """Kill builds into a mount point, which cannot be swapped."""

    def output(kind: str) -> Path:
        return _mount(folder / f"point-{kind}")

    return kills(folder / "onto", moments, seed, output=output, swaps=False)


def _full(folder: Path, moments: int, _seed: int) -> Count:
    return full_disk(folder, SIZES[:: max(1, len(SIZES) // moments)])


def _read_only(folder: Path, moments: int, seed: int) -> Count:
    return read_only(folder, moments, seed)


TRIALS: Mapping[str, Callable[[Path, int, int], Count]] = {
    "kill-other-mount": _on_another_mount,
    "kill-mount-point": _onto_a_mount,
    "disk-full": _full,
    "disk-read-only": _read_only,
}
"""What is tried, given an empty disk, how often, and a seed."""


def main(trial: str, moments: str, seed: str) -> None:
    """Try one of them in this namespace, and print what came of it as JSON."""
    # The mount hides what lies there, from this process alone.
    shared = Path("/dev/shm")  # noqa: S108
    folder = _mount(shared if shared.is_dir() else Path("/tmp"))  # noqa: S108
    (folder / "warm").mkdir()
    warm(folder / "warm")
    print(json.dumps(dataclasses.asdict(TRIALS[trial](folder, int(moments), int(seed)))))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Run one command and print what it took, as JSON: `python -I -S build_run.py LIMIT SAMPLED LOG COMMAND …`.

A program of its own, and a small one: a process inherits the highest memory of the one that started it, and
the processor time of children is that of all children. LIMIT: seconds after which the command is killed, with
all that it started. SAMPLED: 1 to add up the memory of all its processes, 20 times a second; for runs whose
time does not count. LOG: the file that gets what the command says. Stands on the standard library alone.
"""

import ctypes
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

_BECOME_SUBREAPER = 36
_PAUSE = 0.05
_KILOBYTES = 1024 if sys.platform == "darwin" else 1


def main(limit: int, log: str, command: list[str], *, sampled: bool) -> None:
    """Print `{"code", "wall", "processor", "peak", "sum"}`: seconds, and memory in kilobytes.

    `processor` is that of all processes, `peak` the memory of the largest one; `sum` the highest sum of all
    at one time, what they share counted once (Linux, sampled; else 0). `code` is negative where it was
    killed.
    """
    _adopt_orphans()
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions, setpgroup=0)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(limit)
    try:
        status, highest = _watched(child) if sampled else (os.waitpid(child, 0)[1], 0)
    except KeyboardInterrupt:
        # The command is in a group of its own, which the terminal does not interrupt.
        os.killpg(child, signal.SIGKILL)
        sys.exit(130)
    wall = time.perf_counter() - start
    _wait_for_orphans()
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = {
        "code": os.waitstatus_to_exitcode(status),
        "wall": wall,
        "processor": taken.ru_utime + taken.ru_stime,
        "peak": taken.ru_maxrss // _KILOBYTES,
        "sum": highest,
    }
    print(json.dumps(said))


def _adopt_orphans() -> None:
    """Let what the command leaves behind become ours, so that its time counts and nothing runs on."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BECOME_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _watched(child: int) -> tuple[int, int]:
    """Wait for a child; return its status, and the highest sum of memory of its process group."""
    highest = 0
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status, highest
        highest = max(highest, sum(_memory(process, child) for process in Path("/proc").glob("[0-9]*")))
        time.sleep(_PAUSE)


def _memory(process: Path, group: int) -> int:
    """Kilobytes of a process of this group, what it shares divided by those who share it; 0 for others."""
    try:
        # The name of a program may hold spaces and parentheses: state, parent and group follow the last one.
        fields = (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        if int(fields[2]) != group:
            return 0
        lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[3], sys.argv[4:], sampled=sys.argv[2] == "1")

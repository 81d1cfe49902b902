"""Runs of the program in processes that are forked from this one, which has imported it all: a tenth of the
time of a new one. Each can be killed, or made to fail, at any of its questions to the disk.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bench.faults.site import Site, make_site
from site_gen import building, cli
from site_gen.build import swap, workers

_WRITES = ("link", "replace", "rename", "unlink", "remove", "rmdir", "mkdir", "chmod", "chown", "ftruncate")
_READS = ("open", "scandir", "listdir")


class Ran(NamedTuple):
    """How a run ended: its exit code, negative where a signal ended it, and all that it said."""

    code: int
    words: str


Prepare = Callable[[], None]


def run(site: Site, *more: str, prepare: Prepare | None = None, kill_after: float | None = None) -> Ran:
    """Build a site in a process of its own. `prepare` is called in it first; it is killed after so many
    seconds.
    """
    with tempfile.TemporaryFile() as said:
        child = start(site, *more, prepare=prepare, said=said.fileno())
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return Ran(code, said.read().decode("utf-8", "replace"))


def start(site: Site, *more: str, prepare: Prepare | None = None, said: int) -> int:
    """Begin a build in a process of its own, and return its number; what it says goes to a file."""
    child = os.fork()
    if child:
        return child
    code = 120
    try:
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
        if prepare:
            prepare()
        code = cli.main(["build", "--root", str(site.root), "--output", str(site.output), *more])
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - what leaves the program is what is looked for
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    os._exit(code)


class Shim:
    """Counts the questions of a process to the disk, and lets something happen at one of them."""

    def __init__(self, at: int, happens: Callable[[str], None], *, after: bool, only_writes: bool) -> None:
        self.at, self.happens, self.after, self.only_writes = at, happens, after, only_writes
        self.count = 0

    def install(self) -> None:
        """Let all that the program asks of the disk in this process go by here."""
        for name in (*_WRITES, *(() if self.only_writes else _READS)):
            setattr(os, name, self._watched(name, getattr(os, name)))
        for module in (builtins, io):
            module.open = self._opener(module.open)  # type: ignore[attr-defined]
        real = swap._exchange()
        if real:
            watched = self._watched("exchange", real)
            swap._exchange = lambda: watched  # type: ignore[assignment]

    def ask(self) -> bool:
        """Count one question; tell whether it is the one."""
        self.count += 1
        return self.count == self.at

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*given: Any, **named: Any) -> Any:
            here = self.ask()
            if here and not self.after:
                self.happens(name)
            answer = real(*given, **named)
            if here and self.after:
                self.happens(name)
            return answer

        return asked

    def _opener(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def asked(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
            writes = any(sign in mode for sign in "wax+")
            if self.only_writes and not writes:
                return real(file, mode, *given, **named)
            opened = self._watched("open", real)(file, mode, *given, **named)
            return _Written(opened, self) if writes and isinstance(file, str | os.PathLike) else opened

        return asked


class _Written:
    """A file whose writes are counted too."""

    def __init__(self, file: Any, shim: Shim) -> None:
        self._file, self._shim = file, shim

    def write(self, data: Any) -> Any:
        """Write half of it where something happens in the middle."""
        if self._shim.ask():
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._shim.happens("write")
            return self._file.write(data[len(data) // 2 :])
        return self._file.write(data)

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def killed_at(at: int, *, after: bool) -> Prepare:
    """Kill the process at one of its questions to the disk."""

    def kill(_name: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    return Shim(at, kill, after=after, only_writes=False).install


def refused_at(at: int, fault: int, *, always: bool, only_writes: bool = True) -> Prepare:
    """Let one question to the disk be answered by an error; with `always` all questions from then on."""

    def refuse(name: str) -> None:
        shim.at = shim.count + 1 if always else 0
        raise OSError(fault, os.strerror(fault), name)

    shim = Shim(at, refuse, after=False, only_writes=only_writes)
    return shim.install


def questions(site: Site, *more: str, only_writes: bool = False) -> int:
    """Build a site, and return how many questions to the disk that took in the process that began it."""
    told = Path(tempfile.mkstemp()[1])

    def prepare() -> None:
        shim = Shim(0, lambda _: None, after=False, only_writes=only_writes)
        shim.install()
        real = os._exit

        def leave(code: int) -> None:
            told.write_text(str(shim.count), encoding="ascii")
            real(code)

        os._exit = leave  # type: ignore[assignment]

    ran = run(site, *more, "--jobs", "1", prepare=prepare)
    try:
        return int(told.read_text(encoding="ascii") or 0) if ran.code == 0 else 0
    finally:
        told.unlink()


def warm(folder: Path) -> None:
    """Build a site in this process, so that those forked from it find everything imported."""
    site = make_site(folder / "warm", foreign=False)
    workers.FEWEST = 4  # so that several processes make the pages of a site as small as these
    building.build(cli._options(["build", "-q", "--root", str(site.root), "--jobs", "1"]))

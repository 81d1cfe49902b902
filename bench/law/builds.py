"""Builds in processes of their own, forked from one that has imported the program and built nothing."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from bench.faults import runs
from bench.law.edits import begin
from site_gen import cli, commands
from site_gen.build import builder
from site_gen.build.places import find_places
from site_gen.build.standby import standing
from site_gen.site.rendering import Renderer


class Built(NamedTuple):
    """How a build ended: its exit code, its JSON document, and what it said beside it. `made` are the pages
    that were rendered.
    """

    code: int
    data: Mapping[str, Any]
    words: str
    made: frozenset[str]


def warm(folder: Path) -> None:
    """Import all that builds import."""
    runs.warm(folder)
    begin(folder / "law")
    _build(folder / "law", ("--jobs", "1"))


def build(root: Path, *options: str) -> Built:
    """Build in a process that has built nothing before."""
    result: Built = _forked(lambda: _build(root, options))
    return result


def reasons(root: Path, *options: str) -> Mapping[str, tuple[str, ...]]:
    """Return why each page would be made, as `explain` tells it; nothing where that cannot be told."""

    def ask() -> Mapping[str, tuple[str, ...]]:
        parsed = cli._options(["build", *_arguments(root, options)])
        output = (root / "public") if parsed.output is None else parsed.output
        stands = standing(find_places(root, output, in_place=parsed.in_place))
        plan = builder.make_plan(root, output, commands.build_options(parsed), stands=stands)
        return {each.output: each.reasons for each in plan.decisions}

    told: Mapping[str, tuple[str, ...]] = _forked(ask)
    return told


def killed(root: Path, at: int, *, after: bool, options: tuple[str, ...]) -> None:
    """Build, and kill it at one of its questions to the disk; it may end before."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    with contextlib.suppress(BaseException):
        runs.killed_at(at, after=after)()
        _build(root, options)
    os._exit(0)


class Server:
    """A process that goes on to live from build to build, as that of a preview does."""

    def __init__(self) -> None:
        self._child = 0
        self._pipe: Connection | None = None

    def build(self, root: Path, *options: str) -> Built:
        """Build there."""
        if self._pipe is None:
            self._start()
        assert self._pipe is not None
        self._pipe.send((root, options))
        result: Built = self._pipe.recv()
        return result

    def stop(self) -> None:
        """End it."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        self._child, self._pipe = 0, None

    def _start(self) -> None:
        self._pipe, theirs = Pipe()
        self._child = os.fork()
        if self._child:
            theirs.close()
            return
        try:
            while True:
                root, options = theirs.recv()
                theirs.send(_build(root, options))
        finally:
            os._exit(1)


def _arguments(root: Path, options: tuple[str, ...]) -> list[str]:
    return ["--root", str(root), *options]


def _build(root: Path, options: tuple[str, ...]) -> Built:
    real = Renderer.render
    # A file, since several processes make pages.
    made, name = tempfile.mkstemp()
    os.unlink(name)  # noqa: PTH108

    def render(renderer: Renderer, page: Any, *given: Any, **named: Any) -> Any:
        os.write(made, f"{page.output}\n".encode())
        return real(renderer, page, *given, **named)

    out, err = io.StringIO(), io.StringIO()
    code = 120
    try:
        Renderer.render = render  # type: ignore[method-assign]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main(["build", "--format", "json", *_arguments(root, options)])
    except BaseException:  # noqa: BLE001 - what leaves the program is what is looked for
        err.write(traceback.format_exc())
    finally:
        Renderer.render = real  # type: ignore[method-assign]
    try:
        data = json.loads(out.getvalue())
    except ValueError:
        data = {}
        err.write(out.getvalue())
    return Built(code, data, err.getvalue(), frozenset(_lines(made)))


def _lines(handle: int) -> list[str]:
    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(handle, "rb") as file:
        return file.read().decode("utf-8", "surrogateescape").splitlines()


def _forked(work: Callable[[], Any]) -> Any:
    """Do something in a process of its own, and return what came of it."""
    mine, theirs = Pipe(duplex=False)
    child = os.fork()
    if not child:
        try:
            theirs.send(work())
        except BaseException:  # noqa: BLE001 - nothing may leave this process
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(0)
    theirs.close()
    try:
        return mine.recv()
    except EOFError:
        raise RuntimeError("a build ended without a word") from None
    finally:
        mine.close()
        os.waitpid(child, 0)

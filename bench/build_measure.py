"""Builds of one program, timed, each after the change that its scenario is about."""

import enum
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.build_corpus import Event, edit_body, edit_template, edit_title
from bench.build_programs import Program
from bench.build_site import event_page

_RUN = Path(__file__).with_name("build_run.py")
_SAID = 300
"""Characters of what a failed program said first, and of what it said last."""


class Scenario(enum.StrEnum):
    """What happened since the last build; the order is that of the measurement."""

    COLD = "cold"
    SAME = "nothing changed"
    BODY = "one body"
    TITLE = "one title"
    TEMPLATE = "one template"
    EMPTIED = "empty output"


class Reading(NamedTuple):
    """One build: seconds by the clock and of all processors, and the kilobytes of its largest process."""

    wall: float
    processor: float
    peak: int
    sum: int = 0


class BuildError(Exception):
    """A program failed, or did not do what it was asked; the text says how."""


class Expected(NamedTuple):
    """A page, and words that it must have after a build."""

    page: Path
    words: str


@dataclass(slots=True)
class Place:
    """A program with a project of its own: below `folder` its sources, its output and what was put aside.

    What a build left is moved, never deleted: deleting thousands of files makes the file system slow for the
    build that follows. `events` are in order of time.
    """

    program: Program
    folder: Path
    events: Sequence[Event]
    limit: int
    moved: int = field(default=0)

    @property
    def root(self) -> Path:
        """The project."""
        return self.folder / "project"

    @property
    def site(self) -> Path:
        """The output; it has a folder of its own, so that what a program puts beside it goes with it."""
        return self.folder / "out" / "site"

    def source(self, event: Event) -> Path:
        """The file of an event."""
        return self.root / self.program.events / f"{event.slug}.md"

    def build(self, *, sampled: bool = False) -> Reading:
        """Build once. BuildError: the program failed, or took longer than the limit."""
        self.site.parent.mkdir(exist_ok=True)
        log = self.folder / "log"
        command = self.program.called(self.root, self.site)
        given = {name: value.format(root=self.root) for name, value in self.program.variables.items()}
        plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_RUN), str(self.limit), str(int(sampled)), str(log), *command],
            cwd=self.root,
            env={**plain, **given},
            stdout=subprocess.PIPE,
            check=True,
        )
        said = json.loads(done.stdout)
        if said["code"]:
            why = "was stopped" if said["code"] < 0 else f"ended with code {said['code']}"
            words = " ".join(log.read_text(encoding="utf-8", errors="replace").split())
            text = words if len(words) <= 2 * _SAID else f"{words[:_SAID]} … {words[-_SAID:]}"
            raise BuildError(f"{self.program.name} {why} after {said['wall']:.0f} s: {text}")
        return Reading(said["wall"], said["processor"], said["peak"], said["sum"])

    def measure(self, scenario: Scenario, turn: int, *, sampled: bool = False) -> Reading:
        """Make the change, build, and look whether the change is to be seen. BuildError: it is not."""
        wanted = self.change(scenario, turn)
        reading = self.build(sampled=sampled)
        for page, words in wanted:
            if not page.is_file() or words not in page.read_text(encoding="utf-8"):
                where = page.relative_to(self.site)
                raise BuildError(f"{self.program.name}, {scenario}: {where} lacks “{words}”")
        return reading

    def change(self, scenario: Scenario, turn: int) -> list[Expected]:
        """Do what the scenario says; return what pages must show after the next build."""
        at = (turn * 7919 + 3) % len(self.events)
        event = self.events[at]
        pages = [Expected(event_page(self.site, event), event.slug.rpartition("-")[2])]
        if scenario is Scenario.BODY:
            pages = [Expected(pages[0].page, edit_body(self.source(event), turn))]
        elif scenario is Scenario.TITLE:
            title = edit_title(self.source(event), turn)
            seen_on = self.events[max(0, at - 1) : at + 2]
            pages = [Expected(event_page(self.site, other), title) for other in seen_on]
        elif scenario is Scenario.TEMPLATE:
            words = edit_template(self.program.own_template(self.root), turn)
            pages = [Expected(event_page(self.site, other), words) for other in (self.events[0], event)]
        elif scenario is not Scenario.SAME:
            self._put_aside(self.site.parent)
            for cache in self.program.caches if scenario is Scenario.COLD else ():
                self._put_aside(self.root / cache)
        return pages

    def _put_aside(self, path: Path) -> None:
        if path.exists():
            aside = self.folder / "aside"
            aside.mkdir(exist_ok=True)
            path.rename(aside / str(self.moved))
            self.moved += 1

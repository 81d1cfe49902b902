"""A small site in two states, with files of somebody else in it, and what must hold of it after any fault."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from site_gen.build.places import INSIDE

EVENTS = 6
FOREIGN: Mapping[str, bytes] = {
    "CNAME": b"example.org\n",
    ".well-known/security.txt": b"Contact: mailto:somebody@example.org\n",
    "events/notes.txt": b"kept by hand\n",
    "old/__pycache__/thing.bin": bytes(range(256)),
}
Tree = Mapping[str, bytes]


@dataclass(slots=True)
class Site:
    """A project and its output, in which files of somebody else lie where `foreign`. `events` is how many it
    has, about; `trees` are what the output must be in each state.
    """

    root: Path
    output: Path
    foreign: bool = True
    events: int = EVENTS
    trees: dict[str, Tree] = field(default_factory=dict)


@dataclass(slots=True)
class Count:
    """What was tried, how many builds ended with an error, and what went wrong: sites damaged, bytes of
    others lost, tracebacks, stale pages, reads of two builds at once, and all else in words.
    """

    HEADS: ClassVar = (
        "tried",
        "refused",
        "damaged",
        "bytes lost",
        "tracebacks",
        "stale pages",
        "mixed reads",
    )
    tried: int = 0
    refused: int = 0
    damaged: int = 0
    lost: int = 0
    tracebacks: int = 0
    stale: int = 0
    mixed: int = 0
    other: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.damaged or self.lost or self.tracebacks or self.stale or self.mixed or self.other)

    def numbers(self) -> tuple[int, ...]:
        """Return what stands under `HEADS`."""
        return (self.tried, self.refused, self.damaged, self.lost, self.tracebacks, self.stale, self.mixed)

    def words(self) -> list[str]:
        """Return lines that say what else there is to say."""
        return [f"    {each}" for each in (*self.notes, *self.other[:20])]

    def check_tree(self, site: Site, states: tuple[str, ...], when: str) -> str:
        """Compare the output with some of its states; return the one it is in, and count what is wrong."""
        found = tree_of(site.output)
        ours = {path: data for path, data in found.items() if path not in FOREIGN}
        if site.foreign:
            lost = sum(len(data) for path, data in FOREIGN.items() if found.get(path) != data)
            self._note("lost", lost, f"{when}: {lost} foreign bytes lost")
        for state in states:
            if ours == site.trees[state]:
                return state
        wanted = site.trees[states[-1]]
        stale = len(ours.keys() - wanted.keys())
        wrong = sorted(p for p in ours.keys() | wanted.keys() if ours.get(p) != wanted.get(p))
        kind = "stale" if stale and len(states) == 1 else "damaged"
        self._note(kind, 1, f"{when}: {len(wrong)} files are wrong: {wrong[:4]}")
        return ""

    def check_files(self, site: Site, states: tuple[str, str], when: str) -> None:
        """Look that each file is what it is in one of two states, and none is missing that is in both."""
        found = tree_of(site.output)
        old, new = (site.trees[state] for state in states)
        inside = {path for path in found if path.startswith(INSIDE)}
        wrong = [
            path
            for path in (found.keys() | (old.keys() & new.keys())) - FOREIGN.keys() - inside
            if found.get(path) not in (old.get(path, b""), new.get(path, b""))
        ]
        self._note("damaged", bool(wrong), f"{when}: {len(wrong)} files are of neither: {sorted(wrong)[:4]}")

    def check_words(self, code: int, words: str, codes: tuple[int, ...], when: str) -> None:
        """Count a traceback, and note an exit code or words that should not be."""
        self._note("tracebacks", "Traceback" in words, f"{when}: {words[-800:]}")
        if code not in codes:
            self.other.append(f"{when}: exit {code}: {words[-600:]}")
        elif code == 1 and "error[" not in words:
            self.other.append(f"{when}: no sentence says why: {words[-300:]}")

    def _note(self, name: str, number: int, words: str) -> None:
        if number:
            setattr(self, name, getattr(self, name) + number)
            self.other.append(words)


def tree_of(folder: Path) -> dict[str, bytes]:
    """Read a folder: the bytes of each file by path; a link as where it leads."""
    found: dict[str, bytes] = {}
    for at, _, names in os.walk(folder):
        for name in names:
            file = Path(at) / name
            data = str(file.readlink()).encode() if file.is_symlink() else file.read_bytes()
            found[file.relative_to(folder).as_posix()] = data
    return found


def make_site(folder: Path, *, foreign: bool = True, output: Path | None = None) -> Site:
    """Write the project, not built."""
    site = Site(folder / "project", output or folder / "project/public", foreign)
    into_state(site, "a")
    if foreign:
        add_foreign(site)
    return site


def add_foreign(site: Site) -> None:
    """Put somebody else's files into the output."""
    for path, data in FOREIGN.items():
        file = site.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def into_state(site: Site, state: str) -> None:
    """Edit the project: `b` has another name of the site, which shows on every page, other static files and
    an event more than `a`; `few` has less than half of the events.
    """
    number = {"a": site.events, "b": site.events + 1, "few": site.events // 3}[state]
    files = {
        "content/site.toml": f'title = "Site {state}"\nlanguages = ["en"]\nid = "faults"\n',
        **{f"content/events/event-{n}.md": _event(n) for n in range(number)},
        **({"static/two/deep.txt": "two"} if state == "b" else {"static/one.txt": "one"}),
    }
    for folder in ("content", "static"):
        for file in (site.root / folder).rglob("*"):
            if file.is_file() and file.relative_to(site.root).as_posix() not in files:
                file.unlink()
    for path, text in files.items():
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def _event(number: int) -> str:
    head = f'title: "Event {number}"\ndate: "{1900 + number}"\nadded: 2026-01-01'
    return f"---\n{head}\n---\nWhat happened.\n"

"""One project and its site, through a sequence of steps: after each the site must be the one that a clean
build makes of a copy of the project in another folder.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bench.faults.site import tree_of
from bench.law import texts
from bench.law.builds import Built, Server, build, killed, reasons
from bench.law.choices import choose
from bench.law.edits import FORGET, Edit, apply, begin

INPUTS = ("content", "seeds", "static", "templates")
MOST_QUESTIONS = 400
"""Questions to the disk before which a build of so small a site is killed, or not at all."""
_FAILED_TOO_OFTEN = 3


class Step(NamedTuple):
    """Edits, and the build after them: its options, in which process it is (`new` or `old`), and at which of
    its questions to the disk one before it was killed, 0 for none; a negative one tells that it was killed
    when the question had been answered.
    """

    edits: tuple[Edit, ...]
    options: tuple[str, ...] = ()
    process: str = "new"
    killed_at: int = 0


class World:
    """A project in a folder, built once."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.root, self.copy = folder / "project", folder / "copy" / "project"
        self.server = Server()
        self.failures = 0
        self.steps = 0
        begin(self.root)
        self.options: tuple[str, ...] = ()
        self.wrong = self._wrong_after(build(self.root), build(self._copied()), {}, None)

    def close(self) -> None:
        """End what lives on."""
        self.server.stop()

    def choose(self, pick: random.Random) -> Step:
        """Choose the next step."""
        options = self.options
        if pick.random() < 0.15:
            options = pick.choice(texts.OPTIONS)
        if self.failures >= _FAILED_TOO_OFTEN:
            return Step((("heal",),), options)
        edits = tuple(choose(pick) for _ in range(pick.choice((0, 1, 1, 1, 1, 1, 2, 2, 3))))
        at = 0
        if pick.random() < 0.12:
            at = int(MOST_QUESTIONS ** pick.random()) * pick.choice((1, -1))
        return Step(edits, options, pick.choice(("new", "old")), at)

    def take(self, step: Step) -> list[str]:
        """Do a step, and return what is wrong after it."""
        self.steps += 1
        self.options = step.options
        self._edit(step.edits)
        edited = tree_of(self.root / "public")
        if step.killed_at:
            killed(self.root, abs(step.killed_at), after=step.killed_at < 0, options=step.options)
        before = tree_of(self.root / "public")
        clean = build(self._copied(), *_of_content(step.options), "--jobs", "1")
        content = tree_of(self.root / "content")
        why = None if step.killed_at or "--force" in step.options else reasons(self.root, *step.options)
        done = (build if step.process == "new" else self.server.build)(self.root, *step.options)
        if content != tree_of(self.root / "content") or (FORGET,) in step.edits:
            why = None  # a draft came to be, or nobody knows what was there before
        wrong = self._wrong_after(done, clean, before, why)
        if step.killed_at and "--in-place" not in step.options and before != edited:
            new = tree_of(self.root / "public")
            wrong += [] if before == new else [f"a killed build left neither: {_difference(before, new)}"]
        return wrong

    def _edit(self, edits: tuple[Edit, ...]) -> None:
        alone = len(edits) == 1 and not self.failures
        for edit in edits:
            if alone or edit[0] != FORGET:
                apply(self.root, edit)

    def _copied(self) -> Path:
        """Copy what people wrote to another folder, where nothing was ever built."""
        shutil.rmtree(self.copy, ignore_errors=True)
        self.copy.mkdir(parents=True)
        for name in INPUTS:
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, self.copy / name)
        return self.copy

    def _wrong_after(
        self,
        done: Built,
        clean: Built,
        before: Mapping[str, bytes],
        why: Mapping[str, tuple[str, ...]] | None,
    ) -> list[str]:
        self.failures = self.failures + 1 if done.code else 0
        after = tree_of(self.root / "public")
        wanted = before
        if clean.code == 0:
            foreign = {path: before[path] for path in texts.FOREIGN if path in before}
            wanted = {**foreign, **tree_of(self.copy / "public")}
        wrong = [_difference(after, wanted)] if after != wanted else []
        if (done.code, _said(done)) != (clean.code, _said(clean)):
            wrong.append(f"said: {done.code} {_said(done)}\nand not: {clean.code} {_said(clean)}")
        if "Traceback" in done.words or done.code not in (0, 1):
            wrong.append(f"exit {done.code}: {done.words[-1500:]}")
        if tree_of(self.root / "content") != tree_of(self.copy / "content"):
            wrong.append("another draft was written")
        if clean.code == 0 == done.code and why is not None:
            # What is brought back where the output was gone is told as kept.
            wrong += _wrong_numbers(done, clean, before, after) if before else []
            made = {path for path, each in why.items() if each}
            wrong += [f"made without a reason: {path}" for path in sorted(done.made - made)]
            wrong += [f"not made, though {why[path]}: {path}" for path in sorted(made - done.made)]
        return wrong


def _of_content(options: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the options that must not change what is published."""
    return tuple(each for each in options if each not in ("--in-place", "--jobs", "2", "--force"))


def _said(built: Built) -> list[tuple[Any, ...]]:
    return sorted(tuple(each.items()) for each in built.data.get("diagnostics", ()))


def _wrong_numbers(
    done: Built, clean: Built, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> list[str]:
    numbers = {name: done.data[name] for name in ("pages", "built", "kept", "removed")}
    written = sum(before.get(path) != data for path, data in after.items())
    removed = len(before.keys() - after.keys())
    right = {
        "pages": clean.data["pages"],
        "built": written,
        "kept": clean.data["built"] - written,
        "removed": removed,
    }
    return [f"told {numbers}, and not {right}"] if numbers != right else []


def _difference(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> str:
    missing, more = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
    other = sorted(path for path in found.keys() & wanted.keys() if found[path] != wanted[path])
    words = [f"missing {missing[:5]}", f"left over {more[:5]}", f"other bytes {other[:8]}"]
    for path in other[:1]:
        one, two = (tree[path].decode("utf-8", "replace").split("\n") for tree in (found, wanted))
        lines = [f"  {a[:200]!r}\n  and not {b[:200]!r}" for a, b in zip(one, two, strict=False) if a != b]
        words += lines[:2]
    return "\n".join(words)

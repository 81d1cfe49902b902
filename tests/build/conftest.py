"""A small bilingual project, what an editor does to it, and a look at what stands in a folder."""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from site_gen import again
from site_gen.build import writer
from site_gen.build.places import find_places

Tree = Callable[[Path], dict[str, bytes]]
CHECKOUT = Path(__file__).resolve().parents[2]
LOSSES = ("move away", "empty", "move cache")

SMALL: Mapping[str, str] = {
    "content/site.toml": """\
title = {en = "Letters", id = "Surat"}
description = "What was written."
base_url = "https://example.org/letters/"
languages = ["en", "id"]
id = "letters"
license = "CC-BY-4.0"

[[lanes]]
key = "east"
name = {en = "East", id = "Timur"}

[[periods]]
key = "early"
name = {en = "Early", id = "Awal"}
span = "1950/1955"
""",
    "content/sources.yaml": """\
paper:
  title: The paper
  issued: "1954"
  URL: https://example.org/paper
""",
    "content/events/1951-hint.md": """\
---
title: A hint
date: 1951
lane: east
tags: [words]
actors: [Anna]
places: [Wina]
sources: [{id: paper, says: "in 1951"}]
added: 2026-01-02
---
Somebody said something. [The letter](1954-letter.md) came later.
""",
    "content/events/1951-hint.id.md": (
        "---\ntitle: Sebuah isyarat\nsummary: Ringkas.\n---\nSeseorang berkata sesuatu.\n"
    ),
    "content/events/1954-letter.md": """\
---
title: A letter
date: 1954-03-31
lane: east
tags: [words, letters]
added: 2026-01-03
---
It was sent.
""",
    "content/events/1990s.md": """\
---
title: A talk
date: 199X
part: early
added: 2026-01-04
---
People spoke.
""",
    "content/pages/about.md": "---\ntitle: About\n---\nOn method.\n",
}


@pytest.fixture(scope="session")
def small() -> Mapping[str, str]:
    """The texts of a project with two languages, three events, a source and a page."""
    return SMALL


@pytest.fixture(scope="session")
def tree() -> Tree:
    """Return a function that reads a folder: the bytes of each file by its path."""

    def read(folder: Path) -> dict[str, bytes]:
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

    return read


class Hands(NamedTuple):
    """What an editor does: one edit of the project, or the loss of something; and a text put into a file.
    `command` gives the options of a build.
    """

    edit: Callable[..., None]
    put: Callable[[Path, str], None]
    command: Callable[..., argparse.Namespace]


@pytest.fixture(scope="session")
def hands() -> Hands:
    """The hands of an editor."""
    return Hands(lambda root, *step: (lose if step[0] in LOSSES else edit)(root, *step), put, command)


def command(root: Path, *, in_place: bool = False) -> argparse.Namespace:
    """The command `build` with no other options."""
    plain = {
        "output": None,
        "base_url": None,
        "drafts": False,
        "strict": False,
        "quiet": True,
        "force": False,
        "jobs": 1,
    }
    return argparse.Namespace(root=root, in_place=in_place, **plain)


def lose(root: Path, kind: str, spoilt: str, where: str) -> None:
    """Lose the output, after a file of it, or of what the cache holds of it, was changed in place; with `move
    cache`, all that is left has other numbers and times.
    """
    public, standby = root / "public", find_places(root, root / "public").standby
    file = (public if where == "public" else standby) / spoilt
    if file.is_file():
        file.write_text("spoilt", encoding="utf-8")
    if public.is_dir():
        public.rename(Path(tempfile.mkdtemp(dir=root)) / "public")
    if kind == "empty":
        public.mkdir()
    if kind == "move cache":
        for each in [each for each in root.rglob("*") if each.is_file()]:
            data = each.read_bytes()
            each.unlink()
            each.write_bytes(data)


def put(file: Path, text: str) -> None:
    """Write a text, making its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def edit(root: Path, kind: str, *words: str) -> None:
    """Do one edit to the project, as an editor might; what cannot be done is left undone."""
    event = root / f"content/events/{words[0]}.md"
    file = root / words[0]
    if kind == "write":
        _, title, date, facts, body = words
        put(event, f'---\ntitle: "{title}"\ndate: "{date}"\n{facts}---\n{body}\n')
    elif kind == "body" and event.is_file():
        put(event, event.read_text(encoding="utf-8") + f"\n{words[1]}\n")
    elif kind == "delete":
        event.unlink(missing_ok=True)
    elif kind == "rename" and event.is_file():
        event.rename(root / f"content/events/{words[1]}.md")
    elif kind == "file":
        put(file, words[1] or (CHECKOUT / words[0]).read_text(encoding="utf-8").replace("reported", "said"))
    elif kind == "unfile" and words[0] != "content/sources.yaml":
        file.unlink(missing_ok=True)
    elif kind == "config":
        config = root / "content/site.toml"
        put(config, config.read_text(encoding="utf-8").replace(words[0], words[1]))
    elif kind == "touch" and event.is_file():
        os.utime(event)
    elif kind == "back" and event.is_file():
        put(event, event.read_text(encoding="utf-8") + f"\n{words[1]}\n")
        os.utime(event, (1_000_000_000, 1_000_000_000))
    elif kind == "swap" and event.is_file():
        # Same size, same times: only the bytes tell.
        times = event.stat()
        put(
            event,
            event.read_text(encoding="utf-8")
            .swapcase()
            .replace("TITLE:", "title:")
            .replace("DATE:", "date:"),
        )
        os.utime(event, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif kind == "spoil" and (root / "public" / words[0]).is_file():
        put(root / "public" / words[0], "spoilt")
    else:
        edit_closely(root, kind, *words)


def edit_closely(root: Path, kind: str, *words: str) -> None:
    """Do what only a build of bodies alone could take for another edit, or for none."""
    page = root / "public" / words[0] if words else root
    if kind == "only the body" and (event := root / f"content/events/{words[0]}.md").is_file():
        head, _, _ = event.read_text(encoding="utf-8").rpartition("---\n")
        put(event, f"{head}---\n{words[1]}\n")
    elif kind == "all bodies":
        for event in sorted((root / "content/events").glob("*.md")):
            edit_closely(root, "only the body", event.stem, words[0])
    elif kind == "spoil with as many bytes" and page.is_file():
        put(page, page.read_text(encoding="utf-8").replace("letter", "better"))
    elif kind == "link" and page.is_file() and not page.is_symlink():
        other = root / "elsewhere.html"
        page.rename(other)
        page.symlink_to(other)
    elif kind == "killed" and hasattr(os, "fork"):
        edit(root, "body", words[0], "Killed.")
        kill_a_build(root)


def kill_a_build(root: Path) -> None:
    """Begin a build and let it die where its pages have just been published."""
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            vars(writer)["fulfil"] = lambda *_: os._exit(9)
            again.build(command(root))
        os._exit(0)
    os.waitpid(child, 0)

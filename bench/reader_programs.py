"""The timelines that are compared: where each is found, and the pages that it makes of the same events.

Peers are looked for in a folder; nothing is installed. The folder is what this makes:

    npm install --prefix FOLDER @knight-lab/timelinejs vis-timeline
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.reader_corpus import Story, for_timelinejs, for_vis, write_project

CHECKOUT = Path(__file__).resolve().parents[1]
OURS = "site_gen"
HOME, EVERYTHING, EXPLORE = f"{OURS}: home", f"{OURS}: everything", f"{OURS}: explore"
PLAIN = "plain list"
_BOX = '<div id="timeline" style="width: 100%; height: 90vh"></div>'
READY = "html[data-ready]"
"""What the pages of peers say when they have drawn their events."""


@dataclass(frozen=True, slots=True)
class View:
    """A page to be looked at.

    `ready` is a CSS selector of what is there once the events are to be seen. `area` is the one that is
    dragged, and turned at with the wheel; where `closer` and `further` name buttons, these zoom instead.
    A view without `area` is scrolled.
    """

    name: str
    path: str
    ready: str = "body > footer"
    area: str = ""
    closer: str = ""
    further: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A timeline: `make` writes its site for some events into a new folder, and returns pages to look at."""

    name: str
    version: str
    make: Callable[[Path, Sequence[Story]], tuple[View, ...]]


class MakeError(Exception):
    """A site could not be made; the text says why."""


def ours(settings: str = "") -> Program:
    """Return this project's generator; `settings` are lines at the head of `site.toml`."""

    def make(folder: Path, events: Sequence[Story]) -> tuple[View, ...]:
        root = folder.with_name(f"{folder.name}-project")
        write_project(root, events, settings)
        command = [sys.executable, "-P", "-m", "site_gen.cli", "build", "-q"]
        done = subprocess.run(
            [*command, "--root", str(root), "--output", str(folder)],
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise MakeError(f"{OURS}: {done.stderr.strip()[:300]}")
        possible = (
            View(HOME, "index.html"),
            View(EVERYTHING, "years/all.html"),
            View(
                EXPLORE,
                "explore.html",
                ".tl-stage canvas",
                ".tl-stage",
                '[data-act="in"]',
                '[data-act="out"]',
            ),
        )
        return tuple(view for view in possible if (folder / view.path).is_file())

    return Program(OURS, "this checkout", make)


def plain() -> Program:
    """Return the page that anybody could write by hand: the events as a list, without a style sheet.

    What it takes is what the browser and the connection take; on a busy machine all else is read beside it.
    """

    def make(folder: Path, events: Sequence[Story]) -> tuple[View, ...]:
        folder.mkdir(parents=True)
        rows = "".join(
            f"<li><h2>{event.title}</h2><p><time>{event.first}</time> {event.summary}</p></li>"
            for event in events
        )
        _write_page(folder, f"<ol>{rows}</ol><footer>Synthetic</footer>")
        return (View(PLAIN, "index.html"),)

    return Program(PLAIN, "written here", make)


def peers(folder: Path | None) -> tuple[tuple[Program, ...], dict[str, str]]:
    """Return the peers that a folder has, and why others are not measured."""
    known = {"@knight-lab/timelinejs": ("TimelineJS3", _timelinejs), "vis-timeline": ("vis-timeline", _vis)}
    if folder is None:
        return (), {name: "no folder of peers was named" for name, _ in known.values()}
    found, missing = [], {}
    for package, (name, make) in known.items():
        place = folder / "node_modules" / package
        if not (place / "package.json").is_file():
            missing[name] = f"there is no {package} in {folder}"
            continue
        version = json.loads((place / "package.json").read_text(encoding="utf-8"))["version"]
        found.append(Program(name, version, make(place)))
    return tuple(found), missing


def _timelinejs(package: Path) -> Callable[[Path, Sequence[Story]], tuple[View, ...]]:
    def make(folder: Path, events: Sequence[Story]) -> tuple[View, ...]:
        shutil.copytree(package / "dist", folder, ignore=shutil.ignore_patterns("*.map"))
        script = (
            f'const timeline = new TL.Timeline("timeline", {for_timelinejs(events)});'
            'timeline.on("loaded", () => { document.documentElement.dataset.ready = "" });'
        )
        _write_page(folder, _BOX, "css/timeline.css", "js/timeline.js", script)
        closer, further = (f".tl-menubar-button:has(.tl-icon-zoom-{way})" for way in ("in", "out"))
        return (View("TimelineJS3", "index.html", READY, ".tl-timenav", closer, further),)

    return make


def _vis(package: Path) -> Callable[[Path, Sequence[Story]], tuple[View, ...]]:
    def make(folder: Path, events: Sequence[Story]) -> tuple[View, ...]:
        folder.mkdir(parents=True)
        for file in (
            "styles/vis-timeline-graph2d.min.css",
            "standalone/umd/vis-timeline-graph2d.min.js",
        ):
            shutil.copyfile(package / file, folder / Path(file).name)
        items, groups = for_vis(events)
        script = (
            f'new vis.Timeline(document.getElementById("timeline"), new vis.DataSet({items}), '
            f'new vis.DataSet({groups}), {{height: "90vh", verticalScroll: true, '
            'onInitialDrawComplete: () => { document.documentElement.dataset.ready = "" }});'
        )
        style, program = "vis-timeline-graph2d.min.css", "vis-timeline-graph2d.min.js"
        _write_page(folder, _BOX, style, program, script)
        return (View("vis-timeline", "index.html", READY, ".vis-panel.vis-center"),)

    return make


def _write_page(folder: Path, body: str, style: str = "", script: str = "", start: str = "") -> None:
    """Write the page that the documentation of a library shows first: its files, then the events."""
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Synthetic</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        + (f'<link rel="stylesheet" href="{style}">' if style else "")
        + f"</head><body><h1>Synthetic</h1>{body}"
        + (f'<script src="{script}"></script><script>{start}</script>' if script else "")
        + "</body></html>"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")

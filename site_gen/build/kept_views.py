"""Views of event pages that are kept from one build to the next: an edit of a body then needs nothing else.

Each process writes those that it made into a file of its own; an index says where each stands. They are kept
pickled, and only the pieces of a view are unpickled.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from site_gen.build.manifest import cache_file, replace_file
from site_gen.content.frontmatter import split, without_comments
from site_gen.content.nodes import Problem
from site_gen.markup.manner import Manner, read_manners
from site_gen.site.bodies import manner
from site_gen.site.model import Site
from site_gen.site.page import Made, Page
from site_gen.site.views import EventView
from site_gen.unpickling import unpickled

VERSION = 2
MOST_FILES = 32
"""Files of kept views; beyond it the oldest are forgotten."""
_MODULES = frozenset({"site_gen.site.views", "site_gen.site.view_parts", "site_gen.timeline.marks"})


class Place(NamedTuple):
    """Where a view is kept: the file, and the first byte and number of bytes in it."""

    file: str
    start: int
    length: int


class Kept(NamedTuple):
    """What is kept of a page: its template and language, its view without body and stylesheet, and where the
    links of its body led.
    """

    template: str
    lang: str
    view: EventView
    links: Mapping[tuple[str, str], str]


@dataclass(slots=True)
class Keeper:
    """Keeps views while pages are made, each process in a file of its own."""

    folder: Path
    name: str
    handles: dict[int, BinaryIO] = field(default_factory=dict)

    def keep(self, page: Page, made: Made) -> Place | None:
        """Keep the view of an event's page; return where. None where it is of another kind, or of no use."""
        view = made.view
        if not isinstance(view, EventView) or not view.summary:
            return None
        shell = dataclasses.replace(view.shell, style="")
        kept = Kept(
            page.template, page.lang, dataclasses.replace(view, body="", shell=shell), made.links or {}
        )
        data = pickle.dumps(tuple(kept), protocol=5)
        name = f"{self.name}-{os.getpid()}"
        try:
            file = self.handles.get(os.getpid())
            if file is None:
                self.folder.mkdir(parents=True, exist_ok=True)
                file = self.handles[os.getpid()] = (self.folder / name).open("ab", buffering=0)
            start = file.tell()
            file.write(data)
        except OSError:
            # What cannot be kept is made from the beginning next time.
            return None
        return Place(name, start, len(data))

    def close(self) -> None:
        """Close the file of this process; the others' are closed by their end."""
        for file in self.handles.values():
            file.close()


class Index(NamedTuple):
    """What is kept of a build: settings that bodies are turned into HTML with, and by the path of each event
    file a digest of its front matter and the places of its pages' views.
    """

    style: str
    manners: Mapping[str, Manner]
    pages: Mapping[str, tuple[str, Mapping[str, Place]]]


def index_file(root: Path, output: Path) -> Path:
    """Return where the index of kept views is."""
    return cache_file(root, output, "bodies.json")


def views_folder(root: Path, output: Path) -> Path:
    """Return where views are kept."""
    return cache_file(root, output, "views")


def read_index(root: Path, output: Path) -> Index | None:
    """Return the index of the last build, None where there is none that can be read."""
    try:
        data = json.loads(index_file(root, output).read_text(encoding="utf-8", errors="surrogateescape"))
        if data["version"] != VERSION:
            return None
        pages = {
            origin: (str(front), {path: Place(*place) for path, place in places.items()})
            for origin, (front, places) in data["pages"].items()
        }
        return Index(data["style"], read_manners(data["manners"]), pages)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_index(root: Path, output: Path, index: Index) -> None:
    """Remember what is kept, and remove the files of views that are no longer asked for. Raises OSError."""
    used = [place.file for _, places in index.pages.values() for place in places.values()]
    names = sorted(set(used))[-MOST_FILES:]
    pages = {
        origin: (front, {path: place for path, place in places.items() if place.file in names})
        for origin, (front, places) in index.pages.items()
    }
    data = {"version": VERSION, **index._asdict(), "pages": pages}
    text = json.dumps(data, separators=(",", ":"))
    replace_file(index_file(root, output), text.encode("utf-8", "surrogateescape"))
    for file in views_folder(root, output).glob("*"):
        if file.name not in names:
            file.unlink(missing_ok=True)


def make_index(site: Site, places: Mapping[str, Place]) -> Index:
    """Say where the views of a site's event pages are; `places` are by output path."""
    pages: dict[str, tuple[str, dict[str, Place]]] = {}
    for slug, by_lang in site.content.events.items():
        default = by_lang[site.config.default_language]
        for event in by_lang.values():
            pages[event.file.path] = (front_digest(event.file.text), {})
        for lang in site.config.languages:
            own = site.event(slug, lang)
            # A translation without a body shows that of its original.
            shows = own if without_comments(own.file.text[own.body_offset :]) == own.body else default
            made_at = site.addresses.path(lang, "events", slug)
            front, known = pages[shows.file.path]
            if made_at not in places:
                # One page that is not kept is enough: all of them show the body.
                pages[shows.file.path] = ("", {})
            elif front:
                known[made_at] = places[made_at]
    manners = {lang: manner(site, lang, lang) for lang in site.words}
    return Index(site.style.text, manners, pages)


def keep_views(site: Site, root: Path, output: Path, made: Mapping[str, Place | None]) -> None:
    """Remember where the views of event pages are: those that were made now, given by output path, and those
    of earlier builds. That this cannot be remembered is no fault of the build.
    """
    last = read_index(root, output)
    places = {path: at for _, own in last.pages.values() for path, at in own.items()} if last else {}
    places = {path: at for path, at in places.items() if path not in made}
    index = make_index(site, places | {path: at for path, at in made.items() if at})
    if index != last:
        with contextlib.suppress(OSError):
            write_index(root, output, index)


def front_digest(text: str) -> str:
    """Return a digest of what stands above a body, empty where that cannot be told."""
    parts = split(text)
    if isinstance(parts, Problem):
        return ""
    front = text[: parts.body_offset].encode("utf-8", "surrogatepass")
    return hashlib.blake2b(front, digest_size=16).hexdigest()


def read_view(folder: Path, place: Place) -> Kept:
    """Return what is kept of a page. Raises OSError or UnpicklingError where it cannot be read."""
    with (folder / place.file).open("rb") as file:
        file.seek(place.start)
        data = file.read(place.length)
    try:
        return Kept(*unpickled(data, _MODULES))
    except TypeError as fault:
        raise pickle.UnpicklingError(str(fault)) from None

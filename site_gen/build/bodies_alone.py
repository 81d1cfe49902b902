"""An edit of bodies alone: each is put into its page, in the place of the old one, and nothing else is made.

What a page shows is known by its facts (see `site.digests`), and of these only the body has changed where the
front matter of the file is the same to the letter and every other input is as it was. A template that prints
the body once, as it is, makes of that the same page with another body. Where anything is not just so (a link
that was not there before, a fault, a card that is made from the body, a page that somebody changed) the build
takes its ordinary way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from site_gen.build.body_places import (
    NOWHERE,
    Bodies,
    BodyPlace,
    find_body,
    front_digest,
    places_of,
    read_bodies,
    replaced,
    write_bodies,
)
from site_gen.build.incremental import links_digest
from site_gen.build.manifest import EDITED, state_of_manifest
from site_gen.build.places import Places
from site_gen.build.record import Standing, with_files
from site_gen.build.time_limit import LONGEST_BODY_SECONDS, TooLongError, limited
from site_gen.build.tree import seen_of
from site_gen.build.turns import Result, at_work
from site_gen.build.unchanged import Look, stamp_of
from site_gen.build.writer import digest_of, discard, put, replace_pages
from site_gen.content.body_limits import LARGEST_FILE, body_problems
from site_gen.content.frontmatter import split
from site_gen.content.nodes import Problem
from site_gen.content.yaml_faults import unwritable_character
from site_gen.digesting import text_digest
from site_gen.markup import LinkFault, render
from site_gen.markup.manner import read_for
from site_gen.paths import leads_out
from site_gen.source import decode

_Body = tuple[BodyPlace, Mapping[tuple[str, str], str], bytes]


class Edited(NamedTuple):
    """An event file of which the body alone was edited: its path, the digests of its bytes, of its front
    matter and of its body, and for each page that shows it the place with the links it has now, those it had,
    and its HTML.
    """

    origin: str
    file: str
    front: str
    body: str
    pages: tuple[_Body, ...]


def build_bodies(
    root: Path,
    output: Path,
    changed: Sequence[str],
    standing: Standing,
    waits: Callable[[str], None] = lambda _who: None,
    *,
    in_place: bool = False,
) -> Result | None:
    """Build where nothing but the bodies of some event files changed since the last build; None where that
    cannot be done: more changed, one of them has a fault, the disk refuses.
    """
    bodies = read_bodies(root, output, standing.record.left.bodies)
    edits = find_edits(root, changed, standing.record.said["diagnostics"], bodies) if bodies else None
    seen = standing.seen() if edits else None
    if not bodies or not edits or not seen:
        return None

    def work(places: Places) -> Result:
        # Whoever was waited for may have changed what was looked at.
        if state_of_manifest(root, output) == standing.state:
            try:
                return _published(places, bodies, edits, seen, standing) or _NOT_DONE
            finally:
                discard(places)
        return _NOT_DONE

    done = at_work(root, output, work, waits, in_place=in_place, is_ours=True)
    return done if done.published else None


_NOT_DONE = Result(published=False, diagnostics=())


def find_edits(
    root: Path, changed: Sequence[str], said: Sequence[Mapping[str, Any]], bodies: Bodies
) -> tuple[Edited, ...] | None:
    """Return the bodies of the changed files, where nothing else of these changed; else None. `said` are the
    diagnostics of the last build.
    """
    try:
        edits = [_edited(root, path, said, bodies) for path in changed]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, TooLongError):
        return None
    return None if None in edits else tuple(each for each in edits if each)


def _edited(root: Path, path: str, said: Sequence[Mapping[str, Any]], bodies: Bodies) -> Edited | None:
    front, places = places_of(bodies, path)
    data = (root / path).read_bytes()
    source, fault = decode(path, data)
    parts = split(source.text)
    if fault or isinstance(parts, Problem) or len(source.text) > LARGEST_FILE:
        return None
    body, above = parts.body, source.text[: parts.body_offset]
    if not body.strip() or not places or front_digest(above) != front:
        return None
    if unwritable_character(body) or next(body_problems(body, 0), None):
        return None
    # What was said of a place in the old body would have to be said anew.
    if any(each["path"] == path and each["line"] > above.count("\n") for each in said):
        return None
    pages = []
    for place in places:
        html = _html(place, body, bodies) if place.is_known else None
        if html is None:
            return None
        pages.append(html)
    return Edited(path, digest_of(data), front, text_digest(body), tuple(pages))


def _html(place: BodyPlace, body: str, bodies: Bodies) -> _Body | None:
    """Turn a body into HTML for its place; None where one of its links led nowhere in the last build."""
    led: dict[tuple[str, str], str] = {}

    def resolve(target: str, tag: str) -> str | LinkFault:
        if leads_out(target, tag):
            led[target, tag] = target
        elif (target, tag) in place.links:
            led[target, tag] = place.links[target, tag]
        else:
            return LinkFault(target, "was not there before", "")
        return led[target, tag]

    manner = read_for(bodies.manners, place.lang, place.text_lang)
    with limited(LONGEST_BODY_SECONDS):
        rendered = render(body, resolve, manner, top=bodies.top)
    html = rendered.html.encode("utf-8", "replace")
    if rendered.faults or not html:
        return None
    return place._replace(links=led), place.links, html


def _published(
    places: Places, bodies: Bodies, edits: Sequence[Edited], seen: Look, standing: Standing
) -> Result | None:
    """Put bodies into their pages and publish these; None where a page is not the one that is remembered."""
    pages = [each for edited in edits for page in edited.pages if (each := _made(places, *page))]
    if len(pages) != sum(len(edited.pages) for edited in edits):
        return None
    new = {each.place.output: each for each in pages if each.is_new}
    stamps = {path: stamp_of(os.lstat(places.staging / path)) for path in new}
    left = standing.record.left
    changes = _changes(edits, pages)
    stood = seen_of(places.named, seen, standing.since)
    ready = replace_pages(places, new.keys(), set(left.foreign), changes, stood)
    now = {each.place.output: each.place for each in pages}
    for edited in edits:
        bodies = replaced(bodies, edited.origin, edited.front, now)
    outputs = with_files(seen, places.named, {path: (stamps[path], now[path].page) for path in new})
    numbers = standing.record.said["numbers"]
    return Result(
        published=True,
        diagnostics=(),
        pages=numbers["pages"],
        built=len(new),
        kept=numbers["kept"] - len(new),
        size=numbers["size"] + sum(each.grown for each in pages),
        left=left._replace(
            outputs=outputs,
            bodies=write_bodies(places.root, places.named, bodies),
            edited={**left.edited, **{edited.origin: edited.file for edited in edits}},
        ),
        ready=ready,
    )


class _Page(NamedTuple):
    """A page with its new body: where that stands, the links it had, whether the page has other bytes than
    before, and how many more.
    """

    place: BodyPlace
    had: Mapping[tuple[str, str], str]
    is_new: bool
    grown: int


def _made(places: Places, place: BodyPlace, had: Mapping[tuple[str, str], str], body: bytes) -> _Page | None:
    """Put a body into its page and let that wait to be published."""
    standing = (places.output / place.output).read_bytes()
    if digest_of(standing) != place.page:
        return None
    page = b"".join((standing[: place.start], body, standing[place.start + place.length :]))
    digest_now = put(places.staging, {place.output: place.page}, place.output, page)
    # Where the new body stands twice, the next one does not find its place.
    start, length = find_body(page, body) or (NOWHERE, 0)
    now = place._replace(start=start, length=length, page=digest_now)
    return _Page(now, had, digest_now != place.page, len(page) - len(standing))


def _changes(edits: Sequence[Edited], pages: Sequence[_Page]) -> dict[str, Any]:
    """Return what the edits make of the manifest: files and facts of their pages, and links that changed."""
    by_output = {page.place.output: page for page in pages}
    new = [path for path, page in by_output.items() if page.is_new]
    links = {path: page.place.links for path, page in by_output.items() if page.place.links != page.had}
    facts: dict[str, dict[str, str | None]] = {
        place.output: {"body": edited.body} for edited in edits for place, *_ in edited.pages
    }
    for path, led in links.items():
        facts[path]["links"] = links_digest(led) if led else None
    return {
        "files": [[], {path: by_output[path].place.page for path in new}],
        "stamps": [new, {}],
        "links": [
            [path for path, led in links.items() if not led],
            {path: list(led) for path, led in links.items() if led},
        ],
        EDITED: facts,
    }

"""An edit of bodies alone: their pages are made again from the views of the last build, and nothing else is
looked at.

A page's view is a function of its facts (see `site.digests`), and of these only the body has changed where
the front matter of the file is the same to the letter and every other input is as it was. So the view of the
last build with another body is the view of this one. Where anything is not just so (a link that was not there
before, a fault, a card that is made from the body) the build takes its ordinary way.
"""

from __future__ import annotations

import dataclasses
import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from site_gen import resources
from site_gen.build.builder import Plan, compiled_folder, faults_of, publish
from site_gen.build.incremental import Decision
from site_gen.build.kept_views import Index, front_digest, read_index, read_view, views_folder
from site_gen.build.manifest import read_manifest
from site_gen.build.places import Places
from site_gen.build.project import Project, words_of
from site_gen.build.standby import standing
from site_gen.build.tree import look_closely
from site_gen.build.turns import Result, at_work
from site_gen.build.workers import Work, make_all
from site_gen.build.writer import discard, put, standing_files
from site_gen.content.body_limits import LARGEST_FILE, body_problems
from site_gen.content.frontmatter import split
from site_gen.content.nodes import Problem
from site_gen.content.yaml_faults import unwritable_character
from site_gen.diagnostics import about_file
from site_gen.digesting import digest
from site_gen.markup import LinkFault, render
from site_gen.markup.manner import read_for
from site_gen.paths import leads_out
from site_gen.site.bodies import EVENT_TOP
from site_gen.site.page import Made, Page
from site_gen.site.rendering import Renderer
from site_gen.site.views import EventView
from site_gen.source import decode


class _OtherwiseError(Exception):
    """The edit is more than one of a body."""


def build_bodies(
    root: Path,
    output: Path,
    changed: Sequence[str],
    said: Sequence[Mapping[str, Any]],
    waits: Callable[[str], None] = lambda _who: None,
    *,
    in_place: bool = False,
) -> Result | None:
    """Build where nothing but the bodies of some event files changed since the last build, which said `said`;
    None where that cannot be done: more changed, one of them has a fault, the disk refuses.
    """

    def work(places: Places) -> Result:
        edit = find_edit(root, output, changed, said)
        return (_published(places, edit) if edit else None) or Result(published=False, diagnostics=())

    done = at_work(root, output, work, waits, in_place=in_place)
    return done if done.published else None


def _published(places: Places, edit: Edit) -> Result | None:
    """Make and publish the pages of an edit; None where the output was changed, or a page has a fault."""
    root, before = places.root, read_manifest(places.root, places.named)
    seen = look_closely(standing(places), time.time_ns())
    intact = standing_files(seen.folder, before, seen.sure())
    if intact.keys() != before.files.keys() or not edit.bodies.keys() <= before.facts.keys():
        return None
    facts = dict(before.facts)
    for path, body in edit.bodies.items():
        facts[path] = {**facts[path], "body": body}
    reasons = dict.fromkeys(edit.bodies, ("its body changed",))
    decisions = tuple(Decision(path, reasons.get(path, ())) for path in before.files)
    project = Project(root, None, (), {}, (root / "templates", resources.builtin("templates")))
    plan = Plan(project, edit.pages, facts, decisions, before, intact, seen, ())
    words = {lang: words_of(lang) for lang in {page.lang for page in edit.pages}}
    store = partial(put, places.staging, intact)
    try:
        renderer = Renderer(project.templates, words, root, compiled_folder(root))
        made = make_all(Work(renderer, edit.pages, store), 1)
        if faults_of(made):
            return None
        return dataclasses.replace(publish(plan, made, places, ()), pages=len(before.facts))
    finally:
        discard(places)


class Edit(NamedTuple):
    """Bodies that alone were edited: the pages to make again, and the facts of them that changed."""

    pages: tuple[Page, ...]
    bodies: Mapping[str, str]


def find_edit(
    root: Path, output: Path, changed: Sequence[str], said: Sequence[Mapping[str, Any]]
) -> Edit | None:
    """Return the pages that show the bodies of the changed files, where nothing else of these changed; else
    None. `said` are the diagnostics of the last build.
    """
    index = read_index(root, output)
    # A body that was empty was said to be so.
    empty = any(each["code"] == "E104" and each["path"] in changed for each in said)
    if index is None or empty:
        return None
    pages: list[Page] = []
    bodies: dict[str, str] = {}
    try:
        for path in changed:
            found = list(_pages(root, output, path, index))
            pages += (page for page, _ in found)
            bodies |= {page.output: digest(body) for page, body in found}
    except (
        _OtherwiseError,
        OSError,
        pickle.UnpicklingError,
        EOFError,
        TypeError,
        ValueError,
        AttributeError,
    ):
        return None
    return Edit(tuple(pages), bodies)


def _pages(root: Path, output: Path, path: str, index: Index) -> Iterator[tuple[Page, str]]:
    """Yield the pages of an event file with its body; raise where they cannot be made from what is kept."""
    front, places = index.pages.get(path, ("", {}))
    source, fault = decode(path, (root / path).read_bytes())
    parts = split(source.text)
    if fault or isinstance(parts, Problem) or not places or len(source.text) > LARGEST_FILE:
        raise _OtherwiseError
    body = parts.body
    faults = unwritable_character(body) or next(body_problems(body, 0), None)
    if faults or not body.strip() or front_digest(source.text) != front:
        raise _OtherwiseError
    for made_at, place in places.items():
        kept = read_view(views_folder(root, output), place)
        shell = dataclasses.replace(kept.view.shell, style=index.style)
        view = dataclasses.replace(kept.view, shell=shell)
        make = partial(_made, view, kept.links, body, index, kept.lang)
        yield Page(made_at, kept.template, kept.lang, {}, make, path, resolve=_unasked), body


def _made(view: EventView, links: Mapping[tuple[str, str], str], body: str, index: Index, lang: str) -> Made:
    """Put a body into a view. A link that the last build did not lead anywhere is a fault: the caller then
    takes the ordinary way.
    """
    led: dict[tuple[str, str], str] = {}

    def resolve(target: str, tag: str) -> str | LinkFault:
        if leads_out(target, tag):
            led[target, tag] = target
        elif (target, tag) in links:
            led[target, tag] = links[target, tag]
        else:
            return LinkFault(target, "was not there before", "")
        return led[target, tag]

    manner = read_for(index.manners, lang, view.text_lang or lang)
    rendered = render(body, resolve, manner, top=EVENT_TOP)
    if rendered.faults:
        return Made(view, (about_file("", "L101", "a link is new", ""),))
    return Made(dataclasses.replace(view, body=rendered.html), (), led)


def _unasked(_target: str, _tag: str) -> str:
    """Stand for the resolver of a page whose links are known."""
    return ""

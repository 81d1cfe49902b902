"""A build, as a story: read everything, plan the pages, decide, make what changed, and only then publish."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_gen.build.body_places import keep_bodies
from site_gen.build.compiled import compiled_folder, spliced_templates
from site_gen.build.generator import generator_digest
from site_gen.build.imaging.cards import draw_cards, faults_of_cards
from site_gen.build.imaging.resizing import forget_others, make_pictures
from site_gen.build.incremental import Decision, Facts, decide, links_digest, page_facts
from site_gen.build.intact import standing_files
from site_gen.build.manifest import Manifest, read_manifest, replace_file, state_of_manifest
from site_gen.build.places import Places
from site_gen.build.project import Project, load_project
from site_gen.build.record import Left, Standing, with_files
from site_gen.build.standby import standing
from site_gen.build.touched import READINGS, state_of
from site_gen.build.tree import Seen, look_closely, seen_of
from site_gen.build.turns import NOBODY, Listeners, Result, at_work
from site_gen.build.unchanged import Look, bytes_of, look_at_output, stamp_of
from site_gen.build.workers import Done, Work, make_all
from site_gen.build.writer import Fresh, Written, commit, digest_of, discard, put
from site_gen.collecting import without_collecting
from site_gen.content.parsed import dump_parsed, load_parsed
from site_gen.content.reading import Known
from site_gen.diagnostics import Diagnostic, has_errors, ordered
from site_gen.processes import Told, silent
from site_gen.site.config import PATH, without_base_url
from site_gen.site.config_output import without_addresses
from site_gen.site.event_page import TEMPLATE as EVENT_TEMPLATE
from site_gen.site.page import Page
from site_gen.site.pages import plan as plan_pages
from site_gen.site.rendering import Renderer
from site_gen.site.share_cards import share_cards


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `force` makes every page again; `strict` lets warnings stop the build; `jobs` is the
    number of processes that make pages; `in_place` keeps the output the same folder, and replaces its files.
    """

    base_url: str | None = None
    drafts: bool = False
    force: bool = False
    strict: bool = False
    jobs: int = 1
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is known before any page is made: the pages, and for each what happens to it and why.

    `standing` are the digests of the files that are as the last build left them in the folder that shows it,
    `seen` is all that stands there; `look` is that as it was told, where nothing changed there since the last
    build, and `readings` the state of what is kept of event files.
    """

    project: Project
    pages: tuple[Page, ...]
    facts: Mapping[str, Facts]
    decisions: tuple[Decision, ...]
    before: Manifest
    standing: Mapping[str, str]
    seen: Seen
    diagnostics: tuple[Diagnostic, ...]
    look: Look | None = None
    readings: str = ""


def build(
    root: Path,
    output: Path,
    options: Options,
    stamps: Mapping[str, str] | None = None,
    listeners: Listeners = NOBODY,
    standing: Standing | None = None,
) -> Result:
    """Build a project into a folder. Nothing is published where anything is wrong.

    `stamps` are what the system told of the inputs by path; a file whose stamp is what it was is not read
    again. `standing` is what was seen of the last build, where there was one.
    """

    def work(places: Places) -> Result:
        with without_collecting():
            plan = _read_and_plan(places, options, stamps or {}, listeners.reading, standing)
            return _make_and_publish(places, options, plan, listeners.making)

    return at_work(root, output, work, listeners.waiting, in_place=options.in_place)


def _make_and_publish(places: Places, options: Options, plan: Plan, told: Told) -> Result:
    root = places.root
    # A plan with errors is carried out as well, unseen: what is wrong with bodies and templates is said in
    # the same run.
    lost = has_errors(plan.diagnostics, strict=options.strict)
    store = _unseen if lost else partial(put, places.staging, plan.standing)
    try:
        made = make(plan, store, options.jobs, told, compiled=True)
        pictures, broken = _pictures(plan, options)
        found = ordered((*plan.diagnostics, *faults_of(made), *broken))
        if has_errors(found, strict=options.strict):
            return Result(published=False, diagnostics=found)
        result = publish(plan, made, places, found, pictures)
        forget_others(root, pictures)
        if plan.project.site and result.left:
            bodies = keep_bodies(
                plan.project.site, root, places.named, {each.output: each.body for each in made}
            )
            left = result.left._replace(bodies=bodies, events=plan.readings)
            return dataclasses.replace(result, left=left)
        return result
    finally:
        discard(places)


def _pictures(plan: Plan, options: Options) -> tuple[dict[str, Path], tuple[Diagnostic, ...]]:
    """Make pictures in all sizes, and cards; return the files by output path, and what is wrong."""
    site, root = plan.project.site, plan.project.root
    pictures, broken = make_pictures(site.pictures if site else {}, root, options.jobs)
    cards, undrawn = draw_cards(share_cards(site) if site else {}, root, options.jobs)
    return {**pictures, **cards}, (*broken, *undrawn)


def _read_and_plan(
    places: Places, options: Options, stamps: Mapping[str, str], reads: Told, before: Standing | None
) -> Plan:
    """Read and plan with what was read before, and keep what was read now; none of it stays in memory."""
    file = places.root / READINGS
    known = read_before(places.root, stamps, options.jobs, reads)
    plan = make_plan(places.root, places.named, options, known, standing(places), before)
    if known.parsed.changed:
        # That nothing can be kept is no fault of the build.
        with contextlib.suppress(OSError):
            replace_file(file, dump_parsed(known.parsed))
    return dataclasses.replace(plan, readings=state_of(known.parsed))


def read_before(root: Path, stamps: Mapping[str, str], jobs: int = 1, reads: Told = silent) -> Known:
    """Return what was read of event files in the last build of a project."""
    return Known(load_parsed(root / READINGS, generator_digest()), stamps, jobs, reads)


def check(root: Path, output: Path, options: Options) -> Result:
    """Find everything that a build would say, making every page and writing none."""
    plan = make_plan(root, output, dataclasses.replace(options, force=True))
    found = ordered((*plan.diagnostics, *faults_of(make(plan, _unseen, options.jobs))))
    return Result(not has_errors(found), found, len(plan.pages))


def make_plan(
    root: Path,
    output: Path,
    options: Options,
    known: Known | None = None,
    stands: Path | None = None,
    last: Standing | None = None,
) -> Plan:
    """Read a project, and decide for each page whether it must be made. `known` is what was read before,
    `stands` the folder that shows the last build, where that is not the output, and `last` what was seen of
    it.
    """
    project = load_project(root, base_url=options.base_url, drafts=options.drafts, known=known)
    before = read_manifest(root, output)
    if project.site is None:
        return Plan(project, (), {}, (), before, {}, Seen(output, {}, set(), 0), ordered(project.diagnostics))
    pages, faults = plan_pages(project.site)
    found = [*project.diagnostics, *faults]
    if not project.site.config.base_url:
        found.append(without_base_url())
        found += without_addresses(PATH, project.site.config.output)
    found += faults_of_cards(share_cards(project.site))
    renderer = Renderer(project.templates, project.site.words, project.root)
    digests = {name: renderer.digest(name) for name in {page.template for page in pages}}
    generator = generator_digest()
    facts = {
        page.output: page_facts(page, digests[page.template], generator, before.links.get(page.output, ()))
        for page in pages
    }
    look, seen = _look_at_last(root, output, stands or output, last)
    intact = standing_files(seen.folder, before, seen.sure(), options.jobs)
    decisions = decide(facts, before.facts, () if options.force else intact)
    return Plan(project, pages, facts, decisions, before, intact, seen, ordered(found), look)


def _look_at_last(root: Path, output: Path, stands: Path, last: Standing | None) -> tuple[Look | None, Seen]:
    """Return what stands in the folder that shows the last build: what was seen of it while files were read,
    where no other build can have changed it since; else look now.
    """
    if last and last.folder == stands and state_of_manifest(root, output) == last.state:
        look = last.seen()
        if look:
            return look, seen_of(stands, look, last.since)
    return None, look_closely(stands, time.time_ns())


def make(
    plan: Plan,
    store: Callable[[str, bytes], str],
    jobs: int = 1,
    told: Told = silent,
    *,
    compiled: bool = False,
) -> list[Done]:
    """Make the pages that the plan says must be made. `store` takes the bytes of each; compiled templates are
    kept where they may be.
    """
    if plan.project.site is None:
        return []
    wanted = {decision.output for decision in plan.decisions if decision.reasons}
    pages = [page for page in plan.pages if page.output in wanted]
    kept = compiled_folder(plan.project.root) if compiled else None
    renderer = Renderer(plan.project.templates, plan.project.site.words, plan.project.root, kept)
    renderer.load(pages)
    of_events = {page.template: plan.facts[page.output] for page in pages if page.template == EVENT_TEMPLATE}
    work = Work(renderer, pages, store, spliced_templates(of_events, renderer, kept) if kept else ())
    return make_all(work, jobs, lambda done: told(done, len(pages)))


def faults_of(made: list[Done]) -> list[Diagnostic]:
    """Return what is wrong with pages; a broken template, which breaks many, is said once."""
    found: dict[tuple[str, int, int, str], Diagnostic] = {}
    for done in made:
        for d in done.diagnostics:
            found.setdefault((d.path, d.line, d.column, d.message), d)
    return list(found.values())


def publish(
    plan: Plan,
    made: list[Done],
    places: Places,
    found: tuple[Diagnostic, ...],
    pictures: Mapping[str, Path],
) -> Result:
    """Let all that is new take its place, and remember what was made of what. `pictures` are published beside
    the copies, or in their place.
    """
    project, before = plan.project, plan.before
    new = {done.output: done.digest for done in made}
    for path, file in {**project.copies, **pictures}.items():
        new[path] = put(places.staging, plan.standing, path, file.read_bytes())
    kept = {d.output: before.files[d.output] for d in plan.decisions if not d.reasons}
    links = {path: before.links[path] for path in kept if path in before.links}
    facts = dict(plan.facts)
    for done in made:
        own = {name: value for name, value in facts[done.output].items() if name != "links"}
        if done.links:
            links[done.output] = tuple(done.links)
            own["links"] = links_digest(done.links)
        facts[done.output] = own
    written = commit(places, Fresh(new, kept, facts, dict(sorted(links.items()))), before, plan.seen)
    left = _left(plan, places, written, new)
    return Result(
        published=True,
        diagnostics=found,
        pages=len(plan.pages),
        built=len(written.paths),
        kept=written.kept,
        removed=written.removed,
        size=bytes_of(left),
        left=Left(left, _foreign(left, new.keys() | kept.keys())),
        ready=written.ready,
    )


def _left(plan: Plan, places: Places, written: Written, digests: Mapping[str, str]) -> Look:
    """Return what is to be seen of the output now; where some files took the place of others and nothing else
    came or went, they alone are looked at.
    """
    new, seen = written.paths, plan.seen
    others = written.removed or new - seen.stamps.keys() or new & seen.late or len(new) > _FEW
    if plan.look is None or others or seen.folder != places.named:
        return look_at_output(places.named, time.time_ns())
    stamps = {path: stamp_of(os.lstat(places.named / path)) for path in new}
    return with_files(plan.look, places.named, {path: (told, digests[path]) for path, told in stamps.items()})


_FEW = 200
"""Files up to which they alone are looked at after they were written."""


def _foreign(left: Look, ours: Set[str]) -> tuple[str, ...]:
    paths = (line.partition("\t")[0] for line in left.lines.split("\n"))
    return tuple(path for path in paths if path and path not in ours)


def _unseen(_path: str, data: bytes) -> str:
    return digest_of(data)

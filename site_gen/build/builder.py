"""A build, as a story: read everything, plan the pages, decide, render, and only then write."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_gen.build.incremental import Decision, Facts, decide, page_facts
from site_gen.build.project import Project, generator_digest, load_project
from site_gen.build.workers import render_all
from site_gen.build.writer import Manifest, commit, intact, read_manifest, refusal, write_manifest
from site_gen.diagnostics import Diagnostic, about_file, has_errors, ordered
from site_gen.site.config import without_base_url
from site_gen.site.page import Page
from site_gen.site.pages import plan
from site_gen.site.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `force` makes every page again; `strict` lets warnings stop the build; `jobs` is the
    number of processes that render.
    """

    base_url: str | None = None
    drafts: bool = False
    force: bool = False
    strict: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a build: `published` tells whether the output now shows the content as it is."""

    published: bool
    diagnostics: tuple[Diagnostic, ...]
    pages: int = 0
    built: int = 0
    kept: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is known before anything is rendered: the pages, and for each output what happens to it and
    why.
    """

    project: Project
    pages: tuple[Page, ...]
    facts: Mapping[str, Facts]
    decisions: tuple[Decision, ...]
    before: Manifest
    diagnostics: tuple[Diagnostic, ...]


def build(root: Path, output: Path, options: Options) -> Result:
    """Build a project into a folder. Nothing is written where anything is wrong."""
    if no := refusal(output, root):
        return Result(published=False, diagnostics=(no,))
    plan = make_plan(root, output, options)
    # Also where the content has errors: what is wrong with templates is said in the same run.
    texts, faults = render(plan, options.jobs)
    found = ordered((*plan.diagnostics, *faults))
    if has_errors(found, strict=options.strict):
        return Result(published=False, diagnostics=found)
    return _publish(plan, texts, output, found)


def check(root: Path, output: Path, options: Options) -> Result:
    """Find everything that a build would say, rendering every page and writing none."""
    plan = make_plan(root, output, dataclasses.replace(options, force=True))
    _, faults = render(plan)
    found = ordered((*plan.diagnostics, *faults))
    return Result(not has_errors(found), found, len(plan.pages))


def make_plan(root: Path, output: Path, options: Options) -> Plan:
    """Read a project, and decide for each page whether it must be made."""
    project = load_project(root, base_url=options.base_url, drafts=options.drafts)
    before = read_manifest(root, output)
    if project.site is None:
        return Plan(project, (), {}, (), before, ordered(project.diagnostics))
    pages, faults = plan(project.site)
    found = [*project.diagnostics, *faults]
    if not project.site.config.base_url:
        found.append(without_base_url())
    renderer = _renderer(project)
    digests = {name: renderer.digest(name) for name in {page.template for page in pages}}
    generator = generator_digest()
    facts = {page.output: page_facts(page, digests[page.template], generator) for page in pages}
    standing = frozenset[str]() if options.force else intact(output, before)
    return Plan(project, pages, facts, decide(facts, before.facts, standing), before, ordered(found))


def render(plan: Plan, jobs: int = 1) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Render the pages that must be made; return their bytes by output path, and what is wrong with their
    templates.
    """
    if not plan.pages:
        return {}, ()
    wanted = {decision.output for decision in plan.decisions if decision.reasons}
    work = [(page, _language(plan.project, page)) for page in plan.pages if page.output in wanted]
    texts: dict[str, bytes] = {}
    faults: dict[tuple[str, int, str], Diagnostic] = {}
    for (page, _), text in zip(work, render_all(_renderer(plan.project), work, jobs), strict=True):
        if isinstance(text, Diagnostic):
            # One broken template breaks every page that it makes; it is said once.
            faults.setdefault((text.path, text.line, text.message), text)
        else:
            texts[page.output] = text.encode("utf-8", "replace")
    return texts, tuple(faults.values())


def _publish(plan: Plan, texts: Mapping[str, bytes], output: Path, found: tuple[Diagnostic, ...]) -> Result:
    root = plan.project.root
    kept = {d.output: plan.before.files[d.output] for d in plan.decisions if not d.reasons}
    try:
        written, files = commit(output, texts, plan.project.copies, kept, plan.before)
        write_manifest(root, output, Manifest(files, plan.facts), plan.before)
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        where = fault.filename or output.as_posix()
        problem = about_file(
            str(where), "O104", f"cannot be written: {why}", "make room or give permission, then build again"
        )
        return Result(published=False, diagnostics=ordered((*found, problem)))
    return Result(
        published=True,
        diagnostics=found,
        pages=len(plan.pages),
        built=written.built,
        kept=written.kept,
        removed=written.removed,
    )


def _renderer(project: Project) -> Renderer:
    assert project.site is not None
    return Renderer(project.templates, project.site.words, project.root)


def _language(project: Project, page: Page) -> str:
    """Return the language whose words a page is made with: that of its folder."""
    assert project.site is not None
    languages: Sequence[str] = project.site.config.languages
    return next((lang for lang in languages[1:] if page.output.startswith(f"{lang}/")), languages[0])

"""Render pages, in one process or in several. What comes out does not depend on how many."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from site_gen.diagnostics import Diagnostic
from site_gen.site.page import Page
from site_gen.site.rendering import Renderer

Work = Sequence[tuple[Page, str]]
"""Pages, each with the language whose words it is made with."""

_FEWEST = 64
"""Pages below which further processes cost more than they save."""

_inherited: tuple[Renderer, Work] | None = None


def render_all(renderer: Renderer, work: Work, jobs: int) -> list[str | Diagnostic]:
    """Return the text of each page, or the fault of its template, in the order of `work`.

    Processes are forked, so that nothing needs to be copied to them; where a system cannot fork, one process
    does it all.
    """
    jobs = min(jobs, len(work) // _FEWEST)
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [renderer.render(page, lang) for page, lang in work]
    global _inherited  # noqa: PLW0603 - what a forked child finds in its memory needs a name in this module
    _inherited = (renderer, work)
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
            parts = pool.map(_render_part, [(start, jobs) for start in range(jobs)])
            texts: list[str | Diagnostic] = [""] * len(work)
            for start, part in enumerate(parts):
                texts[start::jobs] = part
            return texts
    finally:
        _inherited = None


def _render_part(part: tuple[int, int]) -> list[str | Diagnostic]:
    """Render every `jobs`-th page from `start` on, of those that were inherited."""
    assert _inherited is not None
    renderer, work = _inherited
    start, jobs = part
    return [renderer.render(page, lang) for page, lang in work[start::jobs]]

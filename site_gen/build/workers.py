"""Make pages, in this process or in several. A body that takes too long, or a process that dies, is said."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_gen import processes
from site_gen.build.body_places import Found, find_body
from site_gen.build.time_limit import LONGEST_BODY_SECONDS, TooLongError, limited
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.processes import Lost
from site_gen.site.page import Asked, Page
from site_gen.site.rendering import Renderer
from site_gen.site.views import EventView

FEWEST = 48
"""Pages a process below which more processes cost more than they save."""


class Done(NamedTuple):
    """What came of a page: the digest of its bytes, empty where it could not be made; of an event's page also
    where its body stands, where that is known.
    """

    output: str
    digest: str
    diagnostics: tuple[Diagnostic, ...]
    links: Mapping[Asked, str]
    body: Found | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Pages to make. `put` stores the bytes of one under its output path and returns their digest; it is
    called in the process that made it. `spliced` are the templates that print a body once, as it is.
    """

    renderer: Renderer
    pages: Sequence[Page]
    put: Callable[[str, bytes], str]
    spliced: Container[str] = ()


def make_all(work: Work, jobs: int, told: Callable[[int], None] = lambda _: None) -> list[Done]:
    """Make all pages with at most so many processes; the order is that of the work.

    `told` is called from time to time with the number of pages that are done.
    """
    pages = work.pages
    jobs = max(1, min(jobs, len(pages) // FEWEST))
    # Bodies are stopped by a signal, which Python delivers to the main thread only.
    here = threading.current_thread() is threading.main_thread() or not any(page.resolve for page in pages)
    if (jobs == 1 and here) or not processes.can_fork():
        done = []
        for number, page in enumerate(pages, 1):
            done.append(_make(work, page))
            told(number)
        return done
    made, lost = processes.do_all(lambda index: _make(work, pages[index]), len(pages), jobs, told)
    return [*(made[index] for index in sorted(made)), *(_lost(pages[each.piece], each) for each in lost)]


def _lost(page: Page, lost: Lost) -> Done:
    """Say that the process that was making a page ended before it had."""
    hint = "is there enough memory? build again with `--jobs 1` to see more"
    message = f"the process that made `{page.output}` {lost.why}"
    return Done(page.output, "", (about_file(page.origin or page.output, "O106", message, hint),), {})


def _make(work: Work, page: Page) -> Done:
    """Make the view of a page, render it and store its bytes, unless something is wrong with it."""
    try:
        with limited(LONGEST_BODY_SECONDS if page.resolve else 0):
            made = page.make()
    except TooLongError:
        return Done(page.output, "", (_too_long(page),), {})
    text = work.renderer.render(page, made.view)
    if isinstance(text, Diagnostic):
        return Done(page.output, "", (*made.diagnostics, text), {})
    if made.diagnostics:
        return Done(page.output, "", made.diagnostics, {})
    data = text.encode("utf-8", "replace")
    digest, links, place = work.put(page.output, data), made.links or {}, None
    # Where there is no summary, cards are made from the body.
    if isinstance(made.view, EventView) and made.view.summary and page.template in work.spliced:
        found = find_body(data, made.view.body.encode("utf-8", "replace"))
        place = (*found, digest, links) if found else None
    return Done(page.output, digest, (), links, place)


def _too_long(page: Page) -> Diagnostic:
    found = f"the body takes longer than {LONGEST_BODY_SECONDS:.0f} seconds to turn into HTML"
    hint = "look for a long run of one sign, such as `[` or a backtick, and divide it"
    return about_file(page.origin, "E115", found, hint)

"""A page as data, before it is rendered: its facts at once, its view when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from site_gen.content.event import Event
from site_gen.diagnostics import Diagnostic
from site_gen.site.model import Site
from site_gen.site.views import View

Asked = tuple[str, str]
"""A link or an image as written in a body: its target, and `a` or `img`."""


@dataclass(frozen=True, slots=True)
class Made:
    """A view, what is wrong with its content, and the links of its body, each with where it was led."""

    view: View
    diagnostics: tuple[Diagnostic, ...] = ()
    links: Mapping[Asked, str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the output: where it goes, what template makes it, and all that the template sees.

    `facts` are digests of all that `make` reads: while they stay, the view does. `resolve` tells where a link
    of the body leads now, for pages that have one. `origin` is the input file that a reader of a diagnostic
    would want to open; `modified` the ISO date of its last change; `counterparts` the same page by language,
    empty where it is not for search engines.
    """

    output: str
    template: str
    lang: str
    facts: Mapping[str, str]
    make: Callable[[], Made]
    origin: str = ""
    modified: str = ""
    counterparts: Mapping[str, str] | None = None
    resolve: Callable[[str, str], object] | None = None


def counterparts(site: Site, kind: str, slug: str = "") -> dict[str, str]:
    """Return the output path of the same page in each language."""
    return {lang: site.addresses.path(lang, kind, slug) for lang in site.config.languages}


def latest(events: Sequence[Event]) -> str:
    """Return the ISO date of the last change of any of these events, or an empty text."""
    return max(max(map(_ADDED, events), default=""), max(map(_UPDATED, events), default=""))


_ADDED, _UPDATED = attrgetter("added"), attrgetter("updated")

"""A page as data, before it is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_gen.content.event import Event
from site_gen.site.model import Site
from site_gen.site.views import View


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the output: where it goes, what template makes it, and all that the template sees.

    `origin` is the input file that a reader of a diagnostic would want to open; `modified` the ISO date of
    its last change; `counterparts` the same page by language, empty where it is not for search engines.
    """

    output: str
    template: str
    view: View
    origin: str = ""
    modified: str = ""
    counterparts: Mapping[str, str] | None = None


def counterparts(site: Site, kind: str, slug: str = "") -> dict[str, str]:
    """Return the output path of the same page in each language."""
    return {lang: site.addresses.path(lang, kind, slug) for lang in site.config.languages}


def latest(events: Iterable[Event]) -> str:
    """Return the ISO date of the last change of any of these events, or an empty text."""
    return max((max(event.added, event.updated) for event in events), default="")

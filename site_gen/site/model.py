"""The site as a value: settings, content and timeline together, and the questions that every page asks of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from site_gen.cldr import Catalogue
from site_gen.content.event import Event
from site_gen.content.load import Content
from site_gen.content.page import Page as Prose
from site_gen.content.pictures import Picture
from site_gen.site.addresses import Addresses
from site_gen.site.assets import Styles
from site_gen.site.config import SiteConfig
from site_gen.site.facets import Facets
from site_gen.timeline.axis import Scale
from site_gen.timeline.timeline import Timeline

Shared = TypeVar("Shared")


@dataclass(frozen=True, slots=True)
class Site:
    """All that pages are made from. `files` are the output paths that are copied, with where each comes from.

    `scripts` are the scripts by name, each in one piece; `words` the catalogues of the interface by language;
    `main_sources` the ids of sources, those that most events rest on first; `pictures` those of events by
    output path; `slugs_by_file` an event's slug by the stem of its file and by itself.
    """

    config: SiteConfig
    content: Content
    timeline: Timeline
    scale: Scale
    facets: Facets
    styles: Styles
    scripts: Mapping[str, str]
    files: Mapping[str, Path]
    words: Mapping[str, Catalogue]
    addresses: Addresses
    main_sources: tuple[str, ...]
    slugs_by_file: Mapping[str, str]
    generator: str
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    _shared: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def shared(self, key: Hashable, make: Callable[[], Shared]) -> Shared:
        """Return what `make` makes of the site alone and of what `key` names, made when it is first asked
        for: the pieces that many pages show are one object then.
        """
        try:
            found: Shared = self._shared[key]
        except KeyError:
            found = self._shared[key] = make()
        return found

    @property
    def is_large(self) -> bool:
        """Whether there are more events than a page lists, so that lists are divided."""
        return len(self.timeline.events) > self.config.page_size

    @property
    def is_explorable(self) -> bool:
        """Whether there are events enough for a line that is zoomed and moved."""
        return len(self.timeline.events) > 1

    def event(self, slug: str, lang: str) -> Event:
        """Return an event as it reads in a language: its translation, or the original."""
        by_lang = self.content.events[slug]
        return by_lang.get(lang) or by_lang[self.config.default_language]

    def prose(self, slug: str, lang: str) -> Prose:
        """Return a page of prose in a language, or in the default one."""
        by_lang = self.content.pages[slug]
        return by_lang.get(lang) or by_lang[self.config.default_language]

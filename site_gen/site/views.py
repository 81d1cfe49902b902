"""What each kind of page shows. A template sees its view and nothing else, so a page depends on what its view
holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_gen.site.view_parts import (
    UNDIVIDED,
    CardView,
    ChapterView,
    CitationView,
    CiteView,
    ClaimGroup,
    ConflictView,
    CorrectionView,
    DateView,
    DensityView,
    DivisionView,
    FacetLinks,
    FeedEntry,
    ImageView,
    IndexGroup,
    LaneView,
    Link,
    NeighbourView,
    OverviewView,
    PartView,
    RelatedGroup,
    RowGroup,
    RowView,
    Shell,
    SitemapEntry,
    WorkView,
)
from site_gen.timeline.marks import Shape


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The home page. A site with more events than a page lists has `division` with its parts, `periods` with
    their numbers of events, and a link to everything in one list, and no `chapters`.
    """

    shell: Shell
    heading: str
    lead: str
    span: str
    count: int
    overview: OverviewView
    chapters: tuple[ChapterView, ...]
    density: DensityView | None = None
    division: DivisionView = UNDIVIDED
    periods: tuple[PartView, ...] = ()
    everything: Link | None = None


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A stretch of time, with an axis of its own: a period of the site, or a part of a long line.

    A period's chapter has a title; `before` and `after` are other periods. `division` tells where a part
    stands, and what a stretch with too many events for one page is divided into.
    """

    shell: Shell
    chapter: ChapterView
    count: int
    overview: OverviewView
    before: Link | None
    after: Link | None
    density: DensityView | None = None
    division: DivisionView = UNDIVIDED


@dataclass(frozen=True, slots=True)
class EverythingView:
    """All events of a large site in rows, part by part."""

    shell: Shell
    count: int
    groups: tuple[RowGroup, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One event. `number` of `count` is its place among all, 0 where they are many; `alternatives` are the
    single readings of a disputed date; `reasons` are the words that the date was read from; `works` are the
    sources, each with all that is cited of it; `extra` is the site's own front matter; `snippet` what others
    copy to show the event in a frame.
    """

    shell: Shell
    title: str
    summary: str
    text_lang: str
    number: int
    count: int
    lane: LaneView
    status: str
    date: DateView
    time: str
    part: str
    alternatives: tuple[DateView, ...]
    shapes: tuple[Shape, ...]
    overview: OverviewView
    slug: str
    body: str
    image: ImageView | None
    conflicts: tuple[ConflictView, ...]
    reasons: tuple[CiteView, ...]
    works: tuple[WorkView, ...]
    neighbours: tuple[NeighbourView, ...]
    related: tuple[RelatedGroup, ...]
    corrections: tuple[CorrectionView, ...]
    facets: tuple[FacetLinks, ...]
    citation: CitationView
    reviewed: bool
    draft: bool
    wikidata: str
    extra: Mapping[str, Any]
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class EmbedView:
    """One event in a frame on another site. `address` is the full one of its page, where that is known."""

    shell: Shell
    address: str
    card: CardView
    shapes: tuple[Shape, ...]
    overview: OverviewView


@dataclass(frozen=True, slots=True)
class EmbedListView:
    """The whole line in a frame on another site, with the most important of `count` events."""

    shell: Shell
    address: str
    count: int
    overview: OverviewView
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """The events of a tag, an actor or a place, or some of them where they are many (see `division`)."""

    shell: Shell
    kind: str
    heading: str
    count: int
    cards: tuple[CardView, ...]
    division: DivisionView = UNDIVIDED


@dataclass(frozen=True, slots=True)
class SourceView:
    """A work, and all that rests on it in the order of its passages, or some of that where it is much (see
    `division`).
    """

    shell: Shell
    title: str
    lang: str
    language: str
    author: str
    container: str
    publisher: str
    issued: DateView | None
    accessed: DateView | None
    address: str
    archive: str
    note: str
    count: int
    groups: tuple[ClaimGroup, ...]
    division: DivisionView = UNDIVIDED


@dataclass(frozen=True, slots=True)
class FindView:
    """The page for finding, with all names: events, years, periods, actors, tags, places and sources.

    `kinds` are the kinds of filters that the site has choices for; `script` is the URL of the script, and
    `settings` what it is to know (JSON).
    """

    shell: Shell
    count: int
    groups: tuple[IndexGroup, ...]
    kinds: tuple[str, ...]
    script: str
    settings: str


@dataclass(frozen=True, slots=True)
class NamesView:
    """A part of the names of a kind, where they are too many for the page for finding."""

    shell: Shell
    groups: tuple[IndexGroup, ...]
    find: Link


@dataclass(frozen=True, slots=True)
class ScriptView:
    """A script, or data that one reads."""

    text: str


@dataclass(frozen=True, slots=True)
class ExploreView:
    """The page on which a script lets readers zoom and move the whole line. `scripts` are URLs in the order
    in which they run, `lanes` names in that of site.toml; `overview`, `density` and `division` are what the
    home page shows, for readers without scripts.
    """

    shell: Shell
    heading: str
    count: int
    lanes: tuple[str, ...]
    scripts: tuple[str, ...]
    overview: OverviewView
    density: DensityView | None
    division: DivisionView
    home: Link


@dataclass(frozen=True, slots=True)
class ProseView:
    """A page of prose. `legend` asks for the meaning of the marks under it."""

    shell: Shell
    heading: str
    text_lang: str
    body: str
    legend: bool


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What a host shows where there is no page. Its links are absolute: it can stand at any depth."""

    shell: Shell


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An old address of an event."""

    lang: str
    title: str
    url: str
    canonical: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """An Atom feed (RFC 4287)."""

    lang: str
    id: str
    title: str
    subtitle: str
    self_url: str
    home_url: str
    updated: str
    rights: str
    author: str
    generator: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """All pages (sitemaps.org)."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """What crawlers are told; the sitemap's URL may be empty."""

    sitemap: str


@dataclass(frozen=True, slots=True)
class StylesheetView:
    """The stylesheet for paper."""

    text: str


View = (
    TimelineView
    | PeriodView
    | EverythingView
    | EventView
    | EmbedView
    | EmbedListView
    | ListView
    | SourceView
    | FindView
    | NamesView
    | ExploreView
    | ScriptView
    | ProseView
    | NotFoundView
    | RedirectView
    | FeedView
    | SitemapView
    | RobotsView
    | StylesheetView
)

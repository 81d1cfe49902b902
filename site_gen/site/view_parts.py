"""What views are made of: links, dates in words, drawings in numbers, cards.

All texts are as readers see them, in the page's language; all URLs are relative to the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_gen.timeline.marks import Shape

LANE_COLOURS = 6
"""Colours that `static/css/tokens.css` has for lanes."""


def absent_lanes(lanes: int) -> frozenset[str]:
    """Return the classes of lanes that no page of a site with so many lanes has."""
    return frozenset(f"tl-lane-{number}" for number in range(lanes + 1, LANE_COLOURS + 1))


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its text and its URL, and whether it leads to the page that it stands on. `lang` is the
    language of the text where it is not the page's.
    """

    text: str
    url: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language. `url` is relative, `absolute` empty where the site's address is not
    known.
    """

    code: str
    name: str
    url: str
    absolute: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every page. `style` is what the page needs of the stylesheet, `policy` the
    Content-Security-Policy for it; `print_url` leads to the
    stylesheet for paper, empty where there is none.
    """

    lang: str
    direction: str
    site_title: str
    title: str
    description: str
    home_url: str
    menu: tuple[Link, ...]
    languages: tuple[LanguageLink, ...]
    canonical: str
    feed_url: str
    icon_url: str
    print_url: str
    style: str
    policy: str
    license: str
    license_url: str
    sources: tuple[Link, ...]
    structured_data: str = ""
    card: str = ""
    hidden_from_search: bool = False


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words. `machine` is a value that `<time datetime>` may hold, or empty; `spoken` says the
    doubt aloud.
    """

    words: str
    spoken: str
    machine: str
    edtf: str


@dataclass(frozen=True, slots=True)
class LaneView:
    """A lane and the number of its colour, from 1 to `LANE_COLOURS`; 0 is for events without a lane."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class TickView:
    """A tick of the axis. `wide` and `narrow` say how its label stands in a drawing of that width: `start`,
    `middle` or `end` of it at the tick; empty where there is no room for it.
    """

    x: float
    label: str
    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class FoldWords:
    """What a fold says in a drawing of one width: where, with its `start`, `middle` or `end` there, and in
    which row below the axis.
    """

    words: str
    x: float
    anchor: str
    row: int


@dataclass(frozen=True, slots=True)
class FoldView:
    """A fold of the axis, from `left` to `right` per cent, and how long the gap is that it stands for."""

    left: float
    right: float
    wide: FoldWords
    narrow: FoldWords


@dataclass(frozen=True, slots=True)
class AxisView:
    """The line of time: `stretches` are the pairs of ends (per cent) of the parts drawn to scale. Folds are
    said in so many rows as `wide_rows` and `narrow_rows` below it. `begin` is the end of it, 0 or 100, that
    time runs from.
    """

    stretches: tuple[tuple[float, float], ...]
    ticks: tuple[TickView, ...]
    folds: tuple[FoldView, ...]
    wide_rows: int = 0
    narrow_rows: int = 0
    begin: int = 0


@dataclass(frozen=True, slots=True)
class MarkView:
    """An event on the overview. `y` counts rows from the top of the drawing; `side` is where the label
    stands, `dx` how many pixels from `label_x`. `label` is what there is room for of the `title`; `short`
    tells that its date has room on a phone too.
    """

    slug: str
    url: str
    date: str
    label: str
    title: str
    lane: LaneView
    shapes: tuple[Shape, ...]
    y: int
    side: str
    label_x: float
    dx: int
    left: float
    right: float
    short: bool
    important: bool


@dataclass(frozen=True, slots=True)
class LaneRows:
    """A lane of the overview: its first row and how many it takes."""

    lane: LaneView
    top: int
    rows: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """An overview: its lanes, marks and height in rows."""

    lanes: tuple[LaneRows, ...]
    marks: tuple[MarkView, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The overview. `note` says which events have no mark, empty where all have one."""

    axis: AxisView
    drawing: Drawing
    note: str = ""


@dataclass(frozen=True, slots=True)
class CiteView:
    """A source as cited by an event: how it is called, its page, where in it, the verbatim words, its own
    address. `language` names the source's language where it is not the page's, and `translation` is that of
    the words then. `date` is what the words give, None where there are none. `reading` is how they give it,
    `anchor` what they are counted from and `anchor_locator` where that stands.
    """

    title: str
    short: str
    url: str
    locator: str
    says: str
    translation: str
    date: DateView | None
    reading: str
    anchor: str
    anchor_locator: str
    note: str
    lang: str
    language: str
    address: str
    archive: str


@dataclass(frozen=True, slots=True)
class WorkView:
    """A source of an event with all that the event cites of it."""

    title: str
    short: str
    url: str
    lang: str
    language: str
    issued: DateView | None
    address: str
    archive: str
    cites: tuple[CiteView, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """What a source says against what is given here: its words, which are `quoted` where they stand there so,
    their language, their translation and the date that they give, where these are known, and where they
    stand.
    """

    field: str
    reads: str
    quoted: bool
    lang: str
    translation: str
    date: DateView | None
    source: Link | None
    locator: str
    note: str
    settled_by: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim that rests on a source: the event with its date and status, and what it cites. `text_lang` is
    set where the title is in another language than the page; `against` says that the words contradict what
    is given there.
    """

    link: Link
    text_lang: str
    date: DateView
    status: str
    cite: CiteView
    against: bool = False


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims that rest on one place in a source; no `locator` where none is named."""

    locator: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """An event in a list. `text_lang` is set where its text is in another language than the page; `conflicts`
    are the readings of its date that contradict each other.
    """

    slug: str
    url: str
    title: str
    date: DateView
    shapes: tuple[Shape, ...]
    summary: str
    text_lang: str
    lane: LaneView
    status: str
    importance: int
    actors: tuple[Link, ...]
    cites: tuple[CiteView, ...]
    sources: int
    conflicts: tuple[str, ...]
    reviewed: bool
    draft: bool
    gap: str = ""
    fold: str = ""


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A period with its cards; `title` is empty for events outside all periods."""

    title: str
    url: str
    span: str
    summary: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """An event in one row. `text_lang` is set where its title is in another language than the page."""

    link: Link
    date: DateView
    text_lang: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a long list, with a page of its own: its number of events, its `share` of that of the fullest
    part (per cent), its most important events, and, where there is room, the parts that it is divided into.
    `span` says the time of a part with a name.
    """

    link: Link
    span: str
    count: int
    share: float
    highlights: tuple[RowView, ...]
    parts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DivisionView:
    """Where a page stands among those that a long list is divided into.

    `name` is its time, empty on the first page; `up` are the pages that hold it, outermost first; `parts` are
    empty where its events are listed. `before` and `after` are of the same depth where there are such.
    """

    name: str = ""
    up: tuple[Link, ...] = ()
    before: Link | None = None
    after: Link | None = None
    parts: tuple[PartView, ...] = ()


UNDIVIDED = DivisionView()
"""The place of a page that lists all there is."""


@dataclass(frozen=True, slots=True)
class BandView:
    """A stretch of a line, from `left` to `right` per cent, with a page of its own."""

    link: Link
    count: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class DensityView:
    """How many events begin where: `heights` (0 to 100) of equal stretches of the line, and its parts."""

    heights: tuple[int, ...]
    bands: tuple[BandView, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Events of one part of the list of all, in rows."""

    link: Link
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """An event tied to another: its link, its date, and the words for the time between. `relations` are the
    ties in which it stands, the main one first; `text_lang` is set where its title is in another language.
    """

    link: Link
    date: DateView
    gap: str
    text_lang: str
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """Events that stand in one kind of relation."""

    relation: str
    events: tuple[NeighbourView, ...]


@dataclass(frozen=True, slots=True)
class CitationView:
    """How to cite a page: in words (without the site's address), as BibTeX, and as CSL-JSON."""

    text: str
    bibtex: str
    csl_json: str


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture. Width and height are pixels, 0 where they are not known; `sources` are other sizes and
    formats of it: media type and `srcset`.
    """

    url: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...]
    alt: str
    caption: str
    credit: str
    license: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Something that was wrong until a day."""

    date: DateView
    note: str


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """The tags, actors or places of an event."""

    kind: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """A group of names, such as all tags: each entry's link and number of events, 0 for an event itself."""

    kind: str
    entries: tuple[tuple[Link, int], ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An addition or a correction, as a feed tells it. Times are RFC 3339."""

    id: str
    title: str
    url: str
    published: str
    updated: str
    summary: str


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page for search engines, with the same page in all languages (code, absolute URL)."""

    url: str
    modified: str
    languages: tuple[tuple[str, str], ...]

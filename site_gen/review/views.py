"""What the review page shows. Its template sees these values and nothing else; texts are in the page's
language, and whatever comes from the article is escaped where it is put in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardLink:
    """A drafted event as an expression names it: its anchor on the page, and its title."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class MarkView:
    """A date expression. `number` counts from 1 in the order of the text, and anchors on the page are made
    from it.

    `value` is its date in words, empty with `edtf` where the text gives none. `leans_on` is the expression it
    takes its date from, by number and words, and `carries` are those that lean on it.
    """

    number: int
    words: str
    paragraph: str
    kind: str
    kind_words: str
    role_words: str
    edtf: str
    value: str
    rule: str
    leans_on: int
    leans_on_words: str
    carries: tuple[int, ...]
    cards: tuple[CardLink, ...]
    is_in_text: bool


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of the article's text; one with a mark is a date expression."""

    text: str
    mark: MarkView | None = None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """An event that an episode seems to tell again, why, and the lines that cite the article there."""

    file: str
    title: str
    date: str
    names: str
    sources: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A drafted event. `kind` is that of its first expression, empty where it has none of its own; `marks`
    are the numbers of the expressions that date it and `places` the sentences where those stand, such as
    `¶ 3.2`; `doubts` say what to distrust.
    """

    anchor: str
    title: str
    date: str
    edtf: str
    kind: str
    marks: tuple[int, ...]
    places: tuple[str, ...]
    doubts: tuple[str, ...]
    names: str
    change: str
    change_words: str
    file: str
    proposal: ProposalView | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """A paragraph, with the events that begin in it. A heading has no label."""

    label: str
    pieces: tuple[PieceView, ...]
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact about the article and its name; one with a mark is a date expression."""

    name: str
    text: str
    mark: MarkView | None = None


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of expression in the legend, and how many there are."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Something that was found wrong: where, what, and what to do."""

    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The page. `style` and `script` stand in it whole, and `policy` names their hashes; `gone` are files of
    episodes that the article has no more.
    """

    lang: str
    direction: str
    article_lang: str
    article_direction: str
    policy: str
    style: str
    script: str
    title: str
    heading: tuple[PieceView, ...]
    facts: tuple[FactView, ...]
    counts: tuple[str, ...]
    kinds: tuple[KindView, ...]
    remarks: tuple[RemarkView, ...]
    rows: tuple[RowView, ...]
    marks: tuple[MarkView, ...]
    gone: tuple[str, ...]

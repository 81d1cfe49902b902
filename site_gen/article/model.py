"""What reading an article gives: paragraphs, temporal expressions, and episodes.

Plain values; offsets are code points into `SourceFile.text`, ends exclusive. The terms are TIMEX3's where it
has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from site_gen.diagnostics import Diagnostic


class Kind(StrEnum):
    """How an expression gives its value."""

    EXPLICIT = "explicit"
    VAGUE = "vague"
    ANAPHORIC = "anaphoric"
    DEICTIC = "deictic"
    NAMED_PERIOD = "named_period"


class Role(StrEnum):
    """What an expression does in the text: dates an event, ends a state, frames other dates, dates the text,
    or tells what somebody says will be, which dates nothing.
    """

    EVENT = "event"
    EVENT_END = "event_end"
    FRAME = "frame"
    DOCUMENT_TIME = "document_time"
    TO_COME = "to_come"


class ParagraphKind(StrEnum):
    """Prose, or a heading between paragraphs (it lends its date to what follows and is no episode)."""

    TEXT = "text"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the source: `index` counts from 1, furniture is not among them."""

    start: int
    end: int
    index: int
    kind: ParagraphKind = ParagraphKind.TEXT


@dataclass(frozen=True, slots=True)
class Article:
    """An article as found. `published` is an ISO date or date-time, None where neither text nor caller has
    one.

    `stamp` is where the text says so (offsets), and `header` holds the lines of a restatement's header.
    """

    id: str
    title: str
    published: str | None
    publisher: str | None
    author: str | None
    lang: str
    url: str | None
    paragraphs: tuple[Paragraph, ...]
    header: Mapping[str, str] = field(default_factory=dict)
    stamp: tuple[int, int] | None = None
    title_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """One temporal expression.

    `edtf` is None where the text gives no value; `earliest` and `latest` are ISO dates, None where open.
    `anchor` is the id of the expression it leans on, and `rule` the name of the language file's rule that
    found it. `note` says why it has no value, and `bound` (before, after, until, since) that the text gives
    only a limit. `spoken` is the id of the expression that says when the words were spoken, where these tell
    of a later time; None where that is the day of publication and the text does not give it.
    """

    id: str
    text: str
    start: int
    end: int
    paragraph: int | None
    kind: Kind
    role: Role
    edtf: str | None
    part: str | None
    earliest: str | None
    latest: str | None
    anchor: str | None
    rule: str
    note: str | None = None
    bound: str | None = None
    spoken: str | None = None


class Reading(StrEnum):
    """How the date of an episode was read: from words that say it all or about when, that lean on another
    expression or on the day of publication, or taken over from the passage before or after.
    """

    EXPLICIT = "explicit"
    VAGUE = "vague"
    ANAPHORIC = "anaphoric"
    DEICTIC = "deictic"
    INHERITED = "inherited"
    CATAPHORIC = "cataphoric"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the date of an episode rests on: the paragraph and the sentence in it (from 1), the verbatim date
    words (empty where it was taken over), how they were read (None for an episode without a date) and by
    which rule.

    `anchor` are the verbatim words that they lean on, with paragraph and sentence; both are None for the
    stamp of publication and for the title.
    """

    paragraph: int
    sentence: int
    says: str
    reading: Reading | None
    rule: str
    anchor: str
    anchor_paragraph: int | None
    anchor_sentence: int | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the source says against itself: the field, the value that these words give, the words and a
    remark.
    """

    field: str
    reads: str
    says: str
    note: str


@dataclass(frozen=True, slots=True)
class Episode:
    """Something that the article tells, as a draft event.

    `date` is EDTF, None where neither the text nor its context gives one. `flags` say what to distrust:
    `inherited-date`, `cataphoric-date`, `undated`, `before`, `after`, `state`, `conflict`. `says` are the
    verbatim date words, one entry a paragraph in the order of `paragraphs`; `evidence` says where each
    stands and how it was read. `origins` are the ids of all tellings, its own first. `importance` is 1 to 5.
    `fingerprint` is of the sentences, without case and spacing.
    """

    id: str
    title: str
    date: str | None
    part: str | None
    status: str
    paragraphs: tuple[int, ...]
    expressions: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    says: tuple[str, ...]
    flags: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    fingerprint: str
    evidence: tuple[Evidence, ...] = ()
    origins: tuple[str, ...] = ()
    importance: int = 3


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """Everything that one article gave, with what was found wrong with it.

    `clean` is there for a page: its words without tags, and the same reading with offsets into these.
    """

    article: Article
    expressions: tuple[Expression, ...]
    episodes: tuple[Episode, ...]
    diagnostics: tuple[Diagnostic, ...]
    clean: tuple[str, ArticleReading] | None = None

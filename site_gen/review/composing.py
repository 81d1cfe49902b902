"""What an import read and did, put into the values that the review page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_gen import cldr
from site_gen.article import ArticleReading, Episode, Expression, Kind, Paragraph, ParagraphKind, Role
from site_gen.cldr import Catalogue
from site_gen.dates import EDTFError, display, parse_edtf
from site_gen.importer import Change, Changed, Imported, Proposal
from site_gen.review import words as said
from site_gen.review.pieces import cut, is_page
from site_gen.review.views import (
    CardLink,
    CardView,
    FactView,
    KindView,
    MarkView,
    PieceView,
    ProposalView,
    RemarkView,
    ReviewView,
    RowView,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """How the page is dressed: its language with its words, and its stylesheet."""

    lang: str
    words: Catalogue
    style: str


@dataclass(frozen=True, slots=True)
class _Text:
    """The article's text as it was given, with its expressions by paragraph (None: outside of all)."""

    text: str
    is_page: bool
    expressions: Mapping[int | None, Sequence[Expression]]
    marks: Mapping[str, MarkView]

    def pieces(self, start: int, end: int, paragraph: int | None) -> tuple[PieceView, ...]:
        """Cut a stretch; one outside the paragraphs has the expressions that begin in it."""
        near = [e for e in self.expressions.get(paragraph, ()) if start <= e.start < end]
        cut_up = cut(self.text, start, end, near, page=self.is_page)
        return tuple(PieceView(words, self.marks[e.id] if e else None) for words, e in cut_up if words)


def compose(done: Imported, reading: ArticleReading, desk: Desk, policy: str, script: str) -> ReviewView:
    """Return the page of one article; `policy` and `script` stand in it as they are."""
    article = reading.article
    cards = _cards(done, reading, desk)
    marks = _marks(reading, cards, desk)
    by_paragraph: dict[int | None, list[Expression]] = {}
    for expression in _ordered(reading):
        by_paragraph.setdefault(expression.paragraph, []).append(expression)
    text = _Text(done.text, is_page(done.text), by_paragraph, marks)
    title = article.title or article.id
    heading = text.pieces(*article.title_span, None) if article.title_span else ()
    return ReviewView(
        lang=desk.lang,
        direction=cldr.text_direction(desk.lang),
        article_lang=article.lang,
        article_direction=cldr.text_direction(article.lang),
        policy=policy,
        style=desk.style,
        script=script,
        title=title,
        heading=heading or (PieceView(title),),
        facts=tuple(_facts(reading, marks, desk)),
        counts=_counts(reading, desk.words),
        kinds=tuple(_kinds(reading, desk.words)),
        remarks=tuple(
            RemarkView(f"{d.path}:{d.line}:{d.column}" if d.line else d.path, d.message, d.hint)
            for d in done.diagnostics
        ),
        rows=tuple(_rows(reading, cards, text)),
        marks=tuple(marks[e.id] for e in _ordered(reading)),
        gone=tuple(c.file for c in done.changes if c.change is Change.GONE and c.file),
    )


def _ordered(reading: ArticleReading) -> list[Expression]:
    return sorted(reading.expressions, key=lambda e: (e.start, e.end))


def _marks(reading: ArticleReading, cards: Mapping[str, CardView], desk: Desk) -> dict[str, MarkView]:
    """Number the expressions, and tie each to its anchor and to the events that it dates."""
    ordered = _ordered(reading)
    numbers = {e.id: number for number, e in enumerate(ordered, 1)}
    texts = {e.id: _one_line(e.text) for e in ordered}
    carries: dict[str, list[int]] = {}
    links: dict[str, list[CardLink]] = {}
    for e in ordered:
        if e.anchor in numbers:
            carries.setdefault(e.anchor, []).append(numbers[e.id])
    for episode in reading.episodes:
        card = cards[episode.id]
        for id_ in episode.expressions:
            links.setdefault(id_, []).append(CardLink(card.anchor, card.title))
    titled = reading.article.title_span
    told = {e.id for e in ordered if e.role is not Role.DOCUMENT_TIME}
    return {
        e.id: MarkView(
            number=numbers[e.id],
            words=texts[e.id],
            paragraph=f"¶ {e.paragraph}" if e.paragraph else "",
            kind=e.kind.value.replace("_", "-"),
            kind_words=said.kind_words(e.kind, desk.words, spoken=e.anchor in told),
            role_words=said.role_words(e.role, desk.words),
            edtf=e.edtf or "",
            value=_in_words(e.edtf, e.part, desk.lang),
            rule=e.rule,
            leans_on=numbers.get(e.anchor or "", 0),
            leans_on_words=texts.get(e.anchor or "", ""),
            carries=tuple(carries.get(e.id, ())),
            cards=tuple(links.get(e.id, ())),
            is_in_text=e.paragraph is not None
            or (titled is not None and titled[0] <= e.start < titled[1])
            or e.role.value == "document_time",
        )
        for e in ordered
    }


def _cards(done: Imported, reading: ArticleReading, desk: Desk) -> dict[str, CardView]:
    """Show each episode as the event that was drafted from it."""
    numbers = {e.id: number for number, e in enumerate(_ordered(reading), 1)}
    kinds = {e.id: e.kind.value.replace("_", "-") for e in reading.expressions}
    changes = {c.episode: c for c in done.changes if c.change is not Change.GONE}
    proposals = {p.episode: p for p in done.proposals}
    cards = {}
    for count, episode in enumerate(reading.episodes, 1):
        changed = changes.get(episode.id, Changed(episode.id, Change.UNDATED, done.files.get(episode.id)))
        dated = [id_ for id_ in episode.expressions if id_ in numbers]
        cards[episode.id] = CardView(
            anchor=f"e{count}",
            title=episode.title,
            date=_in_words(episode.date, episode.part, desk.lang) or desk.words.gettext("no date"),
            edtf=episode.date or "",
            kind=kinds[dated[0]] if dated else "",
            marks=tuple(numbers[id_] for id_ in dated),
            places=tuple(dict.fromkeys(f"¶ {each.paragraph}.{each.sentence}" for each in episode.evidence)),
            doubts=_doubts(episode, desk.words),
            names=", ".join((*episode.actors, *episode.places)),
            change=changed.change.value,
            change_words=said.change_words(changed.change, desk.words, differs=changed.differs),
            file=changed.file or "",
            proposal=_proposal(proposals.get(episode.id), desk),
        )
    return cards


def _doubts(episode: Episode, words: Catalogue) -> tuple[str, ...]:
    flags = tuple(said.flag_words(flag, words) for flag in episode.flags)
    return (*flags, words.gettext("hearsay")) if episode.status == "reported" else flags


def _proposal(proposal: Proposal | None, desk: Desk) -> ProposalView | None:
    if proposal is None:
        return None
    date = _in_words(proposal.date, None, desk.lang)
    return ProposalView(proposal.event, proposal.title, date, ", ".join(proposal.names), proposal.sources)


def _rows(reading: ArticleReading, cards: Mapping[str, CardView], text: _Text) -> Iterator[RowView]:
    """Yield the paragraphs, each with the events that begin in it."""
    begun: dict[int, list[CardView]] = {}
    for episode in reading.episodes:
        begun.setdefault(episode.paragraphs[0] if episode.paragraphs else 0, []).append(cards[episode.id])
    for paragraph in reading.article.paragraphs:
        pieces = text.pieces(paragraph.start, paragraph.end, paragraph.index)
        yield RowView(_label(paragraph), pieces, tuple(begun.get(paragraph.index, ())))


def _label(paragraph: Paragraph) -> str:
    return "" if paragraph.kind is ParagraphKind.HEADING else f"¶ {paragraph.index}"


def _facts(reading: ArticleReading, marks: Mapping[str, MarkView], desk: Desk) -> Iterator[FactView]:
    article, words = reading.article, desk.words
    stamp = next((marks[e.id] for e in reading.expressions if e.role.value == "document_time"), None)
    if article.published or stamp:
        shown = _in_words((article.published or "")[:10], None, desk.lang)
        yield FactView(words.gettext("Published"), shown, stamp)
    for name, value in (
        (words.gettext("By"), article.author),
        (words.gettext("In"), article.publisher),
        (words.gettext("Language"), cldr.language_name(article.lang, desk.lang)),
        (words.gettext("Source"), article.id),
    ):
        if value:
            yield FactView(name, value)


def _counts(reading: ArticleReading, words: Catalogue) -> tuple[str, ...]:
    found, told = len(reading.expressions), len(reading.episodes)
    return (
        words.ngettext("%(num)d date expression", "%(num)d date expressions", found) % {"num": found},
        words.ngettext("%(num)d episode", "%(num)d episodes", told) % {"num": told},
    )


def _kinds(reading: ArticleReading, words: Catalogue) -> Iterator[KindView]:
    counts = {kind: sum(e.kind is kind for e in reading.expressions) for kind in Kind}
    for kind, count in counts.items():
        if count:
            shown = said.kind_words(kind, words)
            if kind is Kind.DEICTIC:
                shown = words.gettext("told from publication or from the day it was said")
            yield KindView(kind.value.replace("_", "-"), shown, count)


def _in_words(edtf: str | None, part: str | None, lang: str) -> str:
    """Put a date into words; one that is no date stands for itself, none is an empty text."""
    try:
        return display.words(parse_edtf(edtf, part), lang) if edtf else ""
    except EDTFError:
        return edtf or ""


def _one_line(text: str) -> str:
    return " ".join(text.split())

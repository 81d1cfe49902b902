"""From expressions to episodes: what happened when, by sentence and clause, with what to distrust said in
flags.

Nothing is dated that neither the text nor its context dates. A paragraph without a date takes over the date
before it, or the one after it where it points forward; both are flagged.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import NamedTuple

from site_gen.article import points, resolve, titles
from site_gen.article import sentences as cut
from site_gen.article.acts import main_act
from site_gen.article.dating import Dating, datings
from site_gen.article.headlines import Beside, Marked, phrase
from site_gen.article.importance import Weights
from site_gen.article.language import Language, any_word, load_language
from site_gen.article.model import Article, Conflict, Episode, Expression, Paragraph, ParagraphKind
from site_gen.article.namekinds import NameKind
from site_gen.article.names import Name, Names, find_names, foremost
from site_gen.article.provenance import Split, evidence
from site_gen.article.retellings import Telling, opens_with_quotation, retold, told_again
from site_gen.article.titles import Subject
from site_gen.article.units import INHERITED, Unit, ahead, dated_units, undated

_NOT_WORDS = re.compile(r"[\W_]+")
_FINGERPRINT = 16
_NEAR = 24


@dataclass(frozen=True, slots=True)
class _Text:
    """What all steps look things up in."""

    text: str
    folded: str
    article: Article
    expressions: Sequence[Expression]
    language: Language
    split: Split
    names: Names
    marked: Marked


class _Cast(NamedTuple):
    """The names in the clauses of an episode (`own`), and those to look among for who took part: the same,
    else those of its sentences, else who speaks in the paragraph.
    """

    own: tuple[Name, ...]
    named: tuple[Name, ...]


def episodes(
    text: str, folded: str, article: Article, expressions: Sequence[Expression], language: Language
) -> tuple[Episode, ...]:
    """Return the episodes of an article in the order of its text."""
    split = {p.index: cut.split(text, folded, p.start, p.end, language) for p in article.paragraphs}
    prose = [p for p in article.paragraphs if p.kind is ParagraphKind.TEXT]
    taken = sorted((e.start, e.end) for e in expressions)
    names = find_names(text, (s for p in prose for s in split[p.index]), taken, language)
    marked = Marked(taken, [(name.start, name.end) for name in names.all])
    given = _Text(text, folded, article, expressions, language, split, names, marked)
    made = _by_paragraph(given)
    for index in range(len(made) - 1):
        if made[index][0].dating.edtf is None or INHERITED in made[index][0].dating.flags:
            made[index] = [ahead(text, folded, made[index][0], made[index + 1][0], language)]
    for index in range(1, len(made)):
        made[index - 1], made[index] = _joined(given, made[index - 1], made[index])
    numbered = [replace(unit, number=n) for units in made for n, unit in enumerate(units, 1)]
    return _told(given, _merged(given, numbered))


def _by_paragraph(given: _Text) -> list[list[Unit]]:
    """Return the units of each paragraph of prose."""
    by_paragraph: dict[int, list[Expression]] = {}
    for expression in given.expressions:
        if expression.paragraph is not None:
            by_paragraph.setdefault(expression.paragraph, []).append(expression)
    made: list[list[Unit]] = []
    carried: Dating | None = None
    published = _published(given)
    for paragraph in given.article.paragraphs:
        dated = by_paragraph.get(paragraph.index, [])
        if paragraph.kind is ParagraphKind.HEADING:
            carried = _of_heading(given, paragraph, dated) or carried
            continue
        split = given.split[paragraph.index]
        units = dated_units(given.text, given.folded, paragraph, split, dated, given.language, published)
        if not units:
            units = [undated(paragraph, split, carried, dated)]
        else:
            carried = next((u.dating for u in reversed(units) if not u.dating.flags), units[-1].dating)
        made.append(units)
    return made


def _published(given: _Text) -> Dating | None:
    """Return the day of publication as a guess of when somebody said what the article passes on."""
    day = resolve.publication(given.article.published or "")
    return None if day is None else Dating(points.uncertain(day.isoformat()), None, (), ())


def _of_heading(given: _Text, heading: Paragraph, dated: Sequence[Expression]) -> Dating | None:
    """Return the one date that a heading gives to what stands under it."""
    zone = (heading.start, heading.end)
    found = datings(given.text, given.folded, zone, dated, given.language)
    return found[0][0] if len(found) == 1 else None


def _joined(given: _Text, before: list[Unit], after: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Join two tellings of one event in adjacent paragraphs whose dates differ, and keep both dates."""
    names, language = given.names, given.language
    if not after or not opens_with_quotation(given.text, after[0].sentences):
        return before, after
    earlier = [Telling(u.dating, u.zones, frozenset(names.within(u.zones))) for u in before]
    later = [Telling(u.dating, u.sentences, frozenset(names.within(u.sentences))) for u in after]
    found = retold(given.folded, earlier, later, language)
    if found is None:
        return before, after
    mine, theirs = before[found.earlier], after[found.later]
    moved = found.sentences
    conflicts = tuple(_reading(given.text, unit, language) for unit in (mine, theirs))
    both = tuple(dict.fromkeys((*mine.dating.expressions, *theirs.dating.expressions)))
    joined = replace(
        mine,
        dating=replace(mine.dating, edtf=found.edtf, part=None, expressions=both, flags=("conflict",)),
        zones=mine.zones + moved,
        sentences=mine.sentences + moved,
        conflicts=conflicts,
        also=(theirs,),
    )
    left = tuple(s for s in theirs.sentences if s not in moved)
    rest = [*after[: found.later], *after[found.later + 1 :]]
    if left:
        rest.insert(found.later, replace(theirs, zones=left, sentences=left))
    return [*before[: found.earlier], joined, *before[found.earlier + 1 :]], rest


def _reading(text: str, unit: Unit, language: Language) -> Conflict:
    dating = unit.dating
    note = titles.note(text, unit.paragraph, dating, language)
    return Conflict("date", dating.edtf or "", titles.says(text, dating), note)


def _merged(given: _Text, units: Sequence[Unit]) -> list[Unit]:
    """Join the tellings of one event with one date; what is told later goes to where it is told first."""
    tellings = [Telling(u.dating, u.zones, frozenset(given.names.within(u.zones))) for u in units]
    again = told_again(given.folded, tellings, given.language)
    merged: dict[int, Unit] = {i: unit for i, unit in enumerate(units) if i not in again}
    for later, earlier in again.items():
        first, second = merged[earlier], units[later]
        merged[earlier] = replace(
            first,
            zones=first.zones + second.zones,
            sentences=first.sentences + second.sentences,
            also=(*first.also, second),
        )
    return list(merged.values())


def _told(given: _Text, units: Sequence[Unit]) -> tuple[Episode, ...]:
    """Return the units as episodes, each with a title of its own."""
    headline = given.article.title
    weights = Weights(headline, given.article.paragraphs, given.expressions, given.names.counts)
    by_id = {e.id: e for e in given.expressions}
    speaker = cache(partial(_speaker, given))
    casts = [_cast(given, unit, speaker) for unit in units]
    proposed = (
        titles.proposals(given.text, _subject(given, unit, cast), _paragraphs(unit), given.language)
        for unit, cast in zip(units, casts, strict=True)
    )
    return tuple(
        _episode(given, unit, cast, title, weights, by_id)
        for unit, cast, title in zip(units, casts, titles.unique(proposed), strict=True)
    )


def _episode(
    given: _Text, unit: Unit, cast: _Cast, title: str, weights: Weights, by_id: dict[str, Expression]
) -> Episode:
    dating = unit.dating
    tellings = [u for u in (unit, *unit.also) if not u.guessed]
    told_by = [e.id for u in tellings for e in (*u.dating.expressions, *u.dating.frames)]
    own = dating
    if unit.also:
        own = replace(dating, expressions=tuple(e for e in dating.expressions if _is_in(e, unit)))
    says = (titles.says(given.text, own), *(titles.says(given.text, u.dating) for u in unit.also))
    places = tuple(dict.fromkeys(n.text for n in cast.named if n.kind is NameKind.PLACE))
    named = dict.fromkeys(n.text for n in cast.named if n.kind is NameKind.ACTOR)
    actors = tuple(actor for actor in named if actor not in places)
    at = f"{given.article.id}#p"
    id_ = f"{at}{unit.paragraph.index}.{unit.number}"
    again = (f"{at}{u.paragraph.index}.{u.number}" for u in unit.also if u.number)
    return Episode(
        id=id_,
        title=title,
        date=dating.edtf,
        part=dating.part,
        status=_status(given.folded, unit, given.language),
        paragraphs=_paragraph_numbers(unit),
        expressions=tuple(dict.fromkeys(told_by)),
        actors=titles.in_our_order(actors, given.text, unit.sentences),
        places=titles.in_our_order(places, given.text, unit.sentences),
        says=says,
        flags=dating.flags,
        conflicts=unit.conflicts,
        fingerprint=fingerprint(given.text[start:end] for start, end in unit.sentences),
        evidence=evidence(given.text, unit, given.split, by_id),
        origins=(id_, *again),
        importance=weights.of(unit, cast.own),
    )


def _is_in(expression: Expression, unit: Unit) -> bool:
    return expression.paragraph == unit.paragraph.index


def _paragraphs(unit: Unit) -> tuple[Paragraph, ...]:
    return (unit.paragraph, *(u.paragraph for u in unit.also))


def _paragraph_numbers(unit: Unit) -> tuple[int, ...]:
    return tuple(dict.fromkeys(p.index for p in _paragraphs(unit)))


def _subject(given: _Text, unit: Unit, cast: _Cast) -> Subject:
    """Return what the title of a unit can be made of."""
    places = {text: place for place, text in enumerate(foremost(cast.named))}
    names = sorted(cast.named, key=lambda name: places[name.text])
    dated = sorted((e.start, e.end) for e in unit.dating.expressions)
    said = [
        (start, end)
        for start, end in unit.zones
        if bisect_left(dated, (start, start)) < bisect_left(dated, (end, end))
    ]
    act = main_act(given.folded, said or unit.zones[:1], given.names, given.language)
    beside = Beside.OUTSIDE if {"before", "after"} & set(unit.dating.flags) else Beside.INSIDE
    few = partial(phrase, given.text, unit.zones, dated, beside, given.marked, given.language)
    return Subject(tuple(names), act, few, unit.dating, unit.sentences)


def _names_in(names: Names, zones: Iterable[tuple[int, int]]) -> tuple[Name, ...]:
    return tuple(name for start, end in zones for name in names.between(start, end))


def _cast(given: _Text, unit: Unit, speaker: Callable[[Paragraph], tuple[Name, ...]]) -> _Cast:
    own = _names_in(given.names, unit.zones)
    return _Cast(own, own or _names_in(given.names, unit.sentences) or speaker(unit.paragraph))


def _speaker(given: _Text, paragraph: Paragraph) -> tuple[Name, ...]:
    """Return the name of somebody who says something in the paragraph: "kata X", "X said"."""
    folded, said = given.folded, given.language.listed("acts.say")
    for name in given.names.between(paragraph.start, paragraph.end):
        before = folded[max(paragraph.start, name.start - _NEAR) : name.start].split()
        after = folded[name.end : min(paragraph.end, name.end + _NEAR)].split()
        beside = [*before[-1:], *(word.strip(",.:") for word in after[:1])]
        if not said.isdisjoint(beside):
            return given.names.between(name.start, name.end)
    return ()


def _status(folded: str, unit: Unit, language: Language) -> str:
    if unit.conflicts:
        return "disputed"
    heard = _hearsay(language.code)
    told = any(heard.search(folded[start:end]) for start, end in unit.zones) if heard else False
    return "reported" if told else "established"


@cache
def _hearsay(code: str) -> re.Pattern[str] | None:
    language = load_language(code)
    return any_word(language.lists.get("signals.hearsay", ()), spaced=language.spaced)


def fingerprint(told: Iterable[str]) -> str:
    """Return what sentences are known again by when their spacing, case or punctuation was changed: 16 hex
    digits.
    """
    words = _NOT_WORDS.sub(" ", " ".join(told).casefold()).strip()
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT]

"""From expressions to episodes: what happened when, by sentence and clause, with what to distrust said in
flags.

A sentence without a date goes with the one before it in its paragraph. A paragraph without one takes over the
date before it, flagged. Nothing is dated that neither the text nor its context dates.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from site_gen.article import sentences as cut
from site_gen.article import titles
from site_gen.article.dating import Dating, datings
from site_gen.article.language import Language, any_word, fold, load_language
from site_gen.article.model import Article, Conflict, Episode, Expression, Paragraph, ParagraphKind
from site_gen.article.names import NameKind, Names, find_names
from site_gen.article.retellings import Telling, retold

_NOT_WORDS = re.compile(r"[\W_]+")
_FINGERPRINT = 16
_NEAR = 24


@dataclass(frozen=True, slots=True)
class _Unit:
    """An episode in the making: its dating, and the stretches of text (sentences, or clauses of one) that
    tell it.
    """

    paragraph: Paragraph
    dating: Dating
    zones: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    conflicts: tuple[Conflict, ...] = ()
    also: tuple[Paragraph, ...] = ()
    says: tuple[str, ...] = ()


def episodes(
    text: str, folded: str, article: Article, expressions: Sequence[Expression], language: Language
) -> tuple[Episode, ...]:
    """Return the episodes of an article in the order of its text."""
    split = {p.index: cut.split(text, folded, p.start, p.end, language) for p in article.paragraphs}
    by_paragraph: dict[int, list[Expression]] = {}
    for expression in expressions:
        if expression.paragraph is not None:
            by_paragraph.setdefault(expression.paragraph, []).append(expression)
    prose = [p for p in article.paragraphs if p.kind is ParagraphKind.TEXT]
    taken = sorted((e.start, e.end) for e in expressions)
    names = find_names(text, (s for p in prose for s in split[p.index]), taken, language)
    made: list[list[_Unit]] = []
    carried: Dating | None = None
    for paragraph in article.paragraphs:
        dated = by_paragraph.get(paragraph.index, [])
        if paragraph.kind is ParagraphKind.HEADING:
            carried = _of_heading(text, folded, paragraph, dated, language) or carried
            continue
        units = _units(text, folded, paragraph, split[paragraph.index], dated, language)
        if not units:
            units = [_undated(paragraph, split[paragraph.index], carried)]
        else:
            carried = next((u.dating for u in reversed(units) if not u.dating.flags), units[-1].dating)
        made.append(units)
    for index in range(1, len(made)):
        made[index - 1], made[index] = _joined(text, folded, made[index - 1], made[index], names, language)
    return tuple(
        _episode(text, article, unit, number, names, language)
        for units in made
        for number, unit in enumerate(units, 1)
    )


def _of_heading(
    text: str, folded: str, heading: Paragraph, dated: Sequence[Expression], language: Language
) -> Dating | None:
    """Return the one date that a heading gives to what stands under it."""
    found = datings(text, folded, (heading.start, heading.end), dated, language)
    return found[0][0] if len(found) == 1 else None


@dataclass(slots=True)
class _Growing:
    """A unit while its paragraph is read; the keys of its dicts are what it holds, in order."""

    dating: Dating
    expressions: dict[Expression, None]
    zones: dict[tuple[int, int], None]
    sentences: dict[tuple[int, int], None]

    def unit(self, paragraph: Paragraph) -> _Unit:
        """Return it as a value."""
        dating = replace(self.dating, expressions=tuple(self.expressions))
        return _Unit(paragraph, dating, tuple(self.zones), tuple(self.sentences))


def _units(
    text: str,
    folded: str,
    paragraph: Paragraph,
    split: Sequence[tuple[int, int]],
    dated: Sequence[Expression],
    language: Language,
) -> list[_Unit]:
    """Return the dated units of a paragraph; sentences before the first date go with it."""
    units: dict[tuple[str | None, str | None, tuple[str, ...]], _Growing] = {}
    waiting: list[tuple[int, int]] = []
    last: _Growing | None = None
    places = [e.start for e in dated]
    for sentence in split:
        inside = dated[bisect_left(places, sentence[0]) : bisect_left(places, sentence[1])]
        found = datings(text, folded, sentence, inside, language)
        if not found and last is not None:
            last.zones[sentence] = None
            last.sentences[sentence] = None
        elif not found:
            waiting.append(sentence)
        for dating, zone in found:
            key = (dating.edtf, dating.part, dating.flags)
            last = units.setdefault(key, _Growing(dating, {}, {}, {}))
            last.expressions.update(dict.fromkeys(dating.expressions))
            last.zones.update(dict.fromkeys([*waiting, zone]))
            last.sentences.update(dict.fromkeys([*waiting, sentence]))
            waiting.clear()
    return [growing.unit(paragraph) for growing in units.values()]


def _both(one: Dating, other: Dating) -> tuple[Expression, ...]:
    return tuple(dict.fromkeys((*one.expressions, *other.expressions)))


def _undated(paragraph: Paragraph, split: Sequence[tuple[int, int]], carried: Dating | None) -> _Unit:
    if carried is None or carried.edtf is None:
        return _Unit(paragraph, Dating(None, None, (), ("undated",)), tuple(split), tuple(split))
    inherited = Dating(carried.edtf, carried.part, (), ("inherited-date",), frames=carried.expressions)
    return _Unit(paragraph, inherited, tuple(split), tuple(split))


def _joined(
    text: str, folded: str, before: list[_Unit], after: list[_Unit], names: Names, language: Language
) -> tuple[list[_Unit], list[_Unit]]:
    """Join two tellings of one event in adjacent paragraphs whose dates differ, and keep both dates."""
    earlier = [Telling(u.dating, u.zones, frozenset(names.within(u.zones))) for u in before]
    later = [Telling(u.dating, u.sentences, frozenset(names.within(u.sentences))) for u in after]
    found = retold(text, folded, earlier, later, language)
    if found is None:
        return before, after
    mine, theirs = before[found.earlier], after[found.later]
    moved = found.sentences
    conflicts = tuple(_reading(text, unit, language) for unit in (mine, theirs))
    both = _both(mine.dating, theirs.dating)
    joined = replace(
        mine,
        dating=replace(mine.dating, edtf=found.edtf, part=None, expressions=both, flags=("conflict",)),
        zones=mine.zones + moved,
        sentences=mine.sentences + moved,
        conflicts=conflicts,
        also=(theirs.paragraph,),
        says=(titles.says(text, mine.dating), titles.says(text, theirs.dating)),
    )
    left = tuple(s for s in theirs.sentences if s not in moved)
    rest = [*after[: found.later], *after[found.later + 1 :]]
    if left:
        rest.insert(found.later, replace(theirs, zones=left, sentences=left))
    return [*before[: found.earlier], joined, *before[found.earlier + 1 :]], rest


def _reading(text: str, unit: _Unit, language: Language) -> Conflict:
    dating = unit.dating
    note = titles.note(text, unit.paragraph, dating, language)
    return Conflict("date", dating.edtf or "", titles.says(text, dating), note)


def _episode(
    text: str, article: Article, unit: _Unit, number: int, names: Names, language: Language
) -> Episode:
    paragraphs = (unit.paragraph, *unit.also)
    zones = _named_zones(text, unit, names, language)
    actors = names.within(zones, NameKind.ACTOR)
    dating = unit.dating
    told_by = () if "inherited-date" in dating.flags else (*dating.expressions, *dating.frames)
    return Episode(
        id=f"{article.id}#p{unit.paragraph.index}.{number}",
        title=titles.title(text, dating, names.foremost(zones), paragraphs, language),
        date=dating.edtf,
        part=dating.part,
        status=_status(text, unit, language),
        paragraphs=tuple(p.index for p in paragraphs),
        expressions=tuple(dict.fromkeys(e.id for e in told_by)),
        actors=actors,
        places=names.within(zones, NameKind.PLACE),
        says=unit.says or (titles.says(text, dating),),
        flags=dating.flags,
        conflicts=unit.conflicts,
        fingerprint=fingerprint(text[start:end] for start, end in unit.sentences),
    )


def _named_zones(text: str, unit: _Unit, names: Names, language: Language) -> tuple[tuple[int, int], ...]:
    """Return where to look for who took part: the episode's clauses, else its sentences, else who speaks."""
    for zones in (unit.zones, unit.sentences):
        if names.within(zones):
            return zones
    speaker = _speaker(text, unit.paragraph, names, language)
    return () if speaker is None else (speaker,)


def _speaker(text: str, paragraph: Paragraph, names: Names, language: Language) -> tuple[int, int] | None:
    """Return where the name of somebody stands who says something in the paragraph: "kata X", "X said"."""
    for name in names.all[
        bisect_left(names.starts, paragraph.start) : bisect_left(names.starts, paragraph.end)
    ]:
        before = fold(text[max(paragraph.start, name.start - _NEAR) : name.start]).split()
        after = fold(text[name.end : min(paragraph.end, name.end + _NEAR)]).split()
        said = [*before[-1:], *(word.strip(",.:") for word in after[:1])]
        if any(language.has("acts.say", word) for word in said):
            return name.start, name.end
    return None


def _status(text: str, unit: _Unit, language: Language) -> str:
    if unit.conflicts:
        return "disputed"
    heard = _hearsay(language.code)
    told = any(heard.search(fold(text[start:end])) for start, end in unit.zones) if heard else False
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

"""Episodes in the making: what the sentences of a paragraph tell about when, and what an undated paragraph
takes over.

A sentence without a date goes with the one before it in its paragraph, or with the one after it where it
points forward ("Then came the shock. In 1956 …").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from site_gen.article.dating import Dating, datings
from site_gen.article.language import Language, any_word, load_language
from site_gen.article.model import Conflict, Expression, Paragraph, Role

INHERITED = "inherited-date"
CATAPHORIC = "cataphoric-date"
GUESSES = frozenset({INHERITED, CATAPHORIC})
_COLON = re.compile(r"[:：]\s*\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """An episode in the making: its dating, and the stretches of text (sentences, or clauses of one) that
    tell it. `number` counts the units of its paragraph from 1; `also` are the further tellings joined to it.
    """

    paragraph: Paragraph
    dating: Dating
    zones: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    number: int = 0
    conflicts: tuple[Conflict, ...] = ()
    also: tuple[Unit, ...] = ()

    @property
    def guessed(self) -> bool:
        """Tell whether the date was taken over from another paragraph."""
        return not GUESSES.isdisjoint(self.dating.flags)


@dataclass(slots=True)
class _Growing:
    """A unit while its paragraph is read; the keys of its dicts are what it holds, in order."""

    dating: Dating
    expressions: dict[Expression, None]
    zones: dict[tuple[int, int], None]
    sentences: dict[tuple[int, int], None]

    def unit(self, paragraph: Paragraph) -> Unit:
        """Return it as a value."""
        dating = self.dating
        if len(self.expressions) > len(dating.expressions):
            dating = replace(dating, expressions=tuple(self.expressions))
        return Unit(paragraph, dating, tuple(self.zones), tuple(self.sentences))


def dated_units(
    text: str,
    folded: str,
    paragraph: Paragraph,
    split: Sequence[tuple[int, int]],
    dated: Sequence[Expression],
    language: Language,
    published: Dating | None = None,
) -> list[Unit]:
    """Return the dated units of a paragraph; sentences before the first date go with it.

    A sentence that only tells what somebody says will be is of when it was said: with the unit of that date,
    or, where it is told from the day of publication, with the date `published`, which is uncertain.
    """
    units: dict[tuple[str | None, str | None, tuple[str, ...]], _Growing] = {}
    waiting: list[tuple[int, int]] = []
    last: _Growing | None = None
    places = [e.start for e in dated]
    for sentence in split:
        inside = dated[bisect_left(places, sentence[0]) : bisect_left(places, sentence[1])]
        found = datings(text, folded, sentence, inside, language)
        to_come = next((e for e in inside if e.role is Role.TO_COME), None)
        if not found and to_come is not None:
            of_speaking = _of_speaking(to_come, dated, units.values())
            if of_speaking is not None:
                last = of_speaking
            elif published is not None and to_come.spoken not in {e.id for e in dated}:
                found = [(replace(published, expressions=(to_come,)), sentence)]
        if not found and (last is None or waiting or points_forward(text, folded, *sentence, language)):
            waiting.append(sentence)
        elif not found and last is not None:
            last.zones[sentence] = None
            last.sentences[sentence] = None
        for dating, zone in found:
            key = (dating.edtf, dating.part, dating.flags)
            last = units.setdefault(key, _Growing(dating, {}, {}, {}))
            last.expressions.update(dict.fromkeys(dating.expressions))
            last.zones.update(dict.fromkeys([*waiting, zone]))
            last.sentences.update(dict.fromkeys([*waiting, sentence]))
            waiting.clear()
    if last is not None:
        last.zones.update(dict.fromkeys(waiting))
        last.sentences.update(dict.fromkeys(waiting))
    return [growing.unit(paragraph) for growing in units.values()]


def _of_speaking(
    to_come: Expression, dated: Sequence[Expression], units: Iterable[_Growing]
) -> _Growing | None:
    """Return the unit that is dated by what says when words were spoken, None where none is."""
    spoken = next((e for e in dated if e.id == to_come.spoken), None)
    return next((unit for unit in units if spoken is not None and spoken in unit.expressions), None)


def undated(
    paragraph: Paragraph,
    split: Sequence[tuple[int, int]],
    carried: Dating | None,
    dated: Sequence[Expression] = (),
) -> Unit:
    """Return what a paragraph without a date tells, with the last date before it as a flagged guess. Where
    its own words (`dated`) say when but have no value, it is told of another time, and stays undated.
    """
    lost = tuple(e for e in dated if e.edtf is None and e.role in (Role.EVENT, Role.EVENT_END))
    if lost:
        return Unit(paragraph, Dating(None, None, lost, ("undated",)), tuple(split), tuple(split))
    if carried is None or carried.edtf is None:
        return Unit(paragraph, Dating(None, None, (), ("undated",)), tuple(split), tuple(split))
    return Unit(paragraph, _taken(carried, INHERITED), tuple(split), tuple(split))


def ahead(text: str, folded: str, unit: Unit, following: Unit, language: Language) -> Unit:
    """Return a unit without a date of its own with the date of the paragraph after it, as a flagged guess,
    where its last sentence points forward; else as it is.
    """
    if following.dating.edtf is None or following.guessed or not unit.sentences:
        return unit
    if unit.dating.expressions:
        return unit
    if not points_forward(text, folded, *unit.sentences[-1], language):
        return unit
    return replace(unit, dating=_taken(following.dating, CATAPHORIC))


def points_forward(text: str, folded: str, start: int, end: int, language: Language) -> bool:
    """Tell whether a sentence announces what comes: it ends with a colon, or the language's file lists how
    it begins ("Then came …").
    """
    if _COLON.search(text, max(start, end - 3), end):
        return True
    words = _forward(language.code)
    found = words.match(folded, start, end) if words else None
    return found is not None


@cache
def _forward(code: str) -> re.Pattern[str] | None:
    language = load_language(code)
    return any_word(language.lists.get("signals.ahead", ()), spaced=language.spaced)


def _taken(dating: Dating, flag: str) -> Dating:
    return Dating(dating.edtf, dating.part, (), (flag,), frames=dating.expressions)

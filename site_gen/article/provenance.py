"""Where the date of an episode comes from: paragraph, sentence, verbatim words, rule, and the words that it
leans on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter

from site_gen.article.model import Evidence, Expression, Kind, Reading
from site_gen.article.titles import words_at
from site_gen.article.units import CATAPHORIC, INHERITED, Unit

_MOST = 4
_READINGS = {
    Kind.EXPLICIT: Reading.EXPLICIT,
    Kind.VAGUE: Reading.VAGUE,
    Kind.ANAPHORIC: Reading.ANAPHORIC,
    Kind.DEICTIC: Reading.DEICTIC,
    Kind.NAMED_PERIOD: Reading.EXPLICIT,
}

Split = Mapping[int, Sequence[tuple[int, int]]]
"""The sentences of each paragraph, as offsets."""


def evidence(
    text: str, unit: Unit, split: Split, expressions: Mapping[str, Expression]
) -> tuple[Evidence, ...]:
    """Return what the date of a unit rests on, in the order of its tellings: each wording once, at most four
    in a paragraph.
    """
    found: dict[Evidence, None] = {}
    for telling in (unit, *unit.also):
        own = [e for e in telling.dating.expressions if e.paragraph == telling.paragraph.index]
        if telling.guessed or not own:
            found[_taken_over(text, telling, split)] = None
        said: set[str] = set()
        for expression in own:
            if expression.text.casefold() not in said and len(said) < _MOST:
                said.add(expression.text.casefold())
                found[_of_words(text, expression, split, expressions)] = None
    return tuple(found)


def _of_words(
    text: str, expression: Expression, split: Split, expressions: Mapping[str, Expression]
) -> Evidence:
    anchor = expressions.get(expression.anchor or "")
    return Evidence(
        paragraph=expression.paragraph or 0,
        sentence=_sentence(expression, split),
        says=words_at(text, expression.start, expression.end),
        reading=_READINGS[expression.kind],
        rule=expression.rule,
        anchor="" if anchor is None else words_at(text, anchor.start, anchor.end),
        anchor_paragraph=None if anchor is None else anchor.paragraph,
        anchor_sentence=None if anchor is None or anchor.paragraph is None else _sentence(anchor, split),
    )


def _taken_over(text: str, unit: Unit, split: Split) -> Evidence:
    """Return the evidence of a date that was taken over from another paragraph, or of none at all."""
    where = split.get(unit.paragraph.index, ())
    start = unit.sentences[0][0] if unit.sentences else unit.paragraph.start
    sentence = max(1, bisect_right(where, start, key=itemgetter(0)))
    anchor = unit.dating.frames[0] if unit.guessed and unit.dating.frames else None
    reading = Reading.CATAPHORIC if CATAPHORIC in unit.dating.flags else Reading.INHERITED
    if anchor is None:
        return Evidence(unit.paragraph.index, sentence, "", None, "", "", None, None)
    rule = CATAPHORIC if reading is Reading.CATAPHORIC else INHERITED
    words = words_at(text, anchor.start, anchor.end)
    at = anchor.paragraph, None if anchor.paragraph is None else _sentence(anchor, split)
    return Evidence(unit.paragraph.index, sentence, "", reading, rule, words, *at)


def _sentence(expression: Expression, split: Split) -> int:
    """Return the number of the sentence that an expression stands in, from 1 in its paragraph."""
    where = split.get(expression.paragraph or 0, ())
    return max(1, bisect_right(where, expression.start, key=itemgetter(0)))

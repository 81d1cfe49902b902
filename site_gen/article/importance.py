"""How important an episode may be, from 1 to 5, by how the article tells it.

Points above the middle of 3: told at length, in more than one paragraph, or with somebody whom the headline
names; its date comes again elsewhere. Points below: a date or a paragraph that is only a guess, and a passing
mention of nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from site_gen.article.model import Expression, Paragraph, ParagraphKind
from site_gen.article.names import Name
from site_gen.article.units import Unit

MIDDLE = 3
_ABOVE = (2, 4)
_BELOW = (-2, -3)
_LONG = 4
_FEW = 3
_LARGE_SHARE = 3


class Weights:
    """What importance is measured against: the article's headline and lead, its names and its dates."""

    __slots__ = ("_dates", "_few", "_headline", "_lead", "_named", "_often")

    def __init__(
        self,
        headline: str,
        paragraphs: Sequence[Paragraph],
        expressions: Iterable[Expression],
        counts: Counter[str],
    ) -> None:
        prose = [p.index for p in paragraphs if p.kind is ParagraphKind.TEXT]
        self._few = len(prose) < _FEW
        self._lead = prose[0] if prose else 0
        # Where an article names hardly anybody, naming nobody is no sign.
        self._named = sum(counts.values()) >= len(prose)
        self._headline = headline.casefold()
        most = max(counts.values(), default=0)
        self._often = {name for name, times in counts.items() if times * _LARGE_SHARE >= most}
        places: dict[str, set[int]] = {}
        for e in expressions:
            if e.edtf is not None and e.paragraph is not None:
                places.setdefault(e.edtf, set()).add(e.paragraph)
        self._dates = {edtf for edtf, where in places.items() if len(where) > 1}

    def of(self, unit: Unit, names: Sequence[Name]) -> int:
        """Return the importance of an episode; `names` are those of its own stretches of text."""
        points = 0
        told = {name.text for name in names}
        if unit.also or len(unit.sentences) >= _LONG:
            points += 1
        if any(self._is_headlined(name) for name in told & self._often) and len(told) > 1:
            points += 1
        if unit.dating.edtf in self._dates and not unit.guessed and told:
            points += 1
        if unit.paragraph.index == self._lead and not self._few and told:
            points += 1
        if unit.guessed or (not told and self._named):
            points -= 1
        if not told and self._named and len(unit.sentences) == 1:
            points -= 1
        if {"before", "after"} & set(unit.dating.flags):
            points -= 1
        # One sign alone says little; the middle is left by two.
        steps = sum(points >= bound for bound in _ABOVE) - sum(points <= bound for bound in _BELOW)
        return MIDDLE + steps

    def _is_headlined(self, name: str) -> bool:
        words = name.casefold().split()
        return any(word in self._headline for word in (words[0], words[-1]) if len(word) > _FEW)

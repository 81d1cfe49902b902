"""One event told twice with two dates: the article's own words, then a quotation of somebody who was there.

The general sign, with no knowledge of the matter: a paragraph that opens with a quotation continues the
paragraph before it, both speak of the same sort of act (to ask, to sign …, from the language's file), they
share names, and the dates that they give have no day in common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from site_gen.article import points
from site_gen.article.dating import Dating
from site_gen.article.language import Language, any_word, load_language
from site_gen.article.model import Kind

_OPENING = '“"«„‘「『'
_SHARED_NAMES = 2
_SET_ASIDE = frozenset("/[{")


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells an episode: its dating, its stretches of text, the names in them."""

    dating: Dating
    zones: tuple[tuple[int, int], ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Retelling:
    """Two tellings (places in their lists) of one event: the date that holds both, and the later one's
    sentences.
    """

    earlier: int
    later: int
    edtf: str
    sentences: tuple[tuple[int, int], ...]


def retold(
    text: str, folded: str, earlier: Sequence[Telling], later: Sequence[Telling], language: Language
) -> Retelling | None:
    """Return the first event of one paragraph that a quotation in the next tells with another date."""
    if not later or not later[0].zones or text[later[0].zones[0][0]] not in _OPENING:
        return None
    for mine, before in enumerate(earlier):
        for theirs, after in enumerate(later):
            if not _differ(before.dating, after.dating) or len(before.names & after.names) < _SHARED_NAMES:
                continue
            acts = _acts(folded, before.zones, language)
            told = [i for i, zone in enumerate(after.zones) if acts & _acts(folded, (zone,), language)]
            dates = f"[{','.join(sorted(str(d.edtf) for d in (before.dating, after.dating)))}]"
            if told and points.is_valid(dates, None):
                return Retelling(mine, theirs, dates, after.zones[_begin(after, told[0]) :])
    return None


def _begin(telling: Telling, told: int) -> int:
    """Return where the retelling begins: after the sentence that gives the date, unless that one tells it as
    well.
    """
    dated = telling.dating.expressions[-1].start
    own = next(i for i, (start, end) in enumerate(telling.zones) if start <= dated < end)
    return told if told <= own else own + 1


def _differ(one: Dating, other: Dating) -> bool:
    """Tell whether two explicit single dates of our era have no day in common."""
    if one.flags or other.flags or not one.expressions or not other.expressions:
        return False
    first, second = one.expressions[-1], other.expressions[-1]
    if first.kind is not Kind.EXPLICIT or second.kind is not Kind.EXPLICIT:
        return False
    if any(_SET_ASIDE & set(d.edtf or "/") or (d.edtf or "-")[0] == "-" for d in (one, other)):
        return False
    return str(first.latest) < str(second.earliest) or str(second.latest) < str(first.earliest)


def _acts(folded: str, zones: Sequence[tuple[int, int]], language: Language) -> set[str]:
    pattern = _act_words(language.code)
    if pattern is None:
        return set()
    families = {word: name for name, words in _families(language).items() for word in words}
    return {families[found[0]] for start, end in zones for found in pattern.finditer(folded, start, end)}


def _families(language: Language) -> dict[str, tuple[str, ...]]:
    """Return the acts by which a retelling is known; saying something is no sign, everybody quoted says
    something.
    """
    prefix = "acts."
    return {
        n[len(prefix) :]: w for n, w in language.lists.items() if n.startswith(prefix) and n != "acts.say"
    }


@cache
def _act_words(code: str) -> re.Pattern[str] | None:
    language = load_language(code)
    words = (word for family in _families(language).values() for word in family)
    return any_word(words, spaced=language.spaced)

"""What a name names, as far as the gazetteer or the words of the name say it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from site_gen.article.gazetteer import Sort
from site_gen.article.language import Language, fold_word
from site_gen.article.runs import Run

_LONGEST_WHOLE = 4


class NameKind(StrEnum):
    """Somebody or a body that acts, where it happens, or something else with a name: a war, a treaty."""

    ACTOR = "actor"
    PLACE = "place"
    THING = "thing"


def kind_of(run: Run, text: str, language: Language) -> NameKind | None:
    """Return what a name is by the gazetteer or by its words, None where neither says it."""
    if run.known is not None:
        places = (Sort.CITY, Sort.REGION)
        return NameKind.PLACE if run.known.sort in places else NameKind.ACTOR
    words = [fold_word(word) for word in text.split()]
    if not language.listed("names.bodies").isdisjoint(words):
        return NameKind.ACTOR
    if _has_any("names.things", words, language):
        return NameKind.THING
    if len(words) > 1 and _has_any("names.geography", (words[0], words[-1]), language):
        return NameKind.PLACE
    return None


def _has_any(table: str, words: Sequence[str], language: Language) -> bool:
    """Tell whether any of these words stands in a list, or ends with one of it where words are written
    together.
    """
    if not language.listed(table).isdisjoint(words):
        return True
    endings = _endings(table, language)
    return bool(endings) and any(word.endswith(endings) for word in words)


@cache
def _endings(table: str, language: Language) -> tuple[str, ...]:
    together = "names.articles" in language.sets
    return (
        tuple(end for end in language.lists.get(table, ()) if len(end) > _LONGEST_WHOLE) if together else ()
    )

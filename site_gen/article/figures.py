"""Four figures that are no year: counts ("drove 1914 rivets") and telephone numbers.

Words that count or measure stand in the language file (`counted`); here is what shows in the form of a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_gen.article.language import Language

_NEXT_WORD = re.compile(r"[\s\xa0]{1,3}([^\W\d_]{4,})(?!\w)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s\xa0]{1,3}\Z")
_DIALLED = re.compile(r"(?:\+\d|(?<!\d)0\d\d)[\d\s().-]*\Z")
_FARTHEST = 24


def is_figure(
    slots: Mapping[str, str], text: str, folded: str, span: tuple[int, int], floor: int, language: Language
) -> bool:
    """Tell whether what was found as a bare year at `span` is a count or part of a longer number.

    A plural in small letters after it is what it counts ("1914 rivets"), unless the word before it says that
    a year follows ("in 1914 rivets were rare"). Nothing before offset `floor` is looked at.
    """
    if slots.keys() == {"year3", "word"}:
        # "In 146 Carthage fell"; inside a sentence "in 146 American towns" is as likely.
        return not opens_with_year(text, folded, span[0], floor, language)
    if not slots.keys() <= {"year", "circa"} or "year" not in slots:
        return False
    if "circa" not in slots and span[1] - span[0] != len(slots["year"]):
        return False
    left = max(floor, span[0] - _FARTHEST)
    if _DIALLED.search(text, left, span[0]):
        return True
    endings = language.lists.get("text.plural_endings", ())
    counted = _NEXT_WORD.match(text, span[1], span[1] + _FARTHEST) if endings else None
    if counted is None or not counted[1].islower() or not counted[1].endswith(endings):
        return False
    if language.has("text.no_plurals", counted[1]):
        return False
    before = _LAST_WORD.search(folded, left, span[0])
    return "circa" in slots or (before is not None and not language.has("text.before_years", before[1]))


def opens_with_year(text: str, folded: str, start: int, floor: int, language: Language) -> bool:
    """Tell whether a year at `start` follows a word that opens the sentence: "In 1914 workers struck" is no
    count of workers.
    """
    before = _LAST_WORD.search(folded, max(floor, start - _FARTHEST), start)
    return (
        before is not None and text[before.start()].isupper() and language.has("text.before_years", before[1])
    )

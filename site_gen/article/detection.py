"""Which language a text is in, by the function words of the languages that have a file, and whether that is
the one it was said to be in.

Words that two languages share (Indonesian and Malay have most in common) tell nothing between these two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from site_gen.article.language import available, fold, function_words, is_spaced, load_language

_SAMPLE = 20_000
_QUOTED = re.compile(r'["“„«][^"“”„«»\n\r]{20,1000}["”“»]')
_LEAST_TOLD = 10
_LEAST_OTHER = 6
_CLEARLY = 3
_LARGE_PART = 0.3


@dataclass(frozen=True, slots=True)
class _Told:
    """What an author says, without whom he quotes where that leaves enough: folded, and as counted words."""

    text: str
    words: Mapping[str, int]

    def count(self, listed: Set[str], lang: str) -> int:
        """Count words of a list: whole ones, or anywhere where the language does not set words apart."""
        if is_spaced(lang):
            return sum(self.words.get(word, 0) for word in listed)
        return sum(self.text.count(word) for word in listed)

    def against(self, lang: str, other: str) -> tuple[int, int]:
        """Count function words that only the one and only the other of two languages has."""
        ours, theirs = function_words(lang), function_words(other)
        return self.count(ours - theirs, lang), self.count(theirs - ours, other)


def detect(text: str) -> str | None:
    """Return the language whose function words are the most frequent in the text, None where none is.

    The first 20,000 characters are counted. Of languages that tie it is the one whose file knows the more of
    all the words there; else there is no answer.
    """
    told = _told(text)
    counts = {lang: told.count(function_words(lang), lang) for lang in available()}
    most = max(counts.values(), default=0)
    best = [lang for lang, count in counts.items() if count == most > 0]
    if len(best) > 1:
        known = {lang: told.count(_vocabulary(lang), lang) for lang in best}
        best = [lang for lang in best if known[lang] == max(known.values())]
    return best[0] if len(best) == 1 else None


def contradicted(text: str, declared: str) -> str | None:
    """Return the language that a text is in where that clearly is not the declared one, else None.

    Clearly: of the words that only one of the two languages has, several are the other's, and three times as
    many as the declared one's.
    """
    told = _told(text)
    found = {lang: told.against(lang, declared) for lang in available() if lang != declared}
    clear = {
        lang: theirs for lang, (theirs, own) in found.items() if theirs >= max(_LEAST_OTHER, _CLEARLY * own)
    }
    return max(clear, key=lambda lang: told.count(function_words(lang), lang), default=None)


def second_language(text: str, lang: str) -> str | None:
    """Return a language in which a large part of a text is, beside its own; None where there is none.

    Large: of the words that only one of the two languages has, three in ten are the other's.
    """
    told = _told(text)
    found = {other: told.against(other, lang) for other in available() if other != lang}
    large = {
        other: theirs
        for other, (theirs, own) in found.items()
        if theirs >= max(_LEAST_OTHER, _LARGE_PART * (theirs + own))
    }
    return max(large, key=lambda other: large[other], default=None)


@lru_cache(maxsize=1)
def _told(text: str) -> _Told:
    sample = text[:_SAMPLE]
    narration = _QUOTED.sub(" ", sample)
    folded = fold(narration if len(narration.split()) >= _LEAST_TOLD else sample)
    between = {ord(c): " " for c in set(folded) if not c.isalpha()}
    return _Told(folded, Counter(folded.translate(between).split()))


@cache
def _vocabulary(lang: str) -> frozenset[str]:
    language = load_language(lang)
    return frozenset(word for table in (*language.words.values(), *language.lists.values()) for word in table)

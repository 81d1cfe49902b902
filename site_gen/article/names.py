"""Names of people, places and bodies: runs of capitalised words, and what the gazetteer knows.

No model, so a name is a guess that a person looks over. What is left out rather than guessed: words that have
their capital from the beginning of a sentence, and nouns where every noun has one.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from site_gen.article import unmarked
from site_gen.article.gazetteer import Sort, is_caseless
from site_gen.article.language import Language, fold_word
from site_gen.article.namekinds import NameKind, kind_of
from site_gen.article.runs import WORD, Run, is_nation, runs, without_first

_LONGEST_PERSON = 4


class Name(NamedTuple):
    """A name where it stands (offsets), in its fullest form in the article. A title names those of the lowest
    rank: a person with a title (0), somebody or something (1), a nation or abbreviation (2).
    """

    start: int
    end: int
    text: str
    kind: NameKind
    rank: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an article in the order of its text, to be asked for by stretch. `counts` says how often
    each comes.
    """

    all: tuple[Name, ...]
    starts: tuple[int, ...]
    counts: Counter[str]

    def within(self, zones: Iterable[tuple[int, int]], kind: NameKind | None = None) -> tuple[str, ...]:
        """Return the names in these stretches (of one kind), each once, in order."""
        found: dict[str, None] = {}
        for start, end in zones:
            for name in self.between(start, end):
                if kind is None or name.kind is kind:
                    found[name.text] = None
        return tuple(found)

    def between(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names that begin in a stretch."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def foremost(names: Iterable[Name]) -> tuple[str, ...]:
    """Return the actors among these names by rank, then the places and other names, each once."""
    ranks: dict[str, int] = {}
    for name in names:
        ranks.setdefault(name.text, name.rank + (3 if name.kind is not NameKind.ACTOR else 0))
    return tuple(sorted(ranks, key=ranks.__getitem__))


def find_names(
    text: str, sentences: Iterable[tuple[int, int]], taken: Sequence[tuple[int, int]], language: Language
) -> Names:
    """Return the names in these sentences, in order. `taken` are the spans of dates, sorted, where no name is
    looked for.
    """
    if is_caseless(language):
        return _gathered(unmarked.find(text, sentences, taken, language), language)
    found: list[tuple[int, Run]] = []
    told: set[str] = set()
    articles = language.sets.get("names.articles", frozenset())
    after_article: set[str] = set()
    spans = iter([*taken, (len(text) + 1, len(text) + 1)])
    span = next(spans)
    for start, end in sentences:
        while span[1] <= start:
            span = next(spans)
        words = list(WORD.finditer(text, start, end))
        if span[0] < end:
            words, span = _outside(words, span, spans)
        written = [word[0] for word in words]
        found += runs(text, words, written, start, language)
        told.update(written)
        if articles:
            after_article.update(_nouns(written, articles))
    lower = {word for word in told if word[0].islower()}
    return _gathered(_kept(found, lower, after_article, language), language)


def _outside(
    words: Iterable[re.Match[str]], span: tuple[int, int], spans: Iterator[tuple[int, int]]
) -> tuple[list[re.Match[str]], tuple[int, int]]:
    """Return the words that lie in no date, and the date that comes next."""
    outside = []
    for word in words:
        while span[1] <= word.start():
            span = next(spans)
        if word.end() <= span[0]:
            outside.append(word)
    return outside, span


def _nouns(words: Sequence[str], articles: frozenset[str]) -> Iterable[str]:
    """Yield the words that stand after an article."""
    for before, word in itertools.pairwise(words):
        if fold_word(before) in articles:
            yield word


def _kept(
    found: Sequence[tuple[int, Run]], lower: set[str], nouns: set[str], language: Language
) -> list[tuple[int, Run]]:
    """Return the runs that are names: those that open a sentence only where something else says so."""
    often = Counter(run for _, run in found)
    known = {run.words[0] for run in often if not run.opens and len(run.words) == 1}
    known |= {word for run in often if len(run.words) > 1 for word in run.words[run.opens :]}
    times: Counter[str] = Counter()
    for run, count in often.items():
        times[run.text] += count
    own = {run: _own(run, known, lower, language) for run in often}
    if "names.articles" in language.sets:
        own = {run: name and _proper(name, nouns, times, language) for run, name in own.items()}
    return [(at, name) for at, run in found if (name := own[run]) is not None]


def _own(run: Run, known: set[str], lower: set[str], language: Language) -> Run | None:
    """Return a run without what stands before the name, None where it is no name."""
    own = _without_adjective(_without_opener(run, known, lower, language), language)
    if _is_word(own, language) or (own.opens and not _is_name_by_itself(own, known, lower, language)):
        return None
    return own


def _proper(run: Run, nouns: set[str], times: Counter[str], language: Language) -> Run | None:
    """Return a run without the nouns before the name, None where it is a mere noun."""
    own = _without_nouns(run, nouns, language)
    return own if _is_proper(own, nouns, times, language) else None


def _is_word(run: Run, language: Language) -> bool:
    """Tell whether a run is a mere word: an adjective of a nation, or `River` without a name to it."""
    if len(run.words) > 1 or run.known is not None:
        return False
    word = fold_word(run.text)
    return len(word) < 2 or word in _mere_words(language)


@cache
def _mere_words(language: Language) -> frozenset[str]:
    tables = ("names.adjectives", "names.geography", "names.things")
    calendar = (language.words.get(slot, ()) for slot in ("weekday", "month"))
    return frozenset().union(*calendar, *map(language.listed, tables))


def _without_opener(run: Run, known: set[str], lower: set[str], language: Language) -> Run:
    """Return a run without a first word that has its capital only from the beginning of the sentence."""
    if not run.opens or run.titled or run.known or len(run.words) < 2 or run.words[0] in known:
        return run
    rest = without_first(run, language)
    is_known = rest.known is not None or is_nation(rest.text, language)
    return rest if is_known or fold_word(run.words[0]) in lower else run


def _without_adjective(run: Run, language: Language) -> Run:
    """Return a country or person without the adjective before it: `Eastern Poland`, `Communist Lin`."""
    if run.known or len(run.words) < 2 or not language.has("names.adjectives", fold_word(run.words[0])):
        return run
    rest = without_first(run, language)
    is_country = rest.known is not None or is_nation(rest.text, language)
    return rest if is_country or (len(rest.words) > 1 and kind_of(rest, rest.text, language) is None) else run


def _is_name_by_itself(run: Run, known: set[str], lower: set[str], language: Language) -> bool:
    """Tell whether what opens a sentence is a name though every word there has a capital."""
    first = run.words[0]
    if run.known is not None or is_nation(run.text, language):
        return True
    if fold_word(first) in lower and len(run.words) == 1:
        return False
    return len(run.words) > 1 or (first.isupper() and len(first) > 1) or first in known


def _without_nouns(run: Run, nouns: set[str], language: Language) -> Run:
    """Return a run without the nouns before the name, where all nouns have capitals: `Explosion von …`."""
    endings = language.lists.get("names.noun_endings", ())
    while len(run.words) > 1 and not run.titled and run.known is None:
        first = run.words[0]
        if first not in nouns and not fold_word(first).endswith(endings) and first[0].isupper():
            break
        run = without_first(run, language)
    return run


def _is_proper(run: Run, nouns: set[str], times: Counter[str], language: Language) -> bool:
    """Tell a name from a noun where all nouns have capitals."""
    word = run.words[0]
    if len(run.words) > 1 or run.titled or run.known is not None or is_nation(run.text, language):
        return True
    if (word.isupper() and word not in nouns) or any(mark in word for mark in "’'"):
        return True
    if word in nouns or language.has("names.not_names", fold_word(word)):
        return False
    return run.placed and times[run.text] > 1


def _gathered(kept: Sequence[tuple[int, Run]], language: Language) -> Names:
    """Return the runs as names, each with its fullest form and its kind."""
    listed = [run for _, run in kept]
    full = _fullest(listed, language)
    titled = {full.get(run.text, "") for run in listed if run.titled}
    told = Counter(full[run.text] for run in listed)
    placed = Counter(full[run.text] for run in listed if run.placed)
    shown = {
        run: _shown(run, full[run.text], titled, told, placed, language) for run in dict.fromkeys(listed)
    }
    names = tuple(Name(at + run.start, at + run.end, *shown[run]) for at, run in kept)
    return Names(names, tuple(name.start for name in names), told)


def _shown(
    run: Run,
    text: str,
    titled: set[str],
    told: Counter[str],
    placed: Counter[str],
    language: Language,
) -> tuple[str, NameKind, int]:
    """Return how a run is shown, what it names and its rank."""
    nation = is_nation(text, language) or (run.known is not None and run.known.sort is Sort.COUNTRY)
    shown = run.known.name if run.known is not None and text.isupper() and len(text) > 4 else text
    rank = 2 if nation or text.isupper() else 0 if text in titled else 1
    kind = kind_of(run, text, language)
    if kind is None:
        mostly = placed[text] * 2 >= told[text] and text in placed
        kind = NameKind.PLACE if mostly and text not in titled and not nation else NameKind.ACTOR
    return shown, kind, rank


def _fullest(kept: Iterable[Run], language: Language) -> dict[str, str]:
    """Map every form of a name to its fullest: `Putin` to `Vladimir Putin`, where only one person's name ends
    or begins so; and all spellings of a known name to the longest in the text.
    """
    forms = {run.text: run for run in reversed(tuple(kept))}
    forms = {text: forms[text] for text in reversed(forms)}
    first: dict[str, str] = {}
    longer: dict[str, set[str]] = {}
    for form, run in forms.items():
        if run.known is not None:
            longest = first.setdefault(run.known.key, form)
            first[run.known.key] = form if len(form) > len(longest) else longest
        elif 1 < len(run.words) <= _LONGEST_PERSON and kind_of(run, form, language) is None:
            for word in {run.words[0], run.words[-1]}:
                longer.setdefault(word, set()).add(form)
    full: dict[str, str] = {}
    for form, run in forms.items():
        single = len(run.words) == 1 and not is_nation(form, language) and len(longer.get(form, ())) == 1
        full[form] = form if run.known is None else first[run.known.key]
        if single and run.known is None:
            full[form] = next(iter(longer[form]))
    return full

"""Names of people, places and bodies: runs of capitalised words, with the titles and nations of the
language's file.

No model and no gazetteer, so a name is a guess that a person looks over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from site_gen.article.language import Language, fold

_WORD = re.compile(r"[^\W\d_](?:\w|['’-](?=\w))*")
_LONGEST_RUN = 6
_LONGEST_PHRASE = 3
_WORDS_BEFORE = 3
_WIDEST_GAP = 2
_OPENING = tuple("\"'“‘«„([")


class NameKind(StrEnum):
    """Somebody or something that acts, or where it happens."""

    ACTOR = "actor"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands (offsets), in its fullest form in the article. A title names those of the lowest
    rank: a person with a title (0), somebody or something (1), a nation (2).
    """

    start: int
    end: int
    text: str
    kind: NameKind
    rank: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an article in the order of its text, to be asked for by stretch."""

    all: tuple[Name, ...]
    starts: tuple[int, ...]

    def within(self, zones: Iterable[tuple[int, int]], kind: NameKind | None = None) -> tuple[str, ...]:
        """Return the names in these stretches (of one kind), each once, in order."""
        found: dict[str, None] = {}
        for start, end in zones:
            for name in self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
                if kind is None or name.kind is kind:
                    found[name.text] = None
        return tuple(found)

    def foremost(self, zones: Iterable[tuple[int, int]]) -> tuple[str, ...]:
        """Return the names in these stretches by rank, each once."""
        ranks: dict[str, int] = {}
        for start, end in zones:
            for name in self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
                ranks.setdefault(name.text, name.rank)
        return tuple(sorted(ranks, key=ranks.__getitem__))


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    titled: bool
    placed: bool
    opens: bool


def find_names(
    text: str, sentences: Iterable[tuple[int, int]], taken: Sequence[tuple[int, int]], language: Language
) -> Names:
    """Return the names in these sentences, in order. `taken` are the spans of dates, sorted, where no name is
    looked for.
    """
    runs: list[_Run] = []
    spans = iter([*taken, (len(text) + 1, len(text) + 1)])
    span = next(spans)
    for start, end in sentences:
        words: list[re.Match[str]] = []
        for word in _WORD.finditer(text, start, end):
            while span[1] <= word.start():
                span = next(spans)
            if word.end() <= span[0]:
                words.append(word)
        runs += _runs(text, words, start, language)
    known = {run.words[0] for run in runs if not run.opens and len(run.words) == 1}
    known |= {word for run in runs if len(run.words) > 1 for word in run.words}
    kept = [
        run for run in runs if not run.opens or run.words[0] in known or _is_name_by_itself(run, language)
    ]
    full = _fullest(kept)
    titled = {full.get(run.text, "") for run in kept if run.titled}
    placed = {full.get(run.text, "") for run in kept if run.placed}
    names = tuple(_name(run, full, titled, placed, language) for run in kept)
    return Names(names, tuple(name.start for name in names))


def _name(run: _Run, full: dict[str, str], titled: set[str], placed: set[str], language: Language) -> Name:
    text = full[run.text]
    is_nation = language.has("names.nations", fold(text))
    kind = NameKind.PLACE if text in placed and text not in titled and not is_nation else NameKind.ACTOR
    rank = 2 if is_nation or text.isupper() else 0 if text in titled else 1
    return Name(run.start, run.end, text, kind, rank)


def _is_name_by_itself(run: _Run, language: Language) -> bool:
    """Tell whether what opens a sentence is a name though every word there has a capital."""
    first = run.words[0]
    return (
        len(run.words) > 1
        or (first.isupper() and len(first) > 1)
        or language.has("names.nations", fold(first))
    )


def _runs(text: str, words: Sequence[re.Match[str]], start: int, language: Language) -> Iterator[_Run]:
    """Yield the capitalised runs of one sentence, titles taken off, nations set apart from the names that
    follow.
    """
    at = 0
    while at < len(words):
        if not words[at][0][0].isupper():
            at += 1
            continue
        stop = at + 1
        while stop < len(words) and stop - at < _LONGEST_RUN and _goes_on(text, words, stop, language):
            stop += 1
        while stop - at > 1 and not words[stop - 1][0][0].isupper():
            stop -= 1
        yield from _named(text, words, at, stop, start, language)
        at = stop


def _goes_on(text: str, words: Sequence[re.Match[str]], index: int, language: Language) -> bool:
    between = text[words[index - 1].end() : words[index].start()]
    if not (between.isspace() and len(between) <= _WIDEST_GAP) and not (
        between == ". " and len(words[index - 1][0]) <= 2
    ):
        return False
    word = words[index][0]
    return word[0].isupper() or language.has("names.link", fold(word))


def _named(
    text: str, words: Sequence[re.Match[str]], first: int, stop: int, start: int, language: Language
) -> Iterator[_Run]:
    """Cut a run into what is a name of its own."""
    before = [fold(word[0]) for word in words[max(0, first - _WORDS_BEFORE) : first]]
    titled = any(language.has("names.titles", " ".join(before[i:])) for i in range(len(before)))
    placed = bool(before) and language.has("names.place", before[-1])
    left = text[max(start, words[first].start() - 2) : words[first].start()].rstrip()
    opens = words[first].start() == start or left[-1:] in _OPENING
    while first < stop:
        folded = [fold(word[0]) for word in words[first:stop]]
        title = _longest(folded, "names.titles", language)
        if title:
            first, titled, placed, opens = first + title, True, False, False
            continue
        if _is_common(folded[0], language) and (opens or len(folded) == 1 or not words[first][0].isupper()):
            placed = language.has("names.place", folded[0])
            before = folded[:1]
            first, opens = first + 1, False
            continue
        nation = _longest(folded, "names.nations", language)
        if nation and nation < len(folded) - 1:
            yield _run(text, words, first, first + nation, titled=False, placed=placed, opens=False)
            first, placed, opens = first + nation, False, False
            continue
        if not _is_noun(words[first][0], before[-1:], language) or len(folded) > 1 or titled or nation:
            yield _run(text, words, first, stop, titled=titled, placed=placed, opens=opens)
        return


def _run(
    text: str,
    words: Sequence[re.Match[str]],
    first: int,
    stop: int,
    *,
    titled: bool,
    placed: bool,
    opens: bool,
) -> _Run:
    parts = tuple(word[0] for word in words[first:stop])
    start, end = words[first].start(), words[stop - 1].end()
    return _Run(start, end, " ".join(text[start:end].split()), parts, titled, placed, opens)


def _is_noun(word: str, before: Sequence[str], language: Language) -> bool:
    """Tell whether a capital is that of any noun, where nouns have one: an article stands before it."""
    acronym = word.isupper() and len(word) > 1
    return bool(before) and language.has("names.articles", before[0]) and not acronym


def _is_common(folded: str, language: Language) -> bool:
    return language.has("function_words", folded) or language.has("names.not_names", folded)


def _longest(folded: Sequence[str], table: str, language: Language) -> int:
    """Return how many words at the beginning stand in a list, 0 where none do."""
    for length in range(min(_LONGEST_PHRASE, len(folded)), 0, -1):
        if language.has(table, " ".join(folded[:length])):
            return length
    return 0


def _fullest(runs: Iterable[_Run]) -> dict[str, str]:
    """Map every form of a name to its fullest: `Putin` to `Vladimir Putin`, where only one name ends or
    begins so.
    """
    forms = {run.text: run.words for run in runs}
    longer: dict[str, set[str]] = {}
    for form, words in forms.items():
        if len(words) > 1:
            for word in {words[0], words[-1]}:
                longer.setdefault(word, set()).add(form)
    return {
        form: next(iter(longer[form])) if len(words) == 1 and len(longer.get(form, ())) == 1 else form
        for form, words in forms.items()
    }

"""Runs of capitalised words: where a name may stand, with titles taken off and nations set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from site_gen.article.gazetteer import Known, Sort, look_up
from site_gen.article.language import Language, fold_word

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:\w|['’-](?=\w))*")
_POSSESSIVES = ("'", "’", "'s", "’s")
_LONGEST_RUN = 6
_LONGEST_PHRASE = 4
_WORDS_BEFORE = 3
_WIDEST_GAP = 2
_OPENING = tuple("\"'“‘«„([")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that may be a name: offsets, text and words. `titled` tells that a title stands
    before it, `placed` a preposition of place, `opens` that it begins a sentence or quotation; `known` is
    what the gazetteer knows of it.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    titled: bool = False
    placed: bool = False
    opens: bool = False
    known: Known | None = None


def runs(text: str, words: Sequence[re.Match[str]], start: int, language: Language) -> Iterator[Run]:
    """Yield the capitalised runs of one sentence that begins at `start`; `words` are its words in order."""
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


def without_first(run: Run, language: Language) -> Run:
    """Return a run without its first word."""
    rest = run.text[len(run.words[0]) :].lstrip(" .")
    start = run.end - len(rest)
    known = look_up(rest, language)
    return replace(
        run, start=start, text=rest, words=run.words[1:], titled=False, placed=False, known=known, opens=False
    )


def is_nation(text: str, language: Language) -> bool:
    """Tell whether the language's file lists a nation of this name."""
    return language.has("names.nations", fold_word(text))


def _goes_on(text: str, words: Sequence[re.Match[str]], index: int, language: Language) -> bool:
    previous = words[index - 1][0]
    between = text[words[index - 1].end() : words[index].start()]
    if not (between.isspace() and len(between) <= _WIDEST_GAP) and not (
        between == ". " and len(previous) <= 2
    ):
        return False
    if previous.endswith(_POSSESSIVES):
        return False
    word = words[index][0]
    if word[0].isupper():
        return True
    if not language.has("names.link", fold_word(word)) or look_up(previous, language) is not None:
        return False
    following = (follows[0] for follows in words[index + 1 : index + 3])
    return next((follows[0].isupper() for follows in following if not _is_link(follows, language)), False)


def _is_link(word: str, language: Language) -> bool:
    return language.has("names.link", fold_word(word))


def _named(
    text: str, words: Sequence[re.Match[str]], first: int, stop: int, start: int, language: Language
) -> Iterator[Run]:
    """Cut a run into what is a name of its own."""
    before = [fold_word(word[0]) for word in words[max(0, first - _WORDS_BEFORE) : first]]
    titled = _ends_with_title(before, language)
    beside = first > 0 and text[words[first - 1].end() : words[first].start()].isspace()
    placed = beside and language.has("names.place", before[-1])
    left = text[max(start, words[first].start() - 2) : words[first].start()].rstrip()
    opens = words[first].start() == start or left[-1:] in _OPENING
    while first < stop:
        folded = [fold_word(word[0]) for word in words[first:stop]]
        title = _longest(folded, "names.titles", language)
        if title:
            first, titled, placed, opens = first + title, True, False, False
            continue
        if look_up(_joined(text, words, first, stop), language) is not None:
            yield _run(text, words, first, stop, language, titled=titled, placed=placed, opens=opens)
            return
        if _is_common(folded[0], language) and (opens or len(folded) == 1 or not words[first][0].isupper()):
            placed = language.has("names.place", folded[0])
            before = folded[:1]
            first, opens = first + 1, False
            continue
        nation = _longest(folded, "names.nations", language) or _country(text, words, first, stop, language)
        if nation and nation < len(folded) - 1:
            yield _run(text, words, first, first + nation, language, titled=False, placed=placed, opens=False)
            first, placed, opens = first + nation, False, False
            continue
        cut = _title_inside(folded, language)
        if cut:
            yield _run(text, words, first, first + cut, language, titled=False, placed=placed, opens=opens)
            first, placed, opens = first + cut, False, False
            continue
        if not _is_noun(words[first][0], before[-1:], language) or len(folded) > 1 or titled or nation:
            yield _run(text, words, first, stop, language, titled=titled, placed=placed, opens=opens)
        return


def _ends_with_title(before: Sequence[str], language: Language) -> bool:
    if not before or before[-1] not in _last_of_titles(language):
        return False
    return any(language.has("names.titles", " ".join(before[i:])) for i in range(len(before)))


@cache
def _last_of_titles(language: Language) -> frozenset[str]:
    return frozenset(title.split(" ")[-1] for title in language.lists.get("names.titles", ()))


def _country(text: str, words: Sequence[re.Match[str]], first: int, stop: int, language: Language) -> int:
    """Return how many words at the beginning name a country, 0 where none do."""
    for end in range(stop - 1, first, -1):
        known = look_up(_joined(text, words, first, end), language)
        if known is not None and known.sort is Sort.COUNTRY:
            return end - first
    return 0


def _joined(text: str, words: Sequence[re.Match[str]], first: int, stop: int) -> str:
    written = " ".join(text[words[first].start() : words[stop - 1].end()].split())
    return _bare(written)


def _bare(name: str) -> str:
    """Return a name without the mark of the possessive."""
    if not name.endswith(_POSSESSIVES):
        return name
    return name.removesuffix("s")[:-1]


def _title_inside(folded: Sequence[str], language: Language) -> int:
    """Return where a title stands inside a run ("Confederate President Jefferson Davis"), 0 for nowhere."""
    for at in range(1, len(folded) - 1):
        if _longest(folded[at:-1], "names.titles", language):
            return at
    return 0


def _run(
    text: str,
    words: Sequence[re.Match[str]],
    first: int,
    stop: int,
    language: Language,
    *,
    titled: bool,
    placed: bool,
    opens: bool,
) -> Run:
    start, end = words[first].start(), words[stop - 1].end()
    shown = _joined(text, words, first, stop)
    end = start + len(_bare(text[start:end]))
    parts = tuple(word[0] for word in words[first:stop])
    parts = (*parts[:-1], _bare(parts[-1]))
    known = look_up(shown, language)
    return Run(start, end, shown, parts, titled=titled, placed=placed, opens=opens, known=known)


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

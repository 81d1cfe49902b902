"""Runs of capitalised words: where a name may stand, with titles taken off and nations set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from site_gen.article.gazetteer import Known, Sort, look_up
from site_gen.article.language import Language, fold_word

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\w*(?:['’-]\w+)*")
_POSSESSIVES = ("'", "’", "'s", "’s")
_LONGEST_RUN = 6
_LONGEST_PHRASE = 4
_WORDS_BEFORE = 3
_WIDEST_GAP = 2
_OPENING = tuple("\"'“‘«„([")
_REMEMBERED = 16_384
_LONGEST_REMEMBERED = 200


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Capitalised words that may be a name: text, words, and offsets into the wording that it was cut from.
    `titled` tells that a title stands before it, `placed` a preposition of place, `opens` that it begins a
    sentence or quotation; `known` is what the gazetteer knows of it.

    Compared as an object: an article has the same names again and again, and what is found out about a run
    is remembered by it.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    titled: bool = False
    placed: bool = False
    opens: bool = False
    known: Known | None = None


class Before(NamedTuple):
    """What stands before a run: a title, a preposition of place, an article, the beginning of a sentence or
    quotation.
    """

    titled: bool
    placed: bool
    article: bool
    opens: bool


_NOTHING = Before(titled=False, placed=False, article=False, opens=False)


def runs(
    text: str, words: Sequence[re.Match[str]], written: Sequence[str], start: int, language: Language
) -> Iterator[tuple[int, Run]]:
    """Yield the capitalised runs of one sentence that begins at `start`, each behind the offset that its own
    offsets count from; `words` are the words of the sentence in order, `written` the same as text.
    """
    stop = 0
    for first, word in enumerate(written):
        if first < stop or not word[0].isupper():
            continue
        stop = first + 1
        while (
            stop < len(words)
            and stop - first < _LONGEST_RUN
            and _goes_on(text, words, written, stop, language)
        ):
            stop += 1
        while stop - first > 1 and not written[stop - 1][0].isupper():
            stop -= 1
        at = words[first].start()
        before = _before(text, words, written, first, start, language)
        wording = text[at : words[stop - 1].end()]
        cut = _cut_once if len(wording) < _LONGEST_REMEMBERED else _cut
        for run in cut(wording, before, language):
            yield at, run


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


def _goes_on(
    text: str, words: Sequence[re.Match[str]], written: Sequence[str], index: int, language: Language
) -> bool:
    word, previous = written[index], written[index - 1]
    capital = word[0].isupper()
    if (not capital and not _is_link(word, language)) or previous.endswith(_POSSESSIVES):
        return False
    between = text[words[index - 1].end() : words[index].start()]
    if not (between.isspace() and len(between) <= _WIDEST_GAP) and not (
        between == ". " and len(previous) <= 2
    ):
        return False
    if capital:
        return True
    if look_up(previous, language) is not None:
        return False
    following = written[index + 1 : index + 3]
    return next((follows[0].isupper() for follows in following if not _is_link(follows, language)), False)


def _is_link(word: str, language: Language) -> bool:
    return language.has("names.link", fold_word(word))


def _before(
    text: str,
    words: Sequence[re.Match[str]],
    written: Sequence[str],
    first: int,
    start: int,
    language: Language,
) -> Before:
    """Return what stands before the run that begins with the word `first` of a sentence."""
    at = words[first].start()
    left = text[max(start, at - 2) : at].rstrip()
    opens = at == start or left[-1:] in _OPENING
    if not first:
        return _NOTHING._replace(opens=opens)
    last = fold_word(written[first - 1])
    titled = last in _last_of_titles(language) and _ends_with_title(
        [fold_word(word) for word in written[max(0, first - _WORDS_BEFORE) : first]], language
    )
    placed = language.has("names.place", last) and text[words[first - 1].end() : at].isspace()
    return Before(titled, placed, language.has("names.articles", last), opens)


def _cut(wording: str, before: Before, language: Language) -> tuple[Run, ...]:
    """Cut a run into what is a name of its own."""
    words = list(WORD.finditer(wording))
    return tuple(_named(wording, words, before, language))


# An article names the same people and places again and again.
_cut_once = lru_cache(maxsize=_REMEMBERED)(_cut)


def _named(text: str, words: Sequence[re.Match[str]], before: Before, language: Language) -> Iterator[Run]:
    titled, placed, article, opens = before
    first, stop = 0, len(words)
    while first < stop:
        folded = [fold_word(word[0]) for word in words[first:stop]]
        title = _longest(folded, "names.titles", language)
        if title:
            first, titled, placed, opens = first + title, True, False, False
            continue
        if look_up(_joined(text, words, first, stop), language) is not None:
            yield _run(text, words, first, stop, language, Before(titled, placed, article, opens))
            return
        if _is_common(folded[0], language) and (opens or len(folded) == 1 or not words[first][0].isupper()):
            placed = language.has("names.place", folded[0])
            article = language.has("names.articles", folded[0])
            first, opens = first + 1, False
            continue
        nation = _longest(folded, "names.nations", language) or _country(text, words, first, stop, language)
        if nation and nation < len(folded) - 1:
            yield _run(text, words, first, first + nation, language, _NOTHING._replace(placed=placed))
            first, placed, opens = first + nation, False, False
            continue
        cut = _title_inside(folded, language)
        if cut:
            alone = _NOTHING._replace(placed=placed, opens=opens)
            yield _run(text, words, first, first + cut, language, alone)
            first, placed, opens = first + cut, False, False
            continue
        if not (article and _may_be_noun(words[first][0])) or len(folded) > 1 or titled or nation:
            yield _run(text, words, first, stop, language, Before(titled, placed, article, opens))
        return


def _ends_with_title(before: Sequence[str], language: Language) -> bool:
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
    if stop - first == 1:
        return _bare(words[first][0])
    return _bare(" ".join(text[words[first].start() : words[stop - 1].end()].split()))


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
    text: str, words: Sequence[re.Match[str]], first: int, stop: int, language: Language, before: Before
) -> Run:
    start, end = words[first].start(), words[stop - 1].end()
    shown = _joined(text, words, first, stop)
    end = start + len(_bare(text[start:end]))
    parts = tuple(word[0] for word in words[first:stop])
    parts = (*parts[:-1], _bare(parts[-1]))
    titled, placed, _, opens = before
    known = look_up(shown, language)
    return Run(start, end, shown, parts, titled=titled, placed=placed, opens=opens, known=known)


def _may_be_noun(word: str) -> bool:
    """Tell whether a capital may be that of any noun, where nouns have one; an abbreviation's is not."""
    return not word.isupper() or len(word) == 1


def _is_common(folded: str, language: Language) -> bool:
    return language.has("function_words", folded) or language.has("names.not_names", folded)


def _longest(folded: Sequence[str], table: str, language: Language) -> int:
    """Return how many words at the beginning stand in a list, 0 where none do."""
    if folded[0] not in _first_words(table, language):
        return 0
    for length in range(min(_LONGEST_PHRASE, len(folded)), 0, -1):
        if language.has(table, " ".join(folded[:length])):
            return length
    return 0


@cache
def _first_words(table: str, language: Language) -> frozenset[str]:
    return frozenset(entry.split(" ")[0] for entry in language.lists.get(table, ()))

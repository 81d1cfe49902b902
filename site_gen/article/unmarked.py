"""Names in a script without capitals: what the gazetteer knows, and who has a title beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter

from site_gen.article.gazetteer import Known, find_all
from site_gen.article.language import Language, fold, load_language
from site_gen.article.runs import Run

_KATAKANA_NAME = "[\u30a1-\u30fa][\u30a1-\u30fa\u30fb\u30fc\uff1d]+[\u30a1-\u30fa\u30fc]"
_ADJECTIVE = "\u0627\u0644"
_MOST_WORDS = 2


def find(
    text: str, sentences: Iterable[tuple[int, int]], taken: Sequence[tuple[int, int]], language: Language
) -> list[tuple[int, Run]]:
    """Return the names in these sentences, in order, each behind where it stands; `taken` are the spans of
    dates, sorted.
    """
    found: list[tuple[int, Run]] = []
    for start, end in sentences:
        here = [
            (at, _run(text[at:stop], titled=True))
            for at, stop in _titled(text, start, end, language)
            if not _overlaps(taken, at, stop)
        ]
        held = [(at, at + run.end) for at, run in here]
        for at, stop, known in find_all(text, start, end, language):
            if not any(first < stop and at < last for first, last in held):
                here.append(
                    (at, _run(text[at:stop], placed=_is_placed(text, start, at, language), known=known))
                )
        found += sorted(here, key=itemgetter(0))
    return found


def _run(written: str, *, titled: bool = False, placed: bool = False, known: Known | None = None) -> Run:
    words = tuple(written.split())
    return Run(0, len(written), written, words, titled=titled, placed=placed, known=known)


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(taken, (end, end)) - 1
    return index >= 0 and taken[index][1] > start


def _titled(text: str, start: int, end: int, language: Language) -> Iterable[tuple[int, int]]:
    """Yield where somebody is named beside a title: before the title where words are not
    set apart, else after it.
    """
    titles = _titles(language.code)
    if titles is None:
        return
    for match in titles.finditer(text, start, end):
        if not language.spaced:
            yield match.span("name")
            continue
        at, words = match.end(), 0
        stop = at
        for word in re.compile(r"\s+([^\W\d_]+)").finditer(text, at, end):
            folded = fold(word[1])
            if word.start() != stop or words == _MOST_WORDS:
                break
            if words == 0 and folded.startswith(_ADJECTIVE):
                stop = at = word.end()
                continue
            if _is_common(folded, language):
                break
            words, stop = words + 1, word.end()
        name = text[at:stop].strip()
        if words:
            yield stop - len(name), stop


@cache
def _titles(code: str) -> re.Pattern[str] | None:
    language = load_language(code)
    titles = sorted(language.lists.get("names.titles", ()), key=lambda title: (-len(title), title))
    if not titles:
        return None
    any_title = "|".join(map(re.escape, titles))
    if not language.spaced:
        return re.compile(f"(?P<name>{_KATAKANA_NAME})(?={any_title})")
    return re.compile(rf"(?<!\w)و?(?:{any_title})(?!\w)")


def _is_common(folded: str, language: Language) -> bool:
    acts = (name for name in language.sets if name.startswith("acts."))
    return (
        language.has("function_words", folded)
        or language.has("names.place", folded)
        or any(language.has(name, folded) for name in acts)
        or folded.startswith(_ADJECTIVE)
    )


def _is_placed(text: str, start: int, at: int, language: Language) -> bool:
    before = text[start:at].split()
    return bool(before) and language.has("names.place", fold(before[-1]))

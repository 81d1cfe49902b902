"""The search index: which event has which word, in files small enough to be fetched one by one.

A term is a word of an event as `stems` compares it: its surface and its stem, by the language of its text.
All languages of a site share one index, so that a reader finds by the words of any of them. Its files hold
the terms that begin alike; a prefix is as long as it must be for a file not to be too large.

Events are known by their number in the order of time. A term's postings are twice that number, and one more
where the term stands in a title, each less the one before it, as `packed` writes them.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from site_gen.content.event import Event
from site_gen.dates import display
from site_gen.site import stems
from site_gen.site.cards import facet_name
from site_gen.site.facets import KINDS
from site_gen.site.model import Site

FULL = 20_000
"""Characters of a file above which it is divided, unless it holds one term."""
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

Terms = Mapping[str, Sequence[int]]


class _TermsOf(dict[str, tuple[str, ...]]):
    """The terms of each word of one language, worked out when they are first asked for."""

    def __init__(self, lang: str) -> None:
        super().__init__(dict.fromkeys(stems.stop_words(lang), ()))
        self.lang = lang

    def __missing__(self, word: str) -> tuple[str, ...]:
        terms = (stems.surface(word), stems.stem(word, self.lang))
        self[word] = found = terms[:1] if terms[0] == terms[1] else terms
        return found


@functools.cache
def _terms_of(lang: str) -> _TermsOf:
    return _TermsOf(lang)


def collect_terms(site: Site) -> dict[str, list[int]]:
    """Return the postings of each term: ascending, an event once for all its languages."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(site.timeline.events):
        titles: set[str] = set()
        others: set[str] = set()
        for lang in site.config.languages:
            own = site.event(event.slug, lang)
            terms = _terms_of(lang).__getitem__
            texts = _texts(site, own, event.slug, lang)
            others.update(*map(terms, set(stems.words_of(" ".join(texts)))))
            # A title that is not translated is in its own language on all pages.
            terms = _terms_of(own.lang).__getitem__
            titles.update(*map(terms, set(stems.words_of(own.title))))
        for term in titles:
            found[term].append(2 * number + 1)
        for term in others - titles:
            found[term].append(2 * number)
    return found


def _texts(site: Site, own: Event, slug: str, lang: str) -> Iterator[str]:
    """Yield what is read of an event beside its title; of a body nothing: its edits change no file."""
    # A text that is not translated is read where it is at home.
    if own.lang == lang:
        yield own.summary
        yield own.date_label
    yield display.words(own.date, lang)
    for kind in KINDS:
        for facet in site.facets.of(kind, slug):
            yield facet_name(site, facet, lang)


def divided(terms: Terms, full: int = FULL) -> dict[str, str]:
    """Return the text of each file of an index by the prefix that its terms share.

    A line holds a term, a space and its postings. A term stands in the file of the longest prefix that it
    begins with.
    """
    lines = [(term, f"{term} {packed(postings)}") for term, postings in sorted(terms.items())]
    return {prefix: "\n".join(line for _, line in own) for prefix, own in _parts(lines, full, 0)}


Line = tuple[str, str]


def _parts(lines: Sequence[Line], full: int, depth: int) -> Iterator[tuple[str, Sequence[Line]]]:
    size = sum(len(line) + 1 for _, line in lines)
    if size <= full or len(lines) < 2:
        yield (lines[0][0][:depth] if lines else ""), lines
        return
    for _, group in itertools.groupby(lines, key=lambda line: line[0][: depth + 1]):
        own = list(group)
        if len(own[0][0]) <= depth:
            # The term that is itself the prefix of all the others.
            yield own[0][0], own
        else:
            yield from _parts(own, full, depth + 1)


class _Digits(dict[int, str]):
    """Numbers in digits of five bits, all but the last of each marked by a sixth."""

    def __missing__(self, number: int) -> str:
        rest, text = number >> 5, DIGITS[number & 31]
        while rest:
            rest, text = rest >> 5, DIGITS[32 | rest & 31] + text
        self[number] = text
        return text


_DIGITS = _Digits()


def packed(numbers: Sequence[int]) -> str:
    """Write ascending numbers as their differences, each in digits of five bits, all but its last marked."""
    return "".join(map(_DIGITS.__getitem__, map(operator.sub, numbers, (0, *numbers))))


def file_name(prefix: str) -> str:
    """Return how the file of a prefix is called: letters that are not plain stand by their numbers."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in prefix)

"""What a page declares → the head of a clean text: the facts of a header, with the places of their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from site_gen.article.language import fold
from site_gen.article.page.facts import Fact, Facts
from site_gen.article.page.main_content import MainContent
from site_gen.article.page.moments import is_unset, iso_moment
from site_gen.article.page.words import Placing, Words
from site_gen.article.read import Line

_BESIDE_SITE = re.compile(r"\s+[|–—·»-]\s+")
_MOST_SITE_WORDS = 4
_LEAST_TITLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a clean text: its words and their places, the header's facts with the offsets of those that
    have some, the declared title, moments of publication that are written for readers,
    and whom trafilatura takes for the author.
    """

    text: str
    placing: Placing
    header: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]
    title: Line | None
    moments: tuple[Line, ...]
    author: str | None


def head_of(source: str, declared: Facts, kept: MainContent | None) -> Head:
    """Write down the surest of each kind of fact; trafilatura stands in for what is not declared."""
    words = Words(source)
    header: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    title, site = _title(declared)

    def line(fact: Fact) -> Line:
        start = words.length
        words.put(fact.value, fact.start, fact.end)
        end = words.length
        words.part(fact.end, "\n")
        return Line(start, end, fact.value, new_block=True)

    shown = line(title) if title else None
    moments = [(fact, iso_moment(fact.value)) for fact in declared.published if not is_unset(fact.value)]
    sure = next(((fact, iso) for fact, iso in moments if iso), None)
    unsure = [] if sure else [line(fact) for fact, _ in moments[:5]]
    if sure:
        written = line(sure[0])
        header["published"], spans["published"] = sure[1] or "", (written.start, written.end)
    elif unsure:
        header["published"], spans["published"] = unsure[0].text, (unsure[0].start, unsure[0].end)
    if declared.lang:
        written = line(declared.lang[0])
        header["lang"], spans["lang"] = written.text, (written.start, written.end)
    for key, facts_, other in (
        ("publisher", declared.publisher, site or (kept.publisher if kept else None)),
        ("author", declared.author, None),
        ("url", declared.url, None),
    ):
        if facts_ or other:
            header[key] = facts_[0].value if facts_ else other or ""
    text, placing = words.finish()
    return Head(text, placing, header, spans, shown, tuple(unsure), kept.author if kept else None)


def _title(declared: Facts) -> tuple[Fact | None, str | None]:
    """Return the declared title without the name of the site beside it, and that name."""
    if not declared.title:
        return None, None
    fact = declared.title[0]
    known = {fold(one.value) for one in declared.publisher}
    parts = _BESIDE_SITE.split(fact.value)
    if len(parts) < 2:
        return fact, None
    for site, rest in (
        (parts[-1], fact.value[: fact.value.rindex(parts[-1])]),
        (parts[0], fact.value[len(parts[0]) :]),
    ):
        title = rest.strip(" |–—·»-")
        by_name = fold(site) in known
        by_shape = (
            not known and len(site.split()) <= _MOST_SITE_WORDS and len(title.split()) >= _LEAST_TITLE_WORDS
        )
        if title and (by_name or (by_shape and len(declared.title) == 1)):
            at = fact.value.index(title)
            exact = fact.end - fact.start == len(fact.value)
            start, end = (fact.start + at, fact.start + at + len(title)) if exact else (fact.start, fact.end)
            return Fact(title, start, end), site
    return fact, None

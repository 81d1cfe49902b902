"""Where an article tells what the site tells already: a second source, proposed and never merged.

The sign is a date with a day in common, and names in common. Names are compared as ASCII words, so that
`Громыко` and `Gromyko` are one; the words of an event's titles in all its languages count with its actors
and places. The coarser the date, the more words of names are asked for, one less where both dates are the
same, and a word that is all over the site tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from site_gen import paths
from site_gen.article import Episode
from site_gen.article.units import GUESSES
from site_gen.content.event import Event
from site_gen.dates import EDTFError, HistoricalDate, parse_edtf

_SHORTEST_WORD = 3
_MONTH, _YEARS = 31, 3 * 366
"""Days: dates within a month ask for one word of a name, within three years for two, wider ones for three."""
_EVERYWHERE = 0.2
_FEW_EVENTS = 3


class Dates(StrEnum):
    """How the two dates agree: the same value, or days in common."""

    EQUAL = "equal"
    OVERLAPPING = "overlapping"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that an episode seems to tell again.

    `file` is the episode's draft, `event` the event's file; `date` is the event's EDTF, `names` are those in
    common as the article has them, and `sources` the lines to paste under its `sources:`, an empty text
    where it cites the article already.
    """

    episode: str
    file: str
    event: str
    title: str
    dates: Dates
    date: str
    names: tuple[str, ...]
    sources: str


@dataclass(frozen=True, slots=True)
class _Known:
    event: Event
    names: frozenset[tuple[str, ...]]
    title: frozenset[str]


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a site that are not of one article, by the words that they are known by; `common` are
    words that tell nothing.
    """

    by_word: Mapping[str, tuple[_Known, ...]]
    common: frozenset[str]


def events_beside(events: Mapping[str, Mapping[str, Event]], article: str) -> Events:
    """Return the events (by slug, then language) that were not drafted from an article."""
    known = []
    for by_lang in events.values():
        event = next(iter(by_lang.values()))
        if not any(origin.rpartition("#")[0] == article for origin in event.origin):
            known.append(_known(event, tuple(by_lang.values())))
    by_word: dict[str, list[_Known]] = {}
    for each in known:
        for word in _all_words(each):
            by_word.setdefault(word, []).append(each)
    many = max(len(known) * _EVERYWHERE, _FEW_EVENTS)
    common = frozenset(word for word, named in by_word.items() if len(named) > many)
    return Events({word: tuple(named) for word, named in by_word.items()}, common)


def propose(episode: Episode, file: str, events: Events, lines: str) -> Proposal | None:
    """Return the event that an episode of the article with the draft `file` seems to tell, None where none
    does.

    `lines` cite the article for the episode. Of several the one with the nearest date and the most names.
    """
    if episode.date is None or not GUESSES.isdisjoint(episode.flags):
        return None
    try:
        date = parse_edtf(episode.date, episode.part)
    except EDTFError:
        return None
    names = [(name, _words(name)) for name in (*episode.actors, *episode.places)]
    telling = frozenset().union(*(words for _, words in names)) - events.common
    candidates = {known.event.slug: known for w in sorted(telling) for known in events.by_word.get(w, ())}
    found: list[tuple[bool, int, Proposal]] = []
    for known in (candidates[slug] for slug in sorted(candidates)):
        event, agreement = known.event, _agreement(date, known.event.date)
        if agreement is None:
            continue
        told = {name: _told(words, known) - events.common for name, words in names}
        shared = frozenset().union(*told.values())
        if len(shared) < max(1, _asked(date, event.date) - (agreement is Dates.EQUAL)):
            continue
        cited = any(citation.id == episode.id.rpartition("#")[0] for citation in event.sources)
        common = tuple(name for name, words in told.items() if words)
        text = "" if cited else lines
        proposal = Proposal(
            episode.id, file, event.file.path, event.title, agreement, event.date.edtf, common, text
        )
        found.append((agreement is Dates.EQUAL, len(shared), proposal))
    return max(found, key=lambda each: each[:2])[2] if found else None


def _known(event: Event, texts: Iterable[Event]) -> _Known:
    names: set[tuple[str, ...]] = set()
    title: set[str] = set()
    for text in texts:
        names |= {_words(name) for name in (*text.actors, *(place.name for place in text.places))}
        title.update(_words(text.title))
    return _Known(event, frozenset(names - {()}), frozenset(title))


def _all_words(known: _Known) -> set[str]:
    return set(known.title).union(*known.names)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text in ASCII, without case; initials and particles of two letters are none."""
    words = (word for piece in text.split() for word in paths.slugify(piece).split("-"))
    return tuple(word for word in words if len(word) >= _SHORTEST_WORD)


def _told(words: tuple[str, ...], known: _Known) -> frozenset[str]:
    """Return the words of a name by which an event has it: in one of its own names, or in its title."""
    named = (set(words).intersection(name) for name in known.names if _is_same(words, name))
    return frozenset(known.title.intersection(words)).union(*named)


def _is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names are one: the same, longer or shorter (`Yeltsin`, `Boris Yeltsin`), or with a
    first name that is written otherwise (`Josef Stalin`, `Joseph Stalin`).
    """
    if not one:
        return False
    return (
        set(one) <= set(other) or set(other) <= set(one) or (one[0][0], one[-1]) == (other[0][0], other[-1])
    )


def _agreement(one: HistoricalDate, other: HistoricalDate) -> Dates | None:
    if one.edtf == other.edtf and one.part == other.part:
        return Dates.EQUAL
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return None
    meet = one.earliest <= other.latest and other.earliest <= one.latest
    return Dates.OVERLAPPING if meet else None


def _asked(one: HistoricalDate, other: HistoricalDate) -> int:
    """Return how many words of names are needed beside two dates: by the wider of the two."""
    spans = [
        d.latest - d.earliest + 1 if d.earliest is not None and d.latest is not None else _YEARS + 1
        for d in (one, other)
    ]
    wider = max(spans)
    return 1 if wider <= _MONTH else 2 if wider <= _YEARS else 3

"""What events can be filtered by: the choices of each kind, and the events that bear them, for a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from site_gen.content.event import Event
from site_gen.dates import BoundKind, DateKind, HistoricalDate
from site_gen.site.cards import facet_name
from site_gen.site.config import in_language
from site_gen.site.listings import citing_events
from site_gen.site.model import Site
from site_gen.site.search_index import packed

STATUSES = ("established", "reported", "disputed", "refuted")
CERTAINTIES = ("exact", "approximate", "alternatives", "open")


class Choice(NamedTuple):
    """A choice: how it stands in an address, what readers call it, and the numbers of its events in order."""

    key: str
    name: str
    events: Sequence[int]


def certainty(date: HistoricalDate) -> str:
    """Return how sure a date is, as one of `CERTAINTIES`."""
    if date.kind is DateKind.ONE_OF:
        return "alternatives"
    if date.approximate or date.uncertain or date.part:
        return "approximate"
    if date.earliest_kind != BoundKind.DATE or date.latest_kind != BoundKind.DATE:
        return "open"
    return "exact"


def choices(site: Site, lang: str) -> dict[str, tuple[Choice, ...]]:
    """Return the choices of each kind that has any; lanes and periods as the editor ordered them, tags,
    actors, places and sources with most events first.
    """
    made = {kind: tuple(make(site, lang)) for kind, make in _KINDS.items()}
    return {kind: own for kind, own in made.items() if own}


def data(own: Sequence[Choice]) -> list[tuple[str, str, str]]:
    """Return choices as the script takes them: key, name and packed numbers."""
    return [(choice.key, choice.name, packed(choice.events)) for choice in own]


def _numbers(site: Site) -> Mapping[str, int]:
    return site.shared(
        ("numbers",), lambda: {event.slug: number for number, event in enumerate(site.timeline.events)}
    )


def _lanes(site: Site, lang: str) -> Iterator[Choice]:
    bearing = _by(site, lambda event: event.lane)
    for lane in site.config.lanes:
        if lane.key in bearing:
            yield Choice(lane.key, in_language(lane.name, lang), bearing[lane.key])


def _periods(site: Site, lang: str) -> Iterator[Choice]:
    numbers = _numbers(site)
    bearing: dict[str, list[int]] = {}
    for chapter in site.timeline.chapters:
        if chapter.period:
            own = (numbers[event.slug] for event in chapter.events)
            bearing.setdefault(chapter.period.key, []).extend(own)
    for period in site.timeline.periods:
        if period.key in bearing:
            yield Choice(period.key, in_language(period.name, lang), sorted(bearing[period.key]))


def _statuses(site: Site, lang: str) -> Iterator[Choice]:
    named = status_words(site, lang)
    bearing = _by(site, lambda event: event.status)
    for key in STATUSES:
        if key in bearing:
            yield Choice(key, named[key], bearing[key])


def status_words(site: Site, lang: str) -> Mapping[str, str]:
    """Return how readers call how sure a claim is."""
    words = site.words[lang]
    named = (
        words.gettext("established"),
        words.gettext("reported"),
        words.gettext("disputed"),
        words.gettext("refuted"),
    )
    return dict(zip(STATUSES, named, strict=True))


def _certainties(site: Site, lang: str) -> Iterator[Choice]:
    words = site.words[lang]
    named = (
        words.gettext("as stated"),
        words.gettext("approximate or uncertain"),
        words.gettext("one of several"),
        words.gettext("open at an end"),
    )
    bearing = _by(site, lambda event: certainty(event.date))
    for key, name in zip(CERTAINTIES, named, strict=True):
        if key in bearing:
            yield Choice(key, name, bearing[key])


def _by(site: Site, key: Callable[[Event], str]) -> dict[str, list[int]]:
    bearing: dict[str, list[int]] = {}
    for number, event in enumerate(site.timeline.events):
        bearing.setdefault(key(event), []).append(number)
    return bearing


def _facets(kind: str) -> Callable[[Site, str], Sequence[Choice]]:
    def make(site: Site, lang: str) -> Sequence[Choice]:
        numbers = _numbers(site)
        facets = site.facets.by_slug[kind].values()
        found = [
            Choice(f.slug, facet_name(site, f, lang), [numbers[slug] for slug in f.events]) for f in facets
        ]
        return _most_first(found)

    return make


def _sources(site: Site, lang: str) -> Sequence[Choice]:
    del lang
    numbers, found = _numbers(site), []
    for id_, events in citing_events(site).items():
        if source := site.content.sources.get(id_):
            found.append(Choice(source.slug, source.title, [numbers[event.slug] for event in events]))
    return _most_first(found)


def _most_first(found: Sequence[Choice]) -> Sequence[Choice]:
    return sorted(found, key=lambda choice: (-len(choice.events), choice.name, choice.key))


_KINDS: Mapping[str, Callable[[Site, str], Iterator[Choice] | Sequence[Choice]]] = {
    "lane": _lanes,
    "period": _periods,
    "status": _statuses,
    "date": _certainties,
    "tag": _facets("tags"),
    "actor": _facets("actors"),
    "place": _facets("places"),
    "source": _sources,
}

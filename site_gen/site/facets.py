"""Tags, actors and places: which events bear them, what they are called in each language, where they stand.

A facet is known by its name in the default language. A translation names the same ones in the same order, so
that the page of a tag has its counterpart in every language.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from site_gen.content.event import Event
from site_gen.diagnostics import Diagnostic, Severity, diagnose
from site_gen.paths import slugify

Values = Callable[[Event], Sequence[str]]
KINDS: Mapping[str, Values] = {
    "tags": lambda event: event.tags,
    "actors": lambda event: event.actors,
    "places": lambda event: tuple(place.name for place in event.places),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """A tag, actor or place: its slug, its names by language, the slugs of its events in order of time."""

    kind: str
    slug: str
    names: Mapping[str, str]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """All facets by kind and slug, and the slugs of each event's facets in its editor's order, by kind."""

    by_slug: Mapping[str, Mapping[str, Facet]]
    of_event: Mapping[tuple[str, str], tuple[str, ...]]

    def of(self, kind: str, event: str) -> tuple[Facet, ...]:
        """Return the facets of one kind that an event bears."""
        return tuple(self.by_slug[kind][slug] for slug in self.of_event.get((kind, event), ()))


def find_facets(
    events: Sequence[Event], translated: Mapping[str, Mapping[str, Event]]
) -> tuple[Facets, list[Diagnostic]]:
    """Collect the facets of events that stand in order, and what is wrong with their translations."""
    found: list[Diagnostic] = []
    by_slug: dict[str, Mapping[str, Facet]] = {}
    of_event: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, values in KINDS.items():
        bearers: dict[str, dict[str, None]] = {}
        names: dict[str, dict[str, str]] = {}
        for event in events:
            by_lang = translated[event.slug]
            own = values(event)
            others = _others(event, by_lang, kind, found) if len(by_lang) > 1 else {}
            slugs: dict[str, None] = {}
            for position, name in enumerate(own):
                slug = slugify(name)
                if not slug:
                    found.append(_without_slug(event, kind, position, name))
                    continue
                known = names.setdefault(slug, {event.lang: name})
                first = known.get(event.lang, name)
                if first != name and _letters(first) != _letters(name):
                    found.append(_same_address(event, kind, position, name, first))
                # Keys of a dict: an event that names one twice bears it once, and stands in order.
                slugs[slug] = None
                for lang, other in others.items():
                    known.setdefault(lang, other[position])
            for slug in slugs:
                bearers.setdefault(slug, {})[event.slug] = None
            if slugs:
                of_event[kind, event.slug] = tuple(slugs)
        by_slug[kind] = {
            slug: Facet(kind, slug, names[slug], tuple(bearers[slug])) for slug in sorted(bearers)
        }
    return Facets(by_slug, of_event), found


def _others(
    event: Event, by_lang: Mapping[str, Event], kind: str, found: list[Diagnostic]
) -> dict[str, Sequence[str]]:
    """Return what translations call the facets of an event, by language; one that names another number of
    them is reported.
    """
    values = KINDS[kind]
    own, others = values(event), {}
    for lang, other in by_lang.items():
        if other is event:
            continue
        theirs = values(other)
        if len(theirs) != len(own):
            found.append(_unequal(event, other, kind))
        # A translation that gives no tags of its own holds the original's; that names nothing anew.
        elif theirs != own:
            others[lang] = theirs
    return others


@functools.lru_cache(maxsize=65536)
def _letters(name: str) -> str:
    """Return a name without what may differ between two spellings of one: case, space and hyphens."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in plain if not char.isspace() and char not in "-_.'’")


def _same_address(event: Event, kind: str, position: int, name: str, first: str) -> Diagnostic:
    offset, length = event.marks.get(f"{kind}.{position}", event.marks.get(kind, (0, 1)))
    message = f"`{name}` has the same address as `{first}`, and is shown as that"
    hint = "write one of them otherwise, so that their letters and digits differ"
    return diagnose(event.file, offset, "E124", message, hint, length=length, severity=Severity.WARNING)


def _without_slug(event: Event, kind: str, position: int, name: str) -> Diagnostic:
    offset, length = event.marks.get(f"{kind}.{position}", event.marks.get(kind, (0, 1)))
    message = f"`{name}` has no letter or digit that could stand in an address"
    return diagnose(event.file, offset, "E123", message, "write it with letters", length=length)


def _unequal(event: Event, other: Event, kind: str) -> Diagnostic:
    offset, length = other.marks.get(kind, (0, 3))
    values = KINDS[kind]
    message = f"names {len(values(other))} {kind}, where `{event.file.path}` names {len(values(event))}"
    hint = "translate each of them, in the same order; until then they are shown untranslated"
    return diagnose(other.file, offset, "E107", message, hint, length=length, severity=Severity.WARNING)

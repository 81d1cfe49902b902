"""The events around one: before and after it, in time and within its lane, and those that it is tied to."""

from __future__ import annotations

from collections.abc import Iterable

from site_gen.content.event import Event
from site_gen.dates import display
from site_gen.site.cards import event_date
from site_gen.site.model import Site
from site_gen.site.view_parts import Link, NeighbourView, RelatedGroup

Surroundings = tuple[tuple[NeighbourView, ...], tuple[RelatedGroup, ...]]


def surroundings(site: Site, slug: str, lang: str, page: str) -> Surroundings:
    """Return the events before and after one, and the other events that it is tied to, by kind of tie.

    Each event is shown once: one that stands in several relations is shown with all of them, under the first.
    """
    here = site.event(slug, lang)
    ties = _ties(site, here)
    near = _near(site, slug)
    neighbours = tuple(
        _shown(site, here, other, (*places, *ties.pop(other, ())), lang, page)
        for other, places in near.items()
    )
    groups: dict[str, list[NeighbourView]] = {}
    for other, relations in ties.items():
        shown = _shown(site, here, other, relations, lang, page)
        groups.setdefault(relations[0], []).append(shown)
    return neighbours, tuple(RelatedGroup(relation, tuple(each)) for relation, each in groups.items())


def _near(site: Site, slug: str) -> dict[str, tuple[str, ...]]:
    """Return where the neighbours of an event stand, those before it first."""
    around = site.timeline.around[slug]
    # Further away in time is what stands in the lane alone.
    order = ("lane_before", "before", "after", "lane_after")
    found: dict[str, tuple[str, ...]] = {}
    for name in ("before", "after", "lane_before", "lane_after"):
        other = getattr(around, name)
        if other is not None:
            # Who is next in time and in the lane is next in time.
            found.setdefault(other.slug, (name.replace("_", "-"),))
    return dict(sorted(found.items(), key=lambda item: order.index(item[1][0].replace("-", "_"))))


def _ties(site: Site, event: Event) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for relation in event.related:
        slug = site.slugs_by_file.get(relation.event.removesuffix(".md"))
        if slug and slug != event.slug and relation.relation not in found.get(slug, ()):
            found[slug] = (*found.get(slug, ()), relation.relation)
    return found


def _shown(
    site: Site, here: Event, slug: str, relations: Iterable[str], lang: str, page: str
) -> NeighbourView:
    other = site.event(slug, lang)
    relations = tuple(relations)
    earlier = relations[0].endswith("before")
    later = relations[0].endswith("after")
    gap = ""
    if earlier or later:
        first, second = (other, here) if earlier else (here, other)
        gap = display.gap(first.date, second.date, lang)
    link = Link(other.title, site.addresses.url(site.addresses.path(lang, "events", slug), page))
    text_lang = other.lang if other.lang != lang else ""
    return NeighbourView(link, event_date(other, lang), gap, text_lang, relations)

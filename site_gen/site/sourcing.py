"""What the sources of an event say: from which words its date was read, where they disagree, and all that
rests on one source.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence

from site_gen.content.event import Event
from site_gen.content.event_keys import Citation, Conflict
from site_gen.content.sources import Source
from site_gen.dates import DateKind
from site_gen.site.cards import cite, date_view, event_date, source_link, translated
from site_gen.site.model import Site
from site_gen.site.view_parts import CiteView, ClaimGroup, ClaimView, ConflictView, Link, WorkView

_MOST_REASONS = 3
"""Readings of a disputed date of which each is given its words."""


def works(site: Site, event: Event, lang: str, page: str) -> tuple[WorkView, ...]:
    """Show the sources of an event in its editor's order, each once, with all that is cited of it."""
    by_source: dict[str, list[CiteView]] = {}
    for citation in event.sources:
        if source := site.content.sources.get(citation.id):
            shown = cite(site, event, citation, source, lang, page)
            by_source.setdefault(citation.id, []).append(shown)
    return tuple(_work(site.content.sources[id_], group, lang) for id_, group in by_source.items())


def _work(source: Source, group: list[CiteView], lang: str) -> WorkView:
    first = group[0]
    issued = date_view(source.issued, lang) if source.issued else None
    return WorkView(
        title=first.title,
        short=first.short,
        url=first.url,
        lang=first.lang,
        language=first.language,
        issued=issued,
        address=source.url,
        archive=source.archive,
        cites=tuple(group),
    )


def reasons(event: Event, alternatives: Iterable[str], shown: Sequence[WorkView]) -> tuple[CiteView, ...]:
    """Return the words that an event's date was read from: the first that give it, or for each of its
    `alternatives` (EDTF) the first that give that.
    """
    said = [each for work in shown for each in work.cites]
    with_date = [each for each in said if each.date and each.date.edtf == event.date.edtf]
    if event.date.kind is DateKind.ONE_OF:
        firsts: dict[str, CiteView] = {}
        for each in said:
            if each.date:
                firsts.setdefault(each.date.edtf, each)
        if found := tuple(firsts[edtf] for edtf in alternatives if edtf in firsts):
            return found[:_MOST_REASONS]
    # A date that is taken over from the passage before has no words of its own, but what it leans on.
    return tuple(with_date[:1] or [each for each in said if each.anchor][:1])


def conflicts(site: Site, event: Event, lang: str, page: str) -> tuple[ConflictView, ...]:
    """Show where sources disagree. What is cited in the same words tells where these stand, what they mean
    and which date they give.
    """
    return tuple(_conflict(site, event, each, lang, page) for each in event.conflicts)


def _conflict(site: Site, event: Event, conflict: Conflict, lang: str, page: str) -> ConflictView:
    source = site.content.sources.get(conflict.source)
    cited = _in_same_words(event, conflict)
    shown = cite(site, event, cited, source, lang, page) if cited and source else None
    own = translated(conflict.translation, event, source, lang)
    return ConflictView(
        field=conflict.field,
        reads=conflict.reads,
        quoted=source is not None,
        lang=source.language if source else "",
        translation=own or (shown.translation if shown else ""),
        date=shown.date if shown and conflict.field == "date" else None,
        source=source_link(site, conflict.source, lang, page),
        locator=shown.locator if shown else "",
        note=conflict.note,
        settled_by=conflict.settled_by,
    )


def _in_same_words(event: Event, conflict: Conflict) -> Citation | None:
    return next((c for c in event.sources if c.id == conflict.source and c.says == conflict.reads), None)


def claims(
    site: Site, source: Source, events: Iterable[Event], lang: str, page: str
) -> tuple[ClaimGroup, ...]:
    """Show what rests on a source, or is said there against what is given here, in the order of its passages
    and within each in the order of the events.
    """
    by_place: dict[str, list[ClaimView]] = {}
    for event in events:
        for claim in _claims_of(site, source, site.event(event.slug, lang), lang, page):
            by_place.setdefault(claim.cite.locator, []).append(claim)
    return tuple(ClaimGroup(place, tuple(by_place[place])) for place in sorted(by_place, key=place_key))


def _claims_of(site: Site, source: Source, event: Event, lang: str, page: str) -> Iterator[ClaimView]:
    link = Link(event.title, site.addresses.url(site.addresses.path(lang, "events", event.slug), page))
    text_lang = event.lang if event.lang != lang else ""
    disputed = [c for c in event.conflicts if c.source == source.id]
    cited = [(c, any(_in_same_words(event, each) is c for each in disputed)) for c in event.sources]
    cited += [
        (Citation(source.id, says=c.reads, translation=c.translation), True)
        for c in disputed
        if _in_same_words(event, c) is None
    ]
    for citation, against in cited:
        if citation.id == source.id:
            shown = cite(site, event, citation, source, lang, page)
            if citation not in event.sources:
                # Nobody said which date they give.
                shown = dataclasses.replace(shown, date=None)
            yield ClaimView(link, text_lang, event_date(event, lang), event.status, shown, against)


def place_key(locator: str) -> tuple[bool, tuple[tuple[int, int, str], ...]]:
    """Sort key of a place in a source: numbers by their value, `¶ 2` before `¶ 10`; no place comes last."""
    parts = re.findall(r"[0-9]+|[^0-9\s]+", locator.casefold())
    numbers = [part.lstrip("0") for part in parts]
    return not parts, tuple(
        (0, len(number), number) if "0" <= part[0] <= "9" else (1, 0, part)
        for part, number in zip(parts, numbers, strict=True)
    )

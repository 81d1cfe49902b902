"""The index: everything by name. Names that are too many for one page are divided by the letters that their
addresses begin with, which are the same in all languages.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from site_gen.digesting import digest
from site_gen.site.cards import facet_name
from site_gen.site.config import in_language
from site_gen.site.digests import Digests
from site_gen.site.listings import citing_events
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts
from site_gen.site.shell import make_shell
from site_gen.site.view_parts import IndexGroup, Link
from site_gen.site.views import IndexView

MOST_NAMES = 300
"""Names of one kind that a page lists at most."""
FOLDER = "index"


class Entry(NamedTuple):
    """A name of the index: where its page is, and the number of its events."""

    name: str
    slug: str
    events: int


def index_pages(site: Site, known: Digests, lang: str, most: int = MOST_NAMES) -> Iterator[Page]:
    """Yield the index, and a page for each part of a kind that has more than `most` names."""
    page = site.addresses.path(lang, "browse")
    groups = [IndexGroup("periods", _period_entries(site, lang, page))]
    parts: list[Page] = []
    for kind, entries in _entries(site, lang):
        if len(entries) <= most:
            groups.append(_group(site, kind, entries, lang, page))
            continue
        listed = []
        for prefix, own in by_letters(sorted(entries, key=lambda entry: entry.slug), most):
            others = counterparts(site, FOLDER, f"{kind}-{prefix}")
            there = others[lang]
            in_order = [entry for entry in entries if entry in own]
            title = f"{site.words[lang].gettext('Index')}: {_shown(prefix)}"
            parts.append(
                _page(site, known, lang, others, title, (_group(site, kind, in_order, lang, there),))
            )
            listed.append((Link(_shown(prefix), site.addresses.url(there, page)), len(own)))
        groups.append(IndexGroup(kind, tuple(listed)))
    shown = tuple(group for group in groups if group.entries)
    title = site.words[lang].gettext("Index")
    yield _page(site, known, lang, counterparts(site, "browse"), title, shown)
    yield from parts


def by_letters(entries: Sequence[Entry], most: int, depth: int = 1) -> Iterator[tuple[str, set[Entry]]]:
    """Divide entries in order of their slugs by first letters: by as many as it takes for `most` a part."""
    for prefix, group in itertools.groupby(entries, key=lambda entry: entry.slug[:depth]):
        own = list(group)
        if len(own) <= most or depth > len(prefix):
            yield prefix, set(own)
        else:
            yield from by_letters(own, most, depth + 1)


def _shown(prefix: str) -> str:
    return f"{prefix[:1].upper()}{prefix[1:]}…"


def _page(
    site: Site,
    known: Digests,
    lang: str,
    others: dict[str, str],
    title: str,
    groups: tuple[IndexGroup, ...],
) -> Page:
    facts = {"shell": known.shell(lang), "groups": digest(groups)}
    make = partial(_make, site, lang, others, title, groups)
    return Page(others[lang], "browse.html", lang, facts, make, counterparts=others)


def _make(site: Site, lang: str, others: dict[str, str], title: str, groups: tuple[IndexGroup, ...]) -> Made:
    shell = make_shell(site, lang, others[lang], title, "", others, template="browse.html")
    return Made(IndexView(shell, groups))


def _entries(site: Site, lang: str) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the names of each kind in the order of their letters."""
    for kind in ("actors", "tags", "places"):
        facets = site.facets.by_slug[kind].values()
        yield kind, sorted(Entry(facet_name(site, f, lang), f.slug, len(f.events)) for f in facets)
    citing = citing_events(site)
    works = sorted(site.content.sources.values(), key=lambda source: (source.title.casefold(), source.id))
    yield "sources", [Entry(work.title, work.slug, len(citing.get(work.id, ()))) for work in works]


def _group(site: Site, kind: str, entries: Sequence[Entry], lang: str, page: str) -> IndexGroup:
    addresses = site.addresses
    return IndexGroup(
        kind,
        tuple(
            (Link(entry.name, addresses.url(addresses.path(lang, kind, entry.slug), page)), entry.events)
            for entry in entries
        ),
    )


def _period_entries(site: Site, lang: str, page: str) -> tuple[tuple[Link, int], ...]:
    counts: dict[str, int] = {}
    for chapter in site.timeline.chapters:
        if chapter.period:
            counts[chapter.period.key] = counts.get(chapter.period.key, 0) + len(chapter.events)
    return tuple(
        (
            Link(
                in_language(p.name, lang),
                site.addresses.url(site.addresses.path(lang, "periods", p.key), page),
            ),
            counts[p.key],
        )
        for p in site.timeline.periods
        if p.key in counts
    )

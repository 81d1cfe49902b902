"""What pages are made from, as digests: the facts by which a build knows that a page is still right.

A page's view is a function of the site, so its facts name every piece of the site that the view reads, in
the grain in which pieces change: a body is a fact of one page, a card (title, date, summary …) of each page
that shows it. Views themselves are made only for pages whose facts changed. A test makes views with equal
facts and holds that they are equal.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from site_gen.content.event import Event
from site_gen.digesting import digest, text_digest
from site_gen.site.cards import facet_name, first_sentence
from site_gen.site.model import Site
from site_gen.timeline.timeline import known_start

Facts = dict[str, str]
"""Named digests that together are the key of a page."""

_KINDS = ("actors", "places", "tags")


def front_digest(event: Event) -> str:
    """Return a digest of all that an event file says above its body, and of what a card takes from the body
    where there is no summary.
    """
    return event.front_digest if event.summary else digest(event.front_digest, first_sentence(event.body))


class Digests:
    """The digests of one site, each worked out once."""

    def __init__(self, site: Site) -> None:
        """Take the site; nothing is worked out yet."""
        self.site = site
        self.shell = functools.cache(self._shell)
        self.headline = functools.cache(self._headline)
        self.front = functools.cache(self._front)
        self.card = functools.cache(self._card)
        self.facet = functools.cache(self._facet)
        self.source = functools.cache(self._source)
        self.scale = digest(site.scale)
        # Where lists are divided, no card shows anything of the site's own line.
        self.drawn = "" if site.is_large else self.scale
        words = [(lang, sorted(of.messages.items()), of.plural_expression) for lang, of in site.words.items()]
        self.settings = digest(site.config, site.generator, words)
        self.styles = digest(
            site.styles.text, site.styles.paper, sorted(site.styles.names.items()), sorted(site.styles.absent)
        )

    def cards(self, slugs: Iterable[str], lang: str) -> str:
        """Digest the cards of some events in their order."""
        return text_digest("\n".join((self.drawn, *(self.card(slug, lang) for slug in slugs))))

    def days(self, events: Sequence[Event]) -> str:
        """Digest where some events are placed in time."""
        return digest([(known_start(event.date), event.time) for event in events])

    def headlines(self, slugs: Iterable[str], lang: str) -> str:
        """Digest how some events are named on the line and as neighbours."""
        return text_digest("\0".join((self.scale, *(self.headline(slug, lang) for slug in slugs))))

    def row_lines(self, slugs: Iterable[str], lang: str) -> str:
        """Digest how some events stand in the rows that are found."""
        own = ((self.headline(slug, lang), self.site.event(slug, lang).status) for slug in slugs)
        return text_digest("\0".join("\0".join(each) for each in own))

    def fronts(self, slugs: Iterable[str], lang: str) -> str:
        """Digest what some event files say above their bodies."""
        return text_digest("\n".join(self.front(slug, lang) for slug in slugs))

    def names(self, slug: str, lang: str) -> str:
        """Digest what the tags, actors and places of an event are called, and where their pages are."""
        of = self.site.facets.of_event
        return text_digest(
            "\0".join(self.facet(kind, each, lang) for kind in _KINDS for each in of.get((kind, slug), ()))
        )

    def _shell(self, lang: str) -> str:
        """Digest what stands around every page of a language."""
        site = self.site
        menu = [
            (slug, prose.menu, prose.title, prose.order)
            for slug in sorted(site.content.pages)
            for prose in [site.prose(slug, lang)]
        ]
        main = [site.content.sources[id_] for id_ in site.main_sources[:3]]
        return digest(self.settings, self.styles, menu, main, site.is_explorable)

    def _headline(self, slug: str, lang: str) -> str:
        e = self.site.event(slug, lang)
        date = (e.date.edtf, e.date.part or "", e.date.calendar, e.time)
        # Nothing that is read holds a NUL.
        return "\0".join((e.slug, e.lang, e.title, *date, e.date_label, e.lane, str(e.importance)))

    def _front(self, slug: str, lang: str) -> str:
        return front_digest(self.site.event(slug, lang))

    def _card(self, slug: str, lang: str) -> str:
        event = self.site.event(slug, lang)
        default = self.site.event(slug, self.site.config.default_language)
        cited = [self.source(c.id) for c in event.sources]
        acting = self.site.facets.of_event.get(("actors", slug), ())
        actors = [self.facet("actors", each, lang) for each in acting]
        front = self.front(slug, lang)
        if event is default and not cited and not actors:
            return front
        return digest(front, default.file.path, cited, actors)

    def _facet(self, kind: str, slug: str, lang: str) -> str:
        """Tell what a tag, actor or place is called, and where its page is."""
        return "\0".join((kind, slug, facet_name(self.site, self.site.facets.by_slug[kind][slug], lang)))

    def _source(self, id_: str) -> str:
        source = self.site.content.sources.get(id_)
        return digest(source) if source else ""

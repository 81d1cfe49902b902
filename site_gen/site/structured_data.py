"""schema.org descriptions of pages, as JSON-LD. They never claim more of a date than is known."""

from __future__ import annotations

import json
from typing import Any

from site_gen.content.event import Event
from site_gen.content.event_keys import Place
from site_gen.content.sources import Source
from site_gen.site.config import in_language
from site_gen.site.model import Site

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def of_site(site: Site, lang: str) -> str:
    """Describe the whole site, for its home page: what search engines call it. That needs an address."""
    url = site.addresses.absolute(site.addresses.path(lang, "home"))
    if not url:
        return ""
    name = in_language(site.config.title, lang)
    return _text({"@context": "https://schema.org", "@type": "WebSite", "name": name, "url": url})


def of_event(site: Site, event: Event, lang: str) -> str:
    """Describe an event's page: an article that covers a time, given in EDTF (ISO 8601-2), and rests on its
    sources.
    """
    cited = [site.content.sources[c.id] for c in event.sources if c.id in site.content.sources]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": event.title,
        "description": event.summary,
        "inLanguage": event.lang,
        "url": site.addresses.absolute(site.addresses.path(lang, "events", event.slug)),
        "temporalCoverage": event.date.edtf,
        "datePublished": event.added,
        "dateModified": event.updated,
        "isPartOf": {"@type": "WebSite", "name": in_language(site.config.title, lang)},
        "mentions": [{"@type": "Thing", "name": name} for name in event.actors],
        "spatialCoverage": [_place(place) for place in event.places],
        "citation": [_work(source) for source in dict.fromkeys(cited)],
        "sameAs": f"https://www.wikidata.org/wiki/{event.wikidata}" if event.wikidata else "",
    }
    return _text(data)


def _place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Place", "name": place.name}
    if place.lat and place.lon:
        # As written: a float could claim digits that nobody gave.
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return data


def _work(source: Source) -> dict[str, Any]:
    work = {
        "@type": "CreativeWork",
        "name": source.title,
        "author": list(source.author),
        "publisher": source.publisher or source.container_title,
        "inLanguage": source.language,
        "url": source.url,
    }
    return {key: value for key, value in work.items() if value}


def _text(data: dict[str, Any]) -> str:
    """Write JSON that can stand inside a script element: no `<`, so that nothing in it can close it."""
    kept = {key: value for key, value in data.items() if value}
    text = _ENCODER.encode(kept)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

"""How to cite the page of an event: in words, as BibTeX and as CSL-JSON.

The day that is named is that of the page's last change as its file tells it, never that of a build or a
visit: the first nobody could look up, the second only the reader knows.
"""

from __future__ import annotations

import functools
import json

from site_gen.content.event import Event
from site_gen.dates import display, parse_edtf
from site_gen.site.config import in_language
from site_gen.site.model import Site
from site_gen.site.view_parts import CitationView

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENCODER = json.JSONEncoder(ensure_ascii=False, indent=1)
# Brackets are commands: BibTeX counts those in a value, also with a backslash before them.
_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


def citation_of(site: Site, event: Event, lang: str) -> CitationView:
    """Return how to cite an event's page in a language. Its key is the slug, which stays, with the language
    where that is not the default one.
    """
    changed = max(event.added, event.updated)
    title = in_language(site.config.title, lang)
    url = site.addresses.absolute(site.addresses.path(lang, "events", event.slug))
    key = event.slug if lang == site.config.default_language else f"{event.slug}.{lang}"
    parts = [f"“{event.title}”", title]
    if changed:
        parts.append(site.words[lang].gettext("as of %(date)s") % {"date": _day(changed, lang)})
    return CitationView(
        text=", ".join(parts),
        bibtex=bibtex(key, event.title, title, url, changed),
        csl_json=csl_json(key, event.title, title, url, changed, event.lang),
    )


def bibtex(key: str, title: str, site_title: str, url: str, changed: str) -> str:
    """Return a BibTeX entry that both BibTeX and biblatex read. `changed` is an ISO date; it and the absolute
    `url` may be empty.
    """
    fields = [
        ("title", f"{{{{{_in_bibtex(title)}}}}}"),
        ("howpublished", f"{{{_in_bibtex(site_title)}}}"),
    ]
    if changed:
        year, month, day = changed.split("-")
        fields += [("year", f"{{{year}}}"), ("month", _MONTHS[int(month) - 1]), ("day", f"{{{int(day)}}}")]
    if url:
        # Addresses are printed as they stand; in one, brackets are written as numbers anyway.
        fields.append(("url", "{" + url.replace("{", "%7B").replace("}", "%7D") + "}"))
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@misc{{{key},\n{lines}}}"


def csl_json(key: str, title: str, site_title: str, url: str, changed: str, lang: str) -> str:
    """Return a CSL-JSON list of one item; see `bibtex`. `lang` is the language of the text."""
    item = {
        "id": key,
        "type": "webpage",
        "title": title,
        "container-title": site_title,
        "issued": {"date-parts": [[int(part) for part in changed.split("-")]]} if changed else None,
        "URL": url,
        "language": lang,
    }
    return _ENCODER.encode([{name: value for name, value in item.items() if value}])


def _in_bibtex(text: str) -> str:
    return " ".join(text.split()).translate(_SIGNS)


@functools.lru_cache(maxsize=4096)
def _day(text: str, lang: str) -> str:
    return display.words(parse_edtf(text), lang)

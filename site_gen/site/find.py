"""The page for finding, with its script and the data that it reads: the search index, filters and rows.

Without the script the page lists everything by name. Data lies in script files that call one function, so
that it can be read from a disk as well; a file is put into the page when it is first needed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from site_gen.content.event import Event
from site_gen.digesting import digest, text_digest
from site_gen.site import choices, search_index, stems
from site_gen.site.cards import event_date, lane_view
from site_gen.site.digests import Digests
from site_gen.site.index import name_groups
from site_gen.site.model import Site
from site_gen.site.page import Made, Page, counterparts
from site_gen.site.shell import make_shell
from site_gen.site.view_parts import IndexGroup
from site_gen.site.views import FindView, RedirectView, ScriptView

SCRIPT = "js/find.js"
TEMPLATE = "find.html"
SCRIPT_TEMPLATE = "script.js"
FOLDER = "find"
ROWS = 128
"""Events whose rows come in one file; they are neighbours in time."""
FEW = 1000
"""Events up to which the index, and the rows, come in one file."""


def find_script(site: Site) -> Iterator[Page]:
    """Yield the script with the rules for words, and the search index, which all languages share."""
    lang = site.config.default_language
    index = _index(site)
    told = {"rules": stems.rules_for(site.config.languages), "prefixes": sorted(index)}
    text = f'"use strict";(() => {{\nconst index = {_json(told)};\n{site.scripts["find"]}}})();'
    yield Page(SCRIPT, SCRIPT_TEMPLATE, lang, {"script": text_digest(text)}, lambda: Made(ScriptView(text)))
    for prefix, lines in index.items():
        name = f"terms-{search_index.file_name(prefix)}"
        make = partial(_make_data, name, lines)
        yield Page(f"{FOLDER}/{name}.js", SCRIPT_TEMPLATE, lang, {"terms": text_digest(lines)}, make)


def _index(site: Site) -> dict[str, str]:
    def make() -> dict[str, str]:
        few = len(site.timeline.events) <= FEW
        terms = search_index.collect_terms(site)
        return search_index.divided(terms, sys.maxsize if few else search_index.FULL)

    return site.shared(("search index",), make)


def find_pages(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    """Yield the page of a language, pages of names that are too many for it, the page at its old address, and
    the data for filters and rows.
    """
    page, others = site.addresses.path(lang, "find"), counterparts(site, "find")
    groups, parts = name_groups(site, known, lang, page)
    data = [*_choice_files(site, lang), *_row_files(site, known, lang)]
    told = [text_digest(text) for text in _index(site).values()]
    # One version for all files: numbers of one state of the site mean nothing in another.
    version = digest(site.scripts["find"], told, [sorted(each.facts.items()) for each in data])[:8]
    facts = {
        "shell": known.shell(lang),
        "groups": digest(groups),
        "version": version,
        "settings": known.settings,
    }
    make = partial(_make_find, site, lang, others, groups, version)
    yield Page(page, TEMPLATE, lang, facts, make, counterparts=others)
    yield from parts
    yield from data
    yield _old_address(site, lang)


def _choice_files(site: Site, lang: str) -> Iterator[Page]:
    for kind, own in _choices(site, lang).items():
        data = choices.data(own)
        make = partial(_make_data, kind, data)
        yield Page(_path(site, lang, kind), SCRIPT_TEMPLATE, lang, {"choices": digest(data)}, make)


def _choices(site: Site, lang: str) -> dict[str, tuple[choices.Choice, ...]]:
    return site.shared(("choices", lang), lambda: choices.choices(site, lang))


def _row_files(site: Site, known: Digests, lang: str) -> Iterator[Page]:
    events, size = site.timeline.events, _rows_in_file(site)
    lanes = digest([(lane.key, lane.name) for lane in site.config.lanes])
    for number, start in enumerate(range(0, len(events), size)):
        own = events[start : start + size]
        told = known.row_lines([event.slug for event in own], lang)
        name = f"rows-{number}"
        facts = {"rows": told, "lanes": lanes}
        yield Page(
            _path(site, lang, name), SCRIPT_TEMPLATE, lang, facts, partial(_make_rows, site, own, lang, name)
        )


def _rows_in_file(site: Site) -> int:
    return FEW if len(site.timeline.events) <= FEW else ROWS


def _make_rows(site: Site, events: Sequence[Event], lang: str, name: str) -> Made:
    lanes = {lane.key: number for number, lane in enumerate(site.config.lanes)}
    rows = []
    for event in events:
        own = site.event(event.slug, lang)
        date, status = event_date(own, lang), choices.STATUSES.index(own.status)
        row: list[Any] = [own.slug, own.title, date.words, date.machine, lanes.get(own.lane, -1), status]
        rows.append([*row, own.lang] if own.lang != lang else row)
    return _make_data(name, rows)


def _make_data(name: str, value: object) -> Made:
    return Made(ScriptView(f"tlData({_json(name)},{_json(value)})"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _path(site: Site, lang: str, name: str) -> str:
    return f"{site.addresses.path(lang, 'find').removesuffix('.html')}/{name}.js"


def _make_find(
    site: Site, lang: str, others: dict[str, str], groups: tuple[IndexGroup, ...], version: str
) -> Made:
    words, addresses, page = site.words[lang], site.addresses, others[lang]
    settings = {
        "version": version,
        "lang": lang,
        "count": len(site.timeline.events),
        "rows": _rows_in_file(site),
        # What stands before the names of files: those of all languages, those of this one, and events.
        "root": addresses.url(f"{FOLDER}/x", page).removesuffix(f"{FOLDER}/x"),
        "own": "",
        "events": addresses.url(addresses.path(lang, "events", "x"), page).removesuffix("x.html"),
        "lanes": [_lane(site, lane.key, lang) for lane in site.config.lanes],
        "statuses": list(choices.status_words(site, lang).values()),
        "words": {
            "found": words.gettext("Events found: %s"),
            "none": words.gettext("Nothing found. Try fewer words, or take away a filter."),
            "failed": words.gettext("The index could not be loaded. Try again."),
            "remove": words.gettext("Remove the filter “%s”"),
        },
    }
    shell = make_shell(site, lang, page, words.gettext("Find"), "", others, template=TEMPLATE, scripted=True)
    script = f"{addresses.url(SCRIPT, page)}?{version}"
    view = FindView(
        shell=shell,
        count=len(site.timeline.events),
        groups=groups,
        kinds=tuple(_choices(site, lang)),
        script=script,
        settings=_json(settings),
    )
    return Made(view)


def _lane(site: Site, key: str, lang: str) -> tuple[str, int]:
    shown = lane_view(site, key, lang)
    return shown.name, shown.number


def _old_address(site: Site, lang: str) -> Page:
    addresses = site.addresses
    old, target = addresses.path(lang, "browse"), addresses.path(lang, "find")
    title = site.words[lang].gettext("Find")
    view = RedirectView(lang, title, addresses.url(target, old), addresses.absolute(target))
    return Page(old, "redirect.html", lang, {"target": digest(view)}, partial(Made, view))

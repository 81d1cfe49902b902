"""What the script of the line reads: the events of a site as columns, and their titles in parts.

Columns are in order of time. All that is needed to draw marks stands in one file; titles are many times
larger, and are asked for where the line is near enough to show them. Those that a reader sees from afar, the
most important ones, come with the columns.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from site_gen.content.event import Event
from site_gen.dates import display
from site_gen.site.explore_words import axis_words, plural_form
from site_gen.site.model import Site
from site_gen.timeline.choosing import most_important
from site_gen.timeline.letters import LONGEST_LABEL
from site_gen.timeline.pieces import Piece, pieces

FRONT = 300
"""Titles that come with the columns; a site with no more events has no other part."""
PART = 500
"""Titles in each further part, which are neighbours in time."""
MINUTES_A_DAY = 1440


class Drawn(NamedTuple):
    """An event on the line. `minutes` is its time of day, or -1."""

    event: Event
    pieces: tuple[Piece, ...]
    minutes: int


def drawn_events(site: Site) -> tuple[Drawn, ...]:
    """Return the events that have a known day, in order of where their drawing begins."""
    return site.shared(("explored",), lambda: _drawn(site))


def parts_of(drawn: Sequence[Drawn]) -> int:
    """Return in how many parts the titles come that do not come with the columns."""
    return 0 if len(drawn) <= FRONT else -(-len(drawn) // PART)


def part_of(drawn: Sequence[Drawn], part: int) -> Sequence[Drawn]:
    """Return the events whose titles stand in a part."""
    return drawn[part * PART : (part + 1) * PART]


def columns(site: Site, lang: str, urls: Sequence[str], events_url: str) -> str:
    """Return the script that gives the events to the script of the line.

    `urls` are those of the parts of titles and `events_url` what stands before a slug in an event's URL, all
    relative to the page.
    """
    drawn = drawn_events(site)
    lanes = [lane.key for lane in site.config.lanes]
    front = _front(drawn)
    value: dict[str, Any] = {
        # Days from one beginning to the next are small numbers where days themselves are not.
        "starts": _steps([each.pieces[0].first for each in drawn]),
        "lengths": [each.pieces[0].end - each.pieces[0].first for each in drawn],
        "signs": [int(each.pieces[0].sign) for each in drawn],
        "minutes": [each.minutes for each in drawn] if any(each.minutes >= 0 for each in drawn) else [],
        "more": {
            str(index): [_beside(each.pieces[0], piece) for piece in each.pieces[1:]]
            for index, each in enumerate(drawn)
            if len(each.pieces) > 1
        },
        "lanes": [lanes.index(e.lane) + 1 if e.lane in lanes else 0 for e, _, _ in drawn],
        "importance": [each.event.importance for each in drawn],
        "letters": [_letters(site, each.event, lang) for each in drawn],
        "front": front if len(front) < len(drawn) else [],
        "part": PART,
        "titles": _titles(site, [drawn[index] for index in front], lang),
        "parts": list(urls),
        "events": events_url,
        "lang": lang,
        "words": axis_words(lang, site.words[lang]),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A rule of plurals is an expression, which a policy against `eval` lets stand in a script only.
    return f"tlExplore.show({text},n=>+({plural_form(site.words[lang])}))\n"


def titles(site: Site, lang: str, part: int) -> str:
    """Return the script that gives a part of the titles."""
    told = _titles(site, part_of(drawn_events(site), part), lang)
    return f"tlExplore.name({part},{json.dumps(told, ensure_ascii=False, separators=(',', ':'))})\n"


def place_on_line(event: Event) -> tuple[float, float] | None:
    """Return the middle and the width of a stretch of days in which an event is seen among its neighbours,
    None where it has no known day.
    """
    found = pieces(event.date)
    if not found:
        return None
    first, end = found[0].first, found[-1].end
    return (first + end) / 2, max(30.0, (end - first) * 4.0)


def _drawn(site: Site) -> tuple[Drawn, ...]:
    found = []
    for event in site.timeline.events:
        if parts := pieces(event.date):
            a_day = len(parts) == 1 and parts[0].end - parts[0].first == 1
            hours, _, rest = event.time.partition(":")
            minutes = int(hours) * 60 + int(rest[:2]) if a_day and event.time else -1
            found.append(Drawn(event, parts, minutes))
    found.sort(key=lambda each: (each.pieces[0].first, each.minutes))
    return tuple(found)


def _front(drawn: Sequence[Drawn]) -> list[int]:
    chosen = {event.slug for event in most_important([each.event for each in drawn], FRONT)}
    return [index for index, each in enumerate(drawn) if each.event.slug in chosen]


def _steps(days: Sequence[int]) -> list[int]:
    return [day - before for before, day in zip((0, *days), days, strict=False)]


def _beside(first: Piece, piece: Piece) -> tuple[int, int, int]:
    return piece.first - first.first, piece.end - piece.first, int(piece.sign)


def _letters(site: Site, event: Event, lang: str) -> int:
    """Return the length of an event's label, in letters of a common width."""
    date, title = _label(site.event(event.slug, lang), lang)
    if title.isascii():
        return len(date) + 1 + min(len(title), LONGEST_LABEL)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in title)
    return len(date) + 1 + min(len(title) + wide, LONGEST_LABEL)


def _label(event: Event, lang: str) -> tuple[str, str]:
    return event.date_label or display.words(event.date, lang, "short"), event.title


def _titles(site: Site, drawn: Sequence[Drawn], lang: str) -> list[str]:
    """Return dates in words, titles, slugs, and languages that are not the page's: each a line an event."""
    told = [(each.event.slug, site.event(each.event.slug, lang)) for each in drawn]
    labels = [_label(event, lang) for _, event in told]
    return [
        "\n".join(" ".join(date.split("\n")) for date, _ in labels),
        "\n".join(" ".join(title.split("\n")) for _, title in labels),
        "\n".join(slug for slug, _ in told),
        "\n".join(event.lang if event.lang != lang else "" for _, event in told).rstrip("\n"),
    ]

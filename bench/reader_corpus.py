"""The same events for every timeline that is looked at: titles, dates, lanes and a few sentences."""

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from bench.synthetic import FIRST, SECOND, sentence

FROM, TO = date(1600, 1, 1).toordinal(), date(2023, 12, 31).toordinal()
LANES = ("Envoys", "Harbour", "Council", "Press")
LONGEST = 900
"""Days of the longest event; one event of five lasts longer than its day."""
_SITE = """title = "Synthetic"
languages = ["en"]
base_url = "https://example.org/"
id = "tag:example.org,2026:synthetic"
"""


class Story(NamedTuple):
    """What each timeline shows of an event; `last` is None for an event of one day."""

    slug: str
    title: str
    first: date
    last: date | None
    lane: str
    summary: str
    text: str


def stories(count: int, seed: int = 7) -> tuple[Story, ...]:
    """Return so many events in order of time; the same number and seed give the same ones."""
    pick = random.Random(seed)  # noqa: S311
    days = range(FROM, TO + 1)
    chosen = pick.sample(days, count) if count <= len(days) else pick.choices(days, k=count)
    return tuple(_story(pick, number, day) for number, day in enumerate(sorted(chosen)))


def _story(pick: random.Random, number: int, day: int) -> Story:
    first = date.fromordinal(day)
    last = first + timedelta(days=pick.randint(20, LONGEST)) if pick.random() < 0.2 else None
    title = f"{pick.choice(FIRST)} {pick.choice(SECOND)}, no. {number}"
    lane = pick.choice(LANES)
    return Story(f"event-{number}", title, first, last, lane, sentence(pick, 18), sentence(pick, 45))


def write_project(root: Path, events: Sequence[Story], settings: str = "") -> None:
    """Write a project of this generator into a folder; `settings` stand at the head of its `site.toml`."""
    folder = root / "content/events"
    folder.mkdir(parents=True)
    lanes = "".join(f'[[lanes]]\nkey = "{lane.lower()}"\nname = "{lane}"\n' for lane in LANES)
    (root / "content/site.toml").write_text(settings + _SITE + lanes, encoding="utf-8")
    for event in events:
        when = f"{event.first}/{event.last}" if event.last else str(event.first)
        head = f"title: {event.title}\ndate: {when}\nlane: {event.lane.lower()}\nsummary: {event.summary}\n"
        text = f"---\n{head}added: 2025-01-01\n---\n{event.text}\n"
        (folder / f"{event.slug}.md").write_text(text, encoding="utf-8")


def for_timelinejs(events: Sequence[Story]) -> str:
    """Return the events as TimelineJS3 has them: a JSON document that may stand in a `<script>`."""
    slides = []
    for event in events:
        slide: dict[str, Any] = {
            "unique_id": event.slug,
            "start_date": _parts(event.first),
            "group": event.lane,
            "text": {"headline": event.title, "text": f"<p>{event.summary}</p><p>{event.text}</p>"},
        }
        if event.last:
            slide["end_date"] = _parts(event.last)
        slides.append(slide)
    return _in_script({"events": slides})


def for_vis(events: Sequence[Story]) -> tuple[str, str]:
    """Return the items and the groups that vis-timeline has for the events, as JSON for a `<script>`."""
    items = []
    for event in events:
        item = {"id": event.slug, "group": event.lane, "start": str(event.first), "content": event.title}
        item["title"] = f"{event.summary} {event.text}"
        if event.last:
            item["end"] = str(event.last)
        items.append(item)
    return _in_script(items), _in_script([{"id": lane, "content": lane} for lane in LANES])


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _in_script(value: object) -> str:
    return json.dumps(value, separators=(",", ":")).replace("</", "<\\/")

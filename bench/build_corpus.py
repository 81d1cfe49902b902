"""Event files for comparing generators: the same number and seed give the same files, byte for byte.

YAML front matter that every one of them reads (plain scalars on one line, a list of tags in brackets), and
Markdown that means the same to all: paragraphs, a heading, a list, a quotation, a link, emphasis.
"""

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench.synthetic import FIRST, SECOND, sentence

FROM, TO = date(1600, 1, 1).toordinal(), date(2023, 12, 31).toordinal()
WORDS = 180
TAGS = 20
EDITED = "<p>Edit {}.</p>"


class Event(NamedTuple):
    """What every generator must show of an event; `slug` is the name of its file."""

    slug: str
    title: str
    day: date
    tags: tuple[str, ...]


def write_events(folder: Path, count: int, seed: int = 7, words: int = WORDS) -> tuple[Event, ...]:
    """Write so many event files into a folder, and return the events in order of time.

    `words` is the length of a body. No two events have the same day while there are days enough.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pick = random.Random(seed)  # noqa: S311
    days = range(FROM, TO + 1)
    chosen = pick.sample(days, count) if count <= len(days) else pick.choices(days, k=count)
    events = []
    for number, day in enumerate(chosen):
        tags = sorted({f"topic {pick.randrange(TAGS)}" for _ in range(3)})
        title = f"{pick.choice(FIRST)} {pick.choice(SECOND)}, no. {number}"
        event = Event(f"event-{number}", title, date.fromordinal(day), tuple(tags))
        summary, listed = sentence(pick, 18), ", ".join(tags)
        head = f"title: {title}\ndate: {event.day}\nsummary: {summary}\ntags: [{listed}]\n"
        added = date(2025, 1 + number % 12, 1 + number % 28)
        text = f"---\n{head}added: {added}\n---\n{''.join(_body(pick, number, words))}"
        (folder / f"{event.slug}.md").write_text(text, encoding="utf-8")
        events.append(event)
    return tuple(sorted(events, key=lambda event: (event.day, event.slug)))


def _body(pick: random.Random, number: int, words: int) -> Iterator[str]:
    parts = max(4, words // 4)
    yield f"{sentence(pick, parts)} See [the record](https://example.org/records/{number}).\n\n"
    yield f"## {sentence(pick, 3)[:-1]}\n\n"
    yield "".join(f"- {sentence(pick, max(1, parts // 6))}\n" for _ in range(6)) + "\n"
    yield f"> {sentence(pick, parts)}\n\n"
    yield f"{sentence(pick, parts)} *{pick.choice(FIRST).lower()}* and **{pick.choice(FIRST).lower()}**.\n"


def edit_body(file: Path, number: int) -> str:
    """Add a sentence to a body, and return words that its page must then have."""
    words = f"One sentence more, the number {number}."
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    return words


def edit_title(file: Path, number: int) -> str:
    """Give an event another title, and return it."""
    title = f"Renamed, the number {number}"
    text = file.read_text(encoding="utf-8")
    renamed = re.sub(r"^title: .*$", f"title: {title}", text, count=1, flags=re.MULTILINE)
    file.write_text(renamed, encoding="utf-8")
    return title


def edit_template(file: Path, number: int) -> str:
    """Add a paragraph to the end of the article that a template makes, and return what pages must have."""
    text = file.read_text(encoding="utf-8")
    head, mark, tail = text.rpartition("</article>")
    if not mark:
        raise ValueError(f"{file} has no `</article>`")
    file.write_text(f"{head}{EDITED.format(number)}{mark}{tail}", encoding="utf-8")
    return EDITED.format(number)

"""Projects of any size that look like real ones: the same number gives the same files, byte for byte."""

import random
from pathlib import Path

PARTIES = ("north", "south", "east", "west")
FIRST = ("Treaty", "Letter", "Meeting", "Strike", "Election", "Flood", "Speech", "Voyage", "Trial", "Census")
SECOND = (
    "of the harbour",
    "on the river",
    "in the capital",
    "of the envoys",
    "about the border",
    "of spring",
)
TEXT = (
    "the council met again and wrote that no answer had come from the coast before winter, which the envoy "
    "denied in a letter of his own; three witnesses remember it otherwise and one record gives another day"
)
WORDS = tuple(TEXT.split())

SITE = """title = "Synthetic"
languages = ["en", "id"]
id = "tag:example.org,2026:synthetic"
{lanes}
{periods}
"""


def dates(count: int, seed: int = 7) -> tuple[str, ...]:
    """EDTF texts in the mix of a real timeline: days, months, years, doubt, intervals and sets."""
    pick = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(count):
        year, month, day = pick.randint(1850, 2023), pick.randint(1, 12), pick.randint(1, 28)
        forms = (
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}",
            f"{year}",
            f"{year}~",
            f"{year // 10}X",
            f"{year}/{year + 3}",
            f"[{year},{year + 9}]",
        )
        made.append(pick.choice(forms))
    return tuple(made)


def _text(pick: random.Random, words: int) -> str:
    return " ".join(pick.choice(WORDS) for _ in range(words)).capitalize() + "."


def body(pick: random.Random, link: str) -> str:
    """Markdown of about 150 words, with a list, a quotation and a link to another event."""
    first, last = _text(pick, 70), _text(pick, 40)
    quoted, items = _text(pick, 15), "".join(f"- {_text(pick, 6)}\n" for _ in range(3))
    return f"{first} See [the other]({link}).\n\n{items}\n> {quoted}\n\n{last} *{pick.choice(WORDS)}*\n"


def write_project(root: Path, events: int, seed: int = 7) -> tuple[str, ...]:
    """Write a project of so many events in two languages into an empty folder, and return the bodies."""
    pick = random.Random(seed)  # noqa: S311
    folder = root / "content/events"
    folder.mkdir(parents=True)
    lanes = "".join(f'[[lanes]]\nkey = "{key}"\nname = "{key.title()}"\n' for key in PARTIES)
    periods = "".join(
        f'[[periods]]\nkey = "p{year}"\nname = "{year} to {year + 24}"\nspan = "{year}/{year + 24}"\n'
        for year in range(1850, 2025, 25)
    )
    (root / "content/site.toml").write_text(SITE.format(lanes=lanes, periods=periods), encoding="utf-8")
    sources = max(3, events // 20)
    works = "".join(
        f'work-{i}:\n  title: "Papers, volume {i}"\n  publisher: "Archive"\n  issued: "{1900 + i % 100}"\n'
        for i in range(sources)
    )
    (root / "content/sources.yaml").write_text(works, encoding="utf-8")
    bodies = []
    for number, date in enumerate(dates(events, seed)):
        front = (
            f'---\ntitle: "{pick.choice(FIRST)} {pick.choice(SECOND)}, no. {number}"\ndate: "{date}"\n'
            f'summary: "{_text(pick, 18)}"\nlane: {pick.choice(PARTIES)}\nimportance: {pick.randint(1, 5)}\n'
            f"tags: [topic {pick.randrange(20)}]\n"
            f"actors: [Person {pick.randrange(50)}, Person {number % 50}]\n"
            f"places: [City {pick.randrange(15)}]\nsources:\n"
            f"  - id: work-{pick.randrange(sources)}\n"
            f'    locator: "p. {number}"\n    says: "in {date[:4]}"\n'
            f"added: 2026-01-01\n---\n"
        )
        translated = f'---\ntitle: "Peristiwa {number}"\nsummary: "{_text(pick, 18)}"\n---\n'
        link = f"event-{pick.randrange(events)}.md"
        for name, head in ((f"event-{number}.md", front), (f"event-{number}.id.md", translated)):
            bodies.append(body(pick, link))
            (folder / name).write_text(head + bodies[-1], encoding="utf-8")
    return tuple(bodies)

"""Whether the time to read an article grows with its length and no faster: time a character, by size."""

import time
from pathlib import Path
from typing import NamedTuple

from site_gen.article import LONGEST_ARTICLE, read_article
from site_gen.source import SourceFile

TEXTS = Path(__file__).parents[1] / "tests/data/articles"
ARTICLES = ("reservoir.id.txt", "ferry.en.txt", "muehle.de.txt", "faro.es.txt")
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


class Reading(NamedTuple):
    """One text read once: its characters, processor seconds, and how many expressions were found."""

    article: str
    characters: int
    seconds: float
    expressions: int

    @property
    def per_character(self) -> float:
        """Microseconds."""
        return self.seconds * 1e6 / self.characters


def grow(article: str, largest: int) -> tuple[Reading, ...]:
    """Read a text of the tests at each size up to `largest`: its paragraphs repeated under one title."""
    title, body = (TEXTS / article).read_text(encoding="utf-8").split("\n\n", 1)
    lang = article.split(".")[1]
    readings = []
    read_article(SourceFile(article, title), lang=lang)  # language files are read once, and are not counted
    for size in SIZES:
        if size > min(largest, LONGEST_ARTICLE):
            break
        text = f"{title}\n\n" + (body.rstrip() + "\n\n") * (size // (len(body.rstrip()) + 2))
        started = time.process_time()
        reading = read_article(SourceFile(article, text), lang=lang, published="2024-04-01")
        seconds = time.process_time() - started
        readings.append(Reading(article, len(text), seconds, len(reading.expressions)))
    return tuple(readings)

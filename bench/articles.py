"""Reading articles: characters a second, against one regular expression that finds years alone."""

import re
from functools import partial
from pathlib import Path

from bench.timing import measure, table
from site_gen.article import read_article
from site_gen.source import SourceFile

TEXTS = Path(__file__).parents[1] / "tests/data/articles"
RUNS = 5
YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")


def main(_arguments: list[str]) -> None:
    """Measure every article of the tests, each read as a whole."""
    files = sorted(file for file in TEXTS.iterdir() if file.suffix in (".txt", ".md", ".html"))
    sources = [SourceFile(file.name, file.read_text(encoding="utf-8")) for file in files]
    rows = []
    for source in sources:
        read_article(source)  # language files are read once, and are not counted
        article = measure(partial(read_article, source), RUNS)
        reference = measure(partial(YEAR.findall, source.text), RUNS)
        speed = len(source.text) / article.median
        found = len(read_article(source).expressions)
        row = [source.path, f"{len(source.text):,}", str(found), str(article), f"{speed:,.0f}"]
        rows.append([*row, f"{article.median / reference.median:,.0f}"])
    head = ["article", "characters", "expressions", "min / median / max", "characters a second", "ratio"]
    print(table(head, rows))

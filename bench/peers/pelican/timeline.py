"""What Pelican lacks: lists of tags as YAML writes them, and the neighbours of an article in time."""

import itertools
from typing import Any

from pelican import readers, signals


def _neighbours(generator: Any) -> None:
    articles = sorted(generator.articles, key=lambda article: article.date)
    for before, after in itertools.pairwise(articles):
        before.following, after.previous = after, before


def register() -> None:
    """Called once by Pelican."""
    plain = readers.METADATA_PROCESSORS["tags"]
    readers.METADATA_PROCESSORS["tags"] = lambda text, settings: plain(text.strip("[]"), settings)
    signals.article_generator_finalized.connect(_neighbours)

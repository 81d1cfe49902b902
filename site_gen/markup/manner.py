"""How the bodies of a site are read in one language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Protocol


class Engine(StrEnum):
    """What reads Markdown."""

    PYTHON_MARKDOWN = "python-markdown"
    COMMONMARK = "commonmark"


class Converter(Protocol):
    """Turns Markdown into HTML, one text after another, each after `reset`."""

    def reset(self) -> object:
        """Forget the text before."""

    def convert(self, source: str) -> str:
        """Return the HTML of a text."""


class Manner(NamedTuple):
    """Settings that a body is turned into HTML with; all of them can be kept as JSON.

    Without `raw_html`, HTML in the text is shown as it was typed; with it, it loses what could meet the
    page's own: `id` and `class`. `backlink` is the title of the way back from a footnote, with `{}` for its
    number.
    `quotes` are the quotation marks of the text's language (see `quotation`), where typed marks are to become
    typographic; none leaves all as it was typed.
    """

    raw_html: bool = False
    backlink: str = "Back to footnote {} in the text"
    quotes: tuple[str, ...] = ()
    engine: str = Engine.PYTHON_MARKDOWN


def read_for(manners: Mapping[str, Manner], lang: str, text_lang: str) -> Manner:
    """Return how a body in one language is read for a page in another, from how each is read for its own."""
    return manners[lang]._replace(quotes=manners[text_lang].quotes)


def read_manners(data: Mapping[str, Any]) -> dict[str, Manner]:
    """Take manners back from JSON. Raises TypeError where they are none."""
    manners = {lang: Manner(*values) for lang, values in data.items()}
    return {lang: manner._replace(quotes=tuple(manner.quotes)) for lang, manner in manners.items()}

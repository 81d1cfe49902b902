"""An event as it was read from its file. What keys the file may hold is said in `event_keys`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from site_gen.content.event_keys import (
    EVENT_FIELDS,
    Citation,
    Conflict,
    Correction,
    Image,
    Place,
    Relation,
)
from site_gen.content.frontmatter import parse_yaml, split, without_comments
from site_gen.content.nodes import Problem
from site_gen.content.schema import Report, read_table
from site_gen.dates import HistoricalDate
from site_gen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it reads in one language.

    `lang` is the language of its text, which is the default language's where there is no translation.
    `front_digest` tells all that was read above the body, `body_digest` the body. The body, which is
    Markdown, begins at `body_offset` (code points) of `file`, or of `body_file` where a translation takes
    over that of its original.
    """

    slug: str
    lang: str
    title: str
    date: HistoricalDate
    file: SourceFile
    date_label: str = ""
    time: str = ""
    summary: str = ""
    lane: str = ""
    tags: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    importance: int = 3
    status: str = "established"
    sources: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    corrections: tuple[Correction, ...] = ()
    related: tuple[Relation, ...] = ()
    image: Image | None = None
    origin: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    added: str = ""
    updated: str = ""
    reviewed: bool = True
    draft: bool = False
    wikidata: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    front_digest: str = ""
    body_digest: str = ""
    body_offset: int = 0
    body_file: SourceFile | None = None

    @property
    def body(self) -> str:
        """The body, with spaces where comments stood. It is a part of a file that is held anyway."""
        return without_comments((self.body_file or self.file).text[self.body_offset :])

    @property
    def marks(self) -> Mapping[str, tuple[int, int]]:
        """Where each value stands in `file`: offset and length by a dotted path such as `sources.0.id`.

        Only diagnostics ask for it, so that it is found when it is asked for.
        """
        return _marks(self.file)


@functools.lru_cache(maxsize=16)
def _marks(file: SourceFile) -> Mapping[str, tuple[int, int]]:
    parts = split(file.text)
    if isinstance(parts, Problem):
        return {}
    report = Report()
    read_table(EVENT_FIELDS, parse_yaml(parts.yaml, parts.yaml_offset)[0], report)
    return report.marks

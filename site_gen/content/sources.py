"""The works that events rest on: `sources.yaml`, or `sources.json` as Zotero exports it (CSL-JSON)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from site_gen.content.event import DAY, TEXT, WEB
from site_gen.content.eventfile import as_diagnostics
from site_gen.content.frontmatter import Node, Problem, Scalar, Table, parse_yaml
from site_gen.content.schema import Field, ListOf, Report, Text, read_table
from site_gen.dates import EDTFError, HistoricalDate, parse_edtf
from site_gen.diagnostics import Diagnostic, diagnose
from site_gen.paths import slugify
from site_gen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Source:
    """A work that is cited, in the terms of the Citation Style Language; `issued` and `accessed` are dates."""

    id: str
    title: str
    author: tuple[str, ...] = ()
    container_title: str = ""
    publisher: str = ""
    issued: HistoricalDate | None = None
    url: str = ""
    archive: str = ""
    accessed: str = ""
    language: str = ""
    type: str = ""
    note: str = ""

    @property
    def slug(self) -> str:
        """The name of its page."""
        return slugify(self.id)


SOURCE_FIELDS = (
    Field("title", TEXT, "the title of the work", required=True),
    Field("author", ListOf(TEXT), "who wrote it"),
    Field("container-title", TEXT, "the journal, book or site that it is part of"),
    Field("publisher", TEXT, "who published it"),
    Field("issued", Text("an EDTF date"), "when it was published, in EDTF"),
    Field("URL", WEB, "its address"),
    Field("archive", WEB, "an archived copy"),
    Field("accessed", DAY, "the day on which it was read"),
    Field("language", TEXT, "its language, as a BCP 47 code"),
    Field("type", TEXT, "its CSL type, such as `article-newspaper`"),
    Field("note", TEXT, "what a reader should know about it"),
)


class Sources(NamedTuple):
    """The sources by id, and what was wrong with their file."""

    by_id: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]


def read_sources(file: SourceFile) -> Sources:
    """Read `sources.yaml`: a mapping from ids to CSL fields."""
    table, problems = parse_yaml(file.text)
    report = Report(problems=list(problems))
    found: dict[str, Source] = {}
    for key, node in table.entries:
        source = _source(key, node, report)
        if source is None:
            continue
        taken = next((s.id for s in found.values() if s.slug == source.slug), None)
        if not source.slug or taken:
            why = (
                f"`{key.text}` gives the same address as `{taken}`"
                if taken
                else f"`{key.text}` gives no address"
            )
            report.fault(key, "E121", why, "choose an id of letters, digits and hyphens")
            continue
        found[source.id] = source
    return Sources(found, as_diagnostics(file, report.problems))


def _source(key: Scalar, node: Node, report: Report) -> Source | None:
    if not isinstance(node, Table):
        report.fault(
            node, "F211", f"`{key.text}` is not a table of fields", "write `title:` under it, indented"
        )
        return None
    before = len(report.problems)
    # A required key that is missing has no place of its own; the id is the nearest thing to point at.
    values = read_table(SOURCE_FIELDS, Table(node.entries, key.offset, key.length), report, key.text)
    issued = None
    if "issued" in values:
        try:
            issued = parse_edtf(values.pop("issued"))
        except EDTFError as fault:
            offset, length = report.marks[f"{key.text}.issued"]
            report.problems.append(Problem(offset, "D101", fault.message, fault.hint, length))
    if any(not p.warning for p in report.problems[before:]):
        return None
    given = {k.lower().replace("-", "_"): v for k, v in values.items()}
    return Source(id=key.text, issued=issued, **given)


def read_csl_json(file: SourceFile) -> Sources:
    """Read a CSL-JSON list of items (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""
    try:
        items = json.loads(file.text)
    except json.JSONDecodeError as fault:
        return Sources(
            {},
            (
                diagnose(
                    file, fault.pos, "F121", f"broken JSON: {fault.msg.lower()}", "export the list again"
                ),
            ),
        )
    found: dict[str, Source] = {}
    faults: list[Diagnostic] = []
    for item in items if isinstance(items, list) else [items]:
        if not isinstance(item, dict) or not item.get("id") or not item.get("title"):
            named = item.get("id") if isinstance(item, dict) else None
            offset = max(0, file.text.find(f'"{named}"')) if named else 0
            faults.append(
                diagnose(
                    file,
                    offset,
                    "F122",
                    "an item lacks its `id` or `title`",
                    "complete it in your library and export again",
                )
            )
            continue
        source = _from_csl(item)
        found[source.id] = source
    return Sources(found, tuple(faults))


def _from_csl(item: Mapping[str, Any]) -> Source:
    def text(key: str) -> str:
        value = item.get(key, "")
        return value if isinstance(value, str) else ""

    def name(person: object) -> str:
        if not isinstance(person, dict):
            return str(person)
        return person.get("literal") or " ".join(filter(None, (person.get("given"), person.get("family"))))

    people = item.get("author")
    return Source(
        id=str(item["id"]),
        title=str(item["title"]),
        author=tuple(filter(None, map(name, people if isinstance(people, list) else []))),
        container_title=text("container-title"),
        publisher=text("publisher"),
        issued=_csl_date(item.get("issued")),
        url=text("URL") if text("URL").startswith(("http://", "https://")) else "",
        archive=text("archive") if text("archive").startswith(("http://", "https://")) else "",
        accessed=date.edtf if (date := _csl_date(item.get("accessed"))) else "",
        language=text("language"),
        type=text("type"),
    )


def _csl_date(value: object) -> HistoricalDate | None:
    """Return a CSL date (`date-parts`, or `raw` text in EDTF); what cannot be read is left out."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        ends = [
            "-".join(f"{int(n):04d}" if not i else f"{int(n):02d}" for i, n in enumerate(end))
            for end in parts
        ]
        raw = "/".join(ends)
    else:
        raw = str(value.get("raw") or value.get("literal") or "")
    try:
        return parse_edtf(raw)
    except EDTFError:
        return None

"""The works that events rest on: `sources.yaml`, or `sources.json` as Zotero exports it (CSL-JSON)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from site_gen import cldr
from site_gen.content.event_keys import DAY, TEXT, WEB
from site_gen.content.eventfile import as_diagnostics, in_yaml
from site_gen.content.frontmatter import parse_yaml
from site_gen.content.kinds import ListOf, Text
from site_gen.content.nodes import Node, Problem, Scalar, Table
from site_gen.content.schema import Field, Report, read_table
from site_gen.content.yaml_faults import unwritable_character
from site_gen.dates import EDTFError, HistoricalDate, parse_edtf
from site_gen.diagnostics import Diagnostic, Severity, diagnose
from site_gen.paths import slugify, web_address_fault
from site_gen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Source:
    """A work that is cited, in the terms of the Citation Style Language; `issued` is a date."""

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


def read_sources(file: SourceFile, languages: Sequence[str] = ()) -> Sources:
    """Read `sources.yaml`: a mapping from ids to CSL fields. `languages` are those of the site."""
    table, problems = parse_yaml(file.text)
    report = Report(problems=list(problems))
    found: dict[str, Source] = {}
    slugs: dict[str, str] = {}
    for key, node in table.entries:
        source = _source(key, node, report, languages)
        if source is None:
            continue
        if fault := _address_fault(source, slugs):
            report.fault(key, "E121", *fault)
            continue
        found[source.id] = source
    return Sources(found, as_diagnostics(file, report.problems))


def _source(key: Scalar, node: Node, report: Report, languages: Sequence[str]) -> Source | None:
    if not isinstance(node, Table):
        report.fault(
            node, "F211", f"`{key.text}` is not a table of fields", "write `title:` under it, indented"
        )
        return None
    before = len(report.problems)
    # A required key that is missing has no place of its own; the id is the nearest thing to point at.
    values = read_table(SOURCE_FIELDS, Table(node.entries, key.offset, key.length), report, key.text)
    issued = None
    written = values.pop("issued", None)
    if written:
        try:
            issued = parse_edtf(written)
        except EDTFError as fault:
            from site_gen.article.wordings import better_hint

            offset, length = report.marks[f"{key.text}.issued"]
            found = f"`{written}`: {fault.message}"
            hint = in_yaml(better_hint(written, fault, languages, with_part=False))
            report.problems.append(Problem(offset, "D101", found, hint, length))
    if any(not p.warning for p in report.problems[before:]):
        return None
    if unknown := _unknown_language(values.get("language", "")):
        del values["language"]
        offset, length = report.marks[f"{key.text}.language"]
        report.problems.append(Problem(offset, "E125", *unknown, length, warning=True))
    given = {k.lower().replace("-", "_"): v for k, v in values.items()}
    return Source(id=key.text, issued=issued, **given)


def read_csl_json(file: SourceFile) -> Sources:
    """Read a CSL-JSON list of items (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""
    again = "export the list again"
    try:
        items = json.loads(file.text)
    except json.JSONDecodeError as fault:
        found = f"broken JSON: {fault.msg[:1].lower()}{fault.msg[1:]}"
        return Sources({}, (diagnose(file, fault.pos, "F121", found, again),))
    except (ValueError, RecursionError):
        # Numbers of thousands of digits, and thousands of brackets inside one another.
        return Sources({}, (diagnose(file, 0, "F121", "broken JSON: no list of sources", again),))
    by_id: dict[str, Source] = {}
    slugs: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for item in items if isinstance(items, list) else [items]:
        source = _from_csl(item) if isinstance(item, dict) else None
        place = _place_of_id(file, item.get("id") if isinstance(item, dict) else None)
        bad = unwritable_character("\n".join(_texts(item)))
        if source is None:
            hint = "complete it in your library and export again"
            faults.append(diagnose(file, place, "F122", "an item lacks its `id` or `title`", hint))
        elif taken := _address_fault(source, slugs):
            faults.append(diagnose(file, place, "E121", *taken))
        elif bad:
            faults.append(diagnose(file, place, bad.code, bad.message, bad.hint))
        else:
            by_id[source.id] = source
            if unknown := _unknown_language(source.language):
                by_id[source.id] = dataclasses.replace(source, language="")
                faults.append(diagnose(file, place, "E125", *unknown, severity=Severity.WARNING))
    return Sources(by_id, tuple(faults))


def _unknown_language(code: str) -> tuple[str, str] | None:
    """Return why a language would be told wrongly to browsers and search engines, and what to write."""
    if not code or cldr.is_known_language(code):
        return None
    found = f"`{code}` is not a language that is known, and is left out"
    return found, "write a BCP 47 code, such as `id` or `en-GB`"


def _address_fault(source: Source, slugs: dict[str, str]) -> tuple[str, str] | None:
    """Return why a source cannot have a page of its own, and what to do; else remember its slug."""
    hint = "choose an id of letters, digits and hyphens"
    if not source.slug:
        return f"`{source.id}` gives no address", hint
    if source.slug in slugs:
        return f"`{source.id}` gives the same address as `{slugs[source.slug]}`", hint
    slugs[source.slug] = source.id
    return None


def _place_of_id(file: SourceFile, id_: object) -> int:
    return max(0, file.text.find(json.dumps(id_, ensure_ascii=False))) if id_ else 0


def _from_csl(item: Mapping[str, Any]) -> Source | None:
    def text(key: str) -> str:
        return _words(item.get(key))

    def address(key: str) -> str:
        # `archive` is often the name of one; only an address can be led to.
        return "" if web_address_fault(text(key)) else text(key)

    if not text("id") or not text("title"):
        return None
    people = item.get("author")
    accessed = _csl_date(item.get("accessed"))
    return Source(
        id=text("id"),
        title=text("title"),
        author=tuple(filter(None, map(_name, people if isinstance(people, list) else []))),
        container_title=text("container-title"),
        publisher=text("publisher"),
        issued=_csl_date(item.get("issued")),
        url=address("URL"),
        archive=address("archive"),
        accessed=accessed.edtf if accessed else "",
        language=text("language"),
        type=text("type"),
    )


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a JSON value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value if isinstance(value, list) else value.values():
            yield from _texts(each)


def _words(value: object) -> str:
    """Return a text or a number as text; whatever else somebody exported counts as not given."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _name(person: object) -> str:
    if not isinstance(person, dict):
        return _words(person)
    keys = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return _words(person.get("literal")) or " ".join(filter(None, (_words(person.get(k)) for k in keys)))


def _csl_date(value: object) -> HistoricalDate | None:
    """Return a CSL date (`date-parts`, or `raw` text in EDTF); what cannot be read is left out."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    try:
        if isinstance(parts, list) and parts:
            return parse_edtf("/".join(_csl_day(end) for end in parts))
        return parse_edtf(_words(value.get("raw")) or _words(value.get("literal")))
    except (EDTFError, ValueError):
        return None


def _csl_day(parts: object) -> str:
    """Return year, month and day as EDTF; ValueError where they are no numbers."""
    if not isinstance(parts, list) or not parts:
        raise ValueError("no numbers")
    year, *rest = (int(_words(part)) for part in parts)
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04d}", *(f"{n:02d}" for n in rest)])

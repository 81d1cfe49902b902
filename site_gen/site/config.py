"""`content/site.toml` → the site's settings, by the same kinds of fields as event files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from site_gen import cldr
from site_gen.content.event import TEXT
from site_gen.content.eventfile import as_diagnostics
from site_gen.content.frontmatter import Node, Scalar, Table
from site_gen.content.schema import (
    Field,
    JsonSchema,
    ListOf,
    Record,
    Report,
    Text,
    YesNo,
    plain_nodes,
    read_table,
    shape,
    table_schema,
)
from site_gen.dates import EDTFError, parse_edtf
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.paths import slugify
from site_gen.source import SourceFile
from site_gen.timeline.timeline import Lane, Names, Period

PATH = "content/site.toml"


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What a site is called and how it is shown. Names are by language; an empty key serves every language."""

    title: Names
    description: Names = field(default_factory=dict)
    base_url: str = ""
    languages: tuple[str, ...] = ("en",)
    id: str = ""
    license: str = ""
    lanes: tuple[Lane, ...] = ()
    periods: tuple[Period, ...] = ()
    theme: Mapping[str, str] = field(default_factory=dict)
    raw_html: bool = False

    @property
    def default_language(self) -> str:
        """The language that stands at the root of the site."""
        return self.languages[0]


def in_language(names: Names, lang: str) -> str:
    """Return a name in a language, else the one given for all, else the first one given."""
    return names.get(lang) or names.get("") or next(iter(names.values()), "")


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """A text, or a table of texts by language."""

    words: str = "text, or a table of texts by language"

    def read(self, node: Node, path: str, report: Report) -> Names | None:
        """Return the texts by language; one text for all stands under an empty key."""
        if isinstance(node, Scalar):
            return {"": node.text.strip()}
        if not isinstance(node, Table):
            report.fault(
                node, "F205", f"`{path}` is {shape(node)}, not {self.words}", 'write `{id = "…", en = "…"}`'
            )
            return None
        return {key.text: value.text.strip() for key, value in node.entries if isinstance(value, Scalar)}

    def json_schema(self) -> JsonSchema:
        """Return a string or an object of strings."""
        return {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}


@dataclass(frozen=True, slots=True)
class Theme:
    """Custom properties of the stylesheet by name, without the two hyphens."""

    words: str = "a table of custom properties"

    def read(self, node: Node, path: str, report: Report) -> Mapping[str, str] | None:
        """Return the properties whose names and values are safe to put into a stylesheet."""
        if not isinstance(node, Table):
            report.fault(node, "F205", f"`{path}` is {shape(node)}, not {self.words}")
            return None
        found = {}
        for key, value in node.entries:
            text = value.text if isinstance(value, Scalar) else ""
            if re.fullmatch(r"[a-z][a-z0-9-]*", key.text) and re.fullmatch(r"[^;{}<>\\@]+", text):
                found[key.text] = text
            else:
                report.fault(
                    value,
                    "C105",
                    f"`{path}.{key.text}` is no custom property",
                    "write a name of letters and hyphens, and a value without `; { } < >`",
                )
        return found

    def json_schema(self) -> JsonSchema:
        """Return an object of strings."""
        return {"type": "object", "additionalProperties": {"type": "string"}}


def url_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a site's address and what to write instead, or None."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return f"`{text}` is not a web address", "write it whole, such as `https://example.org/nato/`"
    if parts.query or parts.fragment:
        return f"`{text}` has a `{'?' if parts.query else '#'}` in it", "write only the address of the folder"
    return None


def _language(text: str) -> tuple[str, str] | None:
    if cldr.is_known_language(text):
        return None
    return f"`{text}` is not a language that is known", "write a BCP 47 code, such as `id` or `en`"


def _key(text: str) -> tuple[str, str] | None:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        return None
    return (
        f"`{text}` cannot be a key",
        f"write lower-case letters, digits and hyphens, such as `{slugify(text) or 'first'}`",
    )


NAMES = ByLanguage()
KEY = Text("a key", _key, code="C104")
LANE_FIELDS = (
    Field("key", KEY, "what event files write after `lane:`", required=True),
    Field("name", NAMES, "what readers see", required=True),
)
PERIOD_FIELDS = (
    Field("key", KEY, "the name of its page in the address", required=True),
    Field("name", NAMES, "what readers see", required=True),
    Field("span", Text("an EDTF interval"), "from when to when, such as `1951/1955`", required=True),
    Field("summary", NAMES, "one or two sentences on the period"),
)
MARKUP_FIELDS = (
    Field("raw_html", YesNo(), "let HTML in bodies through the sanitiser; else it is shown as typed"),
)
SITE_FIELDS = (
    Field("title", NAMES, "the name of the site", required=True),
    Field("description", NAMES, "one or two sentences for readers and search engines"),
    Field(
        "base_url",
        Text("a web address", url_fault, code="C102"),
        "where the site will stand; needed for canonical addresses, the sitemap and absolute feed links",
    ),
    Field(
        "languages",
        ListOf(Text("a language code", _language, code="C103")),
        "the first is the default and stands at the root",
    ),
    Field("id", TEXT, "never changes; the ids in feeds are derived from it"),
    Field("license", TEXT, "the licence of the content, as an SPDX identifier"),
    Field(
        "lanes",
        ListOf(Record(LANE_FIELDS, dict, "a lane: `key` and `name`")),
        "the rows of the overview, from the top",
    ),
    Field(
        "periods",
        ListOf(Record(PERIOD_FIELDS, dict, "a period: `key`, `name` and `span`")),
        "stretches of time with a name",
    ),
    Field("theme", Theme(), "custom properties of the stylesheet"),
    Field("markup", Record(MARKUP_FIELDS, dict, "a table of settings"), "how bodies are read"),
    Field("output", Record((), dict, "a table of settings"), "what else is written"),
)


class ConfigReading(NamedTuple):
    """The settings, where they could be read, and what was wrong."""

    config: SiteConfig | None
    diagnostics: tuple[Diagnostic, ...]


def read_config(source: SourceFile) -> ConfigReading:
    """Read the text of `site.toml`."""
    try:
        values = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as fault:
        return ConfigReading(None, (_syntax(source, str(fault)),))
    report = Report()
    place = _finder(source.text)
    table = plain_nodes(values, place)
    assert isinstance(table, Table)
    # An empty base URL is how the starter says "not known yet"; it counts as not given.
    given = read_table(SITE_FIELDS, table, report)
    lanes = _unique(given.get("lanes", ()), "lanes", report)
    config = None
    if "title" in given:
        config = SiteConfig(
            title=given["title"],
            description=given.get("description", {}),
            base_url=given.get("base_url", ""),
            languages=tuple(dict.fromkeys(given.get("languages", ()))) or ("en",),
            id=given.get("id") or slugify(in_language(given["title"], "")) or "timeline",
            license=given.get("license", ""),
            lanes=tuple(Lane(lane["key"], lane["name"]) for lane in lanes),
            periods=_periods(given.get("periods", ()), report),
            theme=given.get("theme", {}),
            raw_html=given.get("markup", {}).get("raw_html", False),
        )
    return ConfigReading(config, as_diagnostics(source, report.problems))


def missing_config() -> Diagnostic:
    """Say that there is no `site.toml`."""
    return about_file(
        PATH,
        "C100",
        "there is no site.toml",
        'write one with a line `title = "…"`, or run `init` in an empty folder',
    )


def without_base_url() -> Diagnostic:
    """Warn that absolute addresses cannot be written."""
    hint = 'write `base_url = "https://…"` in content/site.toml, or build with `--base-url`'
    message = "there is no `base_url`, so no canonical addresses, no sitemap, and feeds with relative links"
    return about_file(PATH, "C101", message, hint, severity=Severity.INFO)


def _periods(given: tuple[dict[str, Any], ...], report: Report) -> tuple[Period, ...]:
    periods = []
    for index, period in enumerate(_unique(given, "periods", report)):
        try:
            span = parse_edtf(period["span"])
        except EDTFError as fault:
            offset, length = report.marks[f"periods.{index}.span"]
            report.fault(Scalar("", offset, length), "D101", fault.message, fault.hint)
            continue
        periods.append(Period(period["key"], period["name"], span, period.get("summary", {})))
    return tuple(periods)


def _unique(given: tuple[dict[str, Any], ...], name: str, report: Report) -> list[dict[str, Any]]:
    kept: dict[str, dict[str, Any]] = {}
    for index, each in enumerate(given):
        if each["key"] in kept:
            offset, length = report.marks.get(f"{name}.{index}.key", (0, 1))
            report.fault(
                Scalar("", offset, length),
                "C106",
                f"two of `{name}` have the key `{each['key']}`",
                "give one another key",
            )
            continue
        kept[each["key"]] = each
    return list(kept.values())


def _syntax(source: SourceFile, said: str) -> Diagnostic:
    """Word tomllib's complaint; it names line and column only in its message."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    line, column = (int(place[1]), int(place[2])) if place else (source.text.count("\n") + 1, 1)
    offset = sum(len(row) + 1 for row in source.text.split("\n")[: line - 1]) + column - 1
    what = said[: place.start()] if place else said.removesuffix(" (at end of document)")
    return diagnose(
        source,
        offset,
        "C107",
        f"broken TOML: {what[:1].lower()}{what[1:]}",
        'put texts in double quotes: `title = "…"`',
    )


def _finder(text: str) -> Callable[[str], tuple[int, int]]:
    """Return a function that finds where a dotted path's value stands; tomllib keeps no places.

    A path inside an inline table or array is given the place of the line's key.
    """
    places: dict[str, tuple[int, int]] = {}
    prefix, counts, at = "", dict[str, int](), 0
    for line in text.splitlines(keepends=True):
        if header := re.match(r"\s*\[\[\s*([\w.-]+)\s*\]\]", line):
            counts[header[1]] = counts.get(header[1], -1) + 1
            prefix = f"{header[1]}.{counts[header[1]]}."
            places[prefix[:-1]] = (at + header.start(1), len(header[1]))
        elif header := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            prefix = header[1] + "."
            places[header[1]] = (at + header.start(1), len(header[1]))
        elif pair := re.match(r'\s*"?([\w-]+)"?\s*=\s*(.*?)\s*$', line):
            places.setdefault(prefix + pair[1], (at + pair.start(2), max(1, len(pair[2]))))
        at += len(line)

    def place(path: str) -> tuple[int, int]:
        while path:
            if path in places:
                return places[path]
            path = path.rpartition(".")[0]
        return (0, 1)

    return place


def schema() -> JsonSchema:
    """Return the JSON Schema of `site.toml`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "site.toml"} | table_schema(
        SITE_FIELDS
    )

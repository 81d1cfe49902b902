"""`content/site.toml` → the site's settings, by the same kinds of fields as event files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from site_gen import cldr
from site_gen.content.event_keys import TEXT
from site_gen.content.eventfile import as_diagnostics
from site_gen.content.kinds import Choice, ListOf, Record, Text, Whole, YesNo
from site_gen.content.nodes import Items, Node, Problem, Scalar, Table, character_problems
from site_gen.content.schema import (
    Field,
    JsonSchema,
    Report,
    file_schema,
    plain_nodes,
    read_table,
)
from site_gen.dates import EDTFError, parse_edtf
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.markup.manner import Engine
from site_gen.paths import slug_fault, slugify, web_address_fault
from site_gen.site.config_kinds import ByLanguage, Theme
from site_gen.site.config_output import OUTPUT_FIELDS, Output
from site_gen.source import SourceFile
from site_gen.timeline.timeline import Lane, Names, Period
from site_gen.toml_places import finders

PATH = "content/site.toml"
PAGE_SIZE = 90
"""Events that a page lists at most, where a site does not say."""


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What a site is called and how it is shown. Names are by language; an empty key serves every one."""

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
    page_size: int = PAGE_SIZE
    typography: bool = True
    engine: str = Engine.PYTHON_MARKDOWN
    output: Output = field(default_factory=Output)

    @property
    def default_language(self) -> str:
        """The language that stands at the root of the site."""
        return self.languages[0]


def in_language(names: Names, lang: str) -> str:
    """Return a name in a language, else the one given for all, else the first one given."""
    return names.get(lang) or names.get("") or next(iter(names.values()), "")


def url_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a site's address and what to write instead, or None."""
    if fault := web_address_fault(text):
        return fault
    if mark := next((sign for sign in "?#" if sign in text), ""):
        return f"`{text}` has a `{mark}` in it", "write only the address of the folder"
    return None


def _language(text: str) -> tuple[str, str] | None:
    if cldr.is_known_language(text):
        return None
    return f"`{text}` is not a language that is known", "write a BCP 47 code, such as `id` or `en`"


def _key(text: str) -> tuple[str, str] | None:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) and not slug_fault(text):
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
    Field(
        "engine",
        Choice(tuple(Engine)),
        "what reads Markdown: `python-markdown` unless said, or the compiled `commonmark`",
    ),
    Field("raw_html", YesNo(), "let HTML in bodies through the sanitiser; else it is shown as typed"),
    Field(
        "typography",
        YesNo(),
        "straight quotes, `--`, `---` and `...` in bodies become typographic marks; `true` unless said",
    ),
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
    Field(
        "page_size",
        Whole(1, 1000),
        f"events that a page lists at most, {PAGE_SIZE} unless said; longer lists are divided by time",
    ),
    Field("theme", Theme(), "custom properties of the stylesheet"),
    Field("markup", Record(MARKUP_FIELDS, dict, "a table of settings"), "how bodies are read"),
    Field("output", Record(OUTPUT_FIELDS, Output, "a table of settings"), "further files, where wanted"),
)


class ConfigReading(NamedTuple):
    """The settings, where they could be read, and what was wrong."""

    config: SiteConfig | None
    diagnostics: tuple[Diagnostic, ...]


def read_config(source: SourceFile) -> ConfigReading:
    """Read the text of `site.toml`.

    Where a value is wrong the rest is given nevertheless, so that the faults of other files can be found at
    once; but not where nobody can tell in what languages those are.
    """
    try:
        values = tomllib.loads(source.text)
    except (ValueError, RecursionError) as fault:
        # Besides TOMLDecodeError, which is a ValueError: numbers of thousands of digits, and deep nesting.
        said = "too many brackets inside one another" if isinstance(fault, RecursionError) else str(fault)
        return ConfigReading(None, (_syntax(source, said),))
    table = plain_nodes(values, *finders(source.text))
    assert isinstance(table, Table)
    report = Report(problems=list(character_problems(table)))
    # An empty base URL is how the starter says "not known yet"; it counts as not given.
    given = read_table(SITE_FIELDS, table, report)
    languages = tuple(dict.fromkeys(given.get("languages", ()))) or ("en",)
    title = given.get("title", {})
    config = SiteConfig(
        title=title,
        description=given.get("description", {}),
        base_url=given.get("base_url", ""),
        languages=languages,
        id=given.get("id") or slugify(in_language(title, "")) or "timeline",
        license=given.get("license", ""),
        lanes=tuple(Lane(lane["key"], lane["name"]) for _, lane in _unique(given, "lanes", report)),
        periods=_periods(given, languages, report),
        theme=given.get("theme", {}),
        raw_html=given.get("markup", {}).get("raw_html", False),
        page_size=given.get("page_size", PAGE_SIZE),
        typography=given.get("markup", {}).get("typography", True),
        engine=given.get("markup", {}).get("engine", Engine.PYTHON_MARKDOWN),
        output=given.get("output", Output()),
    )
    _foreign_names(table, languages, report)
    faults = [p for p in report.problems if not p.warning]
    unsure = any(p.code == "C103" or "`languages`" in p.message for p in faults)
    problems = tuple(p._replace(hint=_in_toml(p.hint)) for p in report.problems)
    return ConfigReading(None if unsure else config, as_diagnostics(source, problems))


def _in_toml(hint: str) -> str:
    """Write the keys of a hint, which the fields of event files word for YAML, in TOML's way."""
    return re.sub(r"`([\w-]+):(?: …)?`", r"`\1 = …`", hint)


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
    return about_file(PATH, "C101", message, hint, severity=Severity.WARNING)


def _periods(given: Mapping[str, Any], languages: Sequence[str], report: Report) -> tuple[Period, ...]:
    periods = []
    for index, period in _unique(given, "periods", report):
        try:
            span = parse_edtf(period["span"])
        except EDTFError as fault:
            from site_gen.article.wordings import better_hint

            offset, length = report.marks[f"periods.{index}.span"]
            found = f"`{period['span']}`: {fault.message}"
            hint = better_hint(period["span"], fault, languages, with_part=False)
            report.fault(Scalar("", offset, length), "D101", found, hint or "write such as `1951/1955`")
            continue
        periods.append(Period(period["key"], period["name"], span, period.get("summary", {})))
    return tuple(periods)


def _unique(given: Mapping[str, Any], name: str, report: Report) -> list[tuple[int, dict[str, Any]]]:
    """Return the tables of a list with their indices, without those whose key was there before."""
    kept: dict[str, tuple[int, dict[str, Any]]] = {}
    for index, each in enumerate(given.get(name, ())):
        if each["key"] in kept:
            mark = Scalar("", *report.marks[f"{name}.{index}.key"])
            found = f"two of `{name}` have the key `{each['key']}`"
            report.fault(mark, "C106", found, "give one another key")
            continue
        kept[each["key"]] = (index, each)
    return list(kept.values())


def _foreign_names(table: Table, languages: Sequence[str], report: Report) -> None:
    """Warn of names in languages that the site does not have: nobody would ever see them."""
    named = [table, *(each for name in ("lanes", "periods") for each in _entries(table.get(name)))]
    for owner in named:
        for field_name, value in owner.entries:
            if field_name.text not in ("title", "description", "name", "summary"):
                continue
            for key, _ in value.entries if isinstance(value, Table) else ():
                if key.text not in languages:
                    found = f"`{field_name.text}` is given in `{key.text}`, which is not among `languages`"
                    hint = f"the site has {', '.join(f'`{lang}`' for lang in languages)}"
                    problem = Problem(key.offset, "C108", found, hint, key.length, warning=True)
                    report.problems.append(problem)


def _entries(node: Node | None) -> Iterator[Table]:
    yield from (each for each in (node.items if isinstance(node, Items) else ()) if isinstance(each, Table))


_SYNTAX = {
    "Illegal character '\\n'": ("a text is not closed on its line", "write a quotation mark at its end"),
    "Cannot overwrite a value": ("a key stands twice", "keep one of the two"),
}
"""What `tomllib` says of the commonest slips, in plainer words and with a better hint."""


def _syntax(source: SourceFile, said: str) -> Diagnostic:
    """Word tomllib's complaint; it names line and column only in its message."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    line, column = (int(place[1]), int(place[2])) if place else (source.text.count("\n") + 1, 1)
    offset = sum(len(row) + 1 for row in source.text.split("\n")[: line - 1]) + column - 1
    what = said[: place.start()] if place else said.removesuffix(" (at end of document)")
    found, hint = _SYNTAX.get(
        what, (f"{what[:1].lower()}{what[1:]}", 'put texts in double quotes: `title = "…"`')
    )
    return diagnose(source, offset, "C107", f"broken TOML: {found}", hint)


def schema() -> JsonSchema:
    """Return the JSON Schema of `site.toml`."""
    return file_schema("site.toml", SITE_FIELDS)

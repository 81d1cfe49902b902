"""A page of prose, such as the one on method: front matter with a title, and Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from site_gen.content.body_limits import body_problems
from site_gen.content.event_keys import TEXT
from site_gen.content.eventfile import as_diagnostics
from site_gen.content.frontmatter import parse_yaml, split
from site_gen.content.kinds import Whole, YesNo
from site_gen.content.nodes import Problem
from site_gen.content.schema import Field, Report, read_table
from site_gen.diagnostics import Diagnostic
from site_gen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Page:
    """A page of prose in one language.

    `order` sorts the pages in the menu; `legend` shows under the text what the drawings' marks mean.
    """

    slug: str
    lang: str
    title: str
    file: SourceFile
    summary: str = ""
    menu: str = ""
    order: int = 50
    legend: bool = False
    body: str = ""
    body_offset: int = 0


PAGE_FIELDS = (
    Field("title", TEXT, "the heading of the page", required=True),
    Field("summary", TEXT, "one or two sentences, for search engines"),
    Field("menu", TEXT, "a shorter name for the menu"),
    Field("order", Whole(0, 999), "its place in the menu; 50 unless said"),
    Field("legend", YesNo(), "`true` shows under the text what the marks of the drawings mean"),
)


def read_page(source: SourceFile, slug: str, lang: str) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """Read a page; None where its title or its front matter cannot be read."""
    parts = split(source.text)
    if isinstance(parts, Problem):
        return None, as_diagnostics(source, [parts])
    table, problems = parse_yaml(parts.yaml, parts.yaml_offset)
    report = Report(problems=[*problems, *body_problems(parts.body, parts.body_offset)])
    values = read_table(PAGE_FIELDS, table, report) if table.entries else {}
    if not table.entries and not problems:
        report.problems.append(Problem(0, "F201", "the key `title` is missing", "add a line `title: …`", 3))
    page = None
    if "title" in values:
        page = Page(slug, lang, file=source, body=parts.body, body_offset=parts.body_offset, **values)
    return page, as_diagnostics(source, report.problems)

"""The text of an event file → an event. Knows nothing of disks."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

from site_gen.content.event import EVENT_FIELDS, TRANSLATION_FIELDS, Event
from site_gen.content.frontmatter import Problem, parse_yaml, split
from site_gen.content.schema import Report, read_table
from site_gen.dates import EDTFError, HistoricalDate, parse_edtf
from site_gen.diagnostics import Diagnostic, Severity, diagnose
from site_gen.source import SourceFile

LONGEST_BODY = 100_000
"""Characters of Markdown that one body may have; some converters take time that grows with the square of it.
"""


class Reading(NamedTuple):
    """What came of a file: the event, where there is one, and what was wrong."""

    event: Event | None
    diagnostics: tuple[Diagnostic, ...]


class Draft(NamedTuple):
    """The typed values of a file, before they are an event."""

    values: dict[str, Any]
    report: Report
    body: str
    body_offset: int


def read_event(source: SourceFile, slug: str, lang: str) -> Reading:
    """Read an event file in the site's default language. `slug` comes from its name, and yields to a `slug:`
    key.
    """
    draft = _read(source, translation=False)
    date = _date(source, draft)
    report, values = draft.report, draft.values
    if not draft.body.strip() and "title" in values and not report.problems:
        report.problems.append(
            Problem(
                0, "E104", "the body is empty", "write what happened under the second `---`", 3, warning=True
            )
        )
    event = None
    if date and "title" in values:
        given = {k: v for k, v in values.items() if k not in ("date", "part", "calendar", "slug")}
        event = Event(
            slug=values.get("slug", slug),
            lang=lang,
            date=date,
            file=source,
            body=draft.body,
            body_offset=draft.body_offset,
            marks=report.marks,
            **given,
        )
    return Reading(event, as_diagnostics(source, report.problems))


def read_translation(source: SourceFile, base: Event, lang: str) -> Reading:
    """Read a translation, which holds only what differs from `base`, the event in the default language."""
    draft = _read(source, translation=True)
    values = dict(draft.values)
    date = base.date
    if {"date", "part", "calendar"} & values.keys():
        values.setdefault("date", base.date.written)
        draft.values.setdefault("date", base.date.written)
        date = _date(source, draft) or base.date
    given = {k: v for k, v in values.items() if k not in ("date", "part", "calendar")}
    body = {"body": draft.body, "body_offset": draft.body_offset} if draft.body.strip() else {}
    event = dataclasses.replace(
        base, lang=lang, date=date, file=source, marks=draft.report.marks, **given, **body
    )
    return Reading(event, as_diagnostics(source, draft.report.problems))


def as_diagnostics(
    source: SourceFile, problems: list[Problem] | tuple[Problem, ...]
) -> tuple[Diagnostic, ...]:
    """Give problems, which know offsets only, the file that they are about."""
    return tuple(
        diagnose(
            source,
            p.offset,
            p.code,
            p.message,
            p.hint,
            length=p.length,
            severity=Severity.WARNING if p.warning else Severity.ERROR,
        )
        for p in problems
    )


def _read(source: SourceFile, *, translation: bool) -> Draft:
    report = Report()
    parts = split(source.text)
    if isinstance(parts, Problem):
        report.problems.append(parts)
        return Draft({}, report, "", 0)
    table, problems = parse_yaml(parts.yaml, parts.yaml_offset)
    report.problems += problems
    broken = any(not p.warning for p in problems) and not table.entries
    values = {} if broken else read_table(TRANSLATION_FIELDS if translation else EVENT_FIELDS, table, report)
    if len(parts.body) > LONGEST_BODY:
        found = f"the body has {len(parts.body):,} characters; at most {LONGEST_BODY:,} are read"
        report.problems.append(Problem(parts.body_offset, "E105", found, "split the event"))
    return Draft(values, report, parts.body, parts.body_offset)


def _date(source: SourceFile, draft: Draft) -> HistoricalDate | None:
    """Parse the date with its part and calendar; a fault points at the very character."""
    values, report = draft.values, draft.report
    if "date" not in values:
        return None
    try:
        return parse_edtf(values["date"], values.get("part"), values.get("calendar", "gregorian"))
    except EDTFError as fault:
        offset, length = report.marks.get("date", (0, 1))
        quoted = source.text[offset : offset + 1] in ("'", '"')
        at = offset + fault.offset + quoted
        report.problems.append(
            Problem(
                at,
                "D101",
                f"`{values['date']}`: {fault.message}",
                fault.hint,
                max(1, min(length, offset + length - at)),
            )
        )
        return None

"""The text of an event file → an event. Knows nothing of disks."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from site_gen.content.body_limits import body_problems
from site_gen.content.event import Event
from site_gen.content.event_keys import EVENT_FIELDS, TRANSLATION_FIELDS
from site_gen.content.frontmatter import parse_yaml, split
from site_gen.content.nodes import Problem, Table
from site_gen.content.schema import Report, read_table
from site_gen.dates import EDTFError, HistoricalDate, parse_edtf
from site_gen.diagnostics import Diagnostic, Severity, diagnose
from site_gen.digesting import text_digest
from site_gen.source import SourceFile

SAME_IN_ALL_LANGUAGES = ("time", "lane", "importance", "status", "added", "updated", "draft", "wikidata")
"""Keys whose values do not depend on the language; nor does the date."""
DATED = ("date", "part", "calendar")
"""The keys that are read together, into one date."""


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


def read_event(source: SourceFile, slug: str, lang: str, languages: Sequence[str] = ()) -> Reading:
    """Read an event file in the site's default language. `slug` comes from its name, and yields to a `slug:`
    key. A date in words of one of `languages`, those of the site, gets the EDTF for it as its hint.
    """
    draft = _read(source, translation=False)
    languages = languages or (lang,)
    date = _date(source, draft, draft.values, languages) if "date" in draft.values else None
    report, values = draft.report, draft.values
    # What is missing in a draft that nobody has reviewed is said with that.
    empty = not draft.body.strip() and values.get("reviewed", True)
    if empty and "title" in values and not report.problems:
        report.problems.append(
            Problem(
                0, "E104", "the body is empty", "write what happened under the second `---`", 3, warning=True
            )
        )
    event = None
    if date and "title" in values:
        given = {k: v for k, v in values.items() if k not in (*DATED, "slug")}
        event = Event(
            slug=values.get("slug", slug),
            lang=lang,
            date=date,
            file=source,
            body_offset=draft.body_offset,
            front_digest=text_digest("\0".join((source.path, lang, source.text[: draft.body_offset]))),
            body_digest=text_digest(draft.body),
            **given,
        )
    return Reading(event, as_diagnostics(source, report.problems))


def read_translation(source: SourceFile, base: Event, lang: str, languages: Sequence[str] = ()) -> Reading:
    """Read a translation, which holds only what differs from `base`, the event in the default language."""
    draft = _read(source, translation=True)
    date = base.date
    if dated := {key: draft.values[key] for key in DATED if key in draft.values}:
        part = date.part.value if date.part else None
        inherited = {"date": date.written, "part": part, "calendar": date.calendar}
        date = _date(source, draft, inherited | dated, languages or (base.lang, lang)) or date
    given: dict[str, Any] = {k: v for k, v in draft.values.items() if k not in DATED}
    draft.report.problems += _other_facts(draft, base, date)
    front = (base.front_digest, source.path, lang, source.text[: draft.body_offset])
    given["front_digest"] = text_digest("\0".join(front))
    if draft.body.strip():
        digest = text_digest(draft.body)
        given |= {"body_offset": draft.body_offset, "body_file": None, "body_digest": digest}
    else:
        given["body_file"] = base.file
    event = dataclasses.replace(base, lang=lang, date=date, file=source, **given)
    return Reading(event, as_diagnostics(source, draft.report.problems))


def _other_facts(draft: Draft, base: Event, date: HistoricalDate) -> list[Problem]:
    """Warn of what a translation gives otherwise than its original, though it is no matter of language."""
    facts: dict[str, object] = {key: getattr(base, key) for key in SAME_IN_ALL_LANGUAGES}
    changed = [key for key, value in facts.items() if draft.values.get(key, value) != value]
    changed += ["date"] if date != base.date else []
    found = []
    for key in changed:
        offset, length = next(
            (draft.report.marks[k] for k in (key, *DATED) if k in draft.report.marks), (0, 3)
        )
        message = f"`{key}` is not what `{base.file.path}` says"
        hint = "remove it here; change it there if it is wrong"
        found.append(Problem(offset, "E126", message, hint, length, warning=True))
    return found


def translation_faults(source: SourceFile, languages: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """Find what is wrong with a translation whose original cannot be read."""
    draft = _read(source, translation=True)
    if "date" in draft.values:
        _date(source, draft, draft.values, languages)
    return as_diagnostics(source, draft.report.problems)


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


def in_yaml(hint: str) -> str:
    """Say in a hint that what begins with a bracket stands in quotes, or YAML makes a list of it."""
    return re.sub(r"(`[\[{][^`]*`)", r"\1 in quotes", hint)


def _read(source: SourceFile, *, translation: bool) -> Draft:
    report = Report()
    parts = split(source.text)
    if isinstance(parts, Problem):
        report.problems.append(parts)
        return Draft({}, report, "", 0)
    table, problems = parse_yaml(parts.yaml, parts.yaml_offset)
    report.problems += problems
    broken = any(not p.warning for p in problems) and not table.entries
    values: dict[str, Any] = {}
    if translation:
        table = _without_original_keys(table, report)
    if not broken:
        values = read_table(TRANSLATION_FIELDS if translation else EVENT_FIELDS, table, report)
    report.problems += body_problems(parts.body, parts.body_offset)
    return Draft(values, report, parts.body, parts.body_offset)


def _without_original_keys(table: Table, report: Report) -> Table:
    """Leave out the keys that only the file in the default language may have, and warn of them."""
    known = {f.name for f in TRANSLATION_FIELDS}
    foreign = {f.name for f in EVENT_FIELDS} - known
    for key, _ in table.entries:
        if key.text in foreign:
            found = f"`{key.text}` belongs to the file in the site's default language"
            problem = Problem(key.offset, "E113", found, "remove it here", key.length, warning=True)
            report.problems.append(problem)
    return table._replace(entries=tuple(e for e in table.entries if e[0].text not in foreign))


@functools.lru_cache(maxsize=65536)
def date_of(text: str, part: str | None, calendar: str) -> HistoricalDate:
    """Return a date as `parse_edtf` does; many events have the same one. Raises EDTFError."""
    return parse_edtf(text, part, calendar)


def _date(
    source: SourceFile, draft: Draft, given: Mapping[str, Any], languages: Sequence[str]
) -> HistoricalDate | None:
    """Parse a date with its part and calendar; a fault points at the very character where it can."""
    report = draft.report
    try:
        return date_of(given["date"], given.get("part"), given.get("calendar") or "gregorian")
    except EDTFError as fault:
        # Loaded only where something is wrong: the words of many languages are slow to make ready.
        from site_gen.article.wordings import better_hint

        # A translation may give a part or a calendar alone; then that is where the fault lies.
        key = next((key for key in DATED if key in report.marks), "date")
        offset, length = report.marks.get(key, (0, 1))
        text = source.text[offset : offset + length]
        inside = text.find(given["date"])
        at, rest = offset, length
        if inside >= 0 and fault.offset < len(given["date"]):
            at += inside + fault.offset
            rest = len(given["date"]) - fault.offset
        found = f"`{given['date']}`: {fault.message}"
        calendar = given.get("calendar") or "gregorian"
        # Words name months of these calendars only, and years of the common era.
        in_words = calendar in ("gregorian", "julian")
        hint = in_yaml(better_hint(given["date"], fault, languages)) if in_words else fault.hint
        report.problems.append(Problem(at, "D101", found, hint, max(1, rest)))
        return None

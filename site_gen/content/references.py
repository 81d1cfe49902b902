"""What one file says of another: sources that are cited, lanes, related events. Each must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from site_gen.content.event import Event
from site_gen.content.load import Content
from site_gen.content.schema import nearest
from site_gen.diagnostics import Diagnostic, Severity, diagnose


def check_references(
    content: Content, lanes: Collection[str], known: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Check every event, in every language. `known` are the names by which an event can be referred to."""
    found: list[Diagnostic] = []
    for by_lang in content.events.values():
        default = next(iter(by_lang.values()))
        for event in by_lang.values():
            # What a translation only inherits is reported once, where it was written.
            own = event is default
            if own or event.sources != default.sources:
                found += _sources(event, content)
            if own or event.related != default.related:
                found += _related(event, known)
            if own:
                found += _lane(event, lanes)
                found += _unreviewed(event)
    return tuple(found)


def _sources(event: Event, content: Content) -> Iterator[Diagnostic]:
    cited = [(f"sources.{i}.id", c.id) for i, c in enumerate(event.sources)]
    cited += [(f"conflicts.{i}.source", c.source) for i, c in enumerate(event.conflicts) if c.source]
    for mark, id_ in cited:
        if id_ not in content.sources:
            near = nearest(id_, tuple(content.sources))
            hint = f"did you mean `{near}`?" if near else "add it to content/sources.yaml"
            yield _at(event, mark, "E109", f"there is no source `{id_}`", hint)


def _related(event: Event, known: Collection[str]) -> Iterator[Diagnostic]:
    for index, relation in enumerate(event.related):
        name = relation.event.removesuffix(".md")
        if name not in known:
            near = nearest(name, tuple(known))
            hint = f"did you mean `{near}`?" if near else "write the slug or file name of another event"
            yield _at(event, f"related.{index}.event", "E111", f"there is no event `{name}`", hint)


def _lane(event: Event, lanes: Collection[str]) -> Iterator[Diagnostic]:
    if event.lane and event.lane not in lanes:
        near = nearest(event.lane, tuple(lanes))
        hint = f"did you mean `{near}`?" if near else "add it as `[[lanes]]` to content/site.toml"
        yield _at(event, "lane", "E110", f"there is no lane `{event.lane}`", hint)


def _unreviewed(event: Event) -> Iterator[Diagnostic]:
    if not event.reviewed:
        hint = "read it, finish it, and delete the line `reviewed: false`"
        found = _at(
            event,
            "reviewed",
            "E112",
            "was drafted by a program and is not yet reviewed",
            hint,
            Severity.WARNING,
        )
        yield found


def _at(
    event: Event, mark: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    offset, length = event.marks.get(mark, event.marks.get(mark.split(".")[0], (0, 3)))
    return diagnose(event.file, offset, code, message, hint, length=length, severity=severity)

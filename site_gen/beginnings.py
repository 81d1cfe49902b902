"""The commands that begin something: `new` an event file, `init` a project. Neither touches what is there."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from site_gen import starter
from site_gen.article import better_hint
from site_gen.dates import EDTFError, HistoricalDate, daynumber, parse_edtf
from site_gen.diagnostics import about_file, diagnose
from site_gen.outcome import Outcome, config_of, misuse, program, root_of, today
from site_gen.paths import slugify
from site_gen.source import SourceFile, shown_path


def new(options: argparse.Namespace) -> Outcome:
    """Write a new event file; one that is there is never touched."""
    root = root_of(options)
    if wrong := misuse(options, root):
        return wrong
    if not options.title.strip():
        return Outcome(2, (about_file("TITLE", "O114", "is blank", "say in a few words what happened"),))
    config = config_of(root)
    typed = SourceFile("--date", options.date)
    try:
        date_ = parse_edtf(options.date)
    except EDTFError as fault:
        hint = better_hint(options.date, fault, config.languages if config else ())
        return Outcome(2, (diagnose(typed, fault.offset, "D101", fault.message, hint),))
    lang = options.lang if config and options.lang and options.lang != config.default_language else ""
    slug = slugify(f"{_year_of(date_)} {options.title}") or "event"
    file = root / "content/events" / (f"{slug}.{lang}.md" if lang else f"{slug}.md")
    shown = shown_path(file, root)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(starter.event_text(options.title, date_, today(), translation=bool(lang)))
    except FileExistsError:
        found = about_file(shown, "O110", "is there already", "choose another title, or edit that file")
        return Outcome(1, (found,))
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        return Outcome(
            1, (about_file(shown, "O104", f"cannot be written: {why}", "make room or give permission"),)
        )
    return Outcome(lines=(shown,), data={"file": shown}, is_result=True)


def init(options: argparse.Namespace) -> Outcome:
    """Write a new project into an empty folder."""
    folder: Path = options.directory
    try:
        if folder.is_dir() and any(folder.iterdir()):
            hint = "name an empty folder, such as `init mysite`"
            return Outcome(1, (about_file(folder.as_posix(), "O112", "is not empty", hint),))
        written = starter.write_project(folder, today())
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        return Outcome(
            1,
            (
                about_file(
                    folder.as_posix(),
                    "O104",
                    f"cannot be written: {why}",
                    "give permission, or name another folder",
                ),
            ),
        )
    where = f" --root {shlex.quote(folder.as_posix())}" if folder != Path() else ""
    lines = (
        *written,
        f"next: {program()} build{where}, or serve in place of build to watch it while you write",
    )
    return Outcome(lines=lines, data={"files": list(written)})


def _year_of(value: HistoricalDate) -> str:
    known = value.earliest if value.earliest is not None else value.latest
    if known is None:
        return ""
    year, month, _ = daynumber.to_civil(known)
    return f"{year}-{month:02d}" if value.precision in ("day", "month", "time") else str(year)

"""What each command does. Takes the parsed options, gives an outcome; prints nothing itself."""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_gen import importer, resources, starter
from site_gen.article import available, read_phrase, report_json
from site_gen.build import builder
from site_gen.content.load import read_text
from site_gen.dates import EDTFError, HistoricalDate, daynumber, display, parse_edtf
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose, has_errors, ordered
from site_gen.paths import slugify
from site_gen.site.config import PATH, SiteConfig, read_config, url_fault
from site_gen.source import SourceFile, shown_path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command.

    `lines` go to stdout, `notes` to stderr, `data` into the JSON document. `is_result` tells that the lines are what the
    command is for, so that `-q` keeps them.
    """

    exit_code: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    is_result: bool = False


def build(options: argparse.Namespace) -> Outcome:
    """Draft the episodes of `seeds/` that are new, then build the site."""
    started = time.monotonic()
    root, output = _root(options), _output(options)
    if wrong := _usage(options, root):
        return wrong
    drafted, found = _draft_seeds(root)
    if has_errors(found, strict=options.strict):
        return _built(builder.Result(False, ordered(found)), output, options, started)
    result = builder.build(root, output, _build_options(options))
    notes = tuple(f"drafted {name}; read it, finish it, then delete `reviewed: false`" for name in drafted)
    return _built(result, output, options, started, found, notes)


def check(options: argparse.Namespace) -> Outcome:
    """Say what a build would say."""
    root = _root(options)
    if wrong := _usage(options, root):
        return wrong
    result = builder.check(root, _output(options), _build_options(options))
    failed = has_errors(result.diagnostics, strict=options.strict)
    line = f"{_count(result.diagnostics)} in {result.pages} pages" if result.pages else _count(result.diagnostics)
    return Outcome(int(failed), result.diagnostics, (f"checked: {line}",), data={"pages": result.pages})


def import_(options: argparse.Namespace) -> Outcome:
    """Read articles, and draft their episodes."""
    root = _root(options)
    config = _config(root)
    order = importer.Order(_today(), options.lang, options.published, options.dry_run)
    folder = (options.to or root / "content/events").absolute()
    languages = config.languages if config else ()
    done = [importer.import_article(root, file.absolute(), order, languages, folder) for file in options.file]
    found = ordered(d for each in done for d in each.diagnostics)
    reports = [report_json(each.reading, each.files) for each in done if each.reading]
    data: Mapping[str, Any] = reports[0] if len(reports) == 1 else {"articles": reports}
    lines = tuple(line for each in done for line in _import_lines(each, dry_run=options.dry_run))
    return Outcome(int(has_errors(found)), found, lines, data=data, is_result=True)


def new(options: argparse.Namespace) -> Outcome:
    """Write a new event file; one that is there is never touched."""
    root = _root(options)
    config = _config(root)
    typed = SourceFile("--date", options.date)
    try:
        date_ = parse_edtf(options.date)
    except EDTFError as fault:
        proposed = _proposal(options.date, config.languages if config else tuple(available()))
        hint = f"write `{proposed[0]}`" + (f" and `part: {proposed[1]}`" if proposed[1] else "") if proposed else fault.hint
        return Outcome(2, (diagnose(typed, fault.offset, "D101", fault.message, hint),))
    lang = options.lang if config and options.lang and options.lang != config.default_language else ""
    slug = slugify(f"{_year_of(date_)} {options.title}") or "event"
    file = root / "content/events" / (f"{slug}.{lang}.md" if lang else f"{slug}.md")
    shown = shown_path(file, root)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(starter.event_text(options.title, date_, _today(), translation=bool(lang)))
    except FileExistsError:
        found = about_file(shown, "O110", "is there already", "choose another title, or edit that file")
        return Outcome(1, (found,))
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        return Outcome(1, (about_file(shown, "O104", f"cannot be written: {why}", "make room or give permission"),))
    return Outcome(lines=(shown,), data={"file": shown}, is_result=True)


def date(options: argparse.Namespace) -> Outcome:
    """Say what dates mean."""
    config = _config(_root(options))
    languages = (options.lang,) if options.lang else (config.languages if config else tuple(available()))
    if unknown := [lang for lang in languages if options.lang and lang not in available()]:
        hint = f"the languages whose words are read are {', '.join(sorted(available()))}"
        return Outcome(2, (about_file("--lang", "A105", f"no words are known of the language `{unknown[0]}`", hint),))
    shown_in = tuple(dict.fromkeys(("id", "en", *(config.languages if config else ()), *languages)))
    many = options.text == "-"
    texts = sys.stdin.read().splitlines() if many else [options.text]
    entries = [_date_entry(text, languages, shown_in) for text in texts]
    lines = tuple(line for entry in entries for line in _date_lines(entry))
    failed = not many and entries[0]["edtf"] is None
    return Outcome(int(failed), lines=lines, data={"dates": entries}, is_result=True)


def explain(options: argparse.Namespace) -> Outcome:
    """Say why a file of the output was or would be made again."""
    root, output = _root(options), _output(options)
    plan = builder.make_plan(root, output, _build_options(options))
    if not plan.pages:
        return Outcome(1, plan.diagnostics)
    wanted = options.path.removeprefix(f"{output.name}/").removeprefix("./")
    page = next((page for page in plan.pages if page.output == wanted), None)
    if page is None:
        if wanted in plan.project.copies:
            source = shown_path(plan.project.copies[wanted], root)
            return Outcome(lines=(f"{wanted} is a copy of {source}",), data={"output": wanted, "source": source}, is_result=True)
        from site_gen.content.schema import nearest

        near = nearest(wanted, [p.output for p in plan.pages])
        hint = f"did you mean `{near}`?" if near else "write a path below the output folder, such as `index.html`"
        return Outcome(2, (about_file(wanted, "O111", "is not a file that a build makes", hint),))
    reasons = next(d.reasons for d in plan.decisions if d.output == wanted)
    origin = f" from {page.origin}" if page.origin else ""
    lines = [f"{wanted} is made by templates/{page.template}{origin}"]
    lines += [f"would be made again: {reason}" for reason in reasons] or ["up to date: nothing that it shows has changed"]
    data = {"output": wanted, "template": page.template, "origin": page.origin, "reasons": list(reasons)}
    return Outcome(lines=tuple(lines), data=data, is_result=True)


def serve(options: argparse.Namespace) -> Outcome:
    """Show the site, and build again at each change."""
    from site_gen.serve import Preview, preview

    root = _root(options)
    if wrong := _usage(options, root):
        return wrong
    settings = Preview(root, _output(options), _build_options(options), options.host, options.port, options.open)
    problem = preview(settings)
    return Outcome(1, (problem,)) if problem else Outcome()


def init(options: argparse.Namespace) -> Outcome:
    """Write a new project into an empty folder."""
    folder: Path = options.directory
    try:
        if folder.is_dir() and any(folder.iterdir()):
            hint = "name an empty folder, such as `init mysite`"
            return Outcome(1, (about_file(folder.as_posix(), "O112", "is not empty", hint),))
        written = starter.write_project(folder, _today())
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        return Outcome(1, (about_file(folder.as_posix(), "O104", f"cannot be written: {why}", "give permission, or name another folder"),))
    where = f"--root {folder.as_posix()} " if folder != Path() else ""
    lines = (*written, f"next: build {where}".rstrip())
    return Outcome(lines=lines, data={"files": list(written)})


def test(options: argparse.Namespace) -> Outcome:
    """Run the tests of a checkout with pytest."""
    return _in_checkout("test", ["-m", "pytest", *options.rest])


def bench(options: argparse.Namespace) -> Outcome:
    """Run the benchmarks of a checkout."""
    return _in_checkout("bench", ["-m", "bench", *options.rest])


def _in_checkout(command: str, arguments: list[str]) -> Outcome:
    import subprocess

    top = resources.checkout()
    if top is None:
        hint = "clone the repository, and run `python3 build.py " + command + "` there"
        return Outcome(2, (about_file(command, "O113", "works in a checkout only", hint),))
    return Outcome(subprocess.run([sys.executable, *arguments], cwd=top, check=False).returncode)  # noqa: S603


def _root(options: argparse.Namespace) -> Path:
    root: Path = options.root
    return root.absolute()


def _output(options: argparse.Namespace) -> Path:
    output: Path | None = options.output
    return output.absolute() if output else _root(options) / "public"


def _today() -> str:
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()


def _usage(options: argparse.Namespace, root: Path) -> Outcome | None:
    """Refuse options that cannot be meant."""
    if not root.is_dir():
        found = about_file(root.as_posix(), "S101", "there is no such folder", "name the folder that holds content/")
        return Outcome(2, (found,))
    if options.base_url and (fault := url_fault(options.base_url)):
        return Outcome(2, (about_file("--base-url", "C102", *fault),))
    return None


def _build_options(options: argparse.Namespace) -> builder.Options:
    return builder.Options(
        base_url=options.base_url,
        drafts=options.drafts,
        force=getattr(options, "force", False),
        strict=options.strict,
        jobs=getattr(options, "jobs", 1),
    )


def _config(root: Path) -> SiteConfig | None:
    """Read the settings where they are there; what is wrong with them is for build and check to say."""
    file = root / PATH
    source = read_text(file, root, []) if file.is_file() else None
    return read_config(source).config if source else None


def _draft_seeds(root: Path) -> tuple[tuple[str, ...], list[Diagnostic]]:
    config = _config(root)
    written: list[str] = []
    found: list[Diagnostic] = []
    if config:
        for file in importer.seeds(root):
            order = importer.Order(_today())
            done = importer.import_article(root, file, order, config.languages, root / "content/events")
            written += done.written
            found += done.diagnostics
    return tuple(written), found


def _built(
    result: builder.Result,
    output: Path,
    options: argparse.Namespace,
    started: float,
    found: Iterable[Diagnostic] = (),
    notes: tuple[str, ...] = (),
) -> Outcome:
    seconds = round(time.monotonic() - started, 3)
    everything = ordered((*found, *result.diagnostics))
    data = {
        "pages": result.pages,
        "built": result.built,
        "kept": result.kept,
        "removed": result.removed,
        "seconds": seconds,
        "output": output.as_posix(),
    }
    if not result.published:
        stood = " The site in it is the last good one." if (output / "index.html").exists() else ""
        lines: tuple[str, ...] = (f"nothing was published: {_count(everything)}.{stood}",)
        return Outcome(1, everything, notes=(*notes, *lines), data=data)
    shown = _short(output)
    home = output / "index.html"
    lines = (
        f"{result.pages} pages in {shown}/: {result.built} written, {result.kept} unchanged,"
        f" {result.removed} removed ({seconds:.2f} s)",
        f"open {home.as_uri()} or run `{_program()} serve`",
    )
    return Outcome(0, everything, lines, notes, data)


def _program() -> str:
    return "python3 build.py" if resources.checkout() else "site-gen"


def _short(path: Path) -> str:
    """Name a path as somebody in the current folder would."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _count(found: Iterable[Diagnostic]) -> str:
    severities = [d.severity for d in found]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    words = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(words) or "no errors"


def _import_lines(done: importer.Imported, *, dry_run: bool) -> Iterable[str]:
    if done.reading is None:
        return
    for episode in done.reading.episodes:
        part = f" ({episode.part})" if episode.part else ""
        flags = f" [{', '.join(episode.flags)}]" if episode.flags else ""
        file = done.files.get(episode.id)
        state = "would be drafted as" if dry_run else "drafted as"
        what = f"{state} {file}" if file in done.written else f"has {file}" if file else "has no date, and no draft"
        yield f"{episode.id}: {episode.date or 'no date'}{part}, {episode.title}{flags}: {what}"
    yield f"{len(done.reading.expressions)} date expressions, {len(done.reading.episodes)} episodes, {len(done.written)} new drafts"


def _proposal(text: str, languages: Iterable[str]) -> tuple[str, str | None] | None:
    """Return the one EDTF that words in any of the languages can mean, or None."""
    for lang in languages:
        if lang in available():
            readings = read_phrase(text, lang)
            if readings and len(readings) == 1:
                return readings[0]
    return None


def _date_entry(text: str, languages: tuple[str, ...], shown_in: tuple[str, ...]) -> dict[str, Any]:
    """Return what `date` says of one text, in the fields of the JSON document."""
    entry: dict[str, Any] = {"input": text, "valid": False, "edtf": None, "level": None, "part": None}
    entry |= {"earliest": None, "latest": None, "display": {}, "error": None}
    try:
        value = parse_edtf(text.strip())
        entry["valid"] = True
    except EDTFError as fault:
        proposed = _proposal(text, languages)
        entry["error"] = {"offset": fault.offset, "message": fault.message, "hint": fault.hint}
        if proposed is None:
            return entry
        try:
            value = parse_edtf(*proposed)
        except EDTFError:
            return entry
        part = f" with `part: {proposed[1]}`" if proposed[1] else ""
        entry["error"]["hint"] = f"write `{proposed[0]}`{part}"
    return entry | _date_facts(value, shown_in)


def _date_facts(value: HistoricalDate, shown_in: tuple[str, ...]) -> dict[str, Any]:
    return {
        "edtf": value.edtf,
        "level": value.level,
        "part": value.part,
        "earliest": None if value.earliest is None else daynumber.iso(value.earliest),
        "latest": None if value.latest is None else daynumber.iso(value.latest),
        "display": {lang: display.words(value, lang) for lang in shown_in},
    }


def _date_lines(entry: Mapping[str, Any]) -> Iterable[str]:
    text = entry["input"]
    if entry["edtf"] is None:
        if text.strip():
            yield f"{text}: {entry['error']['message']}"
            yield f"  hint: {entry['error']['hint']}"
        else:
            yield ""
        return
    part = f" with `part: {entry['part']}`" if entry["part"] else ""
    yield f"{text}: EDTF level {entry['level']}" if entry["valid"] else f"{text}: not EDTF; write `{entry['edtf']}`{part}"
    yield f"  from {entry['earliest'] or 'an open or unknown day'} to {entry['latest'] or 'an open or unknown day'}"
    for lang, words in entry["display"].items():
        yield f"  {lang}: {words}"


def _year_of(value: HistoricalDate) -> str:
    known = value.earliest if value.earliest is not None else value.latest
    if known is None:
        return ""
    year, month, _ = daynumber.to_civil(known)
    return f"{year}-{month:02d}" if value.precision in ("day", "month", "time") else str(year)

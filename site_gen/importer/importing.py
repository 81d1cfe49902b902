"""An article's episodes → event files in `content/`.

An episode is drafted once. A draft that nobody touched follows the article when that is corrected; a file
that somebody edited, renamed or deleted stays as it is, and the report says so.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from site_gen.article import PAGE_SUFFIXES, ArticleReading, Episode, decode_article, read_article
from site_gen.content.listing import link_fault
from site_gen.content.load import Content, load_content
from site_gen.content.reading import Known
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose, has_errors, ordered
from site_gen.importer import files, identity, memory
from site_gen.importer.changes import Change, Changed
from site_gen.importer.decisions import Plan, Situation, decide
from site_gen.importer.memory import Entry, Memory
from site_gen.importer.second_sources import Proposal
from site_gen.source import shown_path

SUFFIXES = (".md", ".txt", *PAGE_SUFFIXES)
_WRONG_LANGUAGE = "A111"
LARGEST_ARTICLE = 50_000_000
"""Bytes that are read at most; the reader has its own, smaller limit in characters."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an article.

    `files` name the event file of each episode, `written` those that are new; `changes` tell of every
    episode what became of its file, and `proposals` which events the article seems to tell again. `text` is
    the article as it was decoded, to which the offsets of the reading belong.
    """

    reading: ArticleReading | None
    files: Mapping[str, str]
    written: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[Changed, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What to import: language and publication date where they are declared, and today's date for `added`."""

    today: str
    lang: str | None = None
    published: str | None = None
    dry_run: bool = False


def seeds(root: Path) -> tuple[Path, ...]:
    """List the articles of a project; what a link brings in from outside is none."""
    folder = root / "seeds"
    found = [f for f in folder.rglob("*") if f.suffix in SUFFIXES and f.is_file()] if folder.is_dir() else []
    return tuple(sorted(file for file in found if not link_fault(file, root)))


def import_articles(
    root: Path,
    articles: Sequence[Path],
    order: Order,
    languages: Sequence[str],
    folder: Path,
    known: Known | None = None,
) -> tuple[Imported, ...]:
    """Import several articles one after another; of two with one id the second is refused. `known` are event
    files that were read before.
    """
    seen: dict[str, str] = {}
    done: list[Imported] = []
    known = known or Known()
    for file in articles:
        one = import_article(root, file, order, languages, folder, seen, known)
        known = replace(known, stamps=stamps_left(known.stamps, (one,)))
        if one.reading and not has_errors(one.diagnostics):
            seen[one.reading.article.id] = shown_path(file, root)
        done.append(one)
    return tuple(done)


def stamps_left(stamps: Mapping[str, str], done: Sequence[Imported]) -> dict[str, str]:
    """Leave out of the stamps of files, by path, those of event files that an import may have written."""
    touched = {changed.file for each in done for changed in each.changes}
    return {path: stamp for path, stamp in stamps.items() if path not in touched}


def import_article(
    root: Path,
    file: Path,
    order: Order,
    languages: Sequence[str],
    folder: Path,
    seen: Mapping[str, str] = MappingProxyType({}),
    read_before: Known | None = None,
) -> Imported:
    """Read an article, draft into `folder` its episodes that were never offered, and bring the drafts up to
    date that nobody touched.

    `languages` are those of the site, the default one first; `seen` are the articles of the same run, the
    file of each by its id. Nothing is written where the article has errors.
    """
    found: list[Diagnostic] = []
    read = _read(root, file, order, found)
    if read is None:
        return Imported(None, {}, (), ordered(found))
    text, reading = read
    known = memory.load(root, found)
    known = _identified(root, file, order, reading, known, seen, found)
    content = load_content(root, languages or (reading.article.lang,), read_before)
    situation = _situation(root, folder, content, reading, known.of(reading.article.id), order.today)
    if has_errors(found):
        return Imported(reading, situation.files, (), ordered(found), text=text)
    plan = decide(situation)
    drafts = [c for c in plan.changes if c.change is Change.NEW]
    if drafts and languages and reading.article.lang != languages[0]:
        found.append(_other_language(shown_path(file, root), reading.article.lang, languages[0]))
    if not order.dry_run:
        plan = _written(root, folder, plan, situation, content, known, order.today, found)
    written = tuple(c.file for c in plan.changes if c.change is Change.NEW and c.file)
    return Imported(reading, plan.files, written, ordered(found), plan.changes, plan.proposals, text)


def _read(root: Path, file: Path, order: Order, found: list[Diagnostic]) -> tuple[str, ArticleReading] | None:
    shown = shown_path(file, root)
    try:
        status = file.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            hint = "save what comes out of it to a file, and name that"
            found.append(about_file(shown, "S101", "cannot be read: it is a pipe or a device", hint))
            return None
        if status.st_size > LARGEST_ARTICLE:
            found.append(about_file(shown, "S103", "the article is larger than 50 MB", "split it"))
            return None
        data = file.read_bytes()
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        hint = "check the path, and that it may be read"
        found.append(about_file(shown, "S101", f"cannot be read: {why}", hint))
        return None
    source, undecodable = decode_article(shown, data)
    if undecodable:
        found.append(diagnose(source, undecodable.offset, "S102", undecodable.message, undecodable.hint))
        return None
    reading = read_article(source, lang=order.lang, published=order.published)
    found += reading.diagnostics
    return source.text, reading


def _identified(
    root: Path,
    file: Path,
    order: Order,
    reading: ArticleReading,
    known: Memory,
    seen: Mapping[str, str],
    found: list[Diagnostic],
) -> Memory:
    """Refuse an article under the id of another, and one in another language than its drafts.

    Returns the memory, without the article's entries where it begins anew: its drafts in another language
    were all deleted.
    """
    article, shown = reading.article, shown_path(file, root)
    if article.id in seen:
        found.append(identity.same_id(shown, article.id, seen[article.id]))
        return known
    before, entries = known.identities.get(article.id), known.of(article.id)
    if before is None or not entries:
        return known
    now = identity.identity_of(article, before.cited)
    told = {episode.fingerprint for episode in reading.episodes}
    if not identity.is_same_article(before, now) and told.isdisjoint(e.fingerprint for e in entries.values()):
        found.append(identity.other_article(shown, article.id, before))
    elif before.lang and before.lang != now.lang and not _is_corrected(order, reading):
        if any((root / entry.file).is_file() for entry in entries.values() if entry.file):
            found.append(identity.other_language(shown, now.lang, before.lang))
        else:
            return known.with_article(article.id, {}, now)
    return known


def _is_corrected(order: Order, reading: ArticleReading) -> bool:
    """Tell whether another language than before is one that the article itself says, and has."""
    return order.lang is None and all(d.code != _WRONG_LANGUAGE for d in reading.diagnostics)


def _situation(
    root: Path,
    folder: Path,
    content: Content,
    reading: ArticleReading,
    entries: Mapping[str, Entry],
    today: str,
) -> Situation:
    """Look at what is there: the memory of the article, and the event files of its episodes."""
    by_origin: dict[str, str] = {}
    for by_lang in content.events.values():
        event = next(iter(by_lang.values()))
        by_origin |= dict.fromkeys(event.origin, event.file.path)
    offered = memory.offered(entries, reading.episodes)
    known = {e.id: _file(root, e, entries, offered.get(e.id), by_origin) for e in reading.episodes}
    named = {id_: name for id_, name in known.items() if name is not None}
    before = {name: files.read(root / name) for name in named.values() if (root / name).is_file()}
    lost = entries.keys() - set(offered.values())
    gone = {id_: _present(root, entries[id_].file, by_origin.get(id_.rstrip("~"))) for id_ in sorted(lost)}
    if not entries:
        prefix = f"{reading.article.id}#"
        gone = {o: f for o, f in by_origin.items() if o.startswith(prefix) and o not in known}
    left = {id_: f for id_, f in gone.items() if f not in named.values() and (root / f).is_file()}
    before |= {name: files.read(root / name) for name in left.values()}
    taken = {file.name.split(".")[0].casefold() for file in folder.iterdir()} if folder.is_dir() else set()
    return Situation(
        reading=reading,
        events=content.events,
        entries=entries,
        offered=offered,
        files=named,
        before=before,
        gone=left,
        taken=frozenset(taken),
        folder=shown_path(folder, root),
        today=today,
    )


def _file(
    root: Path, episode: Episode, entries: Mapping[str, Entry], old: str | None, by_origin: Mapping[str, str]
) -> str | None:
    """Find the event file that an episode already has: as remembered, else by `origin:` in the file.

    A deleted draft still has the name under which it was offered.
    """
    if old is None:
        return by_origin.get(episode.id) if episode.id not in entries else None
    name = entries[old].file
    return _present(root, name, by_origin.get(old))


def _present(root: Path, remembered: str, by_origin: str | None) -> str:
    """Return the remembered file where it exists, else the one that names its origin, if any."""
    if remembered and (root / remembered).is_file():
        return remembered
    return remembered if by_origin is None else by_origin


def _written(
    root: Path,
    folder: Path,
    plan: Plan,
    situation: Situation,
    content: Content,
    known: Memory,
    today: str,
    found: list[Diagnostic],
) -> Plan:
    """Carry out a plan, and return it as it went: what somebody saved meanwhile is kept."""
    article = situation.reading.article
    before = known.identities.get(article.id)
    now = identity.identity_of(article, before.cited if before else "")
    done: list[Changed] = []
    try:
        if plan.texts and article.id not in content.sources:
            files.add_source(root, article)
            now = replace(now, cited=today)
        elif before and before.cited and before != now:
            files.correct_source(root, article.id, before, now)
        for changed in plan.changes:
            text = plan.texts.get(changed.file) if changed.file else None
            if text is None or changed.file is None:
                done.append(changed)
            elif changed.change is Change.NEW:
                files.create(root / changed.file, text)
                done.append(changed)
            else:
                ours = files.replace(root / changed.file, situation.before[changed.file] or b"", text)
                done.append(changed if ours else replace(changed, change=Change.KEPT, differs=True))
        entries = memory.remembered(situation.entries, situation.offered, plan.entries, today)
        memory.save(root, known.with_article(article.id, entries, now))
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        where = shown_path(Path(fault.filename), root) if fault.filename else shown_path(folder, root)
        hint = "make room or give permission, then import again"
        found.append(about_file(where, "O104", f"cannot be written: {why}", hint))
    return replace(plan, changes=tuple(done))


def _other_language(path: str, lang: str, default: str) -> Diagnostic:
    message = f"the article is in `{lang}`, but the site's default language is `{default}`"
    hint = f"translate the drafts, or put `{lang}` first in `languages` of content/site.toml"
    return about_file(path, "A121", message, hint, severity=Severity.WARNING)

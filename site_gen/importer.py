"""An article's episodes → event files in `content/`, never twice and never over an editor's work.

`content/imported.json` remembers what was offered, so that a draft that somebody deleted stays deleted, and so that an
episode is known again after its file was renamed or the article corrected.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_gen.article import ArticleReading, Episode, draft_event, read_article
from site_gen.content.load import load_content
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose, has_errors, ordered
from site_gen.source import decode, shown_path

MEMORY = "content/imported.json"
SUFFIXES = (".md", ".txt")
LARGEST_ARTICLE = 50_000_000
"""Bytes that are read at most; the reader has its own, smaller limit in characters."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an article. `files` name the event file of each episode, `written` those that are new."""

    reading: ArticleReading | None
    files: Mapping[str, str]
    written: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What to import: the language and publication date where they are declared, and today's date for `added`."""

    today: str
    lang: str | None = None
    published: str | None = None
    dry_run: bool = False


def seeds(root: Path) -> tuple[Path, ...]:
    """List the articles of a project."""
    folder = root / "seeds"
    found = [f for f in folder.rglob("*") if f.suffix in SUFFIXES and f.is_file()] if folder.is_dir() else []
    return tuple(sorted(found))


def import_article(root: Path, file: Path, order: Order, languages: Sequence[str], folder: Path) -> Imported:
    """Read an article and draft into `folder` the episodes that have no event file yet and were never offered.

    `languages` are those of the site, the default one first. Nothing is written where the article has errors.
    """
    found: list[Diagnostic] = []
    reading = _read(root, file, order, found)
    if reading is None:
        return Imported(None, {}, (), ordered(found))
    memory = _Memory.load(root, found)
    files = _known(root, languages, reading, memory)
    drafts = {} if has_errors(found) else _drafts(root, reading, order, folder, files, memory)
    if drafts and languages and reading.article.lang != languages[0]:
        found.append(_other_language(shown_path(file, root), reading.article.lang, languages[0]))
    files |= {id_: name for id_, (name, _) in drafts.items()}
    if not order.dry_run and not has_errors(found):
        for name, text in drafts.values():
            _create(root / name, text)
        if drafts:
            found += _add_source(root, reading)
        memory.remember(reading, files).save(root)
    written = tuple(name for name, _ in drafts.values())
    return Imported(reading, files, written, ordered(found))


def _read(root: Path, file: Path, order: Order, found: list[Diagnostic]) -> ArticleReading | None:
    shown = shown_path(file, root)
    try:
        if file.stat().st_size > LARGEST_ARTICLE:
            found.append(about_file(shown, "S103", "the article is larger than 50 MB", "split it"))
            return None
        data = file.read_bytes()
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        found.append(about_file(shown, "S101", f"cannot be read: {why}", "check the path, and that it may be read"))
        return None
    source, undecodable = decode(shown, data)
    if undecodable:
        found.append(diagnose(source, undecodable.offset, "S102", undecodable.message, undecodable.hint))
        return None
    reading = read_article(source, lang=order.lang, published=order.published)
    found += reading.diagnostics
    return reading


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was offered: by article and episode, the fingerprint of its sentences and the file drafted from it."""

    articles: dict[str, dict[str, dict[str, str]]]

    @classmethod
    def load(cls, root: Path, found: list[Diagnostic]) -> _Memory:
        file = root / MEMORY
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            return cls({a: {e: dict(entry) for e, entry in each.items()} for a, each in data["articles"].items()})
        except FileNotFoundError:
            return cls({})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            hint = "restore it from version control; without it deleted drafts would be offered again"
            found.append(about_file(MEMORY, "A120", "cannot be read as the memory of imports", hint))
            return cls({})

    def offered(self, article: str, episode: Episode) -> dict[str, str] | None:
        """Return what is remembered of an episode, known by its id or by its sentences."""
        entries = self.articles.get(article, {})
        by_text = (entry for entry in entries.values() if entry.get("fingerprint") == episode.fingerprint)
        return entries.get(episode.id) or next(by_text, None)

    def remember(self, reading: ArticleReading, files: Mapping[str, str]) -> _Memory:
        """Return the memory with this article's episodes in it; one without a draft is not remembered."""
        entries = dict(self.articles.get(reading.article.id, {}))
        for episode in reading.episodes:
            if episode.id in files:
                entries[episode.id] = {"fingerprint": episode.fingerprint, "file": files[episode.id]}
        return _Memory({**self.articles, reading.article.id: entries})

    def save(self, root: Path) -> None:
        text = json.dumps({"articles": self.articles}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        file = root / MEMORY
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def _known(
    root: Path, languages: Sequence[str], reading: ArticleReading, memory: _Memory
) -> dict[str, str]:
    """Find the event files that episodes already have: by `origin:` in the file, else by what is remembered."""
    content = load_content(root, languages or (reading.article.lang,))
    by_origin = {
        origin: event.file.path
        for by_lang in content.events.values()
        for event in by_lang.values()
        for origin in event.origin
        if event is next(iter(by_lang.values()))
    }
    files = {}
    for episode in reading.episodes:
        remembered = memory.offered(reading.article.id, episode)
        if episode.id in by_origin:
            files[episode.id] = by_origin[episode.id]
        elif remembered:
            files[episode.id] = remembered.get("file", "")
    return files


def _drafts(
    root: Path,
    reading: ArticleReading,
    order: Order,
    folder: Path,
    known: Mapping[str, str],
    memory: _Memory,
) -> dict[str, tuple[str, str]]:
    """Return the name and text of a draft for each episode that has none; names never meet a file that is there."""
    taken: set[str] = set()
    drafts = {}
    for episode in reading.episodes:
        if episode.id in known or memory.offered(reading.article.id, episode):
            continue
        drafted = draft_event(episode, reading, reading.article.id, order.today)
        if drafted is None:
            continue
        stem, text = drafted
        name, number = stem, 2
        while name in taken or (folder / f"{name}.md").exists() or (folder / name).exists():
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        drafts[episode.id] = (shown_path(folder / f"{name}.md", root), text)
    return drafts


def _create(file: Path, text: str) -> None:
    """Write a new file; mode `x` refuses where one came to be in the meantime."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as handle:
        handle.write(text)


def _add_source(root: Path, reading: ArticleReading) -> list[Diagnostic]:
    """Append the article to sources.yaml where it is not yet there, so that the drafts can cite it."""
    article, file = reading.article, root / "content/sources.yaml"
    known = load_content(root, (article.lang,)).sources
    if article.id in known:
        return []
    fields = {
        "type": "article-newspaper",
        "title": article.title or article.id,
        "container-title": article.publisher or "",
        "author": article.author or "",
        "issued": (article.published or "")[:10],
        "URL": article.url or "",
        "language": article.lang,
    }
    # A JSON string is a YAML one, whatever stands in it.
    rows = [f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", newline="\n") as handle:
        handle.write(gap + "\n".join([f"{json.dumps(article.id, ensure_ascii=False)}:", *rows]) + "\n")
    return []


def _other_language(path: str, lang: str, default: str) -> Diagnostic:
    message = f"the article is in `{lang}`, but the site's default language is `{default}`"
    hint = f"translate the drafts, or put `{lang}` first in `languages` of content/site.toml"
    return about_file(path, "A121", message, hint, severity=Severity.WARNING)

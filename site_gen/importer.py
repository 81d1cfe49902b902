"""An article's episodes → event files in `content/`, never twice and never over an editor's work.

`content/imported.json` remembers what was offered, so that a draft that somebody deleted stays deleted, and
so that an episode is known again after its file was renamed or the article corrected.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_gen.article import ArticleReading, Episode, draft_event, read_article
from site_gen.article.drafts import quoted
from site_gen.content.listing import link_fault
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


def import_article(root: Path, file: Path, order: Order, languages: Sequence[str], folder: Path) -> Imported:
    """Read an article and draft into `folder` its episodes that have no event file and were never offered.

    `languages` are those of the site, the default one first. Nothing is written where the article has errors.
    """
    found: list[Diagnostic] = []
    reading = _read(root, file, order, found)
    if reading is None:
        return Imported(None, {}, (), ordered(found))
    memory = _Memory.load(root, found)
    files = _known(root, languages, reading, memory)
    drafts = {} if has_errors(found) else _drafts(root, reading, order, folder, files)
    if drafts and languages and reading.article.lang != languages[0]:
        found.append(_other_language(shown_path(file, root), reading.article.lang, languages[0]))
    files |= {id_: name for id_, (name, _) in drafts.items()}
    if not order.dry_run and not has_errors(found):
        written: list[str] = []
        try:
            for name, text in drafts.values():
                _create(root / name, text)
                written.append(name)
            if drafts:
                _add_source(root, reading)
            memory.remember(reading, files).save(root)
        except OSError as fault:
            why = (fault.strerror or str(fault)).lower()
            where = shown_path(Path(fault.filename), root) if fault.filename else shown_path(folder, root)
            hint = "make room or give permission, then import again"
            found.append(about_file(where, "O104", f"cannot be written: {why}", hint))
            return Imported(reading, files, tuple(written), ordered(found))
    return Imported(reading, files, tuple(name for name, _ in drafts.values()), ordered(found))


def _read(root: Path, file: Path, order: Order, found: list[Diagnostic]) -> ArticleReading | None:
    shown = shown_path(file, root)
    try:
        if file.stat().st_size > LARGEST_ARTICLE:
            found.append(about_file(shown, "S103", "the article is larger than 50 MB", "split it"))
            return None
        data = file.read_bytes()
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        hint = "check the path, and that it may be read"
        found.append(about_file(shown, "S101", f"cannot be read: {why}", hint))
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
    """What was offered: by article and episode, the fingerprint of its sentences and its draft's file."""

    articles: dict[str, dict[str, dict[str, str]]]

    @classmethod
    def load(cls, root: Path, found: list[Diagnostic]) -> _Memory:
        file = root / MEMORY
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            articles = {
                article: {id_: _texts(entry) for id_, entry in entries.items()}
                for article, entries in data["articles"].items()
            }
            return cls(articles)
        except FileNotFoundError:
            return cls({})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            hint = "restore it from version control; without it deleted drafts would be offered again"
            found.append(about_file(MEMORY, "A120", "cannot be read as the memory of imports", hint))
            return cls({})

    def offered(self, article: str, episodes: Sequence[Episode]) -> dict[str, str]:
        """Return the id under which each episode was offered, by the id that it has now.

        An article that was corrected counts its paragraphs anew, so sentences go before ids; what is left
        under its own id was rewritten.
        """
        entries = dict(self.articles.get(article, {}))
        found: dict[str, str] = {}

        def claim(episode: Episode, old: str | None) -> None:
            if old is not None:
                found[episode.id] = old
                del entries[old]

        def is_same(id_: str, episode: Episode) -> bool:
            return entries.get(id_, {}).get("fingerprint") == episode.fingerprint

        for episode in episodes:
            claim(episode, episode.id if is_same(episode.id, episode) else None)
        for episode in (e for e in episodes if e.id not in found):
            claim(episode, next((id_ for id_ in sorted(entries) if is_same(id_, episode)), None))
        for episode in (e for e in episodes if e.id not in found):
            claim(episode, episode.id if episode.id in entries else None)
        return found

    def remember(self, reading: ArticleReading, files: Mapping[str, str]) -> _Memory:
        """Return the memory with this article's episodes in it; one without a draft is not remembered.

        What was offered before and is no longer in the article stays, under an id that no episode has.
        """
        article = reading.article.id
        before = self.articles.get(article, {})
        gone = before.keys() - set(self.offered(article, reading.episodes).values())
        entries = {
            episode.id: {"fingerprint": episode.fingerprint, "file": files[episode.id]}
            for episode in reading.episodes
            if episode.id in files
        }
        for id_ in sorted(gone):
            free = id_
            while free in entries:
                free += "~"
            entries[free] = before[id_]
        return _Memory({**self.articles, article: entries})

    def save(self, root: Path) -> None:
        text = json.dumps({"articles": self.articles}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        file = root / MEMORY
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def _texts(entry: Mapping[str, object]) -> dict[str, str]:
    """Return an entry of the memory; raises TypeError where it is none."""
    found = {key: value for key, value in dict(entry).items() if isinstance(value, str)}
    if "fingerprint" not in found:
        raise TypeError("an entry without fingerprint")
    return found


def _known(root: Path, languages: Sequence[str], reading: ArticleReading, memory: _Memory) -> dict[str, str]:
    """Find the event files that episodes already have: by `origin:` in the file, else by what is remembered.

    A deleted draft still has the name under which it was offered.
    """
    content = load_content(root, languages or (reading.article.lang,))
    by_origin: dict[str, str] = {}
    for by_lang in content.events.values():
        event = next(iter(by_lang.values()))
        by_origin |= dict.fromkeys(event.origin, event.file.path)
    offered = memory.offered(reading.article.id, reading.episodes)
    entries = memory.articles.get(reading.article.id, {})
    files = {}
    for episode in reading.episodes:
        old = offered.get(episode.id)
        remembered = entries[old].get("file", "") if old is not None else ""
        if remembered and (root / remembered).is_file():
            files[episode.id] = remembered
        elif old is not None:
            files[episode.id] = by_origin.get(old, remembered)
        elif episode.id in by_origin and episode.id not in entries:
            files[episode.id] = by_origin[episode.id]
    return files


def _drafts(
    root: Path, reading: ArticleReading, order: Order, folder: Path, known: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Return the name and text of a draft for each episode that has none; names never meet a file that is
    there, in any language, nor one that differs in case alone.
    """
    taken = {file.name.split(".")[0].casefold() for file in folder.iterdir()} if folder.is_dir() else set()
    drafts = {}
    for episode in reading.episodes:
        if episode.id in known:
            continue
        drafted = draft_event(episode, reading, reading.article.id, order.today)
        if drafted is None:
            continue
        stem, text = drafted
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        drafts[episode.id] = (shown_path(folder / f"{name}.md", root), text)
    return drafts


def _create(file: Path, text: str) -> None:
    """Write a new file; mode `x` refuses where one came to be in the meantime."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as handle:
        handle.write(text)


def _add_source(root: Path, reading: ArticleReading) -> None:
    """Append the article to sources.yaml where it is not yet there, so that the drafts can cite it."""
    article, file = reading.article, root / "content/sources.yaml"
    known = load_content(root, (article.lang,)).sources
    if article.id in known:
        return
    fields = {
        "type": "article-newspaper",
        "title": article.title or article.id,
        "container-title": article.publisher or "",
        "author": article.author or "",
        "issued": (article.published or "")[:10],
        "URL": article.url or "",
        "language": article.lang,
    }
    rows = [f"  {key}: {quoted(value)}" for key, value in fields.items() if value]
    before = file.read_bytes() if file.is_file() else b""
    gap = "" if not before or before.endswith(b"\n\n") else "\n" if before.endswith(b"\n") else "\n\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", newline="\n") as handle:
        handle.write(gap + "\n".join([f"{quoted(article.id)}:", *rows]) + "\n")


def _other_language(path: str, lang: str, default: str) -> Diagnostic:
    message = f"the article is in `{lang}`, but the site's default language is `{default}`"
    hint = f"translate the drafts, or put `{lang}` first in `languages` of content/site.toml"
    return about_file(path, "A121", message, hint, severity=Severity.WARNING)

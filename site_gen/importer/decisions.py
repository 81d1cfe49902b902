"""What to do about each episode of an article, decided from values alone: nothing here touches the disk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from site_gen.article import ArticleReading, Episode, draft_event, load_language
from site_gen.article.drafts import source_lines
from site_gen.content.event import Event
from site_gen.importer.changes import Change, Changed
from site_gen.importer.memory import Entry, digest
from site_gen.importer.second_sources import Events, Proposal, events_beside, propose

_LAST_LINE = "\nreviewed: false\n"


@dataclass(frozen=True, slots=True)
class Situation:
    """What an import finds.

    `entries` is the memory of the article and `offered` the remembered id of each episode. `files` names the
    event file of each episode that has or had one, `gone` those of episodes that the article has no more, and
    `before` holds the bytes of both; a file that is missing there does not exist, None is one that is a link
    or cannot be read. `taken` are the stems of names in `folder`, in lower case.
    """

    reading: ArticleReading
    events: Mapping[str, Mapping[str, Event]]
    entries: Mapping[str, Entry]
    offered: Mapping[str, str]
    files: Mapping[str, str]
    before: Mapping[str, bytes | None]
    gone: Mapping[str, str]
    taken: frozenset[str]
    folder: str
    today: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does: `texts` to write by file, and the `entries` to remember afterwards."""

    changes: tuple[Changed, ...]
    proposals: tuple[Proposal, ...]
    files: Mapping[str, str]
    texts: Mapping[str, str]
    entries: Mapping[str, Entry]


@dataclass(slots=True)
class _Growing:
    changes: list[Changed] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)


def decide(now: Situation) -> Plan:
    """Decide about every episode in the order of the text, then about what the article has no more."""
    plan = _Growing(files=dict(now.files))
    events = events_beside(now.events, now.reading.article.id)
    # A draft that somebody deleted keeps its name: another under it would pass for the one that is gone.
    names = {PurePosixPath(file).name.split(".")[0].casefold() for file in now.files.values()}
    taken = dict.fromkeys(now.taken | names, 1)
    for episode in now.reading.episodes:
        old = now.offered.get(episode.id)
        entry = now.entries[old] if old is not None else None
        if episode.id not in now.files:
            file = _new_name(now, episode, taken)
            proposal = _proposal(now, episode, file, events)
            changed, text, kept = _new(now, episode, file, proposal)
        elif now.files[episode.id] not in now.before:
            changed, text, kept = Changed(episode.id, Change.DELETED, now.files[episode.id]), None, entry
            proposal = None
        else:
            changed, text, kept = _again(now, episode, now.files[episode.id], entry)
            is_held = kept is not None and kept.beside and changed.change is not Change.KEPT
            # An editor who has edited or deleted a draft has answered what was proposed for it.
            proposal = _proposal(now, episode, changed.file, events) if is_held else None
        plan.changes.append(changed)
        if changed.file:
            plan.files[episode.id] = changed.file
            plan.entries[episode.id] = _current(episode, changed.file, kept)
            if text is not None:
                plan.texts[changed.file] = text
        if proposal:
            plan.proposals.append(proposal)
    plan.changes += [_gone(now, id_, file) for id_, file in now.gone.items()]
    return Plan(tuple(plan.changes), tuple(plan.proposals), plan.files, plan.texts, plan.entries)


def _new(
    now: Situation, episode: Episode, file: str | None, proposal: Proposal | None
) -> tuple[Changed, str | None, Entry | None]:
    if file is None:
        return Changed(episode.id, Change.UNDATED), None, None
    beside = proposal.event if proposal else ""
    text = _draft(now, episode, now.today, beside)
    entry = Entry(episode.fingerprint, file, digest(text or ""), now.today, beside=beside)
    return Changed(episode.id, Change.NEW, file), text, entry


def _again(
    now: Situation, episode: Episode, file: str, entry: Entry | None
) -> tuple[Changed, str | None, Entry | None]:
    """Compare three texts: what was drafted (by its digest), what the file holds, what would be drafted."""
    data = now.before[file]
    own = _text(data)
    known = entry if entry is not None and entry.digest and entry.file == file else None
    added = known.added if known else _added(own or "")
    text = _draft(now, episode, added, known.beside if known else "")
    fresh = digest(text) if text is not None else ""
    if own is not None and own == text:
        # A draft of ours whose memory was lost is known by its name as well; another name is an edit.
        is_ours = known is not None or (entry is None and _is_named_by_us(now, episode, file))
        entry = Entry(episode.fingerprint, file, fresh, added, beside=known.beside if known else "")
        return Changed(episode.id, Change.UNCHANGED, file), None, entry if is_ours else None
    if known and own is not None and text is not None and digest(own) == known.digest:
        updated = Entry(episode.fingerprint, file, fresh, added, beside=known.beside)
        return Changed(episode.id, Change.UPDATED, file), text, updated
    if known:
        # A newer program may word a draft otherwise; that is no news about the article.
        differs = (known.fingerprint, known.date) != (episode.fingerprint, episode.date or "")
        kept = Entry(episode.fingerprint, file, fresh or known.digest, added, beside=known.beside)
    else:
        differs, kept = entry is not None and entry.fingerprint != episode.fingerprint, None
    return Changed(episode.id, Change.KEPT, file, differs=differs), None, kept


def _gone(now: Situation, id_: str, file: str) -> Changed:
    entry, own = now.entries.get(id_), _text(now.before[file])
    untouched = entry is not None and own is not None and digest(own) == entry.digest
    first = entry is not None and bool(entry.digest) and not entry.gone
    return Changed(id_.rstrip("~"), Change.GONE, file, differs=not untouched, first=first)


def _current(episode: Episode, file: str, entry: Entry | None) -> Entry:
    """Return what to remember of an episode: its sentences as they are now, and its draft if it is known."""
    if entry is None or not entry.digest:
        return Entry(episode.fingerprint, file)
    date = episode.date or ""
    names = " ".join((*episode.actors, *episode.places))
    return Entry(
        episode.fingerprint, file, entry.digest, entry.added, date, entry.beside, episode.title, names
    )


def _draft(now: Situation, episode: Episode, added: str, beside: str) -> str | None:
    """Draft an episode as written on a day (ISO date); one that seems to tell `beside` again is held back."""
    drafted = draft_event(episode, now.reading, now.reading.article.id, added or now.today)
    if drafted is None or not beside:
        return drafted[1] if drafted else None
    hold = (
        f"\n# seems to be told in {beside} already: cite this article there and delete this file,"
        "\n# or delete these lines and `draft: true`\ndraft: true"
    )
    return drafted[1].replace(_LAST_LINE, hold + _LAST_LINE, 1)


def _new_name(now: Situation, episode: Episode, taken: dict[str, int]) -> str | None:
    """Name a new draft, None where the episode has none; names never meet a file that is there, in any
    language, nor one that differs in case alone. `taken` knows the last number given beside a name.
    """
    drafted = draft_event(episode, now.reading, now.reading.article.id, now.today)
    if drafted is None:
        return None
    stem = name = drafted[0]
    while name in taken:
        taken[stem] += 1
        name = f"{stem}-{taken[stem]}"
    taken[name] = 1
    return (PurePosixPath(now.folder) / f"{name}.md").as_posix()


def _is_named_by_us(now: Situation, episode: Episode, file: str) -> bool:
    drafted = draft_event(episode, now.reading, now.reading.article.id, now.today)
    stem = PurePosixPath(file).stem
    return drafted is not None and re.fullmatch(re.escape(drafted[0]) + r"(-\d+)?", stem) is not None


def _added(text: str) -> str:
    """Return the day on which a draft says that it was written."""
    found = re.search(r"^added: (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    return found[1] if found else ""


def _text(data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _proposal(now: Situation, episode: Episode, file: str | None, events: Events) -> Proposal | None:
    if file is None:
        return None
    article = now.reading.article
    lines = source_lines(episode, load_language(article.lang), article.id)
    return propose(episode, file, events, "\n".join(lines))

"""`content/imported.json`: what articles offered, so that each episode is offered once and known again.

Of each episode it keeps the fingerprint of its sentences, the event file, and a digest of the draft. A file
whose bytes still have that digest is one that nobody touched.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath

from site_gen.article import Episode
from site_gen.build.manifest import replace_file
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.importer.identity import Identity, read_identity
from site_gen.paths import slugify

MEMORY = "content/imported.json"
_DIGEST = 32
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of an offered episode; an empty text is what is not known.

    `digest` is that of the draft as the article last gave it, with `added` as its day of writing and
    `beside` as the event that it seemed to tell again. Memories that were written before drafts were updated
    lack it, and so does a draft that was renamed: such a file counts as edited. `title` and `names` (a text)
    are those of the episode. `date` is EDTF, `gone` the
    ISO date on which the article was found to have lost the episode.
    """

    fingerprint: str
    file: str = ""
    digest: str = ""
    added: str = ""
    date: str = ""
    beside: str = ""
    title: str = ""
    names: str = ""
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """The entries by article, then by episode, and which article each id is.

    A memory that was written before ids were compared has no identities.
    """

    articles: Mapping[str, Mapping[str, Entry]]
    identities: Mapping[str, Identity] = field(default_factory=dict)

    def of(self, article: str) -> Mapping[str, Entry]:
        """Return the entries of an article."""
        return self.articles.get(article, {})

    def with_article(self, article: str, entries: Mapping[str, Entry], identity: Identity) -> Memory:
        """Return the memory with other entries for an article."""
        return Memory({**self.articles, article: entries}, {**self.identities, article: identity})


def digest(text: str) -> str:
    """Return the digest by which an untouched draft is known: 32 hex digits of SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def load(root: Path, found: list[Diagnostic]) -> Memory:
    """Read the memory of a project; one that is broken is an error, an absent one empty."""
    try:
        data = json.loads((root / MEMORY).read_text(encoding="utf-8"))
        return Memory(
            {
                article: {id_: _entry(entry) for id_, entry in entries.items()}
                for article, entries in data["articles"].items()
            },
            {article: read_identity(values) for article, values in data.get("identities", {}).items()},
        )
    except FileNotFoundError:
        return Memory({})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "restore it from version control; without it deleted drafts would be offered again"
        found.append(about_file(MEMORY, "A120", "cannot be read as the memory of imports", hint))
        return Memory({})


def save(root: Path, memory: Memory) -> None:
    """Write the memory where it differs from what is there, whole or not at all. Raises OSError."""
    articles = {
        article: {id_: _shown(entry) for id_, entry in entries.items()}
        for article, entries in memory.articles.items()
    }
    identities = {article: _shown(identity) for article, identity in memory.identities.items()}
    whole = {"articles": articles, "identities": identities}
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    file = root / MEMORY
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        replace_file(file, text.encode("utf-8", "surrogatepass"))


def offered(entries: Mapping[str, Entry], episodes: Sequence[Episode]) -> dict[str, str]:
    """Return the id under which each episode was offered, by the id that it has now.

    An article that was corrected counts its paragraphs anew, so sentences go before ids. A reworded episode
    is known by its date where no other has it, and what is left under its own id where more
    than the place agrees.
    """
    left = dict(entries)
    found: dict[str, str] = {}

    def claim(episode: Episode, old: str | None) -> None:
        if old is not None:
            found[episode.id] = old
            del left[old]

    def rest() -> Iterator[Episode]:
        return (episode for episode in episodes if episode.id not in found)

    def is_same(id_: str, episode: Episode) -> bool:
        return id_ in left and left[id_].fingerprint == episode.fingerprint

    for episode in episodes:
        claim(episode, episode.id if is_same(episode.id, episode) else None)
    same = _ids_by({id_: entry.fingerprint for id_, entry in left.items()})
    for episode in list(rest()):
        ids = same.get(episode.fingerprint)
        claim(episode, ids.popleft() if ids else None)
    dated = _ids_by({id_: entry.date for id_, entry in left.items() if entry.date})
    unnamed = list(rest())
    told = Counter(episode.date for episode in unnamed)
    for episode in unnamed:
        ids = dated.get(episode.date or "")
        claim(episode, ids[0] if ids and len(ids) == told[episode.date] == 1 else None)
    for episode in list(rest()):
        claim(episode, episode.id if episode.id in left and _is_like(left[episode.id], episode) else None)
    return found


def _is_like(entry: Entry, episode: Episode) -> bool:
    """Tell whether what was offered from a place is what stands there now: the same date, or at least half of
    the words of title and names on the side that has fewer. A file is named by date and title. Where no
    draft is known any more (an old memory, a renamed file) nothing can be written over, and the place counts.
    """
    if not entry.digest or (entry.date and entry.date == episode.date):
        return True
    before = _words(entry.title or PurePosixPath(entry.file).stem, entry.names)
    now = _words(episode.title, " ".join((*episode.actors, *episode.places)))
    return 2 * len(before & now) >= min(len(before), len(now)) > 0


def _words(*texts: str) -> set[str]:
    """Return words in ASCII, without numbers and without what is too short to tell anything."""
    words = (word for text in texts for piece in text.split() for word in slugify(piece).split("-"))
    return {word for word in words if len(word) >= _SHORTEST_WORD and not word.isdigit()}


def _ids_by(values: Mapping[str, str]) -> dict[str, deque[str]]:
    """Return the ids of each value, in order."""
    ids: dict[str, deque[str]] = {}
    for id_ in sorted(values):
        ids.setdefault(values[id_], deque()).append(id_)
    return ids


def remembered(
    before: Mapping[str, Entry], claimed: Mapping[str, str], now: Mapping[str, Entry], today: str
) -> dict[str, Entry]:
    """Return an article's entries: those of its episodes `now`, and what was offered and is gone.

    `claimed` is what `offered` gave. What is gone stays, under an id that no episode has, so that a sentence
    that is put back is not offered a second time.
    """
    entries = dict(now)
    for id_ in sorted(before.keys() - set(claimed.values())):
        free = id_
        while free in entries:
            free += "~"
        entry = before[id_]
        known = Entry(**{**_shown(entry), "gone": today}) if entry.digest and not entry.gone else entry
        entries[free] = known
    return entries


def _shown(entry: Entry | Identity) -> dict[str, str]:
    named = {each.name: getattr(entry, each.name) for each in fields(entry)}
    return {name: value for name, value in named.items() if value}


def _entry(entry: Mapping[str, object]) -> Entry:
    """Return an entry of the memory; raises TypeError where it is none."""
    known = {each.name for each in fields(Entry)}
    texts = {key: value for key, value in dict(entry).items() if isinstance(value, str)}
    return Entry(**{key: value for key, value in texts.items() if key in known})

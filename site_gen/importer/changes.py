"""What an import did, or would do, to the event file of each episode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from site_gen.importer.second_sources import Proposal


class Change(StrEnum):
    """What became of an episode's event file."""

    NEW = "new"
    UPDATED = "updated"
    KEPT = "kept"
    UNCHANGED = "unchanged"
    DELETED = "deleted"
    UNDATED = "undated"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Changed:
    """One episode's event file, None where it has none.

    `differs` tells of a kept file that the article reads otherwise since it was drafted, in its sentences or
    its date, and of one that is gone from the article whether somebody edited it. `first` tells that this
    import is the first to see that.
    """

    episode: str
    change: Change
    file: str | None = None
    differs: bool = False
    first: bool = False


def changes_json(changes: tuple[Changed, ...], proposals: tuple[Proposal, ...]) -> Mapping[str, object]:
    """Return what `import --format json` says of an article's event files, beside the article itself."""
    return {
        "changes": [
            {"episode": c.episode, "change": c.change.value, "file": c.file, "differs": c.differs}
            for c in changes
        ],
        "proposals": [
            {
                "episode": p.episode,
                "file": p.file,
                "event": p.event,
                "title": p.title,
                "dates": p.dates.value,
                "date": p.date,
                "names": list(p.names),
                "sources": p.sources,
            }
            for p in proposals
        ],
    }

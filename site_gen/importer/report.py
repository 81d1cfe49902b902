"""What an import says to a person: a line for each episode, what is proposed, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_gen.article import ArticleReading, Episode
from site_gen.diagnostics import has_errors
from site_gen.importer.changes import Change, Changed
from site_gen.importer.importing import Imported
from site_gen.importer.second_sources import Dates, Proposal

_WIDTH = max(len(change) for change in Change)
_WIDEST_DATE = 16

_FLAGS = {
    "before": "some time before",
    "after": "some time after",
    "state": "a state",
    "inherited-date": "date guessed from the paragraph before",
    "conflict": "told with two dates",
    "undated": "",
}

_COUNTED = {
    Change.NEW: ("new draft", "new drafts"),
    Change.UPDATED: ("draft updated", "drafts updated"),
    Change.KEPT: ("edited file kept", "edited files kept"),
    Change.UNCHANGED: ("unchanged", "unchanged"),
    Change.DELETED: ("deleted before", "deleted before"),
    Change.UNDATED: ("without a date", "without a date"),
    Change.GONE: ("no longer in the article", "no longer in the article"),
}


def lines(done: Imported, *, dry_run: bool) -> Iterator[str]:
    """Yield the lines about one article; nothing where errors kept it from being imported."""
    reading = done.reading
    if reading is None or (has_errors(done.diagnostics) and not done.changes):
        return
    yield _head(reading)
    episodes = {episode.id: episode for episode in reading.episodes}
    told = {c: episodes.get(c.episode) if c.change is not Change.GONE else None for c in done.changes}
    dates = {changed: _date(episode) for changed, episode in told.items()}
    wide = min(max(map(len, dates.values()), default=0), _WIDEST_DATE)
    for changed, episode in told.items():
        title = _title(episode) if episode else "no longer in the article"
        yield f"{changed.change.value:<{_WIDTH}}  {dates[changed]:<{wide}}  {title}"
        yield f"{'':{_WIDTH}}  {'':{wide}}  {_file(changed, episode)}"
    for proposal in done.proposals:
        yield from _proposal(proposal)
    counts = Counter(changed.change for changed in done.changes)
    said = [f"{counts[c]} {words[counts[c] != 1]}" for c, words in _COUNTED.items() if counts[c]]
    yield ", ".join(said) or "no episodes"
    if dry_run:
        yield "nothing was written, as `--dry-run` says"
    elif done.written:
        yield "next: read each new draft, write what happened, then delete its line `reviewed: false`"


def notes(done: Imported) -> Iterator[str]:
    """Yield what a build says of an article that it imported on its way: what changed, and nothing else."""
    for changed in done.changes:
        if changed.change is Change.NEW:
            yield f"drafted {changed.file}; read it, finish it, then delete `reviewed: false`"
        elif changed.change is Change.UPDATED:
            yield f"updated {changed.file}, which nobody had edited, to what its article gives now"
        elif changed.change is Change.KEPT and changed.differs:
            yield f"kept {changed.file}, which was edited; its article reads otherwise now: compare the two"
        elif changed.change is Change.GONE and changed.first:
            yield f"kept {changed.file}, though its article no longer tells it: delete it if it should go"
    for proposal in done.proposals:
        if any(c.episode == proposal.episode and c.change is Change.NEW for c in done.changes):
            yield from _proposal(proposal)


def _head(reading: ArticleReading) -> str:
    article = reading.article
    day = f", published {article.published[:10]}" if article.published else ""
    found, told = len(reading.expressions), len(reading.episodes)
    counts = f"{found} date expression{'' if found == 1 else 's'}, {told} episode{'' if told == 1 else 's'}"
    return f"{article.id}: “{article.title or article.id}” ({article.lang}{day}): {counts}"


def _date(episode: Episode | None) -> str:
    if episode is None:
        return ""
    return f"{episode.date or 'no date'}{f' ({episode.part})' if episode.part else ''}"


def _title(episode: Episode) -> str:
    return "; ".join((episode.title, *(words for f in episode.flags if (words := _FLAGS.get(f, f)))))


def _file(changed: Changed, episode: Episode | None) -> str:
    """Name the file, and say why it is as it is."""
    file = changed.file or "no file"
    paragraph = episode.paragraphs[0] if episode else 0
    match changed.change:
        case Change.KEPT if changed.differs:
            return (
                f"{file}: edited, so left alone; paragraph {paragraph} reads otherwise now, compare the two"
            )
        case Change.KEPT:
            return f"{file}: edited, so left alone"
        case Change.DELETED:
            return f"{file}: somebody deleted it, so it is not offered again"
        case Change.UNDATED:
            return f"no draft: an event needs a date, and paragraph {paragraph} gives none"
        case Change.GONE:
            return f"{file}: {'edited; ' if changed.differs else ''}delete it if it should go"
    return file


def _proposal(proposal: Proposal) -> Iterator[str]:
    same = f"the same date, {proposal.date}"
    dates = same if proposal.dates is Dates.EQUAL else f"a date that overlaps, {proposal.date}"
    yield f"{proposal.file} seems to be told already in {proposal.event}, “{proposal.title}”:"
    yield f"  {dates}, and names in common: {', '.join(proposal.names)}"
    if proposal.sources:
        yield f"  if so, paste this under `sources:` in {proposal.event} and delete the draft:"
        yield from (f"    {row}" for row in proposal.sources.split("\n"))
    else:
        yield f"  if so, delete the draft: {proposal.event} cites the article already"
    yield "  if not, delete `draft: true` in the draft, which keeps it off the site until then"

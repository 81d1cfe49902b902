"""How important an episode may be."""

from __future__ import annotations

from site_gen.article import Episode, draft_event, read_article
from site_gen.source import SourceFile

TEXT = """How Ada Lund built the Oslet bridge

Ada Lund opened the bridge at Oslet on 3 March 1954. The king came. The town sang. It rained all day long.

In 1948 Tomas Vries drew the first plan for the Harbour League and showed it to Ada Lund.

Before 1912 nothing was there.

Nobody came to the ford in those days.

On 3 March 1954 Tomas Vries and Ada Lund walked over it and the Harbour League was not asked.
"""


def _by_id() -> dict[str, Episode]:
    reading = read_article(SourceFile("a.txt", TEXT), lang="en")
    return {episode.id.split("#")[1]: episode for episode in reading.episodes}


def test_what_the_lead_tells_at_length_goes_first() -> None:
    """The headline's person, many sentences and a date that comes again lift an episode over the middle."""
    episodes = _by_id()
    assert episodes["p1.1"].importance >= 4
    assert episodes["p2.1"].importance == 3


def test_a_guess_about_nobody_goes_last() -> None:
    """A date that was taken over, in a sentence that names nobody, is below the middle."""
    assert _by_id()["p4.1"].importance < 3


def test_only_what_is_not_the_middle_is_written() -> None:
    """A draft has the key only where it says something."""
    reading = read_article(SourceFile("a.txt", TEXT), lang="en")
    for episode in reading.episodes:
        draft = draft_event(episode, reading, "s", "2026-01-02")
        assert draft is not None
        assert ("\nimportance: " in draft[1]) == (episode.importance != 3)

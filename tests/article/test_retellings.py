"""One event told again with the same date."""

from __future__ import annotations

import pytest

from site_gen.article import Episode, draft_event, read_article
from site_gen.source import SourceFile

LEAD = "Ada Lund signed the Oslet Charter with Tomas Vries on 3 March 1954, to everybody's surprise."
BODY = "The two had quarrelled for years, says the file, and nobody had an explanation."
AGAIN = "On 3 March 1954 Lund and Vries signed the charter in the old town hall of the port."


def _episodes(*paragraphs: str) -> tuple[Episode, ...]:
    text = "A title\n\n" + "\n\n".join(paragraphs)
    return read_article(SourceFile("a.txt", text), lang="en").episodes


def test_lead_and_body_are_one_episode() -> None:
    """The same date, act and names make one episode with both origins, and the words of both."""
    first, second = _episodes(LEAD, BODY, AGAIN)
    assert (first.date, first.paragraphs, first.origins) == ("1954-03-03", (1, 3), ("a#p1.1", "a#p3.1"))
    assert [(e.paragraph, e.says) for e in first.evidence] == [(1, "3 March 1954"), (3, "3 March 1954")]
    assert second.paragraphs == (2,)


def test_a_draft_of_both_has_both_origins() -> None:
    """The file names all tellings that it stands for."""
    text = f"A title\n\n{LEAD}\n\n{BODY}\n\n{AGAIN}"
    reading = read_article(SourceFile("a.txt", text), lang="en")
    draft = draft_event(reading.episodes[0], reading, "s", "2026-01-02")
    assert draft is not None
    assert '\norigin: ["a#p1.1", "a#p3.1"]\n' in draft[1]
    assert 'locator: "paragraph 3, sentence 1"' in draft[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 March 1954", "4 March 1954"),  # another day
        ("signed", "left"),  # another act
        ("Vries", "Holm"),  # one name in common only
    ],
)
def test_apart_without_every_sign(old: str, new: str) -> None:
    """Where one sign is missing, the episodes stay two."""
    assert len(_episodes(LEAD, BODY, AGAIN.replace(old, new))) == 3


def test_ids_do_not_move() -> None:
    """What follows a joined telling in its paragraph keeps its number."""
    episodes = _episodes(LEAD, BODY, f"{AGAIN} In 1961 the hall burned to the ground.")
    assert [episode.id for episode in episodes] == ["a#p1.1", "a#p2.1", "a#p3.2"]

"""Which blocks of a page are its article, by the page's own landmarks: `article`, `main`, and names that are
usual.

Without landmarks it is the smallest element that holds most of the prose. What stands beside the text (`nav`,
`aside`, `footer`, share bars, comments) is left out, unless nothing else is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_gen.article.page.blocks import Block, Container, Walked
from site_gen.article.page.marks import Place

_LEAST_PROSE = 60
_LEAST_SHARE = 0.3
_MOST_LINKED = 0.8


@dataclass(frozen=True, slots=True)
class Choice:
    """The blocks of the article, and how many elements called `article` share it."""

    blocks: tuple[Block, ...]
    articles: int


def by_landmarks(walked: Walked) -> Choice:
    """Choose the blocks of the article without looking at their words."""
    everything = _totals(walked, Place.BESIDE)[0]
    for most in (Place.TEXT, Place.CLASSED_BESIDE, Place.BESIDE):
        totals = _totals(walked, most)
        if totals[0] and (totals[0] >= _LEAST_SHARE * everything or most is Place.BESIDE):
            chosen = _descend(walked.containers, totals)
            return Choice(tuple(_within(walked, chosen, most)), _articles(walked.containers, totals, chosen))
    return Choice(tuple(b for b in walked.blocks if b.place is Place.TEXT and not is_linked(b)), 1)


def is_linked(block: Block) -> bool:
    """Tell whether a block is a link and little more."""
    return block.linked > _MOST_LINKED * (block.end - block.start)


def is_prose(block: Block) -> bool:
    """Tell whether a block is long enough, and free enough of links, to be told and not shown."""
    size = block.end - block.start
    return not block.level and size >= _LEAST_PROSE and 2 * block.linked < size


def _totals(walked: Walked, most: Place) -> list[int]:
    """Return how many characters of prose each container holds, not counting what lies farther off than
    `most`.
    """
    totals = [0] * len(walked.containers)
    for block in walked.blocks:
        if block.place <= most and is_prose(block):
            totals[block.container] += block.end - block.start
    for index in range(len(totals) - 1, 0, -1):
        totals[walked.containers[index].parent] += totals[index]
    return totals


def _descend(containers: Sequence[Container], totals: Sequence[int]) -> int:
    """Return the container that is the article: from the best landmark inwards as long as little is lost."""
    landmarks = [index for index, one in enumerate(containers) if one.rank]
    start = max(landmarks, key=lambda index: (totals[index], -index), default=0)
    if totals[start] < 0.4 * totals[0]:
        start = 0
    chosen = start
    for index in range(start + 1, len(containers)):
        one, around = containers[index], containers[chosen]
        share = 0.7 if one.rank > 1 else 0.75 if start == 0 else 1.0
        if one.first >= around.first and one.last <= around.last and totals[index] >= share * totals[start]:
            chosen = index
    return chosen


def _within(walked: Walked, chosen: int, most: Place) -> list[Block]:
    container = walked.containers[chosen]
    inside = walked.blocks[container.first : container.last]
    return [block for block in inside if block.place <= most and not is_linked(block)]


def _articles(containers: Sequence[Container], totals: Sequence[int], chosen: int) -> int:
    """Count the articles side by side in what was chosen that hold a good part of it each."""
    count, until = 0, 0
    for index in range(chosen + 1, len(containers)):
        one = containers[index]
        inside = one.first >= until and one.last <= containers[chosen].last
        if one.rank == 2 and inside and 5 * totals[index] >= totals[chosen]:
            count, until = count + 1, one.last
    return max(1, count)

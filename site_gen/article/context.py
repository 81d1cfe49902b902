"""What has been said so far in an article, and which of it later words lean on.

A careful reader goes back to what last moved the story on. What was told aside (in parentheses, in a
quotation, in a look back) is leant on from inside the same aside or the same sentence, elsewhere only where
nothing else is there.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from site_gen.article import points
from site_gen.article.points import Grain, Point
from site_gen.article.standing import Standing

NO_PUBLICATION = "it is told from the day of publication, which is not known"
NOBODY_KNOWS = "it is said in a quotation, and when that was spoken is not known"
HALF_A_YEAR = 6
_RECENT_YEARS = 1
_THREE_FIGURES = 100
_LOOK_BACK = 50
_NOWHERE = -1
_PLAIN = Standing()


class Anchor(NamedTuple):
    """A point that was said, the place of its expression in the list, and where it stood."""

    point: Point
    at: int
    paragraph: int = 0
    standing: Standing = Standing()

    @property
    def place(self) -> int | None:
        """The place of the expression in the list, None for a day of publication that the text does not
        give.
        """
        return None if self.at == _NOWHERE else self.at


@dataclass(slots=True)
class Context:
    """What has been said so far.

    `document` is the day of publication and `stamp` its place in the list; `news` tells that the text speaks
    from that day ("yesterday"), as news does and history does not. `speech` is when the words of the
    quotation at hand were spoken, None outside of one; `unknown` tells that nobody knows.
    """

    document: datetime.date | None
    stamp: int | None = None
    news: bool = False
    speech: Anchor | None = None
    unknown: bool = False
    paragraph: int = 0
    standing: Standing = _PLAIN
    story: dict[Grain, Anchor] = field(default_factory=dict)
    asides: dict[Grain, Anchor] = field(default_factory=dict)
    spoken_in: int | None = None
    dated_in: int | None = None

    def enter_paragraph(self) -> None:
        """Begin a paragraph: the text goes on speaking from the day of publication only while it has told
        nothing else since.
        """
        self.paragraph += 1
        if self.spoken_in is not None and self.dated_in is not None and self.dated_in >= self.spoken_in:
            self.news = False

    def speak(self) -> None:
        """Take it that the text speaks from the day of publication."""
        if self.speech is None:
            self.news = True
            self.spoken_in = self.paragraph

    def remember(self, point: Point, index: int, *, aside: bool = False, deictic: bool = False) -> None:
        """Let later expressions lean on this one, at its own grain and every coarser one. What is told from
        the day of publication (`deictic`) keeps the text at that day.
        """
        anchor = Anchor(point, index, self.paragraph, self.standing)
        told_aside = aside or self.standing.stretch is not None or self.standing.looks_back
        kept = self.asides if told_aside else self.story
        for grain in Grain:
            seasonless = grain is Grain.SEASON and point.month is None and point.season is None
            if grain <= point.grain and not seasonless:
                kept[grain] = anchor
        if not told_aside and not deictic and point.grain >= Grain.YEAR:
            self.dated_in = self.paragraph

    def nearest(self, grain: Grain, *, looking_back: bool = False) -> Anchor | None:
        """Return what an expression here leans on for a point as fine as `grain`, None where nothing is.

        With `looking_back` a look back of the same paragraph counts as the story does: "that year".
        """
        story, aside = self.story.get(grain), self.asides.get(grain)
        beside = aside is not None and self._is_beside(aside, looking_back=looking_back)
        if self.speech is not None and not beside:
            return self.speech if self.speech.point.grain >= grain else story
        if aside is not None and (story is None or (beside and aside.at > story.at)):
            return aside
        return story

    def year_for(self, named: Point) -> Anchor | None:
        """Return what a month or day without a year takes its year from.

        A year that is mentioned in passing, in a sentence that it does not open, does not move the
        story: where the month goes on from the last one told before, it is of that year.
        """
        near, told = self.nearest(Grain.YEAR), self.story.get(Grain.MONTH)
        month = place_in_year(named)
        if near is None or told is None or month is None or near is not self.story.get(Grain.YEAR):
            return near
        passing = near.point.grain <= Grain.YEAR and not near.standing.opens
        if not passing or self._in_sentence_of(near) or near.paragraph - told.paragraph > 1:
            return near
        ahead = month - (place_in_year(told.point) or 0)
        return told if 0 <= ahead <= HALF_A_YEAR else near

    def _in_sentence_of(self, anchor: Anchor) -> bool:
        here = (self.paragraph, self.standing.sentence)
        return here == (anchor.paragraph, anchor.standing.sentence)

    def counts_back(self, year: int) -> bool:
        """Tell whether a year without an era is one before the common era: in a story that counts such
        years down, "in 202" after 218 BC. What lies further back than a look back does, or has more figures
        than the year told last, is of the common era ("in 410", told after 44 BC).
        """
        near = self.nearest(Grain.CENTURY)
        if near is None or near.point.year > 0:
            return False
        told = 1 - near.point.year
        return year <= told or (told >= _THREE_FIGURES and year <= told + _LOOK_BACK)

    def leaned_on(self, grain: Grain) -> Anchor | None:
        """Return the nearest as `nearest` does, but None where a wider time that does not hold it was told
        since: two years after "the 1920s" is not two years after a year told before them.
        """
        anchor, widest = self.nearest(grain), self.nearest(Grain.CENTURY)
        if anchor is None or widest is None or widest.at <= anchor.at:
            return anchor
        return anchor if widest.point.grain >= grain or points.holds(widest.point, anchor.point) else None

    def _is_beside(self, anchor: Anchor, *, looking_back: bool) -> bool:
        """Tell whether an aside may be leant on from here: in the same quotation or parentheses, or a look
        back of the same sentence.
        """
        if anchor.paragraph != self.paragraph:
            return False
        if anchor.standing.stretch is not None:
            return anchor.standing.stretch == self.standing.stretch
        return looking_back or anchor.standing.sentence == self.standing.sentence

    def is_far_from_now(self) -> bool:
        """Tell whether this paragraph tells of years long before publication."""
        story = self.story.get(Grain.YEAR)
        if story is None or self.document is None or story.paragraph != self.paragraph:
            return False
        return abs(self.document.year - story.point.year) > _RECENT_YEARS

    def speaks_from_now(self) -> bool:
        """Tell whether the text at hand speaks from its day of publication, as news does, or a quotation from
        a day that is known: there "today" is a day, elsewhere it may be "nowadays".
        """
        if self.speech is not None:
            return True
        return self.news or (self.spoken_in is not None and not self.is_far_from_now())

    def is_back_to_now(self, near: Anchor) -> bool:
        """Tell whether a text that has spoken from its day of publication may do so again: a paragraph has
        begun since the last date that words could lean on.
        """
        return self.spoken_in is not None and near.paragraph != self.paragraph

    def now(self) -> Anchor | None:
        """Return when "yesterday" is told from: the day of publication, in a quotation that of speaking."""
        if self.unknown:
            return None
        if self.speech is not None:
            return self.speech
        if self.document is None:
            return None
        return Anchor(
            points.of_day(self.document.toordinal()), _NOWHERE if self.stamp is None else self.stamp
        )

    def quoting(self, frame: Anchor | None) -> Context:
        """Return the context inside a quotation. `frame` is what its sentence says outside of it; else the
        story's time in the paragraph is that of speaking, and in news the day of publication.
        """
        story, aside = self.story.get(Grain.YEAR), self.asides.get(Grain.YEAR)
        told = frame
        if told is None and not self.news:
            told = next(
                (each for each in (story, aside) if each is not None and self._may_be_spoken(each)), None
            )
        if told is not None:
            return replace(self, speech=told)
        recent = (
            story is None
            or self.document is None
            or abs(self.document.year - story.point.year) <= _RECENT_YEARS
        )
        return self if self.news or recent else replace(self, unknown=True)

    def _may_be_spoken(self, anchor: Anchor) -> bool:
        """Tell whether a quotation of this paragraph may be spoken then: the paragraph tells of it, not in
        another quotation or in parentheses.
        """
        return anchor.paragraph == self.paragraph and anchor.standing.stretch is None


def place_in_year(point: Point) -> float | None:
    """Return where in its year a point lies, in months: a month itself, a season (EDTF 21–24) before the
    month in which it begins; None for a whole year.
    """
    if point.month is not None:
        return point.month
    return {21: 3.5, 22: 6.5, 23: 9.5, 24: 12.5}.get(point.season or 0)


def lies_before(near: Point, start: Point, end: Point) -> bool:
    """Tell whether a stretch over New Year that is told without years is the one that ends beside the last
    date: "from October to March", told in March, does not begin in the October to come.
    """
    here, first = place_in_year(near), place_in_year(start)
    if here is None or first is None or not near.year == start.year == end.year - 1:
        return False
    return first - here > HALF_A_YEAR

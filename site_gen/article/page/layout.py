"""A saved page → the clean text of its article with its layout, on which the reader works as on any other
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_gen.article.language import fold
from site_gen.article.page.blocks import Block, Walked, walk
from site_gen.article.page.choice import Choice, by_landmarks, is_prose
from site_gen.article.page.facts import Facts, facts
from site_gen.article.page.heads import Head, head_of
from site_gen.article.page.lines import paragraphs
from site_gen.article.page.main_content import MainContent, Unavailable, main_content
from site_gen.article.page.marks import Place
from site_gen.article.page.words import Placing, put_together
from site_gen.article.read import Layout, Line
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.source import SourceFile

_MOST_MARGIN = 16
_LONGEST_MARGIN = 160
_LEAST_SENTENCE = 40
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_INSTALL = "in a checkout `python3 build.py import` adds it; beside the wheel, `pip install 'site-gen[html]'`"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the reader takes it.

    `words` is the clean text under the file's name, `layout` says what in it is the article, `placing` is the
    way back from it into `given`, and `diagnostics` are about the file.
    """

    given: SourceFile
    words: SourceFile
    layout: Layout
    placing: Placing
    diagnostics: tuple[Diagnostic, ...]


def read_page(given: SourceFile) -> Page:
    """Take a page apart: what it declares, its title, its stamps and bylines, and the paragraphs of its
    article.
    """
    walked = walk(given.text)
    declared = facts(given.text, walked)
    kept = main_content(given.text, walked.elements, walked.depth)
    head = head_of(given.text, declared, kept if isinstance(kept, MainContent) else None)
    text, placing = put_together((head.text, head.placing), walked.words.finish())
    walked = walked.moved(len(head.text))
    choice = by_landmarks(walked)
    if isinstance(kept, MainContent):
        choice = Choice(tuple(_kept(text, walked.blocks, kept, choice.blocks)), 1)
    layout = _layout(text, walked, choice, declared, head)
    found = tuple(_diagnostics(given, declared, kept, choice, layout))
    return Page(given, SourceFile(given.path, text), layout, placing, found)


def _kept(text: str, blocks: Sequence[Block], kept: MainContent, by_page: Sequence[Block]) -> Iterator[Block]:
    """Choose the blocks that trafilatura kept; what a page says twice is taken once.

    It is wary of headings, lists and tables: those that the page's landmarks put between what it kept stay.
    """
    texts = {block.start: text[block.start : block.end] for block in blocks}
    held = [block.start for block in blocks if kept.holds(texts[block.start])]
    between = {b.start for b in by_page if (b.level or b.item) and held and held[0] < b.start < held[-1]}
    seen = set()
    for block in blocks:
        words = texts[block.start]
        beside = block.place is Place.BESIDE
        if words not in seen and not beside and (block.start in between or kept.holds(words)):
            seen.add(words)
            yield block


def _layout(text: str, walked: Walked, choice: Choice, declared: Facts, head: Head) -> Layout:
    """Tell title, margin and paragraphs apart: what is short and stands before the first prose is margin."""
    title = _title(text, walked.blocks, choice.blocks, declared)
    chosen = [b for b in choice.blocks if b is not title and not _repeats(text, b, title, head.title)]
    first = next((block for block in chosen if _begins_prose(text, block)), None)
    end = first.start if first else 0
    body = [block for block in chosen if block.start >= end or block.level or block.item]
    top = min([block.start for block in (title, first, *choice.blocks[:1]) if block], default=0)
    beside = [block for block in walked.blocks if top <= block.start < end and not block.row]
    beside = [block for block in beside if block is not title][-2 * _MOST_MARGIN :]
    lines = [line for pair in paragraphs(text, beside, furniture=True) for line in dict.fromkeys(pair)]
    margin = [line for line in lines if len(line.text) <= _LONGEST_MARGIN][-_MOST_MARGIN:]
    return Layout(
        header=head.header,
        header_spans=head.spans,
        title=_line(text, title) if title else head.title,
        head=(),
        blocks=tuple(paragraphs(text, body)),
        margin=(*margin, *head.moments),
        author=head.author,
    )


def _title(text: str, blocks: Sequence[Block], chosen: Sequence[Block], declared: Facts) -> Block | None:
    """Return the heading that is the article's title: the one that the page declares, else the only one of
    the first level.
    """
    titles = [fold(fact.value) for fact in declared.title]
    headings = [block for block in blocks if block.level in (1, 2)]
    for block in headings:
        words = fold(text[block.start : block.end])
        if any(words == title or (len(words) > 12 and words in title) for title in titles):
            return block
    first = [block for block in headings if block.level == 1]
    inside = [block for block in first if chosen and chosen[0].start <= block.start <= chosen[-1].start]
    return inside[0] if len(inside) == 1 else first[0] if len(first) == 1 else None


def _line(text: str, block: Block) -> Line:
    return Line(block.start, block.end, text[block.start : block.end], new_block=True, heading=True)


def _repeats(text: str, block: Block, title: Block | None, declared: Line | None) -> bool:
    """Tell whether a block says the title once more."""
    words = fold(text[block.start : block.end])
    given = fold(text[title.start : title.end]) if title else fold(declared.text) if declared else ""
    return words == given


def _begins_prose(text: str, block: Block) -> bool:
    size = block.end - block.start
    ends = size > _LEAST_SENTENCE and _ENDS_SENTENCE.search(text, block.end - 6, block.end)
    return is_prose(block) or (not block.level and bool(ends))


def _diagnostics(
    given: SourceFile, declared: Facts, kept: MainContent | Unavailable, choice: Choice, layout: Layout
) -> Iterator[Diagnostic]:
    if not layout.blocks:
        scripts = "; scripts make it when it is opened" if "<script" in given.text.lower() else ""
        hint = "open it in a browser and save it when it is whole, or copy its text into a `.txt` file"
        yield about_file(given.path, "A104", f"the page holds no text of an article{scripts}", hint)
        return
    if isinstance(kept, Unavailable):
        message, hint = _READ_WITHOUT[kept], _INSTALL if kept is Unavailable.MISSING else _LOOK
        yield about_file(given.path, "A113", message, hint, severity=Severity.INFO)
    if choice.articles > 1:
        message = f"the page holds {choice.articles} articles, which are read as one"
        hint = "save the page of the one that is meant"
        yield about_file(given.path, "A114", message, hint, severity=Severity.WARNING)
    for offset in declared.broken[:5]:
        message = "this description of the page (JSON-LD) is not JSON and is not read"
        hint = "look whether title, author and day of publication are right; `--published` gives the last"
        yield diagnose(given, offset, "A115", message, hint, severity=Severity.INFO)


_LOOK = "look whether all paragraphs are there, and none besides"
_LANDMARKS = "the page's own landmarks tell what is its article"
_READ_WITHOUT = {
    Unavailable.MISSING: f"{_LANDMARKS}; `trafilatura`, which is not installed, would tell it better",
    Unavailable.TOO_LARGE: f"{_LANDMARKS}: it is too large for `trafilatura`",
    Unavailable.FAILED: f"{_LANDMARKS}: `trafilatura` cannot read it",
    Unavailable.NOTHING: f"{_LANDMARKS}: `trafilatura` finds none in it",
}

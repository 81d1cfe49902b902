"""What was read of the clean text of a page → the same with the places where it stands in the file."""

from __future__ import annotations

from dataclasses import replace

from site_gen.article.model import ArticleReading
from site_gen.article.page.layout import Page
from site_gen.diagnostics import Diagnostic


def placed(reading: ArticleReading, page: Page) -> ArticleReading:
    """Return a reading of `page.words` with all offsets, lines and columns those of `page.given`.

    A stretch of the file may hold tags and entities; the `text` of an expression stays that of the clean
    words.
    """
    span, article = page.placing.span, reading.article

    def moved(given: tuple[int, int] | None) -> tuple[int, int] | None:
        return None if given is None else span(*given)

    starts_and_ends = [span(p.start, p.end) for p in article.paragraphs]
    paragraphs = tuple(
        replace(p, start=start, end=end)
        for p, (start, end) in zip(article.paragraphs, starts_and_ends, strict=True)
    )
    expressions = []
    for one in reading.expressions:
        start, end = span(one.start, one.end)
        expressions.append(replace(one, start=start, end=end))
    return replace(
        reading,
        article=replace(
            article, paragraphs=paragraphs, stamp=moved(article.stamp), title_span=moved(article.title_span)
        ),
        expressions=tuple(expressions),
        clean=(page.words.text, reading),
        diagnostics=(*page.diagnostics, *(_placed(one, page) for one in reading.diagnostics)),
    )


def _placed(one: Diagnostic, page: Page) -> Diagnostic:
    if not one.line:
        return one
    offset = page.words.offset(one.line, one.column)
    start, end = page.placing.span(offset, offset + one.length)
    line, column = page.given.position(start)
    excerpt = page.given.line_text(line)
    length = max(1, min(end - start, len(excerpt) - column + 1))
    return replace(one, line=line, column=column, excerpt=excerpt, length=length)

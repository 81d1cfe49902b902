"""Reading an article from beginning to end: layout, language, stamp, expressions and episodes, with
diagnostics.
"""

from __future__ import annotations

from dataclasses import replace

from site_gen.article import invisible, points, read, remarks, resolve, timex
from site_gen.article.context import Context
from site_gen.article.contradictions import Trouble
from site_gen.article.detection import contradicted, detect
from site_gen.article.episodes import episodes
from site_gen.article.language import Language, available, fold, load_language
from site_gen.article.model import Article, ArticleReading, Expression, Kind, Role
from site_gen.article.page import Page, is_page, placed, read_page
from site_gen.article.read import Layout
from site_gen.article.signals import Signal, signal_before
from site_gen.article.stamp import Stamp, find_stamp
from site_gen.article.standing import standings
from site_gen.article.timex import Found
from site_gen.article.values import Value
from site_gen.collecting import without_collecting
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose, has_errors
from site_gen.source import SourceFile

LONGEST_ARTICLE = 20_000_000
"""Characters that are read at most."""
_MOST_TROUBLES = 50


def read_article(
    source: SourceFile, *, lang: str | None = None, published: str | None = None
) -> ArticleReading:
    """Read an article: paragraphs, temporal expressions with their values, and episodes.

    `lang` is a language code (else the header's, else the one whose words the text is made of); `published`
    an ISO date or date-time that goes before the one in the text. Never raises for what the text holds: what
    is wrong is in `diagnostics`, and where one of them is an error there are neither expressions nor
    episodes.
    """
    with without_collecting():
        return _read_any(source, lang, published)


def _read_any(source: SourceFile, lang: str | None, published: str | None) -> ArticleReading:
    """Read a source as what it is: a page, or a text, perhaps with characters that nobody sees."""
    refusal = _refusal(source)
    if refusal is not None:
        return _unread(source, refusal)
    if is_page(source):
        page = read_page(source)
        if has_errors(page.diagnostics):
            return _unread(source, *page.diagnostics)
        return placed(_read(page.words, page.layout, lang, published, _page_language(page)), page)
    clean = invisible.cleaned(source)
    if clean is not None:
        return invisible.restored(_read_any(clean.source, lang, published), clean, source)
    given = read.layout(source.text, markdown=source.path.endswith((".md", ".markdown")))
    return _read(source, given, lang, published, given.header.get("lang"))


def _page_language(page: Page) -> str | None:
    """Return the language that a page declares, unless its words are clearly of another: what a page declares
    comes from a template more often than from a person.
    """
    declared = page.layout.header.get("lang")
    base = (declared or "").replace("_", "-").split("-")[0].lower()
    prose = read.prose(page.words.text, page.layout)
    return (contradicted(prose, base) or declared) if base in available() else declared


def _read(
    source: SourceFile, given: Layout, lang: str | None, published: str | None, declared: str | None
) -> ArticleReading:
    """Read a text whose layout is known, in the caller's language, the declared one, or that of its words."""
    code = lang or declared or detect(read.prose(source.text, given))
    try:
        language = load_language(code or "")
    except LookupError:
        if code is None and not (given.head or given.blocks):
            return _unread(source, remarks.no_paragraphs(source, given))
        return _unread(source, remarks.unknown_language(source, code, given))
    if published is not None and resolve.publication(published) is None:
        message = f"`{published}` is not a date of publication"
        return _unread(source, about_file(source.path, "A109", message, "write a day as `2024-04-01`"))
    folded = fold(source.text)
    stamp = find_stamp(source, folded, given, language)
    article = read.article(source.text, source.path, given, language.code, stamp.line if stamp else None)
    article = replace(
        article,
        published=published or (stamp.iso if stamp else None),
        stamp=(stamp.start, stamp.end) if stamp else None,
    )
    diagnostics = list(remarks.about_publication(source, given, is_known=stamp is not None))
    if article.paragraphs:
        diagnostics += remarks.about_language(source, given, language.code, lang)
    else:
        diagnostics.append(remarks.no_paragraphs(source, given))
    expressions, troubles = _expressions(source, folded, article, stamp, language)
    diagnostics += troubles
    diagnostics += remarks.about_expressions(source, article, expressions)
    told = episodes(source.text, folded, article, expressions, language)
    return ArticleReading(article, expressions, told, tuple(diagnostics))


def _refusal(source: SourceFile) -> Diagnostic | None:
    if not source.text.strip():
        return about_file(
            source.path, "A101", "the article is empty", "put the text of the article into the file"
        )
    if len(source.text) > LONGEST_ARTICLE:
        size = f"{len(source.text):,} characters"
        message = f"the article has {size}; at most {LONGEST_ARTICLE:,} are read"
        return about_file(source.path, "A103", message, "cut it into several files")
    return None


def _unread(source: SourceFile, *diagnostics: Diagnostic) -> ArticleReading:
    stem = source.path.rpartition("/")[2].split(".")[0]
    article = Article(stem, stem, None, None, None, "", None, ())
    return ArticleReading(article, (), (), diagnostics)


def _expressions(
    source: SourceFile, folded: str, article: Article, stamp: Stamp | None, language: Language
) -> tuple[tuple[Expression, ...], list[Diagnostic]]:
    """Find and resolve what the title, the stamp and the paragraphs hold, in the order of the text."""
    day = resolve.publication(article.published or "")
    context = Context(day)
    pieces: list[tuple[int, int, int | None]] = [(p.start, p.end, p.index) for p in article.paragraphs]
    if article.title_span:
        pieces.append((*article.title_span, None))
    if stamp is not None:
        pieces.append((stamp.start, stamp.end, None))
    made: list[Expression] = []
    diagnostics: list[Diagnostic] = []
    for start, end, paragraph in sorted(pieces):
        if stamp is not None and (start, end) == (stamp.start, stamp.end):
            context.stamp = len(made)
            made.append(_document_time(source.text, stamp, len(made)))
            diagnostics += _troubles(
                source, _found_in(source.text, folded, stamp, language), language, len(diagnostics)
            )
            continue
        found = timex.find(source.text, folded, start, end, language)
        stood = standings(source.text, folded, start, end, found, language)
        values, troubles = resolve.resolve(found, language, context, len(made), stood)
        for trouble in troubles[: max(0, _MOST_TROUBLES - len(diagnostics))]:
            diagnostics.append(_warning(source, trouble))
        for one, value in zip(found, values, strict=True):
            signal = signal_before(folded, one.start, start, language)
            role = _role(one, value, signal, paragraph)
            made.append(_expression(source.text, one, value, len(made), paragraph, role, signal))
    return tuple(made), diagnostics


def _found_in(text: str, folded: str, stamp: Stamp, language: Language) -> tuple[Found, ...]:
    return timex.find(text, folded, stamp.start, stamp.end, language)


def _troubles(
    source: SourceFile, found: tuple[Found, ...], language: Language, already: int
) -> list[Diagnostic]:
    _, troubles = resolve.resolve(found, language, Context(None))
    return [_warning(source, trouble) for trouble in troubles[: max(0, _MOST_TROUBLES - already)]]


def _warning(source: SourceFile, trouble: Trouble) -> Diagnostic:
    return diagnose(
        source,
        trouble.start,
        trouble.code,
        trouble.message,
        trouble.hint,
        severity=Severity.WARNING,
        length=trouble.end - trouble.start,
    )


def _role(one: Found, value: Value, signal: tuple[Signal, int] | None, paragraph: int | None) -> Role:
    if paragraph is None or value.kind is Kind.NAMED_PERIOD:
        return Role.FRAME
    if value.to_come:
        return Role.TO_COME
    if signal is None:
        return Role.EVENT
    # Where one word says both ("до"), what lies before the present lasts until it.
    lasts = signal[0] is Signal.UNTIL or (signal[0] is Signal.BEFORE and one.rule.value == "present")
    return Role.EVENT_END if lasts else Role.EVENT


def _document_time(text: str, stamp: Stamp, index: int) -> Expression:
    day = stamp.day.isoformat()
    words = text[stamp.start : stamp.end]
    role, kind = Role.DOCUMENT_TIME, Kind.EXPLICIT
    return Expression(
        f"t{index}", words, stamp.start, stamp.end, None, kind, role, day, None, day, day, None, "stamp"
    )


def _expression(
    text: str,
    one: Found,
    value: Value,
    index: int,
    paragraph: int | None,
    role: Role,
    signal: tuple[Signal, int] | None,
) -> Expression:
    earliest, latest = points.bounds(value.edtf, value.part)
    return Expression(
        id=f"t{index}",
        text=text[one.start : one.end],
        start=one.start,
        end=one.end,
        paragraph=paragraph,
        kind=value.kind,
        role=role,
        edtf=value.edtf,
        part=value.part,
        earliest=earliest,
        latest=latest,
        anchor=None if value.anchor is None else f"t{value.anchor}",
        rule=one.rule.name,
        note=value.note if value.edtf is None else None,
        bound=signal[0].value if signal else None,
        spoken=None if value.spoken is None else f"t{value.spoken}",
    )

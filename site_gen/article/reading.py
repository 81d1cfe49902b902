"""Reading an article from beginning to end: layout, language, stamp, expressions and episodes, with
diagnostics.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from site_gen.article import invisible, points, read, remarks, resolve, timex
from site_gen.article.context import Context
from site_gen.article.contradictions import Trouble
from site_gen.article.detection import detect
from site_gen.article.episodes import episodes
from site_gen.article.language import Language, fold, load_language
from site_gen.article.model import Article, ArticleReading, Expression, Kind, Role
from site_gen.article.read import Layout, Line
from site_gen.article.signals import Signal, signal_before
from site_gen.article.standing import standings
from site_gen.article.timex import Found
from site_gen.article.values import Value
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.source import SourceFile

LONGEST_ARTICLE = 20_000_000
"""Characters that are read at most."""
_MOST_TROUBLES = 50
_LONGEST_STAMP = 120
_MOST_STAMP_WORDS = 5
_CLOCK = re.compile(
    r"[\s,|•·-]{0,5}(?:[^\W\d]{2,6}\.?\s)?(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?\(?(?P<zone>[a-z]{1,5}|[+-]\d\d:?\d\d)\b\)?)?"
)
_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """When an article says that it was published."""

    line: Line | None
    start: int
    end: int
    iso: str
    day: datetime.date


def read_article(
    source: SourceFile, *, lang: str | None = None, published: str | None = None
) -> ArticleReading:
    """Read an article: paragraphs, temporal expressions with their values, and episodes.

    `lang` is a language code (else the header's, else the one whose words the text is made of); `published`
    an ISO date or date-time that goes before the one in the text. Never raises for what the text holds: what
    is wrong is in `diagnostics`, and where one of them is an error there are neither expressions nor
    episodes.
    """
    refusal = _refusal(source)
    if refusal is not None:
        return _unread(source, refusal)
    clean = invisible.cleaned(source)
    if clean is not None:
        return invisible.restored(read_article(clean.source, lang=lang, published=published), clean, source)
    given = read.layout(source.text, markdown=source.path.endswith((".md", ".markdown")))
    code = lang or given.header.get("lang") or detect(read.prose(source.text, given))
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
    stamp = _stamp(source, folded, given, language)
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
    if _HTML.match(source.text):
        hint = "save the text of the page (in a browser: select all, copy, paste into a file)"
        return about_file(source.path, "A104", "the file is HTML, not the text of an article", hint)
    return None


def _unread(source: SourceFile, diagnostic: Diagnostic) -> ArticleReading:
    stem = source.path.rpartition("/")[2].split(".")[0]
    article = Article(stem, stem, None, None, None, "", None, ())
    return ArticleReading(article, (), (), (diagnostic,))


def _stamp(source: SourceFile, folded: str, given: Layout, language: Language) -> _Stamp | None:
    """Find when the article was published: in the header, else in a line of its head that is a date and
    little more.
    """
    if "published" in given.header_spans:
        start, end = given.header_spans["published"]
        text = source.text[start:end]
        day = resolve.publication(text)
        return None if day is None else _Stamp(None, start, end, text, day)
    for line in given.head:
        if len(line.text) <= _LONGEST_STAMP:
            stamp = _stamp_of_line(source.text, folded, line, language)
            if stamp is not None:
                return stamp
    return None


def _stamp_of_line(text: str, folded: str, line: Line, language: Language) -> _Stamp | None:
    for found in timex.find(text, folded, line.start, line.end, language):
        (value,), _ = resolve.resolve([found], language, Context(None))
        day = resolve.publication(value.edtf or "")
        if day is None or len(value.edtf or "") != len("2024-04-01"):
            continue
        clock = _CLOCK.match(folded, found.end, line.end)
        end = clock.end() if clock else found.end
        beside = text[line.start : found.start] + " " + text[end : line.end]
        if len(re.findall(r"\w+", beside)) > _MOST_STAMP_WORDS:
            continue
        return _Stamp(line, found.start, end, _moment(day, clock, language), day)
    return None


def _moment(day: datetime.date, clock: re.Match[str] | None, language: Language) -> str:
    """Return the stamp in ISO 8601; a zone that is not known is left out."""
    if clock is None:
        return day.isoformat()
    hour = int(clock["h"]) % 12 + (12 if clock["half"] == "p" else 0) if clock["half"] else int(clock["h"])
    zone = clock["zone"] or ""
    offset = zone if zone[:1] in ("+", "-") else language.words.get("zone", {}).get(zone)
    return resolve.stamp_text(day, f"{hour:02d}:{clock['m']}", offset) or day.isoformat()


def _expressions(
    source: SourceFile, folded: str, article: Article, stamp: _Stamp | None, language: Language
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


def _found_in(text: str, folded: str, stamp: _Stamp, language: Language) -> tuple[Found, ...]:
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
    if signal is None:
        return Role.EVENT
    # Where one word says both ("до"), what lies before the present lasts until it.
    lasts = signal[0] is Signal.UNTIL or (signal[0] is Signal.BEFORE and one.rule.value == "present")
    return Role.EVENT_END if lasts else Role.EVENT


def _document_time(text: str, stamp: _Stamp, index: int) -> Expression:
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
    )

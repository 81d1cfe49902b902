"""What there is to say about an article and how it was read: its language, its day of publication, its dates.

Words that contradict each other are told in `contradictions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.article import detection, read
from site_gen.article.language import available
from site_gen.article.model import Article, Expression, Kind, Role
from site_gen.article.read import Layout
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.source import SourceFile


def unknown_language(source: SourceFile, code: str | None, given: Layout) -> Diagnostic:
    """Refuse a language without a file, and a text whose language is not recognised (`code` is None)."""
    have = ", ".join(f"`{known}`" for known in available())
    if code is None:
        hint = f"say it with `--lang`, or with `lang:` in a header; there are {have}"
        return about_file(source.path, "A105", "the language of the article is not recognised", hint)
    offset = given.header_spans.get("lang", (0, 0))[0]
    return diagnose(source, offset, "A105", f"articles in `{code}` cannot be read yet", f"there are {have}")


def no_paragraphs(source: SourceFile, given: Layout) -> Diagnostic:
    """Refuse a text that has no body, and say what it has instead."""
    if given.title is not None:
        message = "the article has a title, and no paragraphs"
    elif given.header:
        message = "the article has a header, and no paragraphs"
    else:
        message = "the article has no paragraphs, only lines that stand around one on a page"
    return about_file(source.path, "A102", message, "give it a body")


def about_language(
    source: SourceFile, given: Layout, lang: str, declared: str | None
) -> Iterator[Diagnostic]:
    """Warn where words contradict the language in which the article was read, and where much is in another.

    `declared` is what the caller says; else it was the header, or nobody, who did.
    """
    text = read.prose(source.text, given)
    stated = declared or given.header.get("lang")
    other = detection.contradicted(text, stated.replace("_", "-").split("-")[0].lower()) if stated else None
    if stated and other:
        message = f"the article is said to be in `{stated}`, but its words are of `{other}`"
        message += f"; it was read as `{lang}`"
        if lang == other and not declared:
            start, end = given.header_spans["lang"]
            hint = f"write `--lang {stated}` if that is wrong"
            warning, length = Severity.WARNING, end - start
            yield diagnose(source, start, "A111", message, hint, severity=warning, length=length)
        elif declared:
            hint = f"write `--lang {other}`, or leave it out"
            yield about_file(source.path, "A111", message, hint, severity=Severity.WARNING)
        else:
            start, end = given.header_spans["lang"]
            yield diagnose(
                source,
                start,
                "A111",
                message,
                f"write `lang: {other}`",
                severity=Severity.WARNING,
                length=end - start,
            )
        return
    second = detection.second_language(text, lang)
    if second:
        message = f"a large part of the article is in `{second}`; all of it was read as `{lang}`"
        hint = f"make an article of each part, or choose with `--lang {second}`"
        yield about_file(source.path, "A112", message, hint, severity=Severity.WARNING)


def about_publication(source: SourceFile, given: Layout, *, is_known: bool) -> Iterator[Diagnostic]:
    """Warn of a header whose day of publication cannot be read."""
    if not is_known and "published" in given.header_spans:
        start, end = given.header_spans["published"]
        message = f"`{source.text[start:end]}` is not a date of publication"
        hint = "write a day as `2024-04-01` or a moment as `2024-04-01T11:49+07:00`"
        yield diagnose(source, start, "A109", message, hint, severity=Severity.WARNING, length=end - start)


def about_expressions(
    source: SourceFile, article: Article, expressions: tuple[Expression, ...]
) -> Iterator[Diagnostic]:
    """Warn where no dates were found, and where some count from a day of publication that is not known."""
    told = [e for e in expressions if e.role is not Role.DOCUMENT_TIME]
    if article.paragraphs and not told:
        hint = "is the language right? (`--lang`)"
        message = f"no dates were found, reading the article as `{article.lang}`"
        yield about_file(source.path, "A108", message, hint, severity=Severity.WARNING)
    lost = [e for e in told if e.kind is Kind.DEICTIC and e.edtf is None]
    if lost and article.published is None:
        first, more = lost[0], len(lost) - 1
        message = f"`{first.text}` is told from the day of publication, which is not known"
        message += f" (and so are {more} more)" if more > 1 else " (and so is one more)" if more else ""
        hint = "say it with `--published`, or with `published:` in a header"
        length = first.end - first.start
        yield diagnose(source, first.start, "A110", message, hint, severity=Severity.WARNING, length=length)

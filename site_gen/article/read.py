"""From a text to an article: its header, title, stamp and paragraphs; the furniture of a page is left out.

Three shapes are read: a text with a header of ours (`key: value` lines between two `---`), Markdown, and the
plain text of a page, a paragraph a line or hard-wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_gen.article import language as languages
from site_gen.article.language import fold
from site_gen.article.model import Article, Paragraph, ParagraphKind

# What ends a line, and what a paragraph, in texts that a program made (Unicode, 5.8 Newline Guidelines).
_LINE = re.compile("[^\r\n\v\f\x85\u2028\u2029]+")
_ENDS = {ord("\v"): "\n", 0x85: "\n", 0x2028: "\n", ord("\f"): "\n\n", 0x2029: "\n\n"}
_HEADER = re.compile(r"\s*---[ \t]*(?:\r\n|[\r\n\x85\u2028])")
_HEADER_LINE = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:;][\"'”’»)\]]*$")
_MARKDOWN_MARK = re.compile(r"(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+")
_LONGEST_HEADING = 120
_LONGEST_TITLE = 300
_LONGEST_FURNITURE = 200
_WRAPPED_AT = 120
_LEAST_WRAPPED_STAMP = 60
_LONGEST_CREDIT = 40
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; offsets into the source. `item`: an entry of a list or table,
    prose however short.
    """

    start: int
    end: int
    text: str
    new_block: bool
    heading: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where: header facts with the offsets of their values, the title, the head's lines (before
    the first prose), and the first and last line of every block after it. `margin` are lines beside the text
    that may date it or name its author, `author` is who is taken for it where neither header nor byline says.
    """

    header: Mapping[str, str]
    header_spans: Mapping[str, tuple[int, int]]
    title: Line | None
    head: tuple[Line, ...]
    blocks: tuple[tuple[Line, Line], ...]
    margin: tuple[Line, ...] = ()
    author: str | None = None


def layout(text: str, *, markdown: bool) -> Layout:
    """Take a text apart. `markdown`: the file says that it is (its lines may be wrapped anywhere)."""
    header, spans, body = _header(text)
    lines = [
        line for line in _lines(text, body, markdown=markdown or bool(header)) if not is_furniture(line.text)
    ]
    title = None
    if lines and lines[0].heading and fold(lines[0].text) == fold(header.get("title", "")):
        lines = lines[1:]
    if lines and not header.get("title") and _is_title(lines[0]):
        title, lines = lines[0], lines[1:]
    count = 0
    if not header:
        count = next((i for i in range(len(lines[:_HEAD_LINES])) if _is_prose(lines, i)), 0)
    head, rest = lines[:count], lines[count:]
    blocks = [b for block in _blocks(rest) for b in (_joined(block) if markdown or header else _split(block))]
    return Layout(header, spans, title, tuple(head), tuple(blocks))


def is_furniture(line: str) -> bool:
    """Tell whether a line belongs to the page and not to the article: share bars, page links, copyright."""
    if len(line) > _LONGEST_FURNITURE:
        return False
    if not any(c.isalnum() for c in line):
        return True
    folded, known = fold(line), languages.furniture()
    return (
        folded in known["lines"]
        or folded.startswith(known["starts"])
        or any(part in folded for part in known["contains"])
        or all(word in known["words"] for word in folded.split())
    )


def article(text: str, shown_path: str, given: Layout, lang: str, stamp: Line | None) -> Article:
    """Put together what the header and the head say. `stamp` is the head's line that dates the article; it
    and the byline are no paragraphs, other lines of the head are headings.
    """
    header = given.header
    stem = PurePosixPath(shown_path).name.split(".")[0] or "article"
    beside = (*given.head, *given.margin)
    byline = next((line for line in beside if line is not stamp and _author(line, lang)), None)
    headings = [(line, line) for line in given.head if line is not stamp and line is not byline]
    paragraphs = tuple(
        Paragraph(first.start, last.end, index, _kind(text, first, last))
        for index, (first, last) in enumerate([*headings, *given.blocks], 1)
    )
    return Article(
        id=header.get("id") or stem,
        title=header.get("title") or (given.title.text if given.title else stem),
        published=header.get("published") or None,
        publisher=header.get("publisher") or None,
        author=header.get("author") or (_author(byline, lang) if byline else given.author),
        lang=lang,
        url=header.get("url") or None,
        paragraphs=paragraphs,
        header=header,
        title_span=(given.title.start, given.title.end) if given.title else None,
    )


def prose(text: str, given: Layout, longest: int = 20_000) -> str:
    """Return the beginning of the article's own words, for telling its language."""
    parts, size = [given.title.text if given.title else ""], 0
    for first, last in given.blocks:
        parts.append(text[first.start : min(last.end, first.start + longest - size)])
        size += len(parts[-1])
        if size >= longest:
            break
    return "\n".join(parts)


def _header(text: str) -> tuple[dict[str, str], dict[str, tuple[int, int]], int]:
    """Read the header: `key: value` lines, all values text. A block that is none is left to the body."""
    opening = _HEADER.match(text)
    if opening is None:
        return {}, {}, 0
    facts: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    last = ""
    for line in _LINE.finditer(text, opening.end()):
        if line[0].rstrip() in ("---", "..."):
            return facts, spans, line.end()
        found = _HEADER_LINE.match(line[0])
        if found is not None:
            last, value = found[1].lower(), found[2].strip()
            start = line.start() + found.start(2)
            if value[:1] in ('"', "'") and value.endswith(value[:1]) and len(value) > 1:
                value, start = value[1:-1], start + 1
            facts[last], spans[last] = value, (start, start + len(value))
        elif line[0][:1] in " \t" and last:
            facts[last] = f"{facts[last]} {line[0].strip()}".strip().removeprefix("> ").removeprefix("| ")
    return {}, {}, 0


def _lines(text: str, start: int, *, markdown: bool) -> Iterator[Line]:
    end = start
    for found in _LINE.finditer(text, start):
        stripped = found[0].strip()
        if not stripped:
            continue
        gap = text[end : found.start()]
        lead = found.start() + len(found[0]) - len(found[0].lstrip())
        tail = lead + len(stripped)
        heading, marked = False, False
        if markdown and (mark := _MARKDOWN_MARK.match(stripped)):
            heading, marked = stripped[0] == "#", stripped[0] != ">"
            lead, stripped = lead + mark.end(), stripped[mark.end() :]
        blank = gap.replace("\r\n", "\n").replace("\r", "\n").translate(_ENDS).count("\n") > 1
        yield Line(lead, tail, stripped, blank or marked, heading)
        end = found.end()


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Group lines that no blank line parts."""
    block: list[Line] = []
    for line in lines:
        if block and (line.new_block or block[-1].heading):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _joined(block: list[Line]) -> list[tuple[Line, Line]]:
    return [(block[0], block[-1])]


def _split(block: list[Line]) -> list[tuple[Line, Line]]:
    """Return a block whole where it is hard-wrapped, else its lines: pages put a paragraph on a line."""
    body = block[:-1]
    open_ended = sum(not _ENDS_SENTENCE.search(line.text[-6:]) for line in body)
    wrapped = (
        bool(body)
        and all(40 <= len(line.text) <= _WRAPPED_AT for line in body)
        and 2 * open_ended > len(body)
    )
    return _joined(block) if wrapped else [(line, line) for line in block]


def _is_title(line: Line) -> bool:
    return line.heading or (
        len(line.text) <= _LONGEST_TITLE and not line.text.rstrip("\"'”’»)").endswith(".")
    )


def _is_prose(lines: list[Line], index: int) -> bool:
    """Tell prose from stamps and headings: it is long, ends a sentence, or goes on in the next line."""
    text = lines[index].text
    # A stamp may be long, but it has figures.
    least = _LEAST_WRAPPED_STAMP if any(c.isdigit() for c in text) else _LONGEST_CREDIT
    wrapped = index + 1 < len(lines) and not lines[index + 1].new_block and len(text) >= least
    ends = len(text) > _LONGEST_CREDIT and _ENDS_SENTENCE.search(text[-6:])
    return len(text) > _LONGEST_HEADING or wrapped or bool(ends)


def _kind(text: str, first: Line, last: Line) -> ParagraphKind:
    short = last.end - first.start <= _LONGEST_HEADING and not first.item
    ends = _ENDS_SENTENCE.search(text, max(first.start, last.end - 6), last.end)
    return ParagraphKind.HEADING if first.heading or (short and not ends) else ParagraphKind.TEXT


def _author(line: Line, lang: str) -> str | None:
    """Return the name in a byline ("Oleh …"), None where the line is none."""
    words = line.text.replace(":", " ").split()
    if len(words) < 2 or any(c.isdigit() for c in line.text):
        return None
    listed = languages.load_language(lang).lists.get("text.byline", ())
    return " ".join(words[1:]) if fold(words[0]) in listed else None

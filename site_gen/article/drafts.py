"""Draft event files from episodes: front matter that the strict reader takes, and a body in our own words.

The article's sentences never get in: a draft holds names, date words, the paragraph, and stub sentences from
the language's file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from site_gen import paths
from site_gen.article import points
from site_gen.article.importance import MIDDLE
from site_gen.article.language import Language, load_language
from site_gen.article.model import ArticleReading, Episode, Evidence
from site_gen.article.titles import locator
from site_gen.article.units import GUESSES

_PLAIN = re.compile(r"(?:[0-9/Y]|-(?=\d))[0-9A-Za-z/.~?%-]*")
_FIRST_DATE = re.compile(r"-?\d[\dX]{3}(?:-\d\d)*")


def draft_event(
    episode: Episode, reading: ArticleReading, source_id: str, today: str
) -> tuple[str, str] | None:
    """Draft the event file of an episode: the slug proposed for it and its text.

    `source_id` is the article's id in sources.yaml and `today` the ISO date for `added`. A date that was
    taken over is written as uncertain (`199X?`). None for an episode without any date: an event needs one,
    and none is invented.
    """
    if episode.date is None:
        return None
    language = load_language(reading.article.lang)
    date = episode.date if GUESSES.isdisjoint(episode.flags) else points.uncertain(episode.date)
    head = _FIRST_DATE.search(episode.date)
    slug = paths.slugify(f"{head[0] if head else ''} {episode.title}")
    front = "\n".join(_front_matter(episode, date, language, source_id, today))
    return slug, f"---\n{front}\n---\n\n{_body(episode, language, source_id)}\n"


def report_json(reading: ArticleReading, files: Mapping[str, str]) -> dict[str, object]:
    """Return what `import --format json` shows of an article; `files` maps an episode to its event file."""
    article = reading.article
    return {
        "article": {
            "title": article.title,
            "published": article.published,
            "lang": article.lang,
            "paragraphs": [{"start": p.start, "end": p.end} for p in article.paragraphs],
        },
        "expressions": [
            {
                "id": e.id,
                "text": e.text,
                "start": e.start,
                "end": e.end,
                "paragraph": e.paragraph,
                "kind": e.kind.value,
                "role": e.role.value,
                "edtf": e.edtf,
                "part": e.part,
                "earliest": e.earliest,
                "latest": e.latest,
                "anchor": e.anchor,
                "rule": e.rule,
                "bound": e.bound,
                "note": e.note,
            }
            for e in reading.expressions
        ],
        "episodes": [
            {
                "id": e.id,
                "title": e.title,
                "date": e.date,
                "part": e.part,
                "status": e.status,
                "paragraphs": list(e.paragraphs),
                "expressions": list(e.expressions),
                "flags": list(e.flags),
                "importance": e.importance,
                "actors": list(e.actors),
                "places": list(e.places),
                "evidence": [_evidence(each) for each in e.evidence],
                "file": files.get(e.id),
            }
            for e in reading.episodes
        ],
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "paragraph": evidence.paragraph,
        "sentence": evidence.sentence,
        "says": evidence.says,
        "reading": None if evidence.reading is None else evidence.reading.value,
        "rule": evidence.rule,
        "anchor": evidence.anchor,
        "anchor_paragraph": evidence.anchor_paragraph,
        "anchor_sentence": evidence.anchor_sentence,
    }


def quoted(text: str) -> str:
    """Write a text as a YAML double-quoted scalar (YAML 1.2, 7.3.1): one line, every character that is not
    printable escaped. Controls and noncharacters, which no page or feed may hold, become U+FFFD.
    """
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    code = ord(char)
    if (
        (unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n\r")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code < 0xFDF0
    ):
        return "\ufffd"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _front_matter(
    episode: Episode, date: str, language: Language, source_id: str, today: str
) -> Iterable[str]:
    yield f"title: {quoted(episode.title)}"
    yield f"date: {_date(date)}"
    if episode.part:
        yield f"part: {episode.part}"
    # A program has read one article: what that tells without a doubt is a report until somebody has looked.
    yield f"status: {'reported' if episode.status == 'established' else episode.status}"
    for key, entries in (("actors", episode.actors), ("places", episode.places)):
        if entries:
            yield f"{key}: [{', '.join(map(quoted, entries))}]"
    if episode.importance != MIDDLE:
        yield f"importance: {episode.importance}"
    yield "sources:"
    yield from source_lines(episode, language, source_id)
    if episode.conflicts:
        yield "conflicts:"
        for conflict in episode.conflicts:
            yield f"  - field: {conflict.field}"
            yield f"    reads: {_date(conflict.reads)}"
            yield f"    source: {quoted(source_id)}"
            yield f"    note: {quoted(conflict.note)}"
    origins = episode.origins if len(episode.origins) > 1 else (episode.id,)
    listed = ", ".join(map(quoted, origins))
    yield f"origin: [{listed}]" if len(origins) > 1 else f"origin: {listed}"
    yield f"added: {today}"
    yield "reviewed: false"


def source_lines(episode: Episode, language: Language, source_id: str) -> Iterator[str]:
    """Yield the lines that cite an article for an episode under `sources:` of an event file."""
    for each in episode.evidence:
        yield from _source(each, language, source_id)


def _source(evidence: Evidence, language: Language, source_id: str) -> Iterable[str]:
    """Yield the lines of one source: where, the verbatim words, and how the date was read from them. Words
    that say it all need no explanation.
    """
    yield f"  - id: {quoted(source_id)}"
    yield f"    locator: {quoted(locator([evidence.paragraph], language, evidence.sentence))}"
    if evidence.says:
        yield f"    says: {quoted(evidence.says)}"
    if evidence.reading is None:
        return
    yield f"    reading: {evidence.reading.value}"
    yield f"    rule: {quoted(evidence.rule)}"
    if evidence.anchor:
        yield f"    anchor: {quoted(evidence.anchor)}"
    if evidence.anchor and evidence.anchor_paragraph is not None:
        where = locator([evidence.anchor_paragraph], language, evidence.anchor_sentence)
        yield f"    anchor_locator: {quoted(where)}"


def _date(edtf: str) -> str:
    return edtf if _PLAIN.fullmatch(edtf) else quoted(edtf)


def _body(episode: Episode, language: Language, source_id: str) -> str:
    """Say in sentences of ours what was found and what to distrust: a comment, which editors see and readers
    do not.
    """
    texts = language.texts
    said = [says for says in episode.says if says]
    where = locator(episode.paragraphs, language)
    lines = [texts["stub"].format(paragraph=where, source=source_id)]
    if episode.actors:
        lines.append(texts["stub_names"].format(names=", ".join(episode.actors)))
    if episode.places:
        lines.append(texts["stub_places"].format(places=", ".join(episode.places)))
    if said:
        lines.append(texts["stub_when"].format(when="; ".join(f"“{says}”" for says in said)))
    notes = {"inherited-date": "stub_inherited", "cataphoric-date": "stub_cataphoric"}
    notes |= {} if episode.date and episode.date.endswith("/..") else {"state": ""}
    told = (notes.get(flag, f"stub_{flag}") for flag in episode.flags if flag != "undated")
    lines += [texts[key] for key in told if key]
    if episode.status == "reported":
        lines.append(texts["stub_reported"])
    lines.append(texts["stub_close"])
    # Nothing that the article holds may end the comment before its last line.
    note = "\n".join(lines).replace("-->", "-- >")
    return f"<!--\n{note}\n-->"

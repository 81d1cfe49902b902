"""What a page declares of itself: title, publisher, author, publication, language and address.

Read are JSON-LD (schema.org `Article` and its kinds), `meta` (Open Graph, Dublin Core, Highwire and what news
sites use), `link rel=canonical`, `html lang` and `time`. Each fact keeps where it is written; what is read is
never followed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_gen.article.page.blocks import Walked
from site_gen.article.page.scan import Token, TokenKind

LONGEST_FACT = 500
_LONGEST_DATA = 1_000_000
_MOST_OBJECTS = 5_000
_TITLE = ("og:title", "citation_title", "dc.title", "twitter:title")
_PUBLISHER = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
_AUTHOR = (
    "author", "article:author", "content_author", "dc.creator", "citation_author", "parsely-author",
    "sailthru.author",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "content_publisheddate",
    "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "date",
)  # fmt: skip
_LANGUAGE = ("content-language", "og:locale", "dc.language", "inlanguage", "language")
_ADDRESS = ("og:url", "parsely-link")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_ARTICLES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    ]
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,2000})")
_PUBLISHED_CLASS = re.compile(r"publish|entry-date|pubdate|post-date|date-?created|tanggal", re.IGNORECASE)
_NO_BOM = "\ufeff \t\r\n"


@dataclass(frozen=True, slots=True)
class Fact:
    """A text that a page says of itself, and the offsets in the file where it does."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page declares, the surest first; `broken` are the offsets of JSON-LD that cannot be read."""

    title: tuple[Fact, ...]
    publisher: tuple[Fact, ...]
    author: tuple[Fact, ...]
    published: tuple[Fact, ...]
    lang: tuple[Fact, ...]
    url: tuple[Fact, ...]
    broken: tuple[int, ...]


def facts(text: str, walked: Walked) -> Facts:
    """Gather what the tags of a page declare."""
    metas: dict[str, list[Fact]] = {}
    times: list[Fact] = []
    lang: list[Fact] = []
    canonical: list[Fact] = []
    scripts: list[Token] = []
    data = False
    for token, _ in walked.declared:
        if token.kind is TokenKind.RAW:
            scripts += [token] if data else []
        elif token.name == "script":
            data = token.value("type").strip().lower() == "application/ld+json"
        elif token.name == "meta":
            _add_meta(metas, token)
        elif token.name == "time":
            times += _of_attribute(token, "datetime") if _is_publication(token) else []
        elif token.name == "link":
            canonical += (
                _of_attribute(token, "href") if "canonical" in token.value("rel").lower().split() else []
            )
        elif token.name == "html" and not lang:
            lang += _of_attribute(token, "lang") or _of_attribute(token, "xml:lang")
    linked, broken = _linked_data(text, scripts)
    title = [Fact(_one_line(text[a:b]), a, b) for a, b in (walked.title,) if a < b] if walked.title else []
    saved = _SAVED_FROM.search(text, 0, 2000)
    addresses = [*canonical, *_chosen(metas, _ADDRESS), *linked.get("url", ())]
    addresses += [Fact(saved[1], *saved.span(1))] if saved else []
    return Facts(
        title=(*linked.get("title", ()), *_chosen(metas, _TITLE), *title),
        publisher=(*linked.get("publisher", ()), *_chosen(metas, _PUBLISHER)),
        author=tuple(
            f for f in (*linked.get("author", ()), *_chosen(metas, _AUTHOR)) if "://" not in f.value
        ),
        published=(*linked.get("published", ()), *_chosen(metas, _PUBLISHED), *times),
        lang=tuple(
            f
            for f in (*lang, *_chosen(metas, _LANGUAGE), *linked.get("lang", ()))
            if _CODE.fullmatch(f.value)
        ),
        url=tuple(f for f in addresses if re.match(r"https?://[^\s/]", f.value)),
        broken=tuple(broken),
    )


def _of_attribute(token: Token, name: str) -> list[Fact]:
    found = token.attributes.get(name)
    value = _one_line(found.value) if found else ""
    return [Fact(value, found.start, found.end)] if found and value else []


def _one_line(value: str) -> str:
    return " ".join(value.split())[:LONGEST_FACT]


def _add_meta(metas: dict[str, list[Fact]], token: Token) -> None:
    for name in ("property", "name", "itemprop", "http-equiv"):
        key = token.value(name).strip().lower()
        if key:
            metas.setdefault(key, []).extend(_of_attribute(token, "content"))


def _is_publication(token: Token) -> bool:
    """Tell whether a `time` says when the article came out, and not when something in it happened."""
    named = "datepublished" in token.value("itemprop").lower() or "pubdate" in token.attributes
    return named or bool(_PUBLISHED_CLASS.search(token.value("class")))


def _chosen(metas: Mapping[str, list[Fact]], names: Iterable[str]) -> list[Fact]:
    return [fact for name in names for fact in metas.get(name, ())[:1]]


def _linked_data(text: str, scripts: Iterable[Token]) -> tuple[dict[str, list[Fact]], list[int]]:
    """Read the JSON-LD of a page: the facts of its first article, and where there was no JSON."""
    objects: list[tuple[Mapping[str, Any], Token]] = []
    broken = []
    for token in scripts:
        written = text[token.start : token.end].strip(_NO_BOM).rstrip(";")
        written = written.removeprefix("<!--").removesuffix("-->").strip()
        written = re.sub(r"^(?://)?<!\[CDATA\[|(?://)?\]\]>$", "", written)
        if not written:
            continue
        try:
            data = json.loads(written[:_LONGEST_DATA], strict=False)
        except (ValueError, RecursionError):
            broken.append(token.start)
            continue
        objects += ((one, token) for one in _objects(data))
    by_id = {str(one["@id"]): one for one, _ in objects if "@id" in one and len(one) > 1}
    for one, token in objects:
        if _types(one) & _ARTICLES:
            return _of_article(one, by_id, text, token), broken
    return {}, broken


def _objects(data: object) -> Iterator[Mapping[str, Any]]:
    """Yield every object of a JSON text, the outer before the inner, at most so many."""
    waiting, count = [data], 0
    while waiting and count < _MOST_OBJECTS:
        one = waiting.pop()
        count += 1
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            yield one
            waiting += reversed([value for value in one.values() if isinstance(value, dict | list)])


def _types(one: Mapping[str, Any]) -> set[str]:
    types = one.get("@type", ())
    return (
        {types}
        if isinstance(types, str)
        else {t for t in types if isinstance(t, str)}
        if isinstance(types, list)
        else set()
    )


def _of_article(
    one: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], text: str, token: Token
) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    keys = {"title": "headline", "publisher": "publisher", "author": "author", "published": "datePublished",
            "lang": "inLanguage", "url": "url"}  # fmt: skip
    for name, key in keys.items():
        value = _one_line(", ".join(_names(one.get(key), by_id)))
        if value:
            at = text.find(value, token.start, token.end)
            at, size = (at, len(value)) if at >= 0 else (text.find(f'"{key}"', token.start, token.end), 0)
            found[name] = [Fact(value, max(at, token.start), max(at, token.start) + size)]
    return found


def _names(value: object, by_id: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the names behind a value: texts, objects with a name, references to such, or lists of them."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        named = value if "name" in value else by_id.get(str(value.get("@id")), {})
        name = named.get("name")
        return [name] if isinstance(name, str) and name.strip() else []
    if isinstance(value, list):
        return [name for one in value[:10] if not isinstance(one, list) for name in _names(one, by_id)]
    return []

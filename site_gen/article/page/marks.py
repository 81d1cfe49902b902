"""What names of elements, classes and roles tell of a page: what sets words apart, what stands beside the
text.

The names are those of HTML, of ARIA, and of the systems that most pages are made with (WordPress, MediaWiki).
"""

from __future__ import annotations

import re
from enum import IntEnum, auto

from site_gen.article.page.scan import Token

HEADINGS = {f"h{level}": level for level in range(1, 7)} | dict.fromkeys(
    ("caption", "dt", "legend", "summary", "th"), 7
)
CELLS = frozenset({"td", "th"})
ITEMS = CELLS | {"dd", "li"}
NO_HEADINGS = frozenset(
    ["article", "blockquote", "body", "figure", "li", "main", "ol", "p", "section", "table", "ul"]
)
CONTAINERS = frozenset({"article", "body", "center", "div", "main", "section", "td"})
BLOCKS = (
    frozenset(HEADINGS)
    | ITEMS
    | CONTAINERS
    | frozenset(
        [
            "address",
            "aside",
            "blockquote",
            "details",
            "dialog",
            "dir",
            "dl",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "frameset",
            "head",
            "header",
            "hgroup",
            "hr",
            "html",
            "menu",
            "nav",
            "noscript",
            "object",
            "ol",
            "optgroup",
            "option",
            "p",
            "pre",
            "search",
            "select",
            "table",
            "tbody",
            "template",
            "tfoot",
            "thead",
            "tr",
            "ul",
        ]
    )
)
VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
SCOPES = frozenset({"caption", "table", "td", "th"})
TABLE_PARTS = SCOPES | {"tbody", "tfoot", "thead", "tr"}
CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": CELLS,
    "th": CELLS,
    "tr": CELLS | {"tr"},
    "tbody": CELLS | {"tr", "thead", "tbody"},
    "option": frozenset({"option"}),
}
"""Elements that need no end tag where the one that is named begins."""

_PLAIN = frozenset({"a", "b", "div", "em", "h2", "i", "li", "p", "span", "strong", "td", "tr", "u", "ul"})
_NEVER_SHOWN = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "datalist",
        "dialog",
        "math",
        "noscript",
        "object",
        "rp",
        "rt",
        "select",
        "svg",
        "template",
        "video",
    ]
)
_LANDMARKS = frozenset({"aside", "figcaption", "footer", "form", "nav"})
_ROLES = frozenset(
    [
        "alert",
        "banner",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
        "navigation",
        "note",
        "search",
        "toolbar",
    ]
)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BESIDE_WORDS = (
    "ads? advert advertisement baca-?juga banner breadcrumbs? catlinks comments? consent cookies? "
    "disqus footer hatnote infobox jp-relatedposts lihat-?juga menu metadata modal nav navbar navbox "
    "newsletter noprint outbrain pager pagination paywall popup printfooter promo promotion recommend "
    "recommended recommendations? reflist related related-?(?:posts?|articles?|news|stories) "
    "screen-reader-text share sharedaddy sharing sidebar sitenotice skip-?link social sr-only subscribe "
    "subscription tagcloud tags taboola terkait toc trending visually-?hidden widget"
).replace(" ", "|")
_BESIDE = re.compile(
    rf"(?:^|\s)(?:[a-z0-9]{{1,12}}[-_]{{1,2}}){{0,2}}(?:{_BESIDE_WORDS})(?:[-_][\w-]*)?(?=\s|$)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:^|\s)(?:[a-z]{1,12}[-_]{1,2})?(?:article|entry|post|story|news|detail|read)[-_]{1,2}"
    r"(?:body|content|text|detail)(?=\s|$)|(?:^|\s)mw-parser-output(?=\s|$)",
    re.IGNORECASE,
)
_EDIT = re.compile(r"(?:^|\s)mw-editsection(?=\s|$)")
_REFERENCE = re.compile(r"\s*+(?:<(?!a\b)[^>]{0,200}>\s*+)?(?:<a\b|\[|&#91;)", re.IGNORECASE)


class Place(IntEnum):
    """What a page says of some words: part of its text, beside it by element or by class, or not shown."""

    TEXT = auto()
    CLASSED_BESIDE = auto()
    BESIDE = auto()
    HIDDEN = auto()


def place_of(token: Token, text: str) -> Place:
    """Tell what the start tag of an element says of what the element holds. `text` is the file."""
    given = token.attributes
    if not given and token.name in _PLAIN:
        return Place.TEXT
    if token.name in _NEVER_SHOWN:
        return Place.HIDDEN
    if token.name == "sup" and _REFERENCE.match(text, token.end):
        return Place.HIDDEN
    if not given:
        return Place.BESIDE if token.name in _LANDMARKS else Place.TEXT
    if "hidden" in given or _UNSEEN_STYLE.search(token.value("style")) or _EDIT.search(token.value("class")):
        return Place.HIDDEN
    if token.name in _LANDMARKS or token.value("role").lower() in _ROLES:
        return Place.BESIDE
    if token.name not in ("html", "body", "main", "article"):
        for name in ("class", "id"):
            if _BESIDE.search(token.value(name)[:500]):
                return Place.CLASSED_BESIDE
    return Place.TEXT


def rank_of(token: Token) -> int:
    """Tell how surely an element holds the article: 3 its body by name, 2 an article, 1 the main part, else
    0.
    """
    body = "articlebody" in token.value("itemprop").lower() or _BODY.search(token.value("class")[:500])
    if body and token.name != "body":
        return 3
    if token.name == "article" or token.value("role").lower() == "article":
        return 2
    return 1 if token.name == "main" or token.value("role").lower() == "main" else 0

"""What is measured against marked texts: this project's reader, and the least that could be called one.

The third program is in a module of its own, the only one that knows its package.
"""

import calendar
import re
from collections.abc import Callable
from functools import cache

from bench.articles_gold import Document
from bench.articles_scoring import Found
from site_gen import cldr
from site_gen.article import Role, read_article
from site_gen.source import SourceFile

Program = Callable[[Document], tuple[Found, ...]]


def ours(document: Document) -> tuple[Found, ...]:
    """Read an article as `import` does; the stamp of publication is no expression of the text."""
    source = SourceFile("article.txt", document.text)
    reading = read_article(source, lang=document.lang, published=document.published)
    return tuple(
        Found(e.start, e.end, e.text, e.edtf, e.earliest, e.latest, e.kind.value)
        for e in reading.expressions
        if e.role is not Role.DOCUMENT_TIME
    )


def baseline(document: Document) -> tuple[Found, ...]:
    """Find months by CLDR's names and years of four figures; what has no year takes the last one."""
    names = cldr.months(document.lang)
    year = document.published[:4]
    found = []
    for one in _dates(document.lang).finditer(document.text):
        year = one["year"] or one["alone"] or year
        month = names[one["month"].lower()] if one["month"] else 0
        day = int(one["before"] or one["after"] or 0)
        if month and day > calendar.monthrange(int(year), month)[1]:
            day = 0
        edtf = "-".join([year, *(f"{part:02d}" for part in (month, day) if part)])
        found.append(Found(one.start(), one.end(), one[0], edtf, *bounds(edtf)))
    return tuple(found)


def bounds(edtf: str) -> tuple[str, str]:
    """Return the first and last day of a year, month or day."""
    if len(edtf) == len("1954"):
        return f"{edtf}-01-01", f"{edtf}-12-31"
    if len(edtf) == len("1954-03"):
        return f"{edtf}-01", f"{edtf}-{calendar.monthrange(int(edtf[:4]), int(edtf[5:]))[1]:02d}"
    return edtf, edtf


@cache
def _dates(lang: str) -> re.Pattern[str]:
    names = sorted((name for name in cldr.months(lang) if not name.isdigit()), key=len, reverse=True)
    month = "|".join(map(re.escape, names))
    day, year = r"(?:0?[1-9]|[12]\d|3[01])", r"1\d{3}|20\d{2}"
    return re.compile(
        rf"(?:\b(?P<before>{day})(?:\.|st|nd|rd|th)?\s(?:de\s)?)?\b(?P<month>{month})(?!\w)"
        rf"(?:\s(?P<after>{day})(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s(?:de\s)?(?P<year>{year})\b)?"
        rf"|\b(?P<alone>{year})\b",
        re.IGNORECASE,
    )

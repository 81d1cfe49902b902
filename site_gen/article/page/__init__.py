"""Saved HTML pages: what of a page is its article, and where each word of it stands in the file.

Text in, values out. Nothing is fetched, run or opened besides.
"""

from __future__ import annotations

import re

from site_gen.article.page.back import placed
from site_gen.article.page.charset import PAGE_SUFFIXES, decode_article
from site_gen.article.page.layout import Page, read_page
from site_gen.source import SourceFile

__all__ = ["PAGE_SUFFIXES", "Page", "decode_article", "is_page", "placed", "read_page"]

_BEGINNING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,3}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_A_TAG = re.compile(r"<(?:[a-z!/])", re.IGNORECASE)


def is_page(source: SourceFile) -> bool:
    """Tell whether a file is a page: it begins like one, or is named like one and holds a tag."""
    named = source.path.lower().endswith(PAGE_SUFFIXES)
    return bool(_BEGINNING.match(source.text) or (named and _A_TAG.search(source.text)))

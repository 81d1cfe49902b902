"""Reading an article: paragraphs, temporal expressions with their values, episodes, and drafts of event
files.

Pure functions: text in, values out. Disk, clock and command line belong to the callers.
"""

from site_gen.article.drafts import draft_event, report_json
from site_gen.article.language import available, load_language
from site_gen.article.model import (
    Article,
    ArticleReading,
    Conflict,
    Episode,
    Evidence,
    Expression,
    Kind,
    Paragraph,
    ParagraphKind,
    Reading,
    Role,
)
from site_gen.article.page import PAGE_SUFFIXES, decode_article
from site_gen.article.phrases import read_phrase
from site_gen.article.reading import LONGEST_ARTICLE, read_article
from site_gen.article.wordings import Wording, better_hint, hint, order_of, read_words

__all__ = [
    "LONGEST_ARTICLE",
    "PAGE_SUFFIXES",
    "Article",
    "ArticleReading",
    "Conflict",
    "Episode",
    "Evidence",
    "Expression",
    "Kind",
    "Paragraph",
    "ParagraphKind",
    "Reading",
    "Role",
    "Wording",
    "available",
    "better_hint",
    "decode_article",
    "draft_event",
    "hint",
    "load_language",
    "order_of",
    "read_article",
    "read_phrase",
    "read_words",
    "report_json",
]

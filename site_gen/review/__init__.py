"""The review page of an import: an article with its date expressions marked, beside the events drafted from
it.

It is for the editor's desk: it holds the article's own text, which has owners, so it is never published.
"""

from site_gen.review.composing import Desk
from site_gen.review.page import make_page, page_styles
from site_gen.review.place import place_fault

__all__ = ["Desk", "make_page", "page_styles", "place_fault"]

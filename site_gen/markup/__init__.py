"""Markdown → safe HTML. The one configured Markdown engine, and the one sanitiser behind it.

Content is not trusted: whatever Markdown makes, and whatever HTML an editor wrote, passes `nh3` with the list
below.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from site_gen.markup.footnotes import with_footnotes
from site_gen.markup.links import HEADINGS, LinkFault, Resolve, Tree
from site_gen.markup.manner import Converter, Engine, Manner

if TYPE_CHECKING:
    import nh3

__all__ = [
    "ATTRIBUTES",
    "SCHEMES",
    "TAGS",
    "LinkFault",
    "Manner",
    "Rendered",
    "Resolve",
    "is_installed",
    "render",
]

_TAG_NAMES = """
a abbr b blockquote br caption cite code dd del dfn dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd
li mark ol p pre q s small span strong sub sup table tbody td tfoot th thead time tr u ul var div bdi bdo
"""
TAGS = frozenset(_TAG_NAMES.split())
ATTRIBUTES = {
    "*": {"lang", "dir", "title", "id", "class"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
}
SCHEMES = frozenset({"http", "https", "mailto"})


class Rendered(NamedTuple):
    """Safe HTML, and the links that could not be resolved."""

    html: str
    faults: tuple[LinkFault, ...]


def render(text: str, resolve: Resolve, manner: Manner = Manner(), *, top: int = 3) -> Rendered:  # noqa: B008
    """Turn Markdown into HTML that is safe to put into a page.

    Every link and image goes through `resolve`; addresses of other sites are listed at the end for paper.
    `top` is the level of the highest headings: those of Markdown are moved there, those of HTML must be no
    higher.
    """
    engine, tree = _engine(manner)
    engine.reset()
    tree.begin(resolve, top)
    clean = _sanitiser(top, tree if manner.raw_html else None).clean(engine.convert(text))
    return Rendered(with_footnotes(clean), tuple(tree.faults))


def is_installed(engine: str) -> bool:
    """Tell whether what an engine needs is there: `commonmark` is an extra."""
    from importlib.util import find_spec

    return engine != Engine.COMMONMARK or find_spec("pyromark") is not None


@functools.cache
def _engine(manner: Manner) -> tuple[Converter, Tree]:
    if manner.engine == Engine.COMMONMARK:
        from site_gen.markup import commonmark

        return commonmark.converter(manner)
    from site_gen.markup import python_markdown

    return python_markdown.engine(manner)


@functools.cache
def _sanitiser(top: int, tree: Tree | None) -> nh3.Cleaner:
    """Return what takes out all that is not on the lists; `tree` is asked for each attribute."""
    import nh3

    return nh3.Cleaner(
        tags=set(TAGS.difference(HEADINGS[: top - 1])),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=tree.attribute if tree else None,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )

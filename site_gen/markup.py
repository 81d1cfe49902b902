"""Markdown → safe HTML. The one configured Markdown instance, and the one sanitiser behind it.

Content is not trusted: whatever Markdown makes, and whatever HTML an editor wrote, passes `nh3` with the list
below.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    import markdown

EXTENSIONS = ("tables", "footnotes", "def_list", "sane_lists", "abbr")
_TAG_NAMES = """
a abbr b blockquote br caption cite code dd del dfn dl dt em figcaption figure h3 h4 h5 h6 hr i img ins kbd li
mark ol p pre q s small span strong sub sup table tbody td tfoot th thead time tr u ul var div bdi bdo
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
HEADING_SHIFT = 2
"""Levels that headings of a body are moved down: the page has its `h1`, and the body's section an `h2`."""


class LinkFault(NamedTuple):
    """A link or an image that leads nowhere: its target as written, what is wrong, what to write instead."""

    target: str
    message: str
    hint: str


class Rendered(NamedTuple):
    """Safe HTML, and the links that could not be resolved."""

    html: str
    faults: tuple[LinkFault, ...]


Resolve = Callable[[str, str], str | LinkFault]
"""Takes a target as written and `a` or `img`; gives the URL to put there, or the fault."""


def render(
    text: str, resolve: Resolve, *, raw_html: bool = False, backlink: str = "Back to footnote {} in the text"
) -> Rendered:
    """Turn Markdown into HTML that is safe to put into a page.

    Every link and image of the Markdown goes through `resolve`. Without `raw_html`, HTML in the text is shown
    as it was typed; with it, its links stay as they are. `backlink` is the title of the way back from a
    footnote, with `{}` for its number.
    """
    import nh3

    engine, links = _engine(raw_html=raw_html, backlink=backlink)
    engine.reset()
    links.resolve, links.faults = resolve, []
    clean = nh3.clean(
        engine.convert(text),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return Rendered(clean, tuple(links.faults))


class _Links:
    """Rewrites links and images, moves headings down, and scopes table heads, on the tree of Markdown."""

    resolve: Resolve
    faults: list[LinkFault]

    def __init__(self, ampersand: str) -> None:
        self.ampersand = ampersand

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib:
                self._rewrite(element, "href")
            elif element.tag == "img" and "src" in element.attrib:
                self._rewrite(element, "src")
                element.set("loading", "lazy")
            elif len(element.tag) == 2 and element.tag[0] == "h" and element.tag[1].isdigit():
                element.tag = f"h{min(6, int(element.tag[1]) + HEADING_SHIFT)}"
            elif element.tag == "th" and not element.get("scope"):
                element.set("scope", "col")

    def _rewrite(self, element: Element, attribute: str) -> None:
        target = element.attrib[attribute]
        if self.ampersand in target:
            # Markdown writes the address of `<somebody@example.org>` in character references.
            target = html.unescape(target.replace(self.ampersand, "&"))
        if target.startswith("#") or not target:
            return
        found = self.resolve(target, element.tag)
        if isinstance(found, LinkFault):
            self.faults.append(found)
        else:
            element.set(attribute, found)


@functools.cache
def _engine(*, raw_html: bool, backlink: str) -> tuple[markdown.Markdown, _Links]:
    import markdown
    from markdown.treeprocessors import Treeprocessor
    from markdown.util import AMP_SUBSTITUTE

    links = _Links(AMP_SUBSTITUTE)

    class Rewriter(Treeprocessor):
        def run(self, root: Element) -> None:
            links.run(root)

    configs: dict[str, dict[str, object]] = {
        "tables": {"use_align_attribute": True},
        "footnotes": {"BACKLINK_TITLE": backlink},
    }
    engine = markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=configs, output_format="html")
    # After inline patterns (20) have made the links and backslash escapes (0) are undone.
    engine.treeprocessors.register(Rewriter(engine), "site_gen_links", -5)
    if not raw_html:
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    return engine, links

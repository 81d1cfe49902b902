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
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ADDRESSED = frozenset({"href", "src", "cite"})
"""The attributes that lead somewhere."""


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
    text: str,
    resolve: Resolve,
    *,
    top: int = 3,
    raw_html: bool = False,
    backlink: str = "Back to footnote {} in the text",
) -> Rendered:
    """Turn Markdown into HTML that is safe to put into a page.

    Every link and image goes through `resolve`. `top` is the level of the highest headings: those of Markdown
    are moved there, those of HTML must be no higher. Without `raw_html`, HTML in the text is shown as it was
    typed; with it, it loses what could meet the page's own: `id` and `class`. `backlink` is the title of the
    way back from a footnote, with `{}` for its number.
    """
    import nh3

    engine, tree = _engine(raw_html=raw_html, backlink=backlink)
    engine.reset()
    tree.begin(resolve, top)
    clean = nh3.clean(
        engine.convert(text),
        tags=set(TAGS.difference(HEADINGS[: top - 1])),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=tree.attribute if raw_html else None,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return Rendered(clean, tuple(tree.faults))


class _Tree:
    """Rewrites links and images, moves headings, and scopes table heads, on the tree of Markdown; and holds
    the attributes of HTML, which is not on the tree, to the same.
    """

    def __init__(self, ampersand: str) -> None:
        self.ampersand = ampersand

    def begin(self, resolve: Resolve, top: int) -> None:
        self.resolve, self.top = resolve, top
        self.faults: list[LinkFault] = []
        self.resolved: set[str] = set()
        self.names: set[tuple[str, str]] = set()

    def run(self, root: Element) -> None:
        open_levels: list[int] = []
        for element in root.iter():
            self.names.update(
                (name, element.attrib[name]) for name in ("id", "class") if name in element.attrib
            )
            if element.tag == "a" and "href" in element.attrib:
                self._rewrite(element, "href")
            elif element.tag == "img" and "src" in element.attrib:
                self._rewrite(element, "src")
                element.set("loading", "lazy")
            elif element.tag in HEADINGS:
                element.tag = self._heading(HEADINGS.index(element.tag), open_levels)
            elif element.tag == "th" and not element.get("scope"):
                element.set("scope", "col")

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        """Return an attribute's value, or None where it is to go. Asked for what is on the tree as well."""
        if name in ("id", "class"):
            known = (name, value) in self.names
            if name == "id":
                # Whoever repeats the id of a footnote gets none.
                self.names.discard((name, value))
            return value if known else None
        if name not in ADDRESSED or value in self.resolved or value.startswith("#"):
            return value
        found = self.resolve(value, "img" if tag == "img" else "a")
        if isinstance(found, LinkFault):
            self.faults.append(found)
            return None
        return found

    def _heading(self, level: int, above: list[int]) -> str:
        """Return the tag of a heading, one below the nearest that is above it in the text and in level."""
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        return HEADINGS[min(len(HEADINGS), self.top + len(above) - 1) - 1]

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
            self.resolved.add(target)
        else:
            element.set(attribute, found)
            self.resolved.add(found)


@functools.cache
def _engine(*, raw_html: bool, backlink: str) -> tuple[markdown.Markdown, _Tree]:
    import markdown
    from markdown.treeprocessors import Treeprocessor
    from markdown.util import AMP_SUBSTITUTE

    tree = _Tree(AMP_SUBSTITUTE)

    class Rewriter(Treeprocessor):
        def run(self, root: Element) -> None:
            tree.run(root)

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
    return engine, tree

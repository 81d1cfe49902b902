"""What a body may lead to: who decides it, and how it is put on the tree that Markdown makes."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ADDRESSED = frozenset({"href", "src", "cite"})
"""The attributes that lead somewhere."""
_REWRITTEN = frozenset({"a", "img", "th", "sup", "li", "div", *HEADINGS})
"""The elements that `Tree` does something to, or that Markdown gives an `id` or a `class`."""


class LinkFault(NamedTuple):
    """A link or an image that leads nowhere: its target as written, what is wrong, what to write instead."""

    target: str
    message: str
    hint: str


Resolve = Callable[[str, str], str | LinkFault]
"""Takes a target as written and `a` or `img`; gives the URL to put there, or the fault."""


class Tree:
    """Rewrites links and images, moves headings, and scopes table heads, on the tree of Markdown; and holds
    the attributes of HTML, which is not on the tree, to the same.
    """

    def __init__(self, ampersand: str) -> None:
        self.ampersand = ampersand

    def begin(self, resolve: Resolve, top: int) -> None:
        """Forget the body before, and take the next: see `markup.render`."""
        self.resolve, self.top = resolve, top
        self.faults: list[LinkFault] = []
        self.resolved: set[str] = set()
        self.names: set[tuple[str, str]] = set()

    def run(self, root: Element) -> None:
        """Change a tree in place."""
        open_levels: list[int] = []
        for element in root.iter():
            tag = element.tag
            if tag not in _REWRITTEN:
                continue
            for name in ("id", "class"):
                if (value := element.get(name)) is not None:
                    self.names.add((name, value))
            if tag == "a" and "href" in element.attrib:
                self._rewrite(element, "href")
            elif tag == "img" and "src" in element.attrib:
                self._rewrite(element, "src")
                element.set("loading", "lazy")
            elif tag in HEADINGS:
                element.tag = self.heading(HEADINGS.index(tag), open_levels)
            elif tag == "th" and not element.get("scope"):
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

    def heading(self, level: int, above: list[int]) -> str:
        """Return the tag of a heading, one below the nearest that is above it in the text and in level."""
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        return HEADINGS[min(len(HEADINGS), self.top + len(above) - 1) - 1]

    def address(self, target: str, tag: str) -> str | None:
        """Return what to put in place of a target of the tag `a` or `img`, None where it stays."""
        if target.startswith("#") or not target:
            return None
        found = self.resolve(target, tag)
        if isinstance(found, LinkFault):
            self.faults.append(found)
            self.resolved.add(target)
            return None
        self.resolved.add(found)
        return found

    def _rewrite(self, element: Element, attribute: str) -> None:
        target = element.attrib[attribute]
        if self.ampersand in target:
            # Markdown writes the address of `<somebody@example.org>` in character references.
            target = html.unescape(target.replace(self.ampersand, "&"))
        found = self.address(target, element.tag)
        if found is not None:
            element.set(attribute, found)

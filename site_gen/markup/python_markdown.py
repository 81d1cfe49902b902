"""python-markdown, made quick: what is skipped here is only what could not have done anything.

Stock python-markdown tries every block processor on every block and every inline pattern on every piece of
text. Each of them needs certain signs to match; where these do not occur it is not asked. The HTML is that of
the stock engine to the byte, which a test holds over any text. Other versions than those it was tried with
(`TRIED`), or another set of processors than the one known here, get the stock engine.

Heavy to import, and imported only where a body is rendered.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AMP_SUBSTITUTE, BLOCK_LEVEL_ELEMENTS, ETX, STX, AtomicString

from site_gen.markup.elements import break_lines, escaped, write_inside
from site_gen.markup.links import Tree
from site_gen.markup.manner import Converter, Manner
from site_gen.markup.runs import typeset_tree
from site_gen.markup.signs import BLOCKS, INLINE, MARKED, MARKED_LATER, SIGNS
from site_gen.markup.typography import is_typed

TRIED = ((3, 11), (3, 12))
"""The first version of python-markdown that the quick engine was tried with, and the next that it was not."""

_TREE = {"footnote", "inline", "footnote-duplicate", "prettify", "abbr", "typography", "unescape", "site_gen"}
_BEFORE = {"normalize_whitespace", "html_block"}
_AFTER = {"raw_html", "footnote", "amp_substitute"}
_BLOCK_LEVEL = frozenset(BLOCK_LEVEL_ELEMENTS)
_REFERENCES = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})


def engine(manner: Manner) -> tuple[Converter, Tree]:
    """Return the engine that gives what `stock` gives, the quick one where that is known to be so."""
    version = markdown.__version_info__[:2]
    if not TRIED[0] <= version < TRIED[1]:
        return stock(manner)
    tree = Tree(AMP_SUBSTITUTE)
    quick = _configured(_Quick, tree, manner)
    return (quick, tree) if quick.prepare() else stock(manner)


def stock(manner: Manner) -> tuple[Converter, Tree]:
    """Return python-markdown as it is, with the extensions of the site, and what rewrites its tree."""
    tree = Tree(AMP_SUBSTITUTE)
    return _configured(markdown.Markdown, tree, manner), tree


_Kind = TypeVar("_Kind", bound=markdown.Markdown)


def _configured(kind: type[_Kind], tree: Tree, manner: Manner) -> _Kind:
    class Rewriter(Treeprocessor):
        def run(self, root: Element) -> None:
            tree.run(root)

    class Typographer(Treeprocessor):
        def run(self, root: Element) -> None:
            stash = self.md.htmlStash.rawHtmlBlocks
            typeset_tree(root, manner.quotes, stash, block_level=_BLOCK_LEVEL)

    # As objects: to find one by name, every installed package is asked for extensions.
    extensions = (
        TableExtension(use_align_attribute=True),
        FootnoteExtension(BACKLINK_TITLE=manner.backlink),
        DefListExtension(),
        SaneListExtension(),
        AbbrExtension(),
    )
    made = kind(extensions=extensions, output_format="html")
    # After inline patterns (20) have made the links and backslash escapes (0) are undone.
    made.treeprocessors.register(Rewriter(made), "site_gen", -5)
    if manner.quotes:
        # After abbreviations (7) are found as they were typed; escaped signs are no marks.
        made.treeprocessors.register(Typographer(made), "typography", 3)
    if not manner.raw_html:
        made.preprocessors.deregister("html_block")
        made.inlinePatterns.deregister("html")
    return made


class _Quick(markdown.Markdown):
    """python-markdown that leaves out what cannot match."""

    def prepare(self) -> bool:
        """Get ready, once all processors are registered; False where they are not the ones known."""
        known = (
            (self.parser.blockprocessors, BLOCKS.keys()),
            (self.inlinePatterns, INLINE.keys()),
            (self.treeprocessors, _TREE),
            (self.preprocessors, _BEFORE),
            (self.postprocessors, _AFTER),
        )
        if any(_ordered(registry).keys() - names for registry, names in known):
            return False
        blocks: Any = self.parser.blockprocessors
        self.parser = _Blocks(self, blocks)
        for processor in blocks:
            processor.parser = self.parser
        notes = blocks["footnote"].footnotes
        notes.parser = self.parser
        self.notes: FootnoteExtension = notes
        self.inline = _Inline(self)
        self.treeprocessors.register(self.inline, "inline", 20)
        self.typography = "typography" in self.treeprocessors
        self.html_block = _ordered(self.preprocessors).get("html_block")
        return True

    def convert(self, source: str) -> str:
        """Return the HTML of a text: the steps of the stock method, each where it has something to do."""
        if not source.strip():
            return ""
        text = _normal(source, self.tab_length)
        if self.html_block and ("<" in text or "&" in text):
            text = "\n".join(self.html_block.run(text.split("\n")))
        root = self.parser.parseDocument([text]).getroot()
        assert root is not None
        typed = self.typography and is_typed(text)
        self._grow(root, typed=typed, escapes="\\" in text)
        html = self._written(root).strip()
        if STX in html:
            for last in self.postprocessors:
                html = last.run(html)
        return html.strip()

    def _written(self, root: Element) -> str:
        """Return what is inside the root of a tree as HTML."""
        written: list[str] = []
        try:
            write_inside(root, written.append, escaped)
        except RecursionError:
            # Of emphasis inside emphasis a thousand times; the stock serialiser keeps a stack of its own.
            html = self.serializer(root)
            return html[html.index(">") + 1 : html.rindex("</")]
        return "".join(written)

    def _grow(self, root: Element, *, typed: bool, escapes: bool) -> None:
        """Run the tree processors."""
        trees, notes = self.treeprocessors, bool(self.notes.footnotes)
        if notes:
            trees["footnote"].run(root)
        self.inline.run(root)
        if notes:
            trees["footnote-duplicate"].run(root)
        _prettify(root)
        trees["abbr"].run(root)
        if typed:
            trees["typography"].run(root)
        if escapes:
            trees["unescape"].run(root)
        trees["site_gen"].run(root)


def _ordered(registry: Any) -> dict[str, Any]:
    """Return the processors of a registry by their names, in the order in which they are asked."""
    processors = list(registry)  # which sorts what the names are then read from
    return dict(zip((item.name for item in registry._priority), processors, strict=True))


def _normal(source: str, tab_length: int) -> str:
    """Do what the stock preprocessor `normalize_whitespace` does."""
    text = source
    for sign, instead in ((STX, ""), (ETX, ""), ("\r\n", "\n"), ("\r", "\n")):
        if sign in text:
            text = text.replace(sign, instead)
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(tab_length)
    return re.sub(r"(?<=\n) +\n", "\n", text) if "\n " in text else text


class _Blocks(BlockParser):
    """Tries a block processor only on blocks that hold what it needs."""

    def __init__(self, md: markdown.Markdown, registry: Any) -> None:
        super().__init__(md)
        self.blockprocessors = registry
        self.paragraph = registry["paragraph"].run
        self.tried = [(BLOCKS[name], processor) for name, processor in _ordered(registry).items()]

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse blocks into a parent, as the stock method does."""
        while blocks:
            block = blocks[0]
            if block and not (
                MARKED.match(block) or "|" in block or ("\n" in block and MARKED_LATER.search(block))
            ):
                self.paragraph(parent, blocks)
                continue
            for needs, processor in self.tried:
                if (
                    needs in block
                    and processor.test(parent, block)
                    and processor.run(parent, blocks) is not False
                ):
                    break


class _Inline(InlineProcessor):
    """Skips texts without any sign of inline markup, and patterns whose sign is not in the text.

    It keeps no list of ancestors, which none of the patterns asks for.
    """

    def __init__(self, md: _Quick) -> None:
        super().__init__(md)
        self.quick = md
        self.all = [(name, INLINE[name], each) for name, each in _ordered(md.inlinePatterns).items()]
        stock: Any = self
        self.apply: Callable[..., tuple[str, bool, int]] = stock._InlineProcessor__applyPattern
        self.replace: Callable[..., list[tuple[Element, object]]] = (
            stock._InlineProcessor__processPlaceholders
        )

    def run(self, tree: Element, _ancestors: object = None) -> Element:
        """Run the patterns over a tree, in the order of the stock method."""
        self.stashed_nodes: dict[str, Element | str] = {}
        self.ancestors = []
        self.patterns = self._useful()
        waiting = deque([tree])
        while waiting:
            current = waiting.popleft()
            found: list[tuple[Element, list[tuple[Element, object]]]] = []
            for child in current:
                text = child.text
                if text and SIGNS.search(text) and not isinstance(text, AtomicString):
                    child.text = None
                    made = self.replace(self._InlineProcessor__handleInline(text), child)
                    waiting.extend(node for node, _ in made)
                    found.append((child, made))
                tail = child.tail
                if tail and SIGNS.search(tail):
                    self._tail(current, child, tail)
                if len(child):
                    waiting.append(child)
            for element, made in found:
                for place, (node, _) in enumerate(made):
                    element.insert(place, node)
        return tree

    def _tail(self, parent: Element, child: Element, tail: str) -> None:
        """Put the elements that a tail holds behind their elder sibling."""
        holder = Element("d")
        child.tail = None
        made = self.replace(self._InlineProcessor__handleInline(tail), holder, isText=False)
        if holder.tail:
            child.tail = holder.tail
        place = list(parent).index(child) + 1
        for node, _ in reversed(made):
            parent.insert(place, node)

    def _useful(self) -> Sequence[tuple[int, str, Any]]:
        """Return the patterns with their places, without those whose definitions the text has none of."""
        notes, references = self.quick.notes.footnotes, self.quick.references
        return [
            (place, needs, pattern)
            for place, (name, needs, pattern) in enumerate(self.all)
            if (references or name not in _REFERENCES) and (notes or name != "footnote")
        ]

    def _InlineProcessor__handleInline(self, data: str, first: int = 0) -> str:  # noqa: N802
        """Put placeholders where patterns match, from the one at `first` on: the stock method's own name, by
        which the others call it.
        """
        if isinstance(data, AtomicString):
            return data
        for place, needs, pattern in self.patterns:
            if place < first or needs not in data:
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = self.apply(pattern, data, place, start)
        return data


def _prettify(element: Element) -> None:
    """Put line breaks between the blocks of a tree as the stock tree processor does."""
    break_lines(element, _BLOCK_LEVEL)
    for br in element.iter("br"):
        br.tail = f"\n{br.tail}" if br.tail and br.tail.strip() else "\n"
    for pre in element.iter("pre"):
        if len(pre) and pre[0].tag == "code":
            code = pre[0]
            if not len(code) and code.text is not None:
                code.text = AtomicString(code.text.rstrip() + "\n")

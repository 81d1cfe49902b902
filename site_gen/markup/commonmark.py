"""Bodies read by a compiled CommonMark parser: `pyromark`, the extra `commonmark`.

Its events become a tree of the same elements that python-markdown makes, and from there on all is shared:
links are resolved, headings moved, heads of tables scoped, marks made typographic, and the sanitiser stands
behind it. Footnotes have the ids and ways back that python-markdown gives them.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from site_gen.markup.elements import break_lines, write_inside
from site_gen.markup.links import Tree
from site_gen.markup.manner import Manner
from site_gen.markup.runs import typeset_tree
from site_gen.markup.typography import is_typed

BLOCK_LEVEL = frozenset(
    {"blockquote", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
DEEPEST = 200
"""So many elements lie inside one another at most; what would be deeper stands in the deepest."""
_TAGS = {
    "Paragraph": "p",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
    "BlockQuote": "blockquote",
}
_CONTROL = re.compile("[\x02\x03]")
_STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_BACK = "↩"


@functools.cache
def _parser() -> Any:
    import pyromark

    options = pyromark.Options
    return pyromark.Markdown(
        options=options.ENABLE_TABLES | options.ENABLE_FOOTNOTES | options.ENABLE_DEFINITION_LIST
    )


class CommonMark:
    """Turns CommonMark, with tables, footnotes and definition lists, into HTML."""

    def __init__(self, manner: Manner, tree: Tree) -> None:
        self.manner, self.tree = manner, tree
        self.events: Callable[[str], Iterable[Any]] = _parser().events

    def reset(self) -> None:
        """Do nothing: no text is remembered."""

    def convert(self, source: str) -> str:
        """Return the HTML of a text."""
        text = (_CONTROL.sub("", source) if "\x02" in source or "\x03" in source else source) + "\n"
        grown = _Growing(self.manner)
        events = list(self.events(text)) if "[^" in text else self.events(text)
        if isinstance(events, list):
            grown.number(events)
        root = grown.grow(events)
        if self.manner.quotes and is_typed(text):
            typeset_tree(root, self.manner.quotes, grown.stash, block_level=BLOCK_LEVEL)
        self.tree.run(root)
        break_lines(root, BLOCK_LEVEL)
        written: list[str] = []
        write_inside(root, written.append, _escaped)
        made = "".join(written).strip()
        return _STASHED.sub(lambda found: grown.stash[int(found[1])], made) if grown.stash else made


def converter(manner: Manner) -> tuple[CommonMark, Tree]:
    """Return the engine for a manner, and what rewrites its tree. Raises ImportError without `pyromark`."""
    tree = Tree("\x02")
    return CommonMark(manner, tree), tree


def _escaped(text: str) -> str:
    return html.escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


class _Growing:
    """A tree that grows event by event. `stash` holds the HTML that placeholders stand for."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.root = self.here = Element("div")
        self.above: list[Element] = []
        self.parts: list[str] = []
        self.stash: list[str] = []
        self.numbers: dict[str, int] = {}
        self.notes: dict[str, Element] = {}
        self.asked: dict[str, int] = {}
        self.align: tuple[str, ...] = ()
        self.cell = 0
        self.pictures = 0

    def number(self, events: Iterable[Any]) -> None:
        """Give the footnotes their numbers, in the order of their definitions."""
        for event in events:
            start = event.get("Start") if isinstance(event, dict) else None
            if isinstance(start, dict) and "FootnoteDefinition" in start:
                self.numbers.setdefault(start["FootnoteDefinition"], len(self.numbers) + 1)

    def grow(self, events: Iterable[Any]) -> Element:
        """Return the tree of all events."""
        parts = self.parts
        for event in events:
            if event.__class__ is str:
                self._sign(event)
                continue
            [(kind, value)] = event.items()
            if kind == "Text":
                parts.append(value)
            elif kind == "Start":
                self._start(value)
            elif kind == "End":
                self._end(value)
            elif kind == "Code":
                self._open("code")
                parts.append(value)
                self._close()
            elif kind == "FootnoteReference":
                self._reference(value)
            elif kind in ("Html", "InlineHtml"):
                parts.append(self._stashed(value) if self.manner.raw_html else value)
        self._flush()
        if self.notes:
            self.root.append(self._footnotes())
        return self.root

    def _flush(self) -> None:
        """Put the text that was gathered where it stands: into the element, or behind its last child."""
        if not self.parts:
            return
        text = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        self.parts.clear()
        if len(self.here):
            last = self.here[-1]
            last.tail = (last.tail or "") + text
        else:
            self.here.text = (self.here.text or "") + text

    def _open(self, tag: str) -> Element:
        """Return a new element, which what follows lies in; one that is nowhere, where it is too deep."""
        self._flush()
        self.above.append(self.here)
        if len(self.above) > DEEPEST:
            return Element(tag)
        self.here = SubElement(self.here, tag)
        return self.here

    def _close(self) -> None:
        self._flush()
        self.here = self.above.pop()

    def _sign(self, event: str) -> None:
        if event == "SoftBreak":
            self.parts.append("\n")
            return
        self._flush()
        SubElement(self.here, "hr" if event == "Rule" else "br")
        if event == "HardBreak":
            self.parts.append("\n")

    def _start(self, value: Any) -> None:
        if value.__class__ is str:
            self._start_plain(value)
            return
        [(kind, data)] = value.items()
        if kind == "Heading":
            self._open(data["level"].lower())
        elif kind == "List":
            element = self._open("ul" if data is None else "ol")
            if data not in (None, 1):
                element.set("start", str(data))
        elif kind == "Link":
            self._link(data)
        elif kind == "Image":
            self._image(data)
        elif kind == "Table":
            self.align = data
            self._open("table")
        elif kind == "CodeBlock":
            self._open("pre")
            self._open("code")
        elif kind == "FootnoteDefinition":
            self._flush()
            self.above.append(self.here)
            self.here = Element("li", {"id": f"fn:{data}"})
            self.notes.setdefault(data, self.here)
        else:
            self._open(_TAGS.get(kind, "div"))

    def _start_plain(self, kind: str) -> None:
        if kind in ("TableHead", "TableRow"):
            body = kind == "TableRow" and len(self.here) and self.here[-1].tag == "tbody"
            if body:
                self.above.append(self.here)
                self.here = self.here[-1]
            else:
                self._open("thead" if kind == "TableHead" else "tbody")
            self._open("tr")
            self.cell = 0
        elif kind == "TableCell":
            in_head = bool(self.above) and self.above[-1].tag == "thead"
            element = self._open("th" if in_head else "td")
            align = self.align[self.cell] if self.cell < len(self.align) else "None"
            self.cell += 1
            if align != "None":
                element.set("align", align.lower())
        elif kind == "HtmlBlock":
            if self.manner.raw_html:
                self._flush()
                self.parts.append("\n")
            else:
                self._open("p")
        else:
            self._open(_TAGS.get(kind, "div"))

    def _end(self, value: Any) -> None:
        if value == "HtmlBlock":
            if self.manner.raw_html:
                self.parts.append("\n")
                return
            self.parts[:] = ["".join(self.parts).rstrip("\n")]
        elif value == "Image":
            self._flush()
            self.pictures -= 1
            if self.here is not self.above[-1]:
                self._describe(self.here)
        elif value == "CodeBlock" or value in ("TableHead", "TableRow"):
            self._close()
        self._close()

    def _link(self, data: Mapping[str, Any]) -> None:
        kind, target = data["link_type"], data["dest_url"]
        element = self._open("a")
        element.set("href", f"mailto:{target}" if kind == "Email" else target)
        if data["title"]:
            element.set("title", data["title"])

    def _image(self, data: Mapping[str, Any]) -> None:
        self.pictures += 1
        element = self._open("img")
        element.set("src", data["dest_url"])
        if data["title"]:
            element.set("title", data["title"])

    def _describe(self, image: Element) -> None:
        """Make the text inside a picture what stands for it."""
        words = "".join(image.itertext())
        image[:] = []
        image.set("alt", words)
        image.text = words if self.pictures else None

    def _stashed(self, text: str) -> str:
        self.stash.append(text)
        return f"\x02wzxhzdk:{len(self.stash) - 1}\x03"

    def _reference(self, name: str) -> None:
        times = self.asked[name] = self.asked.get(name, 0) + 1
        again = str(times) if times > 1 else ""
        mark = self._open("sup")
        mark.set("id", f"fnref{again}:{name}")
        link = SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn:{name}"})
        link.text = str(self.numbers.get(name, ""))
        self._close()

    def _footnotes(self) -> Element:
        """Return the notes with their ways back, as python-markdown writes them."""
        division = Element("div", {"class": "footnote"})
        SubElement(division, "hr")
        notes = SubElement(division, "ol")
        for name, note in self.notes.items():
            notes.append(note)
            if not len(note) or note[-1].tag != "p":
                last = SubElement(note, "p")
            else:
                last = note[-1]
                if len(last):
                    last[-1].tail = (last[-1].tail or "") + "\N{NO-BREAK SPACE}"
                else:
                    last.text = (last.text or "") + "\N{NO-BREAK SPACE}"
            title = self.manner.backlink.format(self.numbers[name])
            for time in range(1, max(1, self.asked.get(name, 0)) + 1):
                href = f"#fnref{time if time > 1 else ''}:{name}"
                back = SubElement(last, "a", {"class": "footnote-backref", "href": href, "title": title})
                back.text = _BACK
        return division

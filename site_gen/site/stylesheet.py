"""What of a stylesheet a page has a use for, found by names: rules for classes and elements that its template
never names are left out, and then custom properties that nothing left asks for.

Only classes of the site's own look are judged, those that begin with `tl-`; rules for identifiers and other
classes stay, and those for elements too where a page holds HTML that is not its template's. A stylesheet is
read by the grammar of CSS Syntax Level 3 as far as it takes to find where rules begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_CLASS = re.compile(r"\.(tl-[\w-]+)")
_TYPE = re.compile(r"(?:^|[\s>+~])([a-z][a-z0-9]*)")
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)")
_FOREIGN = re.compile(r"\{\{-?(?!\s*shell\.)[^{}]*\|\s*safe\b|createElement|innerHTML")
_NAME = re.compile(r"(?<![\w-])(--|tl-)([\w-]*)([{\"'])?")
_BESIDE = re.compile(r"\([^()]*\)")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_SET = re.compile(r"(?<=[{;])(--[\w-]+):[^;{}\"']*(?:\"[^\"]*\"[^;{}\"']*)*(?:;|(?=\}))")
_EMPTY = re.compile(r"(?<=[{};])[^{};]+\{\}")
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[{};(),]|\\.|[^\"'{};(),\\]+", re.DOTALL)
PRINT = "@media print"
_GROUPS = ("@media", "@layer", "@supports", "@container", "@scope")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of classes, custom properties and elements (`<table`) that some texts hold. A name that a text
    puts together (`tl-lane-` and a number) is held by its beginning.
    """

    whole: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    def hold(self, name: str) -> bool:
        """Return whether a name is among them, or could be."""
        return name in self.whole or name.startswith(self.beginnings)

    def and_of(self, other: Names) -> Names:
        """Return the names of both."""
        return Names(
            tuple(sorted({*self.whole, *other.whole})), tuple(sorted({*self.beginnings, *other.beginnings}))
        )


def names_in(texts: Iterable[str]) -> Names:
    """Return the names of classes (`tl-…`), custom properties (`--…`) and elements (`<…`) in templates and
    scripts. A text that puts HTML of others into a page names all elements.
    """
    whole: set[str] = set()
    beginnings: set[str] = set()
    for text in texts:
        whole.update(f"<{name}" for name in _ELEMENT.findall(text))
        if _FOREIGN.search(text):
            beginnings.add("<")
        for prefix, rest, end in _NAME.findall(text):
            # `tl-lane-{{ number }}`, `tl-year{% if first %}--first`, "tl-" + kind
            is_beginning = end == "{" or (rest.endswith("-") and end) or not rest
            (beginnings if is_beginning else whole).add(prefix + rest)
    # A lone `--` is an operator of scripts, or a dash.
    return Names(tuple(sorted(whole)), tuple(sorted(beginnings - {"--"})))


def pruned(css: str, names: Names, absent: frozenset[str] = frozenset()) -> str:
    """Return a stylesheet without what pages that hold these names have no use for. It is written small, with
    no comments. Classes that are `absent` are on no page, whatever the names are.
    """
    kept = "".join(_useful(css, lambda name: name not in absent and names.hold(name)))
    kept = _joined(kept)
    before = ""
    while kept != before:
        before = kept
        kept = _EMPTY.sub("", _asked_for(kept, names)).replace(";}", "}")
    return kept


def _joined(css: str) -> str:
    """Join groups of one kind that follow each other, as those of files that share a layer do."""
    joined: list[tuple[str, str]] = []
    for head, block in _rules(css):
        if joined and block is not None and joined[-1][0] == head and head.startswith(_GROUPS):
            joined[-1] = (head, joined[-1][1] + block)
        else:
            joined.append((head, ";" if block is None else block))
    return "".join(f"{head};" if block == ";" else f"{head}{{{block}}}" for head, block in joined)


def _asked_for(css: str, names: Names) -> str:
    """Leave out custom properties that nothing asks for."""
    asked = frozenset(_ASKED.findall(css))
    return _SET.sub(lambda found: found[0] if found[1] in asked or names.hold(found[1]) else "", css)


def apart(css: str) -> tuple[str, str]:
    """Part a stylesheet into what screens need and what paper needs, its `@media print`, each in its layers.
    Order within a layer is lost between the two: print rules come last in theirs.
    """
    screen, paper = "", ""
    for head, block in _rules(css):
        if block is None:
            screen += f"{head};"
            paper += f"{head};" if head.startswith("@layer") else ""
        elif head == PRINT:
            paper += block
        elif head.startswith("@layer"):
            inside, printed = apart(block)
            screen += f"{head}{{{inside}}}"
            paper += f"{head}{{{printed}}}" if printed else ""
        else:
            screen += f"{head}{{{block}}}"
    return screen, paper


def asked_for(css: str) -> Names:
    """Return the custom properties that a stylesheet takes from others."""
    return Names(tuple(sorted(set(_ASKED.findall(css)))))


def _useful(css: str, is_used: Callable[[str], bool]) -> Iterator[str]:
    for head, block in _rules(css):
        if block is None:
            yield f"{head};"
        elif head.startswith(_GROUPS):
            inside = "".join(_useful(block, is_used))
            if inside:
                yield f"{head}{{{inside}}}"
        elif head.startswith("@"):
            yield f"{head}{{{block}}}"
        else:
            selectors = [one for one in _split(head) if all(map(is_used, _needed(one)))]
            if selectors:
                yield f"{','.join(selectors)}{{{block}}}"


def _needed(selector: str) -> list[str]:
    """Return the classes and elements without which a selector matches nothing: those in brackets, as in
    `:not(…)` or `:is(…)`, can be missing.
    """
    while (shorter := _BESIDE.sub("", selector)) != selector:
        selector = shorter
    return [*_CLASS.findall(selector), *(f"<{name}" for name in _TYPE.findall(selector))]


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield what stands before each block of the outermost level, and the block; None for a statement."""
    depth, head, block = 0, "", ""
    for piece in _TOKEN.findall(css):
        if piece == "}":
            depth -= 1
            if depth == 0:
                yield head.strip(), block
                head = block = ""
                continue
        if depth:
            block += piece
        elif piece == ";":
            yield head.strip(), None
            head = ""
        elif piece != "{":
            head += piece
        depth += piece == "{"


def _split(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list; commas in brackets part none."""
    depth, one = 0, ""
    for piece in _TOKEN.findall(selectors):
        depth += (piece == "(") - (piece == ")")
        if piece == "," and depth == 0:
            yield one.strip()
            one = ""
        else:
            one += piece
    yield one.strip()

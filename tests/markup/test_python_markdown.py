import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.markup import python_markdown, signs
from site_gen.markup.links import LinkFault, Tree
from site_gen.markup.manner import Converter, Manner
from site_gen.quotation import ROOT as QUOTES

ROOT = Path(__file__).resolve().parents[2]

LINES = (
    "A paragraph of words.",
    "- an item",
    "* another",
    "+ a third",
    "1. first",
    "3. third",
    "٣. digits of another script",
    "    indented",
    "        twice",
    "   three",
    "# Heading",
    "### Deeper ###",
    "#",
    "Underlined",
    "=====",
    "-----",
    "* * *",
    "___",
    "> quoted",
    "> > twice quoted",
    ">",
    "> - an item",
    "Term",
    ":   its meaning",
    ": close",
    "[^n]: A note.",
    "[^m]:",
    "    of a note",
    "[name]: a.md 'A title'",
    "[Other]:",
    "<b.md>",
    "*[EU]: European Union",
    "*[EU]: ''",
    "| a | b |",
    "| --- | :-: |",
    "a | b",
    "--|--",
    "| `c|d` | e\\|f |",
    "text  ",
    "```",
    "<div>",
    "</div>",
    "<!-- note -->",
    "<hr>",
    "<?php x ?>",
    "",
    "",
    " ",
    "\t",
)
SPANS = (
    "*em*",
    "**strong**",
    "***both***",
    "_em_",
    "__strong__",
    "a_b_c",
    "*open",
    "**",
    "`code`",
    "``c`d``",
    "`",
    "\\*",
    "\\\\",
    "\\`",
    "[text](a.md)",
    "[text](<a b.md> 'title')",
    '[text](a.md "ti(tle")',
    "[text](a(b).md)",
    "[*em*](b.md)",
    "[text][name]",
    "[name][]",
    "[name]",
    "![alt](a.png)",
    "![*alt*][name]",
    "![name]",
    "[![alt](a.png)](b.md)",
    "[^n]",
    "[^m]",
    "[^none]",
    "[",
    "]",
    "](",
    "!",
    "<https://example.org/?a&b>",
    "<x@example.org>",
    "<b>",
    "</b>",
    "<a href='c.md'>",
    "<",
    ">",
    "&amp;",
    "&",
    "&#2;",
    "&#x41;",
    "EU",
    '"quoted"',
    "'90s",
    "  \n",
    " ",
    " ",
    "\n",
    "word",
    "é😀",
    "\u2028",
    "\x02",
    "\x03",
    "\x0b",
    "\x02klzzwxh:0000\x03",
    "///Footnotes Go Here///",
)
SIGNS = "*_`[]()!<>&;#|:\\-+=.1 \n\t^~\"'a\x02{}/?"
SPAN = st.lists(st.sampled_from(SPANS), max_size=8).map("".join)
BLOCK = st.lists(
    st.one_of(st.sampled_from(LINES), SPAN, st.builds("{}{}".format, st.sampled_from(LINES), SPAN))
)
GRAMMAR = BLOCK.map("\n".join)
SOUP = st.text(st.sampled_from(SIGNS), max_size=60)
ANY = st.text(max_size=60)


def resolve(target: str, tag: str) -> str | LinkFault:
    """Lead everything somewhere else, but for what has a `b` in it."""
    return LinkFault(target, "nowhere", "") if "b" in target else f"/{tag}/{target}"


def converter(make: Callable[..., tuple[Converter, Tree]], raw: bool) -> object:
    """A function that gives what an engine makes of a text, and what its tree noticed."""
    engine, tree = make(Manner(raw, quotes=QUOTES if raw else ()))

    def convert(text: str) -> object:
        engine.reset()
        tree.begin(resolve, 3)
        try:
            html = engine.convert(text)
        except Exception as fault:  # noqa: BLE001
            # What the stock engine fails on, the quick one fails on in the same way.
            return type(fault)
        return html, tree.faults, tree.resolved, tree.names

    return convert


@cache
def both(raw: bool) -> tuple[Callable[[str], object], Callable[[str], object]]:
    """The stock engine and the quick one."""
    return converter(python_markdown.stock, raw), converter(python_markdown.engine, raw)  # type: ignore[return-value]


def same(text: str) -> None:
    """Hold that both engines give the same for a text, with and without HTML."""
    for raw in (False, True):
        stock, quick = both(raw)
        assert quick(text) == stock(text)


def test_the_quick_engine_is_used() -> None:
    """The installed python-markdown is one for which the quick engine is made."""
    made, _ = python_markdown.engine(Manner())
    assert type(made).__name__ == "_Quick"


@settings(max_examples=400)
@given(GRAMMAR)
@example("Text[^n].\n\n[^n]: Note[^n].\n\n    More `code`.\n\n    - a\n")
@example("*[EU]: Union\n\nThe *EU* and **the EU**. EU\n")
@example("- a\n\n    b\n\n- c\n    - d\n1. e\n")
@example("Term\n:   meaning\n\n    more\n:   other\n")
def test_pieces_of_markdown(text: str) -> None:
    """Pieces of Markdown in any order give what the stock engine gives."""
    same(text)


@settings(max_examples=400)
@given(st.one_of(SOUP, ANY))
@example("a\r\nb\rc\n\n\td\n   \n \n e")
@example("**a *b** c* _d **e_ f** ***g* h**")
@example('[a](b \'c"d\' "e)f") [g](<h> "i") ![j](k(l)m)')
def test_any_signs(text: str) -> None:
    """So does any soup of signs, and any text."""
    same(text)


@pytest.mark.parametrize("times", [60, 900])
@pytest.mark.parametrize(("before", "after"), [("*a **b ", "** * "), ("> ", ""), ("_a *b ", "b* a_ ")])
def test_deep(before: str, after: str, times: int) -> None:
    """So do texts that go deeper than functions may call themselves."""
    same(f"{before * times}x{after * times}")


def documents() -> list[Path]:
    """Every Markdown file of the project."""
    folders = ("content", "docs", "seeds", "tests/data", "tests/sites")
    found = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.md")))
    return [*sorted(ROOT.glob("*.md")), *found]


def test_documents() -> None:
    """So do the documents of the project, whole and cut at every blank line."""
    for file in documents():
        text = file.read_bytes().decode("utf-8", "replace")
        same(text)
        for piece in re.split(r"\n\s*\n", text):
            same(piece)


def test_shuffled_documents() -> None:
    """So do the lines of all documents in a random order: what stands beside what is not always as meant."""
    pick = random.Random(5)
    lines = [line for file in documents() for line in file.read_text(errors="replace").split("\n")]
    for _ in range(150):
        same("\n".join(pick.choices(lines, k=pick.randrange(2, 40))))


@pytest.mark.parametrize("version", [(3, 10), (3, 12), (4, 0)])
def test_other_versions(version: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A python-markdown that nobody tried the quick engine with is used as it is."""
    monkeypatch.setattr(markdown, "__version_info__", (*version, 0, "final", 0))
    made, _ = python_markdown.engine(Manner())
    assert type(made) is markdown.Markdown


def test_an_unknown_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is one that has a processor which is not known here."""
    monkeypatch.delitem(signs.INLINE, "entity")
    made, _ = python_markdown.engine(Manner())
    assert type(made) is markdown.Markdown

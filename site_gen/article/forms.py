"""The small pattern language of the language files, compiled to regular expressions.

    [{part}] [(bulan|month of)] {month} {year}

A space joins words by white space or one hyphen; `[x]` is optional, `(x|y)` a choice (both nest), `{slot}` a
place for a value, `{slot.2}` a second one of the same sort. What stands before ` > ` is context: it must be
there and is not part of the expression. A backslash makes the next character literal.

There is no repetition, so a form cannot backtrack without bound. The first tokens of every form are known, so
that a text is searched only where a form can begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# A hyphen joins words ("post-Cold War"); before a figure it may part two dates ("27 May-28 May"), so a form
# that wants one there writes it.
GAP = r"(?:\s{1,3}|[-‐‑](?![\W\d]))"
# A choice that ends inside a word ("jahre" of "jahren") gives way to another; a raised figure ends none.
WORD_END = r"(?!(?<=[^\W\d_])[^\W\d_¹²³⁰-⁹])"
DIGIT = "#"
ROMAN = "%"

NUMERIC = {
    "year": r"(?:1\d|2[01])\d\d",
    "anyyear": r"\d{1,5}",
    "year2": r"\d\d",
    "decade": r"[12]\d\d0",
    "decade2": r"[1-9]0",
    "monthnum": r"(?:0?[1-9]|1[0-2])",
    "n": r"\d{1,2}",
    "digits": r"\d{1,9}",
    "roman": r"[ivx]{1,7}",
}
_TOKEN = re.compile(r"\\(.)|\{([a-z0-9.]+)\}|([][()|])|(\s+)|([^][(){}|\\\s]+)")
_WORD = re.compile(r"\w+|\S")


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form: the pattern of the expression, the tokens it can begin with, and what must stand
    before it.
    """

    pattern: re.Pattern[str]
    first: frozenset[str]
    context: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of a form: its pattern, what it can begin with, whether it may be absent."""

    pattern: str
    first: frozenset[str]
    optional: bool


class FormError(ValueError):
    """A form in a language file is not well formed."""


def compile_form(
    form: str, slots: Mapping[str, str], firsts: Mapping[str, frozenset[str]], *, spaced: bool = True
) -> Form:
    """Compile a form; `slots` maps a slot to its pattern and `firsts` to the tokens that can begin it.

    In a language that does not set words apart (`spaced` false) a space in a form may be none in the text.
    Raises FormError naming the form.
    """
    before, mark, body = form.rpartition(" > ")
    main = _whole(body, slots, firsts, form)
    context = None
    if mark:
        # Looked for behind the expression, so that the match begins where the expression does.
        edge = r"(?<!\w)" if spaced else ""
        pattern = f"{edge}{_whole(before, slots, firsts, form).pattern}{GAP}\\Z"
        context = re.compile(_with_gaps(pattern, spaced=spaced))
    pattern = f"(?:{main.pattern}){WORD_END if spaced else ''}"
    return Form(re.compile(_with_gaps(pattern, spaced=spaced)), main.first, context)


def _with_gaps(pattern: str, *, spaced: bool) -> str:
    return pattern if spaced else pattern.replace(GAP, r"\s{0,3}")


def _whole(written: str, slots: Mapping[str, str], firsts: Mapping[str, frozenset[str]], form: str) -> _Node:
    tokens = _tokens(written, form)
    node, rest = _choice(tokens, 0, slots, firsts, form)
    if rest != len(tokens):
        raise FormError(f"`{form}`: a bracket is closed that was not opened")
    if node.optional:
        raise FormError(f"`{form}`: nothing in it has to be there")
    return node


def first_token(literal: str) -> str:
    """Return what a folded text is looked up by: its first word, a mark, or the class of its digits."""
    word = _WORD.match(literal)
    if word is None:
        return ""
    return DIGIT if word[0][0].isdecimal() else word[0]


def _tokens(form: str, whole: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    form = form.strip()
    while at < len(form):
        found = _TOKEN.match(form, at)
        if found is None:
            raise FormError(f"`{whole}`: cannot read `{form[at:]}`")
        at = found.end()
        escaped, slot, bracket, space, literal = found.groups()
        if escaped is not None:
            tokens.append(("literal", escaped))
        elif slot is not None:
            tokens.append(("slot", slot))
        elif bracket is not None:
            tokens.append((bracket, bracket))
        elif space is not None:
            tokens.append(("space", " "))
        else:
            tokens.append(("literal", literal))
    return tokens


def _choice(
    tokens: list[tuple[str, str]],
    at: int,
    slots: Mapping[str, str],
    firsts: Mapping[str, frozenset[str]],
    form: str,
) -> tuple[_Node, int]:
    """Read alternatives up to a closing bracket or the end."""
    options: list[_Node] = []
    while True:
        node, at = _sequence(tokens, at, slots, firsts, form)
        options.append(node)
        if at < len(tokens) and tokens[at][0] == "|":
            at += 1
            continue
        break
    if len(options) == 1:
        return options[0], at
    pattern = "(?:" + "|".join(option.pattern for option in options) + ")"
    first = frozenset().union(*(option.first for option in options))
    return _Node(pattern, first, any(option.optional for option in options)), at


def _sequence(
    tokens: list[tuple[str, str]],
    at: int,
    slots: Mapping[str, str],
    firsts: Mapping[str, frozenset[str]],
    form: str,
) -> tuple[_Node, int]:
    """Read items one after another; an optional item takes the gap beside it along when it is absent."""
    pattern, first, started, gap = "", frozenset[str](), False, False
    while at < len(tokens) and tokens[at][0] not in ("|", "]", ")"):
        if tokens[at][0] == "space":
            gap, at = True, at + 1
            continue
        item, at = _item(tokens, at, slots, firsts, form)
        follows = at < len(tokens) and tokens[at][0] == "space"
        if not started:
            first |= item.first
        if item.optional and not started:
            pattern += f"(?:{item.pattern}{GAP if follows else ''})?"
        else:
            lead = GAP if gap and started else ""
            pattern += f"(?:{lead}{item.pattern})?" if item.optional else lead + item.pattern
            started = started or not item.optional
        gap = False
    return _Node(pattern, first, not started), at


def _item(
    tokens: list[tuple[str, str]],
    at: int,
    slots: Mapping[str, str],
    firsts: Mapping[str, frozenset[str]],
    form: str,
) -> tuple[_Node, int]:
    sort, text = tokens[at]
    if sort in "[(":
        inner, at = _choice(tokens, at + 1, slots, firsts, form)
        if at >= len(tokens) or tokens[at][0] != ("]" if sort == "[" else ")"):
            raise FormError(f"`{form}`: a bracket is not closed")
        optional = sort == "[" or inner.optional
        return _Node(f"(?:{inner.pattern})", inner.first, optional), at + 1
    if sort == "slot":
        name = text.split(".")[0]
        if name not in slots:
            raise FormError(f"`{form}`: there is no slot `{name}`")
        return _Node(f"(?P<{text.replace('.', '_')}>{slots[name]})", firsts[name], optional=False), at + 1
    return _Node(re.escape(text), frozenset({first_token(text)}), optional=False), at + 1

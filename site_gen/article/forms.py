"""The small pattern language of the language files, compiled to regular expressions.

    [{part}] [(bulan|month of)] {month} {year}

A space joins words by white space or one hyphen; `[x]` is optional, `(x|y)` a choice (both nest), `{slot}` a
place for a value, `{slot.2}` a second one of the same sort. What stands before ` > ` or after ` < ` is
context: it must be there and is not part of the expression; with `!` before it, it must not be there. A
backslash makes the next character literal.

There is no repetition, so a form cannot backtrack without bound. How every form can begin is known (see
`openings`), so that it is tried only where it can.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from site_gen.article import openings
from site_gen.article.openings import LETTER, Opening

# A hyphen joins words ("post-Cold War"); before a figure it may part two dates ("27 May-28 May"), so a form
# that wants one there writes it.
GAP = r"(?:\s{1,3}|[-‐‑](?![\W\d]))"
# A choice that ends inside a word ("jahre" of "jahren") gives way to another.
WORD_END = rf"(?!(?<=[^\W\d_]){LETTER})"

NUMERIC = {
    "year": r"(?:1\d|2[01])\d\d",
    "anyyear": r"\d{1,5}",
    "year2": r"\d\d",
    "year3": r"[1-9]\d\d",
    "decade": r"[12]\d\d0",
    "decade2": r"[1-9]0",
    "monthnum": r"(?:0?[1-9]|1[0-2])",
    "n": r"\d{1,2}",
    "digits": r"\d{1,9}",
    "roman": r"[ivx]{1,7}",
}
# Any word; in a language that sets `word` among its `capitalised` slots, any noun.
ANY_WORD = r"[^\W\d_][^\W\d_]+"
_TOKEN = re.compile(r"\\(.)|\{([a-z0-9.]+)\}|([][()|])|(\s+)|([^][(){}|\\\s]+)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value: its pattern and how it can begin."""

    pattern: str
    opening: Opening


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form: the pattern of the expression, the tokens that it can begin with and the units that
    can follow each of them, and what must (`context`) or must not (`refused`) stand before it.
    """

    pattern: re.Pattern[str]
    first: Mapping[str, frozenset[str]]
    context: re.Pattern[str] | None = None
    refused: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of a form: its pattern, how it can begin, whether it may be absent."""

    pattern: str
    opening: Opening
    optional: bool


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a form is read with: its text, the slots of the language, whether that sets words apart."""

    form: str
    slots: Mapping[str, Slot]
    spaced: bool


class FormError(ValueError):
    """A form in a language file is not well formed."""


def compile_form(form: str, slots: Mapping[str, Slot], *, spaced: bool = True) -> Form:
    """Compile a form with the slots of a language.

    In a language that does not set words apart (`spaced` false) a space in a form may be none in the text.
    Raises FormError naming the form.
    """
    before, mark, rest = form.rpartition(" > ")
    body, _, after = rest.partition(" < ")
    reader = _Reader(form, slots, spaced)
    end = WORD_END if spaced else ""
    ahead = rf"(?=\s{{0,3}}{_whole(after, reader).pattern}{end})" if after else ""
    main = _whole(body, reader)
    behind, refused = None, before.startswith("!")
    if mark:
        # Looked for behind the expression, so that the match begins where the expression does.
        edge = r"(?<!\w)" if spaced else ""
        pattern = f"{edge}{_whole(before.removeprefix('!'), reader).pattern}{GAP}\\Z"
        behind = _compiled(_with_gaps(pattern, spaced=spaced), form)
    pattern = f"(?:{main.pattern}){end}{ahead}"
    return Form(
        _compiled(_with_gaps(pattern, spaced=spaced), form),
        main.opening.settled(),
        None if refused else behind,
        behind if refused else None,
    )


def _compiled(pattern: str, form: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise FormError(f"`{form}`: {error.msg} (write a slot's second use as `{{slot.2}}`)") from error


def _with_gaps(pattern: str, *, spaced: bool) -> str:
    return pattern if spaced else pattern.replace(GAP, r"\s{0,3}")


def _whole(written: str, reader: _Reader) -> _Node:
    tokens = _tokens(written, reader.form)
    node, rest = _choice(tokens, 0, reader)
    if rest != len(tokens):
        raise FormError(f"`{reader.form}`: a bracket is closed that was not opened")
    if node.optional:
        raise FormError(f"`{reader.form}`: nothing in it has to be there")
    return node


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


def _choice(tokens: list[tuple[str, str]], at: int, reader: _Reader) -> tuple[_Node, int]:
    """Read alternatives up to a closing bracket or the end."""
    options: list[_Node] = []
    while True:
        node, at = _sequence(tokens, at, reader)
        options.append(node)
        if at < len(tokens) and tokens[at][0] == "|":
            at += 1
            continue
        break
    if len(options) == 1:
        return options[0], at
    pattern = "(?:" + "|".join(option.pattern for option in options) + ")"
    opening = openings.either(option.opening for option in options)
    return _Node(pattern, opening, any(option.optional for option in options)), at


def _sequence(tokens: list[tuple[str, str]], at: int, reader: _Reader) -> tuple[_Node, int]:
    """Read items one after another; an optional item takes the gap beside it along when it is absent."""
    pattern, opening, started, gap = "", openings.EMPTY, False, False
    while at < len(tokens) and tokens[at][0] not in ("|", "]", ")"):
        if tokens[at][0] == "space":
            gap, at = True, at + 1
            continue
        item, at = _item(tokens, at, reader)
        follows = at < len(tokens) and tokens[at][0] == "space"
        apart = gap and reader.spaced
        opening = openings.then(opening, item.opening, first=not started, optional=item.optional, apart=apart)
        if item.optional and not started:
            pattern += f"(?:{item.pattern}{GAP if follows else ''})?"
        else:
            lead = GAP if gap and started else ""
            pattern += f"(?:{lead}{item.pattern})?" if item.optional else lead + item.pattern
            started = started or not item.optional
        gap = False
    return _Node(pattern, opening, not started), at


def _item(tokens: list[tuple[str, str]], at: int, reader: _Reader) -> tuple[_Node, int]:
    sort, text = tokens[at]
    if sort in "[(":
        inner, at = _choice(tokens, at + 1, reader)
        if at >= len(tokens) or tokens[at][0] != ("]" if sort == "[" else ")"):
            raise FormError(f"`{reader.form}`: a bracket is not closed")
        optional = sort == "[" or inner.optional
        return _Node(f"(?:{inner.pattern})", inner.opening, optional), at + 1
    if sort == "slot":
        slot = reader.slots.get(text.split(".")[0])
        if slot is None:
            raise FormError(f"`{reader.form}`: there is no slot `{text.split('.')[0]}`")
        return _Node(f"(?P<{text.replace('.', '_')}>{slot.pattern})", slot.opening, optional=False), at + 1
    return _Node(re.escape(text), openings.of_words([text], spaced=reader.spaced), optional=False), at + 1

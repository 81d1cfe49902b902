"""The pieces that a form of a language file is written with, and what can be wrong with them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"\\(.)|\{([a-z0-9_.]+)\}|([][()|])|(\s+)|([^][(){}|\\\s]+)")
_SORTS = ("literal", "slot", "", "space", "literal")
SLOT = re.compile(r"[a-z][a-z0-9]*(?:\.[2-9])?")


class Token(NamedTuple):
    """A piece of a form: a `literal`, `slot`, `space` or a bracket or bar by itself; its text, and where it
    stands in the form (characters).
    """

    sort: str
    text: str
    start: int
    end: int


class FormError(ValueError):
    """A form in a language file is not well formed: what is wrong, what to write instead, and where in the
    form (characters, `length` of them).
    """

    def __init__(self, form: str, message: str, hint: str, start: int = 0, length: int = 0) -> None:
        super().__init__(f"`{form}`: {message} ({hint})")
        self.form, self.message, self.hint = form, message, hint
        self.start, self.length = start, length or len(form) - start


def tokens_of(written: str, form: str, begin: int) -> list[Token]:
    """Return the tokens of a piece of a form that begins at offset `begin` of it, without white space around.

    Raises FormError where something is none.
    """
    found: list[Token] = []
    at = 0
    while at < len(written):
        match = _TOKEN.match(written, at)
        if match is None:
            raise _unreadable(written[at:], form, begin + at)
        which = match.lastindex or 1
        text = match[which]
        found.append(Token(_SORTS[which - 1] or text, text, begin + at, begin + match.end()))
        at = match.end()
    while found and found[0].sort == "space":
        del found[0]
    while found and found[-1].sort == "space":
        del found[-1]
    return found


def _unreadable(rest: str, form: str, at: int) -> FormError:
    if rest[0] == "\\":
        return FormError(form, "nothing stands behind the backslash", "take it away", at)
    hint = "write a slot as letters from a to z in braces: `{year}`, `{part.2}`"
    return FormError(form, f"cannot read `{rest}`", hint, at)


def repeated(tokens: Sequence[Token], form: str) -> FormError | None:
    """Return what is wrong where a slot stands twice, None where none does."""
    seen: dict[str, dict[int, int]] = {}
    branches: list[tuple[int, int]] = []
    for token in tokens:
        if token.sort in "[(":
            branches.append((token.start, 0))
        elif token.sort in ")]" and branches:
            branches.pop()
        elif token.sort == "|":
            opened, branch = branches.pop() if branches else (-1, 0)
            branches.append((opened, branch + 1))
        elif token.sort == "slot":
            path = dict(branches)
            if token.text in seen:
                before = seen[token.text]
                apart = next((at for at in before if at in path and before[at] != path[at]), None)
                return _twice(token, apart, form, tokens)
            seen[token.text] = path
    return None


def _twice(token: Token, choice: int | None, form: str, tokens: Sequence[Token]) -> FormError:
    name = token.text.split(".")[0]
    place = token.start, token.end - token.start
    if choice is None:
        message = f"`{{{token.text}}}` stands twice"
        number = int(token.text.partition(".")[2] or 1) + 1
        second = f"`{{{name}.{number}}}`"
        hint = f"write {second} where a second value is meant (the end of a range, an item of a list)"
        return FormError(form, message, hint, *place)
    message = f"`{{{token.text}}}` stands in two branches of a choice, and a form may hold it once"
    each = _branches(choice, form, tokens)
    forms = " and ".join(f"`{one}`" for one in each)
    return FormError(form, message, f"make a form of each branch: {forms}", *place)


def _branches(choice: int, form: str, tokens: Sequence[Token]) -> list[str]:
    """Return a form for each branch of the choice that opens at an offset (-1: the whole form)."""
    opened = next((t for t in tokens if t.start == choice), None)
    depth, bars, close = 0, [], tokens[-1].end
    for token in tokens:
        if token.start <= choice:
            continue
        if token.sort in ")]" and depth == 0:
            close = token.start
            break
        depth += (token.sort in "[(") - (token.sort in ")]")
        if token.sort == "|" and depth == 0:
            bars.append(token.start)
    start = tokens[0].start if opened is None else choice + 1
    edges = [start - 1, *bars, close]
    head = form[: start if opened is None else choice]
    tail = form[close + (opened is not None) :]
    left, right = ("[", "]") if opened is not None and opened.sort == "[" else ("", "")
    pieces = [form[a + 1 : b].strip() for a, b in itertools.pairwise(edges)]
    return [f"{head}{left}{piece}{right}{tail}" for piece in pieces]

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
from site_gen.article.form_tokens import SLOT, FormError, Token, repeated, tokens_of
from site_gen.article.openings import LETTER, Opening
from site_gen.article.vocabulary import nearest

# A hyphen joins words ("post-Cold War"); before a figure it may part two dates ("27 May-28 May"), so a form
# that wants one there writes it.
GAP = r"(?:\s{1,3}|[-‐‑](?![\W\d]))"
# Behind an elided word ("nell'estate") nothing parts it from the next.
_ELIDED = rf"(?:{GAP}|(?<=')\s{{0,3}})"
# A choice that ends inside a word ("jahre" of "jahren") gives way to another.
WORD_END = rf"(?!(?<=[^\W\d_]){LETTER})"

# Any word; in a language that sets `word` among its `capitalised` slots, any noun.
ANY_WORD = r"[^\W\d_][^\W\d_]+"


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


def compile_form(form: str, slots: Mapping[str, Slot], *, spaced: bool = True) -> Form:
    """Compile a form with the slots of a language.

    In a language that does not set words apart (`spaced` false) a space in a form may be none in the text.
    Raises FormError naming the form.
    """
    before, mark, rest = form.rpartition(" > ")
    body, mark_after, after = rest.partition(" < ")
    reader = _Reader(form, slots, spaced)
    end = WORD_END if spaced else ""
    main_tokens = tokens_of(body, form, len(before) + len(mark))
    ahead_tokens = tokens_of(after, form, len(form) - len(after))
    if twice := repeated([*main_tokens, *ahead_tokens], form):
        raise twice
    ahead = rf"(?=\s{{0,3}}{_whole(ahead_tokens, reader).pattern}{end})" if mark_after else ""
    main = _whole(main_tokens, reader)
    behind, refused = None, before.startswith("!")
    if mark:
        # Looked for behind the expression, so that the match begins where the expression does.
        edge = r"(?<!\w)" if spaced else ""
        before_tokens = tokens_of(before.removeprefix("!"), form, int(refused))
        if twice := repeated(before_tokens, form):
            raise twice
        words = _whole(before_tokens, reader).pattern
        pattern = f"{edge}{words}{_gap_after(words)}\\Z"
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
        raise FormError(form, f"it cannot be searched for: {error.msg}", "write it in another way") from error


def _with_gaps(pattern: str, *, spaced: bool) -> str:
    return pattern if spaced else pattern.replace(GAP, r"\s{0,3}")


def _gap_after(pattern: str) -> str:
    return _ELIDED if "'" in pattern else GAP


def _whole(tokens: list[Token], reader: _Reader) -> _Node:
    if not tokens:
        raise FormError(
            reader.form, "a side of ` > ` or ` < ` is empty", "write words there, or leave it out"
        )
    node, rest = _choice(tokens, 0, reader)
    if rest != len(tokens):
        wrong = tokens[rest]
        hint = f"take `{wrong.text}` away, or open it before; as a mark of the text write `\\\\{wrong.text}`"
        raise FormError(reader.form, "a bracket is closed that was not opened", hint, wrong.start, 1)
    if node.optional:
        hint = "take the brackets `[…]` off what is always written"
        raise FormError(reader.form, "nothing in it has to be there", hint)
    return node


def _choice(tokens: list[Token], at: int, reader: _Reader) -> tuple[_Node, int]:
    """Read alternatives up to a closing bracket or the end."""
    options: list[_Node] = []
    while True:
        node, at = _sequence(tokens, at, reader)
        options.append(node)
        if at < len(tokens) and tokens[at].sort == "|":
            at += 1
            continue
        break
    if len(options) == 1:
        return options[0], at
    pattern = "(?:" + "|".join(option.pattern for option in options) + ")"
    opening = openings.either(option.opening for option in options)
    return _Node(pattern, opening, any(option.optional for option in options)), at


def _sequence(tokens: list[Token], at: int, reader: _Reader) -> tuple[_Node, int]:
    """Read items one after another; an optional item takes the gap beside it along when it is absent."""
    pattern, opening, started, gap = "", openings.EMPTY, False, False
    while at < len(tokens) and tokens[at].sort not in ("|", "]", ")"):
        if tokens[at].sort == "space":
            gap, at = True, at + 1
            continue
        item, at = _item(tokens, at, reader)
        follows = at < len(tokens) and tokens[at].sort == "space"
        apart = gap and reader.spaced
        opening = openings.then(opening, item.opening, first=not started, optional=item.optional, apart=apart)
        if item.optional and not started:
            pattern += f"(?:{item.pattern}{_gap_after(item.pattern) if follows else ''})?"
        else:
            lead = _gap_after(pattern) if gap and started else ""
            pattern += f"(?:{lead}{item.pattern})?" if item.optional else lead + item.pattern
            started = started or not item.optional
        gap = False
    return _Node(pattern, opening, not started), at


def _item(tokens: list[Token], at: int, reader: _Reader) -> tuple[_Node, int]:
    token = tokens[at]
    sort, text = token.sort, token.text
    if sort in "[(":
        inner, at = _choice(tokens, at + 1, reader)
        if at >= len(tokens) or tokens[at].sort != ("]" if sort == "[" else ")"):
            close = "]" if sort == "[" else ")"
            hint = f"write `{close}` where it ends; as a mark of the text write `\\\\{text}`"
            raise FormError(reader.form, f"the bracket `{text}` is not closed", hint, token.start, 1)
        optional = sort == "[" or inner.optional
        return _Node(f"(?:{inner.pattern})", inner.opening, optional), at + 1
    if sort == "slot":
        name = text.split(".")[0]
        slot = reader.slots.get(name)
        if slot is None or not SLOT.fullmatch(text):
            raise FormError(reader.form, *_unknown(text, name, reader), token.start, token.end - token.start)
        return _Node(f"(?P<{text.replace('.', '_')}>{slot.pattern})", slot.opening, optional=False), at + 1
    return _Node(re.escape(text), openings.of_words([text], spaced=reader.spaced), optional=False), at + 1


def _unknown(text: str, name: str, reader: _Reader) -> tuple[str, str]:
    """Return what is wrong with a slot that there is not, and the one that may be meant."""
    if name in reader.slots:
        return f"`{{{text}}}` is no second slot", f"write `{{{name}.2}}` for a second value, `.3` for a third"
    close = nearest(name, reader.slots)
    meant = f"`{{{close}}}`" if close else f"a slot of docs/articles.md, or a table `[words.{name}]`"
    return f"there is no slot `{{{name}}}`", f"write {meant}"

"""What a YAML parser complains of, in words for somebody who does not know YAML. Knows texts alone."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

_NOT_ALLOWED = "[^\t\n\r\\x20-\\x7e\\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


_NOT_WRITTEN = (
    "[^\t\n\r\\x20-\\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]"
)


class Worded(NamedTuple):
    """A fault as an editor reads it: where (code points), its code, what is wrong, what to write instead."""

    offset: int
    code: str
    message: str
    hint: str


def forbidden_character(text: str) -> Worded | None:
    """Find the first character that has no business in YAML: control characters, and the marks nobody sees.

    Line separators (U+0085, U+2028, U+2029) end a line for YAML and not for editors, and a byte-order mark
    inside a text hides in names; both are refused here though YAML 1.1 takes them.
    """
    return _found(_NOT_ALLOWED, text)


def unwritable_character(text: str) -> Worded | None:
    """Find the first character that can stand in no file that is published: what XML 1.0 (2.2, Char) leaves
    out, and the controls and noncharacters that HTML calls errors. An escape brings it in, or a body does.
    """
    return _found(_NOT_WRITTEN, text)


@functools.cache
def _compiled(forbidden: str) -> re.Pattern[str]:
    """Compile an expression when it is asked for: an edited body asks for one of them alone."""
    return re.compile(forbidden)


def _found(forbidden: str, text: str) -> Worded | None:
    # What Python can print, and the ends of lines, are never among them; an expression takes fifty times as
    # long to say so.
    if text.replace("\n", " ").isprintable():
        return None
    found = _compiled(forbidden).search(text)
    if not found:
        return None
    name = unicodedata.name(found[0], {"\x85": "NEXT LINE", "\ufeff": "BYTE ORDER MARK"}.get(found[0], ""))
    named = f"U+{ord(found[0]):04X}" + (f" ({name.lower()})" if name else "")
    return Worded(
        found.start(), "F105", f"the character {named} is not allowed", "remove it; it may be invisible"
    )


def worded(text: str, said: str, index: int, context: str = "", begin: int | None = None) -> Worded:
    """Word a syntax error of `text`.

    `said` and `index` are the parser's complaint and its place; `context` and `begin` what it was reading and
    where that began. Both libyaml and PyYAML's own parser are understood.
    """
    at = min(index, max(0, len(text) - 1))
    start = at if begin is None else begin
    indent = text[text.rfind("\n", 0, at) + 1 : at]
    here = text[at : at + 1]
    if ("\t" in indent + here and not indent.strip()) or (here == "\t" and "start any token" in said):
        return Worded(at, "F112", "a tab stands where YAML wants spaces", "indent with spaces")
    if "mapping values are not allowed" in said:
        return _stray_colon(at, indent)
    if "escape" in said or "hexdecimal" in said:
        hint = "write `\\\\` for a backslash, or put the text in single quotes"
        return Worded(at, "F120", "a backslash that YAML cannot read in double quotes", hint)
    if "quoted scalar" in said or "quoted scalar" in context:
        hint = "close it, or double it inside the text"
        return Worded(start, "F114", "a quotation mark is opened and not closed", hint)
    if "could not find expected ':'" in said:
        return Worded(start, "F115", "a key without a `:`", "write `key: value`")
    if "start any token" in said:
        return _bad_beginning(text, at)
    if "flow node" in context and not text[at:].strip():
        # Nothing follows the bracket, so that the parser complains of what should.
        start = max(text.rfind("[", 0, at + 1), text.rfind("{", 0, at + 1), 0)
    sign = text[start : start + 1]
    if "flow" in context and sign in ("[", "{"):
        hint = "close it, or put the value in quotes"
        return Worded(start, "F116", f"a `{sign}` is opened and not closed", hint)
    if "sequence entries are not allowed" in said:
        return Worded(at, "F119", "a list begins on the line of its key", "begin the list on the next line")
    if "expected key" in said or "block end" in said:
        return _misplaced(at, indent)
    if sign in ("*", "&", "!"):
        return _bad_beginning(text, start)
    hint = "write `key: value` lines, and put values with signs in quotes"
    return Worded(at, "F104", "what stands here is not YAML", hint)


def _stray_colon(at: int, before: str) -> Worded:
    """Word a `: ` that begins no value, by what stands before it on its line."""
    if ":" in before:
        hint = 'put the value in quotes: `title: "One: two"`'
        return Worded(at, "F113", "a `:` followed by a space inside a value", hint)
    if before.startswith(" "):
        found = "this key is indented, though the key above it has a value already"
        return Worded(
            at - len(before.lstrip()), "F118", found, "begin it in the same column as the key above"
        )
    return Worded(at, "F115", "a key without a `:`", "write `key: value`, here or on the line above")


def _bad_beginning(text: str, at: int) -> Worded:
    sign = text[at : at + 1]
    named = "a backtick" if sign == "`" else f"`{sign}`"
    return Worded(at, "F117", f"a value cannot begin with {named}", 'put it in quotes: `key: "…"`')


def _misplaced(at: int, indent: str) -> Worded:
    """Word a token that belongs nowhere: indented as nothing above it, or behind a closing quotation mark."""
    if not indent.strip():
        hint = "begin keys that belong together in the same column"
        return Worded(at, "F118", "the indentation fits no line above", hint)
    mark = "'" if indent.rstrip().endswith("'") else '"'
    if not indent.rstrip().endswith(("'", '"')):
        hint = "write one `key: value` on each line, and put values with signs in quotes"
        return Worded(at, "F118", "what stands here belongs to no key", hint)
    hint = f"double a {mark} inside the text, or put the other kind of quotation mark around it"
    return Worded(at, "F118", f"the text goes on after a closing {mark}", hint)

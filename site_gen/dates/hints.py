"""What to write instead: common ways of writing dates that are not EDTF, and the EDTF for them.

Every EDTF text that a hint proposes is valid (a test holds this). The ways themselves are in `ways`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_gen.dates.errors import EDTFError
from site_gen.dates.ways import SURE, WAYS, Proposal

_GENERAL = "write a year, month or day as `1954`, `1954-03` or `1954-03-31`"
_SHOWN = 40

# Matches as much of a text as can begin a date; what follows is the offence.
_BEGINNING = re.compile(
    r"""
    [?~%]? (?: Y -? [0-9]* (?:E[0-9]*)? (?:S[0-9]*)? [?~%]?
    | -? (?: [0-9X]{4} (?:S[0-9]*)? [?~%]? (?:-[?~%]?
        (?: [0-9X]{2} [?~%]? (?:-[?~%]? (?: [0-9X]{2}[?~%]? | [0-9X] )? )? | [0-9X] )? )?
      | [0-9X]{0,3} ) )
    """,
    re.VERBOSE,
)
_TIME = re.compile(
    r"T([01][0-9]|2[0-3])(?::?([0-5][0-9])(?::?([0-5][0-9])(?:[.,][0-9]+)?)?)?"
    r"([Zz]?|([+-])([0-9]{2}):?([0-5][0-9])?)"
)


def explain(text: str, offset: int, cause: EDTFError | None = None) -> EDTFError:
    """Return the error for text that no grammar accepts; `offset` is where `text` begins in the whole.

    Where the text is written in a way that we know, its hint gives the EDTF; else `cause` stands, if there is
    one.
    """
    if not text:
        return EDTFError("there is no date", offset, _GENERAL)
    proposals = propose(text)
    if not proposals and cause is not None:
        return cause
    message = f"`{shown(text)}` is not EDTF"
    beginning = _BEGINNING.match(text)
    offence = cause.offset if cause else offset + (beginning.end() if beginning else 0)
    if not proposals:
        return EDTFError(message, offence, _hint_by_bracket(text) or _GENERAL)
    hint = "write " + " or ".join(f"`{each.edtf}`{each.reading}" for each in proposals)
    return EDTFError(message, offence, hint)


def explain_time(date: str, time: str, offset: int) -> EDTFError:
    """Return the error for a time of day that is not `Thh:mm:ss` with an optional zone; `date` is valid."""
    parts = _TIME.fullmatch(time)
    if parts:
        hour, minute, second, zone, sign, hours, minutes = parts.groups()
        if sign:
            real = int(hours) < 14 and int(hours) + int(minutes or 0) > 0
            zone = f"{sign}{hours}:{minutes or '00'}" if real else ""
        value = f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone.upper()}"
        whole = re.match(r"T..:..:..(?![.,0-9])", time)
        message = f"`{shown(time)}` is not a time" if whole else "a time has whole hours, minutes and seconds"
        return EDTFError(message, offset, f"write `{value}`")
    hint = f"write `{date}T23:20:30`, with Z or +07:00 for a zone"
    return EDTFError(f"`{shown(time)}` is not a time", offset, hint)


def shown(text: str) -> str:
    """Return text as a message may quote it: printable, on one line, not long."""
    line = "".join(each if each.isprintable() and each != "`" else "\ufffd" for each in text[: _SHOWN + 1])
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def propose(text: str) -> Sequence[Proposal]:
    """Return the EDTF for each way in which a text can be meant, nothing for a text of no known way."""
    plain = _plain_characters(text)
    if plain != text and SURE.fullmatch(plain):
        return [Proposal(plain)]
    for pattern, write in WAYS:
        match = pattern.fullmatch(plain)
        proposals = write(match) if match else ()
        if proposals:
            return proposals
    return ()


def _plain_characters(text: str) -> str:
    """Return text with ASCII digits and hyphens, and without spaces around it."""
    digits = (str(int(each)) if each.isdecimal() else each for each in text.strip())
    return re.sub("[\u2010-\u2015\u2212]", "-", "".join(digits))


def _hint_by_bracket(text: str) -> str:
    if text[0] in "[{" or text[-1] in "]}":
        return "write one of several dates as `[1667,1668]`, all of several as `{1667,1668}`"
    return "write an interval as `1955/1960`" if "/" in text else ""

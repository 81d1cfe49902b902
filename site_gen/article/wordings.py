"""A date in words of any of several languages: what it can mean, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from site_gen.article import phrases, points
from site_gen.article.language import available, load_language
from site_gen.article.phrases import Dated
from site_gen.dates import EDTFError, parse_edtf
from site_gen.dates.hints import propose

_LETTERS = re.compile(r"[^\W\d_]{2}")
_LIKE_EDTF = re.compile(r"-?[0-9]{4}(?:-[0-9]{1,2}){1,2}")
_LAST_DECADE = 210
"""What three figures name from here on is a year: decades after the 2090s are no history."""


class Wording(NamedTuple):
    """The dates that words can mean, more than one where they are ambiguous, each with what tells it from the
    others (which may be empty); where there is none, why.
    """

    readings: tuple[Dated, ...] = ()
    remarks: tuple[str, ...] = ()
    reason: str = ""

    @property
    def only(self) -> Dated | None:
        """The reading, where there is exactly one that holds without conditions."""
        return self.readings[0] if len(self.readings) == 1 and not any(self.remarks) else None


def order_of(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the languages in which words are tried: those given, then all others that have a file."""
    known = available()
    given = [lang for lang in languages if lang.replace("_", "-").split("-")[0].lower() in known]
    return tuple(dict.fromkeys((*given, *known)))


def read_words(text: str, languages: Iterable[str]) -> Wording:
    """Read a text as a date in the first of the languages that makes one of it; figures alone are of no
    language. A text of EDTF is read as what else it may be, so ask `parse_edtf` first.
    """
    plain = text.strip()
    figures = _figures(plain)
    if figures.readings or _LIKE_EDTF.fullmatch(plain):
        return figures
    reason = ""
    for lang in languages:
        found = phrases.examine(plain, load_language(lang))
        if found.readings:
            several = found.readings if len(found.readings) > 1 else ()
            return Wording(found.readings, tuple(map(_remark, several)))
        if not reason or reason == phrases.NO_DATE:
            reason = found.reason
    return _known_ways(plain) if propose(plain) else Wording((), (), reason if _LETTERS.search(plain) else "")


def hint(wording: Wording, otherwise: str, *, with_part: bool = True) -> str:
    """Return what to write instead of words: every reading, or why there is none before the hint `otherwise`.

    `with_part` tells that a key for the part stands beside the date; else an interval says it.
    """
    remarks = wording.remarks or ("",) * len(wording.readings)
    said = (
        _say(reading, with_part=with_part) + remark
        for reading, remark in zip(wording.readings, remarks, strict=True)
    )
    if wording.readings:
        return "write " + " or ".join(said)
    return "; ".join(filter(None, (wording.reason, otherwise)))


def better_hint(text: str, fault: EDTFError, languages: Iterable[str], *, with_part: bool = True) -> str:
    """Return the hint for a text that `parse_edtf` refused: what its words mean, else what the fault says.

    Where the text is EDTF and only the part or calendar beside it does not fit, that is the fault's to say.
    """
    try:
        parse_edtf(text.strip())
    except EDTFError:
        pass
    else:
        return fault.hint
    wording = read_words(text, order_of(languages))
    return hint(wording, fault.hint, with_part=with_part)


def _say(reading: Dated, *, with_part: bool) -> str:
    edtf, part = reading
    if part is None:
        return f"`{edtf}`"
    if with_part:
        return f"`{edtf}` and a line `part: {part}`"
    return f"`{points.spread(edtf, part) or edtf}`"


def _figures(text: str) -> Wording:
    """Read two or three figures, and dates of figures only, whatever the language."""
    if re.fullmatch(r"[0-9]{2}", text):
        century = ((f"{text}XX", None),) if 0 < int(text) <= 20 else ()
        found: tuple[Dated, ...] = ((f"19{text}", None), (f"00{text}", None), *century)
        return Wording(found, tuple(map(_remark, found)))
    if re.fullmatch(r"[1-9][0-9]{2}", text):
        if int(text) >= _LAST_DECADE:
            return Wording(((f"0{text}", None),))
        return Wording(((f"0{text}", None), (f"{text}X", None)), (" for the year", " for the decade"))
    return Wording() if _LETTERS.search(text) else _known_ways(text)


def _known_ways(text: str) -> Wording:
    """Read a text in the ways that the date model knows; the years it may also span are added."""
    found = propose(text)
    readings = tuple((each.edtf, None) for each in found if points.is_valid(each.edtf, None))
    remarks = tuple(each.reading for each in found if points.is_valid(each.edtf, None))
    years = re.fullmatch(r"([0-9]{2})([0-9]{2}) ?[/\u2010-\u2015-] ?([0-9]{2})", text)
    if years and len(readings) < 2 and int(years[3]) > int(years[2]):
        span = f"{years[1]}{years[2]}/{years[1]}{years[3]}"
        if readings and readings[0][0] != span:
            return Wording(((span, None), *readings), (" for the years", " for the month"))
        if not readings:
            unknown = f"{years[1]}{years[2]}-XX"
            return Wording(((span, None), (unknown, None)), (" for the years", " if the month is not known"))
    return Wording(readings, remarks)


def _remark(reading: Dated) -> str:
    """Say a reading in words, to tell it from the others."""
    from site_gen.dates import display

    # A terminal shows no space that does not break.
    return f" ({display.words(parse_edtf(*reading), 'en')})".replace("\xa0", " ")

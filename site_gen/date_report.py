"""What the command `date` says of a text: its EDTF, its bounds, and how readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from site_gen.article import hint, read_words
from site_gen.dates import EDTFError, HistoricalDate, daynumber, display, parse_edtf


def entry(text: str, languages: Sequence[str], shown_in: Sequence[str]) -> dict[str, Any]:
    """Return what is said of one text, in the fields of the JSON document.

    `languages` are those in which words are read, `shown_in` those in which the date is shown.
    """
    found: dict[str, Any] = {"input": text, "valid": False, "edtf": None, "level": None, "part": None}
    found |= {"earliest": None, "latest": None, "display": {}, "error": None}
    try:
        value = parse_edtf(text.strip())
        found["valid"] = True
    except EDTFError as fault:
        found["error"] = {"offset": fault.offset, "message": fault.message, "hint": fault.hint}
        wording = read_words(text, languages)
        found["error"]["hint"] = hint(wording, fault.hint)
        if wording.only is None:
            return found
        value = parse_edtf(*wording.only)
    return found | _facts(value, shown_in)


def lines(found: Mapping[str, Any]) -> Iterable[str]:
    """Say an entry to a person; a blank line of input gives a blank line."""
    text = found["input"]
    if found["edtf"] is None:
        if text.strip():
            yield f"{text}: {found['error']['message']}"
            yield f"  hint: {found['error']['hint']}"
        else:
            yield ""
        return
    part = f" with `part: {found['part']}`" if found["part"] else ""
    valid = f"EDTF level {found['level']}" if found["valid"] else f"not EDTF; write `{found['edtf']}`{part}"
    yield f"{text}: {valid}"
    unknown = "an open or unknown day"
    yield f"  from {found['earliest'] or unknown} to {found['latest'] or unknown}"
    for lang, words in found["display"].items():
        yield f"  {lang}: {words}"


def _facts(value: HistoricalDate, shown_in: Sequence[str]) -> dict[str, Any]:
    return {
        "edtf": value.edtf,
        "level": value.level,
        "part": value.part,
        "earliest": None if value.earliest is None else daynumber.iso(value.earliest),
        "latest": None if value.latest is None else daynumber.iso(value.latest),
        "display": {lang: display.words(value, lang) for lang in shown_in},
    }

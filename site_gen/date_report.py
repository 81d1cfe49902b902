"""What the command `date` says of a text: its EDTF, its bounds, and how readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from site_gen.article import available, read_phrase
from site_gen.dates import EDTFError, HistoricalDate, daynumber, display, parse_edtf


def proposal(text: str, languages: Iterable[str]) -> tuple[str, str | None] | None:
    """Return the one EDTF (and `part`) that words in any of the languages can mean, or None."""
    for lang in languages:
        if lang in available():
            readings = read_phrase(text, lang)
            if readings and len(readings) == 1:
                return readings[0]
    return None


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
        proposed = proposal(text, languages)
        if proposed is None:
            return found
        try:
            value = parse_edtf(*proposed)
        except EDTFError:
            return found
        part = f" with `part: {proposed[1]}`" if proposed[1] else ""
        found["error"]["hint"] = f"write `{proposed[0]}`{part}"
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

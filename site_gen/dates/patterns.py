"""The words of each language, from `languages/*.toml`, and how one of them is filled in.

A new language is a new file there: a copy of `en.toml`, translated. A language without a file is shown by the
signs of `und.toml` and the names of CLDR. What a file leaves out comes from `und.toml`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from site_gen import cldr
from site_gen.dates.calendars import GREGORIAN

_FOLDER = Path(__file__).parent / "languages"
_UNDETERMINED = "und"


class Form(StrEnum):
    """How much is said: in full, as a label on an axis, or as read aloud with its doubt."""

    LONG = "long"
    SHORT = "short"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language and form a date is said, and in which calendar it was written."""

    lang: str
    form: Form
    calendar: str = GREGORIAN


def pattern(voice: Voice, key: str) -> str:
    """Return the text of a key such as `range.tight` in the voice's form, empty where there is none."""
    section, _, name = key.partition(".")
    value = _language(voice.lang)[section].get(name, "")
    if isinstance(value, str):
        return value
    return str(value.get(voice.form.value, value["long"]))


def say(voice: Voice, key: str, **values: object) -> str:
    """Return the text of a key with its names in braces replaced."""
    return pattern(voice, key).format_map(values)


def say_number(voice: Voice, key: str, number: int, shown: str | None = None) -> str:
    """Return the text of a key that has one for a number or its plural category.

    `shown` stands for several numbers (`7 or 24`); the text is empty where the language has none for that.
    """
    section, _, name = key.partition(".")
    forms = _language(voice.lang)[section][name]
    if shown is not None:
        several = str(forms["other"])
        return "" if "{cldr}" in several else several.format(number=shown)
    chosen = forms.get(str(number)) or forms.get(cldr.plural_form(voice.lang, number)) or forms["other"]
    words = cldr.format_years(voice.lang, number) if "{cldr}" in chosen else ""
    return str(chosen).format(number=cldr.format_number(voice.lang, number), cldr=words)


def ordinal(voice: Voice, number: int) -> str:
    """Return the ordinal of a number: `20th`, `ke-20`."""
    forms = _language(voice.lang)["ordinal"]
    chosen = forms.get(cldr.ordinal_form(voice.lang, number)) or forms["other"]
    return str(chosen).format(number=number)


def names(voice: Voice, key: str) -> tuple[str, ...]:
    """Return a list of names, empty where the language has none."""
    section, _, name = key.partition(".")
    return tuple(_language(voice.lang)[section].get(name, ()))


@functools.cache
def _language(lang: str) -> Mapping[str, Mapping[str, Any]]:
    base = _read(_UNDETERMINED)
    for code in (lang, lang.partition("-")[0]):
        if code.replace("-", "").isalnum() and (_FOLDER / f"{code}.toml").is_file():
            own = _read(code)
            return {section: {**base[section], **own.get(section, {})} for section in base}
    return base


def _read(code: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))

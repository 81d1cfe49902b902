"""The words of each language, from `languages/*.toml`, and how one of them is filled in.

A new language is a new file there: a copy of `en.toml`, translated. A language without a file is shown by the
signs of `und.toml` and the names of CLDR. What a file leaves out comes from `und.toml`.

Three things let a file say what the grammar of its language asks for, without code for any language:

- **cases**: `{date:genitive}` says the date with the texts of `[case.genitive.*]` where there are any, else
  with the ordinary ones; the name of a case is the file's own. What stands inside is said in the same case
  unless it names another; `{date:plain}` names none.
- **units**: `approximate_day` goes before `approximate` where the date is a day (month, season, year, decade,
  century …; a date in several parts has no unit).
- **lists**: `[names]` holds names by number, for `{name}`: the tens of decades, the ordinals of centuries.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from site_gen import cldr
from site_gen.dates.calendars import GREGORIAN

_FOLDER = Path(__file__).parent / "languages"
_UNDETERMINED = "und"
_PLAIN_CASE = "plain"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


class Form(StrEnum):
    """How much is said: in full, as a label on an axis, or as read aloud with its doubt."""

    LONG = "long"
    SHORT = "short"
    SPOKEN = "spoken"

    # A voice is a key of much that is remembered; the hash of `Enum` is one in Python.
    __hash__ = str.__hash__


class Voice(NamedTuple):
    """In which language, form and case a date is said, and in which calendar it was written."""

    lang: str
    form: Form
    calendar: str = GREGORIAN
    case: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a pattern can still ask for in another case: `{date}` as it stands, `{date:genitive}`."""

    voice: Voice
    make: Callable[[Voice], str]

    def __format__(self, case: str) -> str:
        if not case:
            return self.make(self.voice)
        return self.make(self.voice._replace(case="" if case == _PLAIN_CASE else case))


def known_files() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, in alphabetic order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml") if file.stem != _UNDETERMINED))


def pattern(voice: Voice, key: str, unit: str = "") -> str:
    """Return the text of a key such as `range.tight` in the voice's form and case, empty where there is none.

    A text for the unit goes before one for all, and the case before both.
    """
    section, _, name = key.partition(".")
    language = _language(voice.lang)
    keys = (f"{name}_{unit}", name) if unit else (name,)
    for table in (language["case"].get(voice.case, {}).get(section, {}), language[section]):
        for each in keys:
            value = table.get(each)
            text = value.get(voice.form.value, value.get("long")) if isinstance(value, dict) else value
            if text is not None:
                return str(text)
    return ""


def say(voice: Voice, key: str, unit: str = "", **values: object) -> str:
    """Return the text of a key with its names in braces replaced, and contracted as the language does."""
    said = pattern(voice, key, unit).format_map(values)
    contractions = _language(voice.lang)["contractions"]
    if not contractions:
        return said
    return _apart(tuple(contractions)).sub(lambda match: contractions[match[0]], said)


def say_number(voice: Voice, key: str, number: int, shown: str | None = None) -> str:
    """Return the text of a key that has one for a number or its plural category.

    `shown` stands for several numbers of which `number` is the last (`7 or 24`); the text is empty where the
    language has none for that.
    """
    section, _, name = key.partition(".")
    forms = _language(voice.lang)[section][name]
    category = cldr.plural_form(voice.lang, number)
    if shown is not None:
        several = (str(forms.get(each, "")) for each in (category, "other"))
        return next((each for each in several if "{number}" in each), "").format(number=shown)
    chosen = forms.get(str(number)) or forms.get(category) or forms["other"]
    words = cldr.format_years(voice.lang, number) if "{cldr}" in chosen else ""
    return str(chosen).format(number=cldr.format_number(voice.lang, number), cldr=words)


@functools.lru_cache(maxsize=4096)
def ordinal(voice: Voice, number: int, table: str = "ordinal") -> str:
    """Return the ordinal of a number: `20th`, `ke-20`; table `roman` gives `XXe`, `day` a day of a month."""
    forms = _language(voice.lang)[table]
    chosen = forms.get(str(number)) or forms.get(cldr.ordinal_form(voice.lang, number)) or forms["other"]
    return str(chosen).format(number=_roman(number) if table == "roman" else number)


def names(voice: Voice, key: str) -> tuple[str, ...]:
    """Return a list of names in the voice's case, empty where the language has none."""
    section, _, name = key.partition(".")
    language = _language(voice.lang)
    own = language["case"].get(voice.case, {}).get(section, {})
    return tuple(own.get(name) or language[section].get(name, ()))


def name(voice: Voice, key: str, number: int) -> str:
    """Return the name of a number from a list, the number itself where the list ends before it."""
    listed = names(voice, key)
    return listed[number] if number < len(listed) else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


@functools.cache
def _apart(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for words that are contracted: at the beginning of a word, not within one."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})")


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

"""Names that are known as such, in each language: countries and regions from CLDR, bodies and cities from
`gazetteer.toml`.

They need no capital and no title, so they are what a script without capitals has, and what tells a country
from a surname elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from site_gen import cldr
from site_gen.article.alternatives import one_of
from site_gen.article.language import Language, fold, load_language

_FILE = Path(__file__).resolve().parent / "gazetteer.toml"
_CONTINENTS = frozenset({"002", "003", "005", "009", "013", "019", "142", "145", "150", "151", "154", "155"})
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_SHOUTED = 4
_ARABIC = re.compile("[\u0600-\u06ff]")
_KATAKANA = "[\u30a1-\u30fa\u30fc]"


class Sort(StrEnum):
    """What a known name names."""

    COUNTRY = "countries"
    BODY = "organisations"
    CITY = "cities"
    REGION = "regions"


@dataclass(frozen=True, slots=True)
class Known:
    """A known name: `key` is the same for all its spellings, `name` the one that it is listed under."""

    key: str
    name: str
    sort: Sort


@cache
def known_names(code: str) -> Mapping[str, Known]:
    """Return the names known in a language by their spellings, inflected ones among them."""
    language = load_language(code)
    endings = language.lists.get("names.endings", ())
    found: dict[str, Known] = {}
    for entry, spelling in (*_listed(language.code), *_territories(language.code)):
        for form in (spelling, *_inflected(spelling, endings)):
            found.setdefault(form, entry)
    return found


def look_up(text: str, language: Language) -> Known | None:
    """Return what a text names. What is written in capitals throughout (`JAKARTA`) is known too where it is
    too long to be an abbreviation.
    """
    known = known_names(language.code)
    found = known.get(text)
    if found is None and len(text) >= _SHOUTED and text.isupper():
        found = known.get(text.title())
    return found


def find_all(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int, Known]]:
    """Yield the known names in a stretch of a script without capitals, with their offsets."""
    known = known_names(language.code)
    for match in _pattern(language.code).finditer(text, start, end):
        yield match.start("name"), match.end("name"), known[match["name"]]


def is_caseless(language: Language) -> bool:
    """Tell whether the language's script has no capitals."""
    return all(word == word.upper() for word in language.lists["function_words"])


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Return what finds known names in running text: whole words after the particles that Arabic writes
    together with a word, or, where words are not set apart, no part of a longer word in katakana.
    """
    names = sorted(known_names(code), key=lambda name: (-len(name), name))
    any_name = f"(?P<name>{one_of(names)})"
    if not load_language(code).spaced:
        return re.compile(f"(?<!{_KATAKANA}){any_name}(?!{_KATAKANA})")
    prefix = "[وف]?[بكل]?" if any(_ARABIC.search(name) for name in names[:50]) else ""
    return re.compile(rf"(?<!\w){prefix}{any_name}(?!\w)")


def _listed(code: str) -> Iterator[tuple[Known, str]]:
    for sort in (Sort.COUNTRY, Sort.BODY, Sort.CITY):
        for key, names in _file()[sort.value].items():
            spellings = (*names.get(code, ()), *names.get("any", ()))
            for spelling in spellings:
                yield Known(key, spellings[0], sort), spelling


def _territories(code: str) -> Iterator[tuple[Known, str]]:
    for territory, name in sorted(cldr.territory_names(code).items()):
        if territory in _CONTINENTS:
            yield Known(territory, name, Sort.REGION), name
        elif len(territory) == 2 and territory not in _NO_COUNTRY and not set(name) & set("()（）"):
            yield Known(territory.lower(), name, Sort.COUNTRY), name


def _inflected(name: str, endings: Iterable[str]) -> Iterator[str]:
    """Yield a one-word name with each ending of a language that declines names: `Россия`, `России`."""
    ending = max((e for e in endings if fold(name).endswith(e)), key=len, default="")
    if " " in name or name.isupper():
        return
    stem = name[: len(name) - len(ending)]
    if len(stem) > 2:
        yield from (stem + other for other in endings)


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))

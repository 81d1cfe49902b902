"""A language as data: what `languages/<code>.toml` says, made ready for searching.

`und.toml` (the code for "no language in particular") holds what every language shares: numeric dates, zones,
furniture of pages. Month and day names are CLDR's. To add a language, write its file; no code names one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from site_gen import cldr
from site_gen.article import language_faults, openings, rule_faults
from site_gen.article.alternatives import any_phrase, any_suffix, one_of
from site_gen.article.form_tokens import FormError
from site_gen.article.forms import ANY_WORD, Form, Slot, compile_form
from site_gen.article.language_file import LanguageFile, read_file
from site_gen.article.openings import ANYTHING, NOTHING
from site_gen.article.vocabulary import NUMERIC
from site_gen.diagnostics import Diagnostic, FaultyInput, ordered

_FOLDER = Path(__file__).resolve().parent / "languages"
SHARED = "und"
_LONGEST_ABBREVIATION = 4
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of expression is written and what it means.

    `value` names a reading of `resolve`; `attributes` are what the reading asks beside the slots (`from`,
    `by`, `unit`).
    """

    name: str
    value: str
    attributes: Mapping[str, Any]


Candidates = tuple[tuple[Rule, Form], ...]


@dataclass(frozen=True, slots=True)
class Start:
    """The forms that can begin with one token: all of them, those that can go on with a unit, and those to
    try before any other unit. All in the order of the language's file.
    """

    forms: Candidates
    before: Mapping[str, Candidates]
    otherwise: Candidates


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language, compiled. Compared as an object, so that what is made from a language can be remembered
    by it.

    `words` maps a slot to its folded words and their meaning. `starts` maps a first token to the forms that
    can begin with it. `lists` are the plain word lists (`function_words`, `signals.before` …), `sets` the
    same to look words up in, and `texts` our own sentences.
    """

    code: str
    spaced: bool
    numeric_order: str
    capitalised: frozenset[str]
    lowercase: frozenset[str]
    words: Mapping[str, Mapping[str, str]]
    starts: Mapping[str, Start]
    lists: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]
    periods: Mapping[str, Mapping[str, str]]

    def has(self, name: str, word: str) -> bool:
        """Tell whether a folded word stands in a list."""
        return word in self.sets.get(name, _NO_WORDS)

    def listed(self, name: str) -> frozenset[str]:
        """Return the folded words of a list, none where the language has no such list."""
        return self.sets.get(name, _NO_WORDS)


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, in order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml") if file.stem != SHARED))


def fold(text: str) -> str:
    """Return the text in lower case, with one form of dash, apostrophe and digit, of the same length.

    A character whose lower case is longer (`İ`) keeps its offset by staying one character.
    """
    lowered = text.lower()
    if text.isascii():
        return lowered
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    for written, same in _SAME.items():
        lowered = lowered.replace(written, same)
    for digit in set(_FOREIGN_DIGIT.findall(lowered)):
        lowered = lowered.replace(digit, str(unicodedata.decimal(digit)))
    return lowered


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return `fold(word)`; an article has the same words again and again."""
    return fold(word)


_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_SAME = dict.fromkeys("’‘", "'") | dict.fromkeys("–—‑‐", "-") | {"\xa0": " "}


def any_word(words: Iterable[str], *, spaced: bool = True) -> re.Pattern[str] | None:
    """Return a pattern for any of these folded words, whole ones where words are set apart, None for no
    words.
    """
    listed = tuple(words)
    edge = r"\b" if spaced else ""
    return re.compile(f"{edge}{one_of(listed)}{edge}") if listed else None


@cache
def any_listed(language: Language, name: str) -> re.Pattern[str] | None:
    """Return a pattern for any word of a list of a language, None where it has none."""
    return any_word(language.lists.get(name, ()), spaced=language.spaced)


@cache
def load_language(code: str) -> Language:
    """Return a language by its code; a region (`en-GB`) falls back on the language.

    Raises LookupError naming the languages that there are, and FaultyInput with every fault of its file.
    """
    base = code.replace("_", "-").split("-")[0].lower()
    if base not in available():
        raise LookupError(
            f"no language file for `{code}`; there are {', '.join(f'`{c}`' for c in available())}"
        )
    files = _file(base), _file(SHARED)
    own, shared = (file.values for file in files)
    if faults := tuple(language_faults.shape_faults(files[0])):
        raise FaultyInput(faults)
    words = _words(base, own, shared)
    spaced = own.get("spaced", True)
    slots = _slots(own, words, spaced=spaced)
    periods = shared.get("period", {}) | own.get("period", {})
    starts: dict[str, list[tuple[Rule, Form]]] = {}
    found = list(language_faults.faults(files[0], periods, slots))
    for file in files:
        found += _compile(file, slots, starts, spaced=spaced)
    if found:
        raise FaultyInput(ordered(found))
    lists = _lists(own, shared)
    return Language(
        code=base,
        spaced=spaced,
        numeric_order=own.get("numeric_order", "ambiguous"),
        capitalised=frozenset(own.get("capitalised", ())),
        lowercase=frozenset(own.get("lowercase", ())),
        words=words,
        starts={token: _start(token, tuple(forms)) for token, forms in starts.items()},
        lists=lists,
        sets={name: frozenset(entries) for name, entries in lists.items()},
        texts=own.get("texts", {}),
        periods=periods,
    )


def _compile(
    file: LanguageFile, slots: Mapping[str, Slot], starts: dict[str, list[tuple[Rule, Form]]], *, spaced: bool
) -> Iterator[Diagnostic]:
    """Put the forms of a file's rules into `starts`, and yield what is wrong with them."""
    for number, entry in enumerate(file.values.get("rule", [])):
        yield from rule_faults.rule_faults(file, number)
        rule = Rule(
            entry["name"], entry["value"], MappingProxyType({k: v for k, v in entry.items() if k != "forms"})
        )
        for written in entry["forms"]:
            try:
                form = compile_form(fold(written), slots, spaced=spaced)
                rule_faults.check_slots(rule.attributes, written)
            except FormError as error:
                yield file.about_form(number, written, error)
                continue
            for token in form.first:
                starts.setdefault(token, []).append((rule, form))


@cache
def furniture() -> Mapping[str, tuple[str, ...]]:
    """Return the furniture of pages in all languages: a page's furniture need not be in its article's
    language.
    """
    merged: dict[str, tuple[str, ...]] = {}
    for code in (SHARED, *available()):
        for name, entries in _read(code).get("furniture", {}).items():
            merged[name] = merged.get(name, ()) + tuple(fold(entry) for entry in entries)
    return merged


@cache
def function_words(code: str) -> frozenset[str]:
    """Return the folded function words of a language that has a file."""
    return frozenset(map(fold, _read(code).get("function_words", ())))


def is_spaced(code: str) -> bool:
    """Tell whether a language that has a file sets its words apart."""
    return bool(_read(code).get("spaced", True))


def _read(code: str) -> Mapping[str, Any]:
    return _file(code).values


def _file(code: str) -> LanguageFile:
    return _parsed(_FOLDER / f"{code}.toml")


_parsed = cache(read_file)


def _words(base: str, own: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    words: dict[str, dict[str, str]] = {"month": {}, "weekday": {}}
    for slot, table in (("month", cldr.months(base)), ("weekday", cldr.weekdays(base))):
        for name, number in table.items():
            folded = fold(name)
            if not folded.isdigit() and len(folded.rstrip(".")) > 1:
                short = folded.rstrip(".")
                words[slot][short] = words[slot][folded] = str(number)
                if len(short) <= _LONGEST_ABBREVIATION:
                    words[slot][short + "."] = str(number)
    for tables in (shared.get("words", {}), own.get("words", {})):
        for slot, meanings in tables.items():
            for meaning, forms in meanings.items():
                words.setdefault(slot, {}).update({fold(form): meaning for form in forms})
    words.setdefault("number", {}).update(
        {fold(form): str(n) for n, forms in enumerate(own.get("numbers", ()), 1) for form in forms.split("|")}
    )
    for slot, unused in own.get("unused", {}).items():
        words[slot] = {word: meaning for word, meaning in words[slot].items() if word not in unused}
    return {slot: table for slot, table in words.items() if table}


def _slots(
    own: Mapping[str, Any], words: Mapping[str, Mapping[str, str]], *, spaced: bool
) -> dict[str, Slot]:
    """Return the places for a value that the forms of a language may have."""
    day_suffixes = tuple(map(fold, own.get("day_suffixes", ())))
    roman_suffixes = tuple(map(fold, own.get("roman_suffixes", ())))
    figures = openings.of_figures((), spaced=spaced)
    slots = {name: Slot(pattern, figures) for name, pattern in NUMERIC.items()}
    slots["thousands"] = Slot(r"\d{1,3}[.,]\d{3}", openings.of_words(("1.000", "1,000"), spaced=spaced))
    slots["day"] = Slot(
        r"(?:0[1-9]|[12]\d|3[01]|[1-9])" + any_suffix(day_suffixes),
        openings.of_figures(day_suffixes, spaced=spaced),
    )
    slots["roman"] = Slot(
        NUMERIC["roman"] + any_suffix(roman_suffixes), openings.of_roman(roman_suffixes, spaced=spaced)
    )
    slots["word"] = slots["small"] = Slot(ANY_WORD, openings.ANY_WORD)
    for name, table in words.items():
        slots[name] = Slot(any_phrase(table), openings.of_words(table, spaced=spaced))
    return slots


def _start(token: str, forms: Candidates) -> Start:
    """Sort the forms that can begin with a token by the units that can follow it."""

    def that_go_on(*units: str) -> Candidates:
        wanted = {*units, NOTHING, ANYTHING}
        return tuple(entry for entry in forms if not wanted.isdisjoint(entry[1].first[token]))

    units = frozenset[str]().union(*(form.first[token] for _, form in forms))
    return Start(forms, {unit: that_go_on(unit) for unit in units}, that_go_on())


def _lists(own: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {"function_words": tuple(map(fold, own.get("function_words", ())))}
    for source in (shared, own):
        for group in ("signals", "names", "acts", "text"):
            for name, entries in source.get(group, {}).items():
                key = f"{group}.{name}"
                lists[key] = lists.get(key, ()) + tuple(map(fold, entries))
    return lists

"""Words as they are compared for finding: folded and stemmed, by rules that the site's script reads as well.

The rules are data (`stems.toml`), in what regular expressions of Python and of ECMAScript share.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

RULES = Path(__file__).with_name("stems.toml")
Rule = tuple[re.Pattern[str], str]

_WORD = re.compile(r"[^\W_]+")


@functools.cache
def read_rules() -> Mapping[str, Any]:
    """Return the rules as they are written."""
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def rules_for(languages: Sequence[str]) -> dict[str, Any]:
    """Return the rules that a site of these languages needs, as its script takes them."""
    rules = read_rules()
    known = list(dict.fromkeys(base for lang in languages if (base := base_of(lang)) in rules))
    return {
        "folds": [rules["letters"], rules["spelling"], rules["sounds"]],
        "stop": " ".join(word for lang in known for word in rules[lang]["stop"].split()),
        "steps": [rules[lang]["steps"] for lang in known],
    }


def base_of(lang: str) -> str:
    """Return the language of a code, without region or script."""
    return lang.partition("-")[0].lower()


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case and without diacritics."""
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        if not text.isascii():
            text = "".join(char for char in text if unicodedata.category(char) != "Mn")
            text = _replaced(text, "letters")
    return _WORD.findall(text)


def surface(word: str) -> str:
    """Return a word (of `words_of`) in the spelling that all are compared in."""
    return _replaced(_replaced(word, "spelling"), "sounds")


def stem(word: str, lang: str) -> str:
    """Return what the forms of a word (of `words_of`) have in common; the word where nothing is known of its
    language.
    """
    return _replaced(_stripped(_replaced(word, "spelling"), base_of(lang)), "sounds")


@functools.cache
def stop_words(lang: str) -> frozenset[str]:
    """Return the words that say too little to be searched for, in their lower case."""
    return frozenset(read_rules().get(base_of(lang), {}).get("stop", "").split())


def _stripped(word: str, base: str) -> str:
    for step in _steps(base):
        for pattern, replacement in step:
            found = pattern.search(word)
            if found:
                word = word[: found.start()] + found.expand(replacement) + word[found.end() :]
                break
    return word


@functools.cache
def _steps(base: str) -> tuple[tuple[Rule, ...], ...]:
    steps = read_rules().get(base, {}).get("steps", ())
    return tuple(tuple((re.compile(each), _expanded(to)) for each, to in step) for step in steps)


def _expanded(replacement: str) -> str:
    return re.sub(r"\$(\d)", r"\\\1", replacement)


def _replaced(word: str, name: str) -> str:
    pattern, table = _fold(name)
    return pattern.sub(lambda found: table[found[0]], word)


@functools.cache
def _fold(name: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = dict(read_rules()[name])
    return re.compile("|".join(table)), table

"""What date a phrase means: "awal 1990-an", "before March 1954", "03/04/1954"."""

from __future__ import annotations

import re

from site_gen.article import points, resolve, timex
from site_gen.article.language import Language, fold, load_language
from site_gen.article.signals import Signal, signal_before
from site_gen.article.values import Context, numeric_readings

LONGEST_PHRASE = 300
_WORD = re.compile(r"\w+(?:[.'-]\w+)*\.?")


def read_phrase(text: str, lang: str) -> tuple[tuple[str, str | None], ...] | None:
    """Return the EDTF and part that a phrase proposes, more than one where it is ambiguous, None where it is
    no date.

    The whole phrase must be a date: words that are neither part of it nor a preposition refuse it. A phrase
    that leans on another date or on today ("two years later") has no value. Raises LookupError for a language
    without a file.
    """
    language = load_language(lang)
    folded = " ".join(fold(text).split())
    if not folded or len(folded) > LONGEST_PHRASE:
        return None
    # In capitals: a person who types "march 1954" means the month.
    raised = "".join(c.upper() if len(c.upper()) == 1 else c for c in folded)
    found = timex.find(raised, folded, 0, len(folded), language)
    if len(found) != 1:
        return None
    one = found[0]
    doubt = _beside(folded, one, language)
    if doubt is None:
        return None
    if one.rule.value == "numeric" and one.until is None:
        return tuple((_marked(points.edtf(p), doubt), None) for p in numeric_readings(one, language)) or None
    (value,), _ = resolve.resolve([one], language, Context(None))
    if value.edtf is None:
        return None
    signal = signal_before(folded, one.start, 0, language)
    edtf = _on_side(value.edtf, signal[0] if signal else None)
    part = value.part if edtf == value.edtf else None
    edtf = _marked(edtf, doubt)
    return ((edtf, part),) if points.is_valid(edtf, part) else None


def _beside(folded: str, one: timex.Found, language: Language) -> str | None:
    """Return "?" where words beside the date doubt it, an empty text where none do, None where other words
    stand there.
    """
    words = _WORD.findall(folded[: one.start]) + _WORD.findall(folded[one.end :])
    names = ("filler", "before", "after", "until", "since", "between")
    allowed = {
        w for name in names for entry in language.lists.get(f"signals.{name}", ()) for w in entry.split()
    }
    doubts = {word for entry in language.words.get("doubt", {}) for word in entry.split()}
    if any(word not in allowed and word not in doubts for word in words):
        return None
    return "?" if any(word in doubts for word in words) else ""


def _marked(edtf: str, doubt: str) -> str:
    return points.uncertain(edtf) if doubt else edtf


def _on_side(edtf: str, signal: Signal | None) -> str:
    """Return the open interval before, after, until or since a date."""
    if signal is None or set(edtf) & set("[{") or edtf.startswith("/") or edtf.endswith("/"):
        return edtf
    first, _, last = edtf.partition("/")
    sides = {
        Signal.BEFORE: f"/{first}",
        Signal.UNTIL: f"/{last or first}",
        Signal.AFTER: f"{last or first}/",
        Signal.SINCE: f"{first}/..",
    }
    return sides[signal]

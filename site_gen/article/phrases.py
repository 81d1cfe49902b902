"""What date a phrase means: "awal 1990-an", "before March 1954", "between 500BC and 400BC"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from site_gen.article import points, resolve, timex
from site_gen.article.context import Context
from site_gen.article.language import Language, fold, load_language
from site_gen.article.model import Kind
from site_gen.article.points import Grain
from site_gen.article.signals import Signal, is_limit, signal_before
from site_gen.article.values import Value, numeric_readings

LONGEST_PHRASE = 300
NO_DATE = "no date is found in it"
_WORD = re.compile(r"\w+(?:[.'-]\w+)*\.?")
_SHORT_NUMBER = re.compile(r"(?<![\w./,:'])\d{1,3}(?![\w/:']|[.,]\d)")
_BARE_CENTURY = 2000

Dated = tuple[str, str | None]


class Phrase(NamedTuple):
    """What a phrase can mean, as EDTF with its part; where it means nothing, why."""

    readings: tuple[Dated, ...] = ()
    reason: str = ""


def read_phrase(text: str, lang: str) -> tuple[Dated, ...] | None:
    """Return the EDTF and part that a phrase proposes, more than one where it is ambiguous, None where it is
    no date.

    The whole phrase must be a date: words that are neither part of it nor a preposition refuse it. A phrase
    that leans on another date or on today ("two years later") has no value. Raises LookupError for a language
    without a file.
    """
    return examine(text, load_language(lang)).readings or None


def examine(text: str, language: Language) -> Phrase:
    """Read a phrase as `read_phrase` does; where it is no date, say why."""
    folded = " ".join(fold(text).split())
    if not folded or len(folded) > LONGEST_PHRASE:
        return Phrase((), NO_DATE)
    folded = _eras_set_apart(folded, language)
    first = _with_ends(folded, language)
    if first.readings:
        return first
    found = [_with_ends(variant, language) for variant in _with_years_told(folded, language)]
    if found and not found[0].readings:
        # A language that cannot say the early year would make the late one look like the only one.
        return first
    readings = tuple(dict.fromkeys(reading for each in found for reading in each.readings))
    return Phrase(readings) if readings else first


def _eras_set_apart(folded: str, language: Language) -> str:
    """Put a space between a year and its era: "500bc", "ad14"."""
    eras = "|".join(sorted(map(re.escape, language.words.get("era", {})), key=len, reverse=True))
    if not eras:
        return folded
    folded = re.sub(rf"(\d)(?=(?:{eras})(?!\w))", r"\1 ", folded)
    return re.sub(rf"(?<!\w)({eras})(?=\d)", r"\1 ", folded)


def _with_years_told(folded: str, language: Language) -> Iterator[str]:
    """Yield the phrase with its years below 1000 told from counts: as years of the common era, and where all
    have two figures also as years of the twentieth century.
    """
    common = [word for word, era in language.words.get("era", {}).items() if era == "ce"]
    places = [m for m in _SHORT_NUMBER.finditer(folded) if _may_be_year(m, folded, language)]
    if not common or not places:
        return
    yield _replaced(folded, places, "{} " + common[0])
    if all(len(m[0]) == 2 for m in places):
        yield _replaced(folded, places, "19{}")


def _may_be_year(number: re.Match[str], folded: str, language: Language) -> bool:
    before, after = folded[: number.start()], folded[number.end() :]
    next_word = _WORD.search(after)
    if next_word and next_word[0] in language.words.get("era", {}):
        return False
    if int(number[0]) == 0 or len(number[0]) == 3:
        return int(number[0]) > 0
    units = {*language.words.get("unit", {}), *language.words.get("number", {})}
    if any(word in units for word in _WORD.findall(folded)):
        return False
    months = language.words["month"]
    if not any(word in months for word in _WORD.findall(folded)):
        return True
    # Beside a month a figure is a year where it can be no day, or where the day stands before the month.
    last = _WORD.findall(before)[-1:]
    figures = _SHORT_NUMBER.search(before)
    return not after.strip() and bool(last) and last[0] in months and (bool(figures) or int(number[0]) > 31)


def _replaced(text: str, places: list[re.Match[str]], pattern: str) -> str:
    for place in reversed(places):
        text = text[: place.start()] + pattern.format(place[0]) + text[place.end() :]
    return text


def _with_ends(folded: str, language: Language) -> Phrase:
    """Read a phrase with what may stand behind a date: "1955 onwards", "1990 or later", "2000 or 2017"."""
    whole = _whole(folded, language)
    if whole.readings:
        return whole
    for name, pattern in (("onward", "{}/.."), ("or_later", "[{}..]"), ("or_earlier", "[..{}]")):
        for word in sorted(language.lists.get(f"signals.{name}", ()), key=len, reverse=True):
            if folded.endswith(word) and len(folded) > len(word):
                phrase = _whole(folded[: -len(word)].rstrip(), language)
                ends = _plain_dates(phrase)
                if ends:
                    return Phrase(tuple((pattern.format(end), None) for end in ends))
    for word in language.lists.get("signals.or", ()):
        first, mark, second = folded.partition(f" {word} ")
        either = [_plain_dates(_whole(each, language)) for each in (first, second)] if mark else []
        if either and all(len(each) == 1 for each in either):
            text = "[" + ",".join(sorted(each[0] for each in either)) + "]"
            return Phrase(((text, None),)) if points.is_valid(text, None) else whole
    return whole


def _plain_dates(phrase: Phrase) -> tuple[str, ...]:
    """Return the readings that may stand as an end; none where one of them may not."""
    plain = tuple(edtf for edtf, part in phrase.readings if part is None and not set(edtf) & set("/[{"))
    return plain if len(plain) == len(phrase.readings) else ()


def _whole(folded: str, language: Language) -> Phrase:
    # In capitals: a person who types "march 1954" means the month.
    raised = "".join(c.upper() if len(c.upper()) == 1 else c for c in folded)
    found = timex.find(raised, folded, 0, len(folded), language)
    if len(found) != 1:
        return Phrase((), "it holds more than one date" if found else NO_DATE)
    one = found[0]
    beside = _WORD.findall(folded[: one.start]) + _WORD.findall(folded[one.end :])
    if foreign := _foreign(beside, language):
        return Phrase((), f"`{foreign}` is no word of a date")
    readings, reason = _readings(folded, one, language)
    if any(word in language.words.get("circa", {}) for word in beside):
        readings = tuple((points.approximate(edtf), part) for edtf, part in readings)
    asked = folded.rstrip().endswith(("?", "？", "؟"))
    if asked or any(word in _words_of(language.words.get("doubt", {})) for word in beside):
        readings = tuple((points.uncertain(edtf), part) for edtf, part in readings)
    valid = tuple(dict.fromkeys(each for each in readings if points.is_valid(*each)))
    return Phrase(valid, "" if valid else reason or "the calendar has no such date")


def _readings(folded: str, one: timex.Found, language: Language) -> tuple[tuple[Dated, ...], str]:
    if one.rule.value == "numeric" and one.until is None:
        return tuple((points.edtf(point), None) for point in numeric_readings(one, language)), ""
    if one.rule.value == "decade" and one.until is None and (twofold := _bare_decade(folded, one, language)):
        return twofold, ""
    if one.until is not None and one.until.rule.value == "present":
        value = _value(replace(one, until=None), language)
        plain = value.edtf and not set(value.edtf) & set("/[{")
        return (((f"{value.edtf}/..", None),) if plain else ()), _why_none(value)
    value = _value(one, language)
    if value.edtf is None:
        return (), _why_none(value)
    part = value.part
    if value.point is not None and value.point.grain is Grain.MONTH and "/" not in value.edtf:
        part = value.point.part
    if alternatives := _alternatives(folded, one, value.edtf, language):
        return ((alternatives, None),), ""
    signal = signal_before(folded, one.start, 0, language)
    # A word that may also mean nothing beside a date ("к концу 1941 года") is no limit.
    fillers = language.lists.get("signals.filler", ())
    may_mean_nothing = folded[: one.start].strip() in fillers
    limit = signal is None and not may_mean_nothing and is_limit(folded, one.start, 0, language)
    if signal is None and not limit:
        return ((value.edtf, part),), ""
    edtf = (points.spread(value.edtf, part) if part else None) or value.edtf
    sided = _on_side(edtf, signal[0] if signal else Signal.UNTIL, whole=one.until is not None)
    return ((sided, None) if sided != edtf else (value.edtf, part),), ""


def _value(one: timex.Found, language: Language) -> Value:
    (value,), _ = resolve.resolve([one], language, Context(None))
    return value


def _why_none(value: Value) -> str:
    if value.kind in (Kind.ANAPHORIC, Kind.DEICTIC):
        return "it leans on another date, or on today"
    if value.kind is Kind.NAMED_PERIOD:
        return "a period that is only named has no bounds"
    return "the calendar has no such date"


def _bare_decade(folded: str, one: timex.Found, language: Language) -> tuple[Dated, ...]:
    """Return both readings of "the 1900s", the century or its first decade, and of "the 90s", whose century
    is not said; nothing where the words allow only one.
    """
    part = language.words["part"][one.slots["part"]] if "part" in one.slots else None
    mark = "~" if "circa" in one.slots else ""
    if one.slots.keys() & {"part_2", "half", "roman", "n", "ordinal", "deixis"}:
        return ()
    names = language.words.get("decadename", {})
    if tens := one.slots.get("decade2") or names.get(one.slots.get("decadename", "")):
        return (f"19{tens[0]}X{mark}", part), (f"00{tens[0]}X{mark}", part)
    first = int(one.slots.get("decade", "1"))
    units = language.words.get("unit", {})
    named = any(units.get(word) == "decade" for word in _WORD.findall(folded[one.start : one.end]))
    if first % 100 or first >= _BARE_CENTURY or named:
        return ()
    return (f"{first // 100}XX{mark}", part), (f"{first // 10}X{mark}", part)


def _alternatives(folded: str, one: timex.Found, edtf: str, language: Language) -> str | None:
    """Return one of several days for "between 47 BC and 14 AD" and "1 or 2 March", None for all of them."""
    first, slash, last = edtf.partition("/")
    if not slash or not first or last in ("", ".."):
        return None
    words = f" {' '.join(_WORD.findall(folded[one.start : one.end]))} "
    either = language.lists.get("signals.or", ())
    if one.rule.value == "days" and any(f" {word} " in words for word in either):
        text = f"[{first},{last}]"
    else:
        before = f" {' '.join(_WORD.findall(folded[: one.start]))} "
        edge = " " if language.spaced else ""
        if not any(f"{edge}{word}{edge}" in before for word in language.lists.get("signals.between", ())):
            return None
        text = f"[{first}..{last}]"
    return text if points.is_valid(text, None) else None


def _foreign(beside: Iterable[str], language: Language) -> str:
    """Return the first of the words beside a date that does not belong there, or an empty text."""
    names = ("filler", "beside", "before", "after", "until", "since", "between", "limit")
    listed = (language.lists.get(f"signals.{name}", ()) for name in names)
    tables = (language.words.get(name, {}) for name in ("doubt", "circa"))
    allowed = _words_of(entry for entries in (*listed, *tables) for entry in entries)
    return next((word for word in beside if not _is_allowed(word, allowed)), "")


def _is_allowed(word: str, allowed: frozenset[str]) -> bool:
    """Tell whether a word may stand beside a date, or what an apostrophe joins in it ("l'anno")."""
    if word in allowed:
        return True
    elided, mark, rest = word.partition("'")
    return bool(mark and rest) and not allowed.isdisjoint((elided, elided + mark)) and rest in allowed


def _words_of(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in entry.split())


def _on_side(edtf: str, signal: Signal, *, whole: bool) -> str:
    """Return the open interval before, after, until or since a date; a `whole` one is said with both ends
    ("since 1951 until 1955").
    """
    if set(edtf) & set("[{") or edtf.startswith("/") or edtf.endswith("/"):
        return edtf
    first, _, last = edtf.partition("/")
    sides = {
        Signal.BEFORE: f"/{first}",
        Signal.UNTIL: f"/{last or first}",
        Signal.AFTER: f"{last or first}/",
        Signal.SINCE: f"{first}/{last if whole else '..'}",
    }
    return sides[signal]

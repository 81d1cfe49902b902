"""Finding temporal expressions: what the rules of a language match in a text, before anything is given a
value.

The text is walked once from token to token; only where a token can begin a form are the forms tried, and the
longest match wins. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from site_gen.article.figures import is_figure, opens_with_year
from site_gen.article.forms import Form
from site_gen.article.language import Candidates, Language, Rule, Start
from site_gen.article.openings import DIGIT, ROMAN, after_figures, unit_at

_TOKEN = re.compile(r"\w+|[^\w\s]")
# A Roman numeral, perhaps with the ending of an ordinal ("XIXe").
_ROMAN = re.compile(r"[ivx]+\w{0,3}")
_ROMAN_FIGURES = frozenset("ivx")
_FIGURES = frozenset("0123456789")
_REFUSED_BEFORE = re.compile(r"(?:\d[.,:/]|[^\W\d_]/|[$€£¥#=§]\s?)\Z")
_PART_OF_NAME = re.compile(r"[^\W\d_]-\Z")
_REFUSED_AFTER = re.compile(r"[.,:]\d|\s?[%°]|/\d")
# What stands before the first word of a sentence.
_BEGINS = frozenset('.!?:…„“”»«"‚‘(–—\n')
_LONGEST_GAP = 4
_LONGEST_CONTEXT = 24
_LONGEST_FIRST = 12
_SHORTEST_LIST = 2
_JOINABLE = frozenset({"date", "decade", "century", "numeric", "present", "shift"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule matched: its slots (folded text; a second one as `name_2`) and where, end exclusive.

    Where `until` is given the two are one interval, and `start` and `end` are the interval's.
    """

    rule: Rule
    slots: Mapping[str, str]
    start: int
    end: int
    until: Found | None = None


def find(text: str, folded: str, start: int, end: int, language: Language) -> tuple[Found, ...]:
    """Return what the rules match in `text[start:end]`, in order and without overlap, intervals joined.

    `folded` is `language.fold(text)`. Matches of a `block` rule (counts, prices) are dropped with what they
    cover.
    """
    single = [
        m
        for m in _matches(text, folded, start, end, language)
        if m.rule.value != "block" and not is_figure(m.slots, text, folded, (m.start, m.end), start, language)
    ]
    joined: list[Found] = []
    at = 0
    while at < len(single):
        one = single[at]
        if at + 1 < len(single) and _is_range(folded, start, one, single[at + 1], language):
            other = single[at + 1]
            joined.append(Found(one.rule, one.slots, one.start, other.end, other))
            at += 2
        else:
            joined.append(one)
            at += 1
    return tuple(joined)


def _matches(text: str, folded: str, start: int, end: int, language: Language) -> Iterator[Found]:
    at = start
    while first := _next_match(text, folded, at, start, end, language):
        yield from _each(*first)
        at = first[0].end


def _next_match(
    text: str, folded: str, at: int, start: int, end: int, language: Language
) -> tuple[Found, re.Match[str]] | None:
    """Return the longest match at the first token from `at` on that has one."""
    for token, forms in _beginnings(folded, at, end, language):
        best: tuple[Rule, re.Match[str]] | None = None
        for rule, form in forms:
            match = form.pattern.match(folded, token.start(), end)
            if match is None or not _is_better(match.end(), rule, best and best[1].end()):
                continue
            if not (_stands_free(match, text, language) and _capitals_fit(match, text, language)):
                continue
            if not _context_fits(form, folded, match.start()):
                continue
            if rule.attributes.get("counts") and opens_with_year(
                text, folded, match.start(), start, language
            ):
                continue
            best = rule, match
        if best is not None:
            rule, match = best
            slots = {k: " ".join(v.split()) for k, v in match.groupdict().items() if v is not None}
            return Found(rule, slots, match.start(), match.end()), match
    return None


def _each(found: Found, match: re.Match[str]) -> Iterator[Found]:
    """Yield what a rule found, a list ("March 3, 5 and 9, 1951") as one expression for each of its items."""
    listed = str(found.rule.attributes.get("each", ""))
    items = sorted((slot for slot in found.slots if slot.split("_")[0] == listed), key=match.start)
    if len(items) < _SHORTEST_LIST:
        yield found
        return
    shared = {slot: words for slot, words in found.slots.items() if slot not in items}
    for item in items:
        start = found.start if item == items[0] else match.start(item)
        end = found.end if item == items[-1] else match.end(item)
        yield Found(found.rule, {**shared, listed: found.slots[item]}, start, end)


def _beginnings(
    folded: str, start: int, end: int, language: Language
) -> Iterator[tuple[re.Match[str], Candidates]]:
    """Yield the tokens that can begin a form, each with the forms to try at it: those that can go on as the
    text does.
    """
    if not language.spaced:
        yield from _unspaced_beginnings(folded, start, end, language)
        return
    starts = language.starts
    for token in _TOKEN.finditer(folded, start, end):
        word = token[0]
        forms: Candidates = ()
        if word[0] in _FIGURES:
            forms = _going_on(starts.get(DIGIT), folded, after_figures(folded, token.start()), end, language)
        elif word in starts:
            forms = _going_on(starts[word], folded, token.end(), end, language)
        if word[0] in _ROMAN_FIGURES and _ROMAN.fullmatch(word):
            forms += _going_on(starts.get(ROMAN), folded, token.end(), end, language)
        if forms:
            yield token, forms


def _unspaced_beginnings(
    folded: str, start: int, end: int, language: Language
) -> Iterator[tuple[re.Match[str], Candidates]]:
    """Yield the same where words are not set apart: whatever the text goes on with may begin a form."""
    pattern, starts, at = _unspaced_token(language), language.starts, start
    while token := pattern.search(folded, at, end):
        at = token.start() + 1
        word = token[0]
        if word[0] in _FIGURES:
            yield (
                token,
                _going_on(starts.get(DIGIT), folded, after_figures(folded, token.start()), end, language),
            )
            continue
        lengths = range(1, min(len(word), _LONGEST_FIRST) + 1)
        known = (starts[word[:length]].forms for length in lengths if word[:length] in starts)
        yield token, tuple(entry for forms in known for entry in forms)


@cache
def _unspaced_token(language: Language) -> re.Pattern[str]:
    """Return the pattern of what can begin a form where words are not set apart: no longer than the longest
    first word, so that a text without any space is not looked through again from each character on.
    """
    first = "".join(sorted({re.escape(token[0]) for token in language.starts}))
    return re.compile(rf"[{first}\d]\w{{0,{_LONGEST_FIRST - 1}}}")


def _going_on(start: Start | None, folded: str, at: int, end: int, language: Language) -> Candidates:
    """Return the forms that can go on as the text does at `at`. A hyphen may be a gap or a mark."""
    if start is None:
        return ()
    unit = unit_at(folded, at, end, spaced=language.spaced)
    return start.forms if unit == "-" else start.before.get(unit, start.otherwise)


def _stands_free(match: re.Match[str], text: str, language: Language) -> bool:
    """Tell whether the match is not a piece of a longer word or number. A raised figure (a note) is no piece
    of it.
    """
    start, end = match.start(), match.end()
    before, first, last, after = text[start - 1 : start], text[start], text[end - 1], text[end : end + 1]
    if (before.isdecimal() and first.isdecimal()) or (last.isdecimal() and after.isdecimal()):
        return False
    if last.isdecimal() and _REFUSED_AFTER.match(text, end, end + 3):
        return False
    if first.isdecimal() and _REFUSED_BEFORE.search(text, max(0, start - 2), start):
        return False
    if not language.spaced:
        return True
    if match[0].isdecimal() and _PART_OF_NAME.search(text, max(0, start - 2), start):
        return False
    return not (_is_wordy(before) and _is_wordy(first)) and not (_is_wordy(last) and _is_wordy(after))


def _is_wordy(char: str) -> bool:
    return char.isalpha() or char.isdecimal()


def _capitals_fit(match: re.Match[str], text: str, language: Language) -> bool:
    """Tell `May` from `may` in a language that writes its months with a capital, and German `morgen` from
    the noun `Morgen`, which look the same at the beginning of a sentence only.
    """
    for slot in match.re.groupindex:
        if match[slot] is None:
            continue
        name, start = slot.split("_")[0], match.start(slot)
        if name in language.capitalised and text[start].islower():
            return False
        if name in language.lowercase and text[start].isupper() and not _begins_sentence(text, start):
            return False
    return True


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _LONGEST_GAP) : start].rstrip(" \xa0\t")
    return not before or before[-1] in _BEGINS


def _is_better(end: int, rule: Rule, best: int | None) -> bool:
    """Tell whether a match is longer than the best so far, or as long and says that this is no date."""
    return best is None or end > best or (end == best and rule.value == "block")


def _context_fits(form: Form, folded: str, start: int) -> bool:
    before = max(0, start - _LONGEST_CONTEXT)
    if form.context is not None and form.context.search(folded, before, start) is None:
        return False
    return form.refused is None or form.refused.search(folded, before, start) is None


def _is_range(folded: str, floor: int, one: Found, other: Found, language: Language) -> bool:
    """Tell whether two matches are the ends of one interval: "1951–1955", "between May and July 1951"."""
    if one.rule.value not in _JOINABLE or other.rule.value not in _JOINABLE or other.start - one.end > 24:
        return False
    if one.rule.value == "present":
        return False
    between = folded[one.end : other.start].strip()
    if not between or "\n" in between:
        return False
    if between in language.lists.get("signals.range", ()):
        return True
    before = folded[max(floor, one.start - 24) : one.start].rstrip()
    opened = any(before.endswith(word) for word in language.lists.get("signals.between", ()))
    return opened and between in language.lists.get("signals.between_and", ())

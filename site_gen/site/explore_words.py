"""Words for an axis that a script draws: the patterns of years, months, days and times in a language.

What a browser calls a month depends on the browser; what the pages call it does not. So the words are found
here, from dates that `display` puts into words and whose figures are then left open.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from site_gen import cldr
from site_gen.cldr import Catalogue
from site_gen.dates import display, parse_edtf
from site_gen.dates.civil_words import month_name
from site_gen.dates.patterns import Form, Voice, pattern

_YEAR, _DAY = "5432", "28"
_FORM = re.compile(r"[n0-9 ()<>=!%&|?:+-]*")


def axis_words(lang: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return patterns with `{y}` (year), `{d}` (day), `{h}` and `{m}` (time) and `{n}` (number) in them.

    `bce` is for years before the era, `ago` for millions and milliards of years before now; `months` and
    `days` name a month and a day with their year, `alone` and `inYear` without; `digits` are the language's
    own figures, empty where they are 0 to 9; `events` are the forms of a number of events.
    """
    voice = Voice(lang, Form.SHORT)
    months = range(1, 13)
    inside = pattern(voice, "date.day_and_month").replace("{day}", "{d}")
    return {
        "year": _specimen(lang, _YEAR),
        "bce": _specimen(lang, "-5431"),
        "ago": [_ago(lang, 6), _ago(lang, 9)],
        "months": [_specimen(lang, f"{_YEAR}-{month:02d}") for month in months],
        "days": [_specimen(lang, f"{_YEAR}-{month:02d}-{_DAY}") for month in months],
        "alone": [month_name(voice, month, cldr.Context.STAND_ALONE) for month in months],
        "inYear": [inside.replace("{month}", month_name(voice, month)) for month in months],
        "time": _time(lang),
        "digits": cldr.native_digits(lang, "0123456789").replace("0123456789", ""),
        "group": _between(cldr.format_number(lang, 12345), "12", "345"),
        "point": _fraction(lang),
        "events": _plural(catalogue),
    }


def plural_form(catalogue: Catalogue) -> str:
    """Return the rule by which a plural form is chosen, an expression of `n` that JavaScript reads as gettext
    does; that of English where it holds anything else than operators and numbers.
    """
    rule = catalogue.plural_expression if "%(num)d event" in catalogue.messages else "n != 1"
    return rule if _FORM.fullmatch(rule) else "n != 1"


def _plural(catalogue: Catalogue) -> list[str]:
    forms = catalogue.messages.get("%(num)d event", ("%(num)d event", "%(num)d events"))
    return [form.replace("%(num)d", "{n}") for form in forms]


def _specimen(lang: str, edtf: str) -> str:
    """Put a date into words, and leave open the figures that it was made of."""
    words = display.words(parse_edtf(edtf), lang, "short")
    for figures, name in ((_YEAR, "{y}"), (cldr.format_number(lang, int(_YEAR)), "{y}"), (_DAY, "{d}")):
        words = words.replace(cldr.native_digits(lang, figures), name, 1)
    return words


def _ago(lang: str, power: int) -> str:
    """Return how a number of powers of ten of years before now is said, empty where it is said otherwise."""
    words = display.words(parse_edtf(f"Y-{_DAY}{'0' * power}"), lang, "short")
    pattern_of = words.replace(cldr.native_digits(lang, _DAY), "{n}", 1)
    return "" if any(sign.isdecimal() for sign in pattern_of) or pattern_of == words else pattern_of


def _fraction(lang: str) -> str:
    return _between(cldr.format_number(lang, Decimal("1.5")), "1", "5")


def _between(text: str, before: str, behind: str) -> str:
    """Return what stands between two figures that are written in some language's digits."""
    return text[len(before) : len(text) - len(behind)]


def _time(lang: str) -> str:
    given = cldr.date_pattern(lang, "Hm") or "%(HH)s:%(mm)s"
    return re.sub(r"%\(H+\)s", "{h}", given).replace("%(mm)s", "{m}")

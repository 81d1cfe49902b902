"""What the Unicode CLDR knows of languages: names, plural forms, lists, numbers, and gettext catalogues.

The only module that imports `babel`, and only when a function is called. Languages are BCP 47 codes (`id`,
`en-GB`, `zh-Hant`). Names of months, days and eras are read from babel's data by a resolver of our own: babel
2.18 keeps resolved aliases of one locale in data that others share (python-babel/babel, issue 1234).
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from site_gen.catalogue import Catalogue as Catalogue
from site_gen.catalogue import plural_rule

if TYPE_CHECKING:
    from babel import Locale

# The first digit of each set of digits that is some language's default.
_ZEROS = (
    *(("adlm", 0x1E950), ("arab", 0x660), ("arabext", 0x6F0), ("beng", 0x9E6), ("cakm", 0x11136)),
    *(("deva", 0x966), ("hmnp", 0x1E140), ("mtei", 0xABF0), ("mymr", 0x1040), ("nkoo", 0x7C0)),
    *(("olck", 0x1C50), ("tibt", 0xF20)),
)
_DIGITS = {system: {0x30 + digit: zero + digit for digit in range(10)} for system, zero in _ZEROS}


class UnknownLanguageError(LookupError):
    """A language code that CLDR has no data for."""

    def __init__(self, language: str) -> None:
        super().__init__(f"language `{language}` is not known")
        self.language = language


class CatalogueError(ValueError):
    """A catalogue that cannot be read; `line` is 1-based, 0 where it is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Width(StrEnum):
    """How much of a name is written: `March` or `Mar`."""

    WIDE = "wide"
    ABBREVIATED = "abbreviated"


class Context(StrEnum):
    """Where a name stands: inside a date (Russian `марта`) or alone (`март`)."""

    FORMAT = "format"
    STAND_ALONE = "stand-alone"


class ListStyle(StrEnum):
    """The word that joins the last item of a list."""

    AND = "standard"
    OR = "or"


@functools.cache
def is_known_language(code: str) -> bool:
    """Return whether CLDR has data for the language."""
    try:
        _locale(code)
    except UnknownLanguageError:
        return False
    return True


@functools.cache
def known_languages() -> tuple[str, ...]:
    """Return the codes of all languages, without regions and scripts, in alphabetic order."""
    from babel import localedata

    return tuple(sorted(code for code in localedata.locale_identifiers() if "_" not in code))


def month_names(lang: str, width: Width = Width.WIDE, context: Context = Context.FORMAT) -> tuple[str, ...]:
    """Return the names of the twelve months, January first."""
    return tuple(map(_names(lang, "months", context, width).__getitem__, range(1, 13)))


def day_names(lang: str, width: Width = Width.WIDE, context: Context = Context.FORMAT) -> tuple[str, ...]:
    """Return the names of the seven days of the week, Monday first."""
    names = _names(lang, "days", context, width)
    return tuple(names[number] for number in range(7))


def era_names(lang: str) -> tuple[str, str]:
    """Return the abbreviations of the eras before and after the year 1."""
    eras = _resolved(lang, ("eras", "abbreviated"))
    return eras[0], eras[1]


@functools.cache
def months(lang: str) -> Mapping[str, int]:
    """Return lower-case names and abbreviations of months, also without their full stop, and their numbers.

    A spelling that can mean two months is left out.
    """
    return _numbers(month_names(lang, width, context) for width in Width for context in Context)


@functools.cache
def weekdays(lang: str) -> Mapping[str, int]:
    """Return lower-case names and abbreviations of the days of the week and their numbers, Monday 1."""
    return _numbers(day_names(lang, width, context) for width in Width for context in Context)


def _numbers(tables: Iterable[Sequence[str]]) -> Mapping[str, int]:
    found: dict[str, set[int]] = {}
    for names in tables:
        for number, name in enumerate(names, 1):
            for spelling in {name.lower(), name.lower().rstrip(".")}:
                found.setdefault(spelling, set()).add(number)
    # Languages without names of their own answer "M01" or bare digits.
    usable = (name for name, numbers in found.items() if len(numbers) == 1 and not name.lstrip("m").isdigit())
    return MappingProxyType({name: min(found[name]) for name in usable})


@functools.cache
def date_pattern(lang: str, skeleton: str) -> str | None:
    """Return CLDR's pattern for a skeleton (`yMMMMd`, `GyMMM` …) as a %-format, None if there is none.

    Its fields are those of UTS 35, for example `%(d)s %(MMMM)s %(y)s`.
    """
    locale = _locale(lang)
    pattern = locale.datetime_skeletons.get(skeleton)
    if pattern is None and skeleton == "yMMMMd":
        pattern = locale.date_formats.get("long")
    return None if pattern is None else str(pattern.format)


def plural_form(lang: str, number: int) -> str:
    """Return the plural category of a whole number: zero, one, two, few, many or other."""
    return str(_locale(lang).plural_form(number))


def ordinal_form(lang: str, number: int) -> str:
    """Return the plural category of an ordinal: in English 1st is one, 2nd two, 3rd few, 4th other."""
    return str(_locale(lang).ordinal_form(number))


def format_list(lang: str, items: Sequence[str], style: ListStyle = ListStyle.AND) -> str:
    """Return the items as a list in words: `a, b, and c`."""
    from babel.lists import format_list as babel_format_list

    chosen: Literal["standard", "or"] = "or" if style is ListStyle.OR else "standard"
    return babel_format_list(list(items), style=chosen, locale=_locale(lang))


@functools.lru_cache(maxsize=4096)
def format_number(lang: str, number: int | Decimal) -> str:
    """Return a number with the separators of the language: `1.234.567`, `13,8`."""
    from babel.numbers import format_decimal

    return native_digits(lang, format_decimal(number, locale=_locale(lang), numbering_system="default"))


def native_digits(lang: str, text: str) -> str:
    """Return text with the digits that the language is written with: `١٩٥٤` for `ar-EG`, `1954` for `ar`."""
    digits = _digits(lang)
    return text.translate(digits) if digits else text


@functools.cache
def _digits(lang: str) -> Mapping[int, int] | None:
    return _DIGITS.get(_locale(lang).default_numbering_system)


def format_years(lang: str, number: int) -> str:
    """Return a number of years in words: `35 years`, `35 лет`."""
    from babel.units import format_unit

    words = format_unit(number, "duration-year", locale=_locale(lang))
    if "duration" not in words:
        return words
    # Where the long form is missing babel shows the name of the unit, though CLDR says: as the short form.
    return format_unit(number, "duration-year", length="short", locale=_locale(lang))


def language_name(code: str, in_lang: str) -> str:
    """Return the name of a language in another (or in itself), the code where CLDR has no name."""
    return _locale(code).get_display_name(_locale(in_lang)) or code


@functools.cache
def territory_names(lang: str) -> Mapping[str, str]:
    """Return the names of countries and regions by their codes: `FR`, or `150` for Europe (UN M49)."""
    return MappingProxyType(dict(_locale(lang).territories))


def text_direction(lang: str) -> str:
    """Return the direction in which the language is written: `ltr` or `rtl`."""
    return str(_locale(lang).text_direction)


def catalogue(source: Path | bytes, lang: str) -> Catalogue:
    """Read a gettext `.po` file or its bytes; raise CatalogueError where it is malformed.

    Fuzzy and empty translations are left out. The plural rule is the file's, else that of the language.
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    if not data:
        return Catalogue({}, _plural_rule_of(lang))

    from babel.messages.pofile import PoFileError, read_po

    try:
        read = read_po(io.BytesIO(data), abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(str(error).rpartition(" on ")[0], error.lineno + 1) from None
    except (LookupError, ValueError) as error:
        raise CatalogueError(str(error)) from None
    messages: dict[str, tuple[str, ...]] = {}
    for message in read:
        one = message.id if isinstance(message.id, str) else message.id[0]
        text = message.string or ""
        # babel fills up missing plurals with empty text.
        forms = tuple(form for form in ((text,) if isinstance(text, str) else text) if form)
        if one and forms and not message.fuzzy:
            messages[one] = forms
    rule = read.plural_expr
    if b"Plural-Forms" not in data:
        rule = _plural_rule_of(lang)
    try:
        plural_rule(rule)
    except ValueError as error:
        raise CatalogueError(f"plural rule `{rule}` cannot be read: {error}") from None
    return Catalogue(MappingProxyType(messages), rule)


def _plural_rule_of(lang: str) -> str:
    from babel.plural import to_gettext

    return to_gettext(_locale(lang).plural_form).partition("plural=")[2].rstrip(";")


@functools.cache
def _locale(code: str) -> Locale:
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        return Locale.parse(code, sep="-")
    except (ValueError, TypeError, UnknownLocaleError):
        raise UnknownLanguageError(code) from None


def _names(lang: str, table: str, context: Context, width: Width) -> Mapping[int, str]:
    return _resolved(lang, (table, context.value, width.value))


@functools.cache
def _resolved(lang: str, path: tuple[str, ...]) -> Mapping[int, str]:
    from babel import localedata

    data: Any = localedata.load(str(_locale(lang)))
    return MappingProxyType(_follow(data, path))


def _follow(data: Any, path: tuple[str, ...]) -> dict[Any, Any]:
    """Return what lies at a path of babel's data, aliases followed, without changing the data.

    A node is a dict, an alias (another path), or both: the alias, and what overrides its entries.
    """
    from babel.localedata import Alias

    node: Any = data
    for index, key in enumerate(path):
        node = node[key]
        alias, own = node if isinstance(node, tuple) else (node, {})
        if isinstance(alias, Alias):
            rest = path[index + 1 :]
            base = _follow(data, (*alias.keys, *rest))
            for step in rest:
                own = own.get(step, {})
            return {**base, **own}
    return dict(node)

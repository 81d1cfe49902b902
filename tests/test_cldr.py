from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from site_gen import cldr
from site_gen.cldr import CatalogueError, Context, ListStyle, UnknownLanguageError, Width

RUSSIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && n%100/10!=1 ? 1 : 2);\\n"

msgid "Search"
msgstr "Поиск"

#, fuzzy
msgid "Home"
msgstr "Дом"

msgid "Empty"
msgstr ""

msgid "{n} event"
msgid_plural "{n} events"
msgstr[0] "{n} событие"
msgstr[1] "{n} события"
msgstr[2] "{n} событий"
"""


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("id", True),
        ("en-GB", True),
        ("zh-Hant", True),
        ("sr-Latn", True),
        ("xx", False),
        ("", False),
        ("en_GB", False),
        ("../id", False),
        ("english", False),
    ],
)
def test_languages_are_known_by_their_bcp_47_code(code: str, known: bool) -> None:
    """CLDR's languages are known, with regions and scripts, and nothing else."""
    assert cldr.is_known_language(code) is known


def test_an_unknown_language_is_named() -> None:
    """The error says which language was asked for."""
    with pytest.raises(UnknownLanguageError, match="`xx`"):
        cldr.month_names("xx")


@pytest.mark.parametrize(
    ("lang", "width", "context", "march"),
    [
        ("id", Width.WIDE, Context.FORMAT, "Maret"),
        ("id", Width.ABBREVIATED, Context.FORMAT, "Mar"),
        ("ru", Width.WIDE, Context.FORMAT, "марта"),
        ("ru", Width.WIDE, Context.STAND_ALONE, "март"),
        ("cs", Width.WIDE, Context.STAND_ALONE, "březen"),
        ("de", Width.WIDE, Context.STAND_ALONE, "März"),
        ("he", Width.WIDE, Context.STAND_ALONE, "מרץ"),
        ("ja", Width.WIDE, Context.FORMAT, "3月"),
        ("ar", Width.WIDE, Context.FORMAT, "مارس"),
    ],
)
def test_names_of_months(lang: str, width: Width, context: Context, march: str) -> None:
    """Months have the names of their own language, in the form asked for."""
    assert cldr.month_names(lang, width, context)[2] == march


def test_names_of_days() -> None:
    """The week begins on Monday."""
    assert cldr.day_names("id")[0] == "Senin"
    assert cldr.day_names("en", Width.ABBREVIATED)[6] == "Sun"


def test_names_do_not_leak_from_one_language_to_another() -> None:
    """What is asked of other languages before changes nothing of what a language answers."""
    asked = ["nqo", "ja", "he", "raj", "ug", "rn"]
    for lang in [*asked, "de", "mk", "gu", "gn"]:
        for context in Context:
            for width in Width:
                cldr.month_names(lang, width, context)
                cldr.day_names(lang, width, context)
    program = (
        "import json, sys; from site_gen import cldr; "
        "print(json.dumps([[cldr.month_names(sys.argv[1], w, c), cldr.day_names(sys.argv[1], w, c), "
        "cldr.era_names(sys.argv[1])] for w in cldr.Width for c in cldr.Context]))"
    )
    for lang in ("de", "mk", "gn", "ug"):
        fresh = json.loads(
            subprocess.run(
                [sys.executable, "-c", program, lang], capture_output=True, text=True, check=True
            ).stdout
        )
        here = [
            [
                list(names)
                for names in (cldr.month_names(lang, w, c), cldr.day_names(lang, w, c), cldr.era_names(lang))
            ]
            for w in Width
            for c in Context
        ]
        assert here == fresh


def test_our_resolver_agrees_with_babel() -> None:
    """In a process of its own, where nothing can have leaked, babel gives the same names."""
    program = (
        "import json, sys; from babel import Locale; L = Locale.parse(sys.argv[1]); "
        "print(json.dumps([[L.months[c][w][n] for n in range(1, 13)] for w in ('wide', 'abbreviated') "
        "for c in ('format', 'stand-alone')]))"
    )
    for lang in ("de", "ru", "fi", "ka"):
        done = subprocess.run(
            [sys.executable, "-c", program, lang], capture_output=True, text=True, check=True
        )
        ours = [list(cldr.month_names(lang, width, context)) for width in Width for context in Context]
        assert ours == json.loads(done.stdout)


@pytest.mark.parametrize(
    ("lang", "name", "number"),
    [
        ("id", "agustus", 8),
        ("id", "agu", 8),
        ("id", "mei", 5),
        ("en", "sept", 9),
        ("ru", "марта", 3),
        ("ru", "март", 3),
        ("ru", "янв", 1),
        ("de", "dez.", 12),
        ("de", "dez", 12),
        ("ja", "3月", 3),
    ],
)
def test_months_are_found_by_name(lang: str, name: str, number: int) -> None:
    """Full and abbreviated names, in both contexts and with or without a full stop, give the number."""
    lang = "en-GB" if name == "sept" else lang
    assert cldr.months(lang)[name] == number


def test_every_language_has_months_or_nothing() -> None:
    """No language gives figures for names, and none a name for two months."""
    for lang in cldr.known_languages():
        found = cldr.months(lang)
        assert set(found.values()) <= set(range(1, 13))
        assert not any(name.isdigit() or name == "m01" for name in found)
    assert len(cldr.known_languages()) > 200
    assert cldr.weekdays("id") == {**cldr.weekdays("id"), "senin": 1, "minggu": 7, "jum": 5}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (cldr.plural_form("en", 1), "one"),
        (cldr.plural_form("id", 1), "other"),
        (cldr.plural_form("ar", 3), "few"),
        (cldr.ordinal_form("en", 22), "two"),
        (cldr.format_list("id", ["a", "b", "c"]), "a, b, dan c"),
        (cldr.format_list("id", ["a", "b"], ListStyle.OR), "a atau b"),
        (cldr.format_list("en", ["a"]), "a"),
        (cldr.format_list("en", []), ""),
        (cldr.format_number("id", 66_000_000), "66.000.000"),
        (cldr.format_number("id", Decimal("13.8")), "13,8"),
        (cldr.format_years("ru", 35), "35 лет"),
        (cldr.format_years("ja", 35), "35 年"),
        (cldr.language_name("id", "en"), "Indonesian"),
        (cldr.language_name("en", "id"), "Inggris"),
        (cldr.text_direction("ar"), "rtl"),
        (cldr.text_direction("id"), "ltr"),
        (cldr.era_names("id"), ("SM", "M")),
        (cldr.native_digits("ar", "1954"), "1954"),
        (cldr.native_digits("ar-EG", "1954"), "١٩٥٤"),
        (cldr.native_digits("mr", "1954 BC"), "१९५४ BC"),
        (cldr.format_number("ar-EG", Decimal("1234.5")), "١٬٢٣٤٫٥"),
    ],
)
def test_facts_of_languages(found: object, expected: object) -> None:
    """Plural forms, lists, numbers, names and directions are those of CLDR."""
    assert found == expected


def test_digits_are_known_for_every_language() -> None:
    """Each set of digits that a language has as its default is one that we write, all ten of them."""
    program = (
        "import json; from babel import Locale, localedata; "
        "print(json.dumps({c.replace('_', '-'): Locale.parse(c).default_numbering_system "
        "for c in localedata.locale_identifiers()}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    systems = json.loads(done.stdout)
    assert len(set(systems.values())) > 5
    for lang, system in systems.items():
        digits = cldr.native_digits(lang, "0123456789")
        assert [int(digit) for digit in digits] == list(range(10))
        assert (digits == "0123456789") is (system == "latn"), (lang, system)


def test_names_are_found_where_babel_was_asked_before() -> None:
    """A program that uses babel itself, and so changes its data, gets names from us all the same."""
    program = (
        "from babel import Locale; L = Locale.parse('fr'); L.months['format']['abbreviated'][1]; "
        "L.months['stand-alone']['wide'][1]; from site_gen import cldr; "
        "print([cldr.month_names('fr', w, c)[2] for w in cldr.Width for c in cldr.Context])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['mars', 'mars', 'mars', 'mars']"


def test_a_catalogue_translates_by_the_rule_of_its_file(tmp_path: Path) -> None:
    """Plurals follow the rule in the header; fuzzy, empty and missing messages stay as they are."""
    file = tmp_path / "ru.po"
    file.write_text(RUSSIAN, encoding="utf-8")
    read = cldr.catalogue(file, "ru")
    assert read == cldr.catalogue(RUSSIAN.encode(), "ru")
    assert [read.gettext(each) for each in ("Search", "Home", "Empty", "Other")] == [
        "Поиск",
        "Home",
        "Empty",
        "Other",
    ]
    plurals = [
        read.ngettext("{n} event", "{n} events", number).split()[1] for number in (1, 2, 5, 11, 21, 104)
    ]
    assert plurals == ["событие", "события", "событий", "событий", "событие", "события"]
    assert [read.ngettext("{n} day", "{n} days", number) for number in (1, 2)] == ["{n} day", "{n} days"]


def test_a_catalogue_without_a_rule_takes_that_of_its_language() -> None:
    """A file without a plural rule is read by the rule that its language has."""
    text = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} hari"\n'
    assert cldr.catalogue(text.encode(), "id").ngettext("{n} day", "{n} days", 1) == "{n} hari"
    assert cldr.catalogue(text.encode(), "id").ngettext("{n} day", "{n} days", 5) == "{n} hari"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'msgid "a"\nmsgstr "b"\nnonsense\n', 3),
        (b"\xff\xfe\x00", 0),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=__import__;\\n"\n', 0),
    ],
)
def test_a_malformed_catalogue_is_refused(data: bytes, line: int) -> None:
    """Broken lines, bytes that are no text and rules that are no arithmetic are errors of one kind."""
    with pytest.raises(CatalogueError) as caught:
        cldr.catalogue(data, "id")
    assert caught.value.line == line

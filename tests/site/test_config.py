from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.site.config import ConfigReading, in_language, read_config, url_fault
from site_gen.source import SourceFile
from site_gen.toml_places import finders

FULL = """title = {en = "Door", id = "Pintu"}
description = "One for all"
base_url = "https://example.org/nato/"
languages = ["en", "id"]
id = "tag:example,2026:x"
license = "CC-BY-4.0"

[[lanes]]
key = "soviet"
name = "Soviet Union"

[[lanes]]
key = "others"
name = {en = "Others", id = "Lain"}

[[periods]]
key = "first"
name = "First"
span = "1951/1955"
summary = {en = "S"}

[theme]
accent = "#8a1c1c"
font = '"Source Serif", serif'

[markup]
raw_html = true
typography = false
"""


def read(text: str) -> ConfigReading:
    """The settings of a text."""
    return read_config(SourceFile("content/site.toml", text))


def faults(text: str) -> list[tuple[str, int, int]]:
    """What is wrong with a text, by code and place."""
    return [(d.code, d.line, d.column) for d in read(text).diagnostics]


def test_every_setting() -> None:
    """Each setting arrives typed; a name for all languages stands under an empty key."""
    config, found = read(FULL)
    assert found == ()
    assert config is not None
    assert config.title == {"en": "Door", "id": "Pintu"}
    assert config.description == {"": "One for all"}
    assert (config.base_url, config.languages) == ("https://example.org/nato/", ("en", "id"))
    assert (config.id, config.license, config.raw_html) == ("tag:example,2026:x", "CC-BY-4.0", True)
    assert not config.typography
    assert [(lane.key, lane.name) for lane in config.lanes] == [
        ("soviet", {"": "Soviet Union"}),
        ("others", {"en": "Others", "id": "Lain"}),
    ]
    assert [(p.key, p.span.edtf, p.summary) for p in config.periods] == [("first", "1951/1955", {"en": "S"})]
    assert config.theme == {"accent": "#8a1c1c", "font": '"Source Serif", serif'}
    assert config.default_language == "en"


def test_title_alone() -> None:
    """Everything but the title has a default; an empty value counts as not given."""
    config, found = read('title = "A door"\nbase_url = ""\nlanguages = []\n')
    assert found == ()
    assert config is not None
    assert (config.languages, config.id, config.base_url, config.raw_html) == (("en",), "a-door", "", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("F201", 1, 1)]),
        ("title = Test\n", [("C107", 1, 9)]),
        ('title = "Test\n', [("C107", 1, 14)]),
        ('title = "a"\ntitle = "b"\n', [("C107", 2, 12)]),
        ('a = "x"\r\ntitle = Test\r\n', [("C107", 2, 9)]),
        ("title = 1954-03-31\n", []),
        ("title = {}\n", [("F202", 1, 9)]),
        ('title = {en = ""}\n', [("F205", 1, 9)]),
        ('title = ["T"]\n', [("F205", 1, 9)]),
        ('title = "T"\nbase_url = "https://[x"\n', [("C102", 2, 12)]),
        ('title = "T"\nbase_url = "https://a.example/?b"\n', [("C102", 2, 12)]),
        ('title = "T"\nlanguages = ["en", "xq"]\n', [("C103", 2, 13)]),
        ('title = "T"\nlanguages = "../en"\n', [("C103", 2, 13)]),
        ('title = "T"\nlangauges = "en"\n', [("F203", 2, 1)]),
        ('title = "T"\n[markup]\nraw_html = "yes"\n', [("F209", 3, 12)]),
        ('title = "T"\ntheme = "red"\n', [("F205", 2, 9)]),
        (
            'title = "T"\n[theme]\na = "1;}"\nB = "x"\nc = [1]\n',
            [("C105", 3, 5), ("C105", 4, 5), ("C105", 5, 5)],
        ),
        ('title = "T"\n[outputs]\n', [("F203", 2, 2)]),
        ('title.en = "T"\ntitle.fr = "U"\n', [("C108", 2, 1)]),
        ('[title]\nen = "T"\nfr = "U"\n', [("C108", 3, 1)]),
        (
            'title = 0\n[[lanes]]\nkey = "a"\nname = 1\n[[lanes]]\nname=2\n[[lanes]]\nkey = "a"\nname=3\n',
            [("F201", 5, 3), ("C106", 8, 7)],
        ),
        (
            'title=0\n[[periods]]\nkey = "A B"\nname=1\nspan=951\n[[periods]]\nkey = "b"\nname=2\nspan = 5\n',
            [("C104", 3, 7), ("D101", 9, 8)],
        ),
        ('title = "T"\n[[lanes]]\nkey = "con"\nname = "C"\n', [("C104", 3, 7)]),
    ],
)
def test_faults(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Each fault has its code and stands at the key or value that it is about."""
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            'title = "Test\n',
            "broken TOML: a text is not closed on its line",
            "write a quotation mark at its end",
        ),
        ("a = 1\na = 2\n", "broken TOML: a key stands twice", "keep one of the two"),
        ("a = Test\n", "broken TOML: invalid value", 'put texts in double quotes: `title = "…"`'),
    ],
)
def test_words_on_broken_toml(text: str, message: str, hint: str) -> None:
    """The commonest slips are told in words that need no knowledge of TOML."""
    (found,) = read(text).diagnostics
    assert (found.message, found.hint) == (message, hint)


@pytest.mark.parametrize("value", ["[" * 5000, "{a=" * 5000, "9" * 5000, "1" + "_1" * 5000])
def test_values_that_exhaust_the_parser(value: str) -> None:
    """Thousands of brackets or digits are broken TOML, not an exception."""
    assert [code for code, _, _ in faults(f'title = "T"\nx = {value}\n')] == ["C107"]


@pytest.mark.parametrize(
    ("text", "given_anyway"),
    [
        ('title = "T"\nbase_url = "x"\n', True),
        ('base_url = "https://a.example"\n', True),
        ('title = "T"\nlanguages = ["en", "xq"]\n', False),
        ('title = "T"\nlanguages = {en = 1}\n', False),
        ("title = T\n", False),
    ],
)
def test_settings_in_spite_of_faults(text: str, given_anyway: bool) -> None:
    """With a fault the rest is given, so that others are found at once; but not without sure languages."""
    config, found = read(text)
    assert found
    assert (config is not None) == given_anyway


def test_hints_are_toml() -> None:
    """What to write instead is said in TOML, not in the YAML of event files."""
    assert [d.hint for d in read('[[lanes]]\nname = "A"\n').diagnostics] == [
        "add a line `key = …`",
        "add a line `title = …`",
    ]


@given(st.text(max_size=60) | st.lists(st.sampled_from(FULL.splitlines()), max_size=12).map("\n".join))
def test_no_text_raises(text: str) -> None:
    """Whatever stands in the file, faults lie inside it."""
    for found in read(text).diagnostics:
        assert 1 <= found.line <= text.count("\n") + 1
        assert found.message


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ("title", '"A # b"', "title"),
        ("a.b", "'x'", "a.b"),
        ("list.0.k", "1", "k"),
        ("list.1.k", "2", "k"),
        ("t.q r.k", "[1,", '"k"'),
        ("long", '"""', "long"),
        ("after", "true", "after"),
        ("inline.deep.0.down", "{deep = [{down = 1}]}", "inline"),
        ("nowhere", "t", "t"),
    ],
)
def test_places(path: str, value: str, key: str) -> None:
    """Values and keys are found by their dotted path, comments and long texts notwithstanding."""
    text = (
        'title = "A # b" # comment = 1\na.b = \'x\'\nlong = """\nfake = 1\n"""\nafter = true\n'
        "inline = {deep = [{down = 1}]}\n"
        '[[list]]\nk = 1\n[[list]]\n  k = 2\n[t."q r"] # why\n"k" = [1,\n 2]\n'
    )
    of_value, of_key = finders(text)
    at, size = of_value(path)
    assert text[at : at + size] == value
    at, size = of_key(path)
    assert text[at : at + size] == key


def test_in_language() -> None:
    """A name in the language, else the one for all, else any, else nothing."""
    assert in_language({"en": "E", "id": "I"}, "id") == "I"
    assert in_language({"": "all", "id": "I"}, "en") == "all"
    assert in_language({"id": "I"}, "en") == "I"
    assert in_language({}, "en") == ""


@pytest.mark.parametrize(
    "text", ["https://a.example", "http://a.example:8000/sub/", "https://xn--bcher-kva.example/"]
)
def test_good_urls(text: str) -> None:
    """A web address with a host, and with nothing behind its path."""
    assert url_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a.example",
        "ftp://a",
        "https://",
        "https://a/#b",
        "https://a?b",
        "https://a/?",
        "https://[a",
        "//a",
        "https://a/\nb",
        "https://a/ b",
        'https://a/"',
        "https://a@b/",
    ],
)
def test_bad_urls(text: str) -> None:
    """What could not be the beginning of an address is refused without an exception."""
    assert url_fault(text) is not None


@pytest.mark.parametrize(
    "value",
    [
        "#8a1c1c",
        "light-dark(rgb(1 2 3), #fff)",
        '"It\'s", serif',
        "calc(1rem * (2 + 3))",
        "[a] 1fr",
        "a/b",
        "curl (x)",
    ],
)
def test_values_of_a_theme(value: str) -> None:
    """Whatever a custom property may hold is taken."""
    text = value.replace('"', '\\"')
    config, found = read(f'title = "T"\n[theme]\npaper = "{text}"\n')
    assert found == ()
    assert config is not None
    assert config.theme == {"paper": value}


@pytest.mark.parametrize(
    "value",
    [
        "red; }",
        "red/*",
        "*/ red",
        "url(https://a.example/b.png)",
        "URL (x)".replace(" ", ""),
        "image-set('a.png' 1x)",
        "src('a')",
        "'open",
        "it's",
        'a"b',
        "rgb(1",
        "1)",
        "(]",
        "([)]",
        "a\nb",
        " ",
        "\\",
    ],
)
def test_values_that_leave_their_place(value: str) -> None:
    """A value that would swallow what follows it, or load something, is refused."""
    text = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    assert faults(f'title = "T"\n[theme]\npaper = "{text}"\n') == [("C105", 3, 9)]

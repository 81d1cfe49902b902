from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.event_keys import EVENT_FIELDS, TRANSLATION_FIELDS
from site_gen.content.frontmatter import parse_yaml
from site_gen.content.kinds import Anything, Choice, ListOf, Record, Text, Whole, YesNo
from site_gen.content.schema import (
    Field,
    Kind,
    Report,
    documentation,
    nearest,
    plain_nodes,
    read_table,
    shown,
    table_schema,
)
from site_gen.site import config

PAIR = (Field("name", Text(), "a name", required=True), Field("size", Whole(1, 9), "a size"))
LETTERS = Text("two letters", lambda text: None if len(text) == 2 else ("bad", "write two"), code="X100")


def nowhere(_: str) -> tuple[int, int]:
    """A place for values that stand in no text."""
    return (0, 1)


def read(kind: Kind, yaml: str) -> tuple[Any, list[str], Report]:
    """What a kind makes of a value in YAML, and the codes of what it complains of."""
    report = Report()
    table, problems = parse_yaml(f"k: {yaml}\n")
    assert problems == ()
    node = table.get("k")
    assert node is not None
    value = kind.read(node, "k", report)
    return value, [p.code for p in report.problems], report


@pytest.mark.parametrize(
    ("kind", "yaml", "expected", "codes"),
    [
        (Text(), "' a '", "a", []),
        (Text(), "[a]", None, ["F205"]),
        (Text(), "{a: b}", None, ["F205"]),
        (LETTERS, "ab", "ab", []),
        (LETTERS, "abc", None, ["X100"]),
        (Choice(("one", "two")), "two", "two", []),
        (Choice(("one", "two")), "Two", None, ["F207"]),
        (Choice(("one", "two")), "[one]", None, ["F207"]),
        (Whole(1, 5), "5", 5, []),
        (Whole(1, 5), "'3'", 3, []),
        (Whole(1, 5), "0", None, ["F208"]),
        (Whole(1, 5), "6", None, ["F208"]),
        (Whole(1, 5), "1.0", None, ["F208"]),
        (Whole(1, 5), "٣", None, ["F208"]),
        (Whole(1, 5), "[1]", None, ["F208"]),
        (Whole(1, 5), "9" * 5000, None, ["F208"]),
        (YesNo(), "true", True, []),
        (YesNo(), "False", False, []),
        (YesNo(), "yes", None, ["F209"]),
        (YesNo(), "{}", None, ["F209"]),
        (ListOf(Text()), "a", ("a",), []),
        (ListOf(Text()), "[a, b]", ("a", "b"), []),
        (ListOf(Text()), "[]", (), []),
        (ListOf(Text()), "[a, '', [b], c]", ("a", "c"), ["F210", "F205"]),
        (Record(PAIR, dict, "a pair"), "{name: a, size: 2}", {"name": "a", "size": 2}, []),
        (Record(PAIR, dict, "a pair"), "{name: a, colour: red}", {"name": "a"}, ["F203"]),
        (Record(PAIR, dict, "a pair"), "{size: 2}", None, ["F201"]),
        (Record(PAIR, dict, "a pair"), "{name: a, size: 20}", None, ["F208"]),
        (Record(PAIR, dict, "a pair"), "{name: '', size: 2}", None, ["F202"]),
        (Record(PAIR, dict, "a pair"), "a", None, ["F211"]),
        (Record(PAIR, dict, "a pair", "name"), "a", {"name": "a"}, []),
        (Record(PAIR, dict, "a pair", "name"), "[a]", None, ["F211"]),
        (Anything(), "{a: [b, {c: d}], e: }", {"a": ("b", {"c": "d"}), "e": ""}, []),
    ],
)
def test_read(kind: Kind, yaml: str, expected: object, codes: list[str]) -> None:
    """Each kind gives its typed value, or says by its code why it cannot."""
    value, found, _ = read(kind, yaml)
    assert (value, found) == (expected, codes)


def test_marks_follow_the_values() -> None:
    """Where an entry cannot be read, the marks of the next are those of its place in the result."""
    kind = ListOf(Record(PAIR, dict, "a pair", "name"))
    value, codes, report = read(kind, "[{size: 1}, {name: b}, c]")
    assert value == ({"name": "b"}, {"name": "c"})
    assert codes == ["F201"]
    assert report.marks["k.0.name"] == (22, 1)
    assert report.marks["k.1.name"] == (26, 1)


def test_messages_do_not_count_entries() -> None:
    """A path is shown without numbers that count from nought; the caret shows which entry is meant."""
    assert shown("sources.0.id") == "sources.id"
    assert shown("a.12") == "a"
    assert shown("v2.1x") == "v2.1x"
    _, _, report = read(ListOf(Record(PAIR, dict, "a pair")), "[{name: a}, {}]")
    assert report.problems[0].message == "the key `k.name` is missing"


@pytest.mark.parametrize(
    ("yaml", "expected", "codes"),
    [
        ("name: a\nsize:\n", {"name": "a"}, []),
        ("name:\n", {}, ["F202"]),
        ("name: [a]\n", {}, ["F205"]),
        ("nmae: a\n", {}, ["F203", "F201"]),
        ("", {}, ["F201"]),
    ],
)
def test_read_table(yaml: str, expected: dict[str, object], codes: list[str]) -> None:
    """A required key that is wrong is said once, not also as missing; an empty optional one is not given."""
    report = Report()
    table, _ = parse_yaml(yaml)
    assert read_table(PAIR, table, report) == expected
    assert [p.code for p in report.problems] == codes


@pytest.mark.parametrize(
    ("fields", "key", "hint"),
    [
        (EVENT_FIELDS, "sumary", "did you mean `summary`?"),
        (EVENT_FIELDS, "Tags", "did you mean `tags`?"),
        (EVENT_FIELDS, "xyzzy", "keys of your own go under `extra:`"),
        (PAIR, "xyzzy", "remove it"),
    ],
)
def test_unknown_key(fields: tuple[Field, ...], key: str, hint: str) -> None:
    """An unknown key is a warning with the nearest known one, or with what to do about it."""
    report = Report()
    read_table(fields, parse_yaml(f"{key}: x\n")[0], report)
    unknown = [p for p in report.problems if p.code == "F203"]
    assert [(p.hint, p.warning) for p in unknown] == [(hint, True)]


def test_nearest() -> None:
    """A slip is met whatever its case; what is far from everything has no neighbour."""
    assert nearest("DISPUTD ", ("disputed", "refuted")) == "disputed"
    assert nearest("x", ("disputed", "refuted")) is None
    assert nearest("x", ()) is None


@given(
    st.recursive(
        st.booleans() | st.integers() | st.text(max_size=5),
        lambda children: (
            st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=4), children, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_plain_nodes(value: object) -> None:
    """Parsed TOML keeps its shape, with truth values and numbers as text."""

    def texts(value: object) -> object:
        if isinstance(value, dict):
            return {k: texts(v) for k, v in value.items()}
        if isinstance(value, list):
            return tuple(texts(v) for v in value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    node = plain_nodes(value, nowhere, nowhere)
    assert Anything().read(node, "", Report()) == texts(value)


SCHEMAS = [table_schema(EVENT_FIELDS), table_schema(TRANSLATION_FIELDS), config.schema()]


def sound(schema: dict[str, Any]) -> None:
    """Hold a JSON Schema to what editors need: known types, required keys that exist, a meaning for each."""
    types = schema.get("type", "string")
    known = {"object", "array", "string", "number", "integer", "boolean"}
    assert set(types if isinstance(types, list) else [types]) <= known
    assert set(schema.get("required", ())) <= set(schema.get("properties", {}))
    for choice in schema.get("anyOf", ()):
        sound(choice)
    for name, each in schema.get("properties", {}).items():
        assert each["description"], name
        sound(each)
    if schema.get("type") == "array":
        sound(schema["items"])
    if schema.get("type") == "object":
        assert "additionalProperties" in schema
    if "enum" in schema:
        assert all(isinstance(word, str) for word in schema["enum"])


@pytest.mark.parametrize("schema", SCHEMAS)
def test_json_schema(schema: dict[str, Any]) -> None:
    """The JSON Schemas hold together."""
    sound(schema)


def test_json_schema_of_events() -> None:
    """An event needs a title and a date; a translation needs nothing, and cannot change the address."""
    event, translation, site = SCHEMAS
    assert event["required"] == ["title", "date"]
    assert "required" not in translation
    assert set(event["properties"]) - set(translation["properties"]) == {"slug", "aliases", "origin"}
    assert event["properties"]["status"]["enum"][0] == "established"
    assert event["properties"]["importance"] | {"description": ""} == {
        "type": "integer",
        "minimum": 1,
        "maximum": 5,
        "description": "",
    }
    assert site["required"] == ["title"]


def test_documentation() -> None:
    """The table for the documentation has a row a field, in order."""
    assert documentation(PAIR) == (
        "| key | value | meaning |\n| --- | --- | --- |\n"
        "| `name` | text, required | a name |\n"
        "| `size` | a whole number from 1 to 9 | a size |"
    )

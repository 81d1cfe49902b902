from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.content.frontmatter import DEEPEST, Parts, parse_yaml, split, without_comments
from site_gen.content.nodes import Items, Node, Problem, Scalar, Table

YAML_LIKE = st.text(alphabet="ab1 :-[]{}#&*!|>'\"%@`,?\\\n\r\t😀\u2028\ufeff\x07é~", max_size=60)
LINES = st.lists(
    st.sampled_from(
        [
            "title: A letter",
            "date: 1954-03-31",
            "tags: [a, 'b', \"c\"]",
            "tags:",
            "- 😀 one",
            "- {id: x, says: 'it''s'}",
            "  nested: true",
            "summary: >",
            "  folded text",
            "  more 漢字 text",
            "note: |-",
            "empty:",
            'quoted: "a \\"b\\" \\u00e9"',
            "plain: over two",
            "# comment",
            "",
            "---",
            "a: b: c",
            "\tx: y",
            "open: [1, 2",
        ]
    ),
    max_size=9,
).map("\n".join)


def plain(node: Node) -> Any:
    """A node as PyYAML's loader would give it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(each) for each in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def nodes(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    if isinstance(node, Items):
        for each in node.items:
            yield from nodes(each)
    elif isinstance(node, Table):
        for key, value in node.entries:
            yield key
            yield from nodes(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\nbody\n", Parts("a: b\n", 4, "body\n", 13)),
        ("---\r\na: b\r\n---\r\nbody\r\n", Parts("a: b\r\n", 5, "body\r\n", 16)),
        ("--- \t\na: b\n---  \nbody", Parts("a: b\n", 6, "body", 17)),
        ("---\n---\n", Parts("", 4, "", 8)),
        ("---\na: b\n...\nbody", Parts("a: b\n", 4, "body", 13)),
        ("---\na: b\n---", Parts("a: b\n", 4, "", 12)),
        ("---\na: '---'\n  ---\n---\n---\n", Parts("a: '---'\n  ---\n", 4, "---\n", 23)),
        ("---\na: x\u2028---\n---\nbody", Parts("a: x\u2028---\n", 4, "body", 17)),
        ("---\na: x\x0c\n---\n😀", Parts("a: x\x0c\n", 4, "😀", 14)),
        ("---\na: b\n---\n<!-- é\n-->\nc", Parts("a: b\n", 4, "      \n   \nc", 13)),
    ],
)
def test_split(text: str, expected: Parts) -> None:
    """The front matter ends at the first fence that stands alone on a line, whatever the line ends."""
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "F101"),
        (" \r\n\t\n", "F101"),
        ("# Title\n", "F102"),
        (" ---\na: b\n---\n", "F102"),
        ("----\na: b\n", "F102"),
        ("---\ra: b\r---\r", "F102"),
        ("---", "F103"),
        ("---\na: b\n--- x\n", "F103"),
        ("---\na: b\n ---\n", "F103"),
    ],
)
def test_split_refuses(text: str, code: str) -> None:
    """A file without front matter is told from one whose front matter does not end."""
    found = split(text)
    assert isinstance(found, Problem)
    assert found.code == code


@given(st.one_of(st.text(max_size=80), YAML_LIKE, LINES.map(lambda text: f"---\n{text}\n---\nbody")))
def test_split_loses_nothing(text: str) -> None:
    """No text raises, and front matter and body stand where the offsets say."""
    parts = split(text)
    if isinstance(parts, Problem):
        assert 0 <= parts.offset <= len(text)
    else:
        assert text[parts.yaml_offset :].startswith(parts.yaml)
        body = text[parts.body_offset :]
        assert len(parts.body) == len(body)
        assert "<!--" in body or parts.body == body


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("a\r\n<!-- b\r\n\r\nc -->\t\r\nd", "a\r\n      \r\n\r\n     \t\r\nd"),
        ("   <!---->\na", "          \na"),
        ("<!--a-->\n<!--b-->", "        \n        "),
        *(
            (text, text)
            for text in ("a <!-- b -->", "    <!-- b -->", "<!-- b", "<!-- b --> c\n-->", "`<!--b-->`")
        ),
    ],
)
def test_comments(body: str, shown: str) -> None:
    """A comment on lines of its own becomes spaces; code, one inside a line and one without an end stay."""
    assert without_comments(body) == shown


def test_many_beginnings_of_comments_take_no_time() -> None:
    """The time grows with the text, not with the square of it."""
    body = "<!--\n" * 200_000
    assert without_comments(body) == body
    assert without_comments(body + "--> a") == body + "--> a"


@given(st.one_of(st.text(max_size=80), YAML_LIKE, LINES), st.integers(0, 50))
def test_every_place_is_inside_the_text(text: str, base: int) -> None:
    """No text raises; problems and values lie inside it, and keys stand where their marks say."""
    table, problems = parse_yaml(text, base)
    assert all(base <= p.offset <= base + len(text) for p in problems)
    assert all(p.length >= 1 for p in problems)
    for node in nodes(table):
        assert base <= node.offset <= base + len(text)
        if isinstance(node, Scalar) and node.plain and node.text.isalnum():
            assert text[node.offset - base :].startswith(node.text)


@given(st.one_of(YAML_LIKE, LINES))
def test_same_values_as_pyyaml(text: str) -> None:
    """What is read without a problem means what PyYAML's loader of plain texts makes of it."""
    table, problems = parse_yaml(text)
    if not problems:
        assert plain(table) == (yaml.load(text, Loader=yaml.BaseLoader) or {})


@example("k: {a: , b: }\n- ")
@example("k: {a: , 😀: }\nl:\n- \n- x\n")
@example("a:   \nb: ! 'c' # d\ne: |\n  f\n\ng: h\n  i\n")
@given(st.one_of(YAML_LIKE, LINES))
def test_same_with_and_without_libyaml(text: str) -> None:
    """Where both parsers of PyYAML take a text, nodes and offsets are the same, beyond U+FFFF too."""
    with_c = parse_yaml(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CBaseLoader")
        without = parse_yaml(text)
    if not with_c[1] and not without[1]:
        assert with_c == without


@pytest.mark.parametrize("c_loader", [True, False])
@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("a: 'x\nb: 1", "F114", 3),
        ('😀: "x\nb: 1', "F114", 3),
        ("a: [1, 2\nb: 3\n", "F116", 3),
        ("a: {b: 1\n", "F116", 3),
        ("a: b: c", "F113", 4),
        ("a\nb: c\n", "F115", 3),
        ("a: 1\nb 2\nc: 3\n", "F115", 5),
        ("a: x\n  b: 1\n", "F118", 7),
        ("a:\n  b: 1\n c: 2\n", "F118", 11),
        ("a: 'it's'", "F118", 7),
        ("a: @x", "F117", 3),
        ("a: `x`", "F117", 3),
        ("a: %x", "F117", 3),
        ("a: - b", "F119", 3),
        ("a:\n\t- b\n", "F112", 3),
        ("a: *x", "F107", 3),
        ("a: &x b", "F107", 3),
        ("a: !!str b", "F108", 3),
        ("a: !x b", "F108", 3),
        ("a: \x07", "F105", 3),
        ("😀: \x07", "F105", 3),
        ("\ufeffa: b", "F105", 0),
        ("a: b\x85c", "F105", 4),
        ("- a", "F106", 0),
        ("text", "F106", 0),
        ("a:b", "F106", 0),
        ("[a]: b", "F110", 0),
        ("{a: 1}: b", "F110", 0),
        ("a: 1\n---\nb: 2", "F123", 5),
        ("a: " + "[" * (DEEPEST + 1), "F109", 3 + DEEPEST - 1),
        ("a: " + "[" * 100_000, "F109", 3 + DEEPEST - 1),
    ],
)
def test_refused(text: str, code: str, offset: int, c_loader: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each mistake has its code and place, with and without libyaml, and nothing of the text is read."""
    if not c_loader:
        monkeypatch.delattr(yaml, "CBaseLoader")
    table, problems = parse_yaml(text)
    assert [(p.code, p.offset) for p in problems] == [(code, offset)]
    assert table.entries == ()


@pytest.mark.parametrize("c_loader", [True, False])
@pytest.mark.parametrize("escape", ["\\q", "\\ud800", "\\U00110000", "\\xZZ"])
def test_escapes(escape: str, c_loader: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """An escape that names no character is said, whichever parser trips over it."""
    if not c_loader:
        monkeypatch.delattr(yaml, "CBaseLoader")
    _, problems = parse_yaml(f'a: "{escape}"')
    assert [p.code for p in problems] == ["F120"]


def test_duplicate_key() -> None:
    """The first of two values counts; the second key is a problem that says how far above the first is."""
    table, problems = parse_yaml("a: 1\nb: 2\na: 3\nb: 4\nc: {x: 1, x: 2}\n", 10)
    assert plain(table) == {"a": "1", "b": "2", "c": {"x": "1"}}
    assert [(p.offset, p.code) for p in problems] == [(20, "F111"), (25, "F111"), (40, "F111")]
    assert [p.message.rpartition("given ")[2] for p in problems] == [
        "2 lines above",
        "2 lines above",
        "on this line",
    ]


def test_scalars_stay_text() -> None:
    """Nothing is guessed: what YAML takes for truth values, numbers and days arrives as it was written."""
    text = "a: no\nb: 1954\nc: -0044\nd: 1954-03-31\ne: ~\nf: 0x1F\ng: 1e3\nh: null\ni: 12:30\n"
    table, problems = parse_yaml(text)
    assert problems == ()
    assert list(plain(table).values()) == [
        "no",
        "1954",
        "-0044",
        "1954-03-31",
        "~",
        "0x1F",
        "1e3",
        "null",
        "12:30",
    ]


def test_places() -> None:
    """Keys and values are where they stand, quotes included, after characters beyond U+FFFF."""
    text = "😀: '𐍈 x'\nlist:\n- 漢 # why\n- {k: \"v\"}\n"
    table, _ = parse_yaml(text, 100)
    found = [text[n.offset - 100 : n.offset - 100 + n.length] for n in nodes(table) if isinstance(n, Scalar)]
    assert found == ["😀", "'𐍈 x'", "list", "漢", "k", '"v"']


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "~", "''\n"])
def test_nothing(text: str) -> None:
    """An empty text is an empty table; a lone scalar is not."""
    table, problems = parse_yaml(text)
    assert table.entries == ()
    assert [p.code for p in problems] == ([] if text not in ("~", "''\n") else ["F106"])


def test_many_faults_take_no_time() -> None:
    """Thousands of duplicate keys are told in time that grows with the text, not with its square."""
    _, problems = parse_yaml("a: b\n" * 20_000)
    assert len(problems) == 19_999


@pytest.mark.parametrize(
    "code", [0, 8, 0xB, 0xC, 0x1B, 0x7F, 0x80, 0x9F, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
)
def test_escapes_of_characters_that_cannot_be_published(code: int) -> None:
    """What an escape brings in is held to the same as what was typed, in keys and values alike."""
    for text in (f'k: "a\\U{code:08X}"\n', f'"a\\U{code:08X}": v\n', f'k: [{{l: "a\\U{code:08X}"}}]\n'):
        table, problems = parse_yaml(text)
        assert [p.code for p in problems] == ["F105"]
        assert problems[0].offset == text.index('"')
        assert table.entries

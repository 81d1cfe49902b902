"""What is read without a YAML parser is what the parser would have given, to the very offsets."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.content import frontmatter
from site_gen.content.frontmatter import parse_yaml
from site_gen.content.nodes import Items, Problem, Scalar, Table
from site_gen.content.plain_yaml import read_plain

WORDS = st.sampled_from(
    [
        *("a", "A letter", "1954-03-31", "-0043", "no", "~", "http://example.org/a#b", "it's", 'say "x"'),
        *("12:30", "x: y", "x #y", "x:", "#", "- a", "-", "é 漢字 😀", "\xa0", "[a, b]", "[a, -1 , it's]"),
        *("[a, 'b']", "[]", "[ ]", "[a,]", "[a, , b]", "{a: b}", "[[a]]", "'it''s'", "'one'  ", '"two"'),
        *(
            '"a\\nb"',
            '""',
            "''",
            "'a' b",
            "|",
            ">-",
            "&a b",
            "*a",
            "!t a",
            "@a",
            "`a`",
            "%a",
            "? a",
            "=",
            "<<",
        ),
        *(
            "a  ",
            "a\t",
            "a\\b",
            "a,b",
            "a]",
            "null",
            "",
            " ",
            "a #",
            "...",
            "--- a",
            "…",
            "\ufdd0",
            "\U0001fffe",
        ),
    ]
)
KEYS = st.sampled_from(["a", "b", "title", "x-y", "_z", "1", "a b", "é", "'a'", "k" * 120, "a\t"])
LINE = st.one_of(
    st.builds(
        "{}{}{}:{}{}".format,
        *[
            st.sampled_from(each)
            for each in (
                ("", "", "", "  ", "    ", " "),
                ("", "", "- ", "-   "),
                ("a", "b", "c", "title", "x-y"),
                (" ", " ", "  ", ""),
            )
        ],
        WORDS,
    ),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", "    "]), WORDS),
    st.builds("{}{}:".format, st.sampled_from(["", "  ", "    ", "  - "]), KEYS),
    st.sampled_from(["", "# note", "  # note", " ", "---", "...", "\t", "-", "a", "  b"]),
)
FRONT = st.lists(LINE, max_size=8).map("\n".join)


def by_parser(text: str, base: int) -> tuple[Table, tuple[Problem, ...]]:
    """Read with the YAML parser alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontmatter, "read_plain", lambda _text, _base: None)
        return parse_yaml(text, base)


@given(st.one_of(FRONT, FRONT.map("{}\n".format)), st.integers(0, 9))
@settings(max_examples=1000)
@example("a:\n- b\n- c: d\n  e: [f, g]\nh:\n    i: j\n", 4)
@example("a: [b,c ,  d]\n# x\n\nb: 'x'   ", 0)
def test_same_as_the_parser(text: str, base: int) -> None:
    """Whatever is read gives the parser's table, and nothing that the parser finds fault with is read."""
    found = read_plain(text, base)
    assert found is None or (found, ()) == by_parser(text, base)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: A letter: two\n", None),
        ("a: b", Table(((Scalar("a", 2, 1), Scalar("b", 5, 1)),), 2)),
        ('a: "b c"\n', Table(((Scalar("a", 2, 1), Scalar("b c", 5, 5, plain=False)),), 2)),
        (
            "a: [b, c]\n",
            Table(((Scalar("a", 2, 1), Items((Scalar("b", 6, 1), Scalar("c", 9, 1)), 5)),), 2),
        ),
        (
            "a:\n  - b: c\n    d: e\n",
            Table(
                (
                    (
                        Scalar("a", 2, 1),
                        Items(
                            (
                                Table(
                                    (
                                        (Scalar("b", 9, 1), Scalar("c", 12, 1)),
                                        (Scalar("d", 18, 1), Scalar("e", 21, 1)),
                                    ),
                                    9,
                                ),
                            ),
                            7,
                        ),
                    ),
                ),
                2,
            ),
        ),
    ],
)
def test_plain_forms_are_read(text: str, expected: Table | None) -> None:
    """The forms of ordinary front matter do not need the parser."""
    assert read_plain(text, 2) == expected


@pytest.mark.parametrize(
    "text", ["a: b" + " " * 400_000 + ": c", "a: " + "#:" * 200_000, "a: [" + "b," * 300_000]
)
def test_long_lines_take_no_time(text: str) -> None:
    """Time grows with the length of a line and no faster."""
    started = time.process_time()
    read_plain(text)
    assert time.process_time() - started < 2


def test_deep_nesting_is_left_to_the_parser() -> None:
    """Nothing is read so deep that Python would give up."""
    assert read_plain("".join(f"{' ' * i}a:\n" for i in range(2000))) is None

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.sources import read_csl_json, read_sources
from site_gen.source import SourceFile

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=10,
)


def yaml(text: str) -> tuple[dict[str, Any], list[tuple[str, int, int]]]:
    """The sources of a YAML text, and the faults by code and place."""
    read = read_sources(SourceFile("sources.yaml", text))
    return dict(read.by_id), [(d.code, d.line, d.column) for d in read.diagnostics]


def csl(value: object) -> tuple[dict[str, Any], list[str]]:
    """The sources of a CSL-JSON value, and the codes of its faults."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    read = read_csl_json(SourceFile("sources.json", text))
    return dict(read.by_id), [d.code for d in read.diagnostics]


def test_yaml() -> None:
    """Every field arrives, under the names of the Citation Style Language."""
    found, faults = yaml(
        "frus-1954:\n  title: Foreign Relations\n  author: [One, Two]\n"
        "  container-title: FRUS\n  publisher: State\n"
        "  issued: 1986~\n  URL: https://a.example\n  archive: https://b.example\n  accessed: 2026-11-22\n"
        "  language: en\n  type: book\n  note: n\n"
    )
    assert faults == []
    source = found["frus-1954"]
    assert (source.title, source.author, source.container_title) == (
        "Foreign Relations",
        ("One", "Two"),
        "FRUS",
    )
    assert (source.publisher, source.issued.edtf, source.url) == ("State", "1986~", "https://a.example")
    assert (source.archive, source.accessed, source.language) == ("https://b.example", "2026-11-22", "en")
    assert (source.type, source.note, source.slug) == ("book", "n", "frus-1954")


@pytest.mark.parametrize(
    ("text", "kept", "faults"),
    [
        ("", [], []),
        ("a: {title: A}\n", ["a"], []),
        ("a:\n  author: B\nb: {title: B}\n", ["b"], [("F201", 1, 1)]),
        ("a: text\n", [], [("F211", 1, 4)]),
        ("- a\n", [], [("F106", 1, 1)]),
        ("a: {title: A, issued: 1954-13}\n", [], [("D101", 1, 23)]),
        ("a: {title: A, URL: 'ftp://x'}\n", [], [("F206", 1, 20)]),
        ("a: {title: A, URL: 'https://x/<b>'}\n", [], [("F206", 1, 20)]),
        ("a: {title: A, URL: 'HTTPS://x/'}\n", ["a"], []),
        ("a: {title: A, doi: 1}\n", ["a"], [("F203", 1, 15)]),
        ("a b: {title: A}\nA-B: {title: B}\n", ["a b"], [("E121", 2, 1)]),
        ("'?!': {title: A}\n", [], [("E121", 1, 1)]),
        ("a: {title: A}\na: {title: B}\n", ["a"], [("F111", 2, 1)]),
        (
            "a: {title: A, language: English}\nb: {title: B, language: zh-Hant}\n",
            ["a", "b"],
            [("E125", 1, 25)],
        ),
    ],
)
def test_yaml_faults(text: str, kept: list[str], faults: list[tuple[str, int, int]]) -> None:
    """One wrong source does not cost the others, and the fault stands where it is."""
    found, said = yaml(text)
    assert (list(found), said) == (kept, faults)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"author": [{"family": "Eden", "given": "Anthony"}]}, {"author": ("Anthony Eden",)}),
        ({"author": [{"literal": "NATO"}, "Plain", {}, 7]}, {"author": ("NATO", "Plain", "7")}),
        (
            {"author": [{"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"}]},
            {"author": ("Charles de Gaulle",)},
        ),
        ({"author": "Eden"}, {"author": ()}),
        ({"author": [{"given": ["x"], "family": 5}]}, {"author": ("5",)}),
        ({"URL": "javascript:x", "archive": "Kew"}, {"url": "", "archive": ""}),
        ({"URL": "http://a.example"}, {"url": "http://a.example"}),
        ({"URL": "HTTP://a.example"}, {"url": "HTTP://a.example"}),
        ({"URL": "https://a@b.example", "archive": "https://a b"}, {"url": "", "archive": ""}),
        ({"publisher": 7, "language": None}, {"publisher": "7", "language": ""}),
        ({"accessed": {"date-parts": [[2026, 11, 22]]}}, {"accessed": "2026-11-22"}),
    ],
)
def test_csl(item: dict[str, Any], expected: dict[str, Any]) -> None:
    """Fields of CSL are taken where they make sense, and left out where they do not."""
    found, faults = csl([{"id": 12, "title": "T", **item}])
    assert faults == []
    assert {key: getattr(found["12"], key) for key in expected} == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[1954, 3, 31]]}, "1954-03-31"),
        ({"date-parts": [["1954", "3"]]}, "1954-03"),
        ({"date-parts": [[1954]]}, "1954"),
        ({"date-parts": [[-43, 3, 15]]}, "-0043-03-15"),
        ({"date-parts": [[1954], [1955, 2]]}, "1954/1955-02"),
        ({"raw": "199X"}, "199X"),
        ({"literal": "1990~"}, "1990~"),
        ({"date-parts": [[1954, 13]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [["x"]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [7]}, None),
        ({"date-parts": [], "raw": "1954"}, "1954"),
        ({"date-parts": [[1954.5]]}, None),
        ({"raw": "spring"}, None),
        ("1954", None),
        (None, None),
    ],
)
def test_csl_dates(issued: object, expected: str | None) -> None:
    """Dates of CSL become EDTF, and what is no date is left out rather than guessed."""
    found, faults = csl([{"id": "a", "title": "T", "issued": issued}])
    assert faults == []
    assert (found["a"].issued.edtf if found["a"].issued else None) == expected


@pytest.mark.parametrize(
    ("value", "kept", "faults"),
    [
        ("", [], ["F121"]),
        ("[1,]", [], ["F121"]),
        ("[" * 100_000, [], ["F121"]),
        ("[" + "9" * 5000 + "]", [], ["F121"]),
        ([], [], []),
        ({"id": "a", "title": "A"}, ["a"], []),
        ([{"id": "a"}, 7, None, {"title": "x"}, {"id": "b", "title": "B"}], ["b"], ["F122"] * 4),
        ([{"id": "a", "title": {"x": 1}}], [], ["F122"]),
        ([{"id": "a b", "title": "A"}, {"id": "a-b", "title": "B"}], ["a b"], ["E121"]),
        ([{"id": "a", "title": "A", "language": "Latin"}], ["a"], ["E125"]),
    ],
)
def test_csl_faults(value: object, kept: list[str], faults: list[str]) -> None:
    """What is no list of works says so; one wrong item does not cost the others."""
    found, said = csl(value)
    assert (list(found), said) == (kept, faults)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"id": JSON, "title": JSON},
            optional={
                "author": JSON,
                "issued": JSON,
                "accessed": JSON,
                "URL": JSON,
                "publisher": JSON,
            },
        )
        | JSON,
        max_size=3,
    )
)
def test_no_json_raises(value: list[object]) -> None:
    """Whatever a library exports, reading it does not raise."""
    csl(value)
    csl([{"id": "a", "title": "A", "issued": {"date-parts": value}, "author": value}])


def test_a_language_that_is_not_known_is_left_out() -> None:
    """What browsers could not read as a language is not told to them."""
    assert yaml("a: {title: A, language: English}\n")[0]["a"].language == ""
    assert csl([{"id": "a", "title": "A", "language": "English"}])[0]["a"].language == ""
    assert csl([{"id": "a", "title": "A", "language": "en-GB"}])[0]["a"].language == "en-GB"

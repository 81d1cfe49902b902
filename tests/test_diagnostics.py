from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.diagnostics import (
    Diagnostic,
    Severity,
    about_file,
    as_github,
    as_text,
    diagnose,
    has_errors,
    ordered,
    render,
)
from site_gen.source import SourceFile


def at(text: str, mark: str, length: int | None = None) -> Diagnostic:
    """A diagnostic about the first place where `mark` stands in a text."""
    source = SourceFile("content/a.md", text)
    size = len(mark) if length is None else length
    return diagnose(
        source, text.index(mark), "D101", "month 13 does not exist", "write `1954-12`", length=size
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            at("---\ndate: 1954-13\n", "13"),
            "content/a.md:2:12: error[D101]: month 13 does not exist\n"
            "  | date: 1954-13\n"
            "  |            ^^\n"
            "  hint: write `1954-12`",
            id="plain",
        ),
        pytest.param(
            at("a:\t\tx13", "13"),
            "content/a.md:1:6: error[D101]: month 13 does not exist\n"
            "  | a:        x13\n"
            "  |            ^^\n"
            "  hint: write `1954-12`",
            id="tabs",
        ),
        pytest.param(
            at("漢字: 13", "13"),
            "content/a.md:1:5: error[D101]: month 13 does not exist\n"
            "  | 漢字: 13\n"
            "  |       ^^\n"
            "  hint: write `1954-12`",
            id="wide characters",
        ),
        pytest.param(
            at("😀 漢 13", "漢"),
            "content/a.md:1:3: error[D101]: month 13 does not exist\n"
            "  | 😀 漢 13\n"
            "  |    ^^\n"
            "  hint: write `1954-12`",
            id="emoji, and a wide character marked",
        ),
        pytest.param(
            at("cafe\u0301 13", "13"),
            "content/a.md:1:7: error[D101]: month 13 does not exist\n"
            "  | cafe\u0301 13\n"
            "  |      ^^\n"
            "  hint: write `1954-12`",
            id="combining accent",
        ),
        pytest.param(
            at("a\x1b[31m\u202e 13", "13"),
            "content/a.md:1:9: error[D101]: month 13 does not exist\n"
            "  | a�[31m� 13\n"
            "  |         ^^\n"
            "  hint: write `1954-12`",
            id="escape sequences and turned text",
        ),
        pytest.param(
            replace(at("date: 13", "13"), column=9, length=4),
            "content/a.md:1:9: error[D101]: month 13 does not exist\n"
            "  | date: 13\n"
            "  |         ^\n"
            "  hint: write `1954-12`",
            id="behind the end of the line",
        ),
        pytest.param(
            diagnose(SourceFile("a.md", "x\n"), 99, "F101", "ends too early"),
            "a.md:2:1: error[F101]: ends too early",
            id="end of file, no excerpt, no hint",
        ),
        pytest.param(
            at("13" + "x" * 5000, "13"),
            "content/a.md:1:1: error[D101]: month 13 does not exist\n"
            f"  | 13{'x' * 98}…\n"
            "  | ^^\n"
            "  hint: write `1954-12`",
            id="long line, beginning",
        ),
        pytest.param(
            at("a" * 3000 + "13" + "x" * 3000, "13"),
            "content/a.md:1:3001: error[D101]: month 13 does not exist\n"
            f"  | …{'a' * 50}13{'x' * 48}…\n"
            f"  | {' ' * 51}^^\n"
            "  hint: write `1954-12`",
            id="long line, middle",
        ),
        pytest.param(
            at("漢" * 3000 + "13", "13"),
            "content/a.md:1:3001: error[D101]: month 13 does not exist\n"
            f"  | …{'漢' * 50}13\n"
            f"  | {' ' * 101}^^\n"
            "  hint: write `1954-12`",
            id="long line, end, wide",
        ),
        pytest.param(
            at("a 13 b", "13", length=99),
            "content/a.md:1:3: error[D101]: month 13 does not exist\n"
            "  | a 13 b\n"
            "  |   ^^^^\n"
            "  hint: write `1954-12`",
            id="carets end with the line",
        ),
        pytest.param(
            about_file("content/\x1b[2J.md", "S103", "too large\x07", "split it", severity=Severity.WARNING),
            "content/�[2J.md: warning[S103]: too large�\n  hint: split it",
            id="whole file",
        ),
    ],
)
def test_text(found: Diagnostic, expected: str) -> None:
    """The whole text form, with the caret where an eye sees the fault."""
    assert as_text(found) == expected


def test_long_messages() -> None:
    """A message that quotes a value of thousands of characters is cut; the excerpt shows the rest."""
    source = SourceFile("a.md", "x" * 9000)
    for found in (diagnose(source, 0, "F207", "y" * 9000), about_file("a.md", "S101", "y" * 9000)):
        assert found.message == "y" * 399 + "…"
    assert diagnose(source, 0, "F207", "y" * 400).message == "y" * 400


def test_colour() -> None:
    """Place and severity are coloured on request, and by severity."""
    found = about_file("a.md", "S103", "too large", severity=Severity.WARNING)
    assert as_text(found, colour=True) == "\x1b[1ma.md\x1b[0m: \x1b[33;1mwarning[S103]\x1b[0m: too large"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            at("date: 13", "13"),
            "::error file=content/a.md,line=1,col=7,title=D101::month 13 does not exist. write `1954-12`",
        ),
        (
            about_file("a,b:c%\n.md", "S103", "100 %\nof it", severity=Severity.INFO),
            "::notice file=a%2Cb%3Ac%25%0A.md,title=S103::100 %25%0Aof it",
        ),
        (
            about_file("a.md", "S103", "large", severity=Severity.WARNING),
            "::warning file=a.md,title=S103::large",
        ),
    ],
)
def test_github(found: Diagnostic, expected: str) -> None:
    """One workflow command each, with nothing of the input that could end it or begin another."""
    assert as_github(found) == expected
    assert "\n" not in as_github(found)


def test_json() -> None:
    """A JSON list of the agreed fields, in UTF-8 as it stands."""
    found = at("漢: 13", "13")
    assert json.loads(render([found], "json")) == [
        {
            "path": "content/a.md",
            "line": 1,
            "column": 4,
            "severity": "error",
            "code": "D101",
            "message": "month 13 does not exist",
            "hint": "write `1954-12`",
        }
    ]
    assert "漢" in render([replace(found, message="漢")], "json")
    assert render([], "json") == "[]"


def test_forms_in_order() -> None:
    """Several are joined line by line in the order given."""
    one, two = about_file("a", "S101", "x"), about_file("b", "S102", "y")
    assert render([one, two]) == "a: error[S101]: x\nb: error[S102]: y"
    assert render([one, two], "github") == as_github(one) + "\n" + as_github(two)
    assert render([]) == ""


@pytest.mark.parametrize("form", ["text", "github", "json"])
@given(path=st.text(st.characters()), text=st.text(st.characters()), column=st.integers(0, 300))
def test_every_form_can_be_printed(form: str, path: str, text: str, column: int) -> None:
    """Whatever a name or a line holds, lone surrogates too, what is shown can be encoded."""
    found = Diagnostic(path, int(column > 0), column, Severity.ERROR, "S101", text, text, text)
    render([found], form).encode("utf-8")


@pytest.mark.parametrize(
    ("severities", "strict", "expected"),
    [
        ((), False, False),
        ((Severity.INFO,), True, False),
        ((Severity.WARNING,), False, False),
        ((Severity.WARNING,), True, True),
        ((Severity.INFO, Severity.ERROR), False, True),
    ],
)
def test_has_errors(severities: tuple[Severity, ...], strict: bool, expected: bool) -> None:
    """Errors stop a build; warnings only where that was asked for; information never."""
    found = [about_file("a", "S101", "x", severity=severity) for severity in severities]
    assert has_errors(found, strict=strict) == expected


def test_ordered() -> None:
    """By path, then by place, then by code; the same one only once."""
    source = SourceFile("a.md", "one\ntwo\nthree four five six seven eight nine ten")
    late, early = diagnose(source, 18, "D101", "x"), diagnose(source, 4, "F101", "x")
    other, whole = about_file("b.md", "S101", "x"), about_file("a.md", "S101", "x")
    assert ordered([other, late, early, late, whole]) == (whole, early, late, other)

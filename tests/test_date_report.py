import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Project = Callable[[Mapping[str, str | bytes]], Path]


def entries_of(out: str) -> list[dict[str, Any]]:
    """The entries of the one JSON document on stdout."""
    data = json.loads(out)
    assert data["diagnostics"] == []
    entries: list[dict[str, Any]] = data["dates"]
    return entries


DATE_KEYS = {"input", "valid", "edtf", "level", "part", "earliest", "latest", "display", "error"}


@pytest.mark.parametrize(
    ("arguments", "edtf", "earliest", "latest"),
    [
        (["1954-03"], "1954-03", "1954-03-01", "1954-03-31"),
        (["-0043-03-15"], "-0043-03-15", "-0043-03-15", "-0043-03-15"),
        (["--", "-0043-03-15"], "-0043-03-15", "-0043-03-15", "-0043-03-15"),
        (["-0043-03-15", "--lang", "en"], "-0043-03-15", "-0043-03-15", "-0043-03-15"),
        (["Y170000002"], "Y170000002", "170000002-01-01", "170000002-12-31"),
        (["1955/.."], "1955/..", "1955-01-01", None),
    ],
)
def test_date(run: Run, arguments: list[str], edtf: str, earliest: str | None, latest: str | None) -> None:
    """A date is told with its bounds, also below year 0, where an argument begins with a hyphen."""
    done = (
        run("date", *arguments, "--format", "json")
        if "--" not in arguments
        else run("date", "--format", "json", *arguments)
    )
    assert done.code == 0
    (entry,) = entries_of(done.out)
    assert set(entry) == DATE_KEYS
    assert (entry["valid"], entry["edtf"], entry["earliest"], entry["latest"]) == (
        True,
        edtf,
        earliest,
        latest,
    )
    assert {"id", "en"} <= set(entry["display"])


def test_date_in_words(run: Run) -> None:
    """A phrase is not EDTF; the EDTF proposed for it is told, and the fault."""
    (entry,) = entries_of(run("date", "March 1954", "--lang", "en", "--format", "json").out)
    assert (entry["valid"], entry["edtf"]) == (False, "1954-03")
    assert "1954-03" in entry["error"]["hint"]
    done = run("date", "no date at all")
    assert done.code == 1
    assert "hint:" in done.out


def test_languages_of_display(run: Run, project: Project) -> None:
    """A date is shown in the language asked for, in those of the site, and in Indonesian and English."""
    root = project({"content/site.toml": 'title = "T"\nlanguages = ["nl", "ja"]\n'})
    (entry,) = entries_of(run("date", "1954-03", "--root", root, "--lang", "fr-CA", "--format", "json").out)
    assert list(entry["display"]) == ["id", "en", "nl", "ja", "fr-CA"]
    assert entry["display"]["fr-CA"] == "mars 1954".replace(" ", "\xa0")
    refused = run("date", "1954-03", "--lang", "tlh")
    assert (refused.code, "A105" in refused.err, "`tlh`" in refused.err) == (2, True, True)


def test_languages_of_words(run: Run, project: Project) -> None:
    """Words are read in the language asked for alone, else in those of the site and then in all others."""
    root = project({"content/site.toml": 'title = "T"\nlanguages = ["nl"]\n'})
    assert (
        entries_of(run("date", "awal 1990-an", "--root", root, "--format", "json").out)[0]["part"] == "early"
    )
    done = run("date", "awal 1990-an", "--root", root, "--lang", "en", "--format", "json")
    assert entries_of(done.out)[0]["edtf"] is None


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("03/04/1954", ["`1954-04-03`", "`1954-03-04`"]),
        ("54", ["`1954`", "`0054`"]),
        ("the early 1900s", ["`19XX` and a line `part: early`", "`190X` and a line `part: early`"]),
    ],
)
def test_ambiguous(run: Run, text: str, readings: list[str]) -> None:
    """What can mean two dates is refused with both."""
    done = run("date", text)
    assert done.code == 1
    assert all(reading in done.out for reading in readings), done.out
    (entry,) = entries_of(run("date", text, "--format", "json").out)
    assert (entry["valid"], entry["edtf"], entry["display"]) == (False, None, {})


def test_dates_from_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `-` each line is an entry, in order, blank ones kept; a form feed or U+2028 ends no line."""
    monkeypatch.setattr("sys.stdin", io.StringIO("1954\n\nnonsense\na\x0cb\u2028c\n1955"))
    done = run("date", "-", "--format", "json")
    entries = entries_of(done.out)
    assert done.code == 0
    assert [e["input"] for e in entries] == ["1954", "", "nonsense", "a\x0cb\u2028c", "1955"]
    assert [e["edtf"] for e in entries] == ["1954", None, None, None, "1955"]
    assert all(e["error"] for e in entries[1:4])

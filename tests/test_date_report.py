import io
import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


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


def test_dates_from_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `-` each line is an entry, in order, blank ones kept; a form feed or U+2028 ends no line."""
    monkeypatch.setattr("sys.stdin", io.StringIO("1954\n\nnonsense\na\x0cb\u2028c\n1955"))
    done = run("date", "-", "--format", "json")
    entries = entries_of(done.out)
    assert done.code == 0
    assert [e["input"] for e in entries] == ["1954", "", "nonsense", "a\x0cb\u2028c", "1955"]
    assert [e["edtf"] for e in entries] == ["1954", None, None, None, "1955"]
    assert all(e["error"] for e in entries[1:4])

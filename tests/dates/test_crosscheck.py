from __future__ import annotations

import importlib.util
import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from site_gen.dates import EDTFError, daynumber, parse_edtf

DATA = Path(__file__).parent / "data"
RECORDS = sorted((DATA / "crosscheck").glob("*.json"))
REASONS = tomllib.loads((DATA / "crosscheck" / "reasons.toml").read_text(encoding="utf-8"))
LIBRARIES = ("edtf", "undate", "edtf.js")


def read(file: Path) -> dict[str, Any]:
    """Return what was recorded of one library."""
    record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return record


def bounds(text: str) -> list[str] | None:
    """Return the first and last day of a text, empty where there is none, None for a text that is refused."""
    try:
        date = parse_edtf(text)
    except EDTFError:
        return None
    return ["" if day is None else daynumber.iso(day) for day in (date.earliest, date.latest)]


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_what_was_recorded_of_us_is_what_we_say(file: Path) -> None:
    """The comparison is with the dates as they are read now."""
    assert [case for case in read(file)["cases"] if bounds(case["text"]) != case["ours"]] == []


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_every_disagreement_is_explained(file: Path) -> None:
    """Where another library says something else there is a reason, and nowhere else."""
    for case in read(file)["cases"]:
        if case["ours"] == case["theirs"]:
            assert "reason" not in case, case
        else:
            assert case["reason"] in REASONS, case


def test_every_text_of_the_tables_is_compared_with_three_libraries() -> None:
    """Nothing that we read or refuse was left out of the comparison."""
    texts = [
        row[0]
        for name in ("valid", "invalid")
        for row in tomllib.loads((DATA / f"edtf_{name}.toml").read_text(encoding="utf-8"))["rows"]
    ]
    records = [read(file) for file in RECORDS]
    assert sorted(record["library"] for record in records) == sorted(LIBRARIES)
    for record in records:
        assert [case["text"] for case in record["cases"]] == texts
    used = {case["reason"] for record in records for case in record["cases"] if "reason" in case}
    assert used == REASONS.keys()


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_other_library_still_says_so(library: str) -> None:
    """Where the library is installed, in the version recorded, it says what was recorded."""
    missing = library == "edtf.js" or importlib.util.find_spec(library) is None
    pointed = os.environ.get("SITE_GEN_BENCH_NODE" if library == "edtf.js" else "SITE_GEN_BENCH_PYTHON")
    if missing and not pointed:
        pytest.skip(f"needs {library} (see bench/dates_others.py)")
    others = pytest.importorskip("bench.dates_others")
    record = read(DATA / "crosscheck" / f"{library.replace('.', '-')}.json")
    answers = others.ask(library, [case["text"] for case in record["cases"]])
    if answers is None or answers.version != record["version"]:
        pytest.skip(f"needs {library} {record['version']}")
    found = [None if each is None else list(each) for each in answers.bounds]
    assert found == [case["theirs"] for case in record["cases"]]

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_gen.dates import parse_edtf
from site_gen.dates.display import Form, words

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """Return the cells of the first table under a heading of the page, without its head."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("cells", table("Writing"), ids=lambda cells: cells[0])
def test_what_the_page_says_to_write_is_valid(cells: list[str]) -> None:
    """Every example is EDTF, with the part or calendar that stands beside it."""
    examples = re.findall("`([^`]+)`", cells[1])
    given = dict(example.split(": ") for example in examples if ": " in example)
    for example in examples:
        if ": " not in example:
            parse_edtf(example, given.get("part"), given.get("calendar", "gregorian"))


def test_what_the_page_says_readers_see_is_what_they_see() -> None:
    """The table of words is what the program says."""
    rows = [row for row in table("What readers see") if len(row) == 4]
    assert len(rows) >= 8
    for date, *expected in rows:
        text, _, calendar = date.partition("`, ")
        read = parse_edtf(text.strip("`"), calendar=calendar.lower() or "gregorian")
        assert [words(read, "en", form).replace("\u00a0", " ") for form in Form] == expected


def test_what_the_page_says_of_other_languages_is_said() -> None:
    """Each example of what a language file can say stands in a table of words or of gaps."""
    shown = [row[-1] for row in table("Another language") if len(row) > 2]
    assert len(shown) >= 10
    folder = Path(__file__).parent
    sources = [*sorted((folder / "data").glob("display_*.toml")), folder / "test_gaps.py"]
    said = "".join(file.read_text(encoding="utf-8") for file in sources).replace("_", " ")
    for example in shown:
        for each in example.split(", "):
            assert each in said, example

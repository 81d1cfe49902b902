"""Dates as other authors wrote them in timelines of their own: each is read as it was meant, or refused.

The columns follow one grammar: `[c.|circa|Before] DATE`, or `Between DATE and DATE`, where a date is
`[[day] month] year[BC|AD]`; an empty end means that a thing lasted no longer, or that a life goes on.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from site_gen.article import order_of, read_words
from site_gen.dates import daynumber, parse_edtf

COLUMNS = ("hdate", "hdate_end", "hdate_birth", "hdate_death")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
COUNTS = {"read": 552, "ambiguous": 6, "not understood": 3}
LIVES = {"closed": 178, "ongoing": 15}
ONE = r"(?:(?:(\d\d?) )?([a-z]+) )?(\d+) ?(bc|ad)?"


class Cell(NamedTuple):
    """One date as somebody typed it, with the rest of its row."""

    where: str
    column: str
    text: str
    row: dict[str, str]


@pytest.fixture
def rows(shared: Path) -> list[tuple[str, dict[str, str]]]:
    """Return every row of the four tables, with where it stands."""
    files = sorted((shared / "data/timelines/historicaldate").glob("*.csv"))
    assert len(files) == 4
    found = []
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            found += [(f"{file.stem}:{n}", row) for n, row in enumerate(csv.DictReader(handle), 2)]
    return found


@pytest.fixture
def cells(rows: list[tuple[str, dict[str, str]]]) -> list[Cell]:
    """Return every date of the tables that is not empty."""
    return [Cell(where, c, row[c], row) for where, row in rows for c in COLUMNS if row.get(c, "").strip()]


def meant_day(text: str) -> str | None:
    """Return the EDTF of one date in the grammar of the tables, None where its year has two readings."""
    found = re.fullmatch(ONE, text)
    assert found, text
    day, month, year, era = found.groups()
    number = 1 - int(year) if era == "bc" else int(year)
    edtf = f"-{-number:04d}" if number < 0 else f"{number:04d}"
    if month:
        edtf += f"-{MONTHS.index(month[:3]) + 1:02d}"
    return edtf + (f"-{int(day):02d}" if day else "")


def meant(text: str) -> str | None:
    """Return the EDTF that an author meant, None where a stranger cannot know."""
    folded = " ".join(text.lower().split())
    if between := re.fullmatch(r"between (.+) and (.+)", folded):
        years = [re.fullmatch(ONE, end) for end in between.groups()]
        if all(year and not year[2] and not year[4] and len(year[3]) == 2 for year in years):
            return None
        return f"[{meant_day(between[1])}..{meant_day(between[2])}]"
    if re.fullmatch(r"\d\d|[12]0\d|1\d\d", folded) or folded.startswith("circa1m"):
        return None
    if about := re.fullmatch(r"(?:c\.|circa) (.+)", folded):
        return f"{meant_day(about[1])}~"
    if before := re.fullmatch(r"before (.+)", folded):
        return f"/{meant_day(before[1])}"
    return meant_day(folded)


def test_every_date_is_read_as_meant_or_refused(cells: list[Cell]) -> None:
    """Of 561 dates all but nine mean one date; those are refused, with both readings or why."""
    wrong, refused, count = [], [], Counter[str]()
    for cell in cells:
        wording = read_words(cell.text, order_of(("en",)))
        wanted = meant(cell.text)
        if wording.only != ((wanted, None) if wanted else None):
            wrong.append((cell.where, cell.text, wanted, wording))
        if wording.only:
            count["read"] += 1
        else:
            assert len(wording.readings) > 1 or wording.reason, cell
            count["ambiguous" if wording.readings else "not understood"] += 1
            refused.append((cell.where, cell.text, wording.readings or wording.reason))
    assert wrong == []
    assert count == COUNTS, "\n".join(map(str, refused))


def test_dates_lie_where_the_author_put_them(cells: list[Cell]) -> None:
    """The year beside a date, by which its author sorted, is near the date that was read."""
    checked = 0
    for cell in cells:
        only = read_words(cell.text, order_of(("en",))).only
        if cell.column != "hdate" or only is None or not cell.row.get("approx_year"):
            continue
        date, year = parse_edtf(*only), int(cell.row["approx_year"])
        near = [daynumber.to_civil(day)[0] for day in (date.earliest, date.latest) if day is not None]
        assert min(near) - 25 <= year <= max(near) + 25, cell
        checked += 1
    assert checked >= 200


def test_lives_and_reigns_end_after_they_began(rows: list[tuple[str, dict[str, str]]]) -> None:
    """A beginning and an end make an interval; a life without an end goes on."""
    count = Counter[str]()
    for where, row in rows:
        for first, last in (("hdate", "hdate_end"), ("hdate_birth", "hdate_death")):
            ends = [read_words(row.get(c, ""), order_of(("en",))).only for c in (first, last)]
            if ends[0] is None or (ends[1] is None and row.get(last, "").strip()):
                continue
            born, died = (parse_edtf(*end) if end else None for end in ends)
            assert born is not None
            if died is not None:
                assert born.earliest is not None
                assert died.latest is not None
                assert born.earliest <= died.latest, where
                count["closed"] += 1
            elif first == "hdate_birth":
                going_on = parse_edtf(f"{born.edtf}/..")
                assert going_on.latest_kind == "open", where
                count["ongoing"] += 1
    assert count == LIVES

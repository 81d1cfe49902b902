from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_gen import cldr
from site_gen.dates import Precision, parse_edtf
from site_gen.dates.display import Form, gap, words
from site_gen.dates.patterns import __file__ as patterns_file
from site_gen.dates.patterns import known_files

LANGUAGES = Path(patterns_file).parent / "languages"
DATA = Path(__file__).parent / "data"
UNITS = {*(precision.value for precision in Precision), "range", "between", "or", "and"}
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}

# What stands in braces: names that take a case behind a colon, then names that do not, by key or section.
PHRASES: dict[str, set[str]] = {
    "date.day": {"year"},
    "date.month": {"year"},
    "date.time": {"date"},
    "date.decade": {"century"},
    "date.estimated": {"date", "span"},
    "date.within": {"span"},
    "part": {"date"},
    "season": {"year"},
    "season.north": {"season"},
    "season.south": {"season"},
    "unknown": {"date"},
    "doubt": {"date"},
    "range": {"start", "end"},
    "set": {"date"},
    "calendar": {"date"},
}
PLAIN: dict[str, set[str]] = {
    "date.day": {"day", "month", "month_alone"},
    "date.month": {"month", "month_alone"},
    "date.day_and_month": {"day", "month", "month_alone"},
    "date.month_only": {"month", "month_alone"},
    "date.time": {"time", "zone"},
    "date.zone": {"shift"},
    "date.decade": {"year", "first", "last", "name"},
    "date.century": {"number", "ordinal", "roman", "name", "first", "last"},
    "date.millennium": {"number", "ordinal", "roman", "name", "first", "last"},
    "date.within": {"date"},
    "date": {"number"},
    "ordinal": {"number"},
    "roman": {"number"},
    "day": {"number"},
    "era": {"year"},
    "unknown.month_of_day": {"day", "ordinal"},
    "doubt.components": {"remarks"},
    "range.round": {"start", "end"},
    "set": {"list"},
    "calendar": {"calendar", "gregorian"},
    "gap": {"gap", "number", "cldr", "start", "end"},
}


def read(code: str) -> dict[str, dict[str, Any]]:
    """Return the file of a language."""
    return tomllib.loads((LANGUAGES / f"{code}.toml").read_text(encoding="utf-8"))


def whole(keys: Collection[str], known: Collection[str]) -> set[str]:
    """Return keys without the unit behind them, unless known so: `approximate_day` is for `approximate`."""
    found = set()
    for key in keys:
        name, _, unit = key.rpartition("_")
        found.add(name if unit in UNITS and key not in known else key)
    return found


def texts(section: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the key and text of every pattern of a section."""
    for key, value in table.items():
        for text in value.values() if isinstance(value, dict) else [value]:
            if isinstance(text, str):
                yield f"{section}.{key}", text


def allowed(table: dict[str, set[str]], key: str) -> set[str]:
    """Return the names that a key may use: its own, else those of what it extends, else of its section."""
    section, _, name = key.partition(".")
    parts = name.split("_")
    candidates = ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
    for candidate in (*(f"{section}.{each}" for each in candidates), section):
        if candidate in table:
            return table[candidate]
    return set()


@pytest.mark.parametrize("lang", known_files())
def test_a_file_leaves_nothing_to_signs(lang: str) -> None:
    """Every key of the undetermined language is there, and no key that nothing reads."""
    base, own = read("und"), read(lang)
    assert own.keys() == base.keys()
    free = ("case", "contractions", "ordinal", "roman", "day")
    for section, table in base.items():
        # Which round numbers have a word differs: ten thousands in Japanese, millions elsewhere.
        needed = {key for key in table if not key.startswith("round_")}
        assert sorted(needed - own[section].keys()) == [], section
        if section not in (*free, "season", "remark", "months"):
            assert sorted(whole(own[section], table) - table.keys()) == [], section
    seasons = {*map(str, range(21, 25)), *map(str, range(33, 42)), "north", "south"}
    assert own["season"].keys() == seasons
    assert {name: len(listed) for name, listed in own["months"].items()} == {
        "hebrew": 13,
        "islamic": 12,
        "republican": 13,
    }
    assert cldr.is_known_language(lang)


@pytest.mark.parametrize("lang", ["und", *known_files()])
def test_a_file_uses_only_names_and_cases_that_exist(lang: str) -> None:
    """What stands in braces is known, and a case behind a colon is one of the file."""
    own = read(lang)
    cases = {"", "plain", *own["case"]}
    tables = [(section, table) for section, table in own.items() if section not in ("case", "contractions")]
    for overlay in own["case"].values():
        for section, table in overlay.items():
            assert whole(table, own[section]) <= own[section].keys()
            tables.append((section, table))
    for section, table in tables:
        for key, text in texts(section, table):
            for _, name, case, _ in string.Formatter().parse(text):
                if name in allowed(PHRASES, key) - PLAIN.get(key, set()):
                    assert case in cases, (key, text)
                elif name is not None:
                    assert name in allowed(PLAIN, key), (key, text)
                    assert case == "", (key, text)


@pytest.mark.parametrize("lang", known_files())
def test_a_file_has_the_plurals_of_its_language(lang: str) -> None:
    """The time between dates can be said for every number."""
    used = {cldr.plural_form(lang, number) for number in range(200)}
    for key in ("days", "months", "years"):
        forms = read(lang)["gap"][key]
        assert {each for each in forms if not each.isdigit()} <= CATEGORIES
        assert "other" in forms
        assert used - forms.keys() <= {"one", "many", "zero"}


@pytest.mark.parametrize("lang", known_files())
def test_every_language_has_a_table_that_a_reader_can_sign(lang: str) -> None:
    """At least forty dates are given in words for each language."""
    table = tomllib.loads((DATA / f"display_{lang}.toml").read_text(encoding="utf-8"))["rows"]
    assert len(table) >= 40
    assert {len(row) for row in table} == {5}


def test_the_edges_of_arabic_keep_their_direction() -> None:
    """No text begins or ends with a sign that turns with what is around it, and no range with a figure."""
    signs = set("–—/()≤≥:،.?")
    table = tomllib.loads((DATA / "display_ar.toml").read_text(encoding="utf-8"))["rows"]
    texts = [text for row in table for text in row[2:] if text]
    assert any(text.endswith("\u200f") for text in texts)
    assert [text for text in texts if text[0] in signs or text[-1] in signs - set(")")] == []
    assert [text for text in texts if re.match(r"[0-9]+(_\w+)*_?–", text)] == []


@pytest.mark.parametrize("lang", known_files())
@pytest.mark.parametrize("form", list(Form))
def test_no_language_breaks_on_a_date(lang: str, form: Form) -> None:
    """Every date of the table of valid texts, and each pair of neighbours, has words in every language."""
    table = tomllib.loads((DATA / "edtf_valid.toml").read_text(encoding="utf-8"))["rows"]
    dates = [parse_edtf(row[0]) for row in table]
    for date, after in zip(dates, [*dates[1:], dates[0]], strict=True):
        said = words(date, lang, form)
        assert said.strip() == said != ""
        assert not set("{}|") & set(said)
        assert "  " not in said
        assert not set("{}") & set(gap(date, after, lang))

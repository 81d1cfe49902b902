"""What language files may say: the vocabulary, the code that reads it and the documentation agree."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from site_gen.article import resolve, values
from site_gen.article.resolve import READINGS
from site_gen.article.vocabulary import FIXED, KEYS, MEANINGS, OTHER_TABLES, TABLES, VALUES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "articles.md"
READERS = ("values", "spans", "steps", "resolve", "feasts")


def _constants() -> set[str]:
    """Return every text that the modules that give expressions their values hold."""
    folder = Path(values.__file__).parent
    trees = (ast.parse((folder / f"{name}.py").read_text(encoding="utf-8")) for name in READERS)
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_there_is_a_reading_for_every_value() -> None:
    """The vocabulary names the readings that there are, and `block`."""
    assert set(VALUES) == {*READINGS, "block"}


def test_slots_that_are_read_are_in_the_code() -> None:
    """No value is said to read a slot that no code reads."""
    read = {slot.partition(".")[0] for reads in VALUES.values() for slot in reads.slots.split()}
    assert read <= _constants() | {"weekday"}


def test_keys_that_are_asked_are_in_the_code() -> None:
    """No key is allowed that nothing reads; those of blocks and lists are read where matches are found."""
    found = {key for reads in VALUES.values() for key in reads.keys.split()}
    assert found == set(KEYS)
    assert found - {"counts", "each"} <= _constants()


@pytest.mark.parametrize("name", sorted({*MEANINGS, *OTHER_TABLES, *FIXED, *KEYS}))
def test_every_name_is_documented(name: str) -> None:
    """Each table of words, slot of figures and key of a rule is told in docs/articles.md."""
    assert re.search(rf"`{{?{name}\b", DOCUMENT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted({key for keys in TABLES.values() for key in keys}))
def test_every_key_is_documented(name: str) -> None:
    """Each key of the tables of lists is told in docs/articles.md."""
    assert re.search(rf"`{name}`", DOCUMENT.read_text(encoding="utf-8"))


def test_the_table_of_slots_follows_from_the_vocabulary(update_golden: bool) -> None:
    """What docs/articles.md says of each value is the vocabulary's; `--update-golden` writes it anew."""
    rows = [
        "| `value` | slots that it reads | a form needs one each of | keys of the rule |",
        "| --- | --- | --- | --- |",
    ]
    for value, reads in VALUES.items():
        slots = "any" if reads.free else _listed(reads.slots) or "none"
        beside = f"; beside them {_listed(reads.beside)}" if reads.beside else ""
        needs = "; ".join(" or ".join(f"`{each}`" for each in group.split()) for group in reads.needs)
        keys = ", ".join(f"`{key}`" + " (always)" * (key in reads.asks.split()) for key in reads.keys.split())
        rows.append(f"| `{value}` | {slots}{beside} | {needs or '—'} | {keys or '—'} |")
    text = DOCUMENT.read_text(encoding="utf-8")
    begin, end = (text.index(f"<!-- {mark} of the slots of values -->") for mark in ("beginning", "end"))
    begin = text.index("\n", begin) + 1
    table = "\n" + "\n".join(rows) + "\n\n"
    if update_golden:
        DOCUMENT.write_text(text[:begin] + table + text[end:], encoding="utf-8")
        return
    assert text[begin:end] == table


def _listed(slots: str) -> str:
    return ", ".join(f"`{each}`" for each in slots.split())


def test_units_are_those_that_are_counted() -> None:
    """A unit of a language file is one that a step can be counted in."""
    assert MEANINGS["unit"].fits("week")
    assert not any(MEANINGS["unit"].fits(unit) for unit in ("weeks", "hour", ""))
    assert all(MEANINGS["unit"].fits(unit) for unit in resolve._UNITS)

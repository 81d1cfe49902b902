"""The scorer of the benchmark: its rules one by one, and its figures against those of another scorer."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from bench.articles_gold import Document, Gold, collections, marked_text
from bench.articles_programs import baseline, bounds, ours
from bench.articles_scoring import NO_YEAR, Found, Score, is_right, kinds_of, score, total

SHELF = """\
Title: Shelf
Published: 2020-03-04
Lang: en

He came [[on 3 May 1954||1954-05-03]], left [[between 1960 and 1963||1960/1963]], and wrote
[[in the early 1970s||1970~/1973~]]. [[Yesterday||2020-03-03]] it rained [[for two days||]].
In [[1999||1999]] it stood.
"""


def _gold(value: str, *more: str, lenient: bool = False) -> Gold:
    return Gold(0, 4, "then", (value, *more), lenient=lenient)


def _found(edtf: str | None, earliest: str | None = None, latest: str | None = None, at: int = 0) -> Found:
    return Found(at, at + 4, "then", edtf, earliest, latest, "explicit")


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (_gold("1954-05-03"), _found("1954-05-03"), True),
        (_gold("1954-05"), _found("1954-05~"), True),
        (_gold("1954?"), _found("1954"), True),
        (_gold("1954"), _found("1955"), False),
        (_gold("1954", "1955"), _found("1955"), True),
        (_gold("1954"), _found("1954-01/1954-12", "1954-01-01", "1954-12-31"), True),
        (_gold("1952-02"), _found("1952-02-01/1952-02-29", "1952-02-01", "1952-02-29"), True),
        (_gold("1990~/1993~"), _found("1991/1994", "1991-01-01", "1994-12-31"), False),
        (_gold("1990~/1993~", lenient=True), _found("1991/1994", "1991-01-01", "1994-12-31"), True),
        (_gold("1990~/1993~", lenient=True), _found("1991/1995", "1991-01-01", "1995-12-31"), False),
        (_gold("1990~/1993~", lenient=True), _found("1991/..", "1991-01-01", None), False),
        (_gold("199X", lenient=True), _found("1990/1999", "1990-01-01", "1999-12-31"), False),
        (_gold("-0043-03-15"), _found("-0043-03-15"), True),
        (Gold(0, 4, "", timex="1939-09-01"), _found("1939-09-01"), True),
        (Gold(0, 4, "", timex="1954-11-01TMO"), _found("1954-11-01"), True),
        (Gold(0, 4, "", timex="1939-XX-XX"), _found("1939"), True),
        (Gold(0, 4, "", timex="199"), _found("199X"), True),
        (Gold(0, 4, "", timex="19"), _found("19XX"), True),
        (Gold(0, 4, "", timex="1914-SU"), _found("1914-22"), True),
        (Gold(0, 4, "", timex="1914-SU"), _found("1914-21"), False),
        (Gold(0, 4, "", timex="BC0490"), _found("-0489"), True),
        (Gold(0, 4, "", timex="BC490"), _found("-0489"), True),
        (Gold(0, 4, "", timex="BC0490"), _found("-0490"), False),
        (Gold(0, 4, "", timex="BC49"), _found("-049X"), True),
        (Gold(0, 4, "", timex="1993"), _found("1992/1993"), True),
        (Gold(0, 4, "", timex="1993"), _found("1992/1994"), False),
        (Gold(0, 4, "", timex="1993"), _found(None), False),
    ],
)
def test_what_is_the_right_value(gold: Gold, found: Found, right: bool) -> None:
    """Qualifiers do not count, bounds and accepted readings do, and only approximate gold is lenient."""
    assert is_right(gold, found) is right


@pytest.mark.parametrize("value", ["P3D", "PT2H", "PRESENT_REF", "XXXX-12", "T12", "1954-WXX", "BCXXXX", ""])
def test_what_has_no_value_is_not_scored(value: str) -> None:
    """Durations, sets and vague references count neither as missed nor, where found, as wrong."""
    document = Document("d", "en", "2020-03-04", "then and then", (Gold(0, 4, "then", timex=value),))
    found = (_found("1954"), _found("1955", at=9))
    assert total([score(document, found, ("explicit",))]) == Score(found=1)


def test_an_interval_over_two_is_two_finds() -> None:
    """It is right for each expression of which it has the end; a plain date over two is one find."""
    marked = (Gold(0, 4, "1992", timex="1992"), Gold(9, 13, "1993", timex="1993"))
    document = Document("d", "en", "2020-03-04", "1992 and  1993", marked)
    kinds = ("explicit", "explicit")
    wide = Found(0, 13, "1992 and 1993", "1992/1993", None, None)
    assert score(document, [wide], kinds) == {"explicit": Score(gold=2, found=2, hit=2, true=2, right=2)}
    plain = wide._replace(edtf="1992")
    assert score(document, [plain], kinds) == {"explicit": Score(gold=2, found=1, hit=2, true=1, right=1)}


def test_a_find_without_a_value_is_none() -> None:
    """An expression that the program leaves open is neither a find nor wrong."""
    document = Document("d", "en", "2020-03-04", "then", (_gold("1954"),))
    assert total([score(document, [_found(None)], ("vague",))]) == Score(gold=1)


def test_shares_of_a_score() -> None:
    """Precision is of finds, recall of marks, value F1 over both totals; of nothing they are 0."""
    one = Score(gold=8, found=4, hit=4, true=3, right=3)
    assert (one.precision, one.recall, one.f1, one.value_f1) == (0.75, 0.5, 0.6, 0.5)
    none = Score()
    assert (none.precision, none.recall, none.f1, none.value_f1) == (0.0, 0.0, 0.0, 0.0)


def test_marked_text_is_read() -> None:
    """Marks are taken out of the text, offsets cut the words out of what is left, and no value is no gold."""
    shelf = marked_text("shelf", SHELF)
    assert "[[" not in shelf.text
    assert all(shelf.text[one.start : one.end] == one.words for one in shelf.marked)
    assert [one.is_scored for one in shelf.marked] == [True, True, True, True, False, True]
    assert [one.lenient for one in shelf.marked] == [False, True, True, False, False, False]


def test_kinds_are_the_readers_and_else_by_form() -> None:
    """What the reader touches has the kind that it says, what it missed is told by value and words."""
    shelf = marked_text("shelf", SHELF)
    missed = ("explicit", "vague", "vague", NO_YEAR, NO_YEAR, "explicit")
    assert kinds_of(shelf, ()) == missed
    assert kinds_of(shelf, ours(shelf))[2:4] == ("vague", "deictic")


def test_the_reader_is_right_about_the_shelf() -> None:
    """The whole way, from a marked text to a score."""
    shelf = marked_text("shelf", SHELF)
    found = ours(shelf)
    assert total([score(shelf, found, kinds_of(shelf, found))]) == Score(5, 5, 5, 5, 5)


def test_the_baseline_carries_the_last_year() -> None:
    """A month without a year takes the last one, a day that its month does not have is left out."""
    text = "In 1954 he came; on 3 May he left; on May 5, 1955 he was back; in June; on 31 June; 12 apples."
    document = Document("d", "en", "2020-03-04", text, ())
    assert [one.edtf for one in baseline(document)] == [
        "1954",
        "1954-05-03",
        "1955-05-05",
        "1955-06",
        "1955-06",
    ]
    assert bounds("1952-02") == ("1952-02-01", "1952-02-29")


def test_what_is_absent_is_named() -> None:
    """A collection either has documents or says where they were looked for."""
    found = collections()
    assert [each.name for each in found] == ["wikiwars", "seed", "open", "kept"]
    assert all(bool(each.documents) != bool(each.missing) for each in found)


@pytest.fixture
def other_scorer(shared: Path) -> ModuleType:
    """A scorer that somebody else wrote."""
    file = shared / "tools/score_timex.py"
    spec = importlib.util.spec_from_file_location("score_timex", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_figures_are_those_of_another_scorer(shared: Path, other_scorer: ModuleType) -> None:
    """On every document, for the reader and for the baseline, the counts are the same."""
    files = [shared / "data/wikiwars/open.json", *sorted((shared / "data/articles").glob("*.gold.json"))]
    gold = Path(__file__).parents[2] / "bench/gold"
    files += [*sorted((gold / "open").glob("*.txt")), *sorted((gold / "kept").glob("*.txt"))]
    theirs = [document for file in files for document in other_scorer.documents(file)]
    own = [document for each in collections() for document in each.documents]
    assert [document["text"] for document in theirs] == [document.text for document in own]
    for document, other in zip(own, theirs, strict=True):
        for program in (ours, baseline):
            found = program(document)
            one = total([score(document, found, kinds_of(document, found))])
            counts = (one.gold, one.found, one.hit, one.true, one.right)
            assert counts == other_scorer.score(other, [each._asdict() for each in found]), document.name

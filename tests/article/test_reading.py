"""Whole articles, of our own and the one from the seeds, against what a person found in them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from site_gen.article import LONGEST_ARTICLE, ArticleReading, Role, available, read_article
from site_gen.diagnostics import Severity
from site_gen.source import SourceFile

TEXTS = Path(__file__).resolve().parents[1] / "data" / "articles"
OWN = sorted(file.name for file in TEXTS.iterdir() if file.suffix in (".txt", ".md"))


def _read(name: str, text: str, **given: str) -> ArticleReading:
    return read_article(SourceFile(name, text), **given)


def _codes(reading: ArticleReading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.diagnostics]


def _rows(reading: ArticleReading) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the expressions and episodes of a reading as they are written down in what is expected."""
    expressions = [
        [" ".join(e.text.split()), e.paragraph, e.kind.value, e.role.value, e.edtf, e.part, e.anchor]
        for e in reading.expressions
    ]
    told = [[e.id.split("#")[1], e.date, e.part, e.status, list(e.flags)] for e in reading.episodes]
    return expressions, told


def _as_found(reading: ArticleReading) -> str:
    """Return what was read as a file of what is expected, an expression or episode a line."""
    article = reading.article
    head = {"lang": article.lang, "title": article.title, "published": article.published}
    fields = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in head.items()]
    fields.append(f' "paragraphs": {len(article.paragraphs)}')
    for name, rows in zip(("expressions", "episodes"), _rows(reading), strict=True):
        lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
        fields.append(f' "{name}": [\n{lines}\n ]')
    fields.append(f' "codes": {json.dumps(_codes(reading))}')
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _hold(found: Sequence[object], expected: Sequence[object], file: str) -> None:
    """Fail with every line that differs, `-` what is expected and `+` what was read."""
    if found == expected:
        return
    wanted, read = ([json.dumps(row, ensure_ascii=False) for row in rows] for rows in (expected, found))
    told = difflib.unified_diff(wanted, read, file, "as it is read now", lineterm="", n=0)
    pytest.fail("\n".join(line for line in told if not line.startswith("@@")), pytrace=False)


@pytest.fixture(params=OWN)
def own(request: pytest.FixtureRequest, update_golden: bool) -> tuple[str, str, dict[str, Any]]:
    """One of our own articles: name, text, and what is expected of it. With `--update-golden` what is read is
    written down where nothing is expected yet; what is there is a person's and stays.
    """
    file = TEXTS / request.param
    answers = TEXTS / f"{file.name.rpartition('.')[0]}.expected.json"
    if update_golden and not answers.exists():
        reading = _read(file.name, file.read_text(encoding="utf-8"))
        answers.write_text(_as_found(reading), encoding="utf-8")
    if not answers.exists():
        pytest.fail(
            f"{answers.name} is missing; `--update-golden` writes a first version to correct", pytrace=False
        )
    expected = json.loads(answers.read_text(encoding="utf-8"))
    return file.name, file.read_text(encoding="utf-8"), expected


def test_there_is_a_text_in_every_language() -> None:
    """No language comes without an article of its own."""
    assert {name.split(".")[1] for name in OWN} == set(available())


def test_own_article_head(own: tuple[str, str, dict[str, Any]]) -> None:
    """Language, title and stamp are found, and the furniture is no paragraph."""
    name, text, expected = own
    reading = _read(name, text)
    article = reading.article
    assert article.lang == expected["lang"]
    assert article.title == expected["title"]
    assert article.published == expected["published"]
    assert len(article.paragraphs) == expected["paragraphs"]
    assert _codes(reading) == expected["codes"]


def test_own_article_expressions(own: tuple[str, str, dict[str, Any]]) -> None:
    """Every expression is found with its value, kind, role and anchor, and none besides."""
    name, text, expected = own
    found, _ = _rows(_read(name, text))
    _hold(found, expected["expressions"], name)


def test_own_article_episodes(own: tuple[str, str, dict[str, Any]]) -> None:
    """Episodes have their dates, status and flags."""
    name, text, expected = own
    _, found = _rows(_read(name, text))
    _hold(found, expected["episodes"], name)


def test_a_first_version_can_be_written() -> None:
    """What `--update-golden` writes is what the comparison then expects, a line for each expression."""
    name = "mulino.it.txt"
    reading = _read(name, (TEXTS / name).read_text(encoding="utf-8"))
    written = json.loads(_as_found(reading))
    assert [written["expressions"], written["episodes"]] == list(_rows(reading))
    assert written["lang"] == "it"
    assert len(_as_found(reading).splitlines()) > len(reading.expressions) + len(reading.episodes)


def test_every_difference_is_shown() -> None:
    """A comparison that fails shows each line that differs, not the first alone."""
    with pytest.raises(pytest.fail.Exception) as told:
        _hold([["a", 1], ["b", 2], ["c", 3]], [["a", 1], ["b", 3], ["d", 3]], "x.it.txt")
    assert [line for line in str(told.value).splitlines() if line[1:2] == "["] == [
        '-["b", 3]',
        '-["d", 3]',
        '+["b", 2]',
        '+["c", 3]',
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_offsets_hold_with_every_line_end(own: tuple[str, str, dict[str, Any]], ending: str) -> None:
    """Offsets cut the expression out of the source as it stands, whatever its line ends, emoji included."""
    name, text, expected = own
    source = text.replace("\n", ending)
    reading = _read(name, source)
    assert all(source[e.start : e.end] == e.text for e in reading.expressions)
    assert len(reading.expressions) == len(expected["expressions"])
    assert [e.edtf for e in reading.expressions] == [e[4] for e in expected["expressions"]]
    for paragraph in reading.article.paragraphs:
        piece = source[paragraph.start : paragraph.end]
        assert piece == piece.strip()


SEED = "sindonews-2024-04-01"


@pytest.fixture
def gold(shared: Path) -> tuple[ArticleReading, dict[str, Any]]:
    """The seed article as read, and its gold answers."""
    answers = json.loads((shared / "data" / "articles" / f"{SEED}.gold.json").read_text(encoding="utf-8"))
    text = (shared / "seeds" / f"{SEED}.id.txt").read_text(encoding="utf-8")
    return _read(f"seeds/{SEED}.id.txt", text), answers


def test_seed_paragraphs(gold: tuple[ArticleReading, dict[str, Any]]) -> None:
    """The paragraphs are exactly the gold's: no furniture, title or stamp among them."""
    reading, answers = gold
    found = [(p.start, p.end) for p in reading.article.paragraphs]
    assert found == [(p["start"], p["end"]) for p in answers["paragraphs"]]
    assert reading.article.published == "2024-04-01T11:49+07:00"
    assert not reading.diagnostics


def test_seed_expressions_are_all_right(gold: tuple[ArticleReading, dict[str, Any]]) -> None:
    """All expressions of the gold are found where they stand, with an accepted value, anchor and role."""
    reading, answers = gold
    found = {(e.start, e.end): e for e in reading.expressions}
    assert list(found) == [(e["start"], e["end"]) for e in answers["expressions"]]
    for wanted in answers["expressions"]:
        one = found[wanted["start"], wanted["end"]]
        accepted = (
            [wanted["edtf"]] if wanted["edtf"] is None else [wanted["edtf"], *wanted.get("accept_edtf", [])]
        )
        assert one.edtf in accepted, one
        assert (one.anchor, one.role.value) == (wanted["anchor"], wanted["role"])
        assert wanted["kind"].removeprefix("explicit_").removesuffix("_vague") == one.kind.value


def test_seed_named_period_is_not_dated(gold: tuple[ArticleReading, dict[str, Any]]) -> None:
    """A named period that the text gives no year for has none."""
    reading, _ = gold
    (period,) = [e for e in reading.expressions if e.role is Role.FRAME]
    assert (period.edtf, period.earliest, period.latest) == (None, None, None)


def test_seed_vague_bounds(gold: tuple[ArticleReading, dict[str, Any]]) -> None:
    """Early decades have the bounds of the gold."""
    reading, answers = gold
    bounds = {e["id"]: (e["earliest"], e["latest"]) for e in answers["expressions"]}
    for name in ("t1", "t4", "t8", "t9", "t10", "t12"):
        one = reading.expressions[int(name[1:])]
        assert (one.earliest, one.latest) == bounds[name]


def test_seed_episodes(gold: tuple[ArticleReading, dict[str, Any]]) -> None:
    """Each episode of the gold is there, in its paragraph, with an accepted date, and no other."""
    reading, answers = gold
    wanted = [e for e in answers["episodes"] if e.get("on_timeline", True)]
    left = list(reading.episodes)
    for one in wanted:
        first = int(one["paragraph"].split("+")[0][1:])
        dates = {one["edtf"], one.get("inherited_edtf"), *one.get("accept_edtf", [])}
        dates |= {"199X", "200X"} if one["id"] in ("E6a", "E6b") else set()
        match = next((e for e in left if e.paragraphs[0] == first and e.date in dates), None)
        assert match is not None, one
        left.remove(match)
    assert not left


def test_seed_conflict(gold: tuple[ArticleReading, dict[str, Any]]) -> None:
    """The two dates of one meeting are both kept, each with its words and paragraph."""
    reading, _ = gold
    (disputed,) = [e for e in reading.episodes if e.status == "disputed"]
    assert (disputed.date, disputed.paragraphs, disputed.flags) == ("[2000,2017]", (9, 10), ("conflict",))
    assert [(c.field, c.reads, c.says) for c in disputed.conflicts] == [
        ("date", "2017", "2017"),
        ("date", "2000", "tahun 2000"),
    ]
    assert set(disputed.expressions) == {"t11", "t13", "t14"}


def test_seed_inherited_and_reported(gold: tuple[ArticleReading, dict[str, Any]]) -> None:
    """A date that was taken over is flagged, and hearsay makes a report."""
    reading, _ = gold
    by_id = {e.id.split("#")[1]: e for e in reading.episodes}
    assert by_id["p8.1"].flags == ("inherited-date",)
    assert by_id["p8.1"].expressions == ()
    assert by_id["p3.1"].status == "reported"
    assert by_id["p1.1"].flags == ("before",)


def test_seed_titles_hold_no_sentence(gold: tuple[ArticleReading, dict[str, Any]], shared: Path) -> None:
    """A proposed title shares no eight words in a row with the article."""
    reading, _ = gold
    text = (shared / "seeds" / f"{SEED}.id.txt").read_text(encoding="utf-8")
    words = text.lower().split()
    runs = {tuple(words[i : i + 8]) for i in range(len(words))}
    for episode in reading.episodes:
        title = episode.title.lower().split()
        assert not any(tuple(title[i : i + 8]) in runs for i in range(len(title)))


@pytest.mark.parametrize(
    ("name", "text", "given", "codes"),
    [
        ("a.txt", "", {}, ["A101"]),
        ("a.txt", " \r\n\t\n", {}, ["A101"]),
        ("a.txt", "A title alone", {"lang": "en"}, ["A102"]),
        ("a.txt", "<!DOCTYPE html>\n<html><script>'On 3 May 1951'</script></html>", {"lang": "en"}, ["A104"]),
        ("a.txt", "Zzz\n\nQwrt brrm pffft.", {}, ["A105"]),
        ("a.txt", "Judul\n\nPada 1951 ia pergi.", {"lang": "tlh"}, ["A105"]),
        ("a.md", "---\nlang: tlh\n---\n\nIn 1951 he left.", {}, ["A105"]),
        ("a.txt", "Title\n\nNothing in this sentence has any date at all.", {"lang": "en"}, ["A108"]),
        ("a.txt", "Title\n\nIn 1951 he left.", {"lang": "en", "published": "last week"}, ["A109"]),
        ("a.md", "---\npublished: soon\nlang: en\n---\n\nIn 1951 he left.", {}, ["A109"]),
        ("a.txt", "Title\n\nYesterday the council met in the old hall.", {"lang": "en"}, ["A110"]),
        ("a.txt", "Title\n\nOn Monday, 2 March 1954, he left.", {"lang": "en"}, ["A106"]),
        ("a.txt", "Title\n\nOn 31 February 1954 he left the city.", {"lang": "en"}, ["A107"]),
        ("a.txt", "Judul\n\nSenin, 2 Maret 1954\n\nPada 1951 ia pergi.", {"lang": "id"}, ["A106"]),
    ],
)
def test_what_is_wrong_is_told(name: str, text: str, given: dict[str, str], codes: list[str]) -> None:
    """Bad articles give a diagnostic and never an exception."""
    assert _codes(_read(name, text, **given)) == codes


def test_unknown_language_names_those_there_are() -> None:
    """The message for a language without a file says which have one."""
    (problem,) = _read("a.txt", "Judul\n\nPada 1951.", lang="tlh").diagnostics
    assert problem.severity is Severity.ERROR
    assert "`tlh`" in problem.message
    assert "`en`" in problem.hint
    assert "`id`" in problem.hint


def test_too_long_an_article_is_refused() -> None:
    """More than twenty million characters are not read."""
    reading = _read("a.txt", "Pada 1951. " * (LONGEST_ARTICLE // 11 + 1), lang="id")
    assert _codes(reading) == ["A103"]
    assert not reading.expressions


def test_a_contradicted_weekday_points_at_itself() -> None:
    """The warning stands where the date stands and the date is kept."""
    reading = _read("a.txt", "Title\n\nOn Monday, 2 March 1954, he left.", lang="en")
    (warning,) = reading.diagnostics
    assert (warning.line, warning.column, warning.severity) == (3, 4, Severity.WARNING)
    assert "tuesday" in warning.message
    assert reading.expressions[0].edtf == "1954-03-02"


def test_publication_given_goes_before_the_stamp() -> None:
    """What the caller says about the day of publication wins over the text."""
    text = "Title\n\n1 April 2024\n\nYesterday the council met in the old hall of the town."
    assert _read("a.txt", text, lang="en").expressions[1].edtf == "2024-03-31"
    assert _read("a.txt", text, lang="en", published="2020-01-01").expressions[1].edtf == "2019-12-31"


@pytest.mark.parametrize(
    "unit",
    [
        "1951 ",
        "1951, ",
        "1951-",
        "Senin, 1 Maret 1954. ",
        "sebelum 1951 hingga ",
        "“ ",
        ". ",
        "A",
        "1",
        "antara ",
        ".",
        "“Pada 1954 ia “",
        "\n \n",
        "1990²",
    ],
)
def test_a_line_of_a_hundred_thousand_characters_is_read(unit: str) -> None:
    """No pattern of the text makes the time grow with its square (a quadratic step takes minutes here)."""
    size = 100_000 // len(unit)
    reading = _read("a.txt", "Judul\n\n" + unit * size, lang="id", published="2024-04-01")
    assert len(reading.article.paragraphs) <= 1
    assert all(d.severity is Severity.WARNING for d in reading.diagnostics if d.code != "A102")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("On Saturday, 3 March 1951 it rained.", []),
        ("On Monday, 3 March 1951 it rained.", ["A106"]),
        ("From Saturday, 3 March 1951 to Monday, 5 March 1951 it rained.", []),
        ("From Monday, 3 March 1951 to Friday, 5 March 1951 it rained.", ["A106", "A106"]),
        ("From Saturday 3 to Friday 5 March 1951 it rained.", ["A106"]),
        ("In 1950 he came. On Friday, 24 May of the following year he left.", ["A106"]),
        ("He came on 30 and 31 April 1951.", ["A107"]),
    ],
)
def test_weekday_of_an_end(text: str, codes: list[str]) -> None:
    """A weekday is checked at both ends of a range, and each day of a list is."""
    reading = read_article(SourceFile("a.txt", f"Title\n\n{text}\n"), lang="en")
    assert [each.code for each in reading.diagnostics] == codes

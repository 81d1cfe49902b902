import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import html5lib
import pytest

from site_gen.site.citation import bibtex, csl_json
from site_gen.site.sourcing import place_key

Build = Callable[..., Path]

SETTINGS = 'title = "T"\nlanguages = ["id", "en"]\n[[lanes]]\nkey = "a"\nname = "A"\n'
SOURCES = """\
paper: {title: Koran, container-title: Harian, issued: 2024-04-01, language: id}
book: {title: A book, language: en, archive: "https://example.org/archived"}
"""
ASKED = """\
---
title: Pertanyaan
date: "[2000,2017]"
lane: a
status: disputed
wikidata: Q7184
sources:
  - {id: paper, locator: "¶ 10", says: pada 2000, date: "2000", translation: {en: in 2000, de: 2000}}
  - {id: book, says: in 2001, translation: pada 2001, date: "2001"}
  - {id: paper, locator: "¶ 9", says: pada 2017, date: "2017", translation: {en: in 2017}}
conflicts:
  - {field: date, reads: pada 2017, source: paper, note: Salah., settled_by: Rekaman.}
  - {field: title, reads: Selalu, source: paper}
related: [{event: c, relation: led-to}, {event: d, relation: see-also}, {event: d, relation: answers}, asked]
---
Teks.
"""


def plain(slug: str, date: str, more: str = "") -> dict[str, str]:
    """An event file that rests on the paper."""
    head = f'title: Event {slug}\ndate: "{date}"\nsources: [{{id: paper, locator: ¶ 2, says: w{slug}}}]\n'
    return {f"content/events/{slug}.md": f"---\n{head}{more}---\nText.\n"}


@pytest.fixture
def site(built: Build) -> Path:
    """A site in two languages whose sources disagree on one date."""
    files = {
        "content/site.toml": SETTINGS,
        "content/sources.yaml": SOURCES,
        "content/events/asked.md": ASKED,
        "content/events/asked.en.md": "---\ntitle: The question\n---\nText.\n",
        **plain("b", "1990", "lane: a\n"),
        **plain("c", "2018-02", ""),
        **plain("d", "1950"),
    }
    return built(files, base_url="https://example.org/")


def text_of(file: Path, id_: str = "") -> str:
    """The text of a page without needless spaces, or of the section that a heading labels."""
    page = html5lib.parse(file.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    whole = page.find(f".//*[@aria-labelledby='{id_}']") if id_ else page.find(".//main")
    assert whole is not None
    said = " ".join(" ".join(each.split()) for each in whole.itertext() if each.strip())
    return re.sub(r" (?=[,;:.)])|(?<=\() ", "", said)


def test_a_date_is_told_with_the_words_it_was_read_from(site: Path) -> None:
    """Under a disputed date stands for each reading who says so, where, and what it means."""
    assert "2000: pada 2000 – in 2000 (Harian, ¶ 10) 2017: pada 2017 – in 2017 (Harian, ¶ 9)" in text_of(
        site / "en/events/asked.html", "date"
    )
    assert "Dibaca dari wb (Harian, ¶ 2)" in text_of(site / "events/b.html", "date")


def test_words_are_translated_for_those_who_need_it(site: Path) -> None:
    """A translation stands on pages in its language, and never beside words in the page's own."""
    english, indonesian = (text_of(site / f"{lang}events/asked.html", "sources") for lang in ("en/", ""))
    assert "in 2000" in english
    assert "pada 2001" not in english
    assert "pada 2000" in indonesian
    assert "in 2000" not in indonesian
    assert "in 2001 – pada 2001" in indonesian


def test_each_source_is_named_once_with_all_that_is_cited_of_it(site: Path) -> None:
    """What is cited of one source stands together, with the date that each passage gives."""
    said = text_of(site / "en/events/asked.html", "sources")
    assert said.count("Koran") == 1
    assert said.index("¶ 9") < said.index("A book")
    assert "in 2017 2017" in said


def test_a_disagreement_says_who_says_what_and_what_would_settle_it(site: Path) -> None:
    """Each side has the date it gives, its words, the place where they stand, and what would decide."""
    box = text_of(site / "en/events/asked.html", "dispute")
    assert "2017: pada 2017 – in 2017 on the date: Harian, ¶ 9 Salah. What would settle it: Rekaman." in box


def test_no_event_around_is_shown_twice(site: Path) -> None:
    """Neighbours and related events are each shown once, with all that ties them; never the event itself."""
    page = site / "en/events/asked.html"
    around, related = text_of(page, "around"), text_of(page, "related")
    assert [around.count(f"Event {slug}") for slug in "bcd"] == [1, 1, 0]
    assert [related.count(f"Event {slug}") for slug in "bcd"] == [0, 0, 1]
    assert "this one 10 or 27 years later" in around
    assert "After, in time · Led to Event c February 2018; 1 or 18 years later" in around
    assert "See also Event d 1950 · Answers" in related
    assert "The question" not in around + related


def test_a_source_lists_its_claims_by_passage(site: Path) -> None:
    """All that rests on a source stands under its passages in their order, what is doubted marked so."""
    claims = text_of(site / "en/sources/paper.html", "claims")
    places = re.findall(r"¶ \d+|No passage is named", claims)
    assert places == ["¶ 2", "¶ 9", "¶ 10", "No passage is named"]
    assert claims.count("contradicted or doubted there") == 2
    assert "pada 2000 – in 2000 gives 2000 The question, 2000 or 2017 · disputed" in claims
    assert "Selalu gives" not in claims


def test_what_is_only_contradicted_is_listed_too(built: Build) -> None:
    """A source that an event names in a disagreement alone has that event on its page and in the index."""
    conflict = "conflicts: [{field: date, reads: 1901, source: s}]\n"
    files = {
        "content/site.toml": 'title = "T"\nlanguages = ["en"]\n',
        "content/sources.yaml": "s: {title: The source}\n",
        "content/events/a.md": f"---\ntitle: A\ndate: 1900\n{conflict}---\nText.\n",
    }
    site = built(files)
    assert "1901" in text_of(site / "sources/s.html", "claims")


@pytest.mark.parametrize(
    ("locators", "ordered"),
    [
        (["¶ 10", "¶ 2", "", "¶ 1"], ["¶ 1", "¶ 2", "¶ 10", ""]),
        (["p. 12–14", "p. 9", "p. 12"], ["p. 9", "p. 12", "p. 12–14"]),
        (["2:15", "2:9", "1:30"], ["1:30", "2:9", "2:15"]),
        (["9" * 5000, "007", "8"], ["007", "8", "9" * 5000]),
        (["٣", "²", "b", "1"], ["1", "b", "²", "٣"]),
    ],
)
def test_places_in_a_source_have_an_order(locators: list[str], ordered: list[str]) -> None:
    """Numbers count by their value, whatever stands around them, and no place at all comes last."""
    assert sorted(locators, key=place_key) == ordered


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Plain title", "{{Plain title}}"),
        ("50 % & $1 #2 a_b", r"{{50 \% \& \$1 \#2 a\_b}}"),
        ("one { only", r"{{one \textbraceleft{} only}}"),
        ("a}, b = {c", r"{{a\textbraceright{}, b = \textbraceleft{}c}}"),
        ("\\ ~ ^ \n x", r"{{\textbackslash{} \textasciitilde{} \textasciicircum{} x}}"),
    ],
)
def test_bibtex_is_never_broken_by_a_title(title: str, expected: str) -> None:
    """Every sign that means something to BibTeX is written so that it means itself, brackets in pairs."""
    entry = bibtex("key", title, "Site", "https://example.org/a{b", "2026-11-02")
    assert f"  title = {expected},\n" in entry
    assert entry.count("{") == entry.count("}")
    assert entry.endswith(
        "  year = {2026},\n  month = nov,\n  day = {2},\n  url = {https://example.org/a%7Bb},\n}"
    )


def test_no_day_is_invented() -> None:
    """A page without a day of change, on a site without an address, is cited without either."""
    assert bibtex("k", "T", "S", "", "") == "@misc{k,\n  title = {{T}},\n  howpublished = {S},\n}"
    item = {"id": "k", "type": "webpage", "title": "T", "container-title": "S", "language": "en"}
    assert json.loads(csl_json("k", "T", "S", "", "", "en")) == [item]


def test_keys_of_citations_differ_by_language(site: Path) -> None:
    """The same event in two languages can be cited in one text."""
    assert "@misc{asked," in (site / "events/asked.html").read_text(encoding="utf-8")
    assert "@misc{asked.en," in (site / "en/events/asked.html").read_text(encoding="utf-8")


def test_what_sources_say_is_escaped(built: Build, hostile: str) -> None:
    """Words, translations, places and titles are text in every place where they stand."""
    quoted = json.dumps(hostile, ensure_ascii=False)
    files: Mapping[str, str] = {
        "content/site.toml": 'title = "T"\nlanguages = ["en"]\n',
        "content/sources.yaml": f"s: {{title: {quoted}, language: id}}\n",
        "content/events/a.md": f"---\ntitle: {quoted}\ndate: 1900\nsources: [{{id: s, locator: {quoted}, "
        f"says: {quoted}, translation: {quoted}}}]\nconflicts: [{{field: date, reads: {quoted}, source: s, "
        f"translation: {quoted}, note: {quoted}, settled_by: {quoted}}}]\n---\nText.\n",
    }
    site = built(files)
    for page in ("events/a.html", "sources/s.html"):
        html = (site / page).read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert hostile.replace("\n", " ") in text_of(site / page)

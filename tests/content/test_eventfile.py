from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.body_limits import LONGEST_BODY, MOST_OPENED, body_problems
from site_gen.content.event import Event
from site_gen.content.event_keys import Citation, Conflict, Correction, Image, Place, Relation
from site_gen.content.eventfile import read_event, read_translation
from site_gen.source import SourceFile

FULL = """---
title: The note
date: 1954-03
part: late
date_label: spring 1954
time: 14:05+07:00
summary: >
  One sentence
  on two lines.
lane: soviet
tags: [notes, "nato"]
actors:
- Vyacheslav Molotov
places: [Moscow, {name: Vienna, lat: 48.2, lon: -16.4}]
importance: 5
status: disputed
sources:
- hansard
- id: frus
  locator: p. 5
  says: "31 March"
  url: https://a.example/x
  archive: http://b.example
  note: n
  reading: anaphoric
  rule: same-unit
  anchor: "1954"
  anchor_locator: p. 4
conflicts:
- {field: date, reads: 1 April, source: frus, note: later}
corrections:
- {date: 2026-11-22, note: the day}
related: [answer, {event: treaty, relation: led-to}]
image: {src: a.png, alt: A page, caption: c, credit: d, license: CC0}
origin: article#p6.2
aliases: old-name
added: 2026-11-20
updated: 2026-11-22
reviewed: false
draft: true
wikidata: Q7184
slug: the-note
extra: {colour: red}
---
The *body*.
"""


def event_of(text: str, slug: str = "letter") -> Event:
    """The event that a faultless text gives."""
    reading = read_event(SourceFile("a.md", text), slug, "en")
    assert reading.diagnostics == ()
    assert reading.event is not None
    return reading.event


def front(keys: str, body: str = "Body.\n") -> SourceFile:
    """A file with these keys."""
    return SourceFile("a.md", f"---\n{keys}---\n{body}")


def test_every_key() -> None:
    """Each key arrives typed, in its place."""
    event = event_of(FULL)
    assert (event.slug, event.lang, event.title) == ("the-note", "en", "The note")
    assert (event.date.written, event.date.part, event.date_label) == ("1954-03", "late", "spring 1954")
    assert (event.time, event.lane, event.importance, event.status) == (
        "14:05+07:00",
        "soviet",
        5,
        "disputed",
    )
    assert event.summary == "One sentence on two lines."
    assert event.tags == ("notes", "nato")
    assert event.actors == ("Vyacheslav Molotov",)
    assert event.places == (Place("Moscow"), Place("Vienna", "48.2", "-16.4"))
    assert event.sources == (
        Citation("hansard"),
        Citation(
            *("frus", "p. 5", "31 March", "https://a.example/x", "http://b.example", "n"),
            *("anaphoric", "same-unit", "1954", "p. 4"),
        ),
    )
    assert event.conflicts == (Conflict("date", "1 April", "frus", "later"),)
    assert event.corrections == (Correction("2026-11-22", "the day"),)
    assert event.related == (Relation("answer"), Relation("treaty", "led-to"))
    assert event.image == Image("a.png", "A page", "c", "d", "CC0")
    assert (event.origin, event.aliases) == (("article#p6.2",), ("old-name",))
    assert (event.added, event.updated) == ("2026-11-20", "2026-11-22")
    assert (event.reviewed, event.draft, event.wikidata) == (False, True, "Q7184")
    assert event.extra == {"colour": "red"}
    assert event.body == "The *body*.\n"
    assert FULL[event.body_offset :] == event.body


def test_marks_show_where_values_stand() -> None:
    """The marks of an event lead back into its file."""
    event = event_of(FULL)
    found = {key: FULL[at : at + size] for key, (at, size) in event.marks.items()}
    assert found["title"] == "The note"
    assert found["sources.0.id"] == "hansard"
    assert found["sources.1.id"] == "frus"
    assert found["conflicts.0.source"] == "frus"
    assert found["related.0.event"] == "answer"


def test_defaults() -> None:
    """An event needs a title and a date alone."""
    event = event_of("---\ntitle: A\ndate: 1954\n---\nBody.\n")
    assert (event.slug, event.importance, event.status, event.reviewed) == ("letter", 3, "established", True)


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        (
            "time",
            ["00:00", "23:59:59", "14:05Z", "14:05-03:30"],
            ["24:00", "9:00", "14.05", "14:05+99:00", "１４:05"],
        ),
        ("added", ["2024-02-29", "0001-01-01"], ["2023-02-29", "2024-2-9", "20240229", "1954", "٢٠٢٤-02-29"]),
        ("wikidata", ["Q1", "Q7184"], ["7184", "Q0", "q5", "Q１", "https://www.wikidata.org/wiki/Q1"]),
        (
            "slug",
            ["a", "1954-03.letter_2"],
            ["A", "a b", "../a", "a--b", "-a", "con", "aux.md", "x" * 121, "é"],
        ),
        ("image", ["{src: a.png, alt: A}"], ["a.png", "{src: a.png}", "[a.png]"]),
        (
            "places",
            ["{name: A, lat: 90, lon: -180}"],
            ["{name: A, lat: 90.1}", "{name: A, lon: 1e2}", "{lat: 1}"],
        ),
    ],
)
def test_forms(key: str, good: list[str], bad: list[str]) -> None:
    """Texts with a form are held to it."""
    for value in good:
        assert read_event(front(f"title: A\ndate: 1954\n{key}: {value}\n"), "a", "en").diagnostics == (), (
            value
        )
    for value in bad:
        found = read_event(front(f"title: A\ndate: 1954\n{key}: {value}\n"), "a", "en").diagnostics
        assert [d.severity for d in found] == ["error"], value


@pytest.mark.parametrize(
    ("keys", "line", "column", "length"),
    [
        ("title: A\ndate: 1954-13\n", 3, 12, 2),
        ("title: A\ndate: '1954-13'\n", 3, 13, 2),
        ('title: 😀\ndate: "  1954-13  "\n', 3, 15, 2),
        ("title: A\ndate: |\n  1954-13\n", 4, 8, 2),
        ("title: A\ndate: 1954-03-31\npart: late\n", 3, 7, 10),
    ],
)
def test_place_of_a_wrong_date(keys: str, line: int, column: int, length: int) -> None:
    """The caret stands under the very part of the date that is wrong, however it is quoted."""
    (found,) = read_event(front(keys), "a", "en").diagnostics
    assert (found.code, found.line, found.column, found.length) == ("D101", line, column, length)


@given(st.text(max_size=40), st.sampled_from(["", "title: A\n", "title: A\ndate: 1954\n", "date: '"]))
def test_no_file_raises(text: str, keys: str) -> None:
    """Whatever stands in a file, there is a reading of it, and faults lie inside it."""
    source = SourceFile("a.md", f"---\n{keys}{text}\n---\n{text}")
    reading = read_event(source, "a", "en")
    assert reading.event is not None or reading.diagnostics
    for found in reading.diagnostics:
        assert found.line <= source.text.count("\n") + 1


BASE = event_of("---\ntitle: A\ndate: 1900-02-29\ncalendar: julian\ntags: [x]\nslug: the-a\n---\nOriginal.\n")


def test_translation_holds_only_what_differs() -> None:
    """What a translation does not give comes from the original, the body too."""
    source = front("title: B\n", "")
    event, found = read_translation(source, BASE, "id")
    assert found == ()
    assert event is not None
    assert (event.slug, event.lang, event.title, event.tags) == ("the-a", "id", "B", ("x",))
    assert (event.date, event.body, event.file) == (BASE.date, "Original.\n", source)


def test_translation_with_a_body() -> None:
    """A body of its own replaces the original's, and is placed in the translation's file."""
    source = front("summary: S\n", "Terjemahan.\n")
    event, _ = read_translation(source, BASE, "id")
    assert event is not None
    assert source.text[event.body_offset :] == event.body == "Terjemahan.\n"
    assert event.title == "A"


def test_translation_with_a_date() -> None:
    """A date alone is read in the calendar of the original, and a warning says that it is another."""
    event, (found,) = read_translation(front("date: 1700-02-29\n"), BASE, "id")
    assert (found.code, found.severity, found.line, found.column) == ("E126", "warning", 2, 7)
    assert event is not None
    assert (event.date.written, event.date.calendar) == ("1700-02-29", "julian")


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ("status: disputed\nlane: b\nimportance: 5\n", ["E126", "E126", "E126"]),
        ("status: established\nimportance: 3\ndate: 1900-02-29\n", []),
        ("tags: [y]\nactors: [Z]\nsummary: S\n", []),
    ],
)
def test_facts_do_not_depend_on_the_language(keys: str, codes: list[str]) -> None:
    """A translation that gives another status, lane or importance is told of; words may differ."""
    _, found = read_translation(front(keys), BASE, "id")
    assert [d.code for d in found] == codes


@pytest.mark.parametrize(
    ("keys", "code", "line", "column"),
    [
        ("part: late\n", "D101", 2, 7),
        ("calendar: gregorian\n", "D101", 2, 11),
        ("slug: b\n", "E113", 2, 1),
        ("titel: B\n", "F203", 2, 1),
    ],
)
def test_wrong_translation(keys: str, code: str, line: int, column: int) -> None:
    """A fault of a translation is placed in its own file, though half of the value is the original's."""
    _, (found,) = read_translation(front(keys), BASE, "id")
    assert (found.code, found.line, found.column) == (code, line, column)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x" * LONGEST_BODY, []),
        ("x" * (LONGEST_BODY + 1), [(10, "E105")]),
        ("[" * MOST_OPENED, []),
        ("ok\n\na[" + "[" * MOST_OPENED, [(15, "E114")]),
        ("`" * (MOST_OPENED + 1), [(10, "E114")]),
        (("[" * MOST_OPENED + "\n\n") * 2, []),
    ],
)
def test_body_problems(body: str, expected: list[tuple[int, str]]) -> None:
    """Bodies over which Markdown would sit for minutes are refused, by paragraph."""
    assert [(p.offset, p.code) for p in body_problems(body, 10)] == expected

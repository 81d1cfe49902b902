"""Files that are no articles, or odd ones, given to `import`: a diagnostic or a smaller result."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from site_gen.article import LONGEST_ARTICLE

Project = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]
Try = Callable[..., tuple[int, dict[str, Any]]]

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"
INDONESIAN = (
    "Menteri di pelabuhan\n\nPada tanggal 3 Mei 1951 menteri itu berangkat karena para pejabat tidak mau"
    " menunggu. Setahun kemudian ia kembali, dan perjanjian itu ditandatangani pada bulan Maret 1954.\n"
)
ENGLISH = (
    "On 3 May 1951 the minister left the town, since the officials were not at the harbour. A year later he"
    " was back, and the treaty was signed in March 1954 by all of them.\n"
)
LINES = "The council\n\nOn 3 May 1951 he left the town.\n\nIn June 1952 he came back to the town.\n"
BOTH = ["1951-05-03", "1952-06"]


@pytest.fixture
def attempt(project: Project, run: Run) -> Try:
    """Return a function that imports one file without writing, and gives exit code and JSON."""

    def read(content: str | bytes, *options: str, name: str = "a.txt") -> tuple[int, dict[str, Any]]:
        root = project({name: content})
        done = run("import", root / name, "--root", root, "--dry-run", "--format", "json", *options)
        return done.code, json.loads(done.out)

    return read


def _told(data: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    return [(d["code"], d["line"], d["column"]) for d in data["diagnostics"] if d["code"] != "A121"]


def _dates(data: Mapping[str, Any]) -> list[str]:
    return [e["edtf"] for e in data["expressions"]]


@pytest.mark.parametrize(
    ("content", "options", "code", "told", "words"),
    [
        (b"", (), 1, ("A101", 0, 0), "the article is empty"),
        (" \r\n\t \u2028 \n", (), 1, ("A101", 0, 0), "the article is empty"),
        (PNG, (), 1, ("S102", 1, 1), "the file is not a text"),
        (b"On 3 May\n 1951\0.", (), 1, ("S102", 2, 6), "the file holds a NUL character"),
        (b"On 3 May\r1951 \xed\xa0\x80.", (), 1, ("S102", 2, 6), "byte 0xED is not UTF-8"),
        (b"Am 3. M\xe4rz 1951.", (), 1, ("S102", 1, 8), "byte 0xE4 is not UTF-8"),
        ("\ufeffThe council".encode("utf-16-le"), (), 1, ("S102", 1, 1), "the file is UTF-16"),
        ("A title alone", (), 1, ("A102", 0, 0), "the article has a title, and no paragraphs"),
        ("---\ntitle: A visit\nlang: en\n---\n", (), 1, ("A102", 0, 0), "a header, and no paragraphs"),
        ("...\n-----\n* * *\n", (), 1, ("A102", 0, 0), "only lines that stand around one"),
        ("Zzz\n\nQwrt brrm pffft hmm.", (), 1, ("A105", 0, 0), "is not recognised"),
        ("A walk\n\nIt was a long walk to the river.", (), 0, ("A108", 0, 0), "no dates were found"),
        ("A walk\n\nYesterday it was, and last month.", ("--lang", "en"), 0, ("A110", 3, 1), "one more"),
        (INDONESIAN, ("--lang", "de"), 0, ("A111", 0, 0), "to be in `de`, but its words are of `id`"),
        (f"---\nlang: de\n---\n\n{INDONESIAN}", (), 0, ("A111", 2, 7), "it was read as `de`"),
        (f"{INDONESIAN}\n{ENGLISH}", ("--lang", "id"), 0, ("A112", 0, 0), "is in `en`; all of it was read"),
    ],
)
def test_one_sentence_says_what_is_wrong(
    attempt: Try,
    content: str | bytes,
    options: tuple[str, ...],
    code: int,
    told: tuple[str, int, int],
    words: str,
) -> None:
    """Errors and warnings, at their place, with a hint; an error gives no episodes."""
    exit_code, data = attempt(content, *options)
    assert (exit_code, _told(data)) == (code, [told])
    (one,) = (d for d in data["diagnostics"] if d["code"] == told[0])
    assert words in one["message"]
    assert one["hint"]
    assert code == 0 or not data.get("episodes")


@pytest.mark.parametrize(
    "content",
    [
        LINES.replace("\n", "\r\n"),
        LINES.replace("\n", "\r"),
        LINES.replace("\n", "\u2028"),
        LINES.replace("\n", "\x85"),
        LINES.replace("\n\n", "\u2029"),
        LINES.replace("\n\n", "\r\n\r", 1),
        "\ufeff" + LINES,
        "\ufeff\ufeff" + LINES,
        LINES.replace(" ", " \u200f"),
        LINES.replace("5", "\u200b5\u00ad"),
        LINES.replace("May", "\u2067May\u2069"),
    ],
)
def test_ends_of_lines_and_marks_change_no_date(attempt: Try, content: str) -> None:
    """Whatever ends the lines, and whatever stands unseen in them, an article is read as it is without."""
    code, data = attempt(content, "--lang", "en")
    assert (code, _told(data), _dates(data)) == (0, [], BOTH)
    assert len(data["article"]["paragraphs"]) == 2
    text = content.removeprefix("\ufeff")
    assert [text[e["start"] : e["end"]] for e in data["expressions"]] == [
        e["text"] for e in data["expressions"]
    ]


def test_an_article_with_quotations_is_read_in_its_own_language(attempt: Try) -> None:
    """English quotations do not make an Indonesian article English, and no warning is needed."""
    code, data = attempt(f'{INDONESIAN}\n"{ENGLISH.strip()}" kata menteri itu.\n')
    assert (code, data["article"]["lang"], _told(data)) == (0, "id", [])
    assert _dates(data)[:3] == ["1951-05-03", "1952", "1954-03"]


def test_a_file_of_fifty_megabytes_is_refused_at_once(attempt: Try) -> None:
    """It is not even read."""
    code, data = attempt(b"In 1951 he left. " * 3_000_000)
    assert (code, _told(data)) == (1, [("S103", 0, 0)])


def test_a_text_of_too_many_characters_is_refused(attempt: Try) -> None:
    """What is small enough to be read but too long as an article is refused in one sentence."""
    code, data = attempt(b"In 1951 he left. " * (LONGEST_ARTICLE // 17 + 1), "--lang", "en")
    assert (code, _told(data)) == (1, [("A103", 0, 0)])


@pytest.mark.parametrize("unit", ["On 3 May 1951 he left. ", "x", "(", "“", "a ", "1951", "#", " "])
def test_a_line_of_a_million_characters(attempt: Try, unit: str) -> None:
    """It is read in time, whatever it is made of."""
    code, data = attempt("Title\n\n" + unit * (1_000_000 // len(unit)), "--lang", "en")
    assert code == int(unit == " ")
    assert {told[0] for told in _told(data)} <= {"A102", "A107", "A108"}


def test_five_thousand_paragraphs(attempt: Try) -> None:
    """Each has its draft, under a name of its own."""
    count = 5_000
    code, data = attempt("Title\n\n" + "On 3 May 1951 he left.\n\n" * count, "--lang", "en")
    assert (code, len(data["expressions"])) == (0, count)
    files = {episode["file"] for episode in data["episodes"]}
    assert len(files) == count


@pytest.mark.parametrize("name", ["missing.txt", "content"])
def test_what_is_no_file(project: Project, run: Run, name: str) -> None:
    """A missing file and a folder are said with the reason of the system."""
    root = project({})
    done = run("import", root / name, "--root", root, "--format", "json")
    assert (done.code, _told(json.loads(done.out))) == (1, [("S101", 0, 0)])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its pipes and devices elsewhere")
def test_a_pipe_and_a_device_are_not_waited_for(project: Project, run: Run) -> None:
    """Reading them would wait for ever, or never end."""
    root = project({})
    os.mkfifo(root / "pipe.txt")
    for file in (root / "pipe.txt", Path("/dev/zero")):
        done = run("import", file, "--root", root, "--format", "json")
        (one,) = json.loads(done.out)["diagnostics"]
        assert (done.code, one["code"]) == (1, "S101")
        assert "a pipe or a device" in one["message"]


def test_a_file_that_may_not_be_read(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is passed on."""

    def refuse(_file: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    root = project({"a.txt": LINES})
    monkeypatch.setattr(Path, "read_bytes", refuse)
    done = run("import", root / "a.txt", "--root", root, "--format", "json")
    (one,) = json.loads(done.out)["diagnostics"]
    assert (done.code, one["code"], one["message"]) == (1, "S101", "cannot be read: permission denied")


def test_a_file_named_twice_is_read_once(project: Project, run: Run) -> None:
    """Also under another name of the same path; the first place counts."""
    root = project({"a.txt": LINES, "b.txt": ENGLISH})
    other = root / "content" / ".." / "a.txt"
    done = run("import", root / "a.txt", root / "b.txt", other, "--root", root, "--format", "json")
    assert [len(each["expressions"]) for each in json.loads(done.out)["articles"]] == [2, 3]


def test_a_broken_file_does_not_stop_the_others(project: Project, run: Run) -> None:
    """All that is wrong is said in one run, and what is right is drafted."""
    root = project({"a.txt": b"\xff", "b.txt": LINES, "c.txt": ""})
    files = [root / name for name in ("a.txt", "b.txt", "c.txt", "d.txt")]
    done = run("import", *files, "--lang", "en", "--root", root, "--format", "json")
    told = [(d["path"], d["code"]) for d in json.loads(done.out)["diagnostics"]]
    assert (done.code, told) == (1, [("a.txt", "S102"), ("c.txt", "A101"), ("d.txt", "S101")])
    assert len(list((root / "content/events").iterdir())) == len(BOTH)

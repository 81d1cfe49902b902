"""What was read before is taken for what it was, and never for more."""

import pickle
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.content import parsed as kept_readings
from site_gen.content import reading
from site_gen.content.eventfile import Reading, read_event
from site_gen.content.load import load_content
from site_gen.content.parsed import Entry, Parsed, dump_parsed, load_parsed, pack
from site_gen.content.reading import Known
from site_gen.source import SourceFile

Project = Callable[[Mapping[str, str | bytes]], Path]
ONE = """\
---
title: One
date: 1954-03?/..
places: [{name: Wina, lat: 48.2, lon: 16.4}]
extra: {a: [1, {b: c}]}
"""
FILES: Mapping[str, str | bytes] = {
    "content/events/one.md": ONE + "---\nText.\n",
    "content/events/one.id.md": "---\ntitle: Satu\n---\nTeks.\n",
    "content/events/two.md": "---\ntitle: Two\ndate: 195X\nreviewed: fals\n---\nText.\n",
}


def read(text: str) -> Reading:
    """Read an event file."""
    return read_event(SourceFile("one.md", text), "one", "en")


def test_readings_come_back_as_they_were(tmp_path: Path) -> None:
    """An event with all its values, and its diagnostics, survive the file that they are kept in."""
    parsed = Parsed("basis")
    one, two = read(f"{ONE}---\nText.\n"), read("---\ntitle: x\ndate: 1954-13\n---\n")
    for name, each in (("one.md", one), ("two.md", two)):
        parsed.put(name, Entry("stamp", f"digest of {name}", pack(each)))
    (tmp_path / "kept").write_bytes(b"".join(dump_parsed(parsed)))
    found = load_parsed(tmp_path / "kept", "basis")
    assert (found.get("one.md", "digest of one.md"), found.get("two.md", "digest of two.md")) == (one, two)
    assert found.get("one.md", "another digest") is None
    assert load_parsed(tmp_path / "kept", "another basis").entries == {}


def test_many_readings_come_back_each_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings that are written in several goes, and share texts with each other, do not mix."""
    monkeypatch.setattr(kept_readings, "_AT_ONCE", 3)
    parsed = Parsed("basis")
    given = {
        f"{i}.md": read_event(
            SourceFile(f"{i}.md", f"---\ntitle: t{i % 3}\ndate: 19{i}0\n---\nx"), "one", "en"
        )
        for i in range(1, 10)
    }
    for path, each in given.items():
        parsed.put(path, Entry("stamp", path, pack(each)))
    (tmp_path / "kept").write_bytes(b"".join(dump_parsed(parsed)))
    found = load_parsed(tmp_path / "kept", "basis")
    assert {path: found.get(path, path) for path in given} == given


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"[]\n", b'[1, "basis", [["a", "s", "d"]]]\n', b"\xff\n", b"[" * 9999]
)
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    """Whatever stands there, everything is read anew."""
    (tmp_path / "kept").write_bytes(data)
    assert load_parsed(tmp_path / "kept", "basis").entries == {}


class Evil:
    """Would run a program where it was unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        """Say how it is made again."""
        return Path.write_text, ("evil", "x")


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(Evil()),
        b"cos\nsystem\n(S'touch evil'\ntR.",
        pickle.dumps([("one.md", "s", "d", Evil())]),
        pickle.dumps(SourceFile("one.md", "")),
        b"garbage",
        pickle.dumps(7),
        pickle.dumps([7]),
        pickle.dumps([("one.md", "s", "d", (None, ()))])[:-3],
    ],
)
def test_only_plain_values_are_unpickled(tmp_path: Path, data: bytes) -> None:
    """A cache that somebody else wrote runs nothing and gives nothing."""
    (tmp_path / "kept").write_bytes(b"".join(dump_parsed(Parsed("basis"))) + data)
    assert load_parsed(tmp_path / "kept", "basis").entries == {}
    assert not Path("evil").exists()


@pytest.mark.parametrize("row", [(), (1, 2), (("x",), ()), (None, ((1, 2),)), (None, None), ((1,) * 99, ())])
def test_rows_that_are_no_readings(row: tuple[object, ...]) -> None:
    """Values that no reading was made into give none."""
    parsed = Parsed("basis")
    parsed.put("one.md", Entry("s", "d", row))
    assert parsed.get("one.md", "d") is None


def test_a_file_that_did_not_change_is_not_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its stamp as it was a file is not opened; a new stamp with the same bytes is not parsed."""
    root = project(FILES)
    stamps = dict.fromkeys(FILES, "then")
    known = Known(Parsed("basis"), stamps)
    first = load_content(root, ("en", "id"), known)
    monkeypatch.setattr(reading, "pack", None)
    touched = load_content(root, ("en", "id"), Known(known.parsed, dict.fromkeys(FILES, "now")))
    assert touched == first
    monkeypatch.setattr(reading, "read_text", None)
    assert load_content(root, ("en", "id"), Known(known.parsed, dict.fromkeys(FILES, "now"))) == first


def test_a_translation_is_read_again_with_its_original(project: Project) -> None:
    """What a translation takes over changes with the file that it takes it from."""
    root = project(FILES)
    known = Known(Parsed("basis"), dict.fromkeys(FILES, "then"))
    load_content(root, ("en", "id"), known)
    (root / "content/events/one.md").write_text(
        ONE.replace("1954-03?", "1960") + "---\nText.\n", encoding="utf-8"
    )
    stamps = {**known.stamps, "content/events/one.md": "now"}
    content = load_content(root, ("en", "id"), Known(known.parsed, stamps))
    assert content.events["one"]["id"].date.edtf == "1960/.."


def test_what_is_gone_is_forgotten(project: Project) -> None:
    """The readings of files that are no longer there are not kept."""
    root = project(FILES)
    known = Known(Parsed("basis"), dict.fromkeys(FILES, "then"))
    load_content(root, ("en", "id"), known)
    (root / "content/events/two.md").unlink()
    load_content(root, ("en", "id"), known)
    assert "content/events/two.md" not in known.parsed.entries


def test_processes_read_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes read what one does, faults included."""
    monkeypatch.setattr(reading, "FEWEST", 1)
    more: dict[str, str | bytes] = {
        "content/events/bad.md": b"\xff\xfe",
        "content/events/three.md": "no front matter",
    }
    root = project({**FILES, **more})
    assert load_content(root, ("en", "id"), Known(jobs=2)) == load_content(root, ("en", "id"))

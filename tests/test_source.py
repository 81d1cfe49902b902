from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.source import Position, SourceFile, decode, shown_path


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("abc", 3, (1, 4)),
        ("abc", 99, (1, 4)),
        ("abc", -1, (1, 1)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\n", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("😀漢\té\nb", 4, (1, 5)),
        ("a\u2028b\x0cc\x85d", 6, (1, 7)),
        ("a\rb\r\n\rc", 6, (4, 1)),
    ],
)
def test_position(text: str, offset: int, expected: tuple[int, int]) -> None:
    """Lines end with line feeds, carriage returns or both; columns count characters, whatever their width."""
    assert SourceFile("x", text).position(offset) == Position(*expected)


@pytest.mark.parametrize(
    ("line", "expected"), [(0, ""), (1, "a"), (2, ""), (3, "b\tc"), (4, ""), (5, ""), (-1, "")]
)
def test_line_text(line: int, expected: str) -> None:
    """A line comes without its end, and a line that is not there is empty."""
    assert SourceFile("x", "a\r\n\nb\tc\n").line_text(line) == expected


@given(st.text(alphabet="ab\r\n😀\u2028"), st.integers(-2, 30))
def test_position_and_line_agree(text: str, offset: int) -> None:
    """The character at a position is the one at the offset, in every text."""
    source = SourceFile("x", text)
    line, column = source.position(offset)
    at = min(max(offset, 0), len(text))
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    assert len("".join(lines[: line - 1])) + column - 1 == at
    assert source.offset(line, column) == at
    assert column <= len(lines[line - 1]) + (line == len(lines))
    if at < len(text) and text[at] not in "\r\n":
        assert source.line_text(line)[column - 1] == text[at]


def test_many_faults_in_a_large_file_are_placed_fast() -> None:
    """Placing a hundred thousand faults does not read the text a hundred thousand times."""
    source = SourceFile("x", "word: value\n" * 100_000)
    assert source.position(len(source.text) - 1).line == 100_000
    assert all(source.position(12 * n) == (n + 1, 1) for n in range(100_000))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_decode(encoding: str) -> None:
    """A byte-order mark is dropped, and line ends stay as they are."""
    source, fault = decode("a.md", "título 😀\r\nb\n".encode(encoding))
    assert fault is None
    assert source == SourceFile("a.md", "título 😀\r\nb\n")


@pytest.mark.parametrize(
    ("data", "message", "hint", "offset"),
    [
        (
            b"caf\xe9 au lait",
            "byte 0xE9 is not UTF-8",
            "save the file as UTF-8 (in Windows-1252 this byte is `é`)",
            3,
        ),
        (b"\xc3\xa9\x81", "byte 0x81 is not UTF-8", "save the file as UTF-8", 1),
        (b"\xf0\x9f\x98\x80\xff", "byte 0xFF is not UTF-8", None, 1),
        (b"ab\xe2\x82", "byte 0xE2 is not UTF-8", None, 2),
        (b"\xed\xa0\x80", "byte 0xED is not UTF-8", None, 0),
        (b"ab\0c\xff", "the file is not a text", None, 4),
        (b"ab\0c", "the file holds a NUL character", "remove it; is this a text file?", 2),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "the file is UTF-16", "save it as UTF-8", 0),
        (codecs.BOM_UTF16_BE + b"\x00", "the file is UTF-16", "save it as UTF-8", 0),
    ],
)
def test_undecodable(data: bytes, message: str, hint: str | None, offset: int) -> None:
    """What is not our kind of text says so, and where, and still gives text for the excerpt."""
    source, fault = decode("a.md", data)
    assert fault is not None
    assert (fault.message, fault.offset) == (message, offset)
    assert hint is None or fault.hint == hint
    assert isinstance(source.text, str)


@given(st.binary())
def test_decode_takes_anything(data: bytes) -> None:
    """No bytes raise, and a fault lies inside the text."""
    source, fault = decode("a.md", data)
    assert fault is None or 0 <= fault.offset <= len(source.text)
    assert fault is not None or source.text.encode() == data.removeprefix(codecs.BOM_UTF8)


def test_digest() -> None:
    """The digest is that of the text, not of the bytes: a byte-order mark does not count."""
    assert decode("a", b"\xef\xbb\xbfabc")[0].digest == decode("b", b"abc")[0].digest
    assert SourceFile("a", "abc").digest.startswith("ba7816bf")


def test_shown_path(tmp_path: Path) -> None:
    """A file in the project is named from its top, a link by its own name, a file elsewhere whole."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "link.md").symlink_to(tmp_path / "other.md")
    assert shown_path(root / "content" / "a.md", root) == "content/a.md"
    assert shown_path(root / "link.md", root) == "link.md"
    assert shown_path(root / "content" / ".." / "a.md", root / ".") == "content/../a.md"
    assert shown_path(tmp_path / "other.md", root) == (tmp_path / "other.md").as_posix()

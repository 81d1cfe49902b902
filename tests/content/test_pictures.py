import struct
import zlib

import pytest

from site_gen.content.pictures import Format, Header, read_header


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes) -> bytes:
    """The beginning of a PNG file of 30 by 20 pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30, 20, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", b"")


def jpeg(*segments: bytes, frame: int = 0xC0) -> bytes:
    """The beginning of a JPEG file of 30 by 20 pixels."""
    start = bytes((0xFF, frame)) + struct.pack(">HBHHB", 17, 8, 20, 30, 3) + bytes(9)
    return b"\xff\xd8" + b"".join(segments) + start + b"\xff\xda"


def exif(orientation: int, order: str = "<", *, count: int = 1) -> bytes:
    """A segment that tells how a JPEG file is turned."""
    name = b"II" if order == "<" else b"MM"
    tiff = name + struct.pack(f"{order}HIH", 42, 8, count)
    tiff += struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def webp(kind: bytes, data: bytes) -> bytes:
    """A WebP file with one chunk."""
    return b"RIFF\0\0\0\0WEBP" + kind + struct.pack("<I", len(data)) + data


EXTENDED = bytes(4) + (29).to_bytes(3, "little") + (19).to_bytes(3, "little")
GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + bytes(3)
CONTROL = b"\x00\x21\xf9\x04" + bytes(4)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(), Header(Format.PNG, 30, 20)),
        (png(chunk(b"acTL", bytes(8))), Header(Format.PNG, 30, 20, moves=True)),
        (jpeg(), Header(Format.JPEG, 30, 20)),
        (jpeg(frame=0xC2), Header(Format.JPEG, 30, 20)),
        (jpeg(b"\xff\xff\xfe\x00\x04hi"), Header(Format.JPEG, 30, 20)),
        (jpeg(exif(3)), Header(Format.JPEG, 30, 20)),
        (jpeg(exif(6)), Header(Format.JPEG, 20, 30)),
        (jpeg(exif(8, ">")), Header(Format.JPEG, 20, 30)),
        (jpeg(exif(99)), Header(Format.JPEG, 30, 20)),
        (jpeg(exif(6, count=60000)), Header(Format.JPEG, 20, 30)),
        (GIF + CONTROL, Header(Format.GIF, 30, 20)),
        (GIF + CONTROL * 2, Header(Format.GIF, 30, 20, moves=True)),
        (webp(b"VP8X", EXTENDED), Header(Format.WEBP, 30, 20)),
        (webp(b"VP8X", b"\x02" + EXTENDED[1:]), Header(Format.WEBP, 30, 20, moves=True)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 29 | 19 << 14)), Header(Format.WEBP, 30, 20)),
        (webp(b"VP8 ", bytes(6) + struct.pack("<HH", 30, 20)), Header(Format.WEBP, 30, 20)),
        (b"\0\0\0\x1cftypavif", Header(Format.AVIF, 0, 0)),
        (b'<svg xmlns="x" width="30" height="20px">', Header(Format.SVG, 30, 20)),
        (b'<?xml version="1.0"?>\n<svg viewBox="0 0 30 20.4">', Header(Format.SVG, 30, 20)),
        (b'<svg width="100%" viewBox="-5,-5,30,20">', Header(Format.SVG, 30, 20)),
        (b"<svg>", Header(Format.SVG, 0, 0)),
    ],
)
def test_a_picture_says_what_it_is(data: bytes, expected: Header) -> None:
    """Format, size as shown and whether it moves are read from the head, however it is written."""
    assert read_header(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n",
        png()[:20],
        b"\xff\xd8",
        b"\xff\xd8\xff\xd8",
        jpeg()[:-20],
        jpeg(b"\xff\xe1\xff\xff"),
        b"GIF89a\x01",
        webp(b"VP8X", b""),
        webp(b"ALPH", bytes(20)),
        b"<!doctype html><p>",
    ],
)
def test_what_is_no_picture_is_none(data: bytes) -> None:
    """What is broken at its head, or something else, is not taken for a picture."""
    assert read_header(data) is None


@pytest.mark.parametrize("data", [png(), jpeg(exif(6)), GIF, webp(b"VP8X", EXTENDED)])
def test_a_picture_may_end_anywhere(data: bytes) -> None:
    """A file that was cut off at any byte is told from a whole one, or read as far as it goes."""
    for end in range(len(data)):
        header = read_header(data[:end])
        assert header is None or header.width in (0, 20, 30)

"""What the first bytes of a picture say: its format, its size as it is shown, whether it moves.

Nothing is decoded, so that a picture of any size is looked at at once. The formats: PNG (W3C, third edition),
JPEG (ITU T.81) with Exif 2.32, GIF89a, WebP (RFC 9649), SVG 2.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Format(StrEnum):
    """A format of pictures, by the usual ending of its files."""

    PNG = "png"
    JPEG = "jpg"
    GIF = "gif"
    WEBP = "webp"
    SVG = "svg"
    AVIF = "avif"


class Header(NamedTuple):
    """What a picture says of itself. Width and height are pixels as shown, turned as it asks to be; 0 where
    it does not say.
    """

    format: Format
    width: int
    height: int
    moves: bool = False


class Variant(NamedTuple):
    """A picture in one size and format: its output path, and its width and height in pixels."""

    output: str
    format: Format
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of an event: the file, a digest of its bytes, what these say of it, and in what it is
    offered. `variants` are empty where it is published as it is; else `plain`, in its own format, is
    published in its place.
    """

    file: Path
    digest: str
    header: Header
    variants: tuple[Variant, ...] = ()
    plain: Variant | None = None


_SVG = re.compile(rb"<svg\b([^>]*)>", re.IGNORECASE)
_NUMBER = r"""\s*([0-9]*\.?[0-9]+)(?:px)?\s*"""
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE = {0x01, *range(0xD0, 0xD9)}
_TURNED = range(5, 9)
"""Orientations of Exif (tag 0x0112) by which width and height change places."""


def read_header(data: bytes) -> Header | None:
    """Read what a picture says of itself; None where it is none that browsers show, or broken at its head."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            width, height = struct.unpack_from("<HH", data, 6)
            return Header(Format.GIF, width, height, data.count(b"\x00\x21\xf9\x04") > 1)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[4:12] in (b"ftypavif", b"ftypavis"):
            return Header(Format.AVIF, 0, 0, data[8:12] == b"avis")
    except (struct.error, IndexError):
        return None
    return _svg(data)


def _png(data: bytes) -> Header | None:
    if data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", data, 16)
    # The chunk that makes it move stands before the first of its pixels.
    before = data.partition(b"IDAT")[0]
    return Header(Format.PNG, width, height, b"acTL" in before)


def _jpeg(data: bytes) -> Header | None:
    at, orientation = 2, 1
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _ALONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 5)
            width, height = (height, width) if orientation in _TURNED else (width, height)
            return Header(Format.JPEG, width, height)
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            orientation = _orientation(data[at + 10 : at + 2 + length])
        at += 2 + length
    return None


def _orientation(tiff: bytes) -> int:
    """Return how Exif says that a picture is turned: 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(start + 2, start + 2 + 12 * entries, 12):
            tag, kind = struct.unpack_from(f"{order}HH", tiff, entry)
            if (tag, kind) == (0x0112, 3):
                (orientation,) = struct.unpack_from(f"{order}H", tiff, entry + 8)
                return int(orientation) if 1 <= orientation <= 8 else 1
    except struct.error:
        pass
    return 1


def _webp(data: bytes) -> Header | None:
    kind = data[12:16]
    if kind == b"VP8X":
        low, high, down, under = struct.unpack_from("<HBHB", data, 24)
        return Header(Format.WEBP, (high << 16) + low + 1, (under << 16) + down + 1, bool(data[20] & 2))
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Header(Format.WEBP, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Header(Format.WEBP, width & 0x3FFF, height & 0x3FFF)
    return None


def _svg(data: bytes) -> Header | None:
    """Return the size of a drawing, in pixels, or its proportions where it has no size."""
    if not (root := _SVG.search(data[:65536])):
        return None
    attributes = root[1].decode("utf-8", "replace")
    sizes = [re.search(rf"""\s{name}=["']{_NUMBER}["']""", attributes) for name in ("width", "height")]
    if all(sizes):
        width, height = (round(float(each[1])) for each in sizes if each)
        return Header(Format.SVG, width, height)
    box = re.search(
        rf"""\sviewBox=["']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+{_NUMBER}[\s,]*{_NUMBER}["']""", attributes
    )
    if box and len(box[1]) < 10 and len(box[2]) < 10:
        return Header(Format.SVG, round(float(box[1])), round(float(box[2])))
    return Header(Format.SVG, 0, 0)

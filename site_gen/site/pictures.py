"""The pictures of events: how large each is shown, and in which sizes and formats it is offered.

What is offered follows from the picture's bytes alone, so that a page can name files that are made later,
and no page need be made again where they are there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from site_gen.content.event import Event
from site_gen.content.pictures import Format, Header, Picture, Variant, read_header
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.digesting import bytes_digest
from site_gen.site.bodies import picture_path
from site_gen.site.model import Site

WIDTHS = (480, 800, 1200, 1600)
"""Widths in which a picture is offered, in pixels: the text column on phones and screens, at one to three
pixels a point. None is larger than the picture itself.
"""
MOST_PIXELS = 100_000_000
"""Pixels of the largest picture that is published; what claims more is taken for an attack or a mistake."""
FOLDER = "pictures"
_RESIZED = (Format.JPEG, Format.PNG, Format.WEBP)
_OFFERED = (Format.AVIF, Format.WEBP)
HOW_TO_INSTALL = (
    "run `python3 -m pip --python .venv install --require-hashes -r requirements-images.lock`, "
    "or beside the wheel `pip install 'site-gen[images]'`"
)


def find_pictures(
    site: Site, beside: Mapping[str, Path], found: list[Diagnostic], *, resizes: bool
) -> dict[str, Picture]:
    """Look at the picture of each event: by output path. `beside` are all files that are published, by output
    path; what is wrong with a picture is added to `found`. `resizes` tells whether sizes can be made.
    """
    pictures: dict[str, Picture] = {}
    refused: set[str] = set()
    default = site.config.default_language
    for event in site.timeline.events:
        path = picture_path(site, event, default) if event.image else None
        if path is None or path in pictures or path in refused:
            continue
        data = beside[path].read_bytes()
        header = read_header(data)
        fault = _fault(event, header)
        if fault or header is None:
            refused.add(path)
            found += filter(None, (fault,))
            continue
        digest = bytes_digest(data)
        variants, plain = _offered(path, header, digest) if resizes else ((), None)
        pictures[path] = Picture(beside[path], digest, header, variants, plain)
    if not resizes and any(_is_resized(picture.header) for picture in pictures.values()):
        message = "pictures are published as they are, in one size and with all that their files tell"
        found.append(about_file("content/events", "L105", message, HOW_TO_INSTALL, severity=Severity.INFO))
    return pictures


def _fault(event: Event, header: Header | None) -> Diagnostic | None:
    offset, length = event.marks.get("image.src", (0, 1))
    if header is None:
        message = "the picture is in no format that browsers show, or broken, and is published as it is"
        hint = "use JPEG, PNG, WebP, AVIF, GIF or SVG"
        severity = Severity.WARNING
        return diagnose(event.file, offset, "L103", message, hint, length=length, severity=severity)
    if header.width * header.height > MOST_PIXELS:
        message = f"the picture has {header.width} × {header.height} pixels"
        hint = f"make it smaller: at most {MOST_PIXELS // 1_000_000} million pixels are published"
        return diagnose(event.file, offset, "L104", message, hint, length=length)
    return None


def _is_resized(header: Header) -> bool:
    return header.format in _RESIZED and not header.moves and header.width > 0 and header.height > 0


def _offered(path: str, header: Header, digest: str) -> tuple[tuple[Variant, ...], Variant | None]:
    if not _is_resized(header):
        return (), None
    largest = min(header.width, WIDTHS[-1])
    widths = (*(width for width in WIDTHS if width < largest), largest)
    variants = tuple(
        Variant(f"{FOLDER}/{digest[:16]}-{width}.{format_}", format_, width, _height(header, width))
        for format_ in _OFFERED
        for width in widths
    )
    return variants, Variant(path, header.format, largest, _height(header, largest))


def _height(header: Header, width: int) -> int:
    return max(1, round(header.height * width / header.width))


def to_make(pictures: Mapping[str, Picture]) -> Iterator[tuple[Picture, Variant]]:
    """Yield everything that is made of pictures, each output once."""
    seen: set[str] = set()
    for picture in pictures.values():
        for variant in (*picture.variants, picture.plain):
            if variant and variant.output not in seen:
                seen.add(variant.output)
                yield picture, variant


def source_sets(variants: Sequence[Variant], page: str) -> tuple[tuple[str, str], ...]:
    """Return for each format its media type and its files with their widths, as `srcset` has them, relative
    to a page.
    """
    folder = posixpath.dirname(page)
    return tuple(
        (
            f"image/{format_}",
            ", ".join(
                f"{posixpath.relpath(v.output, folder or '.')} {v.width}w"
                for v in variants
                if v.format == format_
            ),
        )
        for format_ in dict.fromkeys(v.format for v in variants)
    )

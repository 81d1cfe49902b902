"""Pictures in other sizes and formats, through Pillow, which need not be installed.

Only pixels and the profile of their colours go into what is made: no place, no camera, no name of anybody.
What was made is kept in the project's cache under a digest of the picture's bytes, so that it is made once.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from site_gen import processes, resources
from site_gen.build.manifest import CACHE, replace_file
from site_gen.content.pictures import Format, Picture, Variant
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.digesting import digest
from site_gen.site.pictures import MOST_PIXELS, to_make
from site_gen.source import shown_path

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES = f"{CACHE}/pictures"
"""Where pictures that were made are kept, below a project's root."""
_WAYS: Mapping[Format, tuple[str, Mapping[str, Any]]] = {
    # One thread: how work is divided among several must not show in the bytes.
    Format.AVIF: ("AVIF", {"quality": 55, "speed": 8, "max_threads": 1}),
    Format.WEBP: ("WEBP", {"quality": 76, "method": 4}),
    Format.JPEG: ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
    Format.PNG: ("PNG", {"optimize": True}),
}
Made = tuple[str, Diagnostic | None]
"""Where a picture that was made is kept, or why it could not be."""


def is_installed() -> bool:
    """Tell whether pictures can be made."""
    return find_spec("PIL") is not None


def make_pictures(
    pictures: Mapping[str, Picture], root: Path, jobs: int
) -> tuple[dict[str, Path], tuple[Diagnostic, ...]]:
    """Make all that events' pictures are offered in, where it is not kept already, in so many processes.

    Returns the files by output path, and what is wrong with pictures.
    """
    wanted = list(to_make(pictures))
    kept = {variant.output: root / PICTURES / _name(picture, variant) for picture, variant in wanted}
    missing = [(picture, variant) for picture, variant in wanted if not kept[variant.output].is_file()]
    groups: dict[str, list[Variant]] = {}
    by_digest = {picture.digest: picture for picture, _ in missing}
    for picture, variant in missing:
        groups.setdefault(picture.digest, []).append(variant)
    work = [(by_digest[key], variants) for key, variants in groups.items()]
    faults = _all_made(lambda index: _make(*work[index], kept, root), len(work), jobs)
    return kept, tuple(fault for fault in faults if fault)


def _all_made(
    make: Callable[[int], Diagnostic | None], pieces: int, jobs: int
) -> Sequence[Diagnostic | None]:
    if jobs == 1 or pieces < 2 or not processes.can_fork():
        return [make(index) for index in range(pieces)]
    made, lost = processes.do_all(make, pieces, jobs)
    died = [
        about_file("content/events", "L106", f"a process that was making pictures {each.why}")
        for each in lost
    ]
    return [*(made[index] for index in sorted(made)), *died]


def _make(
    picture: Picture, variants: Sequence[Variant], kept: Mapping[str, Path], root: Path
) -> Diagnostic | None:
    """Make some sizes and formats of one picture, and keep them; return what is wrong with it."""
    try:
        whole = _opened(picture)
        for variant in variants:
            replace_file(kept[variant.output], _encoded(whole, variant))
    # Whoever made the picture chose what a decoder meets.
    except Exception as fault:  # noqa: BLE001 - Pillow raises anything, from OSError to struct.error
        message = f"the picture cannot be read: {str(fault) or type(fault).__name__}"
        return about_file(shown_path(picture.file, root), "L106", message, "save it again, or take another")
    return None


def _name(picture: Picture, variant: Variant) -> str:
    """Return what a picture is called in the cache: by all that it is made of."""
    way = _WAYS[variant.format]
    made_by = digest([way[0], sorted(way[1].items()), variant.width, variant.height, _version()])
    return f"{picture.digest[:32]}-{made_by[:16]}.{variant.format}"


def _version() -> str:
    return resources.version("pillow")


def _opened(picture: Picture) -> Image:
    """Decode a picture and turn it upright, in a mode that every format can hold."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    own = {Format.JPEG: "JPEG", Format.PNG: "PNG", Format.WEBP: "WEBP"}[picture.header.format]
    with Image.open(io.BytesIO(picture.file.read_bytes()), formats=[own]) as opened:
        opened.load()
        whole = ImageOps.exif_transpose(opened) if own == "JPEG" else opened.copy()
    if whole.size != picture.header[1:3]:
        raise ValueError(f"it is {whole.size[0]} × {whole.size[1]} pixels, not what its head says")
    profile = whole.info.get("icc_profile") if whole.mode in ("RGB", "RGBA", "P") else None
    if whole.mode.startswith("I;16") or whole.mode == "I":
        whole = whole.convert("I").point(lambda value: value / 256).convert("L")
    see_through = "A" in whole.getbands() or "transparency" in whole.info
    whole = whole.convert("RGBA" if see_through else "RGB")
    whole.info = {"icc_profile": profile} if profile else {}
    return whole


def _encoded(whole: Image, variant: Variant) -> bytes:
    from PIL import Image

    size = (variant.width, variant.height)
    sized = whole if whole.size == size else whole.resize(size, Image.Resampling.LANCZOS)
    name, options = _WAYS[variant.format]
    if name == "JPEG" and sized.mode == "RGBA":
        sized = sized.convert("RGB")
    stream = io.BytesIO()
    sized.save(stream, name, icc_profile=whole.info.get("icc_profile"), **options)
    return stream.getvalue()


def forget_others(root: Path, kept: Mapping[str, Path]) -> None:
    """Remove from the cache what no picture of the project is offered in any more."""
    folder, wanted = root / PICTURES, set(kept.values())
    # What cannot be removed does no harm.
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            if file not in wanted:
                file.unlink()

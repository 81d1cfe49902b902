"""Slugs, and the paths of what is published.

An output path is relative, has forward slashes, and never leaves the folder it is joined to.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(1, 10)),
    *(f"lpt{n}" for n in range(1, 10)),
}
LONGEST_SLUG = 120


def slugify(text: str) -> str:
    """Return a slug for a text: ASCII (transliterated), lower case, words joined by hyphens, at most 60
    characters.

    A text without a letter or digit that can be transliterated gives an empty slug.
    """
    from slugify import slugify as transliterate

    return str(transliterate(text, max_length=60, word_boundary=True, save_order=True))


def slug_fault(slug: str) -> str | None:
    """Tell what is wrong with a slug that somebody wrote, or None where nothing is."""
    if not _SLUG.fullmatch(slug):
        return "a slug has lower-case letters a to z, digits, and single `-`, `_` or `.` between them"
    if len(slug) > LONGEST_SLUG:
        return f"a slug has at most {LONGEST_SLUG} characters, not {len(slug)}"
    if slug.split(".")[0] in _RESERVED:
        return f"`{slug.split('.')[0]}` is a reserved file name on Windows"
    return None


def is_safe(path: str) -> bool:
    """Tell whether a relative output path stays inside the folder that it will be joined to."""
    pure = PurePosixPath(path)
    return (
        bool(PurePosixPath(path).parts)
        and not pure.is_absolute()
        and ".." not in pure.parts
        and "\\" not in path
        and "\0" not in path
    )


def relative_url(target: str, page: str) -> str:
    """Return the URL of one output path as written on the page at another.

    `events/a.html` is `../events/a.html` from `en/index.html`. A fragment of the target is kept.
    """
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return mark + fragment
    # Not posixpath.relpath, which asks the system for the current folder.
    here, there = page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) + mark + fragment


def absolute_url(base_url: str, path: str) -> str:
    """Join the site's base URL and an output path; `index.html` of a folder is the folder's own address."""
    path = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return base_url.rstrip("/") + "/" + path

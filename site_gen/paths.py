"""Slugs, the paths of what is published, and web addresses.

An output path is relative, has forward slashes, and never leaves the folder it is joined to. It is the name
of a file; its URL is another text, in which many signs are escaped.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import quote, urlsplit

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


@functools.lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """Return a slug for a text: ASCII (transliterated), lower case, words joined by hyphens, at most 60
    characters.

    A text without a letter or digit that can be transliterated gives an empty slug, and a name that Windows
    reserves gets a number: `con` becomes `con-1`.
    """
    from slugify import slugify as transliterate

    slug = str(transliterate(text, max_length=60, word_boundary=True, save_order=True))
    return f"{slug}-1" if slug in _RESERVED else slug


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
    parts = path.split("/")
    inside = not path.startswith("/") and ".." not in parts and any(part not in ("", ".") for part in parts)
    return inside and "\\" not in path and "\0" not in path


def relative_url(target: str, page: str) -> str:
    """Return the URL of one output path as written on the page at another.

    `events/a.html` is `../events/a.html` from `en/index.html`. Signs that mean something in a URL are
    escaped, so that a fragment must be added to the result.
    """
    return _from_folder(target, page.rpartition("/")[0])


@functools.lru_cache(maxsize=65536)
def _from_folder(target: str, folder: str) -> str:
    # Not posixpath.relpath, which asks the system for the current folder.
    here, there = folder.split("/") if folder else [], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + [_escaped(name) for name in there[shared:]])


def absolute_url(base_url: str, path: str) -> str:
    """Join the site's base URL and an output path, with its signs escaped where they must be; `index.html`
    of a folder is the folder's own address.
    """
    path = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return base_url.rstrip("/") + "/" + "/".join(map(_escaped, path.split("/")))


_PLAIN = re.compile(r"[\w.~-]*", re.ASCII)


def _escaped(name: str) -> str:
    """Escape a file name as a segment of a URL's path (RFC 3986, 3.3).

    A colon is escaped though a segment may hold it: at the beginning of a relative URL it would end a scheme.
    """
    # Nearly all names are slugs, which `quote` would look at letter by letter.
    return name if _PLAIN.fullmatch(name) else quote(name, safe="!$&'()*+,;=@", errors="surrogateescape")


_NOT_IN_URLS = frozenset(' "<>\\^`{|}')
_HOST = re.compile(r"\w(?:[\w.-]*\w)?\.?|[0-9a-f:.]*:[0-9a-f:.]*")


def web_address_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with an address of the web and what to write instead, or None.

    An address is whole, http or https, names a host and no user, and holds nothing that RFC 3986 keeps out of
    a URI; letters of any script may stand in it as they do in an IRI (RFC 3987).
    """
    if found := next((c for c in text if c in _NOT_IN_URLS or not c.isprintable()), None):
        shown = f"`{found}`" if found.isprintable() and found not in " `" else f"U+{ord(found):04X}"
        hint = f"remove it, or write `{quote(found, errors='replace')}` in its place"
        return f"a web address cannot hold the character {shown}", hint
    not_one = (f"`{text}` is not a web address", "write it whole, such as `https://example.org/nato/`")
    try:
        # `port` is read only when it is asked for, and then may be no number.
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return not_one
    if "@" in parts.netloc:
        return f"`{parts.netloc}` names a user", "remove all up to the `@`"
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or port == 0:
        return not_one
    if re.search("%(?![0-9A-Fa-f]{2})", text):
        return f"`{text}` has a `%` without two digits", "write `%25` for the sign itself"
    return None


def leads_out(target: str, tag: str) -> bool:
    """Tell whether a target is a link to somewhere else that stays as it is, whatever the site holds."""
    try:
        return tag == "a" and urlsplit(target).scheme in ("http", "https", "mailto")
    except ValueError:
        return False

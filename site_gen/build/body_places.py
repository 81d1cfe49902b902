"""Where the bodies of events stand in their pages: an edited body is then put into the page that is there.

A line a page, under the path of the event file whose body it shows. The place is known only where the
template prints the body once, as it is (`Renderer.body_is_spliced`), where its HTML stands once in the page,
and where no card is made from it. The digest of the page tells whether it is the one that is spoken of.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_gen.build.manifest import cache_file, replace_file
from site_gen.build.unchanged import stamp_of
from site_gen.markup.manner import Manner, read_manners

if TYPE_CHECKING:
    from site_gen.site.model import Site

VERSION = 1
NOWHERE = -1
"""The first byte of a body whose place in its page is not known."""


class BodyPlace(NamedTuple):
    """The page of an event, its language and that of the event's text: the first byte of the body in it and
    the number of its bytes, the digest of the whole page, and where the links of the body led. It begins at
    -1 where its place is not known.
    """

    output: str
    lang: str
    text_lang: str
    start: int
    length: int
    page: str
    links: Mapping[tuple[str, str], str]

    @property
    def is_known(self) -> bool:
        """Tell whether another body can be put there."""
        return self.start != NOWHERE


Found = tuple[int, int, str, Mapping[tuple[str, str], str]]
"""Where a body stands in the page that was made: first byte, number of bytes, digest of the page, links."""
UNKNOWN: Found = (NOWHERE, 0, "", {})


class Bodies(NamedTuple):
    """What is remembered of all bodies: the level of their highest headings, how they are read, by language,
    and the lines of their places.
    """

    top: int
    manners: Mapping[str, Manner]
    lines: str


def find_body(page: bytes, body: bytes) -> tuple[int, int] | None:
    """Return where a body stands in a page, None where it stands nowhere or more than once."""
    start = page.find(body) if body else NOWHERE
    if start == NOWHERE or page.find(body, start + 1) != NOWHERE:
        return None
    return start, len(body)


def front_digest(front: str) -> str:
    """Return a digest of what stands above a body."""
    return hashlib.blake2b(front.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def read_bodies(root: Path, output: Path, stamp: str = "") -> Bodies | None:
    """Return what is remembered, None where there is nothing that can be read, or, where a `stamp` is given,
    where it is of another build.
    """
    file = _file(root, output)
    try:
        if stamp and stamp_of(file.stat()) != stamp:
            return None
        head, _, lines = file.read_text(encoding="ascii").partition("\n")
        data = json.loads(head)
        if data["version"] != VERSION:
            return None
        return Bodies(int(data["top"]), read_manners(data["manners"]), lines)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_bodies(root: Path, output: Path, bodies: Bodies) -> str:
    """Remember bodies and return the stamp of what was written; empty where that cannot be, which is no fault
    of a build.
    """
    file = _file(root, output)
    head = json.dumps({"version": VERSION, "top": bodies.top, "manners": bodies.manners})
    try:
        replace_file(file, f"{head}\n{bodies.lines}".encode("ascii"))
        return stamp_of(file.stat())
    except OSError:
        with contextlib.suppress(OSError):
            file.unlink()
        return ""


def keep_bodies(site: Site, root: Path, output: Path, made: Mapping[str, Found | None]) -> str:
    """Remember where the bodies of a site are: those of pages that were made now, given by output path, and
    those of earlier builds. Returns the stamp of what was written (see `write_bodies`).
    """
    from site_gen.site.bodies import EVENT_TOP, manner

    last = read_bodies(root, output)
    # A line that is broken stays so, and is found out when it is used.
    known = (
        {line.split("\t", 3)[2]: line for line in last.lines.split("\n") if line.count("\t") > 2}
        if last
        else {}
    )
    lines = []
    for slug in site.content.events:
        for lang in site.config.languages:
            own, path = site.event(slug, lang), site.addresses.path(lang, "events", slug)
            # A translation without a body shows that of its original.
            shows = own.body_file or own.file
            begins = f"{json.dumps(shows.path)}\t{front_digest(shows.text[: own.body_offset])}\t"
            line = None if path in made else known.get(json.dumps(path))
            if line is None:
                place = BodyPlace(path, lang, own.lang, *(made.get(path) or UNKNOWN))
                line = _checked(f"{begins}{_where(place)}")
            elif not line.startswith(begins):
                line = _moved(line, begins)
            lines.append(line)
    manners = {lang: manner(site, lang, lang) for lang in site.words}
    return write_bodies(root, output, Bodies(EVENT_TOP, manners, "\n".join((*lines, ""))))


def places_of(bodies: Bodies, origin: str) -> tuple[str, tuple[BodyPlace, ...]]:
    """Return the digest of the front matter of an event file, and the pages that show its body; none where
    they are not known. Raises ValueError where a line is broken.
    """
    front, found = "", []
    for line in _lines_of(bodies.lines, origin):
        if not _is_whole(line):
            raise ValueError(line)
        _, front, output, lang, text_lang, start, length, page, links, _ = line.split("\t")
        led = {(target, tag): url for target, tag, url in json.loads(links)}
        found.append(BodyPlace(json.loads(output), lang, text_lang, int(start), int(length), page, led))
    return front, tuple(found)


def replaced(bodies: Bodies, origin: str, front: str, places: Mapping[str, BodyPlace]) -> Bodies:
    """Return what is remembered, with the lines of one event file replaced; `places` are by output
    path.
    """
    lines = bodies.lines
    for line in list(_lines_of(lines, origin)):
        lines = lines.replace(f"{line}\n", f"{_line(origin, front, places[_output(line)])}\n", 1)
    return bodies._replace(lines=lines)


def _lines_of(lines: str, origin: str) -> Iterator[str]:
    begins, at = f"{json.dumps(origin)}\t", 0
    while (at := lines.find(begins, at)) >= 0:
        end = lines.index("\n", at)
        if at == 0 or lines[at - 1] == "\n":
            yield lines[at:end]
        at = end


def _line(origin: str, front: str, place: BodyPlace) -> str:
    return _checked(f"{json.dumps(origin)}\t{front}\t{_where(place)}")


def _where(place: BodyPlace) -> str:
    links = json.dumps([(*asked, url) for asked, url in place.links.items()])
    page = f"{json.dumps(place.output)}\t{place.lang}\t{place.text_lang}"
    return f"{page}\t{place.start}\t{place.length}\t{place.page}\t{links}"


def _checked(line: str) -> str:
    """Add a digest of itself to a line: a wrong place would make a wrong page."""
    return f"{line}\t{hashlib.blake2b(line.encode(), digest_size=6).hexdigest()}"


def _is_whole(line: str) -> bool:
    """Tell whether a line is one that was written here."""
    return line != "" and _checked(line.rpartition("\t")[0]) == line


def _output(line: str) -> str:
    output: str = json.loads(line.split("\t", 3)[2])
    return output


def _moved(line: str, begins: str) -> str:
    """Return the line of a page that was kept with what it begins with now: file and front matter."""
    if not _is_whole(line):
        return line
    return _checked(begins + line.rpartition("\t")[0].split("\t", 2)[2])


def _file(root: Path, output: Path) -> Path:
    return cache_file(root, output, "bodies")

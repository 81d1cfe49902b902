"""What the last build left in an output folder, remembered in the project's cache: one file an output.

It says which files are ours, so that the next build removes those and no others, and the facts of each page,
so that it makes only what changed. The first line is the whole of it; each build adds a line with what it
changed, until those are long enough to be worth a new first line.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from site_gen.paths import is_safe
from site_gen.source import shown_path

CACHE = ".cache/site_gen"
VERSION = 4
_HEAD = re.compile(rb'\{"version":(\d+),"bytes":"(\d+)",')
_LONGEST_TAIL = 200_000
"""Bytes of changes after which, and where they are a quarter of the file, all is written anew."""

_AT_ONCE = 500
"""Entries of a mapping that become JSON in one go."""

Links = Mapping[str, tuple[tuple[str, str], ...]]
"""The links of the body of each page that has some, as written: target and tag."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The digest of each file of the output and what the system told of it when it was new, and the facts and
    the links of each page.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    links: Links = field(default_factory=dict)


EDITED = "edited"
"""In changes, some facts of some pages, where the others are as they were; None where one is gone."""
_PARTS = tuple(each.name for each in dataclasses.fields(Manifest))


def cache_file(root: Path, output: Path, name: str) -> Path:
    """Return where something is remembered of an output folder: a file of its own in the project's cache.

    The output is named relative to the project where it lies in it, so that a project that is moved knows its
    own.
    """
    shown = shown_path(output, root)
    key = hashlib.blake2b(shown.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return root / CACHE / f"{key}.{name}"


def read_manifest(root: Path, output: Path) -> Manifest:
    """Return what the last build into this folder left; an empty one where nothing is known or the file is
    broken.
    """
    file = cache_file(root, output, "manifest.json")
    try:
        told = file.stat()
    except OSError:
        return Manifest()
    return _read(file, told.st_mtime_ns, told.st_size, told.st_ino)


@functools.lru_cache(maxsize=1)
def _read(file: Path, _modified: int, _size: int, _number: int) -> Manifest:
    """Read a manifest that is at this state; a build asks for it at every turn."""
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
        first, *changes = text.split("\n")
        data = json.loads(first)
        if data["version"] != VERSION:
            return Manifest()
        for line in changes:
            # A line that was cut off when its build was killed is kept elsewhere as well.
            with contextlib.suppress(ValueError):
                _apply(data, json.loads(line))
        return _checked(data)
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return Manifest()


def _checked(data: Mapping[str, Any]) -> Manifest:
    # A path that leads out of the output was not written by us, whatever the manifest says.
    files = {path: str(digest) for path, digest in data["files"].items() if is_safe(path)}
    facts = {path: dict(each) for path, each in data["facts"].items()}
    links = {path: tuple((str(t), str(tag)) for t, tag in each) for path, each in data["links"].items()}
    stamps = {path: str(stamp) for path, stamp in data["stamps"].items()}
    return Manifest(files, stamps, facts, links)


def changes_of(before: Manifest, after: Manifest) -> dict[str, Any]:
    """Return what makes one manifest of another, as a value for JSON; empty where they are the same."""
    found = {}
    for part in _PARTS:
        if change := _change(getattr(before, part), getattr(after, part)):
            found[part] = change
    return found


def _change(old: Mapping[str, Value], new: Mapping[str, Value]) -> list[Any] | None:
    gone = sorted(old.keys() - new.keys())
    other = {key: value for key, value in new.items() if old.get(key) != value}
    return [gone, other] if gone or other else None


def _apply(data: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Change the values of a manifest; to do so twice does no more than once."""
    for part in _PARTS:
        gone, other = changes.get(part, ((), {}))
        for key in gone:
            data[part].pop(key, None)
        data[part].update(other)
    for path, edited in changes.get(EDITED, {}).items():
        if path in data["facts"]:
            known = {**data["facts"][path], **edited}
            data["facts"][path] = {name: value for name, value in known.items() if value is not None}


def state_of_manifest(root: Path, output: Path) -> tuple[int, int, int] | None:
    """Return what tells whether any build changed this output since: none did while it is the same."""
    try:
        told = cache_file(root, output, "manifest.json").stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino


def change_manifest(root: Path, output: Path, changes: Mapping[str, Any]) -> None:
    """Remember what a build changed. Raises OSError."""
    file = cache_file(root, output, "manifest.json")
    try:
        size, tail = _sizes(file)
    except OSError:
        size = tail = 0
    # The line of a first build would be as long as all that is written anyway.
    line = b"".join(json_pieces(changes)) if size else b""
    if not size or (tail + len(line) > _LONGEST_TAIL and (tail + len(line)) * 4 > size):
        before = read_manifest(root, output)
        data: dict[str, Any] = {part: dict(getattr(before, part)) for part in _PARTS}
        _apply(data, changes)
        write_manifest(root, output, Manifest(**{part: dict(sorted(data[part].items())) for part in _PARTS}))
        return
    # What was cut off ends before this begins.
    with file.open("ab") as manifest:
        manifest.write(b"\n" + line)


def _sizes(file: Path) -> tuple[int, int]:
    """Return the bytes of a manifest, and of its changes; none where it cannot be changed."""
    with file.open("rb") as manifest:
        told = _HEAD.match(manifest.read(64))
    if not told or int(told[1]) != VERSION:
        return 0, 0
    size = file.stat().st_size
    return size, size - int(told[2])


def write_manifest(root: Path, output: Path, manifest: Manifest) -> None:
    """Remember what this build left. Raises OSError."""
    parts = {part: dict(getattr(manifest, part)) for part in _PARTS}
    pieces = list(json_pieces({"output": shown_path(output, root), **parts}))
    # How long the line is stands at its beginning: whoever adds a change need not read it.
    pieces[0] = _begin(len(_begin(0)) + sum(map(len, pieces[1:])))
    replace_file(cache_file(root, output, "manifest.json"), pieces)


def _begin(length: int) -> bytes:
    return b'{"version":%d,"bytes":"%012d",' % (VERSION, length)


def json_pieces(value: object) -> Iterator[bytes]:
    """Yield a value as JSON in pieces: what is told of many files never stands in memory as one text."""
    if isinstance(value, dict) and len(value) > _AT_ONCE:
        items = iter(value.items())
        chunks = iter(lambda: dict(itertools.islice(items, _AT_ONCE)), {})
        yield from _joined(((_json(chunk)[1:-1],) for chunk in chunks), b"{", b"}")
    elif isinstance(value, dict):
        pairs = ((_json(key) + b":", *json_pieces(each)) for key, each in value.items())
        yield from _joined(pairs, b"{", b"}")
    elif isinstance(value, list | tuple) and len(value) <= _AT_ONCE:
        yield from _joined(map(json_pieces, value), b"[", b"]")
    else:
        yield _json(value)


def _joined(values: Iterable[Iterable[bytes]], opening: bytes, closing: bytes) -> Iterator[bytes]:
    yield opening
    for number, pieces in enumerate(values):
        if number:
            yield b","
        yield from pieces
    yield closing


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogateescape")


def replace_file(file: Path, data: bytes | Iterable[bytes]) -> None:
    """Give a file new bytes, all or in pieces: it is seen with the old or the new, whole. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = beside_of(file)
    try:
        with beside.open("wb") as opened:
            opened.writelines([data] if isinstance(data, bytes) else data)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def beside_of(file: Path) -> Path:
    """Return a name in the same folder for a file that is to take another's place."""
    # A name of its own length: a long one with something added could be too long for the disk.
    name = hashlib.blake2b(file.name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return file.with_name(f".{name}.{os.getpid()}.tmp")

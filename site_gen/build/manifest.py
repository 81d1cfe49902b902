"""What the last build left in an output folder, remembered in the project's cache: one file an output.

It says which files are ours, so that the next build removes those and no others, and the facts of each page,
so that it makes only what changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_gen.paths import is_safe
from site_gen.source import shown_path

CACHE = ".cache/site_gen"
VERSION = 3

Links = Mapping[str, tuple[tuple[str, str], ...]]
"""The links of the body of each page that has some, as written: target and tag."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The digest of each file of the output and what the system told of it when it was new, and the facts and
    the links of each page.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    links: Links = field(default_factory=dict)


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
    try:
        text = cache_file(root, output, "manifest.json").read_text(encoding="utf-8", errors="surrogateescape")
        data = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return Manifest()
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return Manifest()
    try:
        return _checked(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Manifest()


def _checked(data: Mapping[str, Any]) -> Manifest:
    # A path that leads out of the output was not written by us, whatever the manifest says.
    files = {path: str(digest) for path, digest in data["files"].items() if is_safe(path)}
    facts = {path: dict(each) for path, each in data["facts"].items()}
    links = {path: tuple((str(t), str(tag)) for t, tag in each) for path, each in data["links"].items()}
    stamps = {path: str(stamp) for path, stamp in data["stamps"].items()}
    return Manifest(files, stamps, facts, links)


def write_manifest(root: Path, output: Path, manifest: Manifest) -> None:
    """Remember what this build left. Raises OSError."""
    data = {
        "version": VERSION,
        "output": shown_path(output, root),
        "files": dict(manifest.files),
        "stamps": dict(manifest.stamps),
        "facts": dict(manifest.facts),
        "links": dict(manifest.links),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    replace_file(cache_file(root, output, "manifest.json"), text.encode("utf-8", "surrogateescape"))


def replace_file(file: Path, data: bytes) -> None:
    """Give a file new bytes: whoever reads it sees the old ones or the new ones, whole. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = beside_of(file)
    try:
        beside.write_bytes(data)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def beside_of(file: Path) -> Path:
    """Return a name in the same folder for a file that is to take another's place."""
    # A name of its own length: a long one with something added could be too long for the disk.
    name = hashlib.blake2b(file.name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return file.with_name(f".{name}.{os.getpid()}.tmp")

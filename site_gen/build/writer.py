"""Put files into the output folder: each whole or not at all, unchanged ones untouched, nobody else's files removed.

The only module that writes below the output. A manifest in the cache says which files are ours.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_gen.diagnostics import Diagnostic, about_file
from site_gen.paths import is_safe

MANIFEST = ".cache/site_gen/manifest.json"
VERSION = 1
SOURCES = ("content", "seeds", "templates", "static", "site_gen", "tests", "docs")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last build left in one output folder: the digest of each file, and the facts of each page."""

    files: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output: numbers of files written, left as they were, and removed."""

    built: int
    kept: int
    removed: int


def refusal(output: Path, root: Path) -> Diagnostic | None:
    """Say why a folder must not be written to, or return None."""
    real, top = output.resolve(), root.resolve()
    shown = output.as_posix()

    def no(why: str) -> Diagnostic:
        return about_file(
            shown,
            "O103",
            f"cannot be the output folder: {why}",
            "name an empty folder, such as `--output public`",
        )

    if real in (Path("/"), Path.home().resolve(), top) or real in top.parents:
        return no("it holds more than the site")
    if any(real == top / name or top / name in real.parents for name in SOURCES):
        return no("it is one of the project's source folders")
    if output.exists() and not output.is_dir():
        return no("it is a file")
    if (real / ".git").exists():
        return no("it is a repository")
    if (
        real != top / "public"
        and real.is_dir()
        and any(real.iterdir())
        and not read_manifest(root, output).files
    ):
        return no("it holds files that are not of this site")
    return None


def read_manifest(root: Path, output: Path) -> Manifest:
    """Return what the last build into this folder left; an empty one where nothing is known or the file is
    broken.
    """
    try:
        data = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
        entry = data["outputs"][output.resolve().as_posix()] if data["version"] == VERSION else {}
        return Manifest(dict(entry["files"]), dict(entry["facts"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def write_manifest(root: Path, output: Path, manifest: Manifest) -> None:
    """Remember what this build left, beside what is known of other output folders. Raises OSError."""
    file = root / MANIFEST
    outputs: dict[str, object] = {}
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] == VERSION:
            outputs = {path: entry for path, entry in data["outputs"].items() if Path(path).is_dir()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        outputs = {}
    outputs[output.resolve().as_posix()] = {"files": dict(manifest.files), "facts": dict(manifest.facts)}
    text = json.dumps(
        {"version": VERSION, "outputs": outputs}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, text.encode())


def intact(output: Path, manifest: Manifest) -> frozenset[str]:
    """Return the files of a manifest that stand in the output just as they were left."""
    return frozenset(
        path for path, digest in manifest.files.items() if digest_of_file(output / path) == digest
    )


def commit(
    output: Path,
    contents: Mapping[str, bytes],
    copies: Mapping[str, Path],
    kept: Mapping[str, str],
    before: Manifest,
) -> tuple[Written, dict[str, str]]:
    """Bring the output to a new state.

    `contents` are the bytes of the files that were made, `copies` the files to copy, `kept` those that stay,
    with their digests. Files of the last build that are none of these are removed. Returns what was done, and
    the digests of all files. Raises OSError where the disk refuses; what was there before is then still
    whole, file by file.
    """
    files = dict(kept)
    built = same = 0
    for path, data in contents.items():
        files[path], changed = _put(output, path, data)
        built += changed
        same += not changed
    for path, source in copies.items():
        files[path], changed = _put(output, path, source.read_bytes())
        built += changed
        same += not changed
    removed = 0
    for path in sorted(before.files.keys() - files.keys()):
        removed += _remove(output, path)
    return Written(built, len(kept) + same, removed), dict(sorted(files.items()))


def digest_of(data: bytes) -> str:
    """Return the digest by which the manifest knows a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of_file(file: Path) -> str | None:
    """Return a file's digest, or None where it cannot be read."""
    try:
        return digest_of(file.read_bytes())
    except OSError:
        return None


def _put(output: Path, path: str, data: bytes) -> tuple[str, bool]:
    """Write a file if its bytes differ from what stands there; tell its digest and whether it was written."""
    if not is_safe(path):
        raise ValueError(f"an output path left its folder: {path}")
    file = output / path
    try:
        if file.read_bytes() == data:
            return digest_of(data), False
    except OSError:
        file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, data)
    return digest_of(data), True


def _replace(file: Path, data: bytes) -> None:
    """Write beside the target, then rename over it, so that a reader never sees half a file."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _remove(output: Path, path: str) -> bool:
    file = output / path
    try:
        file.unlink()
    except OSError:
        return False
    for folder in file.parents:
        # Folders that the removal left empty go too, up to the output itself.
        if folder == output or output not in folder.parents or any(folder.iterdir()):
            break
        folder.rmdir()
    return True

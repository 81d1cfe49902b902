"""Put files into the output folder: each whole or not at all, unchanged ones untouched, only ours removed.

The only module that writes below the output. A manifest in the cache says which files are ours.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from site_gen.diagnostics import Diagnostic, about_file
from site_gen.paths import is_safe
from site_gen.source import shown_path

MANIFEST = ".cache/site_gen/manifest.json"
VERSION = 1
SETTINGS = "content/site.toml"
SOURCES = ("content", "seeds", "templates", "static", "site_gen", "tests", "docs", ".git", ".cache")


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
    if any(real.is_relative_to(project / name) for project in _projects_of(real, top) for name in SOURCES):
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


def _projects_of(folder: Path, root: Path) -> list[Path]:
    """Return the root, and every other project in which a folder lies."""
    return [root, *(above for above in folder.parents if (above / SETTINGS).is_file())]


def read_manifest(root: Path, output: Path) -> Manifest:
    """Return what the last build into this folder left; an empty one where nothing is known or the file is
    broken.
    """
    entry = _remembered(root).get(_key(root, output), {})
    files, facts = (entry.get(name) if isinstance(entry, dict) else None for name in ("files", "facts"))
    if not isinstance(files, dict) or not isinstance(facts, dict):
        return Manifest()
    # A path that leads out of the output was not written by us, whatever the manifest says.
    ours = {path: digest for path, digest in files.items() if isinstance(digest, str) and is_safe(path)}
    return Manifest(ours, {path: each for path, each in facts.items() if isinstance(each, dict)})


def write_manifest(root: Path, output: Path, manifest: Manifest, before: Manifest) -> None:
    """Remember what this build left, beside what is known of other output folders; nothing is written where
    that is what was known before. Raises OSError.
    """
    file = root / MANIFEST
    if manifest == before and file.is_file():
        return
    outputs = {path: entry for path, entry in _remembered(root).items() if (root / path).is_dir()}
    outputs[_key(root, output)] = {"files": dict(manifest.files), "facts": dict(manifest.facts)}
    text = json.dumps(
        {"version": VERSION, "outputs": outputs}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(file)
    try:
        beside.write_bytes(text.encode("utf-8", "surrogateescape"))
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _remembered(root: Path) -> dict[str, object]:
    """Return what the manifest says of each output folder, or nothing where it cannot be read."""
    try:
        data = json.loads((root / MANIFEST).read_text(encoding="utf-8", errors="surrogateescape"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return {}
    outputs = data.get("outputs")
    return outputs if isinstance(outputs, dict) else {}


def _key(root: Path, output: Path) -> str:
    """Name an output folder in the manifest: relative to the project where it lies in it, so that a project
    that is moved knows its own.
    """
    return shown_path(output, root)


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
    the digests of all files. Raises OSError where the disk refuses: everything new is on the disk before the
    first file takes its place, so that the site that was there is then still whole.
    """
    wanted = contents.keys() | copies.keys()
    stale = before.files.keys() - kept.keys() - wanted
    _refuse_links(output, wanted | stale | kept.keys())
    removed = sum(_remove(output, path) for path in sorted(_in_the_way(stale, wanted)))
    files = dict(kept)
    staged: dict[Path, Path] = {}
    try:
        for path in sorted(wanted):
            data = contents[path] if path in contents else copies[path].read_bytes()
            files[path] = digest_of(data)
            target = _target(output, path)
            if digest_of_file(target) != files[path]:
                staged[target] = _stage(target, data)
        for target, beside in staged.items():
            beside.replace(target)
    finally:
        for beside in staged.values():
            beside.unlink(missing_ok=True)
    removed += sum(_remove(output, path) for path in sorted(stale))
    return Written(len(staged), len(files) - len(staged), removed), dict(sorted(files.items()))


def digest_of(data: bytes) -> str:
    """Return the digest by which the manifest knows a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of_file(file: Path) -> str | None:
    """Return a file's digest, or None where it cannot be read."""
    try:
        return digest_of(file.read_bytes())
    except OSError:
        return None


def _in_the_way(stale: Set[str], wanted: Set[str]) -> set[str]:
    """Return the old files that stand where a folder is needed, or in a folder where a file is."""

    def folders(path: str) -> set[str]:
        return {parent.as_posix() for parent in PurePosixPath(path).parents}

    needed = {folder for path in wanted for folder in folders(path)}
    return {path for path in stale if path in needed or folders(path) & wanted}


def _refuse_links(output: Path, paths: Set[str]) -> None:
    """Raise OSError where a folder below the output is a link: what it leads to is not ours to write in."""
    folders = {folder for path in paths for folder in PurePosixPath(path).parents}
    for folder in sorted(folders - {PurePosixPath(".")}):
        if (output / folder).is_symlink():
            why = "a link to a folder is in the way"
            raise NotADirectoryError(errno.ENOTDIR, why, str(output / folder))


def _target(output: Path, path: str) -> Path:
    """Return where an output path stands; a folder in its place must be known before anything is replaced."""
    if not is_safe(path):
        raise ValueError(f"an output path left its folder: {path}")
    target = output / path
    if target.is_dir() and not target.is_symlink():
        raise IsADirectoryError(errno.EISDIR, "a folder is in the way", str(target))
    return target


def _stage(target: Path, data: bytes) -> Path:
    """Write data beside its target, from where one rename brings it into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(target)
    try:
        beside.write_bytes(data)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _beside(file: Path) -> Path:
    # A name of its own length: a long one with something added could be too long for the disk.
    name = hashlib.blake2b(file.name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return file.with_name(f".{name}.{os.getpid()}.tmp")


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

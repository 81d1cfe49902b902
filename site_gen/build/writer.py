"""Put files into the output folder: each whole or not at all, unchanged ones untouched, only ours removed.

The only module that writes below the output. A manifest in the cache says which files are ours.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_gen.build.manifest import Manifest, read_manifest
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.paths import is_safe

SETTINGS = "content/site.toml"
SOURCES = ("content", "seeds", "templates", "static", "site_gen", "tests", "docs", ".git", ".cache")


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


def standing_files(output: Path, manifest: Manifest, stamps: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a manifest that stand in the output just as they were left, with their digests.

    `stamps` are what the system tells of the files now; where that is what it told then, none is read.
    """
    known = manifest.stamps
    return {
        path: digest
        for path, digest in manifest.files.items()
        if (path in known and known[path] == stamps.get(path)) or digest_of_file(output / path) == digest
    }


def staging(output: Path) -> Path:
    """Return the folder beside the output in which new files wait until all of them are there."""
    return output.with_name(f".{output.name}.next")


def put(output: Path, standing: Mapping[str, str], path: str, data: bytes) -> str:
    """Store the bytes of a new file of the output, where they are not what stands there already, and return
    their digest. Processes may do so at the same time, each for other paths. Raises OSError.

    `standing` are the digests of the files that stand in the output.
    """
    digest = digest_of(data)
    if standing.get(path) != digest:
        if not is_safe(path):
            raise ValueError(f"an output path left its folder: {path}")
        file = staging(output) / path
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return digest


def commit(
    output: Path, new: Mapping[str, str], kept: Mapping[str, str], before: Manifest
) -> tuple[Written, dict[str, str]]:
    """Bring the output to a new state.

    `new` are the digests of the files that were `put`, `kept` those of the files that stay. Files of the last
    build that are neither are removed. Returns what was done, and the digests of all files. Raises OSError
    where the disk refuses: everything new is on the disk before the first file takes its place, so that the
    site that was there is then still whole.
    """
    stale = before.files.keys() - kept.keys() - new.keys()
    _refuse_links(output, new.keys() | stale | kept.keys())
    waiting = {path: staging(output) / path for path in sorted(new) if (staging(output) / path).is_file()}
    removed = sum(_remove(output, path) for path in sorted(_in_the_way(stale, new.keys())))
    targets = {path: _target(output, path) for path in waiting}
    for path, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting[path].replace(target)
    removed += sum(_remove(output, path) for path in sorted(stale))
    discard(output)
    files = {**kept, **new}
    return Written(len(targets), len(files) - len(targets), removed), dict(sorted(files.items()))


def discard(output: Path) -> None:
    """Forget the new files that wait beside the output."""
    shutil.rmtree(staging(output), ignore_errors=True)


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
    target = output / path
    if target.is_dir() and not target.is_symlink():
        raise IsADirectoryError(errno.EISDIR, "a folder is in the way", str(target))
    return target


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

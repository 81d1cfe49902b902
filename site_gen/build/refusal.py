"""Which folders a site is never built into: those that hold more than a site, or something else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from site_gen.build.manifest import read_manifest
from site_gen.build.places import INSIDE
from site_gen.build.unchanged import digest_of_file
from site_gen.diagnostics import Diagnostic, about_file

SETTINGS = "content/site.toml"
SOURCES = (
    *("content", "seeds", "templates", "static", "site_gen", "tests", "bench", "docs", "locale"),
    *(".git", ".github", ".cache", ".venv", "venv", "node_modules"),
)
REPOSITORIES = (".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", ".fslckout")

_OF_THE_SYSTEM = ("/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/sys")
"""Folders that belong to the system with all below them; /dev/shm is for everybody."""
_SHARED = (
    *("/home", "/media", "/mnt", "/opt", "/root", "/run", "/srv", "/tmp", "/usr", "/var", "/dev/shm"),  # noqa: S108
    *("/Applications", "/Library", "/System", "/Users", "/Volumes"),
    *("/private", "/private/tmp", "/private/var"),
    *("/usr/bin", "/usr/include", "/usr/lib", "/usr/local", "/usr/sbin", "/usr/share", "/usr/src"),
    *("/usr/local/bin", "/usr/local/lib", "/usr/local/share", "/run/user", "/lost+found"),
    *("/var/cache", "/var/lib", "/var/log", "/var/mail", "/var/run", "/var/spool", "/var/tmp"),  # noqa: S108
)
"""Folders that programs or users share: one below them may be a site, they themselves never."""
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""The variables that name the folder for temporary files, as `tempfile.gettempdir` knows them: to import it
takes longer than an edit.
"""
_OF_A_USER = ("Desktop", "Documents", "Downloads", "Library", "Movies", "Music", "Pictures", "Videos")
_HOMES = ("/home", "/Users")


def refusal(output: Path, root: Path, *, is_ours: bool = False) -> Diagnostic | None:
    """Say why a folder must not be written to, or return None. That it holds files of others alone is not
    asked where it `is_ours`.
    """
    try:
        real, top = Path(os.path.realpath(output)), Path(os.path.realpath(root))
        why = _why(real, top) or _contents(real) or ("" if is_ours else _others(real, root, output))
    except OSError as fault:
        why = f"it cannot be looked into ({(fault.strerror or str(fault)).lower()})"
    if not why:
        return None
    hint = "name an empty folder, such as `--output public`"
    return about_file(output.as_posix(), "O103", f"cannot be the output folder: {why}", hint)


def _why(real: Path, top: Path) -> str:
    """Say what is wrong with the place of a folder."""
    home = Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 - `Path.home` raises
    if real == Path(real.anchor) or _is_one_of(real, (top, *top.parents, home, *home.parents)):
        return "it holds more than the site"
    temporary = (Path(os.path.realpath(os.environ[name])) for name in _TEMPORARY if os.environ.get(name))
    shared = (*map(Path, _SHARED), *temporary, *(home / n for n in _OF_A_USER))
    if _is_one_of(real, shared) or real.parent in map(Path, _HOMES):
        return "it is a folder that others use"
    if real.parent == home and real.name.startswith("."):
        return "it is where programs keep settings"
    system = any(real.is_relative_to(folder) for folder in _OF_THE_SYSTEM)
    if system and not real.is_relative_to("/dev/shm"):  # noqa: S108 - compared, not written to
        return "it belongs to the system"
    for project in (top, *(above for above in real.parents if (above / SETTINGS).is_file())):
        sources = [project / name for name in SOURCES]
        if any(_is_one_of(each, sources) for each in (real, *real.parents)):
            return "it is one of the project's source folders"
    if any(part in REPOSITORIES for part in real.parts):
        return "it lies in what a version control system keeps"
    return ""


def _is_one_of(folder: Path, others: Iterable[Path]) -> bool:
    """Tell whether two paths mean one folder: by name, or, where a disk does not mind their case, in fact."""
    for other in others:
        if folder == other:
            return True
        alike = folder.name.casefold() == other.name.casefold() and folder.exists() and other.exists()
        if alike and folder.samefile(other):
            return True
    return False


def _contents(real: Path) -> str:
    """Say what is wrong with what a folder holds."""
    if os.path.lexists(real) and not real.is_dir():
        return "it is a file"
    if not real.is_dir():
        return ""
    if any(name in REPOSITORIES for name in _names(real)):
        return "it is a repository"
    if (real / SETTINGS).is_file():
        return "it is a project"
    return ""


def _others(real: Path, root: Path, output: Path) -> str:
    """Say that all in a folder is somebody else's, where it is; our files are known by their digests."""
    if real == Path(os.path.realpath(root)) / "public" or not real.is_dir() or not _names(real):
        return ""
    ours = read_manifest(root, output).files
    if not any(digest_of_file(str(real / path)) == digest for path, digest in ours.items()):
        return "it holds files that are not of this site"
    return ""


def _names(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name != INSIDE]  # noqa: PTH208 - names are enough

"""What stands where a new file must go, and is not ours: nothing of it is ever written over."""

from __future__ import annotations

import errno
from collections.abc import Set
from pathlib import Path

from site_gen.build import tree
from site_gen.build.manifest import Manifest
from site_gen.build.places import Places
from site_gen.build.tree import Seen
from site_gen.build.unchanged import digest_of_file

_FEED = "feed.xml"
_MARK = b"<generator>site-gen"
_NOT_OURS = "a file that is not of this site is in the way"


def refuse_what_is_in_the_way(
    places: Places, waiting: Set[str], paths: Set[str], before: Manifest, seen: Seen
) -> None:
    """Raise OSError where somebody else's link, folder or file stands where one of ours must be."""
    output = places.output
    for folder in sorted(tree.folders_of(paths) - {""}):
        if (output / folder).is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, "a link to a folder is in the way", str(output / folder))
        if folder in seen.stamps and folder not in before.files:
            raise NotADirectoryError(errno.ENOTDIR, _NOT_OURS, str(output / folder))
    for path in sorted(waiting):
        target = output / path
        foreign = target.is_dir() and not target.is_symlink()
        if foreign and not any(file.startswith(f"{path}/") for file in before.files):
            raise IsADirectoryError(errno.EISDIR, "a folder is in the way", str(target))
    others = [path for path in sorted(waiting - before.files.keys()) if path in seen.stamps]
    others = [path for path in others if not _same_bytes(output / path, places.staging / path)]
    if others and (before.files or not _is_a_site_of_ours(output)):
        raise FileExistsError(errno.EEXIST, _NOT_OURS, str(output / others[0]))


def _same_bytes(one: Path, other: Path) -> bool:
    return (digest := digest_of_file(str(one))) != "" and digest == digest_of_file(str(other))


def _is_a_site_of_ours(output: Path) -> bool:
    """Tell whether a folder of which nothing is remembered holds a site that this program made: its cache may
    have been removed, which loses nothing.
    """
    try:
        return _MARK in (output / _FEED).read_bytes()[:2000]
    except OSError:
        return False

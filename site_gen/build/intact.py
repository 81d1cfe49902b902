"""Which files of the last build still stand as they were left: told by what the system says of them, or else,
as after a move to another machine, by their bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from site_gen.build.manifest import Manifest
from site_gen.build.unchanged import digest_of_file

_AT_ONCE = 100
"""Files that a process digests at a time."""
_FEWEST = 1000
"""Files from which on several processes digest them."""


def standing_files(
    folder: Path, manifest: Manifest, stamps: Mapping[str, str], jobs: int = 1
) -> dict[str, str]:
    """Return the files of a manifest that stand in a folder just as they were left, with their digests.

    `stamps` are what the system tells of the files now; where that is what it told then, none is read. Many
    are read by so many processes.
    """
    known = manifest.stamps
    doubtful = [p for p in manifest.files if p not in known or known[p] != stamps.get(p)]
    found = dict(zip(doubtful, digests_of(folder, doubtful, jobs), strict=True))
    return {path: digest for path, digest in manifest.files.items() if found.get(path, digest) == digest}


def digests_of(folder: Path, paths: Sequence[str], jobs: int) -> list[str]:
    """Return the digests of files of a folder, by so many processes where they are many; an empty one is that
    of what cannot be read.
    """
    if jobs < 2 or len(paths) < _FEWEST:
        return [digest_of_file(f"{folder}/{path}") for path in paths]

    from site_gen import processes

    pieces = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    if not processes.can_fork():
        return digests_of(folder, paths, 1)
    done, _lost = processes.do_all(lambda index: digests_of(folder, pieces[index], 1), len(pieces), jobs)
    # What was lost with a process is not known to stand.
    return [each for n, piece in enumerate(pieces) for each in done.get(n, [""] * len(piece))]

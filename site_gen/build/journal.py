"""What a build is about to do, written down before the first visitor could see it: whoever builds next knows
what a build that was killed had done, and ends it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_gen.build import tree
from site_gen.build.manifest import (
    CACHE,
    cache_file,
    change_manifest,
    json_pieces,
    read_manifest,
    replace_file,
)
from site_gen.build.places import Places, Way
from site_gen.build.standby import number_of
from site_gen.build.unchanged import digest_of_file

_NAME = "intent.json"
_TEMPORARY = re.compile(r"\..*\.(\d+)\.tmp")


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be published.

    `changes` is what it makes of the manifest. By swapping: `number` is that of the folder that is about to
    be the output, and `since` when it was last compared with it (nanoseconds). File by file: `moves` are the
    paths of new files in their order, `gone` the digests of those that go.
    """

    way: Way
    changes: Mapping[str, Any]
    number: int = 0
    since: int = 0
    moves: Sequence[str] = ()
    gone: Mapping[str, str] = field(default_factory=dict)


def write_intent(places: Places, intent: Intent) -> None:
    """Write down what is about to happen. Raises OSError."""
    fields = {
        "way": intent.way.value,
        "changes": intent.changes,
        "number": intent.number,
        "since": intent.since,
        "moves": intent.moves,
        "gone": intent.gone,
    }
    replace_file(_file(places), json_pieces(fields))


def forget_intent(places: Places) -> None:
    """Take back what was written down. Raises OSError."""
    _file(places).unlink(missing_ok=True)


def is_pending(places: Places) -> bool:
    """Tell whether a build wrote down what it was about to do, and did not end."""
    return _file(places).exists()


def was_begun(root: Path, output: Path) -> bool:
    """Tell whether the output holds files of a build that wrote down what it was about to do, and did not
    end: they are ours, though no manifest names them yet.
    """
    try:
        intent = _read_intent(cache_file(root, output, _NAME))
    except OSError:
        return False
    _, new = intent.changes.get("files", ((), {})) if intent else ((), {})
    return any(digest_of_file(f"{output}/{path}") == digest for path, digest in new.items())


def fulfil(places: Places, intent: Intent) -> None:
    """Remember what was published, and that nothing of it is left to do. Raises OSError."""
    if intent.changes:
        change_manifest(places.root, places.named, intent.changes)
    forget_intent(places)


def recover(places: Places) -> None:
    """End what a build that was killed had begun, and forget what it had not. Raises OSError."""
    intent = _read_intent(_file(places))
    if intent is not None:
        if intent.way is Way.FILES:
            _redo(places, intent)
            fulfil(places, intent)
        elif number_of(places.output) == intent.number:
            before = read_manifest(places.root, places.named).files
            gone, new = intent.changes.get("files", ((), {}))
            rescue(places, intent, {*before, *gone, *new})
            fulfil(places, intent)
        else:
            forget_intent(places)
    for folder in (places.staging, places.undo):
        shutil.rmtree(folder, ignore_errors=True)
    _sweep(places.root / CACHE)


def rescue(places: Places, intent: Intent, ours: Set[str]) -> None:
    """Carry into the published tree what somebody put into the one before it in its last moment."""
    tree.carry(places.standby, places.output, tree.folders_of(ours), intent.since, ours, removes=False)


def _redo(places: Places, intent: Intent) -> None:
    """Do what is left of a replacement file by file."""
    waiting = [path for path in intent.moves if (places.staging / path).is_file()]
    for path in [path for path in intent.gone if any(f"{m}/".startswith(f"{path}/") for m in waiting)]:
        _remove_ours(places.output, path, intent.gone[path])
    tree.move_in(places.staging, places.output, waiting)
    for path, digest in intent.gone.items():
        _remove_ours(places.output, path, digest)


def _remove_ours(output: Path, path: str, digest: str) -> None:
    # Somebody may have put another file there since.
    if digest_of_file(f"{output}/{path}") == digest:
        tree.remove(str(output), path)


def _read_intent(file: Path) -> Intent | None:
    try:
        data = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
        moves, gone = tuple(map(str, data["moves"])), dict(data["gone"])
        return Intent(Way(data["way"]), data["changes"], data["number"], data["since"], moves, gone)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None


def _file(places: Places) -> Path:
    return places.memory(_NAME)


def _sweep(folder: Path) -> None:
    """Remove what processes that are gone were writing."""
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            if (found := _TEMPORARY.fullmatch(file.name)) and not _lives(int(found[1])):
                file.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    if sys.platform == "win32":
        return True  # there, the question would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

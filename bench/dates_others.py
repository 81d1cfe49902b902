"""Other EDTF libraries, asked in processes of their own: they are no dependencies of this project.

`SITE_GEN_BENCH_PYTHON` names a Python that has `edtf` or `undate` (default: this one), `SITE_GEN_BENCH_NODE`
a folder that holds `node_modules/edtf` (default: the current folder). What is not there is left out.

    python3 -m venv /tmp/others && /tmp/others/bin/pip install edtf undate
    npm install --prefix /tmp/others edtf
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent
_FARTHEST = 10**15
LIBRARIES = ("edtf", "undate", "edtf.js")
Bounds = tuple[str, str]


class Answers(NamedTuple):
    """What a library says: its version, bounds as ISO dates (None: refused), the seconds of each round."""

    version: str
    bounds: tuple[Bounds | None, ...]
    seconds: tuple[float, ...]


def ask(library: str, texts: Sequence[str], runs: int = 0) -> Answers | None:
    """Return what a library says of texts, and the seconds of `runs` rounds; None if it is not there."""
    command = _command(library, runs)
    if command is None:
        return None
    done = subprocess.run(command, input=json.dumps(list(texts)), capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    said = json.loads(done.stdout)
    bounds = tuple(None if each is None else (_iso(each[0]), _iso(each[1])) for each in said["answers"])
    return Answers(said["version"], bounds, tuple(said["seconds"]))


def _command(library: str, runs: int) -> list[str] | None:
    if library != "edtf.js":
        python = os.environ.get("SITE_GEN_BENCH_PYTHON", sys.executable)
        return [python, str(_HERE / "dates_ask.py"), library, str(runs)]
    node = shutil.which("node")
    folder = os.environ.get("SITE_GEN_BENCH_NODE", ".")
    return [node, str(_HERE / "dates_ask.mjs"), folder, str(runs)] if node else None


def _iso(day: Sequence[int] | None) -> str:
    if day is None:
        return ""
    year, month, number = day
    if abs(year) > _FARTHEST:
        return "far away"
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"

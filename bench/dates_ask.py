"""Asks another EDTF library of Python what dates mean; run by the interpreter that has it.

    PYTHON dates_ask.py LIBRARY RUNS < TEXTS.json > ANSWERS.json

LIBRARY is `edtf` or `undate`. Standard input holds a list of texts. The answer holds the version; for each
text its bounds as [year, month, day], null where there is none, or null for a text that is refused; and the
seconds of each of RUNS rounds of reading all accepted texts with their bounds.
"""

import contextlib
import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from typing import Any

Bounds = list[list[int] | None]


def edtf_reader() -> Callable[[str], Bounds]:
    """Return what reads a text with python-edtf; its strict bounds do not pad what is approximate."""
    from edtf import parse_edtf

    def end(value: Any) -> list[int] | None:
        return None if isinstance(value, float) else [value.tm_year, value.tm_mon, value.tm_mday]

    def read(text: str) -> Bounds:
        date = parse_edtf(text)
        return [end(date.lower_strict()), end(date.upper_strict())]

    return read


def undate_reader() -> Callable[[str], Bounds]:
    """Return what reads a text with undate."""
    from undate import Undate, UndateInterval

    def end(value: Any, name: str) -> list[int] | None:
        if value is None:
            return None
        if isinstance(value, Undate):
            value = getattr(value, name)
        return [int(value.year), int(value.month), int(value.day)]

    def read(text: str) -> Bounds:
        date = Undate.parse(text, "EDTF")
        assert isinstance(date, (Undate, UndateInterval))
        return [end(date.earliest, "earliest"), end(date.latest, "latest")]

    return read


def main(library: str, runs: int) -> dict[str, Any]:
    """Return the answer to what standard input asks."""
    read = edtf_reader() if library == "edtf" else undate_reader()
    texts = json.load(sys.stdin)
    answers: list[Bounds | None] = []
    for text in texts:
        bounds = None
        # Whatever another library raises, it does not accept the text.
        with contextlib.suppress(Exception):
            bounds = read(text)
        answers.append(bounds)
    accepted = [text for text, answer in zip(texts, answers, strict=True) if answer is not None]
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        for text in accepted:
            read(text)
        seconds.append(time.perf_counter() - start)
    version = importlib.metadata.version(library)
    return {"version": version, "answers": answers, "seconds": seconds}


if __name__ == "__main__":
    # python-edtf prints what it cannot parse.
    with contextlib.redirect_stdout(sys.stderr):
        answer = main(sys.argv[1], int(sys.argv[2]))
    json.dump(answer, sys.stdout)

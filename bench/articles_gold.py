"""Texts whose temporal expressions somebody has marked, with their values.

Three forms are read: WikiWars as one JSON file (TIMEX2 values), an article with its answers in a
`.gold.json`, and marked text: lines `Title:`, `Published:`, `Lang:`, an empty line, then prose with
`[[words||EDTF]]`.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent
_BESIDE = _HERE.parents[1] / "shared"
_MARK = re.compile(r"\[\[(.+?)\|\|(.*?)\]\]")
_TWO_YEARS = re.compile(r"-?\d{4}/-?\d{4}")
_VAGUE_TIMEX = re.compile(r"P[\d.TX]|.*_REF$|(BC)?XXXX|T|.*WXX")


class Gold(NamedTuple):
    """One marked expression; offsets are code points, the end exclusive.

    `edtf` are the values that are right, the first one the gold's own; `timex` is the TIMEX2 value where the
    gold has that instead. With neither, it is not scored. `lenient`: its bounds may be a year off.
    """

    start: int
    end: int
    words: str
    edtf: tuple[str, ...] = ()
    timex: str = ""
    lenient: bool = False

    @property
    def is_scored(self) -> bool:
        """Whether it has a value that can be compared: durations, sets and vague references have none."""
        return bool(self.edtf) or bool(self.timex and not _VAGUE_TIMEX.match(self.timex))


class Document(NamedTuple):
    """A text, its language, its day of publication (ISO) and what is marked in it."""

    name: str
    lang: str
    published: str
    text: str
    marked: tuple[Gold, ...]


class Collection(NamedTuple):
    """Documents that are reported together; `missing` says what is not here, and why it is not measured."""

    name: str
    about: str
    documents: tuple[Document, ...]
    missing: str = ""


def collections() -> tuple[Collection, ...]:
    """Return everything that there is to measure, each part named also where it is absent."""
    wikiwars = _BESIDE / "data/wikiwars/open.json"
    answers = sorted((_BESIDE / "data/articles").glob("*.gold.json"))
    return (
        _collection(
            "wikiwars",
            "WikiWars, eleven open documents: English Wikipedia on wars, marked by others",
            _wikiwars(wikiwars) if wikiwars.is_file() else (),
            f"{wikiwars.relative_to(_BESIDE.parent)} beside the checkout",
        ),
        _collection(
            "seed",
            "the first article, marked by others: the one that every rule was tried on",
            tuple(map(_answered, answers)),
            f"{_BESIDE.name}/data/articles/*.gold.json beside the checkout",
        ),
        _collection(
            "open",
            "articles of ours, the open half: who writes rules may look at their misses",
            _marked_in(_HERE / "gold/open"),
            "bench/gold/open/*.txt",
        ),
        _collection(
            "kept",
            "articles of ours, the half kept aside: nobody looks at its misses, totals alone are shown",
            _marked_in(_HERE / "gold/kept"),
            "bench/gold/kept/*.txt",
        ),
    )


def marked_text(name: str, written: str) -> Document:
    """Read a marked text: the title is its first line. KeyError: a line of the head is missing."""
    head, body = written.split("\n\n", 1)
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    text, marked, last = facts["Title"] + "\n\n", [], 0
    for found in _MARK.finditer(body):
        words, value = found.groups()
        text += body[last : found.start()]
        about = "~" in value or "X" in value or bool(_TWO_YEARS.fullmatch(value))
        values = (value,) if value else ()
        marked.append(Gold(len(text), len(text) + len(words), words, values, lenient=about))
        text, last = text + words, found.end()
    return Document(name, facts["Lang"], facts["Published"], text + body[last:], tuple(marked))


def _collection(name: str, about: str, documents: tuple[Document, ...], where: str) -> Collection:
    return Collection(name, about, documents, "" if documents else f"not measured: there is no {where}")


def _marked_in(folder: Path) -> tuple[Document, ...]:
    files = sorted(folder.glob("*.txt"))
    return tuple(marked_text(file.stem, file.read_text(encoding="utf-8")) for file in files)


def _wikiwars(file: Path) -> tuple[Document, ...]:
    documents = json.loads(file.read_text(encoding="utf-8"))["documents"]
    return tuple(
        Document(
            each["name"],
            each["lang"],
            each["published"],
            each["text"],
            tuple(Gold(e["start"], e["end"], e["text"], timex=e["value"]) for e in each["expressions"]),
        )
        for each in documents
    )


def _answered(file: Path) -> Document:
    data: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    text = (file.parent / data["article"]).read_text(encoding="utf-8")
    name = file.name.removesuffix(".gold.json")
    return Document(name, data["lang"], data["published"], text, tuple(map(_answer, data["expressions"])))


def _answer(entry: Mapping[str, Any]) -> Gold:
    values = [entry["edtf"], *entry.get("accept_edtf", [])]
    if not entry["edtf"] or entry["role"] == "document_time":
        values = []
    about = "~" in (entry["edtf"] or "")
    accepted = tuple(value for value in values if value)
    return Gold(entry["start"], entry["end"], entry["text"], accepted, lenient=about)

"""Writing what an import leaves: each file whole or not at all, and never over somebody's work."""

from __future__ import annotations

import shutil
from pathlib import Path

from site_gen.article import Article
from site_gen.article.drafts import quoted
from site_gen.build.manifest import beside_of
from site_gen.importer.identity import Identity, identity_of

SOURCES = "content/sources.yaml"


def create(file: Path, text: str) -> None:
    """Write a new file; mode `x` refuses where one came to be in the meantime. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as handle:
        try:
            handle.write(text)
            handle.flush()
        except OSError:
            file.unlink(missing_ok=True)
            raise


def replace(file: Path, before: bytes, text: str) -> bool:
    """Put a text in the place of a file that still holds `before`; False, and nothing written, where it does
    not. Raises OSError.

    The new text lies ready beside it before the last look, so that somebody who saves the file meanwhile
    wins.
    """
    beside = beside_of(file)
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        shutil.copymode(file, beside)
        if file.is_symlink() or file.read_bytes() != before:
            return False
        beside.replace(file)
    except FileNotFoundError:
        return False
    finally:
        beside.unlink(missing_ok=True)
    return True


def read(file: Path) -> bytes | None:
    """Return what a file holds, None where it cannot be read or is a link."""
    try:
        return None if file.is_symlink() else file.read_bytes()
    except OSError:
        return None


def add_source(root: Path, article: Article) -> None:
    """Append an article to sources.yaml, so that drafts can cite it. Raises OSError."""
    file = root / SOURCES
    fields = _fields(article.id, identity_of(article))
    rows = ['  type: "article-newspaper"', *(_row(key, value) for key, value in fields.items() if value)]
    before = file.read_bytes() if file.is_file() else b""
    gap = "" if not before or before.endswith(b"\n\n") else "\n" if before.endswith(b"\n") else "\n\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", newline="\n") as handle:
        handle.write(gap + "\n".join([f"{quoted(article.id)}:", *rows]) + "\n")


def correct_source(root: Path, id_: str, before: Identity, now: Identity) -> None:
    """Bring an article's rows in sources.yaml up to date: those that still stand there as the program wrote
    them, and no others. Raises OSError.
    """
    file = root / SOURCES
    data = file.read_bytes() if file.is_file() else b""
    lines = data.decode("utf-8", "replace").split("\n")
    head = f"{quoted(id_)}:"
    if lines.count(head) != 1 or "\n".join(lines).encode("utf-8") != data:
        return
    first = last = lines.index(head) + 1
    while last < len(lines) and lines[last].startswith(" "):
        last += 1
    rows = lines[first:last]
    fresh = _fields(id_, now)
    for key, value in _fields(id_, before).items():
        old = _row(key, value)
        if not fresh[key] or fresh[key] == value:
            continue
        if value:
            rows = [_row(key, fresh[key]) if row == old else row for row in rows]
        elif not any(row.startswith(f"  {key}:") for row in rows):
            rows.append(_row(key, fresh[key]))
    if rows != lines[first:last]:
        replace(file, data, "\n".join([*lines[:first], *rows, *lines[last:]]))


def _fields(id_: str, known: Identity) -> dict[str, str]:
    """Return what sources.yaml says of an article, in the terms of the Citation Style Language."""
    return {
        "title": known.title or id_,
        "container-title": known.publisher,
        "author": known.author,
        "issued": known.published,
        "URL": known.url,
        "language": known.lang,
    }


def _row(key: str, value: str) -> str:
    return f"  {key}: {quoted(value)}"

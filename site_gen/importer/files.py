"""Writing what an import leaves: each file whole or not at all, and never over somebody's work."""

from __future__ import annotations

import shutil
from pathlib import Path

from site_gen.article import Article
from site_gen.article.drafts import quoted
from site_gen.build.manifest import beside_of


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
    file = root / "content/sources.yaml"
    fields = {
        "type": "article-newspaper",
        "title": article.title or article.id,
        "container-title": article.publisher or "",
        "author": article.author or "",
        "issued": (article.published or "")[:10],
        "URL": article.url or "",
        "language": article.lang,
    }
    rows = [f"  {key}: {quoted(value)}" for key, value in fields.items() if value]
    before = file.read_bytes() if file.is_file() else b""
    gap = "" if not before or before.endswith(b"\n\n") else "\n" if before.endswith(b"\n") else "\n\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", newline="\n") as handle:
        handle.write(gap + "\n".join([f"{quoted(article.id)}:", *rows]) + "\n")

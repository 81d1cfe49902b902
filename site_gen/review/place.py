"""Where a review page may lie: nowhere that is published or read as content, and never in another's place."""

from __future__ import annotations

from pathlib import Path

from site_gen.build.manifest import cache_file
from site_gen.diagnostics import Diagnostic, about_file
from site_gen.source import shown_path

SIGN = '<meta name="generator" content="site-gen review">'
_OURS = ("content", "static", "templates", "seeds")
_HEAD = 1000


def place_fault(file: Path, root: Path) -> Diagnostic | None:
    """Return why a review page must not be written to a file; None where it may. Links are followed first."""
    shown, real = shown_path(file, root), file.resolve()
    hint = "write it elsewhere, such as `../review.html`: it holds the article's own text, which has owners"
    for folder in real.parents:
        # A site is written to public/ unless said otherwise, and what was said is remembered.
        if folder == (root / "public").resolve() or cache_file(root, folder, "manifest.json").is_file():
            message = f"a review page is never published, and `{shown_path(folder, root)}/` is"
            return about_file(shown, "A122", message, hint)
    for name in _OURS:
        if real.is_relative_to((root / name).resolve()):
            message = f"a review page is no part of the project, and `{name}/` is"
            return about_file(shown, "A122", message, hint)
    if file.is_dir():
        return about_file(shown, "A123", "is a folder", f"name a file in it, such as `{shown}/review.html`")
    if file.exists() and not _is_review(file):
        message = "is there already, and is no review page"
        return about_file(shown, "A123", message, "name a new file, or remove this one first")
    return None


def _is_review(file: Path) -> bool:
    try:
        with file.open("rb") as handle:
            return SIGN.encode() in handle.read(_HEAD)
    except OSError:
        return False

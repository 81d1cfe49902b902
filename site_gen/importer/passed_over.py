"""What lies in `seeds/` and is no article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen.content.listing import link_fault
from site_gen.diagnostics import Diagnostic, Severity, about_file
from site_gen.importer.importing import SUFFIXES
from site_gen.source import shown_path

_BESIDE = ("_files", "_fichiers", "_archivos", "-Dateien", "_bestanden", ".files", "_file")
"""Ends of the names that browsers give the folder of a saved page's pictures and styles."""


def passed_over(root: Path) -> Iterator[Diagnostic]:
    """Yield an information on each file of `seeds/` that is not read because of its name. Hidden files, and
    the folders that browsers save beside a page, go without saying.
    """
    folder = root / "seeds"
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        within = file.relative_to(folder).parts
        if file.suffix in SUFFIXES or not file.is_file() or link_fault(file, root):
            continue
        if any(part.startswith(".") for part in within) or any(p.endswith(_BESIDE) for p in within[:-1]):
            continue
        message = "is not read: its name is not that of an article"
        hint = f"save an article as text or as a page; names of articles end in {', '.join(SUFFIXES)}"
        yield about_file(shown_path(file, root), "A125", message, hint, severity=Severity.INFO)

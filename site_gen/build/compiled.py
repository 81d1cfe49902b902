"""What is kept of templates: their compiled code, and whether they print bodies as they are."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from site_gen import resources
from site_gen.build.manifest import CACHE, replace_file
from site_gen.digesting import digest
from site_gen.site.rendering import Renderer

TEMPLATES = f"{CACHE}/templates"
"""Where compiled templates are kept, below a project's root."""


def compiled_folder(root: Path) -> Path:
    """Return where compiled templates are kept: with the generator where a project has none of its own, so
    that every project finds them compiled; else, or where nothing can be kept there, in the project's cache.
    """
    shared = None if (root / "templates").is_dir() else resources.kept("templates")
    return shared or root / TEMPLATES


def spliced_templates(
    templates: Mapping[str, Mapping[str, str]], renderer: Renderer, folder: Path
) -> tuple[str, ...]:
    """Return those of some templates that print a body once, as it is; each is given with the facts of a page
    that it makes. To find that takes longer than to make a few pages, so that it is kept in `folder`, under
    what it was found of.
    """
    spliced = []
    for template, known in templates.items():
        file = folder / f"{digest(known['generator'], known[f'template {template}'])}.spliced"
        try:
            found = file.read_bytes()
        except OSError:
            found = b"yes" if renderer.body_is_spliced(template) else b"no"
            # That it cannot be kept is no fault of the build.
            with contextlib.suppress(OSError):
                replace_file(file, found)
        if found == b"yes":
            spliced.append(template)
    return tuple(spliced)

"""What an import read and did → the review page as text."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
from pathlib import Path

from site_gen.importer import Imported
from site_gen.review.composing import Desk, compose
from site_gen.site.rendering import render_alone

_FOLDER = Path(__file__).parent


def make_page(done: Imported, desk: Desk) -> str:
    """Return the review page of an import that could be read; the same import gives the same bytes.

    Raises ValueError for one that could not be read: there is nothing to review.
    """
    if done.reading is None:
        raise ValueError("there is no reading to review")
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    view = compose(done, done.reading, desk, _policy(desk.style, script), script)
    seen = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    return render_alone(_FOLDER, "page.html", seen, desk.words)


def page_styles() -> str:
    """Return the stylesheet of the page itself, which goes after the site's properties."""
    return (_FOLDER / "page.css").read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this very stylesheet and script, and nothing else, not even an image."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    named = "; ".join(
        f"{kind}-src 'sha256-{each}'" for kind, each in zip(("style", "script"), hashes, strict=True)
    )
    return f"default-src 'none'; {named}; base-uri 'none'; form-action 'none'"

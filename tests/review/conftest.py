"""What the tests of the review page share: reviewing an article as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.build.catalogues import words_of
from site_gen.importer import Order, import_article
from site_gen.review import Desk, make_page


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., str]:
    """Return a function that imports a text as an article, and gives its review page."""
    (tmp_path / "content").mkdir()

    def make(text: str, *, name: str = "visit.md", lang: str | None = None, page_lang: str = "en") -> str:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        order = Order("2026-01-02", lang=lang)
        done = import_article(tmp_path, file, order, (page_lang,), tmp_path / "content/events")
        assert done.reading is not None, done.diagnostics
        return make_page(done, Desk(page_lang, words_of(page_lang), "body{}"))

    return make

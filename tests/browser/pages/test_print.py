import html
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page


def plain(text: str) -> str:
    """Text without what a typesetter changes: spaces, line ends, ligatures, hyphens at line ends."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", html.unescape(text)))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_paper_holds_the_story_and_no_menu(
    demo: Mapping[str, Path], visit: Callable[..., Page], lang: str
) -> None:
    """On paper each event's title, date and summary can be seen, and what only a screen can use cannot."""
    page = visit()
    page.goto(demo[f"home-{lang}"].as_uri())
    page.emulate_media(media="print")
    for part in ("h3", ".tl-entry__date p", ".tl-entry h3 + p"):
        entries = page.locator(f"main ol {part}")
        assert entries.count() > 10
        assert all(entries.nth(i).is_visible() for i in range(entries.count()))
    assert not page.locator(".tl-menu").is_visible()
    assert not page.locator(".tl-skip").is_visible()


def test_pdf_holds_every_title(demo: Mapping[str, Path], visit: Callable[..., Page], tmp_path: Path) -> None:
    """The printed home page has every title, on a few sheets."""
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext, of the package poppler-utils")
    page = visit(width=800)
    page.goto(demo["home-id"].as_uri())
    page.pdf(path=tmp_path / "home.pdf", format="A4")
    done = subprocess.run(["pdftotext", tmp_path / "home.pdf", "-"], capture_output=True, check=True)
    printed = done.stdout.decode("utf-8")
    titles = page.locator("main ol h3").all_inner_texts()
    assert len(titles) > 10
    assert [title for title in titles if plain(title) not in plain(printed)] == []
    assert printed.count("\f") <= 5

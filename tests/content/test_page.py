from __future__ import annotations

import pytest

from site_gen.content.page import read_page
from site_gen.source import SourceFile


def test_page() -> None:
    """A page has a title, and may have a summary, a menu name and an order."""
    text = "---\ntitle: On method\nsummary: How.\nmenu: Method\norder: 7\n---\nText.\n"
    page, found = read_page(SourceFile("a.md", text), "method", "en")
    assert found == ()
    assert page is not None
    assert (page.title, page.summary, page.menu, page.order) == ("On method", "How.", "Method", 7)
    assert text[page.body_offset :] == page.body == "Text.\n"


@pytest.mark.parametrize(
    ("text", "kept", "codes"),
    [
        ("---\ntitle: A\n---\n", True, []),
        ("---\ntitle: A\norder: x\n---\n", True, ["F208"]),
        ("---\ntitle: A\nlayout: wide\n---\n", True, ["F203"]),
        ("---\nmenu: A\n---\n", False, ["F201"]),
        ("---\n---\n", False, ["F201"]),
        ("---\ntitle: [\n---\n", False, ["F116"]),
        ("Text\n", False, ["F102"]),
        ("---\ntitle: A\n---\n" + "[" * 1001, True, ["E114"]),
    ],
)
def test_faults(text: str, kept: bool, codes: list[str]) -> None:
    """A page without a title is none, and each fault is said once."""
    page, found = read_page(SourceFile("a.md", text), "a", "en")
    assert (page is not None) == kept
    assert [d.code for d in found] == codes

from __future__ import annotations

import pytest

from site_gen.site.addresses import SINGLE, Addresses

ADDRESSES = Addresses(("en", "id"), "https://example.org/nato/")


@pytest.mark.parametrize(
    ("lang", "kind", "slug", "expected"),
    [
        ("en", "home", "", "index.html"),
        ("id", "home", "", "id/index.html"),
        ("id", "browse", "", "id/browse.html"),
        ("en", "feed", "", "feed.xml"),
        ("en", "pages", "about", "about.html"),
        ("id", "events", "a", "id/events/a.html"),
        ("en", "tags", "b", "tags/b.html"),
    ],
)
def test_path(lang: str, kind: str, slug: str, expected: str) -> None:
    """The default language stands at the root, and each page but prose in a folder of its kind."""
    assert ADDRESSES.path(lang, kind, slug) == expected


@pytest.mark.parametrize("kind", ["pages", "events", "periods", "years"])
def test_a_page_of_many_needs_a_slug(kind: str) -> None:
    """No page is written to a file that is nothing but an ending."""
    assert kind not in SINGLE
    with pytest.raises(AssertionError, match=f"`{kind}` needs a slug"):
        ADDRESSES.path("en", kind)


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("a b.png", "events/x.html", "../a%20b.png"),
        ("a b.png", "404.html", "/nato/a%20b.png"),
        ("index.html", "404.html", "/nato/"),
    ],
)
def test_url(target: str, page: str, expected: str) -> None:
    """Names of files are escaped, and 404.html names all from the root of the host."""
    assert ADDRESSES.url(target, page) == expected

from __future__ import annotations

import posixpath
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.paths import LONGEST_SLUG, absolute_url, is_safe, relative_url, slug_fault, slugify

NAMES = st.text(alphabet="abc019", min_size=1, max_size=4)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surat Soviet", "surat-soviet"),
        ("  NATO’s Door!  ", "natos-door"),
        ("Łódź, Ångström & Über", "lodz-angstrom-uber"),
        ("Россия", "rossiia"),
        ("北京", "bei-jing"),
        ("!?", ""),
        ("", ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_slugify(text: str, expected: str) -> None:
    """Any script becomes ASCII, cut at a word."""
    assert slugify(text) == expected


@given(st.text())
def test_slugs_are_slugs(text: str) -> None:
    """What `slugify` makes is empty, reserved by Windows, or a slug that an editor may write."""
    slug = slugify(text)
    fault = slug_fault(slug)
    assert not slug or fault is None or "reserved" in fault


@pytest.mark.parametrize(
    "slug", ["a", "1954-03-letter", "v1.5", "a_b", "x" * LONGEST_SLUG, "conference", "com10"]
)
def test_good_slugs(slug: str) -> None:
    """Letters, digits, and single signs between them."""
    assert slug_fault(slug) is None


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("", "a slug has"),
        ("A", "a slug has"),
        ("a b", "a slug has"),
        ("a--b", "a slug has"),
        (".a", "a slug has"),
        ("a.", "a slug has"),
        ("../a", "a slug has"),
        ("a/b", "a slug has"),
        ("é", "a slug has"),
        ("a\n", "a slug has"),
        ("x" * (LONGEST_SLUG + 1), "a slug has at most 120 characters, not 121"),
        ("con", "`con` is a reserved"),
        ("lpt1.en", "`lpt1` is a reserved"),
    ],
)
def test_bad_slugs(slug: str, why: str) -> None:
    """What could leave a folder, clash on some disk, or be two addresses is refused, and why is said."""
    assert (slug_fault(slug) or "").startswith(why)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", True),
        ("a/b/c.html", True),
        ("a/..b/c", True),
        ("", False),
        (".", False),
        ("/etc/passwd", False),
        ("../a", False),
        ("a/../../b", False),
        ("a\\..\\b", False),
        ("a\0b", False),
    ],
)
def test_is_safe(path: str, expected: bool) -> None:
    """A path that could leave its folder, on any system, is not safe."""
    assert is_safe(path) == expected


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("events/a.html", "index.html", "events/a.html"),
        ("events/a.html", "en/index.html", "../events/a.html"),
        ("events/a.html", "events/b.html", "a.html"),
        ("index.html", "index.html", "index.html"),
        ("index.html#top", "index.html", "#top"),
        ("en/events/a.html#n1", "events/a.html", "../en/events/a.html#n1"),
        ("a.html", "x/y/z.html", "../../a.html"),
    ],
)
def test_relative_url(target: str, page: str, expected: str) -> None:
    """A page names another by the way from its own folder."""
    assert relative_url(target, page) == expected


@given(PATHS, PATHS)
def test_relative_url_leads_there(target: str, page: str) -> None:
    """A browser that stands on the page finds the target, whatever the site's own address."""
    base = "https://example.org/sub/"
    assert urljoin(base + page, relative_url(target, page)) == base + target


@given(PATHS)
def test_joined_paths_are_safe(path: str) -> None:
    """What pages are called stays inside the output."""
    assert is_safe(path)
    assert posixpath.normpath(path) == path


@pytest.mark.parametrize(
    ("base", "path", "expected"),
    [
        ("https://a.example", "events/a.html", "https://a.example/events/a.html"),
        ("https://a.example/sub/", "events/a.html", "https://a.example/sub/events/a.html"),
        ("https://a.example/sub", "index.html", "https://a.example/sub/"),
        ("https://a.example", "en/index.html", "https://a.example/en/"),
        ("https://a.example", "myindex.html", "https://a.example/myindex.html"),
    ],
)
def test_absolute_url(base: str, path: str, expected: str) -> None:
    """One slash between base and path, and folders go by their own address."""
    assert absolute_url(base, path) == expected

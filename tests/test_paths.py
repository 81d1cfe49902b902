from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.paths import (
    LONGEST_SLUG,
    absolute_url,
    is_safe,
    relative_url,
    slug_fault,
    slugify,
    web_address_fault,
)

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
        ("Con", "con-1"),
        ("LPT9", "lpt9-1"),
        ("conference", "conference"),
        ("", ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_slugify(text: str, expected: str) -> None:
    """Any script becomes ASCII, cut at a word."""
    assert slugify(text) == expected


@given(st.text())
def test_slugs_are_slugs(text: str) -> None:
    """What `slugify` makes is empty, or a slug that an editor may write."""
    slug = slugify(text)
    assert not slug or slug_fault(slug) is None


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
        ("events/peta #1 50%.png", "en/a.html", "../events/peta%20%231%2050%25.png"),
        ("events/what?.png", "events/a.html", "what%3F.png"),
        ("a:b.png", "index.html", "a%3Ab.png"),
        ("é.png", "index.html", "%C3%A9.png"),
        ("\udcff.png", "index.html", "%FF.png"),
        ("a+b=(c),d.png", "index.html", "a+b=(c),d.png"),
        ("a.html", "x/y/z.html", "../../a.html"),
    ],
)
def test_relative_url(target: str, page: str, expected: str) -> None:
    """A page names another by the way from its own folder."""
    assert relative_url(target, page) == expected


ANY_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1, max_size=6)
ANY_PATHS = st.lists(ANY_NAMES.filter(lambda n: n not in (".", "..")), min_size=1, max_size=4).map("/".join)


@given(ANY_PATHS, ANY_PATHS)
def test_relative_url_leads_there(target: str, page: str) -> None:
    """A browser that stands on the page finds the target, whatever the files and the site are called."""
    base = "https://example.org/sub/"
    found = urlsplit(urljoin(base + quote(page), relative_url(target, page)))
    assert (unquote(found.path), found.query, found.fragment) == (f"/sub/{target}", "", "")
    assert web_address_fault(absolute_url(base, target)) is None


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
        ("https://a.example/é", "x #1.png", "https://a.example/é/x%20%231.png"),
    ],
)
def test_absolute_url(base: str, path: str, expected: str) -> None:
    """One slash between base and path, and folders go by their own address."""
    assert absolute_url(base, path) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example",
        "HTTPS://A.example/",
        "http://localhost:8000/x",
        "http://[::1]/",
        "https://bücher.example/straße?q=ü#é",
        "https://a.example/?a[]=b&c=%20d'e",
        "https://a.example/@somebody",
    ],
)
def test_web_addresses(text: str) -> None:
    """Whole addresses of any host, path, query and fragment are taken."""
    assert web_address_fault(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a.example", "is not a web address"),
        ("//a.example", "is not a web address"),
        ("ftp://a.example", "is not a web address"),
        ("https://", "is not a web address"),
        ("https:///path", "is not a web address"),
        ("https://?b", "is not a web address"),
        ("https://[x", "is not a web address"),
        ("https://a.example:port/", "is not a web address"),
        ("https://a.example:99999/", "is not a web address"),
        ("https://-/", "is not a web address"),
        ("https://a,b/", "is not a web address"),
        ("https://a.example/\nb", "character U+000A"),
        ("https://a.exam\tple/", "character U+0009"),
        ("https://a.example/a b", "character U+0020"),
        ("https://a.example/\u200bb", "character U+200B"),
        ('https://a.example/"', 'character `"`'),
        ("https://a.example/<b>", "character `<`"),
        ("https://a.example\\b", "character `\\`"),
        ("https://user:secret@a.example/", "names a user"),
        ("https://a.example@b.example/", "names a user"),
        ("https://a.example/50%", "without two digits"),
        ("https://a.example/%zz", "without two digits"),
    ],
)
def test_no_web_addresses(text: str, why: str) -> None:
    """What is not whole, hides where it leads, or holds signs that no URI has is refused, and why is said."""
    fault = web_address_fault(text)
    assert fault is not None
    assert why in fault[0]
    assert fault[1]


@given(st.text() | st.text().map("https://".__add__))
def test_any_text_as_a_web_address(text: str) -> None:
    """No text raises, and what is taken reads the same when it is put together from its parts."""
    if web_address_fault(text) is None:
        parts = urlsplit(text)
        assert parts.hostname
        assert urlsplit(parts.geturl()) == parts

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

Build = Callable[..., Path]
Parse = Callable[[str], Any]
BASE = "https://example.org/forty/"
NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("folder", ["", "id/", "ar/"])
def test_the_feed_is_one(forty_site: Path, folder: str) -> None:
    """The feed of each language is well formed, and a feed reader finds nothing wrong in it."""
    data = (forty_site / f"{folder}feed.xml").read_bytes()
    ElementTree.fromstring(data)
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert len(feed.entries) == 50
    assert len({entry.id for entry in feed.entries}) == 50
    assert [e.updated for e in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)
    assert all(entry.link.startswith(BASE) for entry in feed.entries)


def test_ids_do_not_depend_on_the_address(built: Build) -> None:
    """A site that moves keeps the ids of its entries, so that no reader sees them twice."""
    event = {"content/events/e.md": "---\ntitle: T\ndate: 1954\nadded: 2026-01-01\n---\nx\n"}
    feeds = [
        feedparser.parse((built(event, base_url=url) / "feed.xml").read_bytes())
        for url in ("https://a.org/", "https://b.org/x/")
    ]
    assert [e.id for e in feeds[0].entries] == [e.id for e in feeds[1].entries]
    assert feeds[0].feed.id == feeds[1].feed.id


@pytest.mark.parametrize(
    ("own", "id_"),
    [
        ("letters", "urn:x-timeline:letters:en"),
        ("tag:example.org,2026:x", "tag:example.org,2026:x:en"),
        ("a b <c>", "urn:x-timeline:a%20b%20%3Cc%3E:en"),
    ],
)
def test_the_id_of_the_site_becomes_an_iri(built: Build, own: str, id_: str) -> None:
    """Whatever stands as the site's id, the feed's is an absolute IRI (RFC 4287, 4.2.6)."""
    site = built({"content/site.toml": f'title = "A"\nid = "{own}"\n'})
    assert feedparser.parse((site / "feed.xml").read_bytes()).feed.id == id_


def test_corrections_are_entries(built: Build) -> None:
    """A correction is told in the feed with its note, on its own day."""
    front = "title: T\ndate: 1954\nadded: 2026-01-01\ncorrections: [{date: 2026-03-04, note: It was May}]"
    text = f"---\n{front}\n---\nx\n"
    entries = feedparser.parse((built({"content/events/e.md": text}) / "feed.xml").read_bytes()).entries
    assert [(e.title, e.updated[:10]) for e in entries] == [
        ("Correction: T", "2026-03-04"),
        ("T", "2026-01-01"),
    ]
    assert entries[0].summary == "It was May"


def test_hostile_text_leaves_the_feed_well_formed(built: Build, hostile: str) -> None:
    """Titles, notes and summaries are escaped, and read back as they were written."""
    quoted = "'" + hostile.replace("'", "''") + "'"
    text = f"---\ntitle: {quoted}\ndate: 1954\nsummary: {quoted}\nadded: 2026-01-01\n---\nx\n"
    site = built({"content/events/e.md": text})
    entry = ElementTree.parse(site / "feed.xml").getroot().find("{http://www.w3.org/2005/Atom}entry")
    assert entry is not None
    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == hostile
    assert entry.findtext("{http://www.w3.org/2005/Atom}summary") == hostile


def test_the_sitemap_has_every_page_for_readers(forty_site: Path) -> None:
    """It lists each page in each language but redirects and 404.html, at addresses that are there."""
    root = ElementTree.parse(forty_site / "sitemap.xml").getroot()
    urls = [url.text or "" for url in root.findall("s:url/s:loc", NAMESPACES)]
    paths = [url.removeprefix(BASE) for url in urls]
    files = {p + "index.html" if p == "" or p.endswith("/") else p for p in paths}
    html = {f.relative_to(forty_site).as_posix() for f in forty_site.rglob("*.html")}
    assert files == {f for f in html if f != "404.html" and "/old-" not in f and "browse" not in f}
    assert len(urls) == len(set(urls))
    alternates = root.findall("s:url/x:link", NAMESPACES)
    assert {link.attrib["hreflang"] for link in alternates} == {"en", "id", "ar"}
    assert {link.attrib["href"] for link in alternates} == set(urls)


def test_without_an_address_there_is_no_sitemap(demo_site: Path, forty_site: Path) -> None:
    """A sitemap needs full addresses; robots.txt names it only where it is there."""
    assert not (demo_site / "sitemap.xml").exists()
    assert "Sitemap" not in (demo_site / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}sitemap.xml" in (forty_site / "robots.txt").read_text(encoding="utf-8")


def test_canonical_addresses(forty_site: Path, demo_site: Path, parse: Parse) -> None:
    """Each page names its own full address where the site's is known, and none where it is not."""
    for path, url in (
        ("index.html", BASE),
        ("id/index.html", f"{BASE}id/"),
        ("events/e00.html", f"{BASE}events/e00.html"),
    ):
        page = parse((forty_site / path).read_text(encoding="utf-8"))
        assert [link["href"] for link in page.all("link") if link.get("rel") == "canonical"] == [url]
    page = parse((demo_site / "index.html").read_text(encoding="utf-8"))
    assert not [link for link in page.all("link") if link.get("rel") == "canonical"]


def test_structured_data_says_no_more_than_the_date(forty_site: Path, parse: Parse) -> None:
    """Every event page describes itself as JSON-LD whose `temporalCoverage` is the EDTF on the page."""
    checked = 0
    for file in sorted(forty_site.glob("events/*.html")):
        page = parse(file.read_text(encoding="utf-8"))
        for element in page.root.iter("script"):
            data = json.loads(element.text)
            assert data["@type"] == "Article"
            assert data["temporalCoverage"] in page.text("code")
            assert data["url"] == f"{BASE}events/{file.name}"
            checked += 1
    assert checked == 41


def test_structured_data_cannot_close_its_element(built: Build, parse: Parse) -> None:
    """A title that ends a script element stays inside it, and reads back whole."""
    text = "---\ntitle: '</script><script>x</script><!--'\ndate: 1954\n---\nx\n"
    page = parse((built({"content/events/e.md": text}) / "events/e.html").read_text(encoding="utf-8"))
    (script,) = page.root.iter("script")
    assert json.loads(script.text)["headline"] == "</script><script>x</script><!--"


def test_no_clock_is_read(built: Build, forty: Mapping[str, str]) -> None:
    """Where no file gives a day, the feed has the epoch: a build must not know what day it is."""
    site = built({"content/events/e.md": "---\ntitle: T\ndate: 1954\n---\nx\n"})
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert feed.feed.updated == "1970-01-01T00:00:00Z"


# The characters at the borders of what is let through, where XML 1.0 (2.2), HTML and Python differ.
BORDERS = (
    "\t\n\r\x20\x7e\xa0\u2027\u2028\u2029\ud7ff\ue000\ufdcf\ufdf0\ufeff\ufffd\U00010000\U0001fffd\U0010fffd"
)


def test_any_character_that_is_let_through_parses(built: Build, parse: Parse) -> None:
    """Escapes bring in every character that is allowed, and feeds, sitemap and pages are well formed."""
    escaped = "".join(f"\\U{ord(char):08X}x" for char in BORDERS)
    front = f'title: "a{escaped}"\nsummary: "b{escaped}"\ndate: 1954\nadded: 2026-01-01\ntags: ["c{escaped}"]'
    site = built(
        {
            "content/site.toml": f'title = "d{escaped}"\ndescription = "e{escaped}"\n',
            "content/events/e.md": f"---\n{front}\nsources: [s]\n---\nx\n",
            "content/sources.json": json.dumps([{"id": "s", "title": f"f{BORDERS}"}]),
        },
        base_url="https://example.org/",
    )
    feed = ElementTree.fromstring((site / "feed.xml").read_bytes())
    titles = [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert [(title or "")[0] for title in titles] == ["d", "a"]
    assert all("\ue000" in (title or "") for title in titles)
    ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    for file in site.rglob("*.html"):
        parse(file.read_text(encoding="utf-8"))

import posixpath
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

Parse = Callable[[str], Any]
ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "use": "href", "script": "src", "source": "srcset"}


@pytest.fixture
def pages(site: Path, parse: Parse) -> dict[str, Any]:
    """Every page of a site, parsed, by its path."""
    return parsed(site, parse)


@cache
def parsed(site: Path, parse: Parse) -> dict[str, Any]:
    """The same, once a site."""
    files = sorted(site.rglob("*.html"))
    assert len(files) > 20
    return {file.relative_to(site).as_posix(): parse(file.read_text(encoding="utf-8")) for file in files}


def links(page: Any) -> Iterator[tuple[str, str, str]]:
    """Every link of a page: its tag, its target, and its `rel`."""
    for element in page.root.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2]
            for attribute in (ATTRIBUTES.get(name), "{http://www.w3.org/1999/xlink}href"):
                if attribute and attribute in element.attrib:
                    yield name, element.attrib[attribute], element.attrib.get("rel", "")


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Any]) -> None:
    """A link within the site leads to a file that is there, and its fragment to an id on that page."""
    dead = []
    for path, page in pages.items():
        for tag, target, _ in links(page):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            if path == "404.html" and parts.path.startswith("/"):
                inside = unquote(parts.path).removeprefix("/forty").lstrip("/") or "index.html"
            else:
                inside = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
                inside = inside if parts.path else path
            inside = f"{inside}index.html" if inside.endswith("/") else inside
            if not (site / inside).is_file():
                dead.append(f"{path}: <{tag}> {target}")
            elif parts.fragment and inside in pages and parts.fragment not in pages[inside].ids:
                dead.append(f"{path}: <{tag}> {target} has no such id")
    assert dead == []


def test_every_page_is_reached(site: Path, pages: dict[str, Any]) -> None:
    """From the home page, links lead to every other page but the redirects and 404.html."""
    seen, queue = {"index.html"}, ["index.html"]
    while queue:
        path = queue.pop()
        for _, target, _ in links(pages[path]):
            parts = urlsplit(target)
            if not parts.scheme and parts.path:
                inside = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
                if inside in pages and inside not in seen:
                    seen.add(inside)
                    queue.append(inside)
    redirects = {
        path
        for path, page in pages.items()
        if any("http-equiv" in m and m["http-equiv"] == "refresh" for m in page.all("meta"))
    }
    assert set(pages) - seen - redirects == {"404.html"}


def test_ids_are_unique(pages: dict[str, Any]) -> None:
    """No page has one id twice."""
    twice = {path: [i for i in page.ids if page.ids.count(i) > 1] for path, page in pages.items()}
    assert {path: found for path, found in twice.items() if found} == {}


def test_labels_name_ids_that_are_there(pages: dict[str, Any]) -> None:
    """What `aria-labelledby` names stands on the page."""
    for path, page in pages.items():
        for element in page.root.iter():
            if isinstance(element.tag, str) and "aria-labelledby" in element.attrib:
                assert element.attrib["aria-labelledby"] in page.ids, path


def test_languages_point_at_each_other(site: Path, pages: dict[str, Any]) -> None:
    """If a page names another as itself in a language, that one names it back, and itself as well."""
    base = "https://example.org/forty/"

    def others(path: str) -> dict[str, str]:
        found = {}
        for link in pages[path].all("link"):
            if link.get("rel") == "alternate" and "hreflang" in link:
                target = link["href"]
                if target.startswith(base):
                    target = target.removeprefix(base)
                    target += "index.html" if target in ("", "id/", "ar/") else ""
                else:
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                found[link["hreflang"]] = target
        return found

    checked = 0
    for path in pages:
        mine = others(path)
        if not mine or path == "404.html":
            continue
        assert path in mine.values(), path
        for lang, other in mine.items():
            assert others(other) == mine, (path, lang)
            checked += 1
    assert checked > 40


def test_the_same_page_is_there_in_every_language(pages: dict[str, Any]) -> None:
    """Every page of the default language but 404.html has its counterpart under the folder of each other."""
    folders = sorted({path.split("/")[0] for path in pages if len(path.split("/")[0]) == 2})
    assert folders
    default = {path for path in pages if path.split("/")[0] not in folders} - {"404.html"}
    for lang in folders:
        assert {path.removeprefix(f"{lang}/") for path in pages if path.startswith(f"{lang}/")} == default


def test_links_of_404_work_at_any_depth(site: Path, pages: dict[str, Any]) -> None:
    """404.html is shown in place of any page, so its links begin at the root of the host."""
    for tag, target, _ in links(pages["404.html"]):
        assert target.startswith(("/", "#", "https://")), (tag, target)


def test_current_page_is_marked(pages: dict[str, Any]) -> None:
    """In the menu, the home page marks the link to itself and no other."""
    current = [link for link in pages["index.html"].all("a") if link.get("aria-current") == "page"]
    assert [link["href"] for link in current] == ["index.html"]


def test_feeds_link_to_pages(site: Path) -> None:
    """Every entry of a feed links to a page of the site."""
    import feedparser

    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert feed.entries
    for entry in feed.entries:
        link = entry.link.removeprefix("https://example.org/forty/")
        assert (site / link).is_file()

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => +e.tagName[1])"
# What comes first in the text: the heading, then the drawing, then the events in their list.
ORDER = """() => {
  const at = css => [...document.querySelectorAll('body *')].indexOf(document.querySelector(css));
  return [at('.tl-skip'), at('main h1'), at('main > nav'), at('main ol'), at('body > footer')];
}"""


WITH_SCRIPTS = ("explore-", "find-")
"""Names of pages that say more where scripts run."""


def test_pages_say_what_they_are(demo: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """Every page has a language, one `h1`, landmarks and a description, and skips no level of headings."""
    page = visit()
    wrong: list[str] = []
    for name, file in demo.items():
        page.goto(file.as_uri())
        levels = page.evaluate(HEADINGS)
        facts = {
            "lang": page.evaluate("document.documentElement.lang") == name[-2:],
            "h1": levels.count(1) == 1,
            "levels": all(after <= before + 1 for before, after in pairwise([0, *levels])),
            "landmarks": all(
                page.locator(css).count() == 1
                for css in ("body > header", "header nav", "body > main", "body > footer")
            ),
            "description": bool(page.locator("meta[name=description]").get_attribute("content")),
            "h1 in main": page.locator("main h1").count() == 1,
        }
        wrong += [
            f"{name}: {fact} {levels if fact == 'levels' else ''}" for fact, held in facts.items() if not held
        ]
    assert wrong == []


def test_titles_are_unique(demo_folder: Path) -> None:
    """No two pages of a language share their title."""
    files = [file for file in demo_folder.rglob("*.html") if file.name != "404.html"]
    seen: dict[tuple[str, str], Path] = {}
    twice = []
    for file in sorted(files):
        text = file.read_text(encoding="utf-8")
        lang, title = re.findall(r'<html lang="(\w+)"|<title>(.*?)</title>', text)
        if first := seen.get((lang[0], title[1])):
            twice.append((first.name, file.name, title[1]))
        seen[(lang[0], title[1])] = file
    assert len(files) > 100
    assert twice == []


def test_nothing_is_asked_of_other_hosts(
    demo: Mapping[str, Path],
    visit: Callable[..., Page],
    requested: list[str],
    complaints: list[str],
) -> None:
    """One request shows a page, and no page breaks its own policy or writes to the console.

    Two kinds of page have scripts of the site's own.
    """
    page = visit()
    # The page for missing addresses names its icon from the root of a host, which a disk has not.
    for name, file in ((name, file) for name, file in demo.items() if name != "404-id"):
        requested.clear()
        page.goto(file.as_uri())
        first, *later = [url for url in requested if "/favicon.svg" not in url and "print.css" not in url]
        assert first == file.as_uri()
        if name.startswith(WITH_SCRIPTS):
            assert all(url.startswith("file:") for url in later)
        else:
            assert later == [], name
    assert complaints == []


def test_odd_pages_keep_their_policy(
    odd: Mapping[str, Path],
    visit: Callable[..., Page],
    requested: list[str],
    complaints: list[str],
) -> None:
    """What an author writes brings no foreign request, nothing against the policy, and shows own pictures."""
    page = visit()
    for file in odd.values():
        page.goto(file.as_uri())
        assert page.evaluate("[...document.images].every(e => e.loading === 'lazy' || e.naturalWidth > 0)")
    assert [url for url in requested if not url.startswith("file:")] == []
    assert complaints == []


def test_scripts_change_no_text(demo: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """With JavaScript off, pages say the same, and those that have scripts lead on as well."""
    with_scripts, without = visit(), visit(javascript=False)
    for name, file in demo.items():
        with_scripts.goto(file.as_uri())
        without.goto(file.as_uri())
        if not name.startswith(WITH_SCRIPTS):
            assert with_scripts.locator("body").inner_text() == without.locator("body").inner_text(), name
        assert without.locator("main a").count() > 5 or name.startswith(("404", "about")), name


@pytest.mark.parametrize("lang", ["id", "en"])
def test_story_reads_in_order_without_style_sheet(
    demo: Mapping[str, Path], visit: Callable[..., Page], lang: str
) -> None:
    """Without the style sheet the heading comes first, then the list of events, first to last."""
    page = visit()
    home = demo[f"home-{lang}"]
    page.goto(home.as_uri())
    page.evaluate("document.querySelectorAll('style').forEach(e => e.remove())")
    order = page.evaluate(ORDER)
    assert order == sorted(order)
    assert order[0] >= 0
    links = page.locator("main ol > li > article h3 a").evaluate_all(
        "list => list.map(a => a.getAttribute('href'))"
    )
    assert len(links) > 10
    label = {"id": "Peristiwa {} dari {}", "en": "Event {} of {}"}[lang]
    for number, link in enumerate(links, start=1):
        text = (home.parent / link).read_text(encoding="utf-8")
        assert label.format(number, len(links)) in text, link

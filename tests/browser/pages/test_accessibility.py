from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What the checker leaves to a person, and what is asked in its place. It cannot see what is behind text in a
# drawing, and takes a single sign for too little to judge: tests/test_palette.py works that contrast out from
# the colours. A header of a group of rows has its
# cells below it, where it looks for them beside it.
FOR_A_PERSON = {
    "color-contrast": """nodes => nodes.every(([css]) => {
      const element = document.querySelector(css);
      return element?.closest('svg') || [...element?.textContent.trim() ?? ''].length === 1;
    })""",
    "th-has-data-cells": """nodes => nodes.every(([css]) => [...document.querySelectorAll(css + ' th')].every(
      th => th.closest(th.scope === 'rowgroup' ? 'tbody' : 'table').querySelector('td')))""",
}

# The checker cannot judge what is not laid out yet; a sheet made by a script is beyond the pages' policy.
LAY_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { content-visibility: visible !important }');
  document.adoptedStyleSheets = [sheet];
}"""


def examine(page: Page, name: str, *, colours_only: bool = False) -> list[str]:
    """What is wrong with a page, or for a person to judge, apart from the contrast of text in drawings."""
    page.evaluate(LAY_OUT)
    options: dict[str, object] = {
        "resultTypes": ["violations", "incomplete"],
        "rules": {"target-size": {"enabled": True}},
    }
    if colours_only:
        options = {**options, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
    found = Axe().run(page, options=options).response
    wrong = [
        f"{name}: {rule['id']}: {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    for rule in found["incomplete"]:
        places = [node["target"] for node in rule["nodes"]]
        asked = FOR_A_PERSON.get(rule["id"])
        if not asked or not page.evaluate(asked, places):
            wrong.append(f"{name}: for a person: {rule['id']}: {rule['nodes'][0]['html'][:160]}")
    return wrong


@pytest.mark.parametrize(
    ("site", "scheme"), [("demo", "light"), ("demo", "dark"), ("divided", "light"), ("divided", "dark")]
)
def test_every_kind_of_page_is_accessible(
    request: pytest.FixtureRequest, visit: Callable[..., Page], site: str, scheme: str
) -> None:
    """The checker finds nothing on any kind of page of two sites, in either language, light or dark."""
    pages: Mapping[str, Path] = request.getfixturevalue(site)
    page = visit(scheme=scheme)
    wrong: list[str] = []
    for name, file in pages.items():
        page.goto(file.as_uri())
        # In the dark only colours are others.
        wrong += examine(page, name, colours_only=scheme == "dark")
    assert wrong == []
    assert {name.rpartition("-")[2] for name in pages} == {"id", "en"}


def test_odd_content_is_accessible(odd: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """Long, foreign and crowded pages pass as well, on a phone, where targets are closest."""
    page = visit(width=360)
    wrong: list[str] = []
    for name, file in odd.items():
        page.goto(file.as_uri())
        wrong += examine(page, name)
    assert wrong == []


def test_site_without_events_is_accessible(empty: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """A site that has no event yet says so, on pages that pass."""
    page = visit(width=360)
    wrong: list[str] = []
    for name, file in empty.items():
        page.goto(file.as_uri())
        wrong += examine(page, name)
    assert wrong == []
    page.goto(empty["none"].as_uri())
    assert page.locator("main > .tl-row").is_visible()
    assert page.locator(".tl-overview").count() == 0

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

# Links that can be seen, in document order, by the order number that this gives them.
VISIBLE_LINKS = """() => [...document.querySelectorAll('a[href]')]
  .filter(e => e.getClientRects().length)
  .map((e, i) => { e.dataset.number = i; return i; })"""

FOCUSED = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return e === document.body ? null : [+e.dataset.number, ring];
}"""

# Links smaller than 24 by 24 pixels, but for those within a sentence or a list of words (WCAG 2.2, 2.5.8).
SMALL_LINKS = """() => [...document.querySelectorAll('a[href]:not(.tl-skip)')].filter(e => {
  const target = e.querySelector('.tl-target') ?? e;
  const boxes = [...target.getClientRects()];
  const alone = e.parentElement.textContent.trim() === e.textContent.trim();
  return alone && boxes.length && boxes.some(r => r.height < 23.9 || r.width < 23.9);
}).map(e => [e.textContent, ...['width', 'height'].map(side => e.getBoundingClientRect()[side])])"""


@pytest.mark.parametrize("width", [360, 1280])
def test_tab_reaches_every_link_once_and_shows_it(
    demo: Mapping[str, Path], visit: Callable[..., Page], width: int
) -> None:
    """Tab goes to each visible link of the home page once, in order, with a ring, and to no hidden one."""
    page = visit(width=width)
    page.goto(demo["home-id"].as_uri())
    links = page.evaluate(VISIBLE_LINKS)
    reached = []
    for _ in range(len(links) + 1):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == [*([number, True] for number in links), None]
    events = page.locator("main ol h3 a[data-number]").count()
    assert page.locator(".tl-chart a[data-number]").count() == events > 10


def test_first_stops_are_skip_link_and_menu(demo: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """The skip link comes first, can be seen when it is reached, and leads past the menu."""
    page = visit()
    page.goto(demo["home-en"].as_uri())
    page.keyboard.press("Tab")
    skip = page.locator(".tl-skip")
    assert page.evaluate("document.activeElement.className") == "tl-skip"
    box = skip.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_focus_is_drawn_on_marks(demo: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """A mark of the overview that has the focus looks different from one that has not."""
    page = visit()
    page.goto(demo["home-en"].as_uri())
    chart = page.locator(".tl-chart")
    before = chart.screenshot()
    page.keyboard.press("Tab")
    chart.locator("a").nth(3).focus()
    assert chart.screenshot() != before


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_enough(demo: Mapping[str, Path], visit: Callable[..., Page], width: int) -> None:
    """A link that stands alone is 24 pixels high and wide at least."""
    page = visit(width=width)
    small = {}
    for name, file in demo.items():
        page.goto(file.as_uri())
        if found := page.evaluate(SMALL_LINKS):
            small[name] = found
    assert small == {}

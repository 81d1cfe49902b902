from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

# Colours of what is drawn by the shapes of a mark, of the page, and of the ring of a link that has the focus.
DRAWN = """() => {
  const paint = e => { const s = getComputedStyle(e); return s.fill === 'none' ? s.stroke : s.fill; };
  const shapes = [...document.querySelectorAll('defs g[id^="m"] > *:not(use):not(svg)')];
  const uses = [...document.querySelectorAll('.tl-chart use[href^="#m"]')];
  const used = uses.map(e => getComputedStyle(e).color);
  return {
    paper: getComputedStyle(document.body).backgroundColor,
    marks: [...new Set(used)],
    forms: [...new Set(shapes.map(e => [e.tagName, e.getAttribute('class')].join(' ')))],
    texts: [...new Set([...document.querySelectorAll('.tl-chart text')].map(paint))],
  };
}"""

# Whether the middle of what has the focus is in the window, and nothing else lies over it.
COVERED = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const box = (e.querySelector('.tl-target') ?? e).getClientRects()[0];
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return top !== null && (e.contains(top) || top.contains(e));
}"""


@pytest.fixture
def forced(chromium: Browser) -> Iterator[Callable[[Path, str], Page]]:
    """Opens a page as who has asked the system for a few strong colours sees it."""
    pages: list[Page] = []

    def show(file: Path, scheme: str) -> Page:
        page = chromium.new_page(
            viewport={"width": 1280, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active",
        )
        pages.append(page)
        page.goto(file.as_uri())
        return page

    yield show
    for page in pages:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home-id", "events-id"])
def test_drawings_take_over_forced_colours(
    demo: Mapping[str, Path], forced: Callable[[Path, str], Page], kind: str, scheme: str
) -> None:
    """What is drawn has one of the system's colours and none of the paper's, and doubt keeps its forms."""
    found = forced(demo[kind], scheme).evaluate(DRAWN)
    assert found["marks"]
    assert len(found["marks"]) <= 2
    assert found["paper"] not in [*found["marks"], *found["texts"]]
    assert {"rect tl-shape-cell", "line tl-shape-hatch", "rect tl-shape-guess"} <= set(found["forms"])


def test_focus_is_seen_in_forced_colours(
    demo: Mapping[str, Path], forced: Callable[[Path, str], Page]
) -> None:
    """A link and a mark that have the focus have a ring in a colour that is not the paper's."""
    page = forced(demo["home-en"], "dark")
    for link in ("main h3 a", ".tl-chart a"):
        page.keyboard.press("Tab")
        page.locator(link).first.focus()
        ring = page.evaluate(
            "(s => [s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor])"
            "(getComputedStyle(document.activeElement))"
        )
        assert ring[0] == "solid"
        assert ring[1] >= 2
        assert ring[2] != page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("height", [300, 900])
def test_focus_is_never_covered(demo: Mapping[str, Path], visit: Callable[..., Page], height: int) -> None:
    """Wherever Tab goes, forwards or back, what has the focus is in the window and nothing lies over it."""
    page = visit(width=640)
    page.set_viewport_size({"width": 640, "height": height})
    page.goto(demo["events-en"].as_uri())
    for key in ("Tab", "Shift+Tab"):
        seen = []
        for _ in range(25):
            page.keyboard.press(key)
            seen.append(page.evaluate(COVERED))
        assert [n for n, free in enumerate(seen) if free is False] == []
        assert seen.count(True) > 20

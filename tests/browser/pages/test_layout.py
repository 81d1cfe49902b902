from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page

WIDTHS = (320, 360, 768, 1440)
CHART_WIDTHS = (320, 768, 1088, 1280, 1440)

TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const all = [...document.body.querySelectorAll('*')];
  const beyond = all.filter(e => e.getBoundingClientRect().right > room + 1);
  return beyond.slice(-3).map(e => e.outerHTML.slice(0, 120));
}"""

# The boxes of all text of the drawing that is shown, and of the drawing itself.
TEXTS = """() => {
  const chart = [...document.querySelectorAll('.tl-chart')].find(e => e.getClientRects().length);
  if (!chart) return {chart: null, texts: []};
  const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const shown = [...chart.querySelectorAll('text')].filter(e => e.getBoundingClientRect().width);
  return {chart: box(chart), texts: shown.map(e => [e.textContent, ...box(e)])};
}"""

Box = tuple[str, float, float, float, float]
# Glyph boxes are taller than letters: lines of a drawing may share so many pixels without touching.
SLACK = 3.0


def overlaps(texts: list[Box]) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than slack."""
    return [
        (a[0], b[0])
        for i, a in enumerate(texts)
        for b in texts[i + 1 :]
        if min(a[3], b[3]) - max(a[1], b[1]) > 0.5 and min(a[4], b[4]) - max(a[2], b[2]) > SLACK
    ]


def test_nothing_scrolls_sideways(
    demo: Mapping[str, Path], odd: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """No page is wider than its window, whatever it says."""
    page = visit()
    wide = {}
    for name, file in {**demo, **odd}.items():
        page.goto(file.as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if found := page.evaluate(TOO_WIDE):
                wide[f"{name} at {width}"] = found
    assert wide == {}


def test_text_may_be_twice_as_large(
    demo: Mapping[str, Path], odd: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """With letters of twice the size, as a reader may set them, nothing scrolls sideways (WCAG 1.4.4)."""
    page = visit(width=1280)
    fonts = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", fonts)
    wide = {}
    for name, file in {**demo, **odd}.items():
        page.goto(file.as_uri())
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        if found := page.evaluate(TOO_WIDE):
            wide[name] = found
    assert wide == {}


def test_labels_of_the_overview_stand_apart(
    demo: Mapping[str, Path], odd: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """No two texts of the overview overlap, and none leaves the drawing by more than half a year's label."""
    page = visit()
    wrong: dict[str, object] = {}
    seen = 0
    for name, file in {**demo, **odd}.items():
        page.goto(file.as_uri())
        for width in CHART_WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate(TEXTS)
            if not found["chart"]:
                continue
            seen += 1
            texts: list[Box] = [tuple(text) for text in found["texts"]]
            left, top, right, bottom = found["chart"]
            outside = [
                text[0]
                for text in texts
                if text[1] < left - 30 or text[3] > right + 30 or text[2] < top - 4 or text[4] > bottom + 4
            ]
            if outside or overlaps(texts):
                wrong[f"{name} at {width}"] = {"outside": outside, "overlap": overlaps(texts)}
    assert wrong == {}
    assert seen > 40

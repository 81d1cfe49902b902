import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

STATUS = ".tl-explore [role=status]"
LINKS = ".tl-explore ol a"


@pytest.fixture
def line(demo: Mapping[str, Path], page_at: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the line of the checkout's own site, from its file."""

    def open_line(lang: str = "en", hash_: str = "", **options: object) -> Page:
        page = page_at(demo[f"explore-{lang}"].as_uri() + hash_, motion="reduce", **options)
        expect(page.locator(STATUS)).not_to_be_empty()
        return page

    return open_line


def test_the_line_is_shown_from_a_file(
    line: Callable[..., Page], complaints: list[str], requested: list[str]
) -> None:
    """The scripts run from a file, within the policy, and say what is shown; each event is a link."""
    page = line()
    expect(page.locator(STATUS)).to_have_text("1951–2024, 14 events")
    expect(page.locator(LINKS)).to_have_count(14)
    assert complaints == []
    assert all(url.startswith("file:") for url in requested)
    assert page.evaluate(
        "[...document.querySelector('canvas').getContext('2d').getImageData(0, 0, 900, 400).data]"
        ".some(value => value)"
    )


def test_keys(line: Callable[..., Page]) -> None:
    """Everything can be done with keys: moving, zooming, going from event to event, opening one."""
    page = line()
    page.locator(".tl-stage").focus()
    for key in ("Home", "+", "+", "+"):
        page.keyboard.press(key)
    expect(page.locator(STATUS)).to_contain_text("· 1951 Gromyko")
    expect(page.locator(STATUS)).to_contain_text(re.compile("^1951–19[56]"))
    near = page.locator(LINKS).count()
    assert near < 14
    page.keyboard.press("0")
    expect(page.locator(STATUS)).to_contain_text("1951–2024, 14 events")
    page.keyboard.press("ArrowDown")
    expect(page.locator(STATUS)).to_contain_text("· 1952")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/1952-*.html")


def test_back_returns_to_the_same_view(line: Callable[..., Page]) -> None:
    """The view stands in the address, so that who comes back from an event sees what was left."""
    page = line()
    for act in ("in", "in", "left"):
        page.click(f"[data-act={act}]")
    page.wait_for_timeout(400)
    address, said = page.url, page.locator(STATUS).text_content()
    assert "#" in address
    page.locator(LINKS).first.click()
    page.wait_for_url("**/events/*.html")
    page.go_back()
    assert page.url == address
    expect(page.locator(STATUS)).to_have_text(str(said))


def test_a_link_leads_to_an_event(line: Callable[..., Page]) -> None:
    """An address with an event's name shows it among its neighbours."""
    page = line(hash_="#1954-03-surat-soviet")
    expect(page.locator(STATUS)).to_contain_text("· 31 Mar 1954")
    expect(page.locator(STATUS)).to_contain_text("Mar 1954 –")


def test_wheel_drag_and_fingers(line: Callable[..., Page]) -> None:
    """The wheel scrolls the page until it is asked to zoom; dragging moves days with the pointer."""
    page = line()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + 700, box["y"] + 60
    page.mouse.move(x, y)
    whole = page.evaluate("goal.width")
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(300)
    assert page.evaluate("goal.width") == whole
    assert page.evaluate("scrollY") > 0
    page.evaluate("scrollTo(0, 0)")
    day = page.evaluate("dayOf(view, size, 700)")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(100)
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_timeout(100)
    assert page.evaluate("view.width") < whole * 0.9
    assert page.evaluate("dayOf(view, size, 700)") == pytest.approx(day, abs=60)
    before = page.evaluate("dayOf(view, size, 700)")
    page.mouse.down()
    page.mouse.move(x - 200, y, steps=5)
    page.mouse.up()
    assert page.evaluate("dayOf(view, size, 500)") == pytest.approx(before, abs=30)
    page.wait_for_timeout(300)
    assert "explore.html" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(line: Callable[..., Page], scheme: str, width: int) -> None:
    """No fault that axe can find, controls for a finger, and nothing that scrolls sideways."""
    page = line(scheme=scheme, width=width)
    violations = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert violations.response["violations"] == []
    for button in page.locator(".tl-acts button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts(demo: Mapping[str, Path], page_at: Callable[..., Page]) -> None:
    """Without JavaScript the drawing made at build stands there, and no control that does nothing."""
    page = page_at(demo["explore-en"], javascript=False)
    assert page.locator(".tl-overview .tl-chart a").count() == 14
    assert page.locator(".tl-overview .tl-chart").first.is_visible()
    assert not page.locator("canvas").is_visible()
    assert not page.locator("button").first.is_visible()


@pytest.mark.parametrize("kind", ["explore", "explore-rtl", "large-explore"])
def test_odd_sites(
    odd: Mapping[str, Path], page_at: Callable[..., Page], complaints: list[str], kind: str
) -> None:
    """Twelve lanes, titles of 300 letters, dates of all kinds, two directions: it is drawn and zoomed."""
    page = page_at(odd[kind], width=360, motion="reduce")
    expect(page.locator(STATUS)).not_to_be_empty()
    page.locator(".tl-stage").focus()
    for key in "++0":
        page.keyboard.press(key)
    for _ in range(40):
        page.keyboard.press("+")
    page.wait_for_timeout(300)
    expect(page.locator(STATUS)).to_contain_text(":" if kind != "explore-rtl" else "")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []

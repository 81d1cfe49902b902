"""The review page of an import, as an editor sees it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHECKOUT = Path(__file__).parents[3]
ARTICLES = {
    "en": "bridge.en.md",
    "id": "observatory.id.md",
    "ar": "raseef.ar.txt",
    "ja": "sanbashi.ja.txt",
}

# Where each line begins and ends, and where the words and the event are that it ties, in pixels of the page.
LINES = """() => [...document.querySelectorAll('.rv-lines path:not(.rv-chain)')].map(line => {
  const at = n => { const p = line.getPointAtLength(n), o = line.ownerSVGElement.getBoundingClientRect();
                    return [p.x + o.left, p.y + o.top]; };
  const boxes = document.querySelector(`#${line.dataset.from} .rv-x__words`).getClientRects();
  const words = boxes[boxes.length - 1];
  const card = document.getElementById(line.dataset.to).getBoundingClientRect();
  return { from: at(0), to: at(line.getTotalLength()),
           words: [words.left, words.right, words.bottom],
           card: [card.left, card.right, card.top, card.bottom] };
})"""

TIES = """[...document.querySelectorAll('.rv-text .rv-x')]
  .flatMap(mark => mark.dataset.to.split(' ').filter(Boolean)).length"""

STACKED = """[...document.querySelectorAll('.rv-cards')].every(cards => {
  const text = cards.parentElement.querySelector('.rv-text');
  return cards.getBoundingClientRect().top >= text.getBoundingClientRect().bottom; })"""

SCROLL_ALL = """async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) {
  scrollTo(0, y); await new Promise(done => setTimeout(done, 30)); } scrollTo(0, 0); }"""


@pytest.fixture(scope="session")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Review pages of articles in four languages, and of one with many dates and a second source."""
    folder = tmp_path_factory.mktemp("reviews")
    root = folder / "project"
    (root / "content/events").mkdir(parents=True)
    (root / "content/site.toml").write_text('title = "T"\n', encoding="utf-8")
    event = "---\ntitle: Molotov writes\ndate: 1954-03\n---\nHe wrote.\n"
    (root / "content/events/e.md").write_text(event, encoding="utf-8")
    dates = " ".join(f"In {1700 + n} ship {n} came; two years later it left." for n in range(30))
    head = "---\ntitle: Ships\npublished: 2024-04-01\nlang: en\n---\n\n"
    long = f"{head}In March 1954 Molotov wrote.\n\n{dates}\n"
    (folder / "long.md").write_text(long, encoding="utf-8")
    files = {name: CHECKOUT / "tests/data/articles" / file for name, file in ARTICLES.items()}
    pages = {}
    for name, file in {**files, "long": folder / "long.md"}.items():
        pages[name] = folder / f"{name}.html"
        options = ["--root", str(root), "--dry-run", "--review", str(pages[name])]
        command = [sys.executable, "-m", "site_gen.cli", "import", str(file), *options]
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
    return pages


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_pages_are_accessible(
    reviews: Mapping[str, Path], visit: Callable[..., Page], scheme: str, width: int
) -> None:
    """The checker finds nothing, on a phone and on a desk, light and dark, with the notes open as well."""
    page = visit(scheme=scheme, width=width)
    wrong = []
    for name, file in reviews.items():
        page.goto(file.as_uri())
        page.locator(".rv-text .rv-x__words").first.focus()
        options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        for rule in Axe().run(page, options=options).response["violations"]:
            wrong += [f"{name}: {rule['id']}: {node['html'][:160]}" for node in rule["nodes"]]
    assert wrong == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_scrolls_sideways(
    reviews: Mapping[str, Path], visit: Callable[..., Page], width: int
) -> None:
    """Everything fits into the window, in both directions of writing."""
    page = visit(width=width)
    for name, file in reviews.items():
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.parametrize("width", [768, 1440])
def test_lines_lead_from_words_to_events(
    reviews: Mapping[str, Path], visit: Callable[..., Page], width: int, complaints: list[str]
) -> None:
    """Each line begins at the end of its words, right under them, and ends at the edge of its event."""
    page = visit(width=width)
    for name, file in reviews.items():
        page.goto(file.as_uri())
        page.evaluate(SCROLL_ALL)
        lines = page.evaluate(LINES)
        assert len(lines) == page.evaluate(TIES), name
        assert lines
        for line in lines:
            left, right, bottom = line["words"]
            assert min(abs(line["from"][0] - left), abs(line["from"][0] - right)) < 2, name
            assert abs(line["from"][1] - bottom) < 3, name
            start, end, top, foot = line["card"]
            assert min(abs(line["to"][0] - start), abs(line["to"][0] - end)) < 2, name
            assert top <= line["to"][1] <= foot, name
    assert complaints == []


def test_a_phone_has_events_under_their_paragraph(
    reviews: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """In a narrow window nothing is drawn, and events follow the paragraph that they come from."""
    page = visit(width=360)
    page.goto(reviews["id"].as_uri())
    page.evaluate(SCROLL_ALL)
    assert page.locator(".rv-lines path").count() == 0
    assert page.evaluate(STACKED)


def test_numbers_tie_without_scripts(reviews: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """Without scripts a bracket stands between paragraph and events, and links lead both ways."""
    page = visit(width=1280, javascript=False)
    page.goto(reviews["id"].as_uri())
    bracket = "getComputedStyle(document.querySelector('.rv-cards'), '::before').borderTopWidth"
    assert page.evaluate(bracket) == "1px"
    mark = page.locator(".rv-text .rv-x__words").first
    target = str(mark.get_attribute("href"))
    mark.click()
    assert page.url.endswith(target)
    page.locator(f"{target} .rv-ref").first.click()
    assert page.evaluate("!!document.querySelector(':target')?.matches('.rv-x')")


def test_notes_open_with_keys_and_close_with_escape(
    reviews: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """A mark that has the focus shows its note and lights up its event; Escape puts the note away."""
    page = visit(width=1280)
    page.goto(reviews["long"].as_uri())
    mark = page.locator(".rv-text .rv-x").nth(2)
    note = mark.locator(".rv-x__note")
    assert not note.is_visible()
    mark.locator(".rv-x__words").focus()
    assert note.is_visible()
    assert page.locator(".rv-card.rv-on").count() == 1
    page.keyboard.press("Escape")
    assert not note.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(".rv-x__note:visible").count() == 1


def test_what_leans_on_another_leads_to_it(reviews: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """An anaphoric expression links to its anchor, and a dotted line is drawn between them."""
    page = visit(width=1280)
    page.goto(reviews["long"].as_uri())
    page.evaluate(SCROLL_ALL)
    leaning = page.locator(".rv-text .rv-x__on").first
    leaning.click()
    anchor = str(leaning.get_attribute("href"))
    assert page.evaluate("document.querySelector(':target').id") == anchor.removeprefix("#")
    assert page.locator(f".rv-chain[data-to='{anchor.removeprefix('#')}']").count() >= 1


def test_a_screen_reader_hears_what_was_read(reviews: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """The note of a mark is its description: how it was read, its value, the rule and the event."""
    page = visit(width=1280)
    page.goto(reviews["long"].as_uri())
    described = page.locator(".rv-text .rv-x__words").first.get_attribute("aria-describedby")
    said = str(page.locator(f"#{described}").text_content()).replace("\xa0", " ")
    for words in ("says it all", "1954-03", "March 1954", "month-year", "Molotov"):
        assert words in said


def test_a_second_source_is_shown(reviews: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """The event that seems to tell the same is named with its reason and the lines to paste."""
    page = visit(width=1280)
    page.goto(reviews["long"].as_uri())
    proposal = page.locator(".rv-proposal").first
    assert proposal.is_visible()
    for words in ("Molotov writes", "content/events/e.md", "Names in common: Molotov", 'says: "March 1954"'):
        assert words in str(proposal.text_content())


def test_nothing_is_asked_from_elsewhere(
    reviews: Mapping[str, Path], visit: Callable[..., Page], requested: list[str], complaints: list[str]
) -> None:
    """A page asks for itself and nothing else, and breaks none of its own rules."""
    page = visit()
    for file in reviews.values():
        page.goto(file.as_uri())
    assert requested == [file.as_uri() for file in reviews.values()]
    assert complaints == []


def test_paper_has_no_notes_and_no_drawn_lines(
    reviews: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """On paper brackets and numbers tie words and events, since lines were drawn for a window."""
    page = visit(width=1280)
    page.goto(reviews["id"].as_uri())
    page.wait_for_selector(".rv-lines path", state="attached")
    page.emulate_media(media="print")
    assert page.locator(".rv-lines").first.is_hidden()
    assert page.locator(".rv-x__note:visible").count() == 0

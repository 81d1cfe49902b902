import html
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_gen.dates.daynumber import from_civil, to_civil

EVENTS = 300
ADDRESS = "https://example.org/papers/1951?page=2&part=b"
OTHER = "https://example.org/other"


def plain(text: str) -> str:
    """Text without what a typesetter changes: spaces, line ends, ligatures, hyphens at line ends."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", html.unescape(text)))


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory, build: Callable[[Path], Path]) -> Path:
    """The folder of a site with far more events than a page lists."""
    root = tmp_path_factory.mktemp("long")
    (root / "content/events").mkdir(parents=True)
    config = 'title = "Long"\nbase_url = "https://example.org/long"\npage_size = 30\n'
    (root / "content/site.toml").write_text(config, encoding="utf-8")
    first = from_civil(1700, 1, 1)
    for number in range(EVENTS):
        year, month, day = to_civil(first + number * 397)
        text = f"---\ntitle: Entry {number:03d} of the ledger\ndate: {year}-{month:02d}-{day:02d}\n---\n"
        text += f"See [the paper]({ADDRESS}), <https://example.org/said>, [another]({OTHER})"
        text += f" and [again]({ADDRESS}).\n"
        (root / f"content/events/entry-{number:03d}.md").write_text(text, encoding="utf-8")
    return build(root)


@pytest.fixture
def printed(visit: Callable[..., Page], tmp_path: Path) -> Callable[[Path], list[str]]:
    """Prints a page that is looked at in the dark; gives the text of each sheet. Needs `pdftotext`."""
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext, of the package poppler-utils")
    page = visit(width=800, scheme="dark")

    def sheets(file: Path) -> list[str]:
        page.goto(file.as_uri())
        page.pdf(path=tmp_path / "page.pdf", format="A4")
        done = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8").split("\f")[:-1]

    return sheets


@pytest.mark.parametrize("lang", ["id", "en"])
def test_paper_holds_the_story_and_no_menu(
    demo: Mapping[str, Path], visit: Callable[..., Page], lang: str
) -> None:
    """On paper each event's title, date and summary can be seen, and what only a screen can use cannot."""
    page = visit()
    page.goto(demo[f"home-{lang}"].as_uri())
    page.emulate_media(media="print")
    for part in ("h3", ".tl-entry__date p", ".tl-entry h3 + p"):
        entries = page.locator(f"main ol {part}")
        assert entries.count() > 10
        assert all(entries.nth(i).is_visible() for i in range(entries.count()))
    assert not page.locator(".tl-menu").is_visible()
    assert not page.locator(".tl-skip").is_visible()


def test_pdf_holds_every_title(
    demo: Mapping[str, Path], visit: Callable[..., Page], printed: Callable[[Path], list[str]]
) -> None:
    """The printed home page has every title, on a few sheets."""
    sheets = printed(demo["home-id"])
    page = visit()
    page.goto(demo["home-id"].as_uri())
    titles = page.locator("main ol h3").all_inner_texts()
    assert len(titles) > 10
    assert [title for title in titles if plain(title) not in plain("".join(sheets))] == []
    assert len(sheets) <= 6


def test_long_list_is_printed_whole(long_site: Path, printed: Callable[[Path], list[str]]) -> None:
    """The list of everything prints each event, also those far below what a screen shows at first, with a
    table of contents before them and a number on each sheet.
    """
    sheets = printed(long_site / "years/all.html")
    text = plain("".join(sheets))
    assert [n for n in range(EVENTS) if plain(f"Entry {n:03d} of the ledger") not in text] == []
    assert len(sheets) > 5
    assert [sheet for n, sheet in enumerate(sheets, 1) if f"{n} / {len(sheets)}" not in sheet] == []
    assert "Contents" in sheets[0]
    assert "https://example.org/long/years/all.html" in sheets[-1]


def test_addresses_of_links_are_printed_as_notes(
    long_site: Path, printed: Callable[[Path], list[str]]
) -> None:
    """Links of a body to other sites have numbers, one for each address that is not said in the text, and the
    addresses stand below.
    """
    text = plain("".join(printed(long_site / "events/entry-007.html")))
    assert plain("the paper [1], https://example.org/said, another [2] and again [1].") in text
    assert plain(f"{ADDRESS} 2. {OTHER}") in text


def test_addresses_are_hidden_on_a_screen(long_site: Path, visit: Callable[..., Page]) -> None:
    """What is written out for paper is not there on a screen, nor for who listens to the page."""
    page = visit()
    page.goto((long_site / "events/entry-007.html").as_uri())
    assert page.locator(".tl-paper").count() == 2
    assert not any(each.is_visible() for each in page.locator(".tl-paper").all())
    assert "[1]" not in page.locator("main").aria_snapshot()


def test_what_is_folded_away_is_printed(long_site: Path, printed: Callable[[Path], list[str]]) -> None:
    """Closed details are open on paper."""
    file = long_site / "events/entry-008.html"
    text = file.read_text(encoding="utf-8")
    folded = "<details><summary>More</summary><p>Folded away until it is printed.</p></details></main>"
    beside = file.with_name("folded.html")
    beside.write_text(text.replace("</main>", folded), encoding="utf-8")
    assert plain("Folded away until it is printed.") in plain("".join(printed(beside)))


def test_paper_is_black_on_white(demo: Mapping[str, Path], visit: Callable[..., Page]) -> None:
    """Who reads in the dark prints on white all the same."""
    page = visit(scheme="dark")
    page.goto(demo["home-en"].as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]

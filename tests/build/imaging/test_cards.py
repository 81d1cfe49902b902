import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build.builder import Options, build
from site_gen.build.imaging.cards import SIZE, can_write, drawn, is_installed
from site_gen.site.share_cards import ShareCard
from site_gen.timeline.marks import Form, Shape

Project = Callable[[Mapping[str, str]], Path]
needs_pillow = pytest.mark.skipif(not is_installed(), reason="needs Pillow, of the extra `images`")
SHAPES = tuple(Shape(form, 8.0 * n, 6.0) for n, form in enumerate(Form))
CARD = ShareCard("A title", "sekitar 1954", "A site", "#8b1e12", ((0, 40), (50, 100)), (0, 50, 100), SHAPES)
ON = 'title = "T"\nlanguages = ["en", "id"]\n[output]\ncards = true\n'
EVENTS = {
    "content/events/one.md": "---\ntitle: One\ndate: 1954\n---\nText.\n",
    "content/events/two.md": "---\ntitle: 到达\ndate: 1956~\n---\nText.\n",
}
ADDRESS = Options(base_url="https://example.org/x")


def cards_of(root: Path) -> dict[str, bytes]:
    """The cards that a site publishes."""
    files = (root / "public").glob("**/share/*.png")
    return {str(path.relative_to(root / "public")): path.read_bytes() for path in files}


@needs_pillow
@pytest.mark.parametrize("title", ["A title", "word " * 60, "x" * 300, "", "Ωμέγα “Владимир” – é"])
def test_cards_have_one_size_and_the_same_bytes(title: str) -> None:
    """However long a title is, its card is a PNG of the size that is asked for, each time alike."""
    from PIL import Image

    card = ShareCard(title, *[getattr(CARD, name) for name in CARD.__slots__[1:]])
    data = drawn(card)
    assert Image.open(io.BytesIO(data)).size == SIZE
    assert drawn(card) == data
    assert len(data) < 60_000


@needs_pillow
@pytest.mark.parametrize(
    ("text", "known"),
    [("İstanbul – “x” ±", True), ("Москва", True), ("وصول", False), ("到", False), ("🚀", False)],
)
def test_letters_that_the_font_has_not_are_known(text: str, known: bool) -> None:
    """No card shows boxes in the place of letters."""
    assert can_write(text) is known


@needs_pillow
def test_site_shows_its_cards(project: Project) -> None:
    """Event and home pages of each language name a card that is there; a title that cannot be set is said."""
    root = project({"content/site.toml": ON, **EVENTS})
    result = build(root, root / "public", ADDRESS)
    assert result.published
    assert [d.code for d in result.diagnostics] == ["C113"]
    assert len(cards_of(root)) == 6
    for page, card in {"index.html": "share/index.png", "id/events/one.html": "id/share/one.png"}.items():
        text = (root / "public" / page).read_text(encoding="utf-8")
        assert f'<meta property="og:image" content="https://example.org/x/{card}">' in text
        assert (root / "public" / card).is_file()


@needs_pillow
def test_cards_are_drawn_where_they_change(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit of a body draws nothing, one of a title draws its cards; the site is that of a clean build."""
    from site_gen.build.imaging import cards as card_drawing

    root = project({"content/site.toml": ON, **EVENTS})
    assert build(root, root / "public", ADDRESS).published
    made: list[str] = []

    def noted(card: ShareCard) -> bytes:
        made.append(card.title)
        return drawn(card)

    monkeypatch.setattr(card_drawing, "drawn", noted)
    file = root / "content/events/one.md"
    file.write_text(EVENTS["content/events/one.md"].replace("Text.", "Other."), encoding="utf-8")
    assert build(root, root / "public", ADDRESS).published
    assert made == []
    file.write_text(EVENTS["content/events/one.md"].replace("One", "Another"), encoding="utf-8")
    assert build(root, root / "public", ADDRESS).published
    assert set(made) == {"Another"}
    clean = project({"content/site.toml": ON, **EVENTS, "content/events/one.md": file.read_text("utf-8")})
    assert build(clean, clean / "public", ADDRESS).published
    assert cards_of(root) == cards_of(clean)
    (root / "content/site.toml").write_text(ON.replace("true", "false"), encoding="utf-8")
    assert build(root, root / "public", ADDRESS).published
    assert cards_of(root) == {}


def test_missing_pillow_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wants cards and has not the package is told how to get it, and nothing is published."""
    monkeypatch.setattr("site_gen.build.imaging.cards.find_spec", lambda _name: None)
    root = project({"content/site.toml": ON, **EVENTS})
    result = build(root, root / "public", ADDRESS)
    assert not result.published
    assert [d.code for d in result.diagnostics] == ["C112"]

import gzip
import html
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import html5lib
import pytest

from site_gen.build.builder import Options, build, check

Build = Callable[..., Path]
MOST = 6000
"""Bytes of a page for frames as a server sends it."""
ON = 'title = {en = "Long & <b>bold</b>", ar = "T"}\nlanguages = ["en", "ar"]\n[output]\nembed = true\n'


def events(count: int) -> dict[str, str]:
    """Events with titles as long as they come, in some lanes that nobody named, on many dates."""
    made = {}
    for n in range(count):
        title = f"Entry {n} " + " ".join(f"word{n * 7919 + i * 104729}" for i in range(22))
        front = {"title": title[:300], "date": f"{1500 + n * 3}~", "summary": f"“{n}” & <b>. " * 10}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        made[f"content/events/e-{n}.md"] = f"---\n{lines}---\nText.\n"
    return made


@pytest.fixture
def folder(built: Build) -> Path:
    """The output of a site of many events that wants pages for frames."""
    return built({"content/site.toml": ON, **events(120)}, base_url="https://example.org/x")


def test_pages_for_frames_are_small_and_still(folder: Path) -> None:
    """However many events there are and however long their titles: at most 6 kB, no script, one heading."""
    pages = sorted(folder.glob("**/embed/*.html"))
    assert len(pages) == 2 * 121
    for page in (*pages[:3], folder / "embed/index.html", folder / "ar/embed/index.html"):
        data = page.read_bytes()
        assert len(gzip.compress(data, 6)) <= MOST
        tree = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(data.decode())
        assert not tree.findall(".//script")
        assert len(tree.findall(".//h1")) == 1
        assert [each.attrib for each in tree.findall(".//base")] == [{"target": "_blank"}]
        for link in tree.findall(".//a"):
            assert (
                link.get("href", "").startswith("https://") or (page.parent / link.get("href", "")).exists()
            )


def test_event_page_offers_the_line_to_copy(folder: Path) -> None:
    """What is copied is one element that shows the event's page for frames, wherever it is put."""
    page = (folder / "ar/events/e-3.html").read_text(encoding="utf-8")
    line = html.unescape(page.partition("&lt;iframe")[2].partition("</pre>")[0])
    (frame,) = html5lib.parseFragment(f"<iframe{line}", namespaceHTMLElements=False)
    assert frame.get("src") == "https://example.org/x/ar/embed/e-3.html"
    assert frame.get("title", "").startswith("Entry 3 word")
    assert frame.get("loading") == "lazy"
    whole = (folder / "events/e-3.html").read_text(encoding="utf-8")
    assert "Long &amp;amp; &amp;lt;b&amp;gt;bold" in whole


def test_nobody_pays_for_what_is_off(built: Build) -> None:
    """Without the setting there is no such page, and no page says or styles anything of it."""
    output = built({"content/site.toml": 'title = "T"\n', **events(3)}, base_url="https://example.org/")
    assert not (output / "embed").exists()
    assert not [file for file in output.rglob("*.html") if b"embed" in file.read_bytes()]


def test_full_address_is_asked_for(project: Callable[[Mapping[str, str]], Path]) -> None:
    """Without the site's address there are pages for frames, and a warning that nobody is offered them."""
    root = project({"content/site.toml": ON, **events(1)})
    said = check(root, root / "public", Options()).diagnostics
    # The last is for Arabic, in which the interface is not written.
    assert [d.code for d in said if d.code.startswith("C1")] == ["C101", "C111", "C114"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/events/e-1.md", "Entry 1", "Another entry"),
        ("content/events/e-1.md", "1503~", "1503?"),
        ("content/events/e-1.md", "Text.", "Other text."),
        ("content/site.toml", "embed = true", "embed = false"),
        ("content/site.toml", 'ar = "T"', 'ar = "U"'),
    ],
)
def test_edited_site_is_the_same_as_a_new_one(
    project: Callable[[Mapping[str, str]], Path], file: str, old: str, new: str
) -> None:
    """After an edit the pages for frames are those of a clean build, and gone where they are not wanted."""
    root, options = project({"content/site.toml": ON, **events(4)}), Options(base_url="https://example.org/")
    assert build(root, root / "public", options).published
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
    assert build(root, root / "public", options).published
    other = project(
        {str(path.relative_to(root)): path.read_text("utf-8") for path in root.glob("content/**/*.*")}
    )
    assert build(other, other / "public", options).published

    def files(folder: Path) -> dict[str, bytes]:
        found = folder.rglob("*")
        return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.is_file()}

    assert files(root / "public") == files(other / "public")

import io
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from site_gen.build.builder import Options, build
from site_gen.build.imaging import resizing
from site_gen.build.turns import Result

needs_pillow = pytest.mark.skipif(find_spec("PIL") is None, reason="Pillow is an extra")
Make = Callable[..., bytes]
EVENT = (
    "---\ntitle: E\ndate: 1900\n"
    "image: {{src: {name}, alt: 'A \"cat\" <b>', caption: C, credit: Me, license: CC0}}\n"
)


def files(name: str, data: bytes | str) -> dict[str, str | bytes]:
    """A site with one event that has a picture."""
    settings = 'title = "T"\nbase_url = "https://example.org/"\nlanguages = ["en", "id"]\n'
    event = EVENT.format(name=name) + "---\nText.\n"
    return {
        "content/site.toml": settings,
        "content/events/e/index.md": event,
        f"content/events/e/{name}": data,
    }


@pytest.fixture
def picture() -> Make:
    """Return a function that draws a picture: a ramp of colour, and a mark in the first corner."""
    image_module = pytest.importorskip("PIL.Image")

    def draw(format_: str, size: tuple[int, int] = (1000, 500), mode: str = "RGB", **options: Any) -> bytes:
        whole = image_module.linear_gradient("L").resize(size).convert("RGB")
        whole.paste((255, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
        stream = io.BytesIO()
        whole = whole.convert(mode)
        if "A" in mode:
            whole.putalpha(image_module.linear_gradient("L").resize(size))
        whole.save(stream, format_, **options)
        return stream.getvalue()

    return draw


def opened(file: Path) -> Any:
    """Read a picture that was published."""
    from PIL import Image

    whole = Image.open(file)
    whole.load()
    return whole


Built = Callable[[Mapping[str, str | bytes]], tuple[Path, Result]]


@pytest.fixture
def made(project: Callable[[Mapping[str, str | bytes]], Path]) -> Built:
    """Return a function that builds a project from files; it returns the root and what was said."""

    def make(content: Mapping[str, str | bytes]) -> tuple[Path, Result]:
        root = project(content)
        return root, build(root, root / "public", Options())

    return make


def tag(root: Path, page: str = "events/e.html") -> str:
    """The picture of an event as its page has it."""
    html = (root / "public" / page).read_text(encoding="utf-8")
    found = re.search(r'<figure class="tl-picture">.*?</figure>', html, re.DOTALL)
    assert found
    return found[0]


@needs_pillow
def test_a_picture_is_offered_in_sizes_and_formats(made: Built, picture: Make) -> None:
    """A page offers AVIF and WebP in widths up to the picture's own; each file is there and as it is said."""
    root, result = made(files("p.jpg", picture("JPEG")))
    assert result.published
    assert result.diagnostics == ()
    for page, up in (("events/e.html", "../"), ("id/events/e.html", "../../")):
        html = tag(root, page)
        assert '<img src="' in html
        assert 'alt="A &#34;cat&#34; &lt;b&gt;" width="1000" height="500" loading="lazy"' in html
        offered = re.findall(r'<source type="image/(\w+)" srcset="([^"]+)"', html)
        assert [kind for kind, _ in offered] == ["avif", "webp"]
        for kind, names in offered:
            found = [each.split(" ") for each in names.split(", ")]
            assert [width for _, width in found] == ["480w", "800w", "1000w"]
            for name, width in found:
                assert name.startswith(f"{up}pictures/")
                whole = opened(root / "public" / name.removeprefix(up))
                assert (whole.format, f"{whole.width}w") == (kind.upper(), width)
    assert "C Picture: Me (CC0)" in tag(root)


@needs_pillow
def test_nothing_but_pixels_is_published(made: Built, picture: Make) -> None:
    """Where and with what a picture was taken stays with its editor, in each format and in the plain file."""
    from PIL import Image

    secret = Image.Exif()
    secret[0x010F] = "Camera 12345"
    secret.get_ifd(0x8825)[2] = (48.0, 12.0, 30.0)
    root, _ = made(files("p.jpg", picture("JPEG", exif=secret, comment=b"Camera 12345")))
    published = [*(root / "public/pictures").iterdir(), root / "public/events/e/p.jpg"]
    assert len(published) == 7
    for file in published:
        assert b"Camera 12345" not in file.read_bytes()
        assert not dict(opened(file).getexif())


@needs_pillow
def test_a_turned_picture_stands_upright(made: Built, picture: Make) -> None:
    """How a camera was held is applied to the pixels, and the page says the size as shown."""
    from PIL import Image

    turned = Image.Exif()
    turned[0x0112] = 6
    root, _ = made(files("p.jpg", picture("JPEG", exif=turned)))
    assert 'width="500" height="1000"' in tag(root)
    whole = opened(root / "public/events/e/p.jpg")
    assert whole.size == (500, 1000)
    red, green, _blue = whole.getpixel((480, 20))
    assert (red > 200, green < 60) == (True, True)


@needs_pillow
@pytest.mark.parametrize(
    ("format_", "name", "mode", "see_through"),
    [
        ("JPEG", "p.jpg", "CMYK", False),
        ("JPEG", "p.jpg", "L", False),
        ("PNG", "p.png", "RGBA", True),
        ("PNG", "p.png", "P", False),
        ("PNG", "p.png", "1", False),
        ("PNG", "p.png", "I;16", False),
        ("PNG", "p.png", "LA", True),
        ("WEBP", "p.webp", "RGBA", True),
    ],
)
def test_every_kind_of_colour_is_published(
    made: Built, picture: Make, format_: str, name: str, mode: str, see_through: bool
) -> None:
    """Pictures for print, in grey, with palettes and see-through ones become what every browser shows."""
    if mode == "I;16":
        from PIL import Image

        stream = io.BytesIO()
        Image.new("I;16", (600, 300), 40000).save(stream, "PNG")
        data = stream.getvalue()
    else:
        data = picture(format_, (600, 300), mode)
    root, result = made(files(name, data))
    assert result.published, result.diagnostics
    for file in ((root / f"public/events/e/{name}"), *(root / "public/pictures").glob("*-480.*")):
        whole = opened(file)
        assert whole.mode == ("RGBA" if see_through else "RGB")


@needs_pillow
def test_what_was_made_is_not_made_again(made: Built, picture: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build takes what another made, publishes the same bytes, and forgets what nothing asks for."""
    root, _ = made(files("p.png", picture("PNG", (600, 300))))
    first = {file: file.read_bytes() for file in sorted((root / "public").rglob("*")) if file.is_file()}
    with monkeypatch.context() as closed:
        closed.setattr(resizing, "_opened", None)
        again = build(root, root / "public", Options(force=True))
    assert again.published
    assert {file: file.read_bytes() for file in first} == first
    assert len(list((root / resizing.PICTURES).iterdir())) == 5
    (root / "content/events/e/p.png").write_bytes(picture("PNG", (500, 300)))
    changed = build(root, root / "public", Options())
    assert changed.published
    assert 'width="500"' in tag(root)
    assert len(list((root / resizing.PICTURES).iterdir())) == 5
    assert len(list((root / "public/pictures").iterdir())) == 4


@needs_pillow
def test_pictures_made_at_once_are_the_same(project: Callable[..., Path], picture: Make) -> None:
    """How many processes make pictures does not show in the bytes."""
    content: dict[str, str | bytes] = {}
    for number in range(4):
        data = picture("JPEG", (700 + number, 300))
        for path, each in files(f"p{number}.jpg", data).items():
            content[path.replace("events/e/", f"events/e{number}/")] = each
    found = []
    for jobs in (1, 3):
        root = project(content)
        assert build(root, root / "public", Options(jobs=jobs)).published
        out = root / "public"
        found.append({f.relative_to(out): f.read_bytes() for f in sorted(out.rglob("*")) if f.is_file()})
    assert len(found[0]) > 4 * 5
    assert found[0] == found[1]


@needs_pillow
def test_a_picture_that_breaks_off_is_refused(made: Built, picture: Make) -> None:
    """A file whose head is right and whose pixels are missing stops the build, and is named."""
    root, result = made(files("p.png", picture("PNG")[:600]))
    assert not result.published
    assert not (root / "public").exists()
    assert [(d.code, d.path) for d in result.diagnostics] == [("L106", "content/events/e/p.png")]


@pytest.mark.parametrize("size", [(40000, 40000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_decoded(made: Built, size: tuple[int, int]) -> None:
    """A file of a few bytes that claims a billion pixels is refused by its head, where it is named."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"".join(n.to_bytes(4, "big") for n in size) + bytes(9)
    _, result = made(files("p.png", head))
    assert not result.published
    (said,) = result.diagnostics
    assert (said.code, said.path, said.line, said.column) == ("L104", "content/events/e/index.md", 4, 14)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("p.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'),
        ("p.gif", b"GIF89a\x1e\0\x14\0\0\0\0" + b"\x00\x21\xf9\x04" * 2),
    ],
)
def test_drawings_and_moving_pictures_stay_as_they_are(made: Built, name: str, data: bytes) -> None:
    """What would lose by it is published as it is, with the size that it says, with and without Pillow."""
    root, result = made(files(name, data))
    assert result.diagnostics == ()
    assert (root / f"public/events/e/{name}").read_bytes() == data
    assert 'width="30" height="20"' in tag(root)
    assert "<source" not in tag(root)


def test_what_is_no_picture_is_told(made: Built) -> None:
    """A file that no browser shows is published as it is, and its editor told where it is named."""
    root, result = made(files("p.png", "no picture"))
    assert result.published
    assert [(d.code, d.line) for d in result.diagnostics] == [("L103", 4)]
    assert "width=" not in tag(root)


def test_without_pillow_pictures_are_copied(made: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing breaks without the extra: the file is copied, its size said, and what to install told once."""
    monkeypatch.setattr(resizing, "is_installed", lambda: False)
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1e\0\0\0\x14" + bytes(9)
    content = files("p.png", head) | {
        path.replace("/e/", "/f/"): data for path, data in files("p.png", head).items() if "/e/" in path
    }
    root, result = made(content)
    assert [(d.code, d.severity.value) for d in result.diagnostics] == [("L105", "info")]
    assert "requirements-images.lock" in result.diagnostics[0].hint
    assert (root / "public/events/e/p.png").read_bytes() == head
    assert 'width="30" height="20"' in tag(root)

"""Draws the cards that are shown where an address is shared, through Pillow, which need not be installed.

What was drawn is kept in the project's cache under a digest of all that is on it, so that it is drawn once.
The font is shipped, and letters are set one after another (Pillow's basic layout), so that every machine with
one version of Pillow makes the same bytes. A text in letters that the font has not is left out, never boxes.
"""

from __future__ import annotations

import contextlib
import functools
import io
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from site_gen import processes, resources
from site_gen.build.manifest import CACHE, replace_file
from site_gen.diagnostics import Diagnostic, Severity, about_file
from site_gen.digesting import digest
from site_gen.site.pictures import HOW_TO_INSTALL
from site_gen.site.share_cards import ShareCard
from site_gen.timeline.marks import Form

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
"""Pixels: 1.91 to 1, as Open Graph readers and Twitter's large cards show it."""
CARDS = f"{CACHE}/cards"
"""Where cards that were drawn are kept, below a project's root."""
FONT = Path(__file__).parents[2] / "fonts" / "NotoSerif-Regular.ttf"
PAPER, INK, MUTED = "#fbf9f4", "#1c1a16", "#4d483f"
_EDGE = 80
_WAY = 1
"""Goes up where cards are drawn in another way, so that none is taken over that was drawn before."""
_FEWEST = 12


def is_installed() -> bool:
    """Tell whether cards can be drawn."""
    return find_spec("PIL") is not None


def draw_cards(
    cards: Mapping[str, ShareCard], root: Path, jobs: int
) -> tuple[dict[str, Path], tuple[Diagnostic, ...]]:
    """Draw the cards that are not kept already, in so many processes. Returns the files by output path, and
    what went wrong.
    """
    if not cards or not is_installed():
        return {}, ()
    version = resources.version("pillow")
    kept = {path: root / CARDS / f"{digest(_WAY, version, card)}.png" for path, card in cards.items()}
    missing = {file: cards[path] for path, file in kept.items() if not file.is_file()}
    work = list(missing.items())

    def make(index: int) -> None:
        file, card = work[index]
        replace_file(file, drawn(card))

    said: list[Diagnostic] = []
    if jobs == 1 or len(work) < _FEWEST or not processes.can_fork():
        for index in range(len(work)):
            make(index)
    else:
        _, lost = processes.do_all(make, len(work), jobs)
        said += [about_file(CARDS, "O106", f"the process that drew cards {each.why}") for each in lost]
    _forget_others(root, kept)
    return kept, tuple(said)


def faults_of_cards(cards: Mapping[str, ShareCard]) -> tuple[Diagnostic, ...]:
    """Return why cards cannot be drawn, or which titles are left out of them."""
    path = "content/site.toml"
    if cards and not is_installed():
        found = "`output.cards` is on, and the package that draws cards is not installed"
        return (about_file(path, "C112", found, HOW_TO_INSTALL),)
    bare = sorted(output for output, card in cards.items() if not can_write(card.title))
    if not bare:
        return ()
    more = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
    found = f"the title is left out of the card `{bare[0]}`{more}: the font has not all of its letters"
    hint = "nothing need be done: the title stands beside the card where it is shown"
    return (about_file(path, "C113", found, hint, severity=Severity.WARNING),)


def _forget_others(root: Path, kept: Mapping[str, Path]) -> None:
    """Remove from the cache what no page of the project shows any more."""
    folder, wanted = root / CARDS, set(kept.values())
    # What cannot be removed does no harm.
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            if file not in wanted:
                file.unlink()


def drawn(card: ShareCard) -> bytes:
    """Return a card as a PNG file."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    right = SIZE[0] - _EDGE
    draw.rectangle((0, 0, SIZE[0], 14), fill=card.colour)
    if can_write(card.date):
        draw.text((_EDGE, 84), _shortened(card.date, 44, right - _EDGE), font=_font(44), fill=card.colour)
    if can_write(card.title):
        _write_title(draw, card.title, right - _EDGE)
    _draw_line(draw, card, _EDGE, right, 506)
    if can_write(card.site):
        draw.text((_EDGE, 552), _shortened(card.site, 28, right - _EDGE), font=_font(28), fill=MUTED)
    stream = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _write_title(draw: ImageDraw, title: str, room: int) -> None:
    """Write a title as large as it fits, in four lines at most; what is too long even so is cut."""
    for size in (76, 64, 54, 46):
        lines = _lines(title, size, room)
        if len(lines) * size * 1.25 <= 300:
            break
    else:
        lines = [*lines[:4], f"{lines[4]} …"] if len(lines) > 5 else lines
    for number, line in enumerate(lines[:5]):
        text = _shortened(line, size, room)
        draw.text((_EDGE, 156 + number * size * 1.25), text, font=_font(size), fill=INK)


def _lines(text: str, size: int, room: int) -> list[str]:
    """Break a text at spaces into lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _font(size).getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _shortened(text: str, size: int, room: int) -> str:
    """Cut a text that is wider than its room, and show that it was cut."""
    font = _font(size)
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _draw_line(draw: ImageDraw, card: ShareCard, left: int, right: int, y: int) -> None:
    """Draw the axis with its folds and ticks, and the marks on it."""

    def x(share: float) -> float:
        return left + (right - left) * share / 100

    for start, end in card.stretches:
        draw.line((x(start), y, x(end), y), fill=MUTED, width=2)
    for tick in card.ticks:
        draw.line((x(tick), y, x(tick), y + 12), fill=MUTED, width=2)
    for mark in card.marks:
        _draw_mark(draw, mark.form, (x(mark.x), y - 26, x(mark.x + mark.width), y - 8), card.colour)


def _draw_mark(draw: ImageDraw, form: Form, box: tuple[float, float, float, float], colour: str) -> None:
    """Draw one shape of a date with the same meaning as on pages: solid is stated, thinning is approximate,
    hollow cells joined by strokes are readings that exclude each other, dots are a guess, a line is open.
    """
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    match form:
        case Form.CELL:
            draw.rectangle((left, top, max(right, left + 8), bottom), outline=colour, width=3)
        case Form.HATCH:
            for stroke in range(int(left) + 6, int(right) - 3, 8):
                draw.line((stroke, top + 3, stroke, bottom - 3), fill=colour, width=2)
        case Form.GUESS:
            for dot in range(int(left), int(right), 8):
                draw.line((dot, top, dot + 3, top), fill=colour, width=2)
                draw.line((dot, bottom, dot + 3, bottom), fill=colour, width=2)
        case Form.FADE_LEFT | Form.FADE_RIGHT:
            reach = right - left
            for share in (0, 0.27, 0.47, 0.65, 0.81, 0.96):
                wide = max(1.0, reach * 0.2 * (1 - share))
                at = left + reach * share if form is Form.FADE_RIGHT else right - reach * share - wide
                draw.rectangle((at, top, at + wide, bottom), fill=colour)
        case Form.LINK | Form.ARROW_LEFT | Form.ARROW_RIGHT:
            draw.line((left, middle, right, middle), fill=colour, width=3)
            if form is not Form.LINK:
                tip, back = (left, 10) if form is Form.ARROW_LEFT else (right, -10)
                draw.line((tip + back, top + 2, tip, middle, tip + back, bottom - 2), fill=colour, width=3)
        case _:
            draw.rectangle((left, top, max(right, left + 5), bottom), fill=colour)


def can_write(text: str) -> bool:
    """Tell whether the font has all letters of a text, and can set them one after another."""
    return all(_has(sign) for sign in set(text) if not sign.isspace())


@functools.cache
def _has(sign: str) -> bool:
    font = _font(28)
    return bytes(font.getmask(sign)) != bytes(font.getmask("\U0010ffff"))


@functools.cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)

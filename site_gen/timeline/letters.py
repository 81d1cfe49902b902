"""How wide a text is, judged without a font, and where it may be cut.

Widths are those of wide sans-serif letters at 13 px, the size of the labels of drawings: in the fonts that
readers have a text is rarely wider than is said here.
"""

from __future__ import annotations

import unicodedata

LONGEST_LABEL = 48
"""Characters of a title that a label shows at most."""
ELLIPSIS = "…"
_NARROW, _PLAIN, _CAPITAL, _BROAD, _SQUARE = 4.4, 7.7, 9.4, 12.6, 14.0
_JOINER = "\u200d"
_ENDS_BADLY = " ,;:–-"


class _Widths(dict[str, float]):
    """The width of each character, worked out when it is first met."""

    def __missing__(self, char: str) -> float:
        width = self[char] = _width(char)
        return width


def _width(char: str) -> float:
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _SQUARE
    if char in "ijlI.,:;'’|!()[]ftr \u00a0-" or category == "Zs":
        return _NARROW if char not in "tfr" else 5.6
    if char in "mwMW@%—…" or 0x1F1E6 <= ord(char) <= 0x1F1FF:
        return _BROAD
    if category == "So":
        return _SQUARE
    return _CAPITAL if category == "Lu" else _PLAIN


_WIDTHS = _Widths()
_WIDEST_BOLD = 1.08


def pixels(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is, in pixels."""
    width = sum(map(_WIDTHS.__getitem__, text))
    return width * _WIDEST_BOLD if bold else width


def shortened(label: str, letters: int = LONGEST_LABEL) -> str:
    """Cut a label of more than so many characters at a word, and show that it was cut."""
    return label if len(label) <= letters else _cut(label, letters - 1)


def fitted(label: str, room: float, *, bold: bool = False) -> str:
    """Cut a label that is wider than its room, in pixels, at a word, and show that it was cut."""
    # Sums of widths differ by a hair from the sum that the room was made from.
    if pixels(label, bold=bold) <= room + 0.01:
        return label
    left = room - pixels(ELLIPSIS, bold=bold)
    for at, char in enumerate(label):
        left -= pixels(char, bold=bold)
        if left < 0:
            return _cut(label, at)
    return label


def _cut(label: str, at: int) -> str:
    at = _between_signs(label, max(1, at))
    cut = label[:at]
    word = cut.rfind(" ")
    # The text before a space goes whole, unless hardly anything would be left of it.
    if word > at // 3 and label[at : at + 1] != " ":
        cut = cut[:word]
    return cut.rstrip(_ENDS_BADLY) + ELLIPSIS


def _between_signs(text: str, at: int) -> int:
    """Move a cut back to where it parts no sign from what is joined to it: accents, families, flags."""
    moved = True
    while moved:
        before = at
        while 1 < at < len(text) and (_joins(text[at]) or text[at - 1] == _JOINER):
            at -= 1
        flags = 0
        while at - flags > 0 and 0x1F1E6 <= ord(text[at - flags - 1]) <= 0x1F1FF:
            flags += 1
        at = at - flags % 2 or at
        moved = at != before
    return at


def _joins(char: str) -> bool:
    return char == _JOINER or unicodedata.category(char) in ("Mn", "Me") or 0x1F3FB <= ord(char) <= 0x1F3FF

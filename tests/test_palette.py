"""The contrast of the palette, worked out from the style sheet by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "static/css/tokens.css"
ENOUGH = 7.0
"""Level AAA for text of any size (WCAG 2.2, 1.4.6)."""
TEXT_COLOURS = ("ink", "muted", *(f"lane-{number}" for number in range(1, 7)))


def palette() -> dict[str, tuple[str, str]]:
    """Colours of the style sheet by name: in light, in dark."""
    css = TOKENS.read_text(encoding="utf-8")
    pattern = r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)"
    return {name: (light, dark) for name, light, dark in re.findall(pattern, css)}


def luminance(colour: str) -> float:
    """Relative luminance of a colour of sRGB written `#rrggbb`."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_formula(one: str, other: str, expected: float) -> None:
    """The formula gives what the standard's own examples give."""
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_text_stands_out(name: str) -> None:
    """Every colour that text may have is dark or light enough on the paper, in light, in dark and printed."""
    colours = palette()
    light, dark = colours[name]
    assert contrast(light, colours["paper"][0]) >= ENOUGH
    assert contrast(dark, colours["paper"][1]) >= ENOUGH
    assert contrast(light, "#ffffff") >= ENOUGH


def test_every_colour_is_known() -> None:
    """A new colour of the style sheet is checked above, or is paper or a hairline, which no text has."""
    assert palette().keys() == {"paper", "hairline", *TEXT_COLOURS}

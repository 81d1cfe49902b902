import re
from pathlib import Path

import pytest

STYLES = sorted((Path(__file__).parents[1] / "static/css").glob("*.css"))
# What names a side of the screen where the start or the end of a line is meant.
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-(?:margin|padding))-(?:left|right)[\w-]*|left|right)\s*:"
    r"|(?:text-align|float|clear|justify-\w+)\s*:\s*(?:left|right)\b"
)


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.stem)
def test_styles_know_no_left_and_right(file: Path) -> None:
    """Style sheets say start and end, so that a page mirrors where it is read from right to left."""
    assert PHYSICAL.findall(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "css", ["a{left:0}", "a{margin-left:1px}", "a { text-align: right }", "a{border-right-color:red}"]
)
def test_physical_sides_are_found(css: str) -> None:
    """The search finds what it is for."""
    assert PHYSICAL.search(css)

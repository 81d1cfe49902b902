import pytest

from site_gen.dates import parse_edtf
from site_gen.dates.daynumber import from_civil
from site_gen.timeline.pieces import Piece, Sign, pieces


def year(number: int, sign: Sign = Sign.PLAIN, end: int | None = None) -> Piece:
    """A whole year, or a stretch to the beginning of another."""
    return Piece(from_civil(number, 1, 1), from_civil(number + 1 if end is None else end, 1, 1), sign)


@pytest.mark.parametrize(
    ("edtf", "part", "expected"),
    [
        ("1954", None, (year(1954),)),
        ("1954~", None, (year(1954, Sign.FADES_LEFT | Sign.FADES_RIGHT),)),
        ("1954?", None, (year(1954, Sign.GUESS),)),
        ("199X", "early", (year(1990, Sign.FADES_RIGHT, 1994),)),
        ("199X", "late", (year(1997, Sign.FADES_LEFT, 2000),)),
        ("1955/..", None, (year(1955, Sign.ARROW_RIGHT),)),
        ("/1955", None, (year(1955, Sign.ARROW_LEFT),)),
        ("[2000,2017]", None, (year(2000, Sign.CELL), year(2017, Sign.CELL))),
        ("[2000,2017..]", None, (year(2000, Sign.CELL), Piece(736330, 736331, Sign.CELL | Sign.ARROW_RIGHT))),
        ("{1999,2003}", None, (year(1999), year(2003))),
        ("-0043", None, (year(-43),)),
    ],
)
def test_pieces(edtf: str, part: str | None, expected: tuple[Piece, ...]) -> None:
    """Every kind of doubt is told by the signs of its pieces, which are whole days."""
    assert pieces(parse_edtf(edtf, part=part)) == expected

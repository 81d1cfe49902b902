import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import daynumber, parse_edtf
from site_gen.timeline.axis import Scale, Stretch, make_scale
from site_gen.timeline.marks import NARROWEST, THINNEST, Form, Shape, extent, shapes

# A line of a hundred years without margins: a year is about one per cent.
LINE = Scale((Stretch(daynumber.from_civil(1900, 1, 1), daynumber.from_civil(2000, 1, 1), 0, 100),), (), ())


@pytest.mark.parametrize(
    ("date", "part", "forms"),
    [
        ("1954", None, "bar"),
        ("1954-03-31", None, "tick"),
        ("1954-03-31T10:00:00Z", None, "tick"),
        ("195X", None, "bar"),
        ("1954~", None, "fade-left bar fade-right"),
        ("1954?", None, "guess"),
        ("1954-03-31?", None, "guess"),
        ("1954%", None, "fade-left guess fade-right"),
        ("1950/1955", None, "bar"),
        ("1950~/1955", None, "fade-left bar"),
        ("1950/1955~", None, "bar fade-right"),
        ("1950?/1955", None, "guess"),
        ("195X", "early", "bar fade-right"),
        ("195X", "mid", "fade-left bar fade-right"),
        ("195X", "late", "fade-left bar"),
        ("1955-05-15/..", None, "tick arrow-right"),
        ("1955/..", None, "bar arrow-right"),
        ("1955/", None, "bar arrow-right"),
        ("../1955", None, "arrow-left cap"),
        ("/1955", None, "arrow-left cap"),
        ("[..1955]", None, "arrow-left cap"),
        ("[1954,1960]", None, "cell hatch cell"),
        ("[1954,1960,1970]", None, "cell hatch cell hatch cell"),
        ("[1954,1955]", None, "cell cell"),
        ("{1954,1960}", None, "bar link bar"),
    ],
)
def test_grammar(date: str, part: str | None, forms: str) -> None:
    """Each kind of date has its own sequence of shapes, from left to right."""
    drawn = shapes(parse_edtf(date, part), LINE)
    assert " ".join(shape.form.value for shape in drawn) == forms


def test_a_bar_is_as_long_as_its_time() -> None:
    """The years 1950 to 1954 take the twentieth of a century's line from its middle on."""
    assert shapes(parse_edtf("1950/1954"), LINE) == (Shape(Form.BAR, 50.0, 5.0),)


def test_a_cap_marks_the_known_end() -> None:
    """The arrow of an open beginning runs up to the cap, which covers the known year."""
    arrow, cap = shapes(parse_edtf("../1954"), LINE)
    assert (arrow.x + arrow.width, cap.x) == (54.0, 54.0)
    assert cap.width == 1.0


def test_an_arrow_runs_to_the_end_of_the_line() -> None:
    """An open end has no length of its own: its line goes on to the edge."""
    bar, arrow = shapes(parse_edtf("1954/.."), LINE)
    assert (bar.x, bar.width, arrow.x, arrow.width) == (54.0, 1.0, 55.0, 45.0)


def test_hatching_joins_the_cells() -> None:
    """What lies between alternatives is hatched from the end of one to the beginning of the next."""
    first, hatch, second = shapes(parse_edtf("[1954,1960]"), LINE)
    assert (hatch.x, hatch.x + hatch.width) == (first.x + first.width, second.x)


def test_a_short_time_is_still_seen() -> None:
    """A day among a century is a tick of some width, and a guessed one a box that can be seen as dotted."""
    (day,) = shapes(parse_edtf("1954-03-31"), LINE)
    (guess,) = shapes(parse_edtf("1954-03-31?"), LINE)
    assert (day.width, guess.width) == (THINNEST, NARROWEST)


def test_extent_spans_all_shapes() -> None:
    """The extent goes from the leftmost to the rightmost end; nothing drawn has none."""
    drawn = shapes(parse_edtf("1950~/1955~"), LINE)
    assert extent(drawn) == (drawn[0].x, drawn[-1].x + drawn[-1].width)
    assert extent(()) == (0.0, 0.0)


YEARS = st.integers(-9999, 9999).map(lambda y: f"{'-' if y < 0 else ''}{abs(y):04d}")
PAIRS = st.tuples(st.integers(-9999, 9990), st.integers(1, 9)).map(
    lambda p: tuple(f"{'-' if y < 0 else ''}{abs(y):04d}" for y in (p[0], p[0] + p[1]))
)
ANY = (
    YEARS.flatmap(lambda y: st.sampled_from([y, f"{y}~", f"{y}?", f"{y}/..", f"../{y}", f"{y}-02"]))
    | PAIRS.flatmap(
        lambda p: st.sampled_from(
            ["{}/{}", "{}~/{}", "{}/{}~", "[{},{}]", "{{{},{}}}", "[{}..{}]", "{}?/{}%"]
        ).map(lambda form: form.format(*p))
    )
).map(parse_edtf)


@given(st.lists(ANY, min_size=1, max_size=6))
def test_shapes_stay_on_the_line(dates: list[object]) -> None:
    """On a line laid out for them, all shapes lie between 0 and 100, with widths that are not negative."""
    scale = make_scale(dates)  # type: ignore[arg-type]
    for date in dates:
        for shape in shapes(date, scale):  # type: ignore[arg-type]
            assert shape.width >= 0
            assert shape.x >= 0
            assert shape.x + shape.width <= 100.0001

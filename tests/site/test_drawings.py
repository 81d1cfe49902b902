"""The overview as a page draws it, measured in its markup: whatever comes in, nothing meets."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.cldr import catalogue
from site_gen.dates import parse_edtf
from site_gen.site.drawings import WIDTHS, axis_view
from site_gen.site.line_words import place_fold_words, tick_anchors, tick_label, timed
from site_gen.timeline.axis import make_scale
from site_gen.timeline.letters import pixels

Build = Callable[..., Path]
LINES = (WIDTHS.narrow, 328.0, 520.0, WIDTHS.wide, 1000.0)
"""Pixels of the line of a page that is 320, 360, 768, 1100 and 1440 pixels wide, about."""
SVG = re.compile(r'<svg class="tl-chart" .*?\n</svg>', re.DOTALL)


class Box(NamedTuple):
    """What a text takes of a drawing, in pixels."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def chart_of(page: Path) -> ElementTree.Element | None:
    """The overview of a page, if it has one."""
    found = SVG.search(page.read_text(encoding="utf-8"))
    return ElementTree.fromstring(found[0]) if found else None


def shift(element: ElementTree.Element) -> float:
    """How far down a group is moved."""
    return float((element.get("transform") or "(0 0)").rstrip(")").split()[-1])


def boxes(chart: ElementTree.Element, line: float, *, turned: bool = False) -> Iterator[Box]:
    """Where the texts of ticks, folds and marks stand on a line so many pixels wide."""
    wide = line >= WIDTHS.wide
    hidden = "tl-narrow" if wide else "tl-wide"
    for group in chart.findall("g"):
        if group.get("class") == "tl-years":
            for text in group.findall("text"):
                if hidden not in (text.get("class") or ""):
                    yield box(text, text.text or "", line, 0, "middle", turned=turned)
        for link in group.findall("a"):
            of = link.get("class") or ""
            for text in link.findall("text"):
                date = text.find("tspan")
                assert date is not None
                shown = "".join(text.itertext()) if wide else "" if "tl-bare" in of else date.text or ""
                down = shift(group) + shift(link)
                yield box(text, shown, line, down, "start", bold="tl-important" in of, turned=turned)


def box(
    text: ElementTree.Element,
    shown: str,
    line: float,
    down: float,
    usual: str,
    *,
    bold: bool = False,
    turned: bool = False,
) -> Box:
    """Where one text stands."""
    width = pixels(shown, bold=bold)
    x = float((text.get("x") or "0").rstrip("%")) * line / 100 + float(text.get("dx") or 0)
    anchor = text.get("text-anchor") or usual
    back = {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    left = x - (width - back if turned else back)
    y = down + float(text.get("y") or 0)
    return Box(shown, left, left + width, y - 12, y + 3)


def assert_nothing_meets(chart: ElementTree.Element, *, turned: bool = False) -> None:
    """Hold that no two texts of a drawing meet, and all stand inside it, at every width."""
    for line in LINES:
        found = [each for each in boxes(chart, line, turned=turned) if each.text]
        for one, other in itertools.combinations(found, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= 0.5 or down <= 0.5, (line, one, other)
        for each in found:
            assert each.left >= -line * 0.01, (line, each)
            assert each.right <= line * 1.01, (line, each)


def event(title: str, date: str, **more: object) -> str:
    """An event file."""
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f'---\ntitle: "{title}"\ndate: "{date}"\n{lines}---\nText.\n'


def named(events: list[str]) -> dict[str, str]:
    """Event files by their paths."""
    return {f"content/events/e{index:04d}.md": text for index, text in enumerate(events)}


UNIVERSE = ["Y-13800000000", "Y-4540000000", "Y-66000000", "-0043-03-15"]
TITLES = [
    "A title of three hundred letters which goes on and on " * 6,
    "Donaudampfschiffahrtsgesellschaft" * 9,
    "🚂🎉👩‍👩‍👧‍👦 emoji 🇮🇩🇺🇦 " * 8,
    "مرحبا بالعالم in the middle of English and עברית too",
    "漢字の題名がとても長い場合はどうなるのでしょうか" * 5,
    "W" * 48,
    "<script>alert(1)</script> & more",
]
LANES = "".join(f'[[lanes]]\nkey = "l{i}"\nname = "Lane {i} with a long name"\n' for i in range(200))
BAD: Mapping[str, tuple[str, list[str]]] = {
    "one event": ("", [event("The only one", "1954-03-31")]),
    "one minute": ("", [event("The only one", "1954-03-31", time='"13:32"')]),
    "billions beside a minute": (
        "",
        [
            *(event(f"Event {date}", date) for date in UNIVERSE),
            *(event(f"Minute {m}", "1969-07-16", time=f'"13:{m}"') for m in (32, 33)),
        ],
    ),
    "titles": (
        "",
        [event(t, f"{1950 + 4 * i}", importance=5 if i % 2 else 3) for i, t in enumerate(TITLES)],
    ),
    "200 lanes": (LANES, [event(f"Event {i}", f"{1800 + i}", lane=f"l{i}") for i in range(80)]),
    "a week in 3000 years": (
        "",
        [
            event("The kingdom", "-1000/2000"),
            *(event(f"Day {i}", f"1789-07-{10 + i % 7:02d}", importance=1 + i % 5) for i in range(50)),
        ],
    ),
    "one day": (
        "",
        [
            event(f"Minute {i}", "1989-11-09", time=f'"{i // 4:02d}:{i % 4 * 15:02d}"', importance=1 + i % 5)
            for i in range(88)
        ],
    ),
    "one day without times": ("", [event(f"Event {i}", "1989-11-09") for i in range(88)]),
    "doubt of all kinds": (
        "",
        [
            event(f"Event {i}", date.format(y=1700 + 7 * i), importance=1 + i % 5)
            for i, date in enumerate(
                ["{y}~", "{y}?", "{y}/..", "../{y}", "[{y},1990]", "{y}%", "{{{y},1990}}"] * 5
            )
        ],
    ),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("lang", ["en", "id", "ar"])
def test_nothing_meets_whatever_comes_in(built: Build, name: str, lang: str) -> None:
    """Labels, ticks and folds keep apart at every width, in both directions, and every mark says its name."""
    settings, events = BAD[name]
    head = f'title = "Bad"\nlanguages = ["{lang}"]\n'
    page = built({"content/site.toml": head + settings, **named(events)}) / "index.html"
    chart = chart_of(page)
    assert chart is not None
    assert_nothing_meets(chart, turned=lang == "ar")
    marks = chart.findall("g/a")
    assert marks
    for mark in marks:
        assert mark.get("href")
        assert (mark.get("aria-label") or "".join(mark.itertext())).strip()
        target = mark.find("rect")
        assert target is not None
        width = float((target.get("width") or "").rstrip("%"))
        assert width * WIDTHS.narrow / 100 >= 23.5
        assert float(target.get("height") or 0) >= 24


def test_without_a_known_year_there_is_no_drawing(built: Build) -> None:
    """Events that tell no year stand in the list, and no line is drawn for them."""
    page = built(named([event("One", "XXXX"), event("Two", "XXXX-12-25")])) / "index.html"
    assert chart_of(page) is None
    assert page.read_text(encoding="utf-8").count("<article") == 2


@pytest.mark.parametrize(
    ("importance", "undated", "said"),
    [
        (lambda _: 3, 0, "the drawing shows %s of 600 events, some of each time"),
        (lambda i: 1 + i % 5, 0, "the drawing shows %s of 600 events, the most important ones"),
        (lambda _: 3, 2, "2 events without a known year stand in the list alone"),
    ],
)
def test_what_is_left_out_is_said(
    built: Build, importance: Callable[[int], int], undated: int, said: str
) -> None:
    """Importance is named as the reason only where it told events apart; what has no year is counted."""
    events = [
        event(f"E {i}", "1950" if undated else f"{1400 + i}", importance=importance(i))
        for i in range(8 if undated else 600)
    ]
    site = built(named(events + [event("U", "XXXX")] * undated))
    text = (site / "index.html").read_text(encoding="utf-8")
    chart = chart_of(site / "index.html")
    assert chart is not None
    shown = len(chart.findall("g/a"))
    assert (said % shown if "%s" in said else said) in text.lower()
    assert ("most important ones" in text) is ("most important" in said)


def test_a_drawing_of_all_says_nothing_more(built: Build) -> None:
    """Where every event has a mark, no sentence speaks of what is left out."""
    text = (built(named([event("One", "1950"), event("Two", "1960")])) / "index.html").read_text("utf-8")
    assert "drawing shows" not in text
    assert "stand in the list" not in text


def test_a_line_runs_as_its_language_does(built: Build) -> None:
    """From right to left the same marks stand mirrored, arrows and faded ends included."""
    events = named([event("First", "1950~"), event("Last", "1990/..")])
    charts = {}
    for lang in ("en", "ar"):
        page = built({"content/site.toml": f'title = "T"\nlanguages = ["{lang}"]\n', **events}) / "index.html"
        text = page.read_text(encoding="utf-8")
        charts[lang] = {
            slug: [float(x) for x in re.findall(r'<rect[^>]* x="([0-9.]+)%"', found)]
            for slug, found in re.findall(r'<g id="m(\d+)">(.*?)</g>', text, re.DOTALL)
        }
    assert charts["en"]["1"] < charts["en"]["2"]
    assert charts["ar"]["1"] > charts["ar"]["2"]


DATES = st.sampled_from(
    [*UNIVERSE, "1066", "1914-06-28", "1918-11-11T11:00:00", "1969-07", "1969-07-20", "1989-11-09", "2024"]
) | st.integers(-9999, 9999).map(lambda y: f"{'-' if y < 0 else ''}{abs(y):04d}")


@given(st.lists(DATES, min_size=1, max_size=9), st.sampled_from(["en", "id", "ar"]))
@settings(max_examples=80, deadline=None)
def test_words_of_a_line_never_meet(dates: list[str], lang: str) -> None:
    """On any line the labels of ticks keep apart, and so do the words of folds in each row below it."""
    scale = make_scale(map(parse_edtf, dates))
    labels = [tick_label(tick, lang) for tick in scale.ticks]
    for line in WIDTHS:
        taken = []
        for at, anchor in tick_anchors(scale.ticks, labels, line).items():
            width, x = pixels(labels[at]), scale.ticks[at].x * line / 100
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            taken.append((left, left + width))
        assert taken or max(map(pixels, labels)) > line * 0.6
        taken.sort()
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken))
        said = place_fold_words(scale, ["4.5 billion years" for _ in scale.folds], line)
        assert [each.row for each in said] == [0] * len(said) or len(said) > 1
    view = axis_view(scale, lang, catalogue(b"", lang))
    assert len(view.folds) == len(scale.folds)
    assert all(fold.wide.words and fold.narrow.words for fold in view.folds)


@pytest.mark.parametrize(
    ("date", "lang", "label"),
    [
        ("Y-13800000000", "en", "13.8 billion years ago"),
        ("Y-13800000000", "id", "13,8 miliar tahun yang lalu"),
        ("-0499", "en", "500 BC"),
        ("-0499", "id", "500 SM"),
        ("1969-07-16T13:32:00", "en", "16 Jul 1969, 13:00"),
        ("1969-07-16T13:32:00", "id", "16 Jul 1969 pukul 13.00"),
    ],
)
def test_ticks_speak_the_readers_language(date: str, lang: str, label: str) -> None:
    """Ages, eras and hours are said as the language says them."""
    scale = make_scale(map(parse_edtf, [date, "1969-07-20"] if date[0] == "Y" else [date]))
    if date == "-0499":
        scale = make_scale(map(parse_edtf, ["-0500", "-0300"]))
    labels = [tick_label(tick, lang).replace("\u00a0", " ") for tick in scale.ticks]
    assert label in labels


@pytest.mark.parametrize(
    ("date", "time", "edtf"),
    [
        ("1969-07-16", "13:32", "1969-07-16T13:32:00"),
        ("1969-07-16", "13:32+07:00", "1969-07-16T13:32:00+07:00"),
        ("1969-07", "13:32", "1969-07"),
        ("1969-07-16?", "13:32", "1969-07-16?"),
        ("1969-07-16", "", "1969-07-16"),
    ],
)
def test_a_time_joins_a_day_only(date: str, time: str, edtf: str) -> None:
    """A time of day is said with a date that is one certain day."""
    assert timed(parse_edtf(date), time).edtf == edtf

import gzip
import json
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench import reader
from bench.reader_corpus import for_timelinejs, for_vis, stories, write_project
from bench.reader_programs import EVERYTHING, HOME, View, ours, peers, plain
from bench.reader_report import (
    GOALS,
    Measured,
    Reading,
    as_json,
    frame_times,
    goal_rows,
    lines,
    middle,
    reading,
)
from bench.reader_server import serving

FOUND = {
    "bytes": 9_000,
    "requests": 1,
    "foreign": 0,
    "script_bytes": 0,
    "script_bytes_after": 0,
    "ready": 600.0,
    "fcp": 400.0,
    "lcp": 400.0,
    "cls": 0.0,
    "nodes": 850,
    "heap": 2_000_000,
    "long": [[100.0, 80.0], [300.0, 40.0]],
    "frames": {"scroll": [16.7, 16.7, 90.0]},
}


def looked(**changed: object) -> Reading:
    """What a look found, with some figures changed."""
    return reading(FOUND | changed, 7_900)


def test_events_are_the_same_again_and_for_all() -> None:
    """A number and a seed give the same events, in order of time, and each timeline has every one of them."""
    events = stories(200)
    assert events == stories(200) != stories(200, seed=8)
    assert [event.first for event in events] == sorted(event.first for event in events)
    assert 20 < sum(event.last is not None for event in events) < 60
    slides = json.loads(for_timelinejs(events))["events"]
    items, groups = map(json.loads, for_vis(events))
    assert [slide["unique_id"] for slide in slides] == [item["id"] for item in items]
    assert {item["group"] for item in items} == {group["id"] for group in groups}
    first = events[0].first
    assert slides[0]["start_date"] == {"year": first.year, "month": first.month, "day": first.day}
    assert date.fromisoformat(items[0]["start"]) == first


def test_our_project_is_sound(tmp_path: Path, run: Callable[..., Any]) -> None:
    """The generator reads every event file and has nothing to say of any."""
    write_project(tmp_path, stories(30))
    done = run("check", "--root", tmp_path, "--format", "json")
    assert (done.code, json.loads(done.out)["diagnostics"]) == (0, [])


def test_peers_that_are_not_there_are_named(tmp_path: Path) -> None:
    """A folder without a peer says so, a peer that is there has its version, and none is installed."""
    assert peers(None)[0] == ()
    package = tmp_path / "node_modules/vis-timeline"
    for name in ("styles/vis-timeline-graph2d.min.css", "standalone/umd/vis-timeline-graph2d.min.js"):
        (package / name).parent.mkdir(parents=True)
        (package / name).write_text("")
    (package / "package.json").write_text('{"version": "8.0.1"}')
    found, missing = peers(tmp_path)
    assert [(program.name, program.version) for program in found] == [("vis-timeline", "8.0.1")]
    assert missing.keys() == {"TimelineJS3"}
    (view,) = found[0].make(tmp_path / "site", stories(3))
    page = (tmp_path / "site" / view.path).read_text()
    assert all(event.title in page for event in stories(3))


def test_our_pages_are_found(tmp_path: Path) -> None:
    """A small site is one page; a divided one has a page with everything, too."""
    assert {HOME} <= {view.name for view in ours().make(tmp_path / "small", stories(5))}
    divided = ours("page_size = 6\n").make(tmp_path / "large", stories(15))
    assert {HOME, EVERYTHING} <= {view.name for view in divided}
    (view,) = plain().make(tmp_path / "plain", stories(5))
    assert (tmp_path / "plain" / view.path).read_text().count("<li>") == 5


def test_the_server_answers_as_hosts_do(tmp_path: Path) -> None:
    """Texts come compressed with their type, what is not there is not found, and nothing above the folder."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>" + "word " * 500)
    (tmp_path / "secret.html").write_text("secret")
    with serving(tmp_path / "site") as address:
        with urllib.request.urlopen(address) as found:
            data = found.read()
            assert found.headers["Content-Encoding"] == "gzip"
            assert found.headers["Content-Type"] == "text/html; charset=utf-8"
        assert gzip.decompress(data).startswith(b"<p>word")
        assert len(data) < 100
        for path in ("nothing.html", "../secret.html", "%2e%2e/secret.html"):
            with pytest.raises(urllib.error.HTTPError, match="404") as error:
                urllib.request.urlopen(address + path)
            error.value.close()


def test_only_what_is_long_of_a_task_blocks() -> None:
    """A task of 80 ms keeps a reader waiting for 30, one of 40 not at all."""
    assert looked().tbt == 30
    assert middle([looked(fcp=1.0), looked(fcp=9.0), looked(fcp=2.0)], "fcp") == 2
    assert frame_times([looked(), looked()], "scroll") == (16.7, 90.0, 90.0)
    assert frame_times([looked()], "pan") is None


def test_goals_are_told_from_what_was_measured() -> None:
    """A small site may have more nodes; what was not measured is not told; the limit itself is enough."""
    small, large = Measured(20), Measured(10_000)
    small.readings[HOME] = [looked()]
    large.readings[HOME] = [looked()]
    large.readings[EVERYTHING] = [looked(fcp=600.0)]
    told = {
        (events, row[0], row[1]): row[4]
        for events, each in ((20, small), (10_000, large))
        for row in goal_rows(each)
    }
    assert told[20, HOME, "nodes"] is True
    assert told[10_000, HOME, "nodes"] is False
    assert told[20, HOME, "blocked, ms"] is False
    assert told[20, HOME, "gzip bytes of the page"] is True
    assert told[10_000, EVERYTHING, "first paint, ms"] is True
    assert told[10_000, EVERYTHING, "scroll, 95th percentile of frames, ms"] is False
    assert not any(page == EVERYTHING for events, page, _ in told if events == 20)
    assert len(GOALS) > len(told) / 2


def test_the_report_says_all() -> None:
    """Figures, how many times ours they are, frames, goals and failures stand in the text and in the JSON."""
    measured = Measured(20)
    measured.readings = {HOME: [looked()], "TimelineJS3": [looked(bytes=90_000, lcp=2_000.0, frames={})]}
    measured.failed["vis-timeline"] = "no answer in 9 s"
    text = "\n".join(lines([measured]))
    assert "vis-timeline: no answer in 9 s" in text
    assert "90.0 / 10.0" in text
    assert "2000 / 5.0" in text
    assert [line.split("|")[-2].strip() for line in text.splitlines() if "blocked, ms  " in line] == ["NO"]
    (size,) = json.loads(json.dumps(as_json([measured])))
    assert size["views"][HOME][0]["frames"]["scroll"] == [16.7, 90.0, 90.0]
    assert size["failed"] == {"vis-timeline": "no answer in 9 s"}


@pytest.fixture
def standing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], View]:
    """Return a function that lets lines of Python stand for the browser, and gives a page to look at."""

    def stand_in(program: str) -> View:
        (tmp_path / "index.html").write_text("<p>Page")
        (tmp_path / "look.py").write_text(program)
        monkeypatch.setattr(reader, "_LOOK", tmp_path / "look.py")
        return View("x", "index.html")

    return stand_in


def test_a_page_that_does_not_answer_is_given_up(tmp_path: Path, standing_in: Callable[[str], View]) -> None:
    """After the limit a look is ended with all that it started, and what it found until then is kept."""
    loaded = {name: FOUND[name] for name in FOUND if name not in ("frames", "script_bytes_after")}
    view = standing_in(f"import time; print({json.dumps(loaded)!r}, flush=True); time.sleep(60)")
    found, trouble = reader.look_at(tmp_path, view, 2)
    assert (found.fcp, found.frames, trouble) == (400.0, {}, "no answer in 2 s to what was done")
    with pytest.raises(reader.LookError, match="no answer in 1 s"):
        reader.look_at(tmp_path, standing_in("import time; time.sleep(60)"), 1)


def test_a_browser_that_fails_is_named(tmp_path: Path, standing_in: Callable[[str], View]) -> None:
    """What the browser said stands in the report, and is no figure."""
    with pytest.raises(reader.LookError, match="the browser is broken"):
        reader.look_at(tmp_path, standing_in("raise SystemExit('the browser is broken')"), 20)

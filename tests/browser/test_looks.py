from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench import reader
from bench.reader_programs import View

PAGE = """<!doctype html><title>T</title><p>Text</p><script src=a.js></script><script>
const until = performance.now() + 300; while (performance.now() < until);
const late = () => document.body.insertAdjacentHTML('afterbegin', '<div style=height:300px>New</div>');
setTimeout(late, 700)</script><footer>End</footer>"""


def test_a_look_measures_a_page(chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that blocks, shifts and asks for a script is found to do so, by the benchmark of readers."""
    monkeypatch.setattr(reader, "HELD_BACK", {"processor": 1, "latency": 150, "megabits": 1.6})
    (tmp_path / "a.js").write_text("// " + "words " * 3000)
    (tmp_path / "index.html").write_text(PAGE)
    found, trouble = reader.look_at(tmp_path, View("x", "index.html"), 90)
    assert trouble == ""
    assert found.requests == 2
    assert 0 < found.script_bytes < found.bytes < 20_000
    assert found.fcp >= 150
    assert found.tbt > 200
    assert found.cls > 0
    assert len(found.frames["scroll"]) > 50

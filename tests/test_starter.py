from pathlib import Path

import pytest

from site_gen.build.builder import Options, build
from site_gen.content.eventfile import read_event
from site_gen.dates import parse_edtf
from site_gen.source import SourceFile
from site_gen.starter import event_text, write_project


def test_the_starter_builds_without_a_word(tmp_path: Path) -> None:
    """A new project has neither error nor warning once its address is known, drafts or not."""
    written = write_project(tmp_path, "2026-01-02")
    assert all((tmp_path / name).is_file() for name in written)
    result = build(tmp_path, tmp_path / "public", Options(base_url="https://example.org/", strict=True))
    assert result.published
    assert result.diagnostics == ()


def test_the_starter_is_dated(tmp_path: Path) -> None:
    """The day it was written stands in its files, and no mark is left unfilled."""
    for name in write_project(tmp_path, "2026-01-02"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "{today}" not in text
    assert "added: 2026-01-02" in (tmp_path / "content/events/1455-gutenberg-bible.md").read_text("utf-8")


@pytest.mark.parametrize(
    "title", ["Plain", 'A "quoted": #1', "back\\slash", "tab\there", "🚂 é", "no", "1954", "- x"]
)
@pytest.mark.parametrize("date", ["1954-03", "-0043-03-15", "[1952,1960]", "1955/..", "199X~", "Y170000002"])
def test_a_new_event_reads_back(title: str, date: str) -> None:
    """Whatever its title and date, a new file is read without an error, and says the same."""
    text = event_text(title, parse_edtf(date), "2026-01-02")
    reading = read_event(SourceFile("e.md", text), "e", "en")
    assert [d for d in reading.diagnostics if d.severity == "error"] == []
    assert reading.event is not None
    assert (reading.event.title, reading.event.date.edtf) == (title, parse_edtf(date).edtf)


def test_a_new_translation_holds_only_what_differs() -> None:
    """It has a title and a summary to fill in, and no date."""
    assert event_text("Surat", parse_edtf("1954"), "2026-01-02", translation=True) == (
        '---\ntitle: "Surat"\nsummary: ""\n---\n'
    )

"""What `site.toml` says of bodies, through a whole build and through the hurried way of one edit."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen import again
from site_gen.build import project as reading
from site_gen.build.builder import Options, build

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[Path], dict[str, bytes]]
LETTER, PAGE = "content/events/1954-letter.md", "public/events/1954-letter.html"
BODY = 'It was "sent" -- so they say[^n].\n\n[^n]: A *note*.\n\n| a |\n|---|\n| b |\n'
EDITED = 'It wasn\'t "sent"...\n- [out](https://example.com/)\n'


def run(root: Path) -> Mapping[str, object]:
    """Run the command `build`, and return what it tells."""
    plain = {"output": None, "base_url": None, "drafts": False, "strict": False, "quiet": True}
    return again.build(argparse.Namespace(root=root, force=False, jobs=1, **plain)).data


@pytest.fixture
def site(project: Project, small: Mapping[str, str]) -> Callable[[str], Path]:
    """Return what makes a project with lines under `[markup]`."""

    def make(settings: str) -> Path:
        files = {name: text.replace("added:", "summary: Said.\nadded:") for name, text in small.items()}
        files[LETTER] = files[LETTER].replace("It was sent.\n", BODY)
        files["content/site.toml"] += f"[markup]\n{settings}\n"
        return project(files)

    return make


@pytest.mark.parametrize(
    ("settings", "first", "second"),
    [
        ("", "It was “sent” – so they say<sup", "It wasn’t “sent”…\n- <a"),
        ("typography = false", 'It was "sent" -- so they say<sup', 'It wasn\'t "sent"...\n- <a'),
        ('engine = "commonmark"', "It was “sent” – so they say<sup", "It wasn’t “sent”…</p>\n<ul>"),
        (
            'engine = "commonmark"\ntypography = false',
            'It was "sent" -- so they say<sup',
            'It wasn\'t "sent"...</p>\n<ul>',
        ),
    ],
    ids=["nothing", "as typed", "commonmark", "commonmark as typed"],
)
def test_settings(
    site: Callable[[str], Path],
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    first: str,
    second: str,
) -> None:
    """Bodies are read as the settings say; an edit of one alone gives what a clean build gives."""
    if "commonmark" in settings:
        pytest.importorskip("pyromark")
    root = site(settings)
    run(root)
    assert first in (root / PAGE).read_text(encoding="utf-8")
    file = root / LETTER
    file.write_text(file.read_text(encoding="utf-8").replace(BODY, EDITED), encoding="utf-8")
    with monkeypatch.context() as closed:
        closed.setitem(sys.modules, "site_gen.commands", None)
        assert run(root)["built"] == 2
    assert second in (root / PAGE).read_text(encoding="utf-8")
    assert build(root, root / "clean", Options()).published
    assert tree(root / "public") == tree(root / "clean")


def test_another_setting_makes_all_pages_anew(site: Callable[[str], Path], tree: Tree) -> None:
    """Where a setting changes, the site is that of a clean build."""
    root = site("")
    run(root)
    settings = root / "content/site.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "typography = false\n", encoding="utf-8")
    run(root)
    assert "--" in (root / PAGE).read_text(encoding="utf-8")
    assert build(root, root / "clean", Options()).published
    assert tree(root / "public") == tree(root / "clean")


def test_an_engine_that_is_not_installed(
    site: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The diagnostic stands at the setting and says what to run."""
    monkeypatch.setattr(reading, "is_installed", lambda _engine: False)
    root = site('engine = "commonmark"')
    result = build(root, root / "public", Options())
    assert not result.published
    [said] = [each for each in result.diagnostics if each.code == "C110"]
    assert (
        (root / "content/site.toml")
        .read_text(encoding="utf-8")
        .split("\n")[said.line - 1]
        .startswith("engine")
    )
    assert "requirements-commonmark.lock" in said.hint
    assert "site-gen[commonmark]" in said.hint


def test_quotation_marks_are_those_of_the_text(site: Callable[[str], Path]) -> None:
    """A page in a language that the text is not in shows the marks of the text's language."""
    root = site("")
    file = root / "content/site.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('["en", "id"]', '["en", "de"]'), encoding="utf-8"
    )
    (root / "content/events/1951-hint.id.md").rename(root / "content/events/1951-hint.de.md")
    german = root / "content/events/1951-hint.de.md"
    german.write_text(german.read_text(encoding="utf-8") + '"Ja"\n', encoding="utf-8")
    build(root, root / "public", Options())
    assert "„Ja“" in (root / "public/de/events/1951-hint.html").read_text(encoding="utf-8")
    assert "“sent”" in (root / "public/de/events/1954-letter.html").read_text(encoding="utf-8")

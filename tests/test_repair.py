"""`check --fix`: what has one right answer is repaired, all else is left alone, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from site_gen import repair
from site_gen.content.event_keys import EVENT_FIELDS
from site_gen.repair import is_one_slip, replace_text

Project = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]
BODY = "---\nIt was so.\n"
SOURCES = "w:\n  titel: W\n  issued: awal 1990-an\nv: {title: V, issued: sekitar 1950}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\ndate: early 1990s\n", "title: A\ndate: 199X\npart: early\n"),
        ("title: A\ndate: 'sekitar 1950'  # so he says\n", "title: A\ndate: '1950~'  # so he says\n"),
        ('title: A\ndate: "44 SM"\n', 'title: A\ndate: "-0043"\n'),
        ("title: A\ndate: between 500BC and 400BC\n", 'title: A\ndate: "[-0499..-0399]"\n'),
        ("date: late 1990s # c\r\ntitle: A\r\n", "date: 199X # c\r\npart: late\r\ntitle: A\r\n"),
        ("title: A\ndate: early 1990s\npart: early\n", "title: A\ndate: 199X\npart: early\n"),
        ("titel: A\ndate: 1954\n", "title: A\ndate: 1954\n"),
        ("Title: A\ndaet: winter 1834-35\n", "title: A\ndate: 1834-24\n"),
        ("title: A\ndate: 1954\nsumary: Ü—é\n", "title: A\ndate: 1954\nsummary: Ü—é\n"),
        ("  title: A\n  date: early 1990s\n", "  title: A\n  date: 199X\n  part: early\n"),
        ("title: A\ndate: 863\n", "title: A\ndate: 0863\n"),
        ("{title: A, date: c. 886}\n", "{title: A, date: 0886~}\n"),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_repaired(project: Project, run: Run, before: str, after: str, mark: bytes) -> None:
    """A date of one reading and a key of one slip are written as meant; the rest stays, byte for byte."""
    file = "content/events/a.md"
    root = project({file: mark + f"---\n{before}{BODY}".encode()})
    assert "---" not in run("check", "--root", root).out
    assert (root / file).read_bytes() == mark + f"---\n{before}{BODY}".encode()
    done = run("check", "--fix", "--root", root)
    assert (root / file).read_bytes() == mark + f"---\n{after}{BODY}".encode()
    assert f"--- a/{file}\n+++ b/{file}\n" in done.out
    assert done.code == 0, done.err
    again = run("check", "--fix", "--root", root)
    assert "+++" not in again.out
    assert [each.name for each in (root / "content/events").iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    "text",
    [
        "title: A\ndate: 03/04/1954\n",
        "title: A\ndate: '54'\n",
        "title: A\ndate: the 1900s\n",
        "title: A\ndate: two years later\n",
        "title: A\ndate: 1954-02-30\n",
        "title: A\ndate: 1914-18\n",
        "title: A\ndate: 3 Jan 1648/9\n",
        "title: A\ndate: early 1990s\npart: late\n",
        "title: A\ndate: 10 August 843\ncalendar: islamic\n",
        "title: A\ndate: early\n  1990s\n",
        "title: A\ndate: >\n  early 1990s\n",
        'title: A\ndate: "early\\x201990s"\n',
        "{title: A, date: early 1990s}\n",
        "title: A\ntitel: B\ndate: 1954\n",
        "title: A\ndate: 1954\nlang: id\n",
        "title: A\ndate: 1954\nimportanc: huge\n",
        "title: A\ndate: 1954\nmy-own: key\n",
        "title: A\ndate: early 1990s\nbroken: [\n",
        "title: A\ndate: early 1990s\ndate: 1954\n",
    ],
)
def test_left_alone(project: Project, run: Run, text: str) -> None:
    """What has no answer, or several, or is not written on one line as it reads, is said and not touched."""
    root = project({"content/events/a.md": f"---\n{text}{BODY}"})
    done = run("check", "--fix", "--root", root)
    assert (root / "content/events/a.md").read_text(encoding="utf-8") == f"---\n{text}{BODY}"
    assert done.err
    assert "+++" not in done.out


def test_sources_translations_and_pages(project: Project, run: Run) -> None:
    """Works, translations and pages are repaired by their own keys; a work has no key for a part."""
    root = project(
        {
            "content/site.toml": 'title = "T"\nlanguages = ["id", "en"]\n',
            "content/events/a.md": f"---\ntitle: A\ndate: 1954\nsources: [w]\n{BODY}",
            "content/events/a.en.md": f"---\ntitel: B\n{BODY}",
            "content/pages/p.md": f"---\ntitle: P\nlegnd: true\n{BODY}",
            "content/sources.yaml": SOURCES,
        }
    )
    done = run("check", "--fix", "--root", root, "--format", "json")
    fixes = json.loads(done.out)["fixes"]
    assert [fix["path"] for fix in fixes] == [
        "content/events/a.en.md",
        "content/pages/p.md",
        "content/sources.yaml",
    ]
    assert all(fix["diff"].startswith(f"--- a/{fix['path']}\n") for fix in fixes)
    written = (root / "content/sources.yaml").read_text(encoding="utf-8")
    assert written == "w:\n  title: W\n  issued: 1990~/1993~\nv: {title: V, issued: 1950~}\n"
    assert (root / "content/events/a.en.md").read_text(encoding="utf-8") == f"---\ntitle: B\n{BODY}"
    assert (root / "content/pages/p.md").read_text(encoding="utf-8") == f"---\ntitle: P\nlegend: true\n{BODY}"


def test_file_saved_in_the_meantime(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody saves between reading and writing keeps what they saved, and that is said."""
    root = project({"content/events/a.md": f"---\ntitle: A\ndate: c. 886\n{BODY}"})
    file = root / "content/events/a.md"
    saved = f"---\ntitle: Mine\ndate: c. 886\n{BODY}"
    repaired = repair.repaired_text

    def meanwhile(*arguments: Any) -> str:
        file.write_text(saved, encoding="utf-8")
        return repaired(*arguments)

    monkeypatch.setattr(repair, "repaired_text", meanwhile)
    done = run("check", "--fix", "--root", root)
    assert "O115" in done.err
    assert done.code == 1
    assert file.read_text(encoding="utf-8") == saved


def test_link_and_permissions_stay(tmp_path: Path) -> None:
    """A file behind a link is written where it is, and keeps who may read it."""
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"\xef\xbb\xbfold")
    file.chmod(0o640)
    link.symlink_to(file)
    assert replace_text(link, "old", "new") == ""
    assert link.is_symlink()
    assert file.read_bytes() == b"\xef\xbb\xbfnew"
    assert file.stat().st_mode & 0o777 == 0o640
    assert replace_text(link, "old", "newer") != ""
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("typed", "meant", "near"),
    [
        ("titel", "title", True),
        ("titl", "title", True),
        ("titlee", "title", True),
        ("tutle", "title", True),
        ("TITLE", "title", True),
        ("tilte", "title", True),
        ("titles2", "title", False),
        ("tag", "tags", True),
        ("lit", "title", False),
        ("ilt", "tile", False),
    ],
)
def test_one_slip(typed: str, meant: str, near: bool) -> None:
    """One slip is a letter more, less or other, or two beside each other swapped; case does not count."""
    assert is_one_slip(typed, meant) == near


def test_text_that_is_no_event() -> None:
    """A text without front matter is given back as it is."""
    text = "date: early 1990s\n"
    assert repair.repaired_text(text, EVENT_FIELDS, lambda _: pytest.fail("nothing is to be read")) == text

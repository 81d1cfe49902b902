"""Small projects with something wrong in them, each with the whole of what `check` says about it.

A folder of tests/data/bad is a case: the files of a project, and `expected.txt`. An empty `expected.txt` says
that what looks odd is accepted.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build.builder import Options, check
from site_gen.build.turns import Result
from site_gen.diagnostics import Diagnostic, Severity, as_json, has_errors, render
from site_gen.importer import seeds

BAD = Path(__file__).resolve().parents[1] / "data" / "bad"
CASES = sorted(folder.name for folder in BAD.iterdir() if folder.is_dir())
GOOD = "---\ntitle: A letter\ndate: 1954-03-31\n---\nA letter was sent.\n"

Project = Callable[[Mapping[str, str | bytes]], Path]
Outcome = tuple[int, str, str]
Checked = Callable[[str], tuple[Path, Result]]


def diagnostics_of(root: Path) -> tuple[Diagnostic, ...]:
    """What `check` says about a project."""
    return check(root, root / "public", Options()).diagnostics


def test_there_are_cases() -> None:
    """An empty list of cases would let the tests below pass without having tried anything."""
    assert len(CASES) >= 80


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """A function that checks a copy of a case, once, and gives the copy and the result."""
    done: dict[str, tuple[Path, Result]] = {}

    def check_case(case: str) -> tuple[Path, Result]:
        if case not in done:
            root = tmp_path_factory.mktemp("bad") / "project"
            shutil.copytree(BAD / case, root, ignore=shutil.ignore_patterns("expected.txt"))
            done[case] = root, check(root, root / "public", Options())
        return done[case]

    return check_case


@pytest.mark.parametrize("case", CASES)
def test_whole_output(case: str, checked: Checked) -> None:
    """What is said about a project is, whole, what its `expected.txt` holds, and nothing is written."""
    root, result = checked(case)
    expected = (BAD / case / "expected.txt").read_text(encoding="utf-8").removesuffix("\n")
    assert expected == render(result.diagnostics)
    assert result.published == (not has_errors(result.diagnostics))
    assert not (root / "public").exists()


@pytest.mark.parametrize("case", CASES)
def test_each_diagnostic_helps(case: str, checked: Checked) -> None:
    """Every diagnostic has a code, a message in the house's form, a hint, and a place or the whole file."""
    root, result = checked(case)
    for found in result.diagnostics:
        shown = as_json(found)
        assert re.fullmatch(r"[A-Z]\d{3}", found.code), shown
        assert found.message, shown
        assert found.hint, shown
        assert not found.path.startswith("/"), shown
        assert (found.line > 0) == (found.column > 0), shown
        if not found.code.startswith("T"):
            assert not re.search(r"^[A-Z]|\.$", found.message), shown
            assert not re.search(r"^[A-Z]|\.$", found.hint), shown
        if found.line:
            text = (root / found.path).read_bytes().decode("utf-8", "replace")
            assert found.line <= text.count("\n") + 1, shown


@pytest.mark.parametrize(
    "case", ["date-impossible", "yaml-tab", "site-missing", "body-empty", "file-bom-accepted"]
)
def test_the_program_ends_with_an_error(case: str, checked: Checked, run: Callable[..., Outcome]) -> None:
    """`check` ends with 1 where there is an error, else with 0, and says the same on stderr and as JSON."""
    root, result = checked(case)
    wanted = int(has_errors(result.diagnostics))
    code, _, err = run("check", "--root", root, "--color", "never")
    assert code == wanted
    assert render(result.diagnostics) in err
    code, out, _ = run("check", "--root", root, "--format", "json")
    assert code == wanted
    assert json.loads(out)["diagnostics"] == [as_json(d) for d in result.diagnostics]


def test_link_that_leads_nowhere(project: Project) -> None:
    """A dangling symbolic link is an error of its own, by the name of the link."""
    root = project({"content/events/letter.md": GOOD})
    (root / "content/events/gone.md").symlink_to("nowhere.md")
    found = [d for d in diagnostics_of(root) if d.severity is Severity.ERROR]
    assert [(d.path, d.code) for d in found] == [("content/events/gone.md", "S105")]


def test_link_to_a_file_elsewhere(project: Project) -> None:
    """A linked file is read and named by the link's own path, not by that of the file it leads to."""
    wrong = GOOD.replace("1954-03-31", "1954-13")
    root = project({"content/events/treaty.md": GOOD, "notes/elsewhere.md": wrong})
    (root / "content/events/letter.md").symlink_to("../../notes/elsewhere.md")
    found = [d for d in diagnostics_of(root) if d.severity is Severity.ERROR]
    assert [(d.path, d.line, d.column, d.code) for d in found] == [
        ("content/events/letter.md", 3, 12, "D101")
    ]


@pytest.mark.parametrize(
    ("link", "target", "faulty"),
    [
        ("content/events/letter.md", "secret.md", ["content/events/letter.md"]),
        ("content/events/photo.png", "secret.md", ["content/events/photo.png"]),
        ("content/pages", "folder", ["content/pages"]),
        ("static/notes.txt", "secret.md", ["static/notes.txt"]),
        ("static", "folder", ["static/secret.md"]),
        ("seeds/article.md", "secret.md", []),
        ("static/same.txt", "project/content/events/treaty.md", []),
    ],
)
def test_links_that_lead_out(
    project: Project, tmp_path: Path, link: str, target: str, faulty: list[str]
) -> None:
    """What a link brings in from outside the project is not published, and said where it would have been."""
    secret = GOOD.replace("A letter", "hidden")
    (tmp_path / "folder").mkdir()
    for name in ("secret.md", "folder/secret.md"):
        (tmp_path / name).write_text(secret, encoding="utf-8")
    root = project({"content/events/treaty.md": GOOD})
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(tmp_path / target)
    found = [d for d in diagnostics_of(root) if d.code == "S105"]
    assert [d.path for d in found] == faulty
    assert all("out of the project" in d.message for d in found)
    assert seeds(root) == ()


def test_folder_with_the_name_of_a_file(project: Project) -> None:
    """A folder whose name ends in `.md` is an error."""
    root = project({"content/events/letter.md/index.txt": "x", "content/events/treaty.md": GOOD})
    assert [d.code for d in diagnostics_of(root) if d.severity is Severity.ERROR] == ["S104"]


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        pytest.param(
            GOOD + "x" * 999_999,
            "S103",
            "the file has 1,000,059 bytes; at most 1,000,000 are read",
            id="file",
        ),
        pytest.param(
            GOOD.replace("A letter was sent.\n", "x" * 100_001),
            "E105",
            "the body has 100,001 characters; at most 100,000 are read",
            id="body",
        ),
    ],
)
def test_too_large(content: str, code: str, message: str, project: Project) -> None:
    """A file or a body that is too large to be meant is refused and not read on."""
    root = project({"content/events/letter.md": content, "content/events/treaty.md": GOOD})
    found = [d for d in diagnostics_of(root) if d.severity is Severity.ERROR]
    assert [(code, message)] == [(d.code, d.message) for d in found]


def test_everything_is_said_at_once(tmp_path: Path) -> None:
    """Faults of the settings, of events and of sources come out of one run."""
    root = tmp_path / "project"
    shutil.copytree(BAD / "many-faults-at-once", root)
    assert {
        "content/events/letter.md",
        "content/events/note.md",
        "content/site.toml",
        "content/sources.yaml",
    } == {d.path for d in diagnostics_of(root)}

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from site_gen import again
from site_gen.outcome import Outcome

Project = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

CHECKOUT = Path(__file__).resolve().parents[1]
EVENT = "---\ntitle: T\ndate: 1954\nadded: 2026-01-01\n---\nText.\n"
BROKEN = "---\ntitle: T\ndate: 1954-13\n---\nText.\n"
ARTICLE = """\
---
title: A visit
published: 2024-04-01
lang: en
---

In March 1954 a letter was sent to three capitals. On 15 May 1955 the treaty was signed in Vienna.
"""


def document(out: str) -> dict[str, Any]:
    """The one JSON document that stands on stdout, with its diagnostics in the fields of the contract."""
    data: dict[str, Any] = json.loads(out)
    for each in data["diagnostics"]:
        assert set(each) == {"path", "line", "column", "severity", "code", "message", "hint"}
    return data


@pytest.fixture
def root(project: Project) -> Path:
    """A project with one event, and a base URL so that nothing is to be warned of."""
    return project(
        {
            "content/site.toml": 'title = "A"\nbase_url = "https://example.org/"\n',
            "content/events/e.md": EVENT,
        }
    )


def test_build(root: Path, run: Run) -> None:
    """A build says what it did on stdout, and nothing on stderr where there is nothing to warn of."""
    done = run("build", "--root", root)
    assert (done.code, done.err) == (0, "")
    assert "written, 0 unchanged, 0 removed" in done.out
    assert (root / "public/index.html").is_file()


def test_no_command_builds(root: Path, run: Run) -> None:
    """Options alone mean `build`."""
    data = document(run("--root", root, "--format", "json").out)
    assert (data["built"], data["removed"]) == (data["pages"] + 1, 0)
    assert (root / "public/index.html").is_file()


def test_build_json(root: Path, run: Run) -> None:
    """The document of a build counts its pages, and adds up."""
    run("build", "--root", root)
    done = run("build", "--root", root, "--format", "json")
    data = document(done.out)
    assert set(data) == {"diagnostics", "pages", "built", "kept", "removed", "size", "seconds", "output"}
    assert (data["built"], data["removed"], data["kept"]) == (0, 0, data["pages"] + 1)
    assert data["output"] == (root / "public").as_posix()
    assert done.err == ""


@pytest.mark.parametrize("command", ["build", "check"])
def test_broken_content(project: Project, run: Run, command: str) -> None:
    """Errors of the content are exit 1, on stderr, with the place; stdout says nothing of success."""
    root = project({"content/events/e.md": BROKEN})
    done = run(command, "--root", root)
    assert done.code == 1
    assert "content/events/e.md:3:" in done.err
    assert "error[D101]" in done.err
    assert not (root / "public").exists()
    data = document(run(command, "--root", root, "--format", "json").out)
    assert "D101" in [d["code"] for d in data["diagnostics"]]


def test_check_writes_nothing(root: Path, run: Run) -> None:
    """A check says what a build would say, and leaves no file behind."""
    (root / "seeds").mkdir()
    (root / "seeds/a.md").write_text(ARTICLE, encoding="utf-8")
    before = sorted(root.rglob("*"))
    done = run("check", "--root", root)
    assert (done.code, sorted(root.rglob("*"))) == (0, before)
    assert "checked: no errors" in done.out
    assert document(run("check", "--root", root, "--format", "json").out)["pages"] > 0


def test_warnings_and_strict(project: Project, run: Run) -> None:
    """A warning lets a build pass, and stops it under `--strict`; nothing is published then."""
    root = project({"content/events/e.md": EVENT})
    strict = run("build", "--strict", "--root", root)
    assert strict.code == 1
    assert "warning[C101]" in strict.err
    assert "nothing was published" in strict.err
    assert not (root / "public").exists()
    assert run("check", "--strict", "--root", root).code == 1
    assert run("build", "--root", root).code == 0
    assert run("build", "--strict", "--root", root, "--base-url", "https://example.org").code == 0


def test_quiet(project: Project, run: Run) -> None:
    """`-q` says nothing but errors, and keeps what a command is for."""
    root = project({"content/events/e.md": EVENT})
    done = run("build", "-q", "--root", root)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert run("date", "1954", "-q").out != ""
    (root / "content/events/e.md").write_text(BROKEN, encoding="utf-8")
    assert "error[D101]" in run("build", "-q", "--root", root).err


def test_github_format(project: Project, run: Run) -> None:
    """`--format github` marks the line for a pull request."""
    root = project({"content/events/e.md": BROKEN})
    done = run("check", "--format", "github", "--root", root)
    assert "::error file=content/events/e.md,line=3," in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--forc"],
        ["build", "extra"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["build", "--root", "does/not/exist"],
        ["build", "--base-url", "example.org"],
        ["build", "--format", "xml"],
        ["check", "--root", "does/not/exist"],
        ["import"],
        ["import", "x.md", "--root", "does/not/exist"],
        ["new", "Title"],
        ["new", "Title", "--date", "yesterday"],
        ["new", " ", "--date", "1954"],
        ["date"],
        ["date", "1954", "--lang", "xx"],
        ["explain"],
        ["serve", "--port", "many"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    """What cannot be meant is exit 2, with a sentence on stderr and nothing on stdout."""
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help(run: Run, arguments: list[str]) -> None:
    """Help and version are results."""
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.strip()


def test_new(root: Path, run: Run) -> None:
    """A new file is named, is read back without an error, and is never written twice."""
    title = 'The "letter": of #1 & é'
    done = run("new", title, "--date", "1954-03", "--root", root)
    assert done.code == 0
    file = root / done.out.strip()
    assert f"title: {json.dumps(title, ensure_ascii=False)}" in file.read_text(encoding="utf-8")
    before = file.read_bytes()
    again = run("new", title, "--date", "1954-03", "--root", root, "--format", "json")
    assert again.code == 1
    assert [d["code"] for d in document(again.out)["diagnostics"]] == ["O110"]
    assert file.read_bytes() == before
    check = document(run("check", "--root", root, "--format", "json").out)
    assert [d for d in check["diagnostics"] if d["severity"] == "error"] == []


def test_new_below_year_0(root: Path, run: Run) -> None:
    """The date of a new event may begin with a hyphen."""
    done = run("new", "Ides", "--date", "-0043-03-15", "--root", root)
    assert done.code == 0, done.err
    assert 'date: "-0043-03-15"' in (root / done.out.strip()).read_text(encoding="utf-8")


def test_explain(root: Path, run: Run) -> None:
    """Before a build a page is new, after it up to date, after an edit the changed field is named."""
    text = EVENT.replace("added:", "summary: Said.\nadded:")
    (root / "content/events/e.md").write_text(text, encoding="utf-8")
    assert "it is new" in run("explain", "events/e.html", "--root", root).out
    run("build", "--root", root)
    assert "up to date" in run("explain", "public/events/e.html", "--root", root).out
    (root / "content/events/e.md").write_text(text + "More.\n", encoding="utf-8")
    data = document(run("explain", "events/e.html", "--root", root, "--format", "json").out)
    assert data["reasons"] == ["its body changed"]
    assert (data["template"], data["origin"]) == ("event.html", "content/events/e.md")
    copied = document(run("explain", "favicon.svg", "--root", root, "--format", "json").out)
    assert copied["source"].endswith("static/favicon.svg")
    wrong = run("explain", "events/f.html", "--root", root)
    assert wrong.code == 2
    assert "did you mean `events/e.html`" in wrong.err


def test_import(root: Path, run: Run, tmp_path: Path) -> None:
    """An article's document has its paragraphs, expressions and episodes, with offsets that fit the file."""
    article = tmp_path / "visit.md"
    article.write_text(ARTICLE, encoding="utf-8")
    done = run("import", article, "--root", root, "--format", "json")
    data = document(done.out)
    assert done.code == 0
    assert set(data) == {"diagnostics", "article", "expressions", "episodes", "changes", "proposals"}
    for each in data["expressions"]:
        assert ARTICLE[each["start"] : each["end"]] == each["text"]
        assert {"paragraph", "kind", "role", "edtf", "part", "earliest", "latest", "anchor"} <= set(each)
    assert [e["date"] for e in data["episodes"]] == ["1954-03", "1955-05-15"]
    assert all((root / e["file"]).is_file() for e in data["episodes"])


def test_build_drafts_what_is_in_seeds(root: Path, run: Run) -> None:
    """`build` alone does the whole line: episodes become files, files become pages."""
    (root / "seeds").mkdir()
    (root / "seeds/visit.md").write_text(ARTICLE, encoding="utf-8")
    done = run("--root", root)
    assert done.code == 0
    assert done.err.count("drafted content/events/") == 2
    assert len(list((root / "public/events").iterdir())) == 3
    assert "drafted" not in run("--root", root).err.replace("was drafted by a program", "")


def test_init_build_check(run: Run, tmp_path: Path) -> None:
    """The starter builds and checks without an error, and is never written over anything."""
    folder = tmp_path / "new/site"
    assert run("init", folder).code == 0
    assert run("build", "--root", folder, "--strict", "--base-url", "https://example.org/").code == 0
    assert run("check", "--root", folder).code == 0
    again = run("init", folder)
    assert again.code == 1
    assert "error[O112]" in again.err


def test_init_quotes_the_folder_for_a_shell(run: Run, tmp_path: Path) -> None:
    """The command that it tells to run next can be pasted, whatever the folder is called."""
    folder = tmp_path / "my site's"
    line = run("init", folder).out.splitlines()[-1]
    command, _, _ = line.removeprefix("next: ").partition(",")
    assert shlex.split(command)[-2:] == ["--root", folder.as_posix()]


def test_a_project_without_settings(run: Run, tmp_path: Path) -> None:
    """A folder that is no project is exit 1 with one error that says what to do."""
    done = run("build", "--root", tmp_path, "--format", "json")
    assert done.code == 1
    (fault,) = document(done.out)["diagnostics"]
    assert fault["code"] == "C100"
    assert "init" in fault["hint"]


def test_an_interrupt_is_said(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle ends with 130 and one word."""

    def interrupted(options: object) -> Outcome:
        raise KeyboardInterrupt

    monkeypatch.setattr(again, "build", interrupted)
    done = run("build", "--root", root)
    assert (done.code, done.out, done.err) == (130, "", "stopped\n")


def program(*arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
    """Start the program as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), **options.pop("env", {})}
    command = [sys.executable, "-m", "site_gen.cli", *map(str, arguments)]
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="surrogateescape",
        **options,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_a_real_interrupt() -> None:
    """A process that waits for lines ends at once when it is interrupted, without a traceback."""
    start = "import sys; from site_gen.cli import main; print(flush=True); sys.exit(main(['date', '-']))"
    process = subprocess.Popen(
        [sys.executable, "-c", start],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, "stopped\n")


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    """Whoever reads the results may stop reading."""
    lines = tmp_path / "dates.txt"
    lines.write_text("1954\n" * 20_000, encoding="utf-8")
    with lines.open(encoding="utf-8") as given:
        process = program("date", "-", stdin=given)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        process.wait(timeout=60)
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


def test_a_narrow_terminal_encoding_is_no_traceback() -> None:
    """What the terminal's encoding lacks is written otherwise."""
    process = program("date", "Ω\u4e2d", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (1, "")
    assert "\\u4e2d" in out


def test_options_before_the_command(root: Path, run: Run) -> None:
    """Options before the command are refused in words that help; a folder may be called like a command."""
    code, _, err = run("-q", "check")
    assert code == 2
    assert "write the command first, then its options: `check -q" in err
    assert run("--root", str(root), "--output", str(root / "public"))[0] == 0
    assert "write the command first" not in run("--root", "check")[2]


@pytest.mark.parametrize("command", ["build", "check"])
def test_content_and_templates_are_wrong_in_one_run(project: Project, run: Run, command: str) -> None:
    """A broken event does not hide a broken template: one run says both, and publishes nothing."""
    files = {"content/events/e.md": BROKEN, "templates/find.html": "{% if %}\n"}
    root = project(files)
    code, _, err = run(command, "--root", str(root))
    assert code == 1
    assert "error[D101]" in err
    assert "templates/find.html:1:1: error[T101]" in err
    assert not (root / "public").exists()


def test_many_warnings_that_say_the_same_are_one(project: Project, run: Run) -> None:
    """More than five that differ in their place alone are one entry with a count and the first names; `-v`,
    `json` and `github` have each, errors are never gathered, and the news stands before them.
    """
    draft = "---\ntitle: T\ndate: 1954\nlane: x\nreviewed: false\n---\nText.\n"
    files = {f"content/events/e{n}.md": draft.replace("lane: x\n", "") for n in range(7)}
    root = project({"content/site.toml": 'title = "A"\n', **files})
    (root / "seeds").mkdir()
    (root / "seeds/visit.md").write_text(ARTICLE, encoding="utf-8")
    done = run("--root", root).err
    assert done.count("E112") == 1
    assert (
        "9 files: warning[E112]: was drafted by a program and is not yet reviewed, in content/events/" in done
    )
    assert "and 6 more (`-v` shows each)" in done
    assert done.index("drafted content/events/") < done.index("E112")
    assert run("check", "--root", root, "-v").err.count("E112") == 9
    assert run("check", "--root", root, "--format", "github").err.count("E112") == 9
    assert len(document(run("check", "--root", root, "--format", "json").out)["diagnostics"]) >= 9
    for name in files:
        (root / name).write_text(draft, encoding="utf-8")
    failed = run("--root", root).err
    assert failed.count("E110") == 7
    assert failed.splitlines()[-1].startswith("nothing was published")

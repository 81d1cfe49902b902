import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build.builder import Options, build
from site_gen.build.manifest import VERSION, Manifest, cache_file, read_manifest, write_manifest
from site_gen.build.refusal import refusal
from site_gen.build.turns import Result
from site_gen.build.writer import digest_of, put

Project = Callable[[Mapping[str, str | bytes]], Path]
Tree = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def root(project: Project, small: Mapping[str, str]) -> Path:
    """The small project, not yet built."""
    return project(small)


def without_cache(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out what builds keep for themselves."""
    return {path: data for path, data in files.items() if ".cache/" not in path}


def memory(root: Path) -> Path:
    """What is remembered of the output `public`."""
    return cache_file(root, root / "public", "manifest.json")


def built(root: Path, output: Path | None = None) -> Result:
    """Build a project; it must succeed."""
    result = build(root, output or root / "public", Options())
    assert result.published, result.diagnostics
    return result


def test_foreign_files_are_kept(root: Path) -> None:
    """What somebody else put into the output stays, also in a folder whose pages all go."""
    built(root)
    for name in ("CNAME", "tags/notes.txt"):
        (root / "public" / name).write_text("mine", encoding="utf-8")
    for file in (root / "content/events").glob("*.md"):
        file.unlink()
    built(root)
    assert (root / "public/CNAME").read_text(encoding="utf-8") == "mine"
    assert [file.name for file in (root / "public/tags").iterdir()] == ["notes.txt"]


def test_stale_files_go_with_their_folders(root: Path) -> None:
    """A page whose event is gone is removed, and so are folders that this leaves empty."""
    (root / "static/docs/deep").mkdir(parents=True)
    (root / "static/docs/deep/paper.pdf").write_bytes(b"%PDF")
    built(root)
    assert (root / "public/docs/deep/paper.pdf").is_file()
    (root / "static/docs/deep/paper.pdf").unlink()
    (root / "content/events/1990s.md").unlink()
    result = built(root)
    assert result.removed == 3
    assert not (root / "public/docs").exists()
    assert not (root / "public/events/1990s.html").exists()


def test_a_folder_may_take_the_place_of_a_file(root: Path, tree: Tree) -> None:
    """A copied file that becomes a folder, and a folder that becomes a file, stop no build."""
    (root / "static").mkdir()
    (root / "static/one").write_text("file", encoding="utf-8")
    (root / "static/two").mkdir()
    (root / "static/two/file").write_text("file", encoding="utf-8")
    built(root)
    for name in ("one", "two/file"):
        (root / "static" / name).unlink()
    (root / "static/two").rmdir()
    (root / "static/one").mkdir()
    (root / "static/one/file").write_text("in a folder", encoding="utf-8")
    (root / "static/two").write_text("now a file", encoding="utf-8")
    built(root)
    found = tree(root / "public")
    assert (found["one/file"], found["two"]) == (b"in a folder", b"now a file")


@pytest.mark.parametrize(
    ("output", "why"),
    [
        (".", "more than the site"),
        ("..", "more than the site"),
        ("../..", "more than the site"),
        ("/", "more than the site"),
        ("~", "more than the site"),
        ("~/..", "more than the site"),
        ("content", "source folders"),
        ("content/events/out", "source folders"),
        ("content/../content", "source folders"),
        ("static", "source folders"),
        ("seeds/new", "source folders"),
        ("templates/x", "source folders"),
        (".cache", "source folders"),
        (".cache/site_gen/x", "source folders"),
        (".venv/out", "source folders"),
        (".git/x", "source folders"),
        ("file.txt", "is a file"),
        ("pipe", "is a file"),
        ("repo", "a repository"),
        ("mercurial", "a repository"),
        ("repo/.git/refs", "version control"),
        ("full", "not of this site"),
        ("hidden", "not of this site"),
        ("other", "a project"),
        ("other/content", "source folders"),
        ("other/static/x", "source folders"),
        ("to-content", "source folders"),
        ("to-root", "more than the site"),
        ("to-full", "not of this site"),
        ("loop", ""),
        ("/tmp", ""),
        ("/var/tmp", "others use"),
        ("/usr", "others use"),
        ("/home", "others use"),
        ("/home/somebody", "others use"),
        ("/var/lib", "others use"),
        ("/etc/site", "the system"),
        ("/proc/self", "the system"),
        ("/dev/full", "the system"),
        ("/sys/kernel", "the system"),
        ("~/.ssh", "settings"),
        ("~/Documents", "others use"),
    ],
)
def test_refused_outputs(root: Path, output: str, why: str, tree: Tree) -> None:
    """A folder that holds anything but a site of ours is refused before anything is read or written."""
    texts = ("file.txt", "full/thesis.doc", "hidden/.env", "other/content/site.toml", "repo/.git/HEAD")
    for name in (*texts, "mercurial/.hg/requires"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    for name, goal in (("to-content", "content"), ("to-root", "."), ("to-full", "full"), ("loop", "loop")):
        (root / name).symlink_to(goal)
    os.mkfifo(root / "pipe")
    before = [(file, file.lstat().st_mtime_ns) for file in sorted(root.rglob("*"))]
    target = Path(output).expanduser() if output.startswith("~") else root / output
    result = build(root, target, Options())
    assert (result.published, [d.code for d in result.diagnostics]) == (False, ["O103"])
    assert why in result.diagnostics[0].message
    assert [(file, file.lstat().st_mtime_ns) for file in sorted(root.rglob("*"))] == before


@pytest.mark.parametrize("inside", ["content/out", "static", "seeds/deep/er", ".git"])
def test_sources_of_another_project_are_refused(root: Path, project: Project, inside: str) -> None:
    """The folders of any project above the output are as safe as this project's own."""
    other = project({"content/events/x.md": "mine"})
    refused = refusal(other / inside, root)
    assert refused is not None
    assert "source folders" in refused.message
    assert refusal(other / "public", root) is None


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("folder", ["events", "id", "id/events"])
def test_a_linked_folder_in_the_output_is_one_diagnostic(
    root: Path, tree: Tree, tmp_path: Path, folder: str, force: bool
) -> None:
    """Where a folder below the output is a link, nothing is written or removed, there or anywhere."""
    built(root)
    outside = (root / "public" / folder).rename(tmp_path / "outside")
    (root / "public" / folder).symlink_to(outside)
    (root / "content/events/1990s.md").unlink()
    before = without_cache(tree(tmp_path))
    result = build(root, root / "public", Options(force=force))
    (fault,) = (d for d in result.diagnostics if d.severity == "error")
    assert (result.published, fault.code) == (False, "O104")
    assert fault.path.endswith(f"public/{folder}")
    assert "a link to a folder is in the way" in fault.message
    assert without_cache(tree(tmp_path)) == before


def test_the_output_itself_may_be_a_link(root: Path, tmp_path: Path) -> None:
    """A link in place of the output is somebody's choice of where the site stands."""
    (tmp_path / "www").mkdir()
    (root / "public").symlink_to(tmp_path / "www")
    built(root)
    assert (tmp_path / "www/index.html").is_file()


def test_a_link_to_a_refused_folder_is_refused(root: Path) -> None:
    """It is the real folder that counts, not its name."""
    (root / "link").symlink_to(root / "content")
    assert refusal(root / "link", root) is not None


@pytest.mark.parametrize("output", ["public", "out", "deep/er/out"])
def test_fresh_outputs_are_taken(root: Path, output: str) -> None:
    """A folder that is empty or not there is an output, and is known again at the next build."""
    assert built(root, root / output).built > 0
    assert built(root, root / output).built == 0


def test_two_outputs_are_known_apart(root: Path, tree: Tree) -> None:
    """Building into a second folder makes it whole, and forgets nothing of the first."""
    built(root)
    built(root, root / "second")
    assert tree(root / "public") == tree(root / "second")
    assert (built(root).built, built(root, root / "second").built) == (0, 0)


def test_a_moved_project_knows_its_output(root: Path) -> None:
    """After the whole project was moved, nothing is made again and stale pages still go."""
    built(root)
    moved = root.rename(root.with_name("elsewhere"))
    (moved / "content/events/1990s.md").unlink()
    assert built(moved).kept > 0
    assert not (moved / "public/events/1990s.html").exists()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/events/1990s.md", "---\ntitle: Broken\ndate: 1990-13\n---\nx\n"),
        ("content/site.toml", "title = "),
        ("templates/event.html", "{{ nothing }}"),
        ("templates/event.html", "{% if %}"),
        ("content/events/1990s.md", "---\ntitle: Broken\ndate: 199X\n---\n[x](missing.md)\n"),
    ],
)
def test_a_failed_build_leaves_the_last_good_site(root: Path, tree: Tree, file: str, text: str) -> None:
    """Where any input is wrong, not a byte of the output and not the manifest changes."""
    built(root)
    before, manifest = tree(root / "public"), memory(root).read_bytes()
    (root / "content/events/new.md").write_text("---\ntitle: N\ndate: 1960\n---\nx\n", encoding="utf-8")
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    result = build(root, root / "public", Options())
    assert not result.published
    assert any(d.severity == "error" for d in result.diagnostics)
    assert (tree(root / "public"), memory(root).read_bytes()) == (before, manifest)


@pytest.mark.parametrize("blocked", ["index.html", "events/1954-letter.html", "robots.txt"])
def test_a_disk_that_refuses_is_one_diagnostic(root: Path, tree: Tree, blocked: str) -> None:
    """A folder in the way of one file stops the build before another file is replaced, with one sentence."""
    built(root)
    (root / "public" / blocked).unlink()
    (root / "public" / blocked).mkdir()
    (root / "public" / blocked / "kept").write_text("x", encoding="utf-8")
    before = tree(root / "public")
    event = root / "content/events/1954-letter.md"
    event.write_text(event.read_text(encoding="utf-8").replace("A letter", "The letter"), encoding="utf-8")
    result = build(root, root / "public", Options(force=True))
    (fault,) = (d for d in result.diagnostics if d.severity == "error")
    assert (result.published, fault.code) == (False, "O104")
    assert blocked in fault.path
    assert tree(root / "public") == before


def test_an_output_below_a_file_is_one_diagnostic(root: Path) -> None:
    """A file where the output's own parent should be is said, not thrown."""
    (root / "note.txt").write_text("x", encoding="utf-8")
    result = build(root, root / "note.txt/out", Options())
    assert [d.code for d in result.diagnostics if d.severity == "error"] == ["O104"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '{"version": 1}',
        '{"version": 99, "outputs": {}}',
        '{"version": 1, "outputs": []}',
        '{"version": 1, "outputs": {"public": []}}',
        '{"version": 1, "outputs": {"public": {"files": [], "facts": {}}}}',
        '{"version": 1, "outputs": {"public": {"files": {"index.html": 7}, "facts": {"index.html": 7}}}}',
        "\udcff",
        "[" * 100_000,
    ],
)
def test_a_broken_manifest_is_as_good_as_none(root: Path, tree: Tree, text: str) -> None:
    """Whatever stands in the cache, the build makes the whole site and writes the manifest anew."""
    built(root)
    good = tree(root / "public")
    (root / "public/index.html").write_text("changed", encoding="utf-8")
    memory(root).write_text(text, encoding="utf-8", errors="surrogateescape")
    built(root)
    assert tree(root / "public") == good
    assert json.loads(memory(root).read_text(encoding="utf-8"))["version"] == VERSION
    assert built(root).built == 0


def test_a_manifest_cannot_remove_what_lies_outside(root: Path) -> None:
    """A manifest that somebody else wrote names files outside the output in vain."""
    built(root)
    data = json.loads(memory(root).read_text(encoding="utf-8"))
    data["files"] |= {"../content/site.toml": "x", "/etc/hostname": "x"}
    memory(root).write_text(json.dumps(data), encoding="utf-8")
    built(root)
    assert (root / "content/site.toml").is_file()


def test_what_was_changed_by_hand_is_made_again(root: Path, tree: Tree) -> None:
    """Edited and deleted files of the output come back; nothing else is written."""
    built(root)
    good = tree(root / "public")
    (root / "public/index.html").write_text("mine", encoding="utf-8")
    (root / "public/about.html").unlink()
    assert built(root).built == 2
    assert tree(root / "public") == good


def test_a_second_build_writes_nothing(root: Path) -> None:
    """Without a change no file of the project or of the site gets a new time."""
    built(root)
    files = [file for file in root.rglob("*") if file.is_file() and ".cache" not in file.parts]
    stamps = {file: file.stat().st_mtime_ns for file in files}
    result = built(root)
    assert (result.built, result.removed, result.kept) == (0, 0, len(list((root / "public").rglob("*.*"))))
    assert {file: file.stat().st_mtime_ns for file in files} == stamps


def test_an_output_path_never_leaves_its_folder(tmp_path: Path) -> None:
    """The last door: a path with `..` is refused by the writer itself."""
    with pytest.raises(ValueError, match="left its folder"):
        put(tmp_path / "out", {}, "../x", b"")
    assert not (tmp_path / "x").exists()


def test_no_temporary_file_stays(root: Path) -> None:
    """After a build, and after one that failed, nothing of its own lies beside the files."""
    built(root)
    (root / "public/index.html").unlink()
    (root / "public/index.html").mkdir()
    build(root, root / "public", Options(force=True))
    assert [file for file in (root / "public").rglob("*") if file.name.endswith(".tmp")] == []


def test_manifest_round_trip(tmp_path: Path) -> None:
    """What is written of an output is read back, and nothing else."""
    output = tmp_path / "public"
    links = {"a.html": (("other.md", "a"),)}
    manifest = Manifest({"a.html": digest_of(b"x")}, {"a.html": "1 2"}, {"a.html": {"title": "1"}}, links)
    write_manifest(tmp_path, output, manifest)
    assert read_manifest(tmp_path, output) == manifest
    assert read_manifest(tmp_path, tmp_path / "other") == Manifest()

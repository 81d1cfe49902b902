import email
import itertools
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Mapping
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (
    "requirements.lock",
    "requirements-test.lock",
    "requirements-html.lock",
    "requirements-commonmark.lock",
    "requirements-images.lock",
)
# Folders of the checkout and where their files stand in the wheel.
SHIPPED: Mapping[str, str] = {
    "site_gen": "site_gen",
    "templates": "site_gen/_builtin/templates",
    "static": "site_gen/_builtin/static",
}


def environment_without_checkout(home: Path) -> dict[str, str]:
    """The variables of this process, less those that lead to the checkout or to the user's files."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    return kept | {"HOME": str(home), "PIP_NO_INDEX": "1"}


def run(*command: str | Path, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that has to succeed, and show what it wrote where it does not."""
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment_without_checkout(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result


def build(source: Path, target: str, folder: Path) -> Path:
    """Build one distribution of a source tree with hatchling, in this environment and without a network."""
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=source, home=folder)
    built = list(folder.glob("*.whl" if target == "wheel" else "*.tar.gz"))
    assert len(built) == 1
    return built[0]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def names_in_wheel(wheel: Path) -> frozenset[str]:
    """The paths of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.fixture(scope="session")
def metadata(wheel: Path, names_in_wheel: frozenset[str]) -> Message:
    """The wheel's METADATA."""
    [path] = [name for name in names_in_wheel if name.endswith(".dist-info/METADATA")]
    with zipfile.ZipFile(wheel) as archive:
        return email.message_from_bytes(archive.read(path))


@pytest.fixture(scope="session")
def bin_of_installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds the wheel, and the packages of this one.

    pip comes from the interpreter that this environment was made from: neither holds a pip of its own.
    """
    folder = tmp_path_factory.mktemp("installed")
    base = getattr(sys, "_base_executable", sys.executable)
    run(base, "-m", "venv", "--without-pip", folder / "venv", cwd=folder, home=folder)
    scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(
        *(base, "-m", "pip", "--python", scripts / "python", "install", "--no-deps", wheel),
        cwd=folder,
        home=folder,
    )
    places = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    site_packages = Path(sysconfig.get_path("purelib", "venv", vars=places))
    (site_packages / "packages.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return scripts


@pytest.mark.parametrize("folder", SHIPPED)
def test_every_file_reaches_the_wheel(folder: str, names_in_wheel: frozenset[str]) -> None:
    """Modules, data, templates and static files are all in the wheel, each in its place."""
    ours = [file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    expected = {f"{SHIPPED[folder]}/{file.relative_to(ROOT / folder).as_posix()}" for file in ours}
    assert expected
    assert sorted(expected - names_in_wheel) == []


def test_wheel_holds_nothing_else(names_in_wheel: frozenset[str]) -> None:
    """No tests, no content and no second copy: one package and its metadata."""
    outside = [name for name in names_in_wheel if not re.match(r"site_gen/|site_gen-[^/]+\.dist-info/", name)]
    assert outside == []
    assert {"site_gen/py.typed"} <= names_in_wheel


def test_metadata(metadata: Message) -> None:
    """The version is the package's own, the licence is named, and test packages are no extras."""
    namespace: dict[str, str] = {}
    exec((ROOT / "site_gen" / "__init__.py").read_text(encoding="utf-8"), namespace)
    assert metadata["Version"] == namespace["__version__"]
    assert (metadata["License-Expression"], metadata["License-File"]) == ("MIT", "LICENSE")
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata.get_all("Provides-Extra") == ["commonmark", "html", "images"]


def test_sdist_builds_the_same_wheel(tmp_path: Path, names_in_wheel: frozenset[str]) -> None:
    """Who builds from the sdist, with the folders still at its root, gets the same files."""
    (tmp_path / "tree").mkdir()
    with tarfile.open(build(ROOT, "sdist", tmp_path)) as archive:
        archive.extractall(tmp_path / "tree", filter="data")
    [tree] = (tmp_path / "tree").iterdir()
    assert (tree / "build.py").is_file()
    with zipfile.ZipFile(build(tree, "wheel", tmp_path)) as again:
        assert frozenset(again.namelist()) == names_in_wheel


def test_installed_program_is_not_the_checkout(bin_of_installed: Path, tmp_path: Path) -> None:
    """The installed environment imports the wheel's package, or the next test would test the checkout."""
    show = "import site_gen; print(site_gen.__file__)"
    result = run(bin_of_installed / "python", "-c", show, cwd=tmp_path, home=tmp_path)
    assert Path(result.stdout.strip()).is_relative_to(bin_of_installed.parent)


def test_installed_program_makes_and_builds_a_project(bin_of_installed: Path, tmp_path: Path) -> None:
    """In an empty folder, far from any checkout, `init` makes a project that `build` publishes."""
    program = bin_of_installed / "site-gen"
    run(program, "init", "mysite", cwd=tmp_path, home=tmp_path)
    project = tmp_path / "mysite"
    assert (project / "content" / "site.toml").is_file()
    run(program, "build", cwd=project, home=tmp_path)
    index = project / "public" / "index.html"
    assert "<html" in index.read_text(encoding="utf-8")
    assert "--paper" in index.read_text(encoding="utf-8"), "the wheel's stylesheet did not get into the page"
    assert (project / "public" / "favicon.svg").is_file(), "the wheel's static files were not published"


def requirements(lock: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes by package of a lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    pinned = [re.match(r"([a-z0-9.-]+)==(\S+)", line) for line in lines]
    return {
        match[1]: (match[2], line.count("--hash=sha256:"))
        for match, line in zip(pinned, lines, strict=True)
        if match
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_and_hash_everything(lock: str) -> None:
    """Each line pins one version with hashes; nothing names an index, a file or another option."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    body = re.sub(r"#.*", "", text.replace("\\\n", " ")).split("\n")
    line = re.compile(r"[a-z0-9.-]+==[\w.!+]+( ;[^-]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [entry for entry in body if entry.strip() and not line.fullmatch(entry)] == []
    assert len(requirements(lock)) > 10


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_say_how_they_were_made(lock: str) -> None:
    """The header holds the command, which anybody can repeat: no path of the machine it ran on."""
    command = (ROOT / lock).read_text(encoding="utf-8").splitlines()[1].removeprefix("#").strip()
    assert command.startswith("uv pip compile --universal --generate-hashes --python-version 3.11 ")
    assert command.endswith(f"-o {lock}")
    assert not re.search(r"://|(^|[\s=])[/~]|\\", command)


def test_locks_agree() -> None:
    """The other locks go on top of the first, so that what two of them hold is the same version."""
    for one, other in itertools.combinations(map(requirements, LOCKS), 2):
        assert {name: other[name] for name in one.keys() & other.keys() if one[name] != other[name]} == {}


def test_locks_hold_what_is_asked_for() -> None:
    """A dependency in pyproject.toml alone would be missed by strangers only."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = pyproject["dependency-groups"]
    asked = {
        LOCKS[0]: pyproject["project"]["dependencies"],
        LOCKS[1]: [entry for group in groups.values() for entry in group if isinstance(entry, str)],
        LOCKS[2]: pyproject["project"]["dependencies"]
        + pyproject["project"]["optional-dependencies"]["html"],
        LOCKS[3]: pyproject["project"]["dependencies"]
        + pyproject["project"]["optional-dependencies"]["commonmark"],
    }
    extras = pyproject["project"]["optional-dependencies"].values()
    assert all(entry in groups["tests"] for extra in extras for entry in extra)
    for lock, entries in asked.items():
        names = {re.split(r"[<>=!~; ]", entry)[0].lower() for entry in entries}
        assert names
        assert sorted(names - requirements(lock).keys()) == []

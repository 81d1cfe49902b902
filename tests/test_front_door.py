import ast
import base64
import hashlib
import http.server
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest

BUILD_PY = Path(__file__).resolve().parents[1] / "build.py"

# What stands behind the door in these tests: it shows what it was given and ends with a code of its own.
PROGRAM = """
import json, sys, tiny
print(json.dumps({"arguments": sys.argv[1:], "tiny": tiny.__file__, "python": sys.executable}))
sys.exit(7)
"""
# Starts build.py with every process that it starts written to stderr, by the interpreter's own audit events.
WATCHED = """
import runpy, sys
def watch(event, details):
    if event == "subprocess.Popen":
        print("STARTED", *details[1], file=sys.stderr, flush=True)
sys.addaudithook(watch)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def make_wheel(folder: Path, name: str) -> Path:
    """A wheel that holds one empty module, so that installing it takes neither network nor time."""
    info = f"{name}-1.0.dist-info"
    members = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = []
    for path, text in members.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record.append(f"{path},sha256={digest},{len(text)}")
    members[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in members.items():
            archive.writestr(path, text)
    return wheel


def write_lock(file: Path, wheel: Path, url: str = "") -> None:
    """A lock file of one wheel, by its address and its hash."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    name = wheel.name.partition("-")[0]
    file.write_text(f"{name} @ {url or wheel.as_uri()} --hash=sha256:{digest}\n", encoding="utf-8")


@pytest.fixture(scope="session")
def front_door() -> ModuleType:
    """build.py as a module, under a name that no package has."""
    spec = importlib.util.spec_from_file_location("front_door", BUILD_PY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def wheels(tmp_path: Path) -> dict[str, Path]:
    """The packages of the two fake lock files."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    return {name: make_wheel(folder, name) for name in ("tiny", "tinytest")}


@pytest.fixture
def checkout(tmp_path: Path, wheels: Mapping[str, Path]) -> Path:
    """A folder, with spaces and more in its name, that holds build.py, two locks and a program."""
    root = tmp_path / "a checkout, späte"
    (root / "site_gen").mkdir(parents=True)
    shutil.copy(BUILD_PY, root)
    (root / "site_gen" / "__init__.py").touch()
    (root / "site_gen" / "cli.py").write_text(PROGRAM, encoding="utf-8")
    write_lock(root / "requirements.lock", wheels["tiny"])
    write_lock(root / "requirements-test.lock", wheels["tinytest"])
    return root


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """An environment in which pip can reach nothing and whose home folder is empty."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "XDG_"))
    }
    return kept | {"HOME": str(home), "LOCALAPPDATA": str(home), "PIP_NO_INDEX": "1", "PIP_RETRIES": "0"}


@pytest.fixture
def run(variables: Mapping[str, str], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run build.py of a checkout from another folder, and say what came of it."""

    def run_build(
        root: Path, *arguments: str, before: Sequence[str] = (), watched: bool = False
    ) -> subprocess.CompletedProcess[str]:
        python = [sys.executable, *(["-c", WATCHED] if watched else [])]
        command = [*before, *python, str(root / "build.py"), *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return run_build


class SlowIndex(http.server.ThreadingHTTPServer):
    """Serves one file, but only once `let_go` is set; counts who asked."""

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), SlowAnswer)
        self.content = content
        self.asked = 0
        self.somebody_asked = threading.Event()
        self.let_go = threading.Event()


class SlowAnswer(http.server.BaseHTTPRequestHandler):
    """One answer of SlowIndex."""

    server: SlowIndex

    def do_GET(self) -> None:
        """Announce the file, and send it when told."""
        self.server.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.server.somebody_asked.set()
        self.server.let_go.wait(30)
        try:
            self.wfile.write(self.server.content)
        except OSError:
            self.close_connection = True  # whoever asked was killed, which is what the test is about

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Say nothing."""


@pytest.fixture
def slow_index(checkout: Path, wheels: Mapping[str, Path]) -> Iterator[SlowIndex]:
    """The lock of the checkout points to a server that answers when the test lets it."""
    with SlowIndex(wheels["tiny"].read_bytes()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/{wheels['tiny'].name}"
        write_lock(checkout / "requirements.lock", wheels["tiny"], address)
        yield server
        server.let_go.set()
        server.shutdown()
        thread.join()


def test_first_run_makes_the_environment_and_says_so_once(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A first run makes .venv, says so in one line on stderr, and leaves stdout to the program."""
    result = run(checkout, "build")
    assert result.stderr == "build.py: making .venv from requirements.lock, once\n"
    told = json.loads(result.stdout)
    assert Path(told["tiny"]).is_relative_to(checkout / ".venv")
    assert Path(told["python"]).is_relative_to(checkout / ".venv")


def test_arguments_and_exit_code_pass_through(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Every argument arrives as it was given, odd ones too, and the program's exit code comes back."""
    arguments = ["date", "circa 1954", "", "--format", "json", "-", "*", "é"]
    result = run(checkout, *arguments)
    assert json.loads(result.stdout)["arguments"] == arguments
    assert result.returncode == 7


def test_second_run_starts_no_process(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """The first run starts venv and pip; the second starts neither and says nothing."""
    first = run(checkout, watched=True)
    started = [line for line in first.stderr.splitlines() if line.startswith("STARTED")]
    assert ["venv" in started[0], "pip" in started[1]] == [True, True]
    second = run(checkout, watched=True)
    assert (second.stderr, second.returncode) == ("", 7)


def test_environment_holds_no_pip(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """pip works from outside: copying it in would take most of the time of a first run."""
    run(checkout)
    assert not list((checkout / ".venv").rglob("pip"))


@pytest.mark.parametrize("change", ["lock", "python", "stamp cut short", "interpreter gone"])
def test_environment_that_no_longer_fits_is_made_again(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], front_door: ModuleType, change: str
) -> None:
    """Another lock, another Python, a half-written stamp or a missing interpreter: made again, then quiet."""
    run(checkout)
    environment = checkout / ".venv"
    stamp = front_door.stamp_file(environment, "requirements.lock")
    text = stamp.read_text(encoding="utf-8")
    if change == "lock":
        with (checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
            lock.write("# another comment\n")
    elif change == "python":
        stamp.write_text(text.replace(sys.version.split()[0], "3.11.0rc1"), encoding="utf-8")
    elif change == "stamp cut short":
        stamp.write_text(text[:40], encoding="utf-8")
    else:
        front_door.python_in(environment).unlink()
    left_over = environment / "left over"
    left_over.touch()
    assert "making .venv" in run(checkout).stderr
    assert not left_over.exists()
    assert run(checkout).stderr == ""


def test_moved_checkout_gets_a_new_environment(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """An environment holds absolute paths, so that a moved or copied one is made again where it now is."""
    run(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    result = run(moved)
    assert "making .venv" in result.stderr
    assert Path(json.loads(result.stdout)["tiny"]).is_relative_to(moved)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
def test_killed_first_run_is_made_again(
    checkout: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
    variables: Mapping[str, str],
    slow_index: SlowIndex,
) -> None:
    """A run that is killed while pip downloads leaves no stamp and no lock that would mislead the next."""
    command = [sys.executable, str(checkout / "build.py")]
    with subprocess.Popen(
        command, env=variables, stderr=subprocess.DEVNULL, start_new_session=True
    ) as victim:
        assert slow_index.somebody_asked.wait(30)
        os.killpg(victim.pid, signal.SIGKILL)
    assert (checkout / ".venv").is_dir()
    slow_index.let_go.set()
    result = run(checkout)
    assert "making .venv" in result.stderr
    assert result.returncode == 7
    assert run(checkout).stderr == ""


def test_two_first_runs_make_one_environment(
    checkout: Path, variables: Mapping[str, str], slow_index: SlowIndex, tmp_path: Path
) -> None:
    """The second of two first runs waits for the first and finds its work done: one download."""
    command = [sys.executable, str(checkout / "build.py")]
    logs = [tmp_path / "first.log", tmp_path / "second.log"]
    with logs[0].open("wb") as log, subprocess.Popen(command, env=variables, stderr=log, stdout=log) as first:
        assert slow_index.somebody_asked.wait(30)
        with (
            logs[1].open("wb") as second_log,
            subprocess.Popen(command, env=variables, stderr=second_log, stdout=second_log) as second,
        ):
            deadline = time.monotonic() + 30
            while b"waiting" not in logs[1].read_bytes() and time.monotonic() < deadline:
                time.sleep(0.02)
            slow_index.let_go.set()
            assert (first.wait(30), second.wait(30)) == (7, 7)
    assert slow_index.asked == 1
    assert "waiting for another run" in logs[1].read_text(encoding="utf-8")
    assert "making .venv" not in logs[1].read_text(encoding="utf-8")


def test_two_first_runs_at_the_same_moment(checkout: Path, variables: Mapping[str, str]) -> None:
    """Three started together, with nothing to slow them, succeed and only one makes the environment."""
    command = [sys.executable, str(checkout / "build.py")]
    runs = [
        subprocess.Popen(
            command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(3)
    ]
    said = "".join(process.communicate(timeout=60)[1] for process in runs)
    assert [process.returncode for process in runs] == [7, 7, 7]
    assert said.count("making .venv") == 1


@pytest.mark.parametrize("command", [["test"], ["bench"], ["-q", "test", "tests/dates"]])
def test_packages_of_the_tests_come_with_the_tests(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], command: Sequence[str]
) -> None:
    """A build does not install what only tests need; `test` and `bench` add it once, on top."""
    assert run(checkout).returncode == 7
    assert not list((checkout / ".venv").rglob("tinytest.py"))
    adding = run(checkout, *command)
    assert adding.stderr == "build.py: adding requirements-test.lock to .venv, once\n"
    assert list((checkout / ".venv").rglob("tinytest.py"))
    assert run(checkout, *command).stderr == ""
    assert run(checkout).stderr == ""


def test_changed_runtime_lock_brings_the_tests_packages_again(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """An environment made anew has lost the tests' packages, and their stamp with them."""
    run(checkout, "test")
    with (checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# another comment\n")
    run(checkout)
    assert "adding requirements-test.lock" in run(checkout, "test").stderr


def test_wrong_hash_is_refused(
    checkout: Path, wheels: Mapping[str, Path], run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A package other than the one that was locked is not installed, and the sentence names the hashes."""
    wheels["tiny"].unlink()
    with zipfile.ZipFile(wheels["tiny"], "w") as archive:
        archive.writestr("tiny.py", "print('not what was locked')")
    result = run(checkout)
    assert result.returncode == 2
    assert "requirements.lock: THESE PACKAGES DO NOT MATCH THE HASHES" in result.stderr
    assert result.stdout == ""


def test_offline_is_one_sentence(
    checkout: Path, wheels: Mapping[str, Path], run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Where nothing answers, the one sentence names the lock file and what to do."""
    write_lock(checkout / "requirements.lock", wheels["tiny"], "http://127.0.0.1:9/tiny-1.0-py3-none-any.whl")
    result = run(checkout)
    assert result.returncode == 2
    sentence = "could not be downloaded: connect to the network and run this again"
    assert result.stderr.splitlines()[1:] == [f"build.py: the packages in requirements.lock {sentence}"]


def test_no_pip_is_one_sentence(front_door: ModuleType, checkout: Path, tmp_path: Path) -> None:
    """A Python that has no pip, as the interpreter of an environment without it, is named with the cure."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    maker = str(front_door.python_in(tmp_path / "bare"))
    with pytest.raises(front_door.CannotBeginError) as caught:
        front_door.prepare(checkout, front_door.places(checkout, Path()), ["requirements.lock"], maker)
    assert str(caught.value).startswith(f"{maker} has no pip: install it (`{maker} -m ensurepip`")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "WARNING: … NewConnectionError('…')\nERROR: Could not find a version that satisfies babel",
            "the packages in x.lock could not be downloaded: connect to the network and run this again",
        ),
        (
            "WARNING: … NewConnectionError('…')\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM …",
            "pip could not install x.lock: THESE PACKAGES DO NOT MATCH THE HASHES FROM …",
        ),
        (
            "ERROR: Could not install packages: [Errno 28] No space left on device\nmore\n",
            "pip could not install x.lock: Could not install packages: [Errno 28] No space left on device",
        ),
        ("\nSegmentation fault\n", "pip could not install x.lock: Segmentation fault"),
        ("", "pip could not install x.lock: no reason given"),
    ],
)
def test_reasons_of_pip(front_door: ModuleType, output: str, sentence: str) -> None:
    """Whatever pip wrote becomes one sentence."""
    assert front_door.why_pip_failed("x.lock", output) == sentence


def test_old_python_is_one_sentence() -> None:
    """The door says which Python it needs before it does anything that an older one does not know."""
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); sys.version = '3.9.2 (default)'; "
        "runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    command = [sys.executable, "-c", pretend, str(BUILD_PY), "build"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == (f"build.py: needs Python 3.11 or newer, and this is 3.9.2 ({sys.executable})\n")


def test_old_python_can_parse_the_door() -> None:
    """An older Python reads the whole file before it runs the first line of it."""
    ast.parse(BUILD_PY.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_door_imports_the_standard_library_alone() -> None:
    """Before there is an environment there is nothing else to import."""
    tree = ast.parse(BUILD_PY.read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported
    assert imported <= sys.stdlib_module_names


def read_only(checkout: Path) -> Sequence[str]:
    """What to put before a command so that it sees the checkout read-only.

    Permissions bind everybody but root, who gets a read-only mount in a namespace of its own.
    """
    if sys.platform == "win32":
        pytest.skip("permissions of folders do not bind on Windows")
    if os.geteuid() != 0:
        checkout.chmod(0o555)
        return ()
    mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    before = ["unshare", "--mount", "sh", "-c", mount, str(checkout)]
    if shutil.which("unshare") is None or subprocess.run([*before, "true"], check=False).returncode:
        pytest.skip("root here may not mount, and nothing else is read-only to root")
    return before


def test_read_only_checkout_uses_the_cache_folder(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], variables: Mapping[str, str]
) -> None:
    """Where the checkout cannot be written, the environment stands in the user's cache and is used again."""
    before = read_only(checkout)
    result = run(checkout, before=before)
    assert result.returncode == 7, result.stderr
    assert not (checkout / ".venv").exists()
    assert Path(json.loads(result.stdout)["tiny"]).is_relative_to(variables["HOME"])
    assert run(checkout, before=before).stderr == ""


def test_environment_of_a_read_only_checkout_is_used_where_it_is(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """An environment that was made before the checkout became read-only still serves."""
    run(checkout)
    result = run(checkout, before=read_only(checkout))
    assert (result.stderr, result.returncode) == ("", 7)


def test_place_that_cannot_be_locked_is_passed_over(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], variables: Mapping[str, str]
) -> None:
    """Not even root can open a folder as a file: the next place is taken."""
    (checkout / ".venv.lock").mkdir()
    result = run(checkout)
    assert Path(json.loads(result.stdout)["tiny"]).is_relative_to(variables["HOME"])


def test_no_place_at_all_is_one_sentence(
    checkout: Path, run: Callable[..., subprocess.CompletedProcess[str]], variables: dict[str, str]
) -> None:
    """With neither the checkout nor a cache to write to, the sentence names both."""
    (checkout / ".venv.lock").mkdir()
    blocked = Path(variables["HOME"]) / "file"
    blocked.touch()
    variables["XDG_CACHE_HOME"] = variables["LOCALAPPDATA"] = variables["HOME"] = str(blocked)
    result = run(checkout)
    assert result.returncode == 2
    assert result.stderr.startswith(
        f"build.py: no folder for the environment can be written (tried {checkout}, "
    )


def test_places_differ_by_checkout(front_door: ModuleType) -> None:
    """Two checkouts never share an environment in the cache, and an unknown home is no place."""
    cache = Path("/cache").absolute()
    one = front_door.places(Path("/one"), cache)
    other = front_door.places(Path("/other"), cache)
    assert not set(one) & set(other)
    assert front_door.places(Path("/one"), Path("~/.cache/site-gen")) == one[:1]


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "/home/ani/.cache/site-gen"),
        ("linux", {"XDG_CACHE_HOME": "/elsewhere"}, "/elsewhere/site-gen"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/ani/.cache/site-gen"),
        ("darwin", {"XDG_CACHE_HOME": "/elsewhere"}, "/home/ani/Library/Caches/site-gen"),
        ("win32", {"LOCALAPPDATA": "/ani/Local"}, "/ani/Local/site-gen"),
        ("win32", {}, "/home/ani/AppData/Local/site-gen"),
    ],
)
def test_cache_folder(
    front_door: ModuleType, platform: str, variables: Mapping[str, str], expected: str
) -> None:
    """Each platform's own place for what can be made again."""
    assert front_door.cache_folder(platform, variables, Path("/home/ani")) == Path(expected)


def test_python_in_an_environment(front_door: ModuleType) -> None:
    """Windows keeps programs in Scripts, everybody else in bin."""
    assert front_door.python_in(Path("e"), "win32") == Path("e/Scripts/python.exe")
    assert front_door.python_in(Path("e"), "linux") == Path("e/bin/python")


@pytest.mark.parametrize(
    ("arguments", "tests_too"),
    [
        ([], False),
        (["build"], False),
        (["--help"], False),
        (["date", "test"], False),
        (["new", "test"], False),
        (["test"], True),
        (["test", "-k", "dates"], True),
        (["-v", "bench"], True),
    ],
)
def test_locks_for(front_door: ModuleType, arguments: Sequence[str], tests_too: bool) -> None:
    """Only the commands `test` and `bench` need the second lock, not a word that looks like them."""
    assert ("requirements-test.lock" in front_door.locks_for(arguments)) == tests_too

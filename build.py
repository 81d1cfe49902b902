"""The front door: `python3 build.py …` is `site-gen …` in a checkout that nobody has set up.

It needs Python 3.11 with pip and nothing else. The first run makes `.venv` from `requirements.lock`, hashes
checked; `test` and `bench` add `requirements-test.lock`, and `import` of a saved page adds
`requirements-html.lock` where it can be had. All arguments go on to `python -m site_gen.cli`.
Why it is so: docs/decisions/0001-front-door.md.
"""

import contextlib
import hashlib
import os
import subprocess
import sys
from pathlib import Path

# Before anything that an older Python cannot evaluate, so that it says this and not a traceback.
if sys.version_info < (3, 11):
    found = sys.version.split()[0]
    sys.stderr.write(f"build.py: needs Python 3.11 or newer, and this is {found} ({sys.executable})\n")
    sys.exit(2)

from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
HTML_LOCK = "requirements-html.lock"
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
NEED_TEST_LOCK = frozenset({"test", "bench"})
OFFLINE_WORDS = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ProxyError",
    "Connection refused",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "getaddrinfo failed",
)


class CannotBeginError(Exception):
    """The environment cannot be made; the text is the one sentence that says why and what to do."""


def say(sentence: str) -> None:
    """One line on stderr; stdout belongs to the program."""
    print(f"build.py: {sentence}", file=sys.stderr, flush=True)


def locks_for(arguments: Sequence[str]) -> tuple[str, ...]:
    """The lock files that a command needs: the command is the first argument that is not an option."""
    command = next((argument for argument in arguments if not argument.startswith("-")), "")
    return (RUN_LOCK, TEST_LOCK) if command in NEED_TEST_LOCK else (RUN_LOCK,)


def useful_locks_for(arguments: Sequence[str]) -> tuple[str, ...]:
    """The lock files that a command does better with: that of the extra `html`, for a saved page."""
    command = next((argument for argument in arguments if not argument.startswith("-")), "")
    pages = any(argument.lower().endswith(PAGE_SUFFIXES) for argument in arguments)
    return (HTML_LOCK,) if command == "import" and pages else ()


def python_in(environment: Path, platform: str = sys.platform) -> Path:
    """The interpreter of an environment, where the platform keeps it."""
    return environment / ("Scripts/python.exe" if platform == "win32" else "bin/python")


def cache_folder(platform: str, variables: Mapping[str, str], home: Path) -> Path:
    """Where the platform wants a program to keep what it can make again."""
    if platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or home / "AppData/Local") / "site-gen"
    if platform == "darwin":
        return home / "Library/Caches/site-gen"
    return Path(variables.get("XDG_CACHE_HOME") or home / ".cache") / "site-gen"


def places(root: Path, cache: Path) -> tuple[Path, ...]:
    """Where the environment may stand, best first: in the checkout, else in the cache, one a checkout.

    A cache folder that is not absolute is none: the home folder is unknown (`~` stayed as it was).
    """
    key = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return (root / ".venv", *([cache / key / ".venv"] if cache.is_absolute() else []))


def stamp_file(environment: Path, lock: str) -> Path:
    """Present and right only where `lock` was installed to its end."""
    return environment / f"{lock}.stamp"


def stamp(root: Path, environment: Path, lock: str) -> str:
    """What an environment was made of and where: another lock file, Python or path makes another stamp."""
    digest = hashlib.sha256((root / lock).read_bytes()).hexdigest()
    return f"{lock} {digest}\n{sys.implementation.name} {sys.version.split()[0]}\n{environment}\n"


def is_ready(root: Path, environment: Path, lock: str) -> bool:
    """Whether `lock` is installed here, whole, by this Python, and the environment still is where it was."""
    try:
        written = stamp_file(environment, lock).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return written == stamp(root, environment, lock) and python_in(environment).exists()


@contextlib.contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold `file` locked, after waiting for whoever holds it; the system lets go of it when a process dies.

    OSError: the file cannot be made here.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as handle:
        if sys.platform == "win32":
            import msvcrt
            import time

            while True:
                try:
                    msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.2)
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("waiting for another run that is making the environment")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def why_pip_failed(lock: str, output: str) -> str:
    """Pip's pages of output as one sentence."""
    # A connection that only stuttered leaves the same words as one that is not there; bad hashes are worse.
    if "MATCH THE HASHES" not in output and any(words in output for words in OFFLINE_WORDS):
        return f"the packages in {lock} could not be downloaded: connect to the network and run this again"
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no reason given"]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return f"pip could not install {lock}: {(errors or lines)[0]}"


def run(command: Sequence[object]) -> subprocess.CompletedProcess[str]:
    """Run a command quietly, without the user's settings that would lead pip out of the environment."""
    private = {"PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    variables = {name: value for name, value in os.environ.items() if name not in private}
    return subprocess.run(
        [str(word) for word in command],
        env=variables | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def make(environment: Path, maker: str) -> None:
    """An empty environment, in place of what may stand there; pip works from outside and is not copied in.

    CannotBeginError: the environment cannot be made.
    """
    for file in environment.glob("*.stamp"):  # first, or a run killed here leaves a stamp on an empty shell
        file.unlink()
    made = run([maker, "-m", "venv", "--without-pip", "--clear", environment])
    if made.returncode:
        reason = (made.stdout.strip().splitlines() or ["no reason given"])[-1]
        raise CannotBeginError(f"the environment {environment} could not be made: {reason}")


def install(root: Path, environment: Path, lock: str, maker: str) -> None:
    """Install one lock file with its hashes checked, then, last, write the stamp.

    CannotBeginError: there is no pip or no network, or pip refuses.
    """
    stamp_file(environment, lock).unlink(missing_ok=True)
    options = ["install", "--quiet", "--no-compile", "--require-hashes", "--requirement", root / lock]
    installed = run([maker, "-m", "pip", "--python", python_in(environment), *options])
    if "No module named pip" in installed.stdout:
        raise CannotBeginError(
            f"{maker} has no pip: install it (`{maker} -m ensurepip`, on Debian `apt install python3-pip`)"
        )
    if installed.returncode:
        raise CannotBeginError(why_pip_failed(lock, installed.stdout))
    text = stamp(root, environment, lock)
    stamp_file(environment, lock).write_text(text, encoding="utf-8", errors="surrogateescape", newline="\n")


def complete(root: Path, environment: Path, locks: Sequence[str], maker: str) -> None:
    """Bring an environment to hold all of `locks`, the first of which it is made new for."""
    shown = environment.relative_to(root) if environment.is_relative_to(root) else environment
    for lock in locks:
        if is_ready(root, environment, lock):
            continue
        if lock == locks[0]:
            say(f"making {shown} from {lock}, once")
            make(environment, maker)
        else:
            say(f"adding {lock} to {shown}, once")
        install(root, environment, lock, maker)


def prepare(root: Path, candidates: Sequence[Path], locks: Sequence[str], maker: str) -> Path:
    """The environment to run in: one that is ready as it is, else the first place that can be written.

    CannotBeginError: there is no such place, no pip or no network.
    """
    for environment in candidates:
        if all(is_ready(root, environment, lock) for lock in locks):
            return environment
    for environment in candidates:
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(only_one(environment.with_name(".venv.lock")))
            except OSError:
                continue
            complete(root, environment, locks, maker)
            return environment
    tried = ", ".join(str(environment.parent) for environment in candidates)
    raise CannotBeginError(f"no folder for the environment can be written (tried {tried})")


def hand_over(python: Path, root: Path, arguments: Sequence[str]) -> NoReturn:
    """Become `python -m site_gen.cli`; -P because a file in the user's folder must not pass for a module."""
    command = [str(python), "-P", "-m", "site_gen.cli", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(root)}
    if sys.platform == "win32":  # exec there returns to the prompt before the program has ended
        sys.exit(subprocess.run(command, env=variables, check=False).returncode)
    else:
        os.execve(command[0], command, variables)


def main(arguments: Sequence[str]) -> NoReturn:
    """Make what is missing and hand over; exit code 2 where that cannot be, like any other wrong use."""
    # In an activated environment, which may be the one to be made anew, the Python that it was made from.
    maker = getattr(sys, "_base_executable", None) or sys.executable
    try:
        cache = cache_folder(sys.platform, os.environ, Path(os.path.expanduser("~")))  # noqa: PTH111 (raises)
        needed = locks_for(arguments)
        environment = prepare(ROOT, places(ROOT, cache), needed, maker)
        for lock in useful_locks_for(arguments):
            try:
                prepare(ROOT, (environment,), (*needed, lock), maker)
            except CannotBeginError as problem:
                say(f"{problem}; going on without it")
    except (CannotBeginError, OSError) as problem:
        say(str(problem))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    hand_over(python_in(environment), ROOT, arguments)


if __name__ == "__main__":
    main(sys.argv[1:])

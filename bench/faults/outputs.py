"""Dangerous output folders: each is refused in a sentence, and nothing in it or beside it changes."""

from __future__ import annotations

import os
from pathlib import Path

from bench.faults.kills import references
from bench.faults.runs import run
from bench.faults.site import Count, Site, make_site, tree_of

OF_A_HOME = (
    *(
        "",
        "Documents",
        "Downloads",
        ".ssh",
        ".config",
        "work",
        "work/project",
        "work/project/.",
        "work/project/..",
    ),
    *("work/project/content", "work/project/content/events", "work/project/content/../content"),
    *("work/project/static", "work/project/templates", "work/project/seeds", "work/project/.cache"),
    *(
        "work/project/.cache/site_gen/out",
        "work/project/.git",
        "work/project/.git/refs",
        "work/project/docs/x",
    ),
    *(
        "work/other",
        "work/other/content",
        "work/repository",
        "work/repository/.git",
        "work/thesis",
        "work/hidden",
    ),
    *("work/file.txt", "work/file.txt/site", "work/pipe", "work/loop", "work/to-content", "work/to-home"),
)
OF_THE_SYSTEM = (
    "/",
    "/etc",
    "/etc/site",
    "/usr",
    "/usr/bin",
    "/home",
    "/tmp",  # noqa: S108 - refused, not written to
    "/var/tmp",  # noqa: S108
    "/proc/self",
    "/dev/full",
)
_FILES = (
    *(
        "Documents/letter.txt",
        ".ssh/key",
        ".config/settings",
        "work/project/seeds/.keep",
        "work/project/.git/HEAD",
    ),
    *("work/project/templates/mine.html", "work/project/docs/x/y.md", "work/other/content/site.toml"),
    *("work/repository/.git/HEAD", "work/repository/code.py", "work/thesis/thesis.odt", "work/hidden/.env"),
    *("work/file.txt", "work/mercurial/.hg/requires", "Downloads/a.zip", "work/almost/index.html"),
)
_LINKS = (("loop", "loop"), ("to-content", "project/content"), ("to-home", ".."), ("to-thesis", "thesis"))


def dangerous(folder: Path, *more: str) -> Count:
    """Build into each of them."""
    home = folder / "home"
    site = make_site(home / "work", foreign=False)
    references(site, ("a",))
    for name in _FILES:
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text("not of the site\n", encoding="utf-8")
    for name, goal in _LINKS:
        (home / "work" / name).symlink_to(goal)
    os.mkfifo(home / "work/pipe")
    count = Count()
    for name in (*(f"{home}/{name}" for name in OF_A_HOME), *OF_THE_SYSTEM):
        _try(site, home, name, count, *more)
    return count


def _try(site: Site, home: Path, name: str, count: Count, *more: str) -> None:
    before, around = _all(home), _around(name)
    ran = run(
        Site(site.root, Path(name)), *more, "--force", prepare=lambda: os.environ.update({"HOME": str(home)})
    )
    when = f"into {name[-60:]!r}"
    count.tried += 1
    count.refused += ran.code == 1
    count.check_words(ran.code, ran.words, (1,), when)
    after = _all(home)
    changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    if changed or _around(name) != around:
        count.lost += sum(len(before.get(path, "")) for path in changed)
        count.damaged += 1
        count.other.append(f"{when}: changed: {changed[:4]}")


def _all(home: Path) -> dict[str, bytes]:
    """Return all files but the cache, which is the project's own."""
    # What is read from a pipe does not end.
    pipe = home / "work/pipe"
    pipe.unlink()
    try:
        found = tree_of(home)
    finally:
        os.mkfifo(pipe)
    return {path: data for path, data in found.items() if not path.startswith("work/project/.cache/")}


def _around(name: str) -> list[str]:
    """Return what lies in a folder of the system, as far as it is not others' to change meanwhile."""
    try:
        return [] if name.startswith(("/tmp", "/proc", "/dev", "/var")) else sorted(os.listdir(name))  # noqa: S108, PTH208
    except (OSError, ValueError):
        return []

"""Edits to a project, to its output, to its cache and to what the disk tells of them.

An edit is a name and words, so that a sequence of them can be printed, done again and made shorter. What
cannot be done is left undone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from bench.law import texts
from site_gen import resources

Edit = tuple[str, ...]
FORGET = "forget"
"""The edit after which nobody knows which files of the output are ours: it is done to a site that is as its
project would have it, and alone.
"""
LONG_AGO = 1_000_000_000
"""Seconds since 1970 to which times of files are set back."""


def _write(file: Path, text: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def begin(root: Path) -> None:
    """Write the project that all sequences begin with."""
    settings(root, {})
    _write(root / "content/sources.yaml", texts.SOURCES[0])
    _write(root / "content/pages/about.md", texts.PAGES["about"][0])
    _write(root / "static/dot.png", texts.STATIC["dot.png"][0])
    event(root, "1951-hint", "A hint", "1951", "lane: east", BODIES[0])
    event(root, "1954-letter", "A letter", "1954-03-31", "tags: [words, letters]", BODIES[1])
    event(root, "1990s", "A talk", "199X", "part: early", BODIES[2])
    event(root, "1954-reply", "A reply", "1954-04", "tags: [words]", BODIES[0])


BODIES = texts.BODIES
Change = Callable[..., None]


def settings(root: Path, chosen: dict[str, int]) -> None:
    """Write site.toml with the chosen one of the ways in which each part can be."""
    parts = [ways[chosen.get(name, 0) % len(ways)] for name, ways in texts.SETTINGS.items()]
    _write(root / "content/site.toml", "\n".join([*parts, ""]))


def event(root: Path, name: str, title: str, date: str, facts: str, body: str) -> None:
    """Write an event file."""
    head = f"title: {title!r}" if "'" not in title else f'title: "{title}"'
    _write(root / f"content/events/{name}.md", f'---\n{head}\ndate: "{date}"\n{facts}\n---\n{body}\n')


def _events(root: Path) -> list[Path]:
    return sorted(each for each in (root / "content/events").rglob("*.md") if each.is_file())


def _nth(files: list[Path], number: str) -> Path | None:
    return files[int(number) % len(files)] if files else None


def _body(root: Path, number: str, words: str) -> None:
    if file := _nth(_events(root), number):
        _write(file, f"{file.read_text(encoding='utf-8')}\n{words}\n")


def _line(root: Path, number: str, key: str, line: str) -> None:
    """Put another line in place of that of a key in the front matter, or add it."""
    if file := _nth(_events(root), number):
        lines = file.read_text(encoding="utf-8").split("\n")
        lines = [
            lines[0],
            *([line] if line else []),
            *(each for each in lines[1:] if not each.startswith(f"{key}:")),
        ]
        _write(file, "\n".join(lines))


def _delete(root: Path, number: str) -> None:
    if file := _nth(_events(root), number):
        file.unlink()


def _rename(root: Path, number: str, name: str) -> None:
    goal = root / f"content/events/{name}.md"
    if (file := _nth(_events(root), number)) and not goal.exists():
        goal.parent.mkdir(parents=True, exist_ok=True)
        file.rename(goal)


def _bundle(root: Path, number: str) -> None:
    file = _nth(_events(root), number)
    if file and file.name != "index.md" and "." not in file.stem and not file.with_suffix("").exists():
        text = file.read_text(encoding="utf-8")
        file.unlink()
        _write(file.with_suffix("") / "index.md", f"{text}\n![A dot](dot.png)\n")
        _write(file.with_suffix("") / "dot.png", texts.STATIC["dot.png"][1])


def _translate(root: Path, number: str, title: str, body: str) -> None:
    file = _nth([each for each in _events(root) if "." not in each.stem], number)
    if file:
        _write(file.with_suffix(".id.md"), f'---\ntitle: "{title}"\n---\n{body}\n')


def _crowd(root: Path, number: str, tag: str) -> None:
    for at in range(int(number)):
        event(
            root,
            f"crowd-{tag}-{at}",
            f"Of {tag} {at}",
            str(1900 + at),
            f"tags: [{tag}]\nactors: [Anna]",
            "Many.",
        )


def _disperse(root: Path, tag: str) -> None:
    for file in (root / "content/events").glob(f"crowd-{tag}-*.md"):
        file.unlink()


def _template(root: Path, name: str, text: str) -> None:
    builtin = (resources.builtin("templates") / name).read_text(encoding="utf-8")
    _write(root / "templates" / name, text or builtin.replace("<p", '<p data-mine="1"', 1))


def _unfile(root: Path, path: str) -> None:
    (root / path).unlink(missing_ok=True)


def _static(root: Path, name: str, number: str) -> None:
    _write(root / "static" / name, texts.STATIC[name][int(number)])


def _config(root: Path, *chosen: str) -> None:
    settings(root, {name: int(number) for name, number in zip(texts.SETTINGS, chosen, strict=True)})


def _heal(root: Path) -> None:
    """Take away all that can be wrong with what was written before."""
    shutil.rmtree(root / "content/events")
    shutil.rmtree(root / "content/pages")
    shutil.rmtree(root / "templates", ignore_errors=True)
    begin(root)


def _times(root: Path, number: str, seconds: str) -> None:
    if file := _nth(_events(root), number):
        os.utime(file, None if seconds == "now" else (int(seconds), int(seconds)))


def _sly(root: Path, number: str, *, body: bool) -> None:
    """Change a file so that size and time stay: only its bytes tell."""
    if file := _nth(_events(root), number):
        told, text = file.stat(), file.read_text(encoding="utf-8")
        head, _, rest = text.rpartition("---\n")
        _write(
            file,
            head + "---\n" + rest.swapcase()
            if body
            else text.replace("a", "\0").replace("e", "a").replace("\0", "e"),
        )
        os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))


def _again(root: Path) -> None:
    """Write all event files anew, backwards, as another checkout would."""
    for file in reversed(_events(root)):
        text = file.read_bytes()
        file.unlink()
        file.write_bytes(text)


def _output(root: Path, path: str, what: str) -> None:
    file = root / "public" / path
    if what == "gone":
        file.unlink(missing_ok=True)
    elif what == "folder-gone":
        shutil.rmtree(file.parent if file.parent.name == "events" else file, ignore_errors=True)
    elif file.is_file():
        if what == "as-long":
            file.write_bytes(file.read_bytes().swapcase())
        elif what == "longer":
            with file.open("ab") as opened:
                opened.write(b"more")
        else:
            file.unlink()
            file.write_bytes(b"another")


def _foreign(root: Path, path: str, words: str) -> None:
    if (root / "public").is_dir():
        _write(root / "public" / path, words)


def _moved(root: Path, how: str) -> None:
    """Let the output be moved away, or be a copy of what it was."""
    away, output = root / "away", root / "public"
    shutil.rmtree(away, ignore_errors=True)
    if output.is_dir():
        output.rename(away)
        if how == "copied":
            shutil.copytree(away, output, symlinks=True)


def _cache(root: Path, number: str, what: str) -> None:
    """Let a file of the cache be gone or cut off, but for what says which files of the output are ours."""
    files = sorted(
        each for each in (root / ".cache").rglob("*") if each.is_file() and "trees" not in str(each)
    )
    if file := _nth([each for each in files if not each.name.endswith(_OURS)], number):
        if what == "gone":
            file.unlink()
        else:
            data = file.read_bytes()
            file.write_bytes(data[: len(data) // 2])


_OURS = ("manifest.json", "intent.json")


def _forget(root: Path) -> None:
    """Let the whole cache be gone."""
    shutil.rmtree(root / ".cache", ignore_errors=True)


def _seed(root: Path, number: str) -> None:
    _write(root / "seeds/roads.md", texts.ARTICLES[int(number)])


DONE: dict[str, Change] = {
    "write": event,
    "body": _body,
    "title": lambda root, n, title: _line(root, n, "title", f'title: "{title}"'),
    "date": lambda root, n, date: _line(root, n, "date", f'date: "{date}"'),
    "fact": lambda root, n, fact: _line(root, n, fact.partition(":")[0], fact),
    "unfact": lambda root, n, fact: _line(root, n, fact.partition(":")[0], ""),
    "delete": _delete,
    "rename": _rename,
    "bundle": _bundle,
    "translate": _translate,
    "crowd": _crowd,
    "disperse": _disperse,
    "break": lambda root, name, text: _write(root / f"content/events/{name}.md", text),
    "heal": _heal,
    "template": _template,
    "unfile": _unfile,
    "static": _static,
    "config": _config,
    "sources": lambda root, n: _write(root / "content/sources.yaml", texts.SOURCES[int(n)]),
    "page": lambda root, name, n: _write(root / f"content/pages/{name}.md", texts.PAGES[name][int(n)]),
    "seed": _seed,
    "times": _times,
    "sly-body": lambda root, n: _sly(root, n, body=True),
    "sly-head": lambda root, n: _sly(root, n, body=False),
    "again": _again,
    "output": _output,
    "foreign": _foreign,
    "moved": _moved,
    "cache": _cache,
    FORGET: _forget,
}
"""What each edit does."""


def apply(root: Path, edit: Edit) -> None:
    """Do an edit."""
    DONE[edit[0]](root, *edit[1:])

"""Preview: build, serve on this machine, and build again at each change. Alone in knowing `livereload`.

The server shows the output as it is, but for the policy in its pages, which is widened in memory so that the
script that reloads the page may run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_gen import resources
from site_gen.diagnostics import Diagnostic, about_file

WATCHED = ("content", "templates", "static", "seeds", "locale")
_IGNORED = (".tmp", ".swp", ".pyc", "~")

Make = Callable[[], tuple[bool, str]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What to serve and where. `make` builds the site; it tells whether the output now shows the content as
    it is, and what a person should read of it.
    """

    root: Path
    output: Path
    make: Make
    host: str
    port: int
    open_browser: bool


def preview(settings: Preview) -> Diagnostic | None:
    """Serve until stopped. Returns what is wrong where the server cannot begin."""
    watched = _folders(settings.root)
    # Before the build, so that what is saved while it runs is seen as a change.
    seen = snapshot(watched)
    _say(settings.make()[1])
    if not (settings.output / "index.html").is_file():
        hint = "mend what is said above, then run serve again"
        return about_file(settings.output.as_posix(), "O120", "there is no site to show yet", hint)
    server = _server(settings, watched, seen)
    try:
        server.serve(
            root=str(settings.output),
            host=settings.host,
            port=settings.port,
            open_url_delay=1 if settings.open_browser else None,
        )
    except (OSError, OverflowError) as fault:
        why = str(getattr(fault, "strerror", None) or fault).lower()
        where = f"{settings.host}:{settings.port}"
        return about_file(where, "O121", f"cannot be served on: {why}", "choose another `--port` or `--host`")
    return None


def _say(text: str) -> None:
    """Speak while the server runs, when no outcome can be returned yet."""
    if text:
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - see above


def relaxed(page: bytes) -> bytes:
    """Widen the policy of a page so that livereload's own script and socket work; nothing else is let in."""
    wider = "script-src 'self' 'unsafe-inline'; connect-src 'self' ws:"
    for quote in ("'", "&#39;"):
        strict, open_ = (text.replace("'", quote) for text in ("connect-src 'self'", wider))
        page = page.replace(strict.encode(), open_.encode(), 1)
    return page


def snapshot(folders: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """Return what tells whether anything in the folders changed: time (ns) and size of each file, by path."""
    found = {}
    for folder in folders:
        for file in folder.rglob("*") if folder.is_dir() else ():
            if file.name.endswith(_IGNORED):
                continue
            try:
                status = file.stat()
            except OSError:
                continue
            if file.is_file():
                found[str(file)] = (status.st_mtime_ns, status.st_size)
    return found


def _folders(root: Path) -> tuple[Path, ...]:
    """List the folders whose files make the site, also those that are not there yet."""
    folders = [root / name for name in WATCHED]
    # In a checkout the built-in templates may be what somebody is working on.
    top = resources.checkout()
    folders += [top / name for name in ("templates", "static")] if top else []
    return tuple(dict.fromkeys(folders))


class _Watcher:
    """What livereload's server asks for changes; its own watcher misses files that are moved in, and reloads
    pages that did not change.
    """

    def __init__(self, folders: tuple[Path, ...], seen: dict[str, tuple[int, int]], make: Make) -> None:
        self._folders, self._seen, self._make = folders, seen, make
        self._tasks = folders
        self._changes: list[object] = []
        self.filepath = "*"

    def start(self, callback: Callable[[], None]) -> bool:  # noqa: ARG002 - livereload's signature
        """Say that the server must poll."""
        return False

    def examine(self) -> tuple[str | None, None]:
        """Build where anything changed, and name what browsers are to load again."""
        now = snapshot(self._folders)
        if now == self._seen:
            return None, None
        self._seen = now
        published, words = self._make()
        _say(words)
        # Under this name livereload reloads at once, also a second time within three seconds.
        return ("__livereload__" if published else None), None


def _server(settings: Preview, watched: tuple[Path, ...], seen: dict[str, tuple[int, int]]) -> Any:
    """Return livereload's server, with our watcher and our way to send files."""
    import logging

    from livereload import Server
    from livereload.handlers import StaticFileHandler

    class Relaxed(StaticFileHandler):  # type: ignore[misc]
        """Sends files with the policy widened, and the site's own page where there is none."""

        @classmethod
        def get_content(cls, abspath: str, start: int | None = None, end: int | None = None) -> bytes:
            data = Path(abspath).read_bytes()
            return (relaxed(data) if abspath.endswith(".html") else data)[start:end]

        def get_content_size(self) -> int:
            return len(self.get_content(self.absolute_path))

        @classmethod
        def _get_cached_version(cls, abs_path: str) -> None:  # noqa: ARG003 - tornado's
            # A file that was made again within a second would keep its old entity tag.
            return None

        def get_modified_time(self) -> None:
            # Nor does it say when it was made; livereload's way to tell warns on Python 3.12 and later.
            return None

        def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - tornado's
            self.set_header("Cache-Control", "no-store")

        def write_error(self, status_code: int, **kwargs: Any) -> None:
            page = settings.output / "404.html"
            if status_code in (403, 404) and page.is_file():
                self.set_status(404)
                self.set_header("Content-Type", "text/html; charset=UTF-8")
                self.finish(relaxed(page.read_bytes()))
            else:
                super().write_error(status_code, **kwargs)

    class Quiet(Server):  # type: ignore[misc]
        """Says where it serves as soon as it does, and nothing else of its own but warnings."""

        def application(self, *args: Any, **kwargs: Any) -> None:
            super().application(*args, **kwargs)
            host = "localhost" if settings.host == "127.0.0.1" else settings.host
            _say(f"serving {settings.output.name}/ on http://{host}:{settings.port}/ (stop with Ctrl-C)")

        def _setup_logging(self) -> None:
            logging.getLogger("livereload").setLevel(logging.WARNING)
            logging.getLogger("tornado.access").setLevel(logging.ERROR)

    server = Quiet(watcher=_Watcher(watched, seen, settings.make))
    server.SFH = Relaxed
    return server

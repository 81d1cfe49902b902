"""Preview: build, serve on this machine, and build again at each change. The only module that knows `livereload`.

The server shows the output as it is, but for the policy in its pages, which is widened in memory so that the script that
reloads the page may run.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_gen import diagnostics, resources
from site_gen.build.builder import Options, build
from site_gen.diagnostics import Diagnostic, about_file

WATCHED = ("content", "templates", "static", "seeds")


@dataclass(frozen=True, slots=True)
class Preview:
    """What to serve and where."""

    root: Path
    output: Path
    options: Options
    host: str
    port: int
    open_browser: bool


def preview(settings: Preview) -> Diagnostic | None:
    """Serve until stopped. Returns what is wrong where the server cannot begin."""
    from livereload import Server

    _build(settings)
    if not (settings.output / "index.html").is_file():
        hint = "mend what is said above, then run serve again"
        return about_file(settings.output.as_posix(), "O120", "there is no site to show yet", hint)
    server = Server()
    for folder in _folders(settings.root):
        server.watch(f"{folder.as_posix()}/**/*", lambda: _build(settings))
    handler = _handler()
    server.SFH = handler
    shown = "localhost" if settings.host == "127.0.0.1" else settings.host
    print(f"serving {settings.output.name}/ on http://{shown}:{settings.port}/ (stop with Ctrl-C)", file=sys.stderr)
    try:
        server.serve(
            root=str(settings.output),
            host=settings.host,
            port=settings.port,
            open_url_delay=1 if settings.open_browser else None,
            restart_delay=0,
        )
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        return about_file(f"{settings.host}:{settings.port}", "O121", f"cannot be served on: {why}", "choose another `--port`")
    return None


def relaxed(page: bytes) -> bytes:
    """Widen the policy of a page so that livereload's own script and socket work; nothing else is let in."""
    return page.replace(
        b"default-src 'none'; style-src",
        b"default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'self' ws:; style-src",
        1,
    )


def _build(settings: Preview) -> None:
    result = build(settings.root, settings.output, settings.options)
    if result.diagnostics:
        print(diagnostics.render(result.diagnostics), file=sys.stderr)
    if result.published:
        print(f"built: {result.built} written, {result.kept} unchanged, {result.removed} removed", file=sys.stderr)
    else:
        print("not built; the page shows the last good site", file=sys.stderr)


def _folders(root: Path) -> list[Path]:
    folders = [root / name for name in WATCHED]
    # In a checkout the built-in templates may be what somebody is working on.
    top = resources.checkout()
    folders += [top / name for name in ("templates", "static")] if top else []
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def _handler() -> Any:
    """Return livereload's file handler, with the policy widened in what it sends."""
    from livereload.handlers import StaticFileHandler

    class Relaxed(StaticFileHandler):  # type: ignore[misc]
        @classmethod
        def get_content(cls, abspath: str, start: int | None = None, end: int | None = None) -> bytes:
            data = Path(abspath).read_bytes()
            if abspath.endswith(".html"):
                data = relaxed(data)
            return data[start:end]

        def get_content_size(self) -> int:
            return len(self.get_content(self.absolute_path))

    return Relaxed

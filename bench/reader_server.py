"""A server of static files on 127.0.0.1 that answers as hosts do: compressed, connections kept."""

import contextlib
import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

LEVEL = 6
"""How hard texts are compressed; where nobody says otherwise, servers take 1 to 6."""
_TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder as long as the context lasts; the value is its address, with a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder.resolve()))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@lru_cache(maxsize=256)
def answer(file: Path) -> tuple[str, bytes, bool]:
    """Return the type of a file, its bytes as sent, and whether these are compressed."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    kind = "application/javascript" if kind == "text/javascript" else kind
    data = file.read_bytes()
    packed = kind.startswith(_TEXTS)
    shown = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return shown, gzip.compress(data, LEVEL, mtime=0) if packed else data, packed


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *arguments: object) -> None:
        self.folder = folder
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        file = (self.folder / (path + "index.html" if path.endswith("/") or not path else path)).resolve()
        if not file.is_relative_to(self.folder) or not file.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        kind, data, packed = answer(file)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

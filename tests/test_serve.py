import base64
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from site_gen.serve import relaxed, snapshot

Project = Callable[[Mapping[str, str | bytes]], Path]
CHECKOUT = Path(__file__).resolve().parents[1]
EVENT = "---\ntitle: First title\ndate: 1954\n---\nText.\n"
PATIENCE = 40


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Served:
    """The program serving a project: its address, and what it said so far."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self.port, self.said = root, port, list[str]()
        environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-W", "error", "-m", "site_gen.cli", "serve", "--root", str(root)]
        self.process = subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.said += self.process.stdout

    def get(self, path: str) -> tuple[int, str]:
        """The status and text at a path."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def wait(self, done: Callable[[], bool], what: str) -> None:
        """Wait until something is so; where it never is, fail with all that was said."""
        until = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < until, f"{what}; it said: {''.join(self.said)}"
            assert self.process.poll() is None, f"it ended; it said: {''.join(self.said)}"
            time.sleep(0.1)


@pytest.fixture
def served(project: Project) -> Iterator[Served]:
    """A project that is being served."""
    one = Served(project({"content/events/e.md": EVENT}), free_port())
    one.wait(lambda: any("serving" in line for line in one.said), "it never served")
    yield one
    if one.process.poll() is None:
        one.process.kill()
    one.process.wait(timeout=10)
    one.reader.join(timeout=10)
    assert one.process.stdout is not None
    one.process.stdout.close()


class Listener:
    """A browser's end of the reload socket (RFC 6455), as far as this protocol needs it."""

    def __init__(self, port: int) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        self.connection.sendall(
            f"GET /livereload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        head = b""
        while b"\r\n\r\n" not in head:
            head += self.connection.recv(1)
        assert b" 101 " in head.split(b"\r\n")[0]

    def send(self, message: Mapping[str, object]) -> None:
        """Send a message; a client masks what it sends (5.3)."""
        data, mask = json.dumps(message).encode(), os.urandom(4)
        length = (
            bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0xFE]) + struct.pack(">H", len(data))
        )
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        self.connection.sendall(b"\x81" + length + mask + masked)

    def receive(self) -> dict[str, object]:
        """The next message."""
        size = self._exactly(2)[1] & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", self._exactly(2))
        message: dict[str, object] = json.loads(self._exactly(size))
        return message

    def _exactly(self, number: int) -> bytes:
        data = b""
        while len(data) < number:
            more = self.connection.recv(number - len(data))
            assert more, "the server closed the connection"
            data += more
        return data


def test_a_page_may_load_the_script_that_reloads_it(served: Served) -> None:
    """What is served has a policy that lets livereload's script run, and the script; the file has neither."""
    status, text = served.get("events/e.html")
    assert status == 200
    assert "First title" in text
    assert "script-src" in text
    assert "livereload.js" in text
    assert served.get("livereload.js")[0] == 200
    written = (served.root / "public/events/e.html").read_text(encoding="utf-8")
    assert "script-src" not in written
    assert "livereload" not in written


def test_a_missing_page_is_the_sites_own(served: Served) -> None:
    """Where there is no page, the site's 404 page is shown, with that status."""
    for path in ("nothing.html", "events/", "%2e%2e/content/site.toml"):
        status, text = served.get(path)
        assert status == 404
        assert "Page not found" in text
        assert "site.toml" not in text


def test_an_edit_is_built_and_pushed(served: Served) -> None:
    """An edit is shown within seconds, browsers are told to load again, twice in a row, and an edit that
    breaks something keeps the last good page and says what is wrong.
    """
    listener = Listener(served.port)
    listener.send({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})
    assert listener.receive()["command"] == "hello"
    listener.send({"command": "info", "url": "http://localhost/"})
    file = served.root / "content/events/e.md"
    for title in ("Second title", "Third title"):
        file.write_text(EVENT.replace("First title", title), encoding="utf-8")
        assert listener.receive()["command"] == "reload"
        assert title in served.get("events/e.html")[1]
    file.write_text(EVENT.replace("1954", "1954-13"), encoding="utf-8")
    served.wait(lambda: any("error[D101]" in line for line in served.said), "the error was not said")
    assert "Third title" in served.get("events/e.html")[1]
    listener.connection.close()


def test_a_file_that_is_moved_in_is_seen(served: Served, tmp_path: Path) -> None:
    """A file keeps its old time when it is moved, and a folder may be new: both are changes."""
    old = tmp_path / "old.html"
    old.write_text("mine", encoding="utf-8")
    os.utime(old, (1, 1))
    (served.root / "templates").mkdir()
    old.rename(served.root / "templates/find.html")
    served.wait(lambda: served.get("find.html")[1] == "mine", "the new template was not seen")


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_an_interrupt_ends_it(served: Served) -> None:
    """Ctrl-C ends it at once, with exit 0 and without a traceback."""
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=5) == 0
    served.reader.join(timeout=5)
    assert "Traceback" not in "".join(served.said)


def test_a_taken_port_is_said(project: Project) -> None:
    """A port that somebody listens on is one diagnostic."""
    root = project({"content/events/e.md": EVENT})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "site_gen.cli", "serve", "--root", str(root), "--port", port],
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr.count("error[")) == (1, 1)
    assert "error[O121]" in done.stderr
    assert "serving" not in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_show_is_said(project: Project, run: Callable[..., tuple[int, str, str]]) -> None:
    """Where the first build fails there is nothing to serve."""
    code, _, err = run("serve", "--root", project({"content/events/e.md": "no front matter"}))
    assert code == 1
    assert "error[O120]" in err


def test_relaxed_policy() -> None:
    """The policy is widened as it stands in a page, escaped or not, and nothing else changes."""
    for quote in ("'", "&#39;"):
        page = "<meta content=\"default-src 'none'; connect-src 'self'; img-src 'x'\">".replace(
            "'", quote
        ).encode()
        wide = relaxed(page).decode().replace(quote, "'")
        assert "script-src 'self' 'unsafe-inline'; connect-src 'self' ws:; img-src 'x'" in wide
        assert wide.startswith("<meta content=\"default-src 'none'; ")
    assert relaxed(b"<p>no policy</p>") == b"<p>no policy</p>"


def test_snapshot_tells_changes(tmp_path: Path) -> None:
    """A new, a changed and a removed file each make another snapshot; an editor's own files do not."""
    seen = [snapshot([tmp_path, tmp_path / "nowhere"])]
    file = tmp_path / "deep/a.md"
    file.parent.mkdir()
    for act in (lambda: file.write_text("a"), lambda: file.write_text("ab"), file.unlink):
        act()
        seen.append(snapshot([tmp_path]))
    assert seen[0] != seen[1] != seen[2] != seen[3]
    assert seen[3] == seen[0]
    (tmp_path / "a.md~").write_text("x")
    (tmp_path / ".a.md.swp").write_text("x")
    assert snapshot([tmp_path]) == seen[0]

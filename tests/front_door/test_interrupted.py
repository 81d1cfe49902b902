import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest


class SlowIndex(http.server.ThreadingHTTPServer):
    """Serves one file, but only once `let_go` is set; counts who asked."""

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), SlowAnswer)
        self.content = content
        self.asked = 0
        self.somebody_asked = threading.Event()
        self.let_go = threading.Event()


class SlowAnswer(http.server.BaseHTTPRequestHandler):
    """One answer of SlowIndex."""

    server: SlowIndex

    def do_GET(self) -> None:
        """Announce the file, and send it when told."""
        self.server.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.server.somebody_asked.set()
        self.server.let_go.wait(30)
        try:
            self.wfile.write(self.server.content)
        except OSError:
            self.close_connection = True  # whoever asked was killed, which is what the test is about

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Say nothing."""


@pytest.fixture
def slow_index(
    checkout: Path, wheels: Mapping[str, Path], lock_of: Callable[..., None]
) -> Iterator[SlowIndex]:
    """The lock of the checkout points to a server that answers when the test lets it."""
    with SlowIndex(wheels["tiny"].read_bytes()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/{wheels['tiny'].name}"
        lock_of(checkout / "requirements.lock", wheels["tiny"], address)
        yield server
        server.let_go.set()
        server.shutdown()
        thread.join()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
def test_killed_first_run_is_made_again(
    checkout: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
    variables: Mapping[str, str],
    slow_index: SlowIndex,
) -> None:
    """A run that is killed while pip downloads leaves no stamp and no lock that would mislead the next."""
    command = [sys.executable, str(checkout / "build.py")]
    with subprocess.Popen(
        command, env=variables, stderr=subprocess.DEVNULL, start_new_session=True
    ) as victim:
        assert slow_index.somebody_asked.wait(30)
        os.killpg(victim.pid, signal.SIGKILL)
    assert (checkout / ".venv").is_dir()
    slow_index.let_go.set()
    result = run(checkout)
    assert "making .venv" in result.stderr
    assert result.returncode == 7
    assert run(checkout).stderr == ""


def test_two_first_runs_make_one_environment(
    checkout: Path, variables: Mapping[str, str], slow_index: SlowIndex, tmp_path: Path
) -> None:
    """The second of two first runs waits for the first and finds its work done: one download."""
    command = [sys.executable, str(checkout / "build.py")]
    logs = [tmp_path / "first.log", tmp_path / "second.log"]
    with logs[0].open("wb") as log, subprocess.Popen(command, env=variables, stderr=log, stdout=log) as first:
        assert slow_index.somebody_asked.wait(30)
        with (
            logs[1].open("wb") as second_log,
            subprocess.Popen(command, env=variables, stderr=second_log, stdout=second_log) as second,
        ):
            deadline = time.monotonic() + 30
            while b"waiting" not in logs[1].read_bytes() and time.monotonic() < deadline:
                time.sleep(0.02)
            slow_index.let_go.set()
            assert (first.wait(30), second.wait(30)) == (7, 7)
    assert slow_index.asked == 1
    assert "waiting for another run" in logs[1].read_text(encoding="utf-8")
    assert "making .venv" not in logs[1].read_text(encoding="utf-8")


def test_two_first_runs_at_the_same_moment(checkout: Path, variables: Mapping[str, str]) -> None:
    """Three started together, with nothing to slow them, succeed and only one makes the environment."""
    command = [sys.executable, str(checkout / "build.py")]
    runs = [
        subprocess.Popen(
            command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(3)
    ]
    said = "".join(process.communicate(timeout=60)[1] for process in runs)
    assert [process.returncode for process in runs] == [7, 7, 7]
    assert said.count("making .venv") == 1

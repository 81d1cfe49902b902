"""Building a site: cold, with nothing changed, and after one body was edited.

The reference is the least that any generator of such pages must do: start Python, turn the same bodies into
HTML with python-markdown, and write as many files of the same size. Every run is a process of its own, so
that starting up counts on both sides.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.synthetic import write_project
from bench.timing import Times, measure, table

SIZES = (20, 100, 1000)
REFERENCE = """
import sys, pathlib, markdown
bodies = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split("\\0")
out, files, size = pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
pages = [markdown.markdown(body, extensions=["tables", "footnotes"]) for body in bodies]
for number in range(files):
    (out / f"{number}.html").write_text(pages[number % len(pages)].ljust(size), encoding="utf-8")
"""


def run(*arguments: object) -> None:
    """Run Python with arguments, and fail with what it said where it fails."""
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)


def measure_size(folder: Path, events: int, runs: int) -> tuple[list[str], Path]:
    """A row of the table for so many events, and the folder of the built site."""
    root, out, plain = folder / "project", folder / "site", folder / "plain"
    bodies = write_project(root, events)
    (folder / "bodies").write_text("\0".join(bodies), encoding="utf-8")
    build = ("-m", "site_gen.cli", "build", "-q", "--root", root, "--output", out)

    def empty(place: Path) -> None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(root / ".cache", ignore_errors=True)

    def edit() -> None:
        file = root / "content/events/event-0.md"
        file.write_text(file.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")

    cold = measure(lambda: run(*build), runs, lambda: empty(out))
    same = measure(lambda: run(*build), runs)
    edited = measure(lambda: run(*build), runs, edit)
    files = [file for file in out.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) // len(files)

    def emptied() -> None:
        shutil.rmtree(plain, ignore_errors=True)
        plain.mkdir()

    reference = measure(
        lambda: run("-c", REFERENCE, folder / "bodies", plain, len(files), size), runs, emptied
    )
    row = [f"{events:,}", f"{len(files):,}", str(reference)]
    return [*row, *(f"{times} (×{_ratio(times, reference)})" for times in (cold, same, edited))], out


def _ratio(times: Times, reference: Times) -> str:
    return f"{times.median / reference.median:.2f}"


def main(arguments: list[str]) -> None:
    """Measure sites of 20, 100 and 1,000 events, or of the numbers given."""
    rows = []
    for events in map(int, arguments or map(str, SIZES)):
        runs = 5 if events <= 100 else 3
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure_size(Path(folder), events, runs)[0])
        print(f"{events} events: done", file=sys.stderr)
    head = [
        "events, in 2 languages",
        "files",
        "reference",
        "cold build",
        "nothing changed",
        "one body edited",
    ]
    print("min / median / max, and the median's ratio to the reference's")
    print(table(head, rows))

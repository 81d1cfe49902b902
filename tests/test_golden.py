"""Golden sites: `sites/<case>/` is built and compared with `sites/<case>/expected`.

Each case has a style sheet of its own, so that a change of the built-in one does not change every case. To
add a case, make a folder with `content/`; to accept a change, run these tests with `--update-golden`, then
read the difference.
"""

import difflib
import shutil
from pathlib import Path

import pytest

from site_gen.build.builder import Options, build

HERE = Path(__file__).resolve().parent / "sites"
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "content").is_dir())


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file by its path."""
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_there_are_cases() -> None:
    """The cases are found."""
    assert len(CASES) >= 2


@pytest.mark.parametrize("case", CASES)
def test_a_site_is_as_expected(case: str, tmp_path: Path, update_golden: bool) -> None:
    """A project comes out byte for byte as it is kept."""
    root = tmp_path / case
    shutil.copytree(HERE / case, root, ignore=shutil.ignore_patterns("expected"))
    result = build(root, root / "public", Options(base_url="https://example.org/site/"))
    assert result.published, result.diagnostics
    expected = HERE / case / "expected"
    if update_golden:
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(root / "public", expected)
    made, kept = files(root / "public"), files(expected)
    assert sorted(made) == sorted(kept)
    changed = [path for path in made if made[path] != kept[path]]
    shown = [
        line
        for path in changed[:3]
        for line in difflib.unified_diff(
            kept[path].decode(errors="replace").splitlines(),
            made[path].decode(errors="replace").splitlines(),
            f"expected/{path}",
            f"made/{path}",
            lineterm="",
        )
    ]
    assert not changed, "\n".join([f"{len(changed)} files differ", *shown[:80]])

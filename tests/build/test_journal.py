"""What a build that was killed had begun is ended by the next one, wherever its output is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build import replacement, writer
from site_gen.build.builder import Options, build

Project = Callable[[Mapping[str, str]], Path]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are killed in a forked process")


@pytest.mark.parametrize("in_place", [False, True])
def test_a_first_build_that_was_killed_when_it_had_published_is_ended(
    project: Project, small: Mapping[str, str], tmp_path: Path, *, in_place: bool
) -> None:
    """Its files stand in a folder outside the project, and no manifest names them: they are ours even so."""
    root, output = project(small), tmp_path / "elsewhere" / "site"
    options = Options(in_place=in_place)
    child = os.fork()
    if not child:
        for module in (writer, replacement):
            vars(module)["fulfil"] = lambda *_: os._exit(9)
        build(root, output, options)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (output / "index.html").is_file()

    result = build(root, output, options)

    assert result.diagnostics == ()
    assert result.published
    assert (result.built, result.kept) == (0, len(list(output.rglob("*.*"))))


def test_what_was_begun_elsewhere_makes_no_folder_ours(
    project: Project, small: Mapping[str, str], tmp_path: Path
) -> None:
    """Where somebody has put other files in the place of what a killed build left, they stay theirs."""
    root, output = project(small), tmp_path / "elsewhere" / "site"
    child = os.fork()
    if not child:
        vars(writer)["fulfil"] = lambda *_: os._exit(9)
        build(root, output, Options())
        os._exit(0)
    os.waitpid(child, 0)
    output.rename(output.with_name("moved"))
    output.mkdir()
    (output / "index.html").write_text("somebody's", encoding="utf-8")

    result = build(root, output, Options())

    assert [found.code for found in result.diagnostics] == ["O103"]
    assert (output / "index.html").read_text(encoding="utf-8") == "somebody's"

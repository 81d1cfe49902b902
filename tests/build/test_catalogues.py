from pathlib import Path

import pytest

from site_gen.build.catalogues import words_of, words_of_project

HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'


def catalogue(root: Path, name: str, text: str) -> Path:
    """A project with one catalogue."""
    (root / "locale").mkdir(exist_ok=True)
    (root / "locale" / name).write_text(HEAD + text, encoding="utf-8")
    return root


def test_a_language_is_one_file(tmp_path: Path) -> None:
    """A project's catalogue gives the words of a language that is not shipped; the rest is English."""
    root = catalogue(tmp_path, "jv.po", 'msgid "Timeline"\nmsgstr "Garis wektu"\n')
    words, found = words_of_project(root, ("jv",))
    assert words["jv"].gettext("Timeline") == "Garis wektu"
    assert words["jv"].gettext("Find") == "Find"
    (warning,) = found
    texts = len(words_of("id").messages)
    assert (warning.code, str(warning.severity)) == ("C114", "warning")
    assert f"{texts - 1} of {texts} texts" in warning.message
    assert "locale/jv.po" in warning.hint


def test_own_words_go_before_the_shipped_ones(tmp_path: Path) -> None:
    """A project may call something otherwise in a language that is shipped."""
    root = catalogue(tmp_path, "id.po", 'msgid "Timeline"\nmsgstr "Garis waktu"\n')
    words, found = words_of_project(root, ("id", "en"))
    assert words["id"].gettext("Timeline") == "Garis waktu"
    assert words["id"].gettext("Find") == words_of("id").gettext("Find") != "Find"
    assert words["en"].gettext("Timeline") == "Timeline"
    assert found == ()


def test_a_region_takes_the_words_of_its_language(tmp_path: Path) -> None:
    """`id-ID` and `pt-BR` find the catalogues of `id` and `pt`."""
    root = catalogue(tmp_path, "pt.po", 'msgid "Timeline"\nmsgstr "Cronologia"\n')
    words, _ = words_of_project(root, ("id-ID", "pt-BR"))
    assert words["pt-BR"].gettext("Timeline") == "Cronologia"
    assert words["id-ID"].gettext("Timeline") == words_of("id").gettext("Timeline")


@pytest.mark.parametrize(
    ("text", "line"),
    [('msgid "a"\nmsgstr "b"\nnonsense\n', 6)],
)
def test_a_broken_catalogue_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """What cannot be read is an error at its place, and the shipped words stay."""
    words, found = words_of_project(catalogue(tmp_path, "id.po", text), ("id",))
    assert [(each.code, str(each.severity)) for each in found] == [("C115", "error")]
    assert found[0].path == "locale/id.po"
    assert abs((found[0].line or 0) - line) <= 1
    assert words["id"].gettext("Timeline") == words_of("id").gettext("Timeline")

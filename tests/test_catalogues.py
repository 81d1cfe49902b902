import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from site_gen import cldr
from site_gen.site.rendering.fragments import Once

PACKAGE = Path(__file__).resolve().parents[1] / "site_gen"
TEMPLATES = PACKAGE.parent / "templates"
CATALOGUES = sorted((PACKAGE / "locale").glob("*.po"))


def strings_of_templates() -> Iterator[str]:
    """Every text that a template has translated; of a plural the singular, which is its key."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n", Once], autoescape=True)
    for file in sorted((*TEMPLATES.rglob("*"), PACKAGE / "review/page.html")):
        if file.is_file():
            for _, _, words in environment.extract_translations(file.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
                yield words if isinstance(words, str) else words[0]


def strings_of_code() -> Iterator[str]:
    """Every text that a module of the site has translated."""
    for file in sorted((*(PACKAGE / "site").glob("*.py"), *(PACKAGE / "review").glob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("gettext", "ngettext")
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


USED = {*strings_of_templates(), *strings_of_code()}


def placeholders(text: str) -> set[str]:
    """The names that are put into a text."""
    return set(re.findall(r"%\((\w+)\)[sd]", text))


def test_there_is_something_to_translate() -> None:
    """The texts are found at all: those of templates, of macros, and of code."""
    assert {"Timeline", "Cite this", "Correction: %(title)s", "%(num)d event"} <= USED


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_every_text_has_a_translation(file: Path) -> None:
    """No text of the interface is left in English."""
    messages = cldr.catalogue(file, file.stem).messages
    assert sorted(USED - messages.keys()) == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_no_translation_is_left_over(file: Path) -> None:
    """A text that nobody shows any more leaves the catalogue too."""
    messages = cldr.catalogue(file, file.stem).messages
    assert sorted(messages.keys() - USED) == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_placeholders_agree(file: Path) -> None:
    """A translation holds the same names as its text; of plural forms each may leave out the number."""
    for text, forms in cldr.catalogue(file, file.stem).messages.items():
        for form in forms:
            assert placeholders(form) <= placeholders(text), text
            assert placeholders(text) - placeholders(form) <= {"num"}, text


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_no_text_is_translated_twice(file: Path) -> None:
    """Each text stands once in a catalogue."""
    keys = re.findall(r'^msgid "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))

import dataclasses
import re
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from site_gen.build.builder import Options, make_plan
from site_gen.cli import COMMANDS
from site_gen.site import views
from site_gen.site.config import LANE_FIELDS, MARKUP_FIELDS, PERIOD_FIELDS, SITE_FIELDS
from site_gen.site.config_output import OUTPUT_FIELDS

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = CHECKOUT / "docs/templates.md"
TAGS = ", ".join(f"t{number}" for number in range(301))

FULL = {
    # Of two events one is more than a page lists: there are the pages of a large site too.
    "content/site.toml": 'title = "A"\npage_size = 1\n[output]\nembed = true\n'
    '[[periods]]\nkey = "p"\nname = "P"\nspan = "1950/1960"\n',
    "content/sources.yaml": "s:\n  title: S\n",
    "content/pages/about.md": "---\ntitle: A\n---\nx\n",
    "content/events/d.md": "---\ntitle: D\ndate: 1956\n---\nx\n",
    "content/events/e.md": f"---\ntitle: E\ndate: 1954\ntags: [{TAGS}]\naliases: [f]\n---\nx\n",
}

HEAD = """\
# What templates see

A template sees the fields of its view, and a few functions (`_`, `gettext`, `ngettext`); a name that is not
among them is an error. To change a page, put a file of the template's name into your project's `templates/`.
All texts are in the page's language, all URLs are relative to the page. The types under “Pieces” are what
the fields of views are made of. This page follows from `views.py` and `view_parts.py` in `site_gen/site/`;
a test keeps it so.

Macros are imported without `with context`: a file of macros is then read once, and not for each page. A macro
can say of a piece that it is the same wherever some of its arguments are: `{% once axis %} … {% endonce %}`
makes it once for each axis. The piece may use these arguments, the macros, constants and imports of its file,
and nothing else; whatever more it would need is an error. Texts for `_` that name no variables are translated
when a template is compiled.
"""


def type_name(hint: object) -> str:
    """A type as a reader of this page needs it: without module names."""
    text = hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint)
    for module in (
        "site_gen.site.view_parts.",
        "site_gen.site.views.",
        "site_gen.timeline.marks.",
        "collections.abc.",
        "typing.",
    ):
        text = text.replace(module, "")
    return text


def table(kind: type) -> Iterator[str]:
    """A type's own sentence, and its fields with their types."""
    yield " ".join((kind.__doc__ or "").split())
    yield ""
    yield "| field | type |"
    yield "| --- | --- |"
    hints = typing.get_type_hints(kind)
    for field in dataclasses.fields(kind):
        yield f"| `{field.name}` | `{type_name(hints[field.name])}` |".replace(" | None", " or None")
    yield ""


def pieces(kinds: list[type]) -> list[type]:
    """The types that the fields of these are made of, in the order in which they are met."""
    found: list[type] = []

    def visit(hint: object) -> None:
        is_piece = isinstance(hint, type) and dataclasses.is_dataclass(hint)
        if isinstance(hint, type) and is_piece and hint not in found and hint not in kinds:
            found.append(hint)
            for inner in typing.get_type_hints(hint).values():
                visit(inner)
        for argument in typing.get_args(hint):
            visit(argument)

    for kind in kinds:
        for hint in typing.get_type_hints(kind).values():
            visit(hint)
    return found


def reference(by_template: Mapping[str, type]) -> str:
    """The whole page: a section for each template, and one for each piece."""
    rows = [HEAD]
    for template, view in sorted(by_template.items()):
        rows += [f"## `{template}`: {view.__name__}", "", *table(view)]
    rows += ["## Pieces", ""]
    for piece in pieces(list(by_template.values())):
        rows += [f"### {piece.__name__}", "", *table(piece)]
    return "\n".join(rows).rstrip() + "\n"


@pytest.fixture
def by_template(project: Callable[[Mapping[str, str | bytes]], Path]) -> dict[str, type]:
    """The view of each template, as a site that has every kind of page uses them."""
    root = project(FULL)
    plan = make_plan(root, root / "public", Options(base_url="https://example.org/"))
    return {page.template: type(page.make().view) for page in plan.pages}


def test_every_view_has_a_template(by_template: dict[str, type]) -> None:
    """Each type of view is shown by a template, and each top template belongs to a view."""
    assert set(by_template.values()) == set(typing.get_args(views.View))
    files = {file.name for file in (CHECKOUT / "templates").iterdir() if file.is_file()}
    assert files - {"base.html"} == set(by_template)


def test_templates_are_documented(by_template: dict[str, type], update_golden: bool) -> None:
    """`docs/templates.md` is what follows from the types; `--update-golden` writes it anew."""
    text = reference(by_template)
    if update_golden:
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_commands_are_in_the_readme(command: str) -> None:
    """Whoever reads the README learns of every command."""
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert any(mark in text for mark in (f"build.py {command}", f"`{command}`", f"`{command} "))


def test_settings_are_documented() -> None:
    """Every key of site.toml is told in a page of `docs/` or in the README."""
    files = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    fields = (*SITE_FIELDS, *LANE_FIELDS, *PERIOD_FIELDS, *MARKUP_FIELDS, *OUTPUT_FIELDS)
    missing = {f.name for f in fields if f"`{f.name}`" not in text and f"\n{f.name} = " not in text}
    assert missing == set()


def test_every_field_of_a_view_is_shown() -> None:
    """No view holds what no template reads: it would make pages again for something that nobody sees."""
    files = [file for file in (CHECKOUT / "templates").rglob("*") if file.is_file()]
    words = set(re.findall(r"\w+", "".join(file.read_text("utf-8") for file in files)))
    kinds = list(typing.get_args(views.View))
    fields = {(kind.__name__, f.name) for kind in [*kinds, *pieces(kinds)] for f in dataclasses.fields(kind)}
    assert {field for field in fields if field[1] not in words} == {("EventView", "extra")}

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.build.builder import Options, build

Build = Callable[..., Path]
Project = Callable[[Mapping[str, str | bytes]], Path]


def event(more: str) -> str:
    """The text of an event file with some more keys."""
    return f"---\ntitle: T\ndate: 1954\n{more}---\nText.\n"


def test_a_broken_template_names_itself_and_the_page(project: Project) -> None:
    """A fault inside a template is told with the template's file and line, and the page that was made."""
    text = "<p>\n{{ heading }}\n{{ headling }}\n"
    root = project({"templates/list.html": text, "content/events/e.md": event("tags: [t]\n")})
    (fault,) = (d for d in build(root, root / "public", Options()).diagnostics if d.severity == "error")
    assert (fault.path, fault.line, fault.code) == ("templates/list.html", 3, "T103")
    assert "headling" in fault.message
    assert "tags/t.html" in fault.hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% if %}", "T101"),
        ('{% include "nothing.html" %}', "T102"),
        ("{{ 1/0 }}", "T103"),
        ("{{ cards.x.y }}", "T103"),
    ],
)
def test_faults_of_templates(project: Project, text: str, code: str) -> None:
    """Every way in which a template can be wrong is a diagnostic, once for all the pages that it makes."""
    more = "tags: [a, b, c]\n"
    root = project({"templates/list.html": text, "content/events/e.md": event(more)})
    found = build(root, root / "public", Options(base_url="https://example.org/")).diagnostics
    assert [d.code for d in found] == [code]


def test_a_project_overrides_templates_and_static_files(built: Build) -> None:
    """A file of the same name in the project takes the place of the built-in one."""
    site = built(
        {
            "templates/list.html": "mine: {{ heading }}",
            "static/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "static/css/site.css": "body{color:red}",
            "static/.well-known/x": "dot",
            "content/events/e.md": event("tags: [a]\n"),
        }
    )
    assert (site / "tags/a.html").read_text(encoding="utf-8") == "mine: a"
    assert (site / "favicon.svg").read_text(encoding="utf-8").startswith("<svg xmlns='")
    assert "<style>body{color:red}</style>" in (site / "index.html").read_text(encoding="utf-8")
    assert (site / ".well-known/x").is_file()

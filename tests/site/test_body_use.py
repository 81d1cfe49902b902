from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen import resources
from site_gen.build.catalogues import words_of
from site_gen.site.rendering import Renderer

Project = Callable[[Mapping[str, str | bytes]], Path]

BASE = "<title>{% block title %}{{ title }}{% endblock %}</title>{% block body %}{% endblock %}"
CHILD = '{% extends "base.html" %}{% block body %}{% if body or image %}<p>{{ body | safe }}</p>{% endif %}'
END = "{% endblock %}"
PLAIN = "{{ body | safe }}"


def renderer_of(root: Path) -> Renderer:
    """A renderer with the templates of a project before the built-in ones."""
    folders = (root / "templates", resources.builtin("templates"))
    return Renderer(folders, {"en": words_of("en")}, root)


def test_built_in_templates_print_a_body_as_it_is(project: Project) -> None:
    """Pages of events and of prose hold their body once; a list has none."""
    renderer = renderer_of(project({}))
    asked = ("event.html", "prose.html", "list.html", "404.html", "nothing.html")
    assert [renderer.body_is_spliced(name) for name in asked] == [True, True, False, False, False]


@pytest.mark.parametrize(
    "templates",
    [
        {"event.html": PLAIN},
        {"event.html": "{% if body %}{{ body | safe }}{% else %}-{% endif %}"},
        {"event.html": "{% if not body and title %}-{% elif body or image %}{{ body | safe }}{% endif %}"},
        {"event.html": "{% with x = title %}{{ body | safe }}{% endwith %}"},
        {"event.html": CHILD + END, "base.html": BASE},
        {"event.html": CHILD + END, "base.html": f"{{% if title %}}{BASE}{{% endif %}}"},
        {"event.html": '{% include "a.html" %}', "a.html": '{% include "b.html" %}', "b.html": PLAIN},
        {
            "event.html": '{% extends "a.html" %}{% block body %}x{{ super() }}y{% endblock %}',
            "a.html": CHILD + END,
            "base.html": BASE,
        },
        {
            "event.html": '{% from "a.html" import m with context %}{{ m() }}' + PLAIN,
            "a.html": "{% macro m() %}{% if body %}1{% endif %}{% endmacro %}",
        },
        {"event.html": "{% for each in cites %}{% if body %}{{ each.body }}{% endif %}{% endfor %}" + PLAIN},
    ],
)
def test_a_body_that_is_spliced(project: Project, templates: Mapping[str, str]) -> None:
    """Tests of whether there is a body, blocks and included templates change nothing of it."""
    root = project({f"templates/{name}": text for name, text in templates.items()})
    assert renderer_of(root).body_is_spliced("event.html")


@pytest.mark.parametrize(
    "templates",
    [
        {"event.html": "{{ title }}"},
        {"event.html": "{{ body }}"},
        {"event.html": "{{ body | safe | upper }}"},
        {"event.html": "{{ body | upper | safe }}"},
        {"event.html": PLAIN + PLAIN},
        {"event.html": PLAIN + "{{ body | length }}"},
        {"event.html": PLAIN + "{{ body | striptags }}"},
        {"event.html": PLAIN + "{{ 'long' if body else 'short' }}"},
        {"event.html": PLAIN + "{% if body | length > 9 %}long{% endif %}"},
        {"event.html": PLAIN + "{% if body == '' %}empty{% endif %}"},
        {"event.html": "{% set x = body %}{{ body | safe }}"},
        {"event.html": "{% set body = title %}{{ body | safe }}"},
        {"event.html": "{% set x %}{{ body | safe }}{% endset %}{{ x }}{{ x }}"},
        {"event.html": "{% with body = title %}{{ body | safe }}{% endwith %}"},
        {"event.html": "{% for body in cites %}{{ body | safe }}{% endfor %}"},
        {"event.html": "{% for each in cites %}{{ body | safe }}{% endfor %}"},
        {"event.html": "{% for each in body %}{{ each }}{% endfor %}"},
        {"event.html": "{% filter upper %}{{ body | safe }}{% endfilter %}"},
        {"event.html": "{% autoescape false %}{{ body | safe }}{% endautoescape %}"},
        {"event.html": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(body) }}" + PLAIN},
        {"event.html": "{% macro m() %}{{ body | safe }}{% endmacro %}{{ m() }}{{ m() }}"},
        {
            "event.html": "{% macro m() %}{{ caller() * 2 }}{% endmacro %}{% call m() %}"
            + PLAIN
            + "{% endcall %}"
        },
        {"event.html": "{% macro body() %}{% endmacro %}{{ body | safe }}"},
        {"event.html": "{% block title %}{{ body | striptags }}{% endblock %}" + PLAIN},
        {"event.html": "{% block a %}{{ body | safe }}{% endblock %}{{ self.a() }}"},
        {"event.html": "{% filter upper %}{% block a %}{{ body | safe }}{% endblock %}{% endfilter %}"},
        {"event.html": "{{ title.__class__ }}" + PLAIN},
        {"event.html": "{% trans body %}a {{ body }}{% endtrans %}" + PLAIN},
        {
            "event.html": '{% extends "base.html" %}{% block title %}{{ body | striptags }}{% endblock %}',
            "base.html": BASE + PLAIN,
        },
        {
            "event.html": CHILD + END,
            "base.html": "{% filter upper %}{% block body %}{% endblock %}{% endfilter %}",
        },
        {"event.html": CHILD + END, "base.html": BASE + PLAIN},
        {"event.html": CHILD + END, "base.html": "{% if %}"},
        {"event.html": "{% extends title %}{% block body %}{{ body | safe }}{% endblock %}"},
        {"event.html": PLAIN + "{% include title %}"},
        {"event.html": PLAIN + '{% include ["a.html", title] %}'},
        {"event.html": PLAIN + '{% include "a.html" ignore missing %}'},
        {"event.html": PLAIN + '{% include "a.html" %}', "a.html": "{{ body | length }}"},
        {"event.html": '{% include "a.html" %}{% include "a.html" %}', "a.html": PLAIN},
        {"event.html": '{% for each in cites %}{% include "a.html" %}{% endfor %}', "a.html": PLAIN},
        {"event.html": '{% include "a.html" %}', "a.html": '{% include "event.html" %}' + PLAIN},
        {"event.html": '{% import "a.html" as a with context %}{{ a }}{{ a }}', "a.html": PLAIN},
        {"event.html": '{% import "a.html" as body %}{{ body | safe }}', "a.html": "x"},
        {"event.html": '{% from "a.html" import x as body %}{{ body | safe }}', "a.html": "{% set x = 1 %}"},
        {
            "event.html": '{% extends "a.html" %}{% block body %}{{ super() }}{{ super() }}{% endblock %}',
            "a.html": CHILD + END,
            "base.html": BASE,
        },
        {
            "event.html": '{% extends "a.html" %}{% block body %}{{ super() | upper }}{% endblock %}',
            "a.html": CHILD + END,
            "base.html": BASE,
        },
        {
            "event.html": '{% extends "a.html" %}{% block body %}{% set x = super %}{% endblock %}',
            "a.html": CHILD + END,
            "base.html": BASE,
        },
    ],
)
def test_a_body_that_is_not_spliced(project: Project, templates: Mapping[str, str]) -> None:
    """Where another use of a body is seen, or could be hidden, a page is made as a whole."""
    root = project({f"templates/{name}": text for name, text in templates.items()})
    assert not renderer_of(root).body_is_spliced("event.html")

import jinja2
import jinja2.meta
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from site_gen import resources
from site_gen.site.rendering.closure import closure
from site_gen.site.rendering.fragments import Once

NAMES = ("a.html", "b.html", "c/d.html", "%}", "p.html")


def brought(text: str) -> set[str]:
    """The templates that a page of this text brings in, itself left out."""
    return closure("p.html", lambda name: text if name == "p.html" else "", lambda: NAMES) - {"p.html"}


def by_jinja(text: str) -> set[str]:
    """The same as Jinja's own syntax tree tells it."""
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n", Once], autoescape=True).parse(text)
    found = list(jinja2.meta.find_referenced_templates(tree))
    named = {name for name in found if name is not None}
    return (named | set(NAMES) if None in found else named) - {"p.html"}


@pytest.mark.parametrize(
    "text",
    [
        "no tags",
        '{% extends "a.html" %}',
        "{%- extends 'a.html' -%}",
        '{%extends"a.html"%}{%+ include "b.html" +%}',
        '{% include "a.html" ignore missing %}{% include "b.html" without context %}',
        '{% import "a.html" as x with context %}{% from "c/d.html" import y, z as w with context %}',
        "{% if x %}{% include\n  'a.html'\n%}{% endif %}",
        "{% extends name %}",
        '{% include "a.html" if x else "b.html" %}',
        '{% include ["a.html", "b.html"] %}',
        '{% include "a" ~ ".html" %}',
        "{% include ('a.html') %}",
        '{% include "a\\x2ehtml" %}',
        '{% include "" %}',
        "{% from name import x %}{% import 'a.html' as y %}",
    ],
)
def test_templates_are_found_as_jinja_finds_them(text: str) -> None:
    """Each way to bring in a template is seen; a name that is worked out stands for all of them."""
    assert brought(text) >= by_jinja(text)
    if "(" not in text and "[" not in text and "\\" not in text:
        assert brought(text) == by_jinja(text)


VALUES = st.sampled_from(
    ["'a.html'", '"b.html"', "'c/d.html'", "'a' '.html'", "x", "'%}'", "'a.html' if x else y"]
)
SPACES = st.sampled_from(["", " ", "\n", "\t "])
TAGS = st.sampled_from(
    [
        "{%@include@VALUE@%}",
        "{%-@include@VALUE@ignore missing@-%}",
        "{%@include@VALUE@with context@%}",
        "{%@extends@VALUE@%}",
        "{%@import@VALUE@as@ y@%}",
        "{%+@from@VALUE@import@ y, z as w@%}",
        "{#@include@VALUE@#}",
        "{% raw %}{%@include@VALUE@%}{% endraw %}",
        "{{@VALUE@}}",
        "{% if x %}{%@include@VALUE@%}{% endif %}",
        "{% macro m(import) %}{%@include@VALUE@%}{% endmacro %}",
    ]
)


@given(st.lists(st.tuples(TAGS, VALUES, SPACES), max_size=6))
def test_nothing_that_jinja_finds_is_missed(parts: list[tuple[str, str, str]]) -> None:
    """Whatever tags are put together, and wherever: what Jinja would bring in is among what is found."""
    text = "".join(tag.replace("VALUE", value).replace("@", space) for tag, value, space in parts)
    try:
        expected = by_jinja(text)
    except jinja2.TemplateSyntaxError:
        reject()
    assert brought(text) >= expected


def test_the_built_in_templates_bring_in_what_jinja_says() -> None:
    """The page of an event needs the frame and four files of macros, however far down they are named."""
    folder = resources.builtin("templates")
    found = closure("event.html", lambda name: (folder / name).read_text(encoding="utf-8"), lambda: NAMES)
    macros = {f"components/{name}.html" for name in ("words", "shapes", "overview", "sources")}
    assert found == {"event.html", "base.html", *macros}

import re
from dataclasses import dataclass

import jinja2
import pytest
from markupsafe import Markup

from site_gen.cldr import Catalogue
from site_gen.site.rendering import fragments
from site_gen.site.rendering.environment import PageEnvironment

ENGLISH = Catalogue({}, "n != 1")


@dataclass
class Counted:
    """A value that counts how often it is shown."""

    shown: int = 0

    @property
    def words(self) -> str:
        """What is shown of it."""
        self.shown += 1
        return f"<{self.shown}>"


def environment(**templates: str) -> PageEnvironment:
    """An environment with some templates, whose names are given without their end."""
    return PageEnvironment(jinja2.DictLoader({f"{k}.html": v for k, v in templates.items()}), ENGLISH)


MACRO = "{% macro m(x, y) %}[{% once x %}{{ x.words }}{{ n() }}{{ K }}{% endonce %}{{ y }}]{% endmacro %}"
COMPONENT = "{% set K = 3 %}{% macro n() %}-{% endmacro %}" + MACRO
PAGE = "{% from 'part.html' import m %}{{ m(x, y) }}{{ m(x, y) }}"


def test_a_piece_is_made_once_for_each_value() -> None:
    """On one page and on the next, the same object prints what it printed first; what follows it is new."""
    env = environment(part=COMPONENT, page=PAGE)
    first, second = Counted(), Counted()
    shown = [env.get_template("page.html").render(x=x, y=y) for x, y in ((first, 1), (second, 2), (first, 3))]
    assert shown == [
        "[&lt;1&gt;-31][&lt;1&gt;-31]",
        "[&lt;1&gt;-32][&lt;1&gt;-32]",
        "[&lt;1&gt;-33][&lt;1&gt;-33]",
    ]
    assert (first.shown, second.shown) == (1, 1)


def test_texts_and_numbers_are_told_apart_by_value_and_kind() -> None:
    """What is equal in Python but written otherwise is another value."""
    text = "{% macro m(x) %}{% once x %}{{ x }}{% endonce %}{% endmacro %}"
    env = environment(part=text, page="{% from 'part.html' import m %}{{ m(x) }}")
    values = (1, True, 1.0, "1", 0.0, -0.0, None, "a" * 3, "<", Markup("<"))
    shown = [env.get_template("page.html").render(x=value) for value in values * 2]
    assert shown == ["1", "True", "1.0", "1", "0.0", "-0.0", "None", "aaa", "&lt;", "<"] * 2


def test_pieces_at_two_places_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value has another piece at each place, also where room is left for one only."""
    text = "{% macro m(x) %}{% once x %}a{{ x }}{% endonce %}{% once x %}b{{ x }}{% endonce %}{% endmacro %}"
    env = environment(part=text, page="{% from 'part.html' import m %}{{ m(1) }}{{ m(2) }}{{ m(1) }}")
    assert env.get_template("page.html").render() == "a1b1a2b2a1b1"
    monkeypatch.setattr(fragments, "MOST_KEPT", 1)
    assert env.get_template("page.html").render() == "a1b1a2b2a1b1"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{% once x %}{{ x }}{% endonce %}", "`x`"),
        ("{{ y }}{% macro m(x) %}{% once x %}{{ x }}{% endonce %}{% endmacro %}", "`y`"),
        ("{% macro m(x, y) %}{% once x %}{{ y }}{% endonce %}{% endmacro %}", "`y`"),
        (
            "{% macro m(x, y) %}{% once x %}{% for y in y %}{{ y }}{% endfor %}{% endonce %}{% endmacro %}",
            "`y`",
        ),
        ("{% macro m(x) %}{% set y = x %}{% once y %}{{ y }}{{ x }}{% endonce %}{% endmacro %}", "`x`"),
        ("{% macro m(x) %}{% for y in x %}{% once x %}{{ y }}{% endonce %}{% endfor %}{% endmacro %}", "`y`"),
        (
            "{% macro m(x) %}{% for y in x %}{% once y %}{{ loop }}{% endonce %}{% endfor %}{% endmacro %}",
            "`loop`",
        ),
        ("{% macro m(x) %}{% once x %}{{ caller() }}{% endonce %}{% endmacro %}", "`caller`"),
        (
            "{% macro n() %}{% endmacro %}{% macro m(x, n) %}{% once x %}{{ n }}{% endonce %}{% endmacro %}",
            "`n`",
        ),
        (
            "{% set k = namespace(a=1) %}{% macro m(x) %}{% once x %}{{ k.a }}{% endonce %}{% endmacro %}",
            "`k`",
        ),
        (
            "{% import 'a.html' as a with context %}{% macro m(x) %}{% once x %}1{% endonce %}{% endmacro %}",
            "`with context`",
        ),
        ("{% macro m(x) %}{% once x %}{% include 'a.html' %}{% endonce %}{% endmacro %}", "include nothing"),
        ("{% macro m(x) %}{% once x.y %}{% endonce %}{% endmacro %}", "expected token"),
        ("{% macro m(x) %}{% once %}{% endonce %}{% endmacro %}", "expected token"),
    ],
)
def test_a_piece_that_could_depend_on_more_is_refused(text: str, named: str) -> None:
    """What a piece needs beyond the values that it names is told when the template is compiled."""
    with pytest.raises(jinja2.TemplateSyntaxError, match=re.escape(named)):
        environment(part=text, a="").get_template("part.html")

from decimal import Decimal
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup, escape

from site_gen.cldr import Catalogue
from site_gen.site.rendering.environment import PageEnvironment, escaped, written

WORDS = {
    "Date": ("Datum & <b>Zeit</b>",),
    "100%%": ("ganze 100%%",),
    "a %(x)s": ("ein %(x)s",),
    "one": ("eins",),
}
GERMAN = Catalogue(WORDS, "n != 1")
ENGLISH = Catalogue({}, "n != 1")


def stock(templates: dict[str, str], catalogue: Catalogue) -> jinja2.Environment:
    """Jinja as it comes, with the same settings."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        autoescape=lambda name: name is None or name.endswith((".html", ".xml")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


class WithMarkup:
    """A value that says what it is as markup."""

    def __html__(self) -> str:
        return "<i>x</i>"


VALUES = (
    "a <b> & 'c' \"d\"",
    "",
    "é",
    Markup("<b>"),
    1,
    1.5,
    True,
    None,
    Decimal("1.0"),
    ("<", 2),
    WithMarkup(),
)


@pytest.mark.parametrize(
    "text",
    [
        "{{ _('Date') }}",
        "{{ gettext('Date') }}|{{ _('not there & <i>') }}|{{ _('100%%') }}",
        "{{ _('a %(x)s', x='<') }}|{{ _('Da' ~ 'te') }}|{{ _(word) }}",
        "{{ _('Date') ~ '<' }}|{{ _('Date') | upper }}|{{ _('Date') | length }}|{{ '<' ~ _('Date') }}",
        "{% set x = _('Date') %}{{ x }}{% set y %}{{ x }}{{ word }}{% endset %}{{ y }}",
        "{{ {'a': _('Date'), 'b': '<'}[key] }}|{{ {'a': _('Date')}.get('c', _('one')) }}",
        "{% trans %}Date{% endtrans %}|{% trans x=word %}a {{ x }}{% endtrans %}",
        "{{ ngettext('%(num)d one', '%(num)d many', 2) }}",
        "{% autoescape false %}{{ _('Date') }}{{ word }}{% endautoescape %}{{ _('Date') }}",
        "{% macro m(_) %}{{ _ }}{% endmacro %}{{ m('x') }}{{ _('Date') }}",
        "{% for _ in [1, 2] %}{{ _ }}{% endfor %}{{ _('Date') }}",
        "{% set _ = dict %}{{ _(a='Date') }}",
        "{% filter upper %}{{ _('Date') }}{{ word }}{% endfilter %}",
        "{% for each in values %}{{ each }},{% endfor %}{{ values | join('<') }}",
        "{% macro m(x) %}<p>{{ x }}</p>{% endmacro %}{{ m(word) }}{{ m(word) | length }}{{ m(word) ~ '<' }}",
        "{% macro m() %}{{ caller() }}!{% endmacro %}{% call m() %}{{ word }}{% endcall %}",
        "{% from 'other.html' import m, n %}{{ m(word) }}{{ n }}{{ n ~ '<' }}",
        "{% import 'other.html' as o %}{{ o }}{{ o.m(1) }}{{ o.n }}{{ o.m }}",
        "{% include 'other.html' %}{% include 'other.txt' %}",
        "{% macro m(x, y=2) %}{{ x }}{{ y }}{% endmacro %}{{ m(word) }}{{ m(word, 3) }}{{ m(y=1, x='<') }}",
        "{% macro m(x) %}{{ x }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, '<') }}{{ m(*[1]) }}",
        "{% for i in range(3) %}{{ loop.cycle('<') }}{{ values.index('') }}{{ dict([(i, i)]) }}{% endfor %}",
        "{% macro r(n) %}{{ n }}{% if n %}{{ r(n - 1) }}{% endif %}{% endmacro %}{{ r(3) }}{{ r(1)[0] }}",
        "{% extends base %}{% block a %}{{ super() }}{{ word }}{% endblock %}",
    ],
)
@pytest.mark.parametrize("name", ["page.html", "page.txt"])
@pytest.mark.parametrize("catalogue", [GERMAN, ENGLISH])
def test_templates_say_what_they_say_in_jinja(text: str, name: str, catalogue: Catalogue) -> None:
    """What stands in a page is to the letter what Jinja as it comes makes of the template."""
    templates = {
        name: text,
        "other.html": "{% macro m(x) %}{{ x }}{{ _('Date') }}{% endmacro %}{% set n = _('one') %}{{ n }}",
        "other.txt": "{{ _('Date') }}{{ '<' }}",
        f"base{name}": "{% block a %}{{ _('Date') }}{% endblock %}{{ self.a() }}",
    }
    view = {"word": "Date", "key": "a", "values": VALUES, "base": f"base{name}"}
    made = PageEnvironment(jinja2.DictLoader(templates), catalogue).get_template(name).render(view)
    assert made == stock(templates, catalogue).get_template(name).render(view)


def test_what_is_printed_is_escaped_as_by_markupsafe() -> None:
    """Every kind of value is written as the library that Jinja escapes with would."""
    assert [str(escaped(v) if type(v) is str else written(v)) for v in VALUES] == [
        str(escape(v)) for v in VALUES
    ]


def test_a_broken_format_is_told_where_it_is_used() -> None:
    """A text that asks for a variable it is not given compiles, and fails when it is printed."""
    environment = PageEnvironment(
        jinja2.DictLoader({"p.html": "{% if x %}{{ _('a %(x)s') }}{% endif %}"}), GERMAN
    )
    assert environment.get_template("p.html").render({"x": ""}) == ""
    with pytest.raises(KeyError):
        environment.get_template("p.html").render({"x": "1"})


@pytest.mark.parametrize(
    "text",
    [
        "{% macro m(x) %}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}",
        "{% macro m(x) %}{{ caller() }}{% endmacro %}{{ m(1) }}",
        "{{ nothing(1) }}",
        "{{ nothing.at.all }}",
        "{{ word.nothing }}",
        "{{ word(1) }}",
        "{% macro m(x) %}{{ x.nothing.more }}{% endmacro %}{{ m(word) }}",
    ],
)
def test_faults_are_those_of_jinja(text: str) -> None:
    """What cannot be printed or called is refused with the same words."""
    faults = []
    for environment in (
        PageEnvironment(jinja2.DictLoader({"p.html": text}), GERMAN),
        stock({"p.html": text}, GERMAN),
    ):
        with pytest.raises((jinja2.TemplateError, TypeError)) as fault:
            environment.get_template("p.html").render({"word": "w"})
        faults.append((fault.type, str(fault.value)))
    assert faults[0] == faults[1]


def test_compiled_templates_of_languages_are_kept_apart(tmp_path: Path) -> None:
    """What was compiled for one catalogue is never taken for another, nor after the catalogue changed."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/p.html").write_text("{{ _('one') }}", encoding="utf-8")
    loader = jinja2.FileSystemLoader(tmp_path / "templates")
    for words in ("eins", "ein", "eins"):
        catalogue = Catalogue({"one": (words,)}, "n != 1")
        environment = PageEnvironment(loader, catalogue, tmp_path / "kept")
        assert environment.get_template("p.html").render() == words
    assert len(list((tmp_path / "kept").iterdir())) == 2
    assert PageEnvironment(loader, ENGLISH, tmp_path / "kept").get_template("p.html").render() == "one"

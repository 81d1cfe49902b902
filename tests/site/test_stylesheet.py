import re
from pathlib import Path

import pytest

from site_gen.build.project import load_project
from site_gen.site.assets import Styles
from site_gen.site.stylesheet import Names, apart, names_in, pruned

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".tl-a{color:red}.tl-b{color:blue}", ".tl-a{color:red}"),
        (".tl-a,.tl-b{color:red}", ".tl-a{color:red}"),
        (".tl-b .tl-a,p{color:red}", "p{color:red}"),
        (".tl-a:not(.tl-b){color:red}", ".tl-a:not(.tl-b){color:red}"),
        (".tl-a:is(.tl-b,.tl-a:not(.tl-b,p)){color:red}", ".tl-a:is(.tl-b,.tl-a:not(.tl-b,p)){color:red}"),
        (".own,#tl-b,[class=tl-b]{color:red}", ".own,#tl-b,[class=tl-b]{color:red}"),
        ("@media print{.tl-b{color:red}}", ""),
        ("@media print{.tl-b{color:red}.tl-a{top:0}}", "@media print{.tl-a{top:0}}"),
        ("@layer a,b;@layer a{@media print{.tl-b{top:0}}}", "@layer a,b;"),
        ("@font-face{font-family:tl-b}@page{margin:0}", "@font-face{font-family:tl-b}@page{margin:0}"),
        ("@keyframes x{from{top:0}to{top:1px}}", "@keyframes x{from{top:0}to{top:1px}}"),
        ('.tl-a::before{content:"}.tl-b{"}.tl-b{top:0}', '.tl-a::before{content:"}.tl-b{"}'),
        (".tl-a::before{content:'\\'}'}.tl-b{top:0}", ".tl-a::before{content:'\\'}'}"),
        (".tl-a{&:hover .tl-b{top:0}}", ".tl-a{&:hover .tl-b{top:0}}"),
        (".tl-lane-1{top:0}.tl-lane-7{top:0}.tl-lane{top:0}", ".tl-lane-1{top:0}"),
        (":root{--a:1;--b:var(--c);--c:2}p{top:var(--a)}", ":root{--a:1}p{top:var(--a)}"),
        (":root{--a:var(--c);--c:2}p{top:var( --a)}", ":root{--a:var(--c);--c:2}p{top:var( --a)}"),
        (':root{--a:"x;}y",z;top:0}', ":root{top:0}"),
        (":root{--kept:1}", ":root{--kept:1}"),
        ("p>q,table,p:is(q,table) .tl-a{top:0}", "p:is(q,table) .tl-a{top:0}"),
        ("*,::before,html#q,.tl-a[lang]{top:0}", "*,::before,.tl-a[lang]{top:0}"),
        ("@layer a{p{top:0}}@layer a{.tl-a{top:0}}p{top:0}", "@layer a{p{top:0}.tl-a{top:0}}p{top:0}"),
    ],
)
def test_pruned(css: str, kept: str) -> None:
    """Rules stay that a page with these names could need, and properties that something asks for."""
    names = Names(("--kept", "<p", "tl-a"), ("tl-lane-",))
    assert pruned(css, names, frozenset({"tl-lane-7"})) == kept


@pytest.mark.parametrize(
    ("text", "whole", "beginnings"),
    [
        ('class="tl-a tl-b__c--d"', ("tl-a", "tl-b__c--d"), ()),
        ('class="tl-lane-{{ number }}"', (), ("tl-lane-",)),
        ('class="tl-year{% if first %}--first{% endif %}"', (), ("--first", "tl-year")),
        ('"tl-" ~ kind', (), ("tl-",)),
        ('node.className = "tl-mark-" + kind; n--; a -- b', (), ("tl-mark-",)),
        ("getPropertyValue('--ink')", ("--ink",), ()),
        ("subtle html-a a.tl-b", ("tl-b",), ()),
        ("<p><a href='x'>{{ title }}</a></p>", ("<a", "<p"), ()),
        ("<p>{{ body | safe }}</p>", ("<p",), ("<",)),
        ("<style>{{ shell.style | safe }}</style>", ("<style",), ()),
        ("document.createElement(kind)", (), ("<",)),
    ],
)
def test_names_in(text: str, whole: tuple[str, ...], beginnings: tuple[str, ...]) -> None:
    """Names are found where a template or a script writes them, also by their beginning."""
    assert names_in([text]) == Names(whole, beginnings)


@pytest.mark.parametrize(
    ("css", "screen", "paper"),
    [
        ("p{top:0}@media print{p{top:1px}}", "p{top:0}", "p{top:1px}"),
        (
            "@layer a,b;@layer a{@media print{p{top:0}}}",
            "@layer a,b;@layer a{}",
            "@layer a,b;@layer a{p{top:0}}",
        ),
        ("@layer a;@media (color){p{top:0}}", "@layer a;@media (color){p{top:0}}", "@layer a;"),
        ("@media print and (color){p{top:0}}", "@media print and (color){p{top:0}}", ""),
    ],
)
def test_apart(css: str, screen: str, paper: str) -> None:
    """What is for paper alone is taken out, with the layer that it belongs to and the order of layers."""
    assert apart(css) == (screen, paper)


def test_paper_finds_its_properties() -> None:
    """What the stylesheet for paper takes from that of the page stays in the page, though it needs it not."""
    styles = Styles(":root{--a:1;--b:2}", "p{top:var(--a)}", {"page.html": names_in(["<p>"])})
    assert styles.style_of("page.html").text == ":root{--a:1}"


def test_a_page_has_all_that_it_names() -> None:
    """Every rule of the shipped stylesheet is on the pages of some template, none where its class is not."""
    site = load_project(CHECKOUT).site
    assert site is not None
    whole = set(names_of_rules(site.styles.text)) - site.styles.absent
    used = set()
    for template, names in site.styles.names.items():
        kept = set(names_of_rules(site.styles.style_of(template).text))
        assert {name for name in whole if names.hold(name)} >= kept
        used |= kept
    assert sorted(whole - used) == []


def names_of_rules(css: str) -> list[str]:
    """The classes that stand in selectors."""
    return re.findall(r"\.(tl-[\w-]+)(?=[^{}]*\{)", css)


def test_a_template_that_is_not_known_gets_everything() -> None:
    """A page that names no template of its own carries the whole stylesheet."""
    site = load_project(CHECKOUT).site
    assert site is not None
    assert site.styles.style_of("").text == site.styles.text
    assert len(site.styles.style_of("404.html").text) < len(site.styles.text) / 2

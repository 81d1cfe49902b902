"""A file in seeds/ that is no article is named."""

from collections.abc import Callable, Mapping
from pathlib import Path

from site_gen.diagnostics import Severity
from site_gen.importer import passed_over

Project = Callable[[Mapping[str, str | bytes]], Path]


def test_what_is_no_article_is_named(project: Project) -> None:
    """Pictures and documents are; articles, hidden files and what a browser saves beside a page are not."""
    named = ("seeds/b.pdf", "seeds/deep/a.png")
    silent = ("seeds/a.md", "seeds/a.html", "seeds/.keep", "seeds/a_files/a.png", "seeds/.git/config")
    root = project(dict.fromkeys((*named, *silent), "x"))
    found = list(passed_over(root))
    assert tuple(d.path for d in found) == named
    assert {(d.code, d.severity) for d in found} == {("A125", Severity.INFO)}


def test_a_project_without_seeds(project: Project) -> None:
    """Nothing is said where there is no such folder."""
    assert list(passed_over(project({"content/site.toml": "title = 'A'"}))) == []

import ast
import graphlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "site_gen"

# Lowest first; on a floor from left to right. A name may import what stands below it or to the left of it.
FLOORS: tuple[tuple[str, ...], ...] = (
    (
        "source",
        "diagnostics",
        "paths",
        "resources",
        "processes",
        "unpickling",
        "collecting",
        "digesting",
        "catalogue",
        "cldr",
        "quotation",
        "toml_places",
    ),
    ("dates",),
    ("article", "content", "markup"),
    ("timeline",),
    ("site",),
    ("build", "importer", "review", "starter", "date_report", "repair"),
    ("serve", "progress", "outcome", "beginnings", "building", "again", "commands", "cli"),
)

# The same inside a package, for the modules whose order matters; among the others only circles are refused.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "dates": ("daynumber", "calendars", "model", "edtf", "display"),
    "article": ("read", "timex", "resolve", "episodes"),
    "content": (
        "nodes",
        "plain_yaml",
        "frontmatter",
        "body_limits",
        "schema",
        "event_keys",
        "event",
        "eventfile",
        "parsed",
        "listing",
        "reading",
        "page",
        "sources",
        "load",
        "references",
    ),
    "timeline": (
        "extents",
        "timeline",
        "zoom",
        "scale",
        "ticks",
        "axis",
        "marks",
        "pieces",
        "letters",
        "labels",
        "choosing",
        "packing",
    ),
    "site": (
        "stems",
        "config",
        "addresses",
        "facets",
        "stylesheet",
        "assets",
        "model",
        "view_parts",
        "views",
        "page",
        "line_words",
        "cards",
        "bodies",
        "pictures",
        "drawings",
        "digests",
        "divisions",
        "structured_data",
        "sourcing",
        "surroundings",
        "citation",
        "shell",
        "share_cards",
        "embeds",
        "event_page",
        "stretches",
        "explore_words",
        "explore_data",
        "explore",
        "home",
        "listings",
        "index",
        "search_index",
        "choices",
        "find",
        "feeds",
        "routes",
        "pages",
        "rendering",
    ),
    "build": (
        "unchanged",
        "manifest",
        "record",
        "body_places",
        "imaging",
        "generator",
        "project",
        "incremental",
        "places",
        "refusal",
        "lock",
        "swap",
        "tree",
        "intact",
        "standby",
        "journal",
        "replacement",
        "in_the_way",
        "writer",
        "turns",
        "time_limit",
        "touched",
        "bringing_back",
        "workers",
        "compiled",
        "builder",
        "bodies_alone",
    ),
}

# Each third-party package, by the name it is imported under, and the one module, or package with all its
# modules, that may know it.
IMPORTERS: Mapping[str, str] = {
    "babel": "cldr",
    "convertdate": "dates.calendars",
    "dateutil": "article.resolve",
    "PIL": "build.imaging",
    "jinja2": "site.rendering",
    "livereload": "serve",
    "markdown": "markup.python_markdown",
    "markupsafe": "site.rendering",
    "nh3": "markup",
    "pyromark": "markup.commonmark",
    "pytest": "cli",
    "rcssmin": "site.assets",
    "slugify": "paths",
    "tornado": "serve",
    "trafilatura": "article.page.main_content",
    "yaml": "content.frontmatter",
}

# What the four demanded libraries and the other dependencies are called where they are imported.
IMPORT_NAMES: Mapping[str, str] = {
    "pillow": "PIL",
    "python-dateutil": "dateutil",
    "python-slugify": "slugify",
    "pyyaml": "yaml",
}


class Import(NamedTuple):
    """One name of an import statement; the package's own modules are named without the package."""

    importer: str
    imported: str
    line: int
    inside: bool


def module_name(file: Path, package: Path) -> str:
    """The dotted name of a file inside the package; that of its folder for an `__init__.py`."""
    parts = file.relative_to(package).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_of(package: Path) -> dict[str, Path]:
    """Every module of a package by its dotted name; the package itself is the empty name."""
    return {module_name(file, package): file for file in sorted(package.rglob("*.py"))}


def targets(node: ast.Import | ast.ImportFrom, where: tuple[str, ...]) -> Iterator[str]:
    """The absolute dotted names that a statement names: `a.b` for `from a import b`, module or not."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = ".".join(where[: len(where) - node.level + 1]) if node.level else ""
    start = ".".join(part for part in (base, node.module or "") if part)
    yield from (f"{start}.{alias.name}" for alias in node.names)


def imports_of(package: Path) -> list[Import]:
    """Every import in a package, wherever it stands in a file, with names resolved to modules that exist."""
    modules = modules_of(package)
    found = []
    for name, file in modules.items():
        folder = file.relative_to(package).parent.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            for target in targets(node, (PACKAGE, *folder)):
                top, _, rest = target.partition(".")
                inside = top == PACKAGE
                while inside and rest and rest not in modules:
                    rest = rest.rpartition(".")[0]
                found.append(Import(name, rest if inside else target, node.lineno, inside))
    return found


def place(module: str) -> tuple[int, int] | None:
    """Floor and place on it of a module, None where it has none; the package itself is below everything."""
    if not module:
        return (-1, 0)
    top = module.partition(".")[0]
    for floor, names in enumerate(FLOORS):
        if top in names:
            return floor, names.index(top)
    return None


def wrong_direction(one: Import) -> bool:
    """Whether an import inside the package goes up, to the right, or from a package's part to its whole."""
    importer, imported = place(one.importer), place(one.imported)
    if importer is None or imported is None:
        return False  # reported by itself
    if importer != imported:
        return imported > importer
    top, _, importing_part = one.importer.partition(".")
    imported_part = one.imported.partition(".")[2]
    if importing_part and not imported_part:
        return True
    order = ORDERS.get(top, ())
    if importing_part in order and imported_part in order:
        return order.index(imported_part) > order.index(importing_part)
    return False


def may_know(importer: str, library: str) -> bool:
    """Whether a module is the one that may import a third-party package, or lies in the one that may."""
    known = IMPORTERS.get(library)
    return known is not None and f"{importer}.".startswith(f"{known}.")


def violations(package: Path) -> list[str]:
    """Everything in a package that breaks the rules above, as sentences."""
    imports = imports_of(package)
    wrong = [f"{name} has no floor" for name in modules_of(package) if place(name) is None]
    graph: dict[str, set[str]] = {}
    for one in imports:
        top = one.imported.partition(".")[0]
        if one.inside:
            graph.setdefault(one.importer, set()).add(one.imported)
            if wrong_direction(one):
                wrong.append(f"{one.importer}:{one.line} may not import {one.imported or PACKAGE}")
        elif top not in sys.stdlib_module_names and not may_know(one.importer, top):
            wrong.append(f"{one.importer}:{one.line} imports {top}, which only {IMPORTERS.get(top)} may")
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as circle:
        wrong.append("circle of " + ", ".join(sorted(set(circle.args[1]))))
    return wrong


def test_imports_go_down_and_each_package_has_one_importer() -> None:
    """Every import of the program keeps to the floors, and no third-party package is known to two modules."""
    assert violations(ROOT / PACKAGE) == []


def test_floors_name_what_exists() -> None:
    """The table above is the house as it stands: a module that is gone leaves the table too."""
    existing = {name.partition(".")[0] for name in modules_of(ROOT / PACKAGE)}
    assert [name for floor in FLOORS for name in floor if name not in existing] == []


def test_every_dependency_is_imported() -> None:
    """What pyproject.toml asks for is used: jinja2, markdown, dateutil, livereload and the others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {requirement.partition(">")[0].strip() for requirement in project["dependencies"]}
    assert {"jinja2", "markdown", "python-dateutil", "livereload"} <= declared
    imported = {one.imported.partition(".")[0] for one in imports_of(ROOT / PACKAGE) if not one.inside}
    optional = {name for extra in project["optional-dependencies"].values() for name in extra}
    assert {"pillow>=11.3", "pyromark>=0.10.3", "trafilatura>=2"} == optional
    declared |= {requirement.partition(">")[0] for requirement in optional}
    assert sorted({IMPORT_NAMES.get(name, name) for name in declared} - imported) == []


def test_command_line_starts_without_the_server() -> None:
    """A command that serves nothing does not wait for tornado to be imported."""
    heavy = "{'livereload', 'tornado', 'pytest', 'trafilatura', 'pyromark', 'markdown', 'PIL'}"
    show = f"import sys, {PACKAGE}.cli; print(sorted({heavy} & set(sys.modules)))"
    command = [sys.executable, "-c", show]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert result.stdout == "[]\n"


# A small house that keeps all the rules.
HOUSE: Mapping[str, str] = {
    "__init__.py": "__version__ = '1'",
    "source.py": "import os",
    "paths.py": "from site_gen import __version__\nfrom .source import x",
    "dates/__init__.py": "from .edtf import parse",
    "dates/model.py": "",
    "dates/edtf.py": "from site_gen.dates.model import x\nfrom site_gen import source",
    "dates/errors.py": "",
    "dates/calendars.py": "def f():\n    from convertdate import julian",
    "article/read.py": "from site_gen.dates import parse",
    "content/load.py": "from site_gen.article.read import x",
    "cli.py": "import site_gen.content.load, site_gen.dates",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """HOUSE as a package on disk."""
    package = tmp_path / PACKAGE
    for path, content in HOUSE.items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(content, encoding="utf-8")
    return package


def test_a_house_in_order_has_no_complaint(house: Path) -> None:
    """Imports down, to the left, of the package's own version and by the one importer are all right."""
    assert violations(house) == []


def test_circles_are_found(house: Path) -> None:
    """Two modules of one package, neither of which has a place in an order, may not import each other."""
    (house / "dates" / "errors.py").write_text("from site_gen.dates import model", encoding="utf-8")
    assert violations(house) == []
    (house / "dates" / "model.py").write_text("from .errors import E", encoding="utf-8")
    assert violations(house) == ["circle of dates.errors, dates.model"]


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("source.py", "from site_gen import cli", "source:1 may not import cli"),
        ("source.py", "def f():\n    import site_gen.dates.edtf", "source:2 may not import dates.edtf"),
        ("source.py", "from .dates import edtf", "source:1 may not import dates.edtf"),
        ("source.py", "from . import paths", "source:1 may not import paths"),
        ("dates/model.py", "from .edtf import parse_edtf", "dates.model:1 may not import dates.edtf"),
        ("dates/model.py", "from site_gen.dates import parse", "dates.model:1 may not import dates"),
        ("dates/model.py", "from ..cli import main", "dates.model:1 may not import cli"),
        (
            "article/read.py",
            "from site_gen.content.load import x",
            "article.read:1 may not import content.load",
        ),
        (
            "dates/edtf.py",
            "import convertdate.julian",
            "dates.edtf:1 imports convertdate, which only dates.calendars",
        ),
        ("cli.py", "def f():\n    import requests", "cli:2 imports requests, which only None may"),
        ("gadget.py", "", "gadget has no floor"),
        ("gadgets/thing.py", "", "gadgets.thing has no floor"),
    ],
)
def test_violations_are_found(house: Path, file: str, text: str, complaint: str) -> None:
    """The same house with one wrong file has a complaint about that file, at its line."""
    (house / file).parent.mkdir(exist_ok=True)
    (house / file).write_text(text, encoding="utf-8")
    direct = [sentence for sentence in violations(house) if not sentence.startswith("circle")]
    assert [sentence[: len(complaint)] for sentence in direct] == [complaint]

"""Read everything: a project's folder → a site as a value, with all that is wrong in it."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import site_gen
from site_gen import resources
from site_gen.build.catalogues import words_of_project
from site_gen.build.imaging import resizing
from site_gen.cldr import Catalogue
from site_gen.content.event import Event
from site_gen.content.load import Content, load_content
from site_gen.content.reading import Known, read_text
from site_gen.content.references import check_references
from site_gen.diagnostics import Diagnostic, diagnose
from site_gen.markup import is_installed
from site_gen.markup.manner import Engine
from site_gen.site import assets, bodies
from site_gen.site.addresses import Addresses
from site_gen.site.config import PATH, SiteConfig, missing_config, read_config
from site_gen.site.facets import find_facets
from site_gen.site.model import Site
from site_gen.site.pictures import find_pictures
from site_gen.site.rendering.closure import Sources
from site_gen.site.shell import main_sources
from site_gen.site.stylesheet import Names, apart, names_in
from site_gen.site.view_parts import absent_lanes
from site_gen.source import SourceFile
from site_gen.timeline.axis import scale_of
from site_gen.timeline.timeline import make_timeline

EVENT_FILES = "events"
SCRIPTS = ("explore", "find")
"""The scripts that pages ask for, by the names of their folders below `static/js/`."""
HOW_TO_INSTALL = (
    "run `python3 -m pip --python .venv install --require-hashes -r requirements-commonmark.lock`, "
    "or beside the wheel `pip install 'site-gen[commonmark]'`"
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was read. `site` is missing where not even its settings could be read.

    `copies` are the files to publish as they are, by output path; `templates` the template folders, the
    project's first.
    """

    root: Path
    site: Site | None
    diagnostics: tuple[Diagnostic, ...]
    copies: Mapping[str, Path]
    templates: tuple[Path, ...]


def load_project(
    root: Path, *, base_url: str | None = None, drafts: bool = False, known: Known | None = None
) -> Project:
    """Read a project. `base_url` overrides that of site.toml; `drafts` includes events marked so; `known` are
    event files that were read before.
    """
    found: list[Diagnostic] = []
    config = _config(root, base_url, found)
    folders = (root / "static", resources.builtin("static"))
    templates = (root / "templates", resources.builtin("templates"))
    if config is None:
        return Project(root, None, tuple(found), {}, templates)
    content = load_content(root, config.languages, known)
    found += content.diagnostics
    content = content if drafts else _published(content)
    statics = assets.static_files(folders)
    is_large = len(content.events) > config.page_size
    css, faults = assets.make_style(statics, config.theme, root, () if is_large else assets.LARGE)
    found += faults
    names, absent = _names_of_pages(templates, statics), absent_lanes(len(config.lanes))
    styles = assets.Styles(*apart(css), names, absent)
    files = assets.copied(statics)
    scripts = {name: assets.make_script(statics, name) for name in SCRIPTS}
    words, faults = words_of_project(root, config.languages)
    found += faults
    site = make_site(config, content, Looks(styles, scripts, words), files, found)
    beside = {f"{EVENT_FILES}/{path}": file for path, file in content.files.items()}
    copies = dict(sorted((dict(files) | beside).items()))
    pictures = find_pictures(site, copies, found, resizes=resizing.is_installed())
    site = dataclasses.replace(site, pictures=pictures)
    return Project(root, site, tuple(found), copies, templates)


class Looks(NamedTuple):
    """The stylesheets, the scripts by name, and the texts of the interface by language."""

    styles: assets.Styles
    scripts: Mapping[str, str]
    words: Mapping[str, Catalogue]


def make_site(
    config: SiteConfig,
    content: Content,
    looks: Looks,
    files: Mapping[str, Path],
    found: list[Diagnostic],
) -> Site:
    """Put settings and content together into a site; what is wrong between files is added to `found`."""
    default = config.default_language
    originals: list[Event] = [by_lang[default] for by_lang in content.events.values()]
    timeline = make_timeline(originals, config.lanes, config.periods)
    facets, faults = find_facets(timeline.events, content.events)
    found += faults
    slugs = bodies.slugs_by_file(content, default)
    found += check_references(content, [lane.key for lane in config.lanes], slugs)
    return Site(
        config=config,
        content=content,
        timeline=timeline,
        scale=scale_of(originals),
        facets=facets,
        styles=looks.styles,
        scripts=looks.scripts,
        files=files,
        words=looks.words,
        addresses=Addresses(config.languages, config.base_url),
        main_sources=main_sources(timeline.events, content.sources),
        slugs_by_file=slugs,
        generator=f"site-gen {site_gen.__version__}",
    )


def _names_of_pages(templates: Sequence[Path], statics: Mapping[str, Path]) -> Mapping[str, Names]:
    """Return by template the names of classes and properties that its pages can hold; those of scripts count
    for templates that bring in any.
    """
    sources = Sources(templates)
    scripts = [file.read_text("utf-8", "replace") for path, file in statics.items() if path.endswith(".js")]
    of_scripts = names_in(scripts)
    found = {}
    for page in (name for name in sources.names() if name.endswith(".html") and "/" not in name):
        texts = [sources.text(name) for name in sources.closure(page)]
        named = names_in(texts)
        found[page] = named.and_of(of_scripts) if any("<script src" in text for text in texts) else named
    return found


def _config(root: Path, base_url: str | None, found: list[Diagnostic]) -> SiteConfig | None:
    file = root / PATH
    if not file.is_file():
        found.append(missing_config())
        return None
    source = read_text(file, root, found)
    if source is None:
        return None
    reading = read_config(source)
    found += reading.diagnostics
    config = reading.config
    if config and not is_installed(config.engine):
        found.append(_missing_engine(source))
        # Nothing is published; the other engine finds what else is wrong.
        config = dataclasses.replace(config, engine=Engine.PYTHON_MARKDOWN)
    return dataclasses.replace(config, base_url=base_url) if config and base_url is not None else config


def _missing_engine(source: SourceFile) -> Diagnostic:
    place = re.search(r"^\s*engine\s*=", source.text, re.MULTILINE)
    found = "`engine` is `commonmark`, and the package that reads it is not installed"
    return diagnose(source, place.start() if place else 0, "C110", found, HOW_TO_INSTALL)


def _published(content: Content) -> Content:
    """Leave out drafts, with the pictures that lie in their folders."""
    drafts = {
        slug: event
        for slug, by_lang in content.events.items()
        if (event := next(iter(by_lang.values()))).draft
    }
    folders = tuple(
        f"{posixpath.dirname(event.file.path).removeprefix(bodies.EVENT_FOLDER).lstrip('/')}/"
        for event in drafts.values()
        if posixpath.basename(event.file.path).startswith("index.")
    )
    kept = {slug: by_lang for slug, by_lang in content.events.items() if slug not in drafts}
    files = {path: file for path, file in content.files.items() if not path.startswith(folders)}
    return dataclasses.replace(content, events=kept, files=files)

"""Renders pages, and tells what is wrong with their templates."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from site_gen.diagnostics import Diagnostic, about_file, diagnose
from site_gen.site.page import Page
from site_gen.site.rendering.closure import Sources
from site_gen.site.views import View
from site_gen.source import decode, shown_path

if TYPE_CHECKING:
    import jinja2

    from site_gen.cldr import Catalogue
    from site_gen.site.rendering.environment import PageEnvironment


class Renderer:
    """Renders the pages of one language each with the words of that language."""

    def __init__(
        self,
        folders: Sequence[Path],
        words: Mapping[str, Catalogue],
        root: Path,
        compiled: Path | None = None,
    ) -> None:
        """Take the template folders, those of the project first, the catalogues by language, and a folder in
        which compiled templates may be kept.
        """
        self._sources = Sources(folders)
        self._folders = self._sources.folders
        self._words = words
        self._root = root
        self._compiled = compiled
        self._environments: dict[str, PageEnvironment] = {}
        self._fields: dict[type, tuple[str, ...]] = {}

    def render(self, page: Page, view: View) -> str | Diagnostic:
        """Return the text of a page with its view, or what is wrong with its template; the diagnostic names
        template and page.
        """
        import jinja2

        environment = self._environment(page.lang)
        kind = type(view)
        if kind not in self._fields:
            self._fields[kind] = tuple(field.name for field in dataclasses.fields(view))
        fields = {name: getattr(view, name) for name in self._fields[kind]}
        try:
            return environment.get_template(page.template).render(fields)
        except jinja2.TemplateSyntaxError as fault:
            return self._fault(fault.filename, fault.lineno, "T101", fault.message or "broken template", page)
        except jinja2.TemplateNotFound as fault:
            folders = ", ".join(f"{shown_path(folder, self._root)}/" for folder in self._folders)
            hint = f"it was looked for in {folders}; needed by `{page.output}`"
            return about_file(f"templates/{fault.name}", "T102", "there is no such template", hint)
        except Exception as fault:  # noqa: BLE001 - a template runs its author's expressions, which can raise anything
            name, line = self._where(fault)
            return self._fault(name, line, "T103", f"{_plain(fault)}", page)

    def body_is_spliced(self, template: str) -> bool:
        """Tell whether pages of a template hold the `body` of their view as it is, in one place or nowhere,
        and else depend only on whether it is empty: `{{ body | safe }}` stands once in the template and all
        that it brings in, and other uses are tests in `{% if %}`. False where that cannot be told.
        """
        from site_gen.site.rendering.body_use import is_spliced

        return is_spliced("body", template, self._tree)

    def digest(self, template: str) -> str:
        """Return a digest of a template and all that it could include, in hexadecimal."""
        digest = hashlib.sha256()
        for name in sorted(self._sources.closure(template)):
            digest.update(name.encode() + b"\0" + self._sources.text(name).encode() + b"\0")
        return digest.hexdigest()

    def load(self, pages: Iterable[Page]) -> None:
        """Compile what the pages need, or load what is kept of it, so that processes that are made then need
        not do so each. What is wrong is told when a page is rendered.
        """
        import jinja2

        for lang, template in {(page.lang, page.template): None for page in pages}:
            for name in sorted(self._sources.closure(template)):
                with contextlib.suppress(jinja2.TemplateError):
                    self._environment(lang).get_template(name)

    def _environment(self, lang: str) -> PageEnvironment:
        """Return the environment of a language, made when it is first asked for."""
        if lang not in self._environments:
            import jinja2

            from site_gen.site.rendering.environment import PageEnvironment

            loader = jinja2.FileSystemLoader([str(folder) for folder in self._folders])
            self._environments[lang] = PageEnvironment(loader, self._words[lang], self._compiled)
        return self._environments[lang]

    def _tree(self, name: str) -> jinja2.nodes.Template | None:
        """Parse a template; None where there is none, or a broken one."""
        import jinja2

        environment = self._environment(next(iter(self._words)))
        if not any((folder / name).is_file() for folder in self._folders):
            return None
        try:
            return environment.parse(self._sources.text(name), name)
        except jinja2.TemplateSyntaxError:
            return None

    def _fault(self, filename: str | None, line: int, code: str, message: str, page: Page) -> Diagnostic:
        hint = f"found while making `{page.output}`"
        if not filename or not Path(filename).is_file():
            return about_file(f"templates/{page.template}", code, message, hint)
        source, _ = decode(shown_path(Path(filename), self._root), Path(filename).read_bytes())
        text = source.line_text(line)
        offset = (
            sum(len(row) + 1 for row in source.text.split("\n")[: line - 1]) + len(text) - len(text.lstrip())
        )
        return diagnose(source, offset, code, message, hint, length=len(text.strip()))

    def _where(self, fault: BaseException) -> tuple[str | None, int]:
        """Find the innermost frame of a traceback that lies in a template."""
        folders = tuple(str(folder) for folder in self._folders)
        for frame in reversed(traceback.extract_tb(fault.__traceback__)):
            if frame.filename.startswith(folders) and not frame.filename.endswith(".py"):
                return frame.filename, frame.lineno or 1
        return None, 1


def render_alone(folder: Path, template: str, view: Mapping[str, object], words: Catalogue) -> str:
    """Return the text of a page that is no page of the site, such as one for an editor, from a template in
    `folder`, which sees the names of `view`. It is written by us, so what is wrong with it is raised.
    """
    import jinja2

    from site_gen.site.rendering.environment import PageEnvironment

    environment = PageEnvironment(jinja2.FileSystemLoader(str(folder)), words)
    return environment.get_template(template).render(view)


def _plain(fault: Exception) -> str:
    """Word an exception for the author of a template."""
    text = str(fault) or type(fault).__name__
    return text[:1].lower() + text[1:].rstrip(".")

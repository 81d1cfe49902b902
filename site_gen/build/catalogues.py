"""The texts of the interface in the languages of a site: those that are shipped, and a project's own.

A project gives a language, or other words for one, in `locale/<language>.po` (gettext). A text that neither
has stands in English, in which the templates are written, and a warning says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import site_gen
from site_gen import cldr
from site_gen.diagnostics import Diagnostic, Severity, about_file, diagnose
from site_gen.source import SourceFile

FOLDER = "locale"
WRITTEN_IN = "en"
_COMPLETE = "id"
"""A language whose catalogue has every text of the interface; tests hold that."""
_NAMED = 3


def words_of(lang: str) -> cldr.Catalogue:
    """Return the shipped catalogue of a language; English, in which the templates are written, has none."""
    file = _file(Path(site_gen.__file__).parent / FOLDER, lang)
    return cldr.catalogue(file or b"", lang)


def words_of_project(
    root: Path, languages: Sequence[str]
) -> tuple[Mapping[str, cldr.Catalogue], tuple[Diagnostic, ...]]:
    """Return the catalogue of each language, the project's own words first, and what is wrong with them."""
    words: dict[str, cldr.Catalogue] = {}
    found: list[Diagnostic] = []
    for lang in languages:
        words[lang] = words_of(lang)
        file = _file(root / FOLDER, lang)
        if file:
            try:
                own = cldr.catalogue(file, lang)
            except cldr.CatalogueError as fault:
                found.append(_unreadable(file, fault))
                continue
            both = MappingProxyType({**words[lang].messages, **own.messages})
            words[lang] = cldr.Catalogue(both, own.plural_expression)
        found += _untranslated(lang, words[lang])
    return words, tuple(found)


def _file(folder: Path, lang: str) -> Path | None:
    """Find the catalogue of a language, or of the language without its region and script."""
    files = (folder / f"{code}.po" for code in (lang, lang.split("-")[0]))
    return next((file for file in files if file.is_file()), None)


def _unreadable(file: Path, fault: cldr.CatalogueError) -> Diagnostic:
    source = SourceFile(f"{FOLDER}/{file.name}", file.read_text(encoding="utf-8", errors="replace"))
    offset = sum(len(line) + 1 for line in source.text.split("\n")[: max(0, fault.line - 1)])
    hint = "`msgfmt --check` tells more; the form is that of GNU gettext"
    return diagnose(
        source, min(offset, len(source.text)), "C115", f"this catalogue cannot be read: {fault}", hint
    )


def _untranslated(lang: str, words: cldr.Catalogue) -> Iterator[Diagnostic]:
    """Warn of texts that stand in English on pages of another language."""
    if lang.split("-")[0] in (WRITTEN_IN, _COMPLETE):
        return
    texts = words_of(_COMPLETE).messages
    missing = [text for text in texts if text not in words.messages]
    if missing:
        named = ", ".join(f"`{text}`" for text in missing[:_NAMED])
        more = " …" if len(missing) > _NAMED else ""
        message = f"{len(missing)} of {len(texts)} texts of the interface are in English on pages in `{lang}`"
        hint = f"translate them in {FOLDER}/{lang}.po: {named}{more}"
        yield about_file("content/site.toml", "C114", message, hint, severity=Severity.WARNING)

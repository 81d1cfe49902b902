"""Which templates one brings in, found without Jinja: a build that makes no page then never loads it.

A template is searched for the tags that name others. What stands in comments or texts is taken for a tag as
well; that makes a set of templates larger, never smaller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
_NAME = re.compile(
    r"""\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:(?:ignore|with|without|as|import)\b.*|[-+]?)""", re.DOTALL
)


class Sources:
    """The texts of templates in some folders, each read when it is first asked for; of two of one name that
    in the earlier folder counts.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        """Take the folders; those that do not exist are passed over."""
        self.folders = tuple(folder for folder in folders if folder.is_dir())
        self._texts: dict[str, str] = {}

    def text(self, name: str) -> str:
        """Return the text of a template, empty where there is none."""
        if name not in self._texts:
            files = (folder / name for folder in self.folders)
            found = next((file for file in files if file.is_file()), None)
            self._texts[name] = found.read_text(encoding="utf-8", errors="replace") if found else ""
        return self._texts[name]

    def names(self) -> Sequence[str]:
        """Return the names of all templates."""
        return sorted(
            {
                file.relative_to(folder).as_posix()
                for folder in self.folders
                for file in folder.rglob("*")
                if file.is_file()
            }
        )

    def closure(self, template: str) -> set[str]:
        """Return the names of a template and of all that it brings in."""
        return closure(template, self.text, self.names)


def closure(template: str, source_of: Callable[[str], str], names: Callable[[], Sequence[str]]) -> set[str]:
    """Return the names of the templates that one extends, includes or imports, however far down, and its own.

    `source_of` gives the text of a template, empty where there is none; `names` gives those of all templates:
    a name that is worked out when a page is made could be any of them.
    """
    seen: set[str] = set()
    wanted = [template]
    while wanted:
        if (name := wanted.pop()) not in seen:
            seen.add(name)
            for other in _brought(source_of(name)):
                wanted += names() if other is None else [other]
    return seen


def _brought(source: str) -> Iterator[str | None]:
    """Yield the names that a template gives of others, None for one that is worked out."""
    for tag in _TAG.finditer(source):
        named = _NAME.fullmatch(tag[1])
        yield None if named is None else named[1] or named[2] or ""

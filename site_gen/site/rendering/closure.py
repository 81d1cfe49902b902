"""Which templates one brings in, found without Jinja: a build that makes no page then never loads it.

A template is searched for the tags that name others. What stands in comments or texts is taken for a tag as
well; that makes a set of templates larger, never smaller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
_NAME = re.compile(
    r"""\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:(?:ignore|with|without|as|import)\b.*|[-+]?)""", re.DOTALL
)


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

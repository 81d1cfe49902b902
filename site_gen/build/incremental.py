"""Which pages must be made again, and why: a pure decision over facts. Knows neither disk nor clock.

The facts of a page are digests of each field of its view, of its template with all that it includes, and of
the generator. A template sees nothing but its view, so that no dependency can be forgotten.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_gen.site.page import Page

Facts = Mapping[str, str]
"""Named digests that together are the key of a page."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to an output: it is made where there are `reasons`, else kept."""

    output: str
    reasons: tuple[str, ...]


def page_facts(page: Page, template: str, generator: str) -> dict[str, str]:
    """Return the facts of a page, given the digests of its template's closure and of the generator."""
    facts = {"generator": generator[:16], f"template {page.template}": template[:16]}
    for field in dataclasses.fields(page.view):
        facts[field.name] = _digest(repr(getattr(page.view, field.name)))
    return facts


def decide(
    now: Mapping[str, Facts], before: Mapping[str, Facts], intact: Sequence[str] | frozenset[str]
) -> tuple[Decision, ...]:
    """Decide for each output of `now`, given the facts of the last build and the outputs that still stand as
    it left them.
    """
    standing = frozenset(intact)
    return tuple(
        Decision(output, _reasons(output, facts, before.get(output), standing))
        for output, facts in now.items()
    )


def _reasons(output: str, facts: Facts, before: Facts | None, intact: frozenset[str]) -> tuple[str, ...]:
    if before is None:
        return ("it is new",)
    if output not in intact:
        return ("the file is missing or was changed by somebody else",)
    changed = [name for name in facts if facts[name] != before.get(name)]
    gone = [name for name in before if name not in facts]
    return tuple(f"{_named(name)} changed" for name in changed) + tuple(
        f"{_named(name)} is gone" for name in gone
    )


def _named(fact: str) -> str:
    if fact == "generator":
        return "the generator"
    if fact.startswith("template "):
        return f"the template {fact.removeprefix('template ')}, or one that it includes,"
    return f"its {fact.replace('_', ' ')}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

"""Which pages must be made again, and why: a pure decision over facts. Knows neither disk nor clock.

The facts of a page are digests of all that its view is made from, of its template with all that it includes,
of the generator, and of where the links of its body lead. A template sees nothing but its view.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_gen.digesting import digest

if TYPE_CHECKING:
    from site_gen.site.page import Asked, Page

Facts = Mapping[str, str]
"""Named digests that together are the key of a page."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to an output: it is made where there are `reasons`, else kept."""

    output: str
    reasons: tuple[str, ...]


def page_facts(page: Page, template: str, generator: str, links: Sequence[Asked]) -> dict[str, str]:
    """Return the facts of a page, given the digests of its template's closure and of the generator, and the
    links that its body had when it was made last.
    """
    facts = {"generator": generator[:16], f"template {page.template}": template[:16], **page.facts}
    if links and page.resolve:
        facts["links"] = links_digest({asked: str(page.resolve(*asked)) for asked in links})
    return facts


def links_digest(links: Mapping[Asked, str]) -> str:
    """Digest where links lead."""
    return digest(sorted(links.items()))


def decide(
    now: Mapping[str, Facts], before: Mapping[str, Facts], intact: Container[str]
) -> tuple[Decision, ...]:
    """Decide for each output of `now`, given the facts of the last build and the outputs that still stand as
    it left them.
    """
    return tuple(
        Decision(output, _reasons(output, facts, before.get(output), intact)) for output, facts in now.items()
    )


def _reasons(output: str, facts: Facts, before: Facts | None, intact: Container[str]) -> tuple[str, ...]:
    if before is None:
        return ("it is new",)
    if output not in intact:
        return ("the file is missing or was changed by somebody else",)
    if facts == before:
        return ()
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
    if fact == "links":
        return "what a link of its body leads to"
    return f"its {fact}"

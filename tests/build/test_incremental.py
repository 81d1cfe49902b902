from collections.abc import Mapping

import pytest

from site_gen.build.incremental import Decision, decide, links_digest, page_facts
from site_gen.site.page import Made, Page
from site_gen.site.views import RobotsView

BEFORE = {"generator": "g1", "template a.html": "t1", "title": "x1", "body": "y1"}


@pytest.mark.parametrize(
    ("now", "before", "intact", "reasons"),
    [
        (BEFORE, None, False, ("it is new",)),
        (BEFORE, None, True, ("it is new",)),
        (BEFORE, BEFORE, True, ()),
        (BEFORE, BEFORE, False, ("the file is missing or was changed by somebody else",)),
        (BEFORE | {"title": "x2"}, BEFORE, True, ("its title changed",)),
        (BEFORE | {"title": "x2", "body": "y2"}, BEFORE, True, ("its title changed", "its body changed")),
        (BEFORE | {"text_lang": "z"}, BEFORE, True, ("its text_lang changed",)),
        (
            {k: v for k, v in BEFORE.items() if k != "body"},
            BEFORE,
            True,
            ("its body is gone",),
        ),
        (
            BEFORE | {"template a.html": "t2"},
            BEFORE,
            True,
            ("the template a.html, or one that it includes, changed",),
        ),
        (BEFORE | {"generator": "g2"}, BEFORE, True, ("the generator changed",)),
        (
            {"generator": "g1", "template b.html": "t1", "title": "x1", "body": "y1"},
            BEFORE,
            True,
            (
                "the template b.html, or one that it includes, changed",
                "the template a.html, or one that it includes, is gone",
            ),
        ),
    ],
)
def test_decide(
    now: Mapping[str, str], before: Mapping[str, str] | None, intact: bool, reasons: tuple[str, ...]
) -> None:
    """A page is made where there is a reason, and each reason is said; where there is none it is kept."""
    known = {} if before is None else {"page.html": before}
    standing = frozenset({"page.html"} if intact else ())
    assert decide({"page.html": now}, known, standing) == (Decision("page.html", reasons),)


def test_each_page_is_decided_by_itself() -> None:
    """A change of one page is no reason for another; a page that is gone gets no decision."""
    now = {"a.html": BEFORE, "b.html": BEFORE | {"title": "x2"}}
    before = {"a.html": BEFORE, "b.html": BEFORE, "gone.html": BEFORE}
    decisions = decide(now, before, frozenset(before))
    assert [(d.output, bool(d.reasons)) for d in decisions] == [("a.html", False), ("b.html", True)]


def page(facts: Mapping[str, str], leads_to: str = "") -> Page:
    """A page with such facts, whose links lead there."""

    def resolve(_target: str, _tag: str) -> str:
        return leads_to

    return Page("a.html", "a.html", "en", facts, lambda: Made(RobotsView("")), resolve=resolve)


def test_facts_of_a_page() -> None:
    """The facts of a page are its own, its template and the generator."""
    facts = page_facts(page({"body": "x"}), "t" * 64, "g" * 64, ())
    assert facts == {"body": "x", "generator": "g" * 16, "template a.html": "t" * 16}


def test_where_links_lead_is_a_fact() -> None:
    """A link that leads elsewhere than when the page was made is a reason to make it again."""
    links = (("other.md", "a"),)
    one, two = (page_facts(page({}, to), "", "", links)["links"] for to in ("one.html", "two.html"))
    assert one != two
    assert one == links_digest({("other.md", "a"): "one.html"})
    before = {"a.html": {"links": one}}
    assert decide({"a.html": {"links": two}}, before, before) == (
        Decision("a.html", ("what a link of its body leads to changed",)),
    )

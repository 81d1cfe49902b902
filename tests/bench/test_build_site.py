import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bench.build import FOLDER
from bench.build_corpus import Event
from bench.build_measure import Place, Scenario
from bench.build_programs import PEERS, Program, ours, peers
from bench.build_site import lacking, size_of

Placed = Callable[[Program], Place]


def plain_site(site: Path, events: Sequence[Event]) -> None:
    """The least that lacks nothing."""
    (site / "events").mkdir(parents=True)
    (site / "tags").mkdir()
    links = {event: f'<a href="/events/{event.slug}.html">{event.title}</a>' for event in events}
    for at, event in enumerate(events):
        near = "".join(links[other] for other in (*events[max(0, at - 1) : at], *events[at + 1 : at + 2]))
        page = f"<h1>{event.title}</h1>{event.day}{event.tags}{near}"
        (site / "events" / f"{event.slug}.html").write_text(page, encoding="utf-8")
    for tag in {tag for event in events for tag in event.tags}:
        listed = "".join(links[event] for event in events if tag in event.tags)
        (site / "tags" / f"{tag.replace(' ', '-')}.html").write_text(listed, encoding="utf-8")
    (site / "index.html").write_text("".join(links.values()), encoding="utf-8")
    (site / "feed.xml").write_text("<entry>x</entry>" * len(events), encoding="utf-8")
    places = "".join(f"<loc>https://example.org/events/{event.slug}.html</loc>" for event in events)
    (site / "sitemap.xml").write_text(places, encoding="utf-8")


@pytest.fixture
def built(tmp_path: Path, corpus: tuple[Path, Sequence[Event]]) -> tuple[Path, Sequence[Event]]:
    """A site that lacks nothing, and its events."""
    plain_site(tmp_path / "site", corpus[1])
    return tmp_path / "site", corpus[1]


def test_a_whole_site_lacks_nothing(built: tuple[Path, Sequence[Event]]) -> None:
    """What is there is seen."""
    assert lacking(*built) == ()


def test_lists_may_be_split(built: tuple[Path, Sequence[Event]]) -> None:
    """The second half of a list may stand on a page of its own."""
    site, events = built
    whole = (site / "index.html").read_text(encoding="utf-8")
    half = whole.index("<a", len(whole) // 2)
    (site / "index.html").write_text(whole[:half], encoding="utf-8")
    (site / "page-2.html").write_text(whole[half:], encoding="utf-8")
    assert lacking(site, events) == ()


def test_everything_that_is_absent_is_said(built: tuple[Path, Sequence[Event]]) -> None:
    """Each kind of page is looked at: without it, something is lacking that was not before."""
    site, events = built
    tag = events[0].tags[0]
    damaged = {
        site / "events" / f"{events[3].slug}.html": "is missing",
        site / "tags" / f"{tag.replace(' ', '-')}.html": f"not on the pages of the tag “{tag}”",
        site / "index.html": "12 events are on no list of all",
        site / "feed.xml": "the feed has 0 entries instead of 12",
        site / "sitemap.xml": "the sitemap has 0 event pages instead of 12",
    }
    for file, said in damaged.items():
        text = file.read_bytes()
        file.unlink()
        assert said in "\n".join(lacking(site, events))
        file.write_bytes(text)
    assert lacking(site, events) == ()


def test_a_neighbour_that_is_not_named_is_said(built: tuple[Path, Sequence[Event]]) -> None:
    """The page of an event shows what came before and after it."""
    site, events = built
    page = site / "events" / f"{events[5].slug}.html"
    page.write_text(page.read_text(encoding="utf-8").replace(events[6].title, ""), encoding="utf-8")
    assert lacking(site, events) == (f"events/{events[5].slug}.html lacks “{events[6].title}”",)


@pytest.mark.parametrize("minimal", [False, True], ids=["built-in templates", "small templates"])
def test_our_site_lacks_nothing(placed: Placed, minimal: bool) -> None:
    """This project's pages show what is asked of all, with its own templates and with small ones."""
    place = placed(ours(minimal=minimal))
    place.measure(Scenario.COLD, 0)
    assert lacking(place.site, place.events) == ()
    assert size_of(place.site).files > len(place.events)


@pytest.mark.parametrize("name", PEERS)
def test_the_site_of_a_peer_lacks_nothing(placed: Placed, name: str) -> None:
    """The templates written for a peer show what ours do, after a cold build and after each edit."""
    folder = os.environ.get(FOLDER)
    found, missing = peers(Path(folder).resolve() if folder else None)
    if name not in found:
        pytest.skip(f"{name}: {missing[name]}")
    place = placed(found[name])
    for turn, scenario in enumerate(Scenario):
        place.measure(scenario, turn)
        if scenario is Scenario.COLD:
            assert lacking(place.site, place.events) == ()

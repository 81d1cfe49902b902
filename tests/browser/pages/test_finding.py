"""The page for finding, as a reader uses it from a disk: nothing here is served."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_gen.build.project import load_project
from site_gen.site import search_index, stems
from site_gen.site.model import Site

CHECKOUT = Path(__file__).parents[3]
STEMS = CHECKOUT / "static/js/find/stems.js"
LETTERS = "abcdefghijklmnopqrstuvwxyzaeiouaeiounnggmmkktt"
ODD = "éÉüßœæøłđÞıİÅΣςωЯйعָד한ﬁ²Ⅷ٣ำ_-’·😀"
QUERIES = (
    *("soviet", "Sovyet", "negotiation", "perundingan", "berunding", "nato 1954", "surat 1954", "molotv"),
    *("austr", "the", "kremlin putin", "yeltsn", "keanggotaan", "membership", "1990-an", "wina", "tidakada"),
)
TOTALS = """() => [...document.querySelectorAll('[data-kind][open] label:not(.tl-find__narrow)')]
  .map(e => [e.querySelector('input').dataset.key, +e.querySelector('.tl-note').textContent])"""


def words() -> list[str]:
    """Thousands of words: those of the texts here, some with endings and prefixes of the rules, and noise."""
    pick = random.Random(7)
    texts = [file.read_text(encoding="utf-8") for file in (CHECKOUT / "content").rglob("*.md")]
    found = {word for text in texts for word in text.split()}
    found |= {"".join(pick.choices(LETTERS, k=pick.randint(1, 12))) for _ in range(3000)}
    found |= {"".join(pick.choices(LETTERS + ODD, k=8)) for _ in range(1500)}
    ends = ("kan", "an", "i", "nya", "lah", "s", "ies", "ing", "ed", "ation", "ness", "er", "y")
    begins = (
        "",
        "me",
        "mem",
        "men",
        "meng",
        "meny",
        "pe",
        "pem",
        "peng",
        "ber",
        "di",
        "ke",
        "ter",
        "per",
        "memper",
    )
    found |= {pick.choice(begins) + pick.choice(sorted(found))[:7] + pick.choice(ends) for _ in range(3000)}
    return sorted(found)


def test_python_and_javascript_give_the_same_stems(visit: Callable[..., Page]) -> None:
    """The index and a query cut, fold and stem thousands of words alike, in both languages."""
    page, told = visit(), stems.rules_for(["id", "en"])
    script = f"""([rules, texts]) => {{ {STEMS.read_text(encoding="utf-8")}
      const own = makeStems(rules);
      return texts.map(text => own.words(text).map(word => [word, ...own.terms(word)])); }}"""
    texts = words()
    assert len(texts) > 6000
    found = page.evaluate(script, [told, texts])
    wanted = [
        [[w, stems.surface(w), stems.stem(w, "id"), stems.stem(w, "en")] for w in stems.words_of(text)]
        for text in texts
    ]
    assert [pair for pair in zip(texts, found, wanted, strict=True) if pair[1] != pair[2]] == []


def near(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or exchanged with the next makes one of the other."""
    if one in {other[:i] + other[i + 1 :] for i in range(len(other))}:
        return True
    if other in {one[:i] + one[i + 1 :] for i in range(len(one))}:
        return True
    differ = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other):
        return False
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1
    return len(differ) <= 1 or (
        swapped and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
    )


def plain_search(site: Site, query: str) -> set[int]:
    """The numbers of the events that a query finds, by looking at every term."""
    index = {term: {each // 2 for each in own} for term, own in search_index.collect_terms(site).items()}
    typed = list(dict.fromkeys(stems.words_of(query)))
    stop = {word for lang in site.config.languages for word in stems.stop_words(lang)}
    found: list[set[int]] = []
    for word in [word for word in typed if word not in stop] or typed:
        plain = stems.surface(word)
        exact = {plain, *(stems.stem(word, lang) for lang in site.config.languages)}
        own = {each for term in exact for each in index.get(term, ())}
        if word == typed[-1] or not own:
            own |= {each for term in index if term.startswith(plain) for each in index[term]}
        if not own and len(plain) > 3:
            own |= {each for term in index if near(plain, term) for each in index[term]}
        found.append(own)
    return set.intersection(*found)


@pytest.fixture(scope="module")
def site() -> Site:
    """The checkout's own site as it is read."""
    found = load_project(CHECKOUT).site
    assert found is not None
    return found


def asked(page: Page, file: Path, query: str) -> list[str]:
    """Open the page at a query, and return the addresses of what it lists."""
    page.goto(f"{file.as_uri()}?{query}")
    page.wait_for_function("() => document.querySelector('[data-find=told]').textContent")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.tl-found li')].every(e => e.querySelector('a'))"
    )
    return [
        str(link.get_attribute("href")).rpartition("/")[2].removesuffix(".html")
        for link in page.query_selector_all(".tl-found a")
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_search_finds_what_a_plain_look_does(
    demo: Mapping[str, Path], visit: Callable[..., Page], site: Site, lang: str
) -> None:
    """In either language a page finds what a search without an index does, by words of both languages."""
    page, events = visit(), site.timeline.events
    hits = 0
    for query in QUERIES:
        wanted = {events[number].slug for number in plain_search(site, query)}
        assert set(asked(page, demo[f"find-{lang}"], f"q={query}")) == wanted, query
        hits += bool(wanted)
    assert hits >= len(QUERIES) - 5


def test_filters_combine_and_their_counts_are_true(
    demo: Mapping[str, Path], visit: Callable[..., Page], site: Site
) -> None:
    """Choices of a kind widen, kinds narrow; each count is what choosing it alone of its kind would leave."""
    page, events = visit(), site.timeline.events
    lanes, tags = ("soviet", "russia"), ("keanggotaan-nato",)
    found = asked(page, demo["find-id"], "lane=soviet&lane=russia&tag=keanggotaan-nato")
    of = site.facets.of_event
    wanted = [e for e in events if e.lane in lanes and set(tags) & set(of.get(("tags", e.slug), ()))]
    assert found == [event.slug for event in wanted]
    page.click(".tl-find__filters > summary")
    for kind in ("status", "lane", "tag"):
        page.click(f"[data-kind={kind}] > summary")
    page.wait_for_function("() => document.querySelectorAll('[data-kind=tag] label').length > 3")
    counts = dict(page.evaluate(TOTALS))
    for status in ("established", "reported", "disputed"):
        assert counts.get(status, 0) == sum(event.status == status for event in wanted)
    tagged = [e for e in events if set(tags) & set(of.get(("tags", e.slug), ()))]
    for lane in ("soviet", "russia", "others"):
        assert counts[lane] == sum(event.lane == lane for event in tagged)
    for tag in site.facets.by_slug["tags"]:
        bearing = [e for e in events if e.lane in lanes and tag in of.get(("tags", e.slug), ())]
        assert counts[tag] == len(bearing)


def test_the_address_says_what_is_asked_and_the_back_button_undoes_it(
    demo: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """Typing and choosing change the address; each way back shows what stood there."""
    page = visit()
    page.goto(demo["find-en"].as_uri())
    assert page.is_visible("[data-find=names]")
    page.type("#q", "soviet", delay=10)
    page.wait_for_function("() => location.search === '?q=soviet' && document.querySelector('.tl-found a')")
    assert not page.is_visible("[data-find=names]")
    before = page.inner_text("[data-find=told]")
    page.click(".tl-find__filters > summary")
    page.click("[data-kind=lane] > summary")
    page.click("[data-kind=lane] [role=group] label >> nth=0")
    page.wait_for_function("() => location.search === '?q=soviet&lane=soviet'")
    page.wait_for_function(
        f"() => document.querySelector('[data-find=told]').textContent !== {json.dumps(before)}"
    )
    assert page.evaluate("document.activeElement.dataset.key") == "soviet"
    page.go_back()
    page.wait_for_function(
        f"() => document.querySelector('[data-find=told]').textContent === {json.dumps(before)}"
    )
    assert page.evaluate("location.search") == "?q=soviet"
    page.go_back()
    page.wait_for_function("() => location.search === '' && document.querySelector('#q').value === ''")
    page.wait_for_selector("[data-find=names]")
    page.go_forward()
    page.wait_for_function("() => document.querySelector('.tl-found a')")
    assert page.input_value("#q") == "soviet"


def test_without_a_script_everything_stands_by_name(
    demo: Mapping[str, Path], visit: Callable[..., Page]
) -> None:
    """Readers without JavaScript see no dead field, but years, titles, names and sources as links."""
    page = visit(javascript=False)
    page.goto(demo["find-id"].as_uri())
    assert not page.is_visible("#q")
    assert page.is_visible("noscript p")
    for kind in ("years", "events", "actors", "tags", "places", "sources"):
        assert page.is_visible(f"#{kind}")
    page.goto((demo["find-id"].parent / "browse.html").as_uri())
    page.wait_for_url("**/find.html")


@pytest.mark.parametrize("width", [320, 1280])
def test_controls_have_room_and_nothing_runs_sideways(
    demo: Mapping[str, Path], visit: Callable[..., Page], width: int
) -> None:
    """Everything that is pressed is 44 pixels high, also the choices of filters."""
    page = visit(width=width)
    page.goto(f"{demo['find-id'].as_uri()}?q=nato&lane=soviet")
    page.click(".tl-find__filters > summary")
    for kind in ("lane", "tag", "source"):
        page.click(f"[data-kind={kind}] > summary")
    page.wait_for_function("() => document.querySelectorAll('[data-kind=source] label').length > 3")
    low = page.evaluate(
        """() => [...document.querySelectorAll('.tl-find button, .tl-find summary, .tl-find label')]
          .filter(e => e.getClientRects().length && !e.matches('.tl-hidden'))
          .filter(e => e.getBoundingClientRect().height < 43.9)
          .map(e => e.outerHTML)"""
    )
    assert low == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

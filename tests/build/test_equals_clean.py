"""The law: after any sequence of edits the incremental site equals the clean one, byte for byte."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from site_gen import again
from site_gen.build.builder import Options, build

Tree = Callable[[Path], dict[str, bytes]]

NAMES = st.sampled_from(["1951-hint", "1954-letter", "1990s", "new-one", "new-two"])
WORDS = st.sampled_from(["One", "Two words", "Three & <b>", "Zoë “x”"])
BODIES = st.sampled_from(
    [
        "",
        "<!-- to do -->",
        "Short.",
        "A note.[^1]\n\n[^1]: Below.",
        "To [one](1951-hint.md) and [another](new-one.md).",
        "See [there](https://example.org/x) and ![](paper.png).",
        "Said twice.\n\nSaid twice.",
        "Words",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n*[a]: first",
    ]
)
OTHERWISE = st.sampled_from(
    [
        "{{ body | safe }}{{ body | length }}",
        "{{ body | replace('S', 'Z') | safe }}",
        "{% if body | length > 20 %}long{% endif %}{{ body | safe }}",
        "{% filter upper %}{{ body | safe }}{% endfilter %}",
        "{% if body %}{{ body | safe }}{% else %}nothing{% endif %}",
        "{% set x %}{{ body | safe }}{% endset %}{{ x | trim }}",
        "{% for each in 'ab' %}{{ body | safe }}{% endfor %}",
        "{{ title }} {{ body | striptags }}",
        "<main>{{ body | safe }}</main>{{ title }}{{ body[:1] }}",
        "{{ body | safe }}{{ summary }}",
    ]
)
DATES = st.sampled_from(["1951", "1954-03-31", "199X", "[1952,1960]", "1955/..", "-0044-03-15", "2000~"])
FACTS = st.sampled_from(
    [
        "lane: east\n",
        "tags: [words]\n",
        "tags: [letters, words]\n",
        "actors: [Anna, Boris]\n",
        "places: [Wina]\n",
        "sources: [{id: paper, says: then}]\n",
        "importance: 5\n",
        "status: disputed\n",
        "updated: 2026-02-03\n",
        "draft: true\n",
        "summary: Said.\n",
        "summary: Said.\nreviewed: false\n",
        "aliases: [old-name]\n",
        "",
    ]
)
FILES = st.sampled_from(
    [
        ("templates/list.html", "<!doctype html><title>{{ heading }}</title><p>mine</p>"),
        ("templates/components/words.html", ""),
        ("static/css/site.css", "body{color:red}"),
        ("static/CNAME", "example.org"),
        ("static/events/paper.txt", "paper"),
        ("content/events/1954-letter.id.md", "---\ntitle: Sepucuk surat\n---\nDikirim.\n"),
        ("content/pages/more.md", "---\ntitle: More\norder: 3\n---\nMore text.\n"),
        (
            "content/sources.yaml",
            'paper:\n  title: Another title\n  publisher: "House"\nbook:\n  title: A book\n',
        ),
    ]
)
CONFIG = st.sampled_from(
    [
        ('title = {en = "Letters"', 'title = {en = "Other letters"'),
        ('base_url = "https://example.org/letters/"', 'base_url = ""'),
        ('base_url = ""', 'base_url = "https://example.com"'),
        ('span = "1950/1955"', 'span = "1954/2000"'),
        ('en = "East"', 'en = "Orient"'),
        ('languages = ["en", "id"]', 'languages = ["en"]'),
        ('languages = ["en"]', 'languages = ["en", "id"]'),
        ('id = "letters"\n', 'id = "letters"\npage_size = 2\n'),
        ("page_size = 2\n", "page_size = 3\n"),
    ]
)
LOSSES = ("move away", "empty", "move cache")
EDITS = st.one_of(
    st.tuples(st.just("write"), NAMES, WORDS, DATES, FACTS, WORDS),
    st.tuples(st.just("body"), NAMES, WORDS),
    st.tuples(st.just("delete"), NAMES),
    st.tuples(st.just("rename"), NAMES, NAMES),
    FILES.map(lambda file: ("file", *file)),
    FILES.map(lambda file: ("unfile", *file)),
    CONFIG.map(lambda words: ("config", *words)),
    st.tuples(st.just("touch"), NAMES),
    st.tuples(st.just("back"), NAMES, WORDS),
    st.tuples(st.just("swap"), NAMES),
    st.tuples(st.just("spoil"), st.sampled_from(["index.html", "events/1990s.html", "feed.xml"])),
    st.tuples(
        st.sampled_from(LOSSES),
        st.sampled_from(["", "index.html", "events/1990s.html", "feed.xml"]),
        st.sampled_from(["public", "standby"]),
    ),
)
BODY_EDITS = st.one_of(
    st.tuples(st.just("only the body"), NAMES, BODIES),
    st.tuples(st.just("only the body"), NAMES, BODIES),
    st.tuples(st.just("all bodies"), BODIES),
    st.tuples(st.just("body"), NAMES, WORDS),
    st.tuples(st.just("back"), NAMES, WORDS),
    st.tuples(st.just("swap"), NAMES),
    st.tuples(st.just("touch"), NAMES),
    st.tuples(st.just("write"), NAMES, WORDS, DATES, st.just("summary: Said.\n"), BODIES),
    OTHERWISE.map(lambda text: ("file", "templates/event.html", f"<!doctype html><title>x</title>{text}")),
    st.just(("unfile", "templates/event.html")),
    st.tuples(st.just("spoil"), st.sampled_from(["events/1954-letter.html", "id/events/1951-hint.html"])),
    st.tuples(st.just("spoil with as many bytes"), st.sampled_from(["events/1954-letter.html"])),
    st.tuples(st.just("link"), st.sampled_from(["events/1954-letter.html", "events/1990s.html"])),
    st.tuples(st.just("killed"), NAMES),
)


def hold(
    small: Mapping[str, str], tree: Tree, hands: Any, steps: list[tuple[str, ...]], *, in_place: bool = False
) -> None:
    """Do each edit, build, and hold that the site equals one that was built into an empty folder; where an
    edit broke something, that both builds fail alike and the old site stays.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in small.items():
            hands.put(root / name, text)
        assert again.build(hands.command(root)).exit_code == 0
        for number, step in enumerate(steps):
            hands.edit(root, *step)
            before = tree(root / "public")
            result = again.build(hands.command(root, in_place=in_place))
            clean = build(root, root / f"clean-{number}", Options())
            assert (result.exit_code == 0) == clean.published
            assert result.diagnostics == clean.diagnostics
            wanted = tree(root / f"clean-{number}") if clean.published else before
            assert tree(root / "public") == wanted


@given(st.lists(EDITS, min_size=2, max_size=4))
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_incremental_equals_clean(
    small: Mapping[str, str], tree: Tree, hands: Any, steps: list[tuple[str, ...]]
) -> None:
    """After any edits, the site that was built on the last one equals a clean one."""
    hold(small, tree, hands, steps)


@given(st.lists(BODY_EDITS, min_size=3, max_size=6), st.booleans())
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_edited_bodies_equal_clean(
    small: Mapping[str, str], tree: Tree, hands: Any, steps: list[tuple[str, ...]], in_place: bool
) -> None:
    """So it does after edits of bodies, of templates that use them in other ways, and of the output, where
    events have summaries, so that their bodies can be made alone.
    """
    said = {name: text.replace("added:", "summary: Said.\nadded:") for name, text in small.items()}
    hold(said, tree, hands, steps, in_place=in_place)

"""The law where lists are divided: the site equals a clean one after any edits, byte for byte."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from site_gen import again
from site_gen.build.builder import Options, build

Tree = Callable[[Path], dict[str, bytes]]

WORDS = st.sampled_from(["One", "Two words", "Three & <b>", "Zoë “x”"])
PLACES = st.sampled_from(
    [
        "1951",
        "1951-02",
        "1954-03-31",
        "1954-03-30",
        "1954-04",
        "1958",
        "1966",
        "-0044-03-15",
        "2000~",
        "../1951",
        "195X",
        "[..1954,1960..]",
        "Y-65E6",
    ]
)
DIVIDED = st.sampled_from(
    ["lane: east\n", "tags: [words]\n", "sources: [{id: paper}]\n", "importance: 5\n", ""]
)
MANY = st.sampled_from([f"many-{number}" for number in range(14)])
CHANGES = st.one_of(
    st.tuples(st.just("write"), MANY, WORDS, PLACES, DIVIDED, st.just("Text.")),
    st.tuples(st.just("write"), MANY, WORDS, PLACES, DIVIDED, st.just("Text.")),
    st.tuples(st.just("delete"), MANY),
    st.tuples(st.just("body"), MANY, WORDS),
    st.tuples(st.just("config"), st.just("page_size = 2\n"), st.just("page_size = 4\n")),
    st.tuples(st.just("config"), st.just("page_size = 4\n"), st.just("page_size = 2\n")),
    st.tuples(st.just("config"), st.just('span = "1950/1955"'), st.just('span = "1954/2000"')),
)
FIRST = st.lists(st.tuples(WORDS, PLACES, DIVIDED), min_size=3, max_size=14)


@given(FIRST, st.lists(CHANGES, min_size=2, max_size=5))
@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_divided_lists_equal_clean_ones(
    small: Mapping[str, str],
    tree: Tree,
    hands: Any,
    first: list[tuple[str, str, str]],
    steps: list[tuple[str, ...]],
) -> None:
    """Where a page lists few events, pages of spans come, divide, join and go as events do; the site is the
    same as one that is built at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in small.items():
            hands.put(root / name, text)
        hands.edit(root, "config", 'id = "letters"\n', 'id = "letters"\npage_size = 2\n')
        for number, (title, date, facts) in enumerate(first):
            hands.edit(root, "write", f"many-{number}", title, date, facts, "Text.")
        assert build(root, root / "public", Options()).published
        for number, step in enumerate(steps):
            hands.edit(root, *step)
            assert again.build(hands.command(root)).exit_code == 0
            assert build(root, root / f"clean-{number}", Options()).published
            assert tree(root / "public") == tree(root / f"clean-{number}")

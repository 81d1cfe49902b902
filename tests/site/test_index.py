"""The index of names, and how it is divided where names are many."""

from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from site_gen.build.builder import Options, build
from site_gen.site.index import Entry, by_letters

SLUGS = st.sets(st.text("ab-", min_size=1, max_size=6), max_size=40)


@given(SLUGS, st.integers(1, 6))
def test_names_are_divided_by_their_first_letters(slugs: set[str], most: int) -> None:
    """Each name stands in one part, with what begins as it does; no part holds too many; none has the name of
    another.
    """
    entries = [Entry("N", slug, 1) for slug in sorted(slugs)]
    parts = list(by_letters(entries, most))
    assert sorted(entry.slug for _, own in parts for entry in own) == sorted(slugs)
    assert len({prefix for prefix, _ in parts}) == len(parts)
    for prefix, own in parts:
        assert len(own) <= most
        assert all(entry.slug.startswith(prefix) for entry in own)


def test_many_tags_are_divided(project: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    """A site of 400 tags in two languages has an index that leads to pages of names."""
    tags = [f"{letter} {number}" for letter in ("Amber", "Birch") for number in range(200)]
    files = {
        f"content/events/e{n}.md": (
            f"---\ntitle: E\ndate: 1954\ntags: [{', '.join(tags[n * 20 : n * 20 + 20])}]\n---\nText.\n"
        )
        for n in range(20)
    }
    root = project({"content/site.toml": 'title = "T"\nlanguages = ["en", "id"]\n', **files})
    assert build(root, root / "public", Options()).published
    index = (root / "public/find.html").read_text(encoding="utf-8")
    assert '<a href="index/tags-a.html">A…</a>&nbsp;<span class="tl-note">200</span>' in index
    part = (root / "public/id/index/tags-b.html").read_text(encoding="utf-8")
    assert '<a href="../tags/birch-7.html">Birch 7</a>' in part
    assert 'hreflang="en" href="../../index/tags-b.html"' in part

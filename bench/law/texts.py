"""What edits choose from: settings, front matter, bodies, templates, stylesheets, sources, articles."""

from __future__ import annotations

from collections.abc import Mapping

NAMES = ("1951-hint", "1954-letter", "1990s", "new-one", "new-two", "zebra", "deep/inner", "apple")
TITLES = ("A hint", "The letter", "Three & <b>", "Zoë “x”", "Untuk semua", "日本語", "Zzz")
DATES = (
    "1951",
    "1954-03-31",
    "199X",
    "[1952,1960]",
    "1955/..",
    "-0044-03-15",
    "2000~",
    "1954-03",
    "1800/1900",
)
FACTS = (
    "lane: east",
    "tags: [words]",
    "tags: [letters, words]",
    "tags: [Letters]",
    "actors: [Anna, Boris]",
    "places: [Wina, {name: Bern, lat: 46.9, lon: 7.4}]",
    "sources: [{id: paper, says: then}]",
    "sources: [paper, book]",
    "importance: 5",
    "importance: 1",
    "status: disputed",
    "updated: 2026-02-03",
    "draft: true",
    "summary: Said.",
    "reviewed: false",
    "aliases: [old-name]",
    "slug: other-slug",
    "date_label: long ago",
    "related: [{event: 1954-letter, relation: caused}]",
    "corrections: [{date: 2026-03-01, note: It said otherwise.}]",
    "conflicts: [{field: date, reads: 1950, source: paper, note: Doubtful.}]",
    "calendar: julian",
    "part: late",
    "time: 12:30",
    "extra: {mood: calm}",
)
BODIES = (
    "One.",
    "Two words, and “more” -- of it...",
    "# Head\n\nText with *stress*.\n\n## Next\n\n- one\n- two",
    "A note.[^1]\n\n[^1]: Below.",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[The letter](1954-letter.md) came.",
    "See [about](../pages/about.md), [one](https://example.org/x) and `code`.",
    "<b>Typed</b> & more.\n\n<!--\nfor editors\n-->",
    "![A dot](/dot.png)",
    "",
)
BROKEN = (
    "---\ntitle: One\ndate: 1954-13\n---\nText.\n",
    "---\ntitle: One\ntitle: Two\ndate: 1954\n---\nText.\n",
    "no front matter",
    "---\ntitle: One\ndate: 1954\n---\n[nowhere](nowhere.md)\n",
    "---\ntitle: One\ndate: 1954\nlane: nowhere\n---\nText.\n",
    "---\ntitle: One\ndate: 1954\nrelated: [nowhere]\n---\nText.\n",
)
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "title": ('title = {en = "Letters", id = "Surat"}', 'title = "Other letters"'),
    "description": ('description = "What was written."', ""),
    "base_url": (
        'base_url = "https://example.org/letters/"',
        'base_url = ""',
        'base_url = "https://example.com"',
    ),
    "languages": ('languages = ["en", "id"]', 'languages = ["en"]', 'languages = ["en", "id", "ar"]'),
    "id": ('id = "letters"', 'id = "tag:example.org,2026:x"'),
    "page_size": ("page_size = 3", ""),
    "license": ('license = "CC-BY-4.0"', ""),
    "lanes": (
        '[[lanes]]\nkey = "east"\nname = {en = "East", id = "Timur"}',
        '[[lanes]]\nkey = "west"\nname = "West"\n\n[[lanes]]\nkey = "east"\nname = "Orient"',
    ),
    "periods": (
        '[[periods]]\nkey = "early"\nname = {en = "Early", id = "Awal"}\nspan = "1950/1955"',
        """\
[[periods]]
key = "early"
name = "Early"
span = "1940/1990"

[[periods]]
key = "late"
name = "Late"
span = "1990/2030"
summary = "Then."
""",
        "",
    ),
    "theme": ("", '[theme]\naccent = "#446622"'),
    "markup": ("", "[markup]\nraw_html = true"),
}
SOURCES = (
    'paper:\n  title: The paper\n  issued: "1954"\n  URL: https://example.org\nbook:\n  title: A book\n',
    'paper:\n  title: Another title\n  publisher: "House"\nbook:\n  title: A book\n',
    'paper:\n  title: The paper\n  author: ["Anna B."]\nbook:\n  title: A book\n  issued: 1960\n',
)
TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "list.html": ("<!doctype html><title>{{ heading }}</title><p>mine</p>", "<p>{{ cards|length }}</p>"),
    "event.html": (
        "<!doctype html><title>{{ title }}</title>{{ body }}<p>{{ summary }}</p>",
        "",
    ),
    "prose.html": ("<!doctype html>{{ body }}",),
    "components/words.html": ("",),
    "components/cards.html": ("",),
    "base.html": ("",),
    "timeline.html": ("",),
}
"""Templates of a project by name. An empty one is the built-in with a word changed."""
STATIC: Mapping[str, tuple[bytes, ...]] = {
    "css/site.css": (b"body{color:red}", b"body{color:blue}"),
    "css/more.css": (b"p{margin:0}",),
    "CNAME": (b"example.org\n", b"example.com\n"),
    "dot.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), b"\x89PNG\r\n\x1a\n" + bytes(41)),
    "deep/er/file.txt": (b"", b"x"),
    "events/paper.txt": (b"paper",),
}
PAGES: Mapping[str, tuple[str, ...]] = {
    "about": (
        "---\ntitle: About\n---\nOn method.\n",
        "---\ntitle: On us\nmenu: Us\norder: 2\n---\nOther [one](../events/1990s.md).\n",
    ),
    "about.id": ("---\ntitle: Tentang\n---\nCara.\n",),
    "more": ("---\ntitle: More\norder: 3\nlegend: true\n---\nMore text.\n",),
}
_HEAD = "---\ntitle: Two roads\npublished: 2020-05-01\nlang: en\n---\n\n"
ARTICLES = (
    f"{_HEAD}In 1961 the bridge was opened. Two years later a tower was built.\n\nIn March 1970 it fell.\n",
    f"{_HEAD}In 1962 the bridge was opened. Two years later a tower was built.\n",
)
OPTIONS = (
    (),
    ("--drafts",),
    ("--base-url", "https://other.example/x/"),
    ("--in-place",),
    ("--jobs", "2"),
    ("--strict",),
    ("--force",),
    ("--drafts", "--jobs", "2"),
)
SPOILT = ("index.html", "events/1990s.html", "feed.xml", "tags/words.html", "browse.html")
FOREIGN = ("notes.txt", "events/notes.txt", ".well-known/x.txt", "a/b/c.bin")

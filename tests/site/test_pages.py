import itertools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from site_gen.build.builder import Options, build

Build = Callable[..., Path]
Project = Callable[[Mapping[str, str | bytes]], Path]
Parse = Callable[[str], Any]

SITE = 'title = {en = "A", id = "B"}\nlanguages = ["en", "id"]\n'


def event(title: str = "T", date: str = "1954", more: str = "", body: str = "Text.") -> str:
    """The text of an event file."""
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n{body}\n"


def codes(root: Path) -> list[str]:
    """The codes of the errors and warnings of a build, without that on the base URL."""
    found = build(root, root / "public", Options()).diagnostics
    return [d.code for d in found if d.code != "C101"]


def hostile_site(text: str) -> dict[str, str]:
    """A site where every text that an editor can write holds the same hostile one."""
    quoted = "'" + text.replace("'", "''") + "'"
    toml = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    record = f"id: src, locator: {quoted}, says: {quoted}, note: {quoted}"
    return {
        "content/site.toml": f"""\
title = {{en = {toml}, id = {toml}}}
description = {toml}
languages = ["en", "id"]
id = {toml}
license = {toml}
[[lanes]]
key = "lane"
name = {toml}
[[periods]]
key = "period"
name = {toml}
span = "1950/1960"
summary = {toml}
""",
        "content/sources.yaml": (
            f"src:\n  title: {quoted}\n  author: [{quoted}]\n  container-title: {quoted}\n"
            f"  publisher: {quoted}\n  note: {quoted}\n  issued: 1954\n  URL: 'https://example.org/?a=''&lt;b&c'\n"
        ),
        "content/pages/about.md": f"---\ntitle: {quoted}\nsummary: {quoted}\nmenu: {quoted}\n---\n{text}\n",
        "content/events/one.md": f"""\
---
title: {quoted}
date: "[1952,1960]"
date_label: {quoted}
summary: {quoted}
lane: lane
tags: [{quoted}]
actors: [{quoted}]
places: [{quoted}]
status: disputed
sources: [{{{record}}}]
conflicts:
  - {{field: {quoted}, reads: {quoted}, source: src, note: {quoted}}}
  - {{field: date, reads: {quoted}}}
corrections: [{{date: 2026-01-02, note: {quoted}}}]
related: [{{event: two, relation: caused}}]
image: {{src: /p.png, alt: {quoted}, caption: {quoted}, credit: {quoted}, license: {quoted}}}
aliases: [before]
added: 2026-01-01
reviewed: false
extra: {{key: {quoted}}}
---
# {text}

{text}

[{text.replace("[", "").replace("]", "")}](two.md)
""",
        "content/events/two.md": f"---\ntitle: {quoted}\ndate: 1955\nlane: lane\ntime: 14:05\n---\n{text}\n",
        "content/events/two.id.md": f"---\ntitle: {quoted}\nsummary: {quoted}\n---\n{text}\n",
        "static/p.png": "x",
    }


def test_nothing_that_an_editor_writes_is_markup(built: Build, parse: Parse, hostile: str) -> None:
    """With hostile text in every field, every kind of page parses without a fault, and nothing becomes an
    element: there is no script but the description of the page, and files of the site.
    """
    output = built(hostile_site(hostile), base_url="https://example.org/")
    files = sorted(output.rglob("*.html"))
    assert len(files) > 20
    for file in files:
        page = parse(file.read_text(encoding="utf-8"))
        assert page.faults == [], file.name
        for script in page.all("script"):
            from_site = re.fullmatch(r"[./a-z-]+\.js\?(?:v=)?[0-9a-f]{8}", script.get("src") or "")
            assert script.get("type") == "application/ld+json" or from_site
        assert not any(name.startswith("on") for e in page.root.iter() for name in e.attrib), file.name


def test_hostile_text_is_shown_as_it_was_typed(built: Build, parse: Parse, hostile: str) -> None:
    """Escaping is done once: what readers see is what was written."""
    output = built(hostile_site(hostile), base_url="https://example.org/")
    page = parse((output / "events/one.html").read_text(encoding="utf-8"))
    assert hostile in page.text("h1")
    assert any(m.get("content") == hostile for m in page.all("meta") if m.get("name") == "description")
    assert any(hostile in each for each in page.text("q"))
    assert [image["alt"] for image in page.all("img")] == [hostile]


def test_raw_html_passes_the_sanitiser(built: Build, parse: Parse) -> None:
    """Where HTML in bodies is let through, scripts, handlers, styles and odd schemes are not."""
    body = (
        '<b onclick="x()">bold</b><script>x()</script><iframe src="https://x.org"></iframe>'
        '<a href="javascript:x()">link</a><style>*{}</style><p style="color:red">p</p>'
    )
    site = built(
        {
            "content/site.toml": 'title = "A"\n[markup]\nraw_html = true\n',
            "content/events/e.md": event(body=body),
        }
    )
    text = (site / "events/e.html").read_text(encoding="utf-8")
    page = parse(text)
    assert "bold" in page.text("b")
    assert "iframe" not in {e.tag for e in page.root.iter()}
    assert "javascript:" not in text
    assert not any("onclick" in e.attrib or "style" in e.attrib for e in page.root.iter())


def test_every_page_kind_parses_strictly(site: Path, parse: Parse) -> None:
    """On the checkout's own site and on forty made-up events, no page has a parse error."""
    for file in sorted(site.rglob("*.html")):
        assert parse(file.read_text(encoding="utf-8")).faults == [], file


def test_every_page_has_its_frame(site: Path, parse: Parse) -> None:
    """Every page but a redirect has a language, a title, one `h1`, one `main`, a policy, and a skip link."""
    for file in sorted(site.rglob("*.html")):
        page = parse(file.read_text(encoding="utf-8"))
        if any(m.get("http-equiv") == "refresh" for m in page.all("meta")):
            continue
        assert page.all("html")[0].get("lang"), file
        assert page.text("title")[0].strip(), file
        assert (len(page.all("h1")), len(page.all("main"))) == (1, 1), file
        assert any(m.get("http-equiv") == "Content-Security-Policy" for m in page.all("meta")), file
        assert any(a.get("href") == "#main" for a in page.all("a")), file


def test_headings_do_not_skip_a_level(site: Path, parse: Parse) -> None:
    """From one heading to the next the level rises by one at most."""
    for file in sorted(site.rglob("*.html")):
        page = parse(file.read_text(encoding="utf-8"))
        levels = [int(e.tag[1]) for e in page.root.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        body = [level for level in levels if level]
        assert all(b - a <= 1 for a, b in itertools.pairwise(body)), (file, levels)


def test_nothing_is_loaded_from_another_host(site: Path, parse: Parse) -> None:
    """Only links that a reader follows may name another host."""
    for file in sorted(site.rglob("*.html")):
        page = parse(file.read_text(encoding="utf-8"))
        loaded = [e.get("src", "") for tag in ("img", "script", "iframe", "source") for e in page.all(tag)]
        loaded += [e["href"] for e in page.all("link") if e.get("rel") in ("stylesheet", "icon", "preload")]
        assert not [url for url in loaded if url.startswith(("http:", "https:", "//"))], file


def test_the_policy_names_the_hash_of_the_style(site: Path, parse: Parse) -> None:
    """The one style element has the very hash that the policy lets in."""
    import base64
    import hashlib

    page = parse((site / "index.html").read_text(encoding="utf-8"))
    (style,) = page.text("style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert f"style-src 'self' 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_an_untranslated_event_keeps_its_language(built: Build, parse: Parse) -> None:
    """Where there is no translation the page is still there, its text marked as in the other language."""
    site = built({"content/site.toml": SITE, "content/events/e.md": event("English")})
    for path in ("id/events/e.html", "id/index.html"):
        page = parse((site / path).read_text(encoding="utf-8"))
        assert page.all("html")[0]["lang"] == "id"
        marked = [e for e in page.root.iter() if isinstance(e.tag, str) and e.attrib.get("lang") == "en"]
        assert any("English" in "".join(e.itertext()) for e in marked), path


def test_a_translation_is_not_marked(built: Build, parse: Parse) -> None:
    """A translated event is in the language of its page, and needs no mark."""
    site = built(
        {
            "content/site.toml": SITE,
            "content/events/e.md": event("English"),
            "content/events/e.id.md": "---\ntitle: Terjemahan\n---\nTeks.\n",
        }
    )
    page = parse((site / "id/events/e.html").read_text(encoding="utf-8"))
    assert page.text("h1") == ["Terjemahan"]
    marked = [e for e in page.root.iter() if isinstance(e.tag, str) and e.attrib.get("lang") == "en"]
    assert not any("Terjemahan" in "".join(e.itertext()) for e in marked)


def test_aliases_redirect_in_every_language(built: Build, parse: Parse) -> None:
    """An old slug leads to the event, from the same folder, without being indexed."""
    site = built({"content/site.toml": SITE, "content/events/e.md": event(more="aliases: [old.name]\n")})
    for folder in (site, site / "id"):
        page = parse((folder / "events/old.name.html").read_text(encoding="utf-8"))
        metas = page.all("meta")
        assert {"http-equiv": "refresh", "content": "0; url=e.html"} in metas
        assert {"name": "robots", "content": "noindex"} in metas
        assert [a["href"] for a in page.all("a")] == ["e.html"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"content/events/a.md": event(more="aliases: [b]\n"), "content/events/b.md": event()}, "E108"),
        ({"content/events/a.md": event(more="aliases: [a]\n")}, "E108"),
        (
            {
                "content/events/a.md": event(more="aliases: [c]\n"),
                "content/events/b.md": event(more="aliases: [c]\n"),
            },
            "E108",
        ),
        ({"content/pages/index.md": "---\ntitle: I\n---\nx\n"}, "O101"),
        ({"content/pages/browse.md": "---\ntitle: I\n---\nx\n"}, "O101"),
        ({"content/pages/404.md": "---\ntitle: I\n---\nx\n"}, "O101"),
        ({"static/index.html": "x"}, "O102"),
        ({"static/Events/A.html": "x", "content/events/a.md": event()}, "O102"),
        ({"content/events/a.html": "x", "content/events/a.md": event()}, "O102"),
        ({"static/events/p.png": "x", "content/events/p.png": "y"}, "O102"),
        ({"static/events": "x", "content/events/a.md": event()}, "O102"),
        ({"content/events/a.md": event(more="tags: [C++, C#]\n")}, "E124"),
        ({"content/events/a.md": event(more="tags: ['!!!']\n")}, "E123"),
    ],
)
def test_addresses_taken_twice_are_said(project: Project, files: dict[str, str], code: str) -> None:
    """Two things at one address are a diagnostic, never one silently in place of the other."""
    assert code in codes(project(files))


def test_spellings_of_one_name_are_one_tag(built: Build) -> None:
    """Case, space and hyphens make no second tag, and no warning."""
    site = built(
        {
            "content/events/a.md": event(more="tags: [Cold War]\n"),
            "content/events/b.md": event(more="tags: [cold-war]\n"),
        }
    )
    assert [file.name for file in (site / "tags").iterdir()] == ["cold-war.html"]


def test_a_site_without_events(built: Build, parse: Parse) -> None:
    """A project that has no event yet builds, and says so."""
    site = built({})
    page = parse((site / "index.html").read_text(encoding="utf-8"))
    assert page.faults == []
    assert page.all("article") == []


def test_pictures_of_drafts_stay_unpublished(project: Project) -> None:
    """Neither the page of a draft nor what lies in its folder is published, unless drafts are asked for."""
    root = project(
        {
            "content/events/secret/index.md": event(more="draft: true\nimage: {src: p.png, alt: P}\n"),
            "content/events/secret/p.png": "x",
            "content/events/open.md": event(),
        }
    )
    build(root, root / "public", Options())
    assert not (root / "public/events/secret").exists()
    assert not (root / "public/events/secret.html").exists()
    build(root, root / "public", Options(drafts=True))
    assert (root / "public/events/secret/p.png").is_file()
    assert "noindex" in (root / "public/events/secret.html").read_text(encoding="utf-8")


def test_a_source_shows_its_own_words(built: Build, parse: Parse) -> None:
    """Two sources of one title keep their words apart."""
    site = built(
        {
            "content/sources.yaml": "one:\n  title: Same\ntwo:\n  title: Same\n",
            "content/events/e.md": event(
                more="sources: [{id: one, says: first words}, {id: two, says: second words}]\n"
            ),
        }
    )
    assert parse((site / "sources/one.html").read_text(encoding="utf-8")).text("q") == ["first words"]
    assert parse((site / "sources/two.html").read_text(encoding="utf-8")).text("q") == ["second words"]


@pytest.mark.parametrize(
    ("reading", "where", "words"),
    [
        ("anaphoric", "p. 3", "counted from in 1952 (p. 3)"),
        ("deictic", "p. 3", "counted from in 1952 (p. 3)"),
        ("deictic", "", "counted from the day of publication: in 1952"),
        ("inherited", "p. 3", "the passage gives no date; taken over from in 1952 (p. 3)"),
        ("cataphoric", "p. 3", "the passage gives no date; taken from what follows, in 1952 (p. 3)"),
    ],
)
def test_an_event_tells_what_its_date_leans_on(
    built: Build, parse: Parse, reading: str, where: str, words: str
) -> None:
    """Readers are told in words what a date was counted from, and where that stands; what stands in the text
    is the day of speaking, not that of publication.
    """
    lean = f"reading: {reading}, rule: same-unit, anchor: in 1952"
    lean += f", anchor_locator: {where}" if where else ""
    site = built(
        {
            "content/sources.yaml": "one:\n  title: Same\n",
            "content/events/e.md": event(more=f"sources: [{{id: one, says: that year, {lean}}}]\n"),
        }
    )
    small, *_ = parse((site / "events/e.html").read_text(encoding="utf-8")).text("small")
    assert small == words


def test_what_is_for_editors_is_published_nowhere(built: Build, parse: Parse) -> None:
    """A comment in a body is in no page, card or feed; a draft that holds nothing else has the notice that
    nobody reviewed it, its date and its sources, and no story.
    """
    stub = "\n\n<!--\nMade from `one`; see *this*.\n-->\n"
    site = built(
        {
            "content/sources.yaml": "one:\n  title: Same\n",
            "content/events/e.md": event(more="sources: [one]\nreviewed: false\n", body=stub),
            "content/events/f.md": event(
                date="1956", body="It was sent.\n<!-- Made from\n\na letter -->\nTwice."
            ),
        }
    )
    for file in [*site.rglob("*.html"), *site.rglob("*.xml")]:
        assert "Made from" not in file.read_text(encoding="utf-8"), file
    draft = parse((site / "events/e.html").read_text(encoding="utf-8"))
    assert "This event was drafted by a program and has not been reviewed yet." in draft.text("p")
    assert {"Date", "What the sources say"} < set(draft.text("h2"))
    assert "What happened" not in draft.text("h2")
    told = parse((site / "events/f.html").read_text(encoding="utf-8"))
    assert {"It was sent.", "Twice."} < set(told.text("p"))

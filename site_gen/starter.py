"""The texts that `init` and `new` write: a small project that builds as it is, and an event to fill in."""

from __future__ import annotations

from pathlib import Path

from site_gen.article.drafts import quoted
from site_gen.dates import HistoricalDate

SITE = """\
# The name of the site. One text, or one a language: title = {en = "…", id = "…"}
title = "My timeline"
description = "What this timeline tells, in one or two sentences."

# Where the site will stand. Needed for canonical addresses, the sitemap and absolute links in the feed.
base_url = ""

# The first language is the default and stands at the root; others stand in a folder of their code.
languages = ["en", "id"]

# Never change this: readers' feed programs know the site by it.
id = "my-timeline"
license = "CC-BY-4.0"

# The rows of the overview: parties, or themes. Event files name one after `lane:`.
[[lanes]]
key = "makers"
name = {en = "Makers", id = "Pembuat"}

[[lanes]]
key = "readers"
name = {en = "Readers", id = "Pembaca"}

# Stretches of time with a name; each gets a page.
[[periods]]
key = "beginnings"
name = {en = "Beginnings", id = "Awal mula"}
span = "1450/1700"
"""
EVENTS = {
    "1455-gutenberg-bible": """\
---
title: The Gutenberg Bible is finished
date: "1455~"            # EDTF: about 1455
summary: A printed Bible comes from Johannes Gutenberg's workshop in Mainz.
lane: makers
tags: [printing]
actors: [Johannes Gutenberg]
places: [Mainz]
importance: 5
added: {today}
---
Write here what happened, in Markdown. Another event is linked by its file name, as
[the first newspaper](1605-first-newspaper.md) is.
""",
    "1455-gutenberg-bible.id": """\
---
title: Alkitab Gutenberg selesai dicetak
summary: Sebuah Alkitab cetak keluar dari bengkel Johannes Gutenberg di Mainz.
tags: [percetakan]
---
Berkas terjemahan hanya memuat yang berbeda: judul, ringkasan, isi. Sisanya diambil dari berkas asalnya.
""",
    "1605-first-newspaper": """\
---
title: A newspaper appears in Strasbourg
date: "1605"
summary: Johann Carolus begins to print the news that he had copied by hand.
lane: makers
tags: [newspapers]
actors: [Johann Carolus]
places: [Strasbourg]
added: {today}
---
Only the year is given, so the overview draws a bar as long as the year.
""",
    "1500s-readers": """\
---
title: Printed books become common
date: 15XX               # EDTF: some time in the sixteenth century
part: early              # narrows it to the first third
summary: Within some decades printed books reach far more readers than manuscripts did.
lane: readers
tags: [printing]
status: reported
added: {today}
---
A vague date stays vague: the drawing and the words both show it.
""",
}
SOURCES = """\
# The works that events rest on. An event cites one by its id:
#   sources: [{id: an-id, locator: "p. 12", says: "the words the date was read from"}]
#
# an-id:
#   title: "The title"
#   author: "Who wrote it"
#   issued: "1955"
#   URL: https://example.org/
"""
IGNORED = "/public/\n/.public.standby/\n/.cache/\n"


def write_project(folder: Path, today: str) -> tuple[str, ...]:
    """Write the starter into a folder, and return what was written. Raises OSError."""
    texts = {
        "content/site.toml": SITE,
        "content/sources.yaml": SOURCES,
        ".gitignore": IGNORED,
        **{f"content/events/{name}.md": text.replace("{today}", today) for name, text in EVENTS.items()},
    }
    for name, text in sorted(texts.items()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return tuple(sorted(texts))


def event_text(title: str, date: HistoricalDate, today: str, *, translation: bool = False) -> str:
    """Return the text of a new event file, or of a new translation, which holds only what differs."""
    head = f"---\ntitle: {quoted(title)}\n"
    if translation:
        return head + 'summary: ""\n---\n'
    lists = "tags: []\nactors: []\nsources: []\n"
    return head + f'date: "{date.edtf}"\nsummary: ""\nlane: ""\n{lists}added: {today}\n---\n'

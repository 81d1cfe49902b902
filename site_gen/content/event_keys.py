"""The keys that an event file may hold, and the values that they are read into.

The tables below are the one place that says what the keys are: reading, the JSON Schema and
`docs/event-files.md` follow from them. To add a key, add a row to the table and a field to `Event`, and show
it in a view.
"""

from __future__ import annotations

import datetime
import functools
import re
from typing import NamedTuple

from site_gen.content.kinds import Anything, Choice, ListOf, Record, Text, Translations, Whole, YesNo
from site_gen.content.schema import Field, Fields, JsonSchema, file_schema
from site_gen.dates import EDTFError, parse_edtf
from site_gen.paths import slug_fault, web_address_fault

STATUSES = ("established", "reported", "disputed", "refuted")
PARTS = ("early", "mid", "late")
READINGS = ("explicit", "vague", "anaphoric", "deictic", "inherited", "cataphoric")
CALENDARS = ("gregorian", "julian", "hebrew", "islamic", "republican")
RELATIONS = (
    *("caused", "caused-by", "answered", "answers", "led-to", "follows"),
    *("part-of", "contains", "same-question", "see-also"),
)


class Place(NamedTuple):
    """A named place; latitude and longitude in degrees, where they were given."""

    name: str
    lat: str = ""
    lon: str = ""


TextByLanguage = tuple[tuple[str, str], ...]
"""Pairs of language and text; an empty language is that of the file."""


class Citation(NamedTuple):
    """What an event rests on: a source by its id, where in it, the verbatim words of the date, and how the
    date was read from them: by which rule, leaning on which other words, and where those stand. `date` is
    what the words give (EDTF), empty where that is the event's date; `translation` is theirs.
    """

    id: str
    locator: str = ""
    says: str = ""
    url: str = ""
    archive: str = ""
    note: str = ""
    reading: str = ""
    rule: str = ""
    anchor: str = ""
    anchor_locator: str = ""
    date: str = ""
    translation: TextByLanguage = ()


class Conflict(NamedTuple):
    """A place where a source says something else than we give, or than another source; `translation` is that
    of what it says.
    """

    field: str
    reads: str
    source: str = ""
    note: str = ""
    settled_by: str = ""
    translation: TextByLanguage = ()


class Correction(NamedTuple):
    """Something that this page said wrongly until a day (ISO date)."""

    date: str
    note: str


class Relation(NamedTuple):
    """A tie to another event, by its slug."""

    event: str
    relation: str = "see-also"


class Image(NamedTuple):
    """A picture; `src` is a path beside the event file or under `static/`."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    license: str = ""


_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?"


def _iso_date(text: str) -> tuple[str, str] | None:
    try:
        datetime.date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        return f"`{text}` is not a day of the calendar", "write year, month and day, such as `2026-11-22`"
    return None


@functools.lru_cache(maxsize=4096)
def _edtf(text: str) -> tuple[str, str] | None:
    try:
        parse_edtf(text)
    except EDTFError as fault:
        return f"`{text}`: {fault.message}", fault.hint
    return None


def _time(text: str) -> tuple[str, str] | None:
    if re.fullmatch(_TIME, text):
        return None
    return (
        f"`{text}` is not a time of day",
        "write hours and minutes, such as `14:05`, or with a zone `14:05+07:00`",
    )


def _slug(text: str) -> tuple[str, str] | None:
    fault = slug_fault(text)
    return (f"`{text}` cannot be a slug", fault) if fault else None


def _wikidata(text: str) -> tuple[str, str] | None:
    if re.fullmatch(r"Q[1-9][0-9]*", text):
        return None
    return f"`{text}` is not a Wikidata item", "write its number with the letter Q, such as `Q7184`"


def _degrees(limit: int) -> Text:
    def check(text: str) -> tuple[str, str] | None:
        if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", text) and abs(float(text)) <= limit:
            return None
        return (
            f"`{text}` is not between -{limit} and {limit} degrees",
            "write decimal degrees, such as `48.2082`",
        )

    return Text(f"decimal degrees up to ±{limit}", check)


TEXT = Text()
DAY = Text("an ISO date", _iso_date, r"^\d{4}-\d{2}-\d{2}$")
WEB = Text("a web address", web_address_fault, "^[Hh][Tt][Tt][Pp][Ss]?://")

PLACE_FIELDS = Fields(
    (
        Field("name", TEXT, "the place's name", required=True),
        Field("lat", _degrees(90), "latitude"),
        Field("lon", _degrees(180), "longitude"),
    )
)
CITATION_FIELDS = Fields(
    (
        Field("id", TEXT, "the source's id in `sources.yaml`", required=True),
        Field("locator", TEXT, "where in the source: a page, a paragraph"),
        Field("says", TEXT, "the verbatim words that the date was read from"),
        Field("translation", Translations(), "what these words mean, for readers of other languages"),
        Field(
            "date",
            Text("an EDTF date", _edtf, code="D101"),
            "the date that these words give by themselves, where it is not that of the event",
        ),
        Field(
            "reading",
            Choice(READINGS),
            "how they give it: in full, about when, counted from other words or from the day of publication "
            "or of speaking, or not at all, the date being taken over from the passage before or after",
        ),
        Field("rule", TEXT, "the rule of `site_gen/article/languages/` that read them, such as `same-unit`"),
        Field(
            "anchor", TEXT, "the verbatim words that they are counted from, or the date is taken over from"
        ),
        Field("anchor_locator", TEXT, "where in the source these stand; left out for the day of publication"),
        Field("url", WEB, "the address of this very passage"),
        Field("archive", WEB, "an archived copy of it"),
        Field("note", TEXT, "what this source adds, or why it is cited"),
    )
)
CONFLICT_FIELDS = Fields(
    (
        Field("field", TEXT, "the key that is in question, such as `date`", required=True),
        Field("reads", TEXT, "what the source says", required=True),
        Field(
            "translation",
            Translations(),
            "what that means, for readers of other languages; not needed for words that stand under `says`",
        ),
        Field("source", TEXT, "the source's id in `sources.yaml`"),
        Field("note", TEXT, "the reason for the doubt"),
        Field("settled_by", TEXT, "what would settle it, such as a document that nobody has read yet"),
    )
)
CORRECTION_FIELDS = Fields(
    (
        Field("date", DAY, "the day of the correction", required=True),
        Field("note", TEXT, "what was wrong before", required=True),
    )
)
RELATION_FIELDS = Fields(
    (
        Field("event", TEXT, "the other event's slug or file name", required=True),
        Field("relation", Choice(RELATIONS), "the kind of tie"),
    )
)
IMAGE_FIELDS = Fields(
    (
        Field("src", TEXT, "a path beside the event file or under `static/`", required=True),
        Field("alt", TEXT, "what the picture shows, for those who do not see it", required=True),
        Field("caption", TEXT, "the words under the picture"),
        Field("credit", TEXT, "who made it"),
        Field("license", TEXT, "under what licence"),
    )
)

EVENT_FIELDS = Fields(
    (
        Field("title", TEXT, "what happened, in a few words", required=True),
        Field(
            "date",
            Text("an EDTF date"),
            "when, in EDTF: `1954-03`, `199X`, `1990~/1996~`, `[2000,2017]`, `1955/..`",
            required=True,
        ),
        Field(
            "part",
            Choice(PARTS),
            "narrows a decade, century, millennium, year, season or month to its early, middle or late third",
        ),
        Field(
            "calendar", Choice(CALENDARS), "the calendar in which `date` is written; `gregorian` unless said"
        ),
        Field("date_label", TEXT, "replaces the words shown for the date, never the sorting"),
        Field("time", Text("a time of day", _time), "`HH:MM`, with a zone if known"),
        Field("summary", TEXT, "one or two sentences, for lists, feeds and cards"),
        Field("lane", TEXT, "the row of the overview: a key of `[[lanes]]` in `site.toml`"),
        Field("tags", ListOf(TEXT), "subjects"),
        Field("actors", ListOf(TEXT), "who took part"),
        Field(
            "places",
            ListOf(Record(PLACE_FIELDS, Place, "a place: a name, or `{name, lat, lon}`", "name")),
            "where",
        ),
        Field("importance", Whole(1, 5), "who keeps a label where room is short; 3 unless said"),
        Field("status", Choice(STATUSES), "how sure the claim itself is; `established` unless said"),
        Field(
            "sources",
            ListOf(Record(CITATION_FIELDS, Citation, "a source: `{id, locator, says}`", "id")),
            "what it rests on",
        ),
        Field(
            "conflicts",
            ListOf(Record(CONFLICT_FIELDS, Conflict, "a conflict: `{field, reads, source, note}`")),
            "what a source says against what is given here",
        ),
        Field(
            "corrections",
            ListOf(Record(CORRECTION_FIELDS, Correction, "a correction: `{date, note}`")),
            "what this page said wrongly before",
        ),
        Field(
            "related",
            ListOf(Record(RELATION_FIELDS, Relation, "a relation: `{event, relation}`", "event")),
            "ties to other events",
        ),
        Field(
            "image",
            Record(IMAGE_FIELDS, Image, "an image: `{src, alt, caption, credit, license}`"),
            "a picture",
        ),
        Field("origin", ListOf(TEXT), "the episode it was drafted from, such as `article-id#p6.2`"),
        Field("aliases", ListOf(Text("a slug", _slug)), "slugs that it had before; each becomes a redirect"),
        Field("added", DAY, "the day it was added, for the feed"),
        Field("updated", DAY, "the day it was last changed, for the feed"),
        Field(
            "reviewed", YesNo(), "`false` on a draft that a program wrote; deleting the line is the review"
        ),
        Field("draft", YesNo(), "`true` keeps it from being published without `--drafts`"),
        Field("wikidata", Text("a Wikidata item", _wikidata), "the item's number, such as `Q7184`"),
        Field("slug", Text("a slug", _slug), "the name in the address, where it is not the file's"),
        Field("extra", Anything(), "keys of the site's own, for its templates"),
    )
)
TRANSLATION_FIELDS = Fields(
    Field(f.name, f.kind, f.meaning) for f in EVENT_FIELDS if f.name not in ("slug", "aliases", "origin")
)


def schema() -> JsonSchema:
    """Return the JSON Schema of the front matter of an event in the site's default language."""
    return file_schema("front matter of an event", EVENT_FIELDS)

"""Episodes: how sentences and dates are put together."""

from __future__ import annotations

import pytest

from site_gen.article import Episode, read_article
from site_gen.article.episodes import fingerprint
from site_gen.source import SourceFile


def _episodes(text: str, lang: str = "en") -> tuple[Episode, ...]:
    return read_article(SourceFile("a.txt", f"A title\n\n{text}"), lang=lang, published="2024-04-01").episodes


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Before Ada Lund sent the letter in March 1954, three clerks had tried.", ["/1954-03", "1954-03"]),
        ("Three clerks had tried before March 1954, says the file of the office.", ["/1954-03"]),
        ("After the war ended in 1945, the mill was sold to a company of the town.", ["1945/", "1945"]),
        ("The mill has stood empty since 1990, and nobody in the town has asked why.", ["1990/.."]),
        ("In 1955 the port became free, which it remains to this day, says the file.", ["1955", "1955/.."]),
        ("It was free from 1955 until 1961, and the file says nothing more of it.", ["1955/1961"]),
        ("In the early 1990s and the early 2000s the town asked again to be let in.", ["199X", "200X"]),
        ("In 1952, when it was cold, on 3 March 1952 the mill burned to the ground.", ["1952-03-03"]),
        ("The bell rang in 1951. It cracked. It was mended in 1951 by a smith there.", ["1951"]),
        ("The bell rang until 1968, and after that the tower was silent for years.", ["/1968"]),
    ],
)
def test_dates_of_a_sentence(text: str, dates: list[str]) -> None:
    """Before, after, since, until, two dates side by side, and a wide date around a fine one."""
    assert [episode.date for episode in _episodes(text)] == dates


def test_inherited_dates_are_flagged() -> None:
    """A paragraph without a date takes over the last one; without any it stays undated."""
    undated, dated, inherited = _episodes(
        "Nobody knows who laid the first stone of the mill in the valley.\n\n"
        "In 1951 Ada Lund bought the mill in the valley from the town.\n\n"
        "Tomas Vries ground no corn in it, and the town was angry with him."
    )
    assert (undated.date, undated.flags) == (None, ("undated",))
    assert (dated.date, dated.flags) == ("1951", ())
    assert (inherited.date, inherited.flags, inherited.expressions) == ("1951", ("inherited-date",), ())
    assert inherited.says == ("",)


def test_hearsay_is_reported() -> None:
    """A sentence that passes on a report makes a reported episode, its neighbour does not become one."""
    reported, plain = _episodes("In 1951 he reportedly left the valley. In 1952 he came back to the mill.")
    assert (reported.status, plain.status) == ("reported", "established")


QUOTED = (
    "Edith Marlow asked Julian Roe about the missing clapper in 1987, the chronicle says.\n\n"
    "“I was made bishop in 1991. When Edith Marlow asked me, I had just moved in,” said Julian Roe."
)


def test_two_tellings_of_one_event_are_a_conflict() -> None:
    """A quotation that tells the same act of the same people with another date disputes the first."""
    disputed, own = _episodes(QUOTED)
    assert (disputed.date, disputed.status, disputed.paragraphs) == ("[1987,1991]", "disputed", (1, 2))
    assert [conflict.reads for conflict in disputed.conflicts] == ["1987", "1991"]
    assert disputed.says == ("1987", "1991")
    assert (own.date, own.id) == ("1991", "a#p2.1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“I was", "I was"),  # no quotation
        ("asked me", "saw me"),  # another act
        ("Edith Marlow asked me", "Ada Lund asked me"),  # other people
        ("in 1991", "in 1987"),  # the same date
        ("in 1991", "in the 1980s"),  # a vague date contradicts nothing
    ],
)
def test_no_conflict_without_every_sign(old: str, new: str) -> None:
    """Where one sign of a retelling is missing, the episodes stay apart."""
    assert all(episode.status != "disputed" for episode in _episodes(QUOTED.replace(old, new)))


def test_ids_number_the_episodes_of_a_paragraph() -> None:
    """An id names article, paragraph and place."""
    found = _episodes("In 1951 it rained.\n\nIn 1952 it snowed; in 1953 it rained again in the whole valley.")
    assert [episode.id for episode in found] == ["a#p1.1", "a#p2.1", "a#p2.2"]


def test_fingerprint_knows_a_sentence_again() -> None:
    """Case, spacing and punctuation do not change it, words do."""
    assert fingerprint(["He came,  in 1951."]) == fingerprint(["he came in", "1951"])
    assert fingerprint(["He came in 1951"]) != fingerprint(["He came in 1952"])


@pytest.mark.parametrize(
    ("lang", "text", "dates"),
    [
        # The saying, at the sentence's other date or at that of its paragraph.
        ("en", "On 21 July 1947 “tomorrow they will not get across,” said Ada Lund.", ["1947-07-21"]),
        (
            "en",
            "The log ends on 9 January 1862. “Tomorrow I row to Varn,” it says. The next day he was gone.",
            ["1862-01-09", "1862-01-10"],
        ),
        ("en", "She had asked for a wall in the autumn of 1951. “Next year, they told me.”", ["1951-23"]),
        ("en", "In 1951 Ada Lund said: “In 1960 the bridge will stand.”", ["1951"]),
        # In news nobody says when it was said: about the day of publication.
        ("en", "“Next year the bridge will be listed,” says the mayor.", ["2024-04-01?"]),
        (
            "en",
            "Yesterday it rained. Next year the bridge will be listed, said Eva.",
            ["2024-03-31", "2024-04-01?"],
        ),
        ("id", "Tahun depan jembatan akan dicat, kata Siti Rahmawati di kantornya.", ["2024-04-01?"]),
        # What lies before the speaking is an event, and so is what the article itself says will be.
        ("en", "“I was born in 1943,” Ada Lund said in 1951.", ["1943", "1951"]),
        ("en", "In 1951 Ada Lund came. “By 1955 I was tired,” she recalls.", ["1951", "1955"]),
        ("en", "Next year the bridge will be listed.", ["2025"]),
    ],
)
def test_what_is_said_to_come_is_no_event(lang: str, text: str, dates: list[str]) -> None:
    """Words of a quotation that tell of a time after the speaking date the saying and nothing else."""
    assert [episode.date for episode in _episodes(text, lang)] == dates


def test_next_year_in_a_quotation_leans_on_its_paragraph() -> None:
    """A look back in the paragraph says when a quotation was spoken, a date of another paragraph does not."""
    text = (
        "On 31 January 1953 the sea came over the wall of the town.\n\n"
        "Ada Lund had asked for a new wall in 1951. “Next year, they told me,” she said."
    )
    (*_, told) = read_article(SourceFile("a.txt", f"A title\n\n{text}"), lang="en").expressions
    assert (told.text, told.edtf, told.role, told.spoken) == ("Next year", "1952", "to_come", "t1")


def test_date_words_without_a_value_inherit_nothing() -> None:
    """A paragraph whose own words say when, but not which day, is undated, and its evidence has the words."""
    text = (
        "The mill\n\nOn 2 June 1980 the mill burned.\n\nTomorrow a plaque will be unveiled.\n\nIt is of tin."
    )
    _, lost, taken = read_article(SourceFile("a.txt", text), lang="en").episodes
    assert (lost.date, lost.flags, lost.evidence[0].says) == (None, ("undated",), "Tomorrow")
    assert (taken.date, taken.flags) == ("1980-06-02", ("inherited-date",))


@pytest.mark.parametrize(
    ("lang", "text", "date"),
    [
        ("en", "He has asked for a lamp since the late 1830s, says the file.", "1837~/.."),
        ("id", "Menjelang akhir 1945 para pemuda mencoba meledakkan jembatan itu.", "/1945-09~"),
        ("de", "Seit Anfang der siebziger Jahre ist die Mühle ein Museum.", "1970~/.."),
        ("en", "The bell rang until the early 1970s, says the file.", "/1973~"),
    ],
)
def test_a_limit_keeps_its_part(lang: str, text: str, date: str) -> None:
    """What is open on one side of a part begins or ends where the part does, about."""
    (episode,) = _episodes(text, lang)
    assert (episode.date, episode.part) == (date, None)

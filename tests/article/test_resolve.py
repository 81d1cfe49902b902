"""Values of expressions, one row a phrase in its context."""

from __future__ import annotations

import datetime

import pytest

from site_gen.article import Kind, resolve, timex
from site_gen.article.context import Context
from site_gen.article.language import fold, load_language
from site_gen.article.resolve import publication, stamp_text
from site_gen.article.values import Value


def _resolve(lang: str, text: str, published: str | None = None) -> list[tuple[str, Value]]:
    language = load_language(lang)
    found = timex.find(text, fold(text), 0, len(text), language)
    day = datetime.date.fromisoformat(published) if published else None
    values, _ = resolve.resolve(found, language, Context(day))
    return [(text[one.start : one.end], value) for one, value in zip(found, values, strict=True)]


@pytest.mark.parametrize(
    ("lang", "text", "said", "edtf", "part"),
    [
        ("en", "on 31 March 1954", "31 March 1954", "1954-03-31", None),
        ("en", "on March 31st, 1954", "March 31st, 1954", "1954-03-31", None),
        ("en", "in early 1954", "early 1954", "1954", "early"),
        ("en", "at the end of 1943", "the end of 1943", "1943", "late"),
        ("en", "by mid-September 1942", "mid-September 1942", "1942-09", None),
        ("en", "circa 1450", "circa 1450", "1450~", None),
        ("en", "the summer of 1944", "the summer of 1944", "1944-22", None),
        ("en", "the second half of 2008", "the second half of 2008", "2008-41", None),
        ("en", "in 44 BC", "44 BC", "-0043", None),
        ("en", "in AD 79", "AD 79", "0079", None),
        ("en", "from 499 to 493 BC", "499 to 493 BC", "-0498/-0492", None),
        ("en", "in the 480s BC", "the 480s BC", "-0488/-0479", None),
        ("en", "in the fifth century BC", "the fifth century BC", "-04XX", None),
        ("en", "the late 1960s", "the late 1960s", "196X", "late"),
        ("en", "the early 21st century", "the early 21st century", "20XX", "early"),
        ("en", "in 1992-93", "1992-93", "1992/1993", None),
        ("en", "the 1998/1999 season", "1998/1999", "1998/1999", None),
        ("en", "1999-01", "1999-01", "1999-01", None),
        ("en", "Jan. 5, 1999", "Jan. 5, 1999", "1999-01-05", None),
        ("id", "Mei-Juni 1998", "Mei-Juni 1998", "1998-05/1998-06", None),
        ("id", "November hingga Januari 1998", "November hingga Januari 1998", "1997-11/1998-01", None),
        ("en", "July 1-3, 1863", "July 1-3, 1863", "1863-07-01/1863-07-03", None),
        ("en", "between May and July 1951", "May and July 1951", "1951-05/1951-07", None),
        ("en", "from November to February 1952", "November to February 1952", "1951-11/1952-02", None),
        ("en", "late 1941 to early 1942", "late 1941 to early 1942", "1941~/1942~", None),
        ("en", "03/04/1954", "03/04/1954", "[1954-03-04,1954-04-03]", None),
        ("en", "13/04/1954", "13/04/1954", "1954-04-13", None),
        ("en", "1954-03-31", "1954-03-31", "1954-03-31", None),
        ("en", "29 February 1900", "29 February 1900", None, None),
        ("en", "Christmas 1963", "Christmas 1963", "1963-12-25", None),
        ("id", "17 Agustus 1945", "17 Agustus 1945", "1945-08-17", None),
        ("id", "03/04/1954", "03/04/1954", "1954-04-03", None),
        ("id", "akhir tahun 1950-an", "akhir tahun 1950-an", "195X", "late"),
        ("id", "dekade 1960", "dekade 1960", "196X", None),
        ("id", "awal hingga pertengahan 1954", "awal hingga pertengahan 1954", "1954-01~/1954-08~", None),
        ("id", "abad XIX", "abad XIX", "18XX", None),
        ("id", "abad ke-5 SM", "abad ke-5 SM", "-04XX", None),
        ("id", "tahun 79 M", "tahun 79 M", "0079", None),
        ("id", "triwulan pertama 1998", "triwulan pertama 1998", "1998-33", None),
        ("id", "antara 1945 dan 1949", "1945 dan 1949", "1945/1949", None),
        ("id", "musim dingin 1941", "musim dingin 1941", "1941-24", None),
        ("id", "periode pasca-Perang Dingin", "periode pasca-Perang Dingin", None, None),
    ],
)
def test_own_words(lang: str, text: str, said: str, edtf: str | None, part: str | None) -> None:
    """An expression that says everything itself."""
    ((words, value),) = _resolve(lang, text)
    assert (words, value.edtf, value.part) == (said, edtf, part)


@pytest.mark.parametrize(
    ("lang", "text", "edtf"),
    [
        ("en", "In 1951 he came. Two years later he left.", "1953"),
        ("en", "On 2 August 1964. Two days later.", "1964-08-04"),
        ("en", "On 31 January 1964. The following month.", "1964-02"),
        ("en", "In December 1964. The next month.", "1965-01"),
        ("en", "In 1964. The previous year.", "1963"),
        ("en", "In May 1940. That same month.", "1940-05"),
        ("en", "In May 1940. On 10 June.", "1940-06-10"),
        ("en", "In May 1940. The following March.", "1941-03"),
        ("en", "In May 1940. August of that year.", "1940-08"),
        ("en", "In May 1940. In October to March.", "1940-10/1941-03"),
        ("en", "On 28 February 1900. The next day.", "1900-03-01"),
        ("en", "In 1945. Three decades later.", "1975~"),
        ("en", "On 4 March 1861. A few days later.", None),
        ("en", "In 1861. Two days later.", None),
        ("en", "Two days later.", None),
        ("en", "On 13 September 2007. On Thursday.", "2007-09-13"),
        ("en", "In the 1920s. The next decade.", "193X"),
        ("en", "In 490 BC. Ten years later.", "-0479"),
        ("id", "Pada 1952. Pada tahun yang sama.", "1952"),
        ("id", "Pada 1952. Tiga tahun kemudian.", "1955"),
        ("id", "Pada 1952. Setahun sebelumnya.", "1951"),
        ("id", "Pada 30 Desember 1951. Keesokan harinya.", "1951-12-31"),
        ("id", "Pada Mei 1952. Maret tahun berikutnya.", "1953-03"),
    ],
)
def test_leaning_on_an_earlier_expression(lang: str, text: str, edtf: str | None) -> None:
    """The last expression takes what it lacks from the nearest earlier one that has it, or stays without."""
    _, value = _resolve(lang, text)[-1]
    assert value.edtf == edtf
    assert value.kind is Kind.ANAPHORIC
    assert (value.anchor is None) == (edtf is None)


@pytest.mark.parametrize(
    ("lang", "text", "edtf"),
    [
        ("en", "yesterday", "2024-03-31"),
        ("en", "last month", "2024-03"),
        ("en", "last March", "2024-03"),
        ("en", "last summer", "2023-22"),
        ("en", "last winter", "2023-24"),
        ("en", "two years ago", "2022"),
        ("en", "three months ago", "2024-01"),
        ("en", "last week", "2024-03-25/2024-03-31"),
        ("en", "two weeks ago", "2024-03-18~"),
        ("en", "on Friday", "2024-03-29"),
        ("en", "next Monday", "2024-04-08"),
        ("en", "on 5 May", "2023-05-05"),
        ("en", "recently", "/2024-04-01"),
        ("en", "until now", "2024-04-01"),
        ("id", "kemarin", "2024-03-31"),
        ("id", "tahun lalu", "2023"),
        ("id", "lima tahun lalu", "2019"),
        ("id", "pekan ini", "2024-04-01/2024-04-07"),
        ("id", "Minggu (31/3)", "2024-03-31"),
        ("id", "abad ini", "20XX"),
        ("id", "hingga kini", "2024-04-01"),
        ("id", "baru-baru ini", "/2024-04-01"),
        ("id", "Maret lalu", "2024-03"),
        ("id", "beberapa tahun lalu", None),
    ],
)
def test_leaning_on_the_day_of_publication(lang: str, text: str, edtf: str | None) -> None:
    """Told from Monday, 1 April 2024; without that day there is no value."""
    ((_, value),) = _resolve(lang, text, "2024-04-01")
    assert (value.edtf, value.kind) == (edtf, Kind.DEICTIC)
    ((_, unknown),) = _resolve(lang, text)
    assert unknown.edtf is None


def test_words_of_news_turn_to_the_day_of_publication() -> None:
    """After "yesterday" the next weekday is told from publication, not from a date of long ago."""
    values = _resolve("en", "He came yesterday. It began on 3 May 2010. On Friday it ends.", "2024-04-01")
    assert values[-1][1].edtf == "2024-03-29"


def test_arithmetic_beyond_the_calendar_gives_nothing() -> None:
    """Counting out of the years that can be written gives no value and no exception."""
    assert _resolve("en", "In 1999. 99999 years later.")[-1][1].edtf is None
    assert _resolve("en", "On 1 May 1999. 999999999 days later.")[-1][1].edtf is None


def test_publication_reads_iso_alone() -> None:
    """A stamp is read strictly and never filled in from today."""
    assert publication("2024-04-01T11:49+07:00") == datetime.date(2024, 4, 1)
    assert publication("April") is None
    assert publication("11:49") is None


def test_stamp_is_put_together() -> None:
    """Day, clock and offset give a date-time, a day alone a date, an impossible hour nothing."""
    day = datetime.date(2024, 4, 1)
    assert stamp_text(day, "11:49", "+07:00") == "2024-04-01T11:49+07:00"
    assert stamp_text(day, None, None) == "2024-04-01"
    assert stamp_text(day, "29:49", None) is None

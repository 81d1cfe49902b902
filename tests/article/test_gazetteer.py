"""What is known by name: countries, bodies and cities."""

from __future__ import annotations

import pytest

from site_gen.article import available, load_language
from site_gen.article.gazetteer import Sort, find_all, is_caseless, known_names, look_up


@pytest.mark.parametrize(
    ("lang", "text", "sort"),
    [
        ("en", "Germany", Sort.COUNTRY),
        ("en", "Soviet Union", Sort.COUNTRY),
        ("en", "US", Sort.COUNTRY),
        ("en", "Europe", Sort.REGION),
        ("de", "Österreich", Sort.COUNTRY),
        ("de", "Wien", Sort.CITY),
        ("id", "PBB", Sort.BODY),
        ("id", "JAKARTA", Sort.CITY),
        ("fr", "OTAN", Sort.BODY),
        ("ru", "России", Sort.COUNTRY),
        ("ru", "Москве", Sort.CITY),
        ("en", "us", None),
        ("en", "Oslet", None),
        ("id", "Anda", None),
    ],
)
def test_look_up(lang: str, text: str, sort: Sort | None) -> None:
    """A spelling as it is written is known, in other case only where it cannot be a word."""
    known = look_up(text, load_language(lang))
    assert (known and known.sort) == sort


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("ar", "التقى الوفد في القاهرة بممثلي روسيا والأمم المتحدة.", ["القاهرة", "روسيا", "الأمم المتحدة"]),
        ("ar", "وصل إلى باريس وروسيا", ["باريس", "روسيا"]),
        ("ja", "ソ連はベルリンで米国と会談した。", ["ソ連", "ベルリン", "米国"]),
        ("ja", "ベロロシアの町", []),
    ],
)
def test_find_all(lang: str, text: str, found: list[str]) -> None:
    """Known names are found in running text, behind Arabic particles and never inside a longer name."""
    assert [text[start:end] for start, end, _ in find_all(text, 0, len(text), load_language(lang))] == found


def test_scripts_without_capitals() -> None:
    """Arabic and Japanese have none."""
    assert {code for code in available() if is_caseless(load_language(code))} == {"ar", "ja"}


@pytest.mark.parametrize("lang", available())
def test_every_language_knows_the_world(lang: str) -> None:
    """Countries, bodies and cities are known in every language that is read, and no spelling is empty."""
    known = known_names(lang)
    for sort, least in ((Sort.COUNTRY, 200), (Sort.BODY, 8), (Sort.CITY, 60), (Sort.REGION, 5)):
        keys = {each.key for each in known.values() if each.sort is sort}
        others = {e.key for code in available() for e in known_names(code).values() if e.sort is sort}
        if len(keys) < least:
            missing = ", ".join(sorted(others - keys))
            where = "site_gen/article/gazetteer.toml"
            pytest.fail(
                f"`{lang}` knows {len(keys)} names of the sort `{sort.value}`, and needs {least}; "
                f"give those of `{lang}` in {where} for some of: {missing}",
                pytrace=False,
            )
    assert all(spelling.strip() == spelling != "" for spelling in known)

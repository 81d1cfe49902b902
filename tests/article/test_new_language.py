"""A language is a file: one written here, whose script does not set words apart, is read by the same code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_gen.article import language as languages
from site_gen.article import read_article, read_phrase
from site_gen.diagnostics import FaultyInput
from site_gen.source import SourceFile

JAPANESE = """
spaced = false
numeric_order = "ambiguous"
function_words = ["の", "は", "に", "を", "した", "です", "が", "で"]

[words.part]
early = ["初め", "前半", "初頭"]
late = ["末", "後半"]

[words.unit]
year = ["年"]

[words.shift]
0 = ["同じ", "同"]
1 = ["翌"]

[words.era]
bce = ["紀元前"]

[signals]
before = []
range = ["から", "-"]

[texts]
title = "{names}：{when}"
title_nobody = "出来事：{when}"
title_undated = "{names}"
title_unknown = "{paragraph}"
paragraph = "第{numbers}段落"
and = "と"

[[rule]]
name = "date"
value = "date"
forms = ["[{era}] {anyyear}年[{monthnum}月[{n}日]]", "{year}年[{part}]"]

[[rule]]
name = "decade"
value = "decade"
forms = ["{decade}年代[{part}]"]

[[rule]]
name = "century"
value = "century"
forms = ["{n}世紀[{part}]"]

[[rule]]
name = "shift"
value = "shift"
from = "anchor"
forms = ["{shift}{unit}"]
"""


@pytest.fixture
def japanese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A folder of language files with a new one in it."""
    folder = tmp_path / "languages"
    shutil.copytree(Path(languages.__file__).parent / "languages", folder)
    (folder / "ja.toml").write_text(JAPANESE, encoding="utf-8")
    monkeypatch.setattr(languages, "_FOLDER", folder)
    languages.load_language.cache_clear()
    languages.furniture.cache_clear()
    yield "ja"
    languages.load_language.cache_clear()
    languages.furniture.cache_clear()


def test_a_new_file_is_a_new_language(japanese: str) -> None:
    """Dates inside unbroken text are found, full-width digits too, and the language is told by its words."""
    told = "橋は1951年3月31日に完成した。翌年は静かで、１９６０年代後半に直した。"
    text = f"橋の話\n\n{told}紀元前44年の話です。18世紀末に。"
    reading = read_article(SourceFile("a.txt", text))
    assert reading.article.lang == japanese
    assert [(e.text, e.edtf, e.part) for e in reading.expressions] == [
        ("1951年3月31日", "1951-03-31", None),
        ("翌年", "1952", None),
        ("１９６０年代後半", "196X", "late"),
        ("紀元前44年", "-0043", None),
        ("18世紀末", "17XX", "late"),
    ]


def test_phrases_of_a_new_language(japanese: str) -> None:
    """A phrase is read as well."""
    assert read_phrase("1990年代前半", japanese) == (("199X", "early"),)


def test_a_broken_form_is_told_with_its_file(japanese: str) -> None:
    """A form that cannot be read names its file, line and column."""
    file = languages._FOLDER / f"{japanese}.toml"
    file.write_text(JAPANESE.replace("{n}世紀[{part}]", "{n}世紀[{part}"), encoding="utf-8")
    languages.load_language.cache_clear()
    with pytest.raises(FaultyInput, match=r"ja\.toml:45:16: .*bracket"):
        languages.load_language(japanese)

"""What is wrong with a language file is told with its place, all of it at once, and by every command."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_gen import cli
from site_gen.article import available, read_phrase
from site_gen.article import language as languages
from site_gen.article.form_tokens import FormError
from site_gen.article.forms import Slot, compile_form
from site_gen.article.openings import of_words
from site_gen.diagnostics import Diagnostic, FaultyInput

Break = Callable[[str, str], None]


@pytest.fixture
def italian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Break]:
    """Return a function that changes the Italian file, in a copy of all."""
    folder = tmp_path / "site_gen" / "article" / "languages"
    shutil.copytree(Path(languages.__file__).parent / "languages", folder)
    monkeypatch.setattr(languages, "_FOLDER", folder)

    def change(old: str, new: str) -> None:
        file = folder / "it.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    for each in (languages.load_language, languages.furniture, languages.function_words):
        each.cache_clear()
    yield change
    for each in (languages.load_language, languages.furniture, languages.function_words):
        each.cache_clear()


def _faults() -> tuple[Diagnostic, ...]:
    with pytest.raises(FaultyInput) as told:
        languages.load_language("it")
    return told.value.diagnostics


RULE = '\n[[rule]]\nname = "mine"\nvalue = "{}"\n{}forms = ["{}"]\n\n[signals]'


@pytest.mark.parametrize(
    ("old", "new", "code", "shown", "hint"),
    [
        ('numeric_order = "dmy"', "numeric_order = dmy", "A131", "dmy", "quotation mark"),
        (
            'numeric_order = "dmy"',
            'numeric_order = "dym"',
            "A133",
            '"dym"',
            "write one of `ambiguous`, `dmy`, `mdy`",
        ),
        ("[unused]\nmonth =", "[unused]\nmese =", "A133", "mese", "there are `month`, `weekday`"),
        ("[words.season]", "[words.saeson]", "A133", "words.saeson", "write `[words.season]`"),
        ("[words.hundred]", "[words.decade]", "A134", "words.decade", "[words.mydecade]"),
        ("[words.hundred]", "[words.roman]", "A134", "words.roman", "[words.myroman]"),
        ("[words.month]\n9 =", "[words.month]\n13 =", "A134", "13", "a number from `1` to `12`"),
        ('\nearly = ["inizio"', '\nbegin = ["inizio"', "A134", "begin", "`early`, `mid`, `late`"),
        (
            'mid = ["metà"]',
            'mid = "metà"',
            "A134",
            '"metà"',
            "quotation marks around each word",
        ),
        ("[signals]", "[signal]", "A133", "signal", "write `signals`"),
        ("looking_back =", "loking_back =", "A133", "loking_back", "write `looking_back`"),
        ("meiji =", "meji =", "A133", "meji", "write `meiji`"),
        ("[signals]", RULE.format("dates", "", "{year}"), "A133", '"dates"', "write `date`"),
        ("[signals]", RULE.format("shift", "", "{shift}"), "A134", '"shift"', '`from = "anchor"`'),
        ("[signals]", RULE.format("date", "form = 1\n", "{year}"), "A133", "form", "write `forms`|`from`"),
        ("[signals]", RULE.format("date", 'unit = "day"\n', "{year}"), "A133", "unit", "it reads `from`"),
        (
            "[signals]",
            RULE.format("shift", 'from = "anchor"\nunit = "years"\n', "{shift}"),
            "A133",
            '"years"',
            "`year`",
        ),
        ("[signals]", RULE.format("century", "", "{n} {weekday}"), "A132", "{weekday}", "it reads `{n}`"),
        ("[signals]", RULE.format("century", "", "il secolo"), "A132", "il secolo", "it needs `{n}`"),
        ("[signals]", RULE.format("date", "", "{yaer}"), "A132", "{yaer}", "write `{year}`"),
        ("[signals]", RULE.format("date", "", "{year} [(a|b]"), "A132", "(", "write `)` where it ends"),
        ("[signals]", RULE.format("date", "", "{year} {part} {part}"), "A132", "{part}", "write `{part.2}`"),
        (
            "[signals]",
            RULE.format("shift", 'from = "anchor"\n', "(dell'anno {shift}|del {shift} anno)"),
            "A132",
            "{shift}",
            "`dell'anno {shift}` and `del {shift} anno`",
        ),
        ("[signals]", RULE.format("date", "", "\\\\(a\\\\) {year} )"), "A132", ")", "take `)` away"),
    ],
)
def test_a_fault_is_told(italian: Break, old: str, new: str, code: str, shown: str, hint: str) -> None:
    """Each has a code, points at the words themselves, and says what to write instead."""
    italian(old, new)
    found = _faults()
    told = [each for each in found if each.code == code and each.excerpt[each.column - 1 :].startswith(shown)]
    assert told, found
    assert any(piece in each.hint for each in told for piece in hint.split("|")), told
    assert all(each.path == "site_gen/article/languages/it.toml" for each in found)
    assert all(each.line for each in found)


def test_all_faults_are_told_at_once(italian: Break) -> None:
    """Ten faults of different sorts are ten messages of one run."""
    italian("[words.month]\n9 =", "[words.month]\n13 =")
    italian('\nearly = ["inizio"', '\nbegin = ["inizio"')
    italian("looking_back =", "loking_back =")
    forms = '{year} [", "{yaer}", "{year} {year'
    italian("[signals]", RULE.format("date", "", forms).replace("[signals]", "[signals]\nnone = []"))
    found = _faults()
    assert [each.code for each in found].count("A132") == 3
    assert [each.code for each in found].count("A133") == 2
    assert [each.code for each in found].count("A134") == 2


@pytest.mark.parametrize("command", ["import", "date", "build"])
def test_every_command_tells_them(
    italian: Break, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """`import`, `date` and `build` end with exit code 1 and the messages, never with a traceback."""
    italian("[words.month]\n9 =", "[words.month]\n13 =")
    (tmp_path / "content").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content" / "site.toml").write_text('title = "A"\n', encoding="utf-8")
    article = tmp_path / "seeds" / "a.it.txt"
    article.write_text("Il mulino\n\nNel 1951 il mulino fu chiuso e la gente se ne andò.\n", encoding="utf-8")
    given = {
        "import": ["import", str(article), "--lang", "it", "--dry-run"],
        "date": ["date", "marzo 1951", "--lang", "it"],
        "build": ["build", "--jobs", "1"],
    }
    assert cli.main([*given[command], "--root", str(tmp_path)]) == 1
    assert "it.toml:" in (err := capsys.readouterr().err)
    assert "error[A134]: `13` is no meaning of a word in `[words.month]`" in err


@pytest.mark.parametrize("code", available())
def test_no_language_file_has_a_fault(code: str) -> None:
    """Every file that we ship is without fault; what is wrong is shown as a person is told it."""
    try:
        languages.load_language(code)
    except FaultyInput as fault:
        pytest.fail(str(fault), pytrace=False)


SLOTS = {"season": Slot("(?:estate|été)", of_words(["estate", "été"], spaced=True))}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("nell' > {season}", "nell'estate"),
        ("(nel|nell') > {season}", "nell'estate"),
        ("nell' {season}", "nell'estate"),
        ("(di|d') {season}", "d'été"),
        ("[(l'|nel)] {season}", "l'été"),
        ("l'{season}", "l'été"),
        ("[l'] {season} scorsa", "l'estate scorsa"),
    ],
)
def test_an_elided_word_joins_the_next(form: str, text: str) -> None:
    """Behind an apostrophe a space of a form may be none in the text, before ` > ` as well."""
    made = compile_form(form, SLOTS)
    begin = text.index("e" if " > " in form and "estate" in text else text[0], 5 if " > " in form else 0)
    assert made.pattern.match(text, begin)
    assert made.context is None or made.context.search(text[:begin])


def test_a_space_is_still_one_without_an_apostrophe() -> None:
    """Only an apostrophe joins."""
    made = compile_form("nel > {season}", SLOTS)
    assert made.context is not None
    assert not made.context.search("nel")


@pytest.mark.parametrize(
    ("lang", "text", "edtf"),
    [
        ("it", "nell'estate del 1968", "1968-22"),
        ("it", "nell’anno 1951", "1951"),
        ("it", "l'anno 1951", "1951"),
        ("it", "dell'estate del 1968", "1968-22"),
        ("fr", "l'année 1951", "1951"),
        ("fr", "l'été 1968", "1968-22"),
        ("fr", "d'avril 1954", "1954-04"),
    ],
)
def test_a_phrase_with_an_elided_word(lang: str, text: str, edtf: str) -> None:
    """`date` reads what articles read."""
    assert read_phrase(text, lang) == ((edtf, None),)


def test_two_branches_that_are_optional() -> None:
    """The forms that are proposed keep what stands around the choice."""
    with pytest.raises(FormError, match=r"each branch: `\[a \{season\}\] x` and `\[\{season\} b\] x`"):
        compile_form("[a {season}|{season} b] x", SLOTS)

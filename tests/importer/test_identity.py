"""One id, one article: what is refused where another one comes under the same name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from site_gen.content.load import load_content
from site_gen.importer import MEMORY, Imported, Order, import_article

Project = Callable[[Mapping[str, str | bytes]], Path]
Article = Callable[..., str]
Take = Callable[..., Imported]
Run = Callable[..., Any]

LETTER = "In March 1954 Vyacheslav Molotov sent a letter to three capitals."
TREATY = "On 15 May 1955 the treaty was signed in Vienna."
TRAM = "On 30 May 2015 the tram left Holm Street for the last time."
VISIT = "title: A visit\npublished: 2024-04-01\nurl: https://example.org/visit\nlang: en\n"


def snapshot(root: Path) -> dict[str, bytes]:
    """The bytes of every file of a project but the articles."""
    return {f.as_posix(): f.read_bytes() for f in (root / "content").rglob("*") if f.is_file()}


def errors(done: Imported) -> list[str]:
    """The codes of errors."""
    return [d.code for d in done.diagnostics if d.severity == "error"]


@pytest.mark.parametrize(
    ("head", "text", "codes"),
    [
        ("title: A tram\npublished: 2015-06-01\nlang: en\n", TRAM, ["A128"]),
        ("title: A tram\nlang: en\n", TRAM, ["A128"]),
        ("title: A tram\npublished: 2024-04-01\nurl: https://example.org/tram\nlang: en\n", TRAM, ["A128"]),
        ("lang: en\n", TRAM, ["A128"]),
        # A corrected title, another day, another address: something else still says which article it is.
        ("title: The visit\npublished: 2024-04-01\nlang: en\n", TRAM, []),
        ("title: The visit\nurl: https://example.org/visit\nlang: en\n", TRAM, []),
        ("title: a  Visit!\npublished: 2025-01-01\nlang: en\n", TRAM, []),
        ("title: The visit\npublished: 2025-01-01\nlang: en\n", f"{TRAM}\n\n{TREATY}", []),
    ],
)  # fmt: skip
def test_an_id_stays_with_its_article(
    project: Project, article: Article, take: Take, head: str, text: str, codes: list[str]
) -> None:
    """Without title, address, day or sentence in common an article is another one, and nothing is written."""
    root = project({"seeds/visit.md": article(LETTER, TREATY, head=VISIT)})
    take(root)
    before = snapshot(root)
    (root / "seeds/visit.md").write_text(article(text, head=head), encoding="utf-8")
    done = take(root)
    assert errors(done) == codes
    assert not codes or snapshot(root) == before
    assert not codes or "`visit`" in done.diagnostics[0].message


def test_a_memory_without_identities_is_read(root: Path, article: Article, take: Take) -> None:
    """What was remembered before ids were compared refuses nothing, and knows the article afterwards."""
    take(root)
    data = json.loads((root / MEMORY).read_text(encoding="utf-8"))
    del data["identities"]
    (root / MEMORY).write_text(json.dumps(data), encoding="utf-8")
    assert errors(take(root)) == []
    (root / "seeds/visit.md").write_text(article(TRAM, head="title: A tram\nlang: en\n"), encoding="utf-8")
    assert errors(take(root)) == ["A128"]


@pytest.mark.parametrize("identities", ["[]", '{"visit": 3}', '{"visit": []}', "null"])
def test_broken_identities_stop_the_import(root: Path, take: Take, identities: str) -> None:
    """A memory that is no memory is said, and never a traceback; an empty list is nobody's identity."""
    (root / MEMORY).write_text(f'{{"articles": {{}}, "identities": {identities}}}', encoding="utf-8")
    assert errors(take(root)) == (["A120"] if identities != '{"visit": []}' else [])


def test_two_files_with_one_id(project: Project, article: Article, run: Run) -> None:
    """In one run the second is refused, and both are named."""
    files = {"a/page.md": article(LETTER), "b/page.md": article(TRAM, head="title: A tram\nlang: en\n")}
    root = project(files)
    done = run("import", root / "a/page.md", root / "b/page.md", "--root", root, "--format", "json")
    (one,) = json.loads(done.out)["diagnostics"]
    assert (done.code, one["code"], one["path"]) == (1, "A126", "b/page.md")
    assert "a/page.md" in one["message"]
    assert [f.name[:4] for f in (root / "content/events").iterdir()] == ["1954"]


def test_two_seeds_with_one_id_stop_a_build(project: Project, article: Article, run: Run) -> None:
    """A build does not write the drafts of one into those of the other, and tells what it drafted."""
    root = project({"seeds/page.md": article(LETTER), "seeds/page.txt": f"A tram\n\n{TRAM}\n"})
    done = run("build", "--root", root)
    assert done.code == 1
    assert "error[A126]" in done.err
    assert "drafted content/events/1954" in done.err
    (root / "seeds/page.txt").unlink()
    before = snapshot(root)
    assert run("build", "--root", root).code == 0
    assert snapshot(root) == before


def test_a_failed_build_tells_what_it_drafted(project: Project, article: Article, run: Run) -> None:
    """An empty file stops the build, but not the drafts of its neighbour, nor what is proposed for them."""
    event = "---\ntitle: Molotov writes\ndate: 1954-03\n---\nIt happened.\n"
    root = project({"seeds/visit.md": article(LETTER), "seeds/x.txt": "", "content/events/e.md": event})
    done = run("build", "--root", root)
    assert done.code == 1
    assert "error[A101]" in done.err
    assert "drafted content/events/1954-03" in done.err
    assert "seems to be told already in content/events/e.md" in done.err


def test_drafts_are_not_written_anew_in_another_language(project: Project, run: Run) -> None:
    """`--lang` against the language of the drafts is refused; once they are deleted it begins anew."""
    text = (
        "Menteri di pelabuhan\n\nPada tanggal 3 Mei 1951 menteri itu berangkat karena para pejabat tidak mau"
        " menunggu. Setahun kemudian ia kembali, dan perjanjian itu ditandatangani pada bulan Maret 1954.\n"
    )
    root = project({"a.txt": text})

    def codes(*options: str) -> list[str]:
        out = run("import", root / "a.txt", "--root", root, "--format", "json", *options).out
        return [d["code"] for d in json.loads(out)["diagnostics"] if d["severity"] == "error"]

    assert codes() == []
    before = snapshot(root)
    assert codes("--lang", "ms") == ["A127"]
    assert codes("--lang", "de") == ["A127"]
    assert snapshot(root) == before
    assert codes("--lang", "id") == []
    for file in (root / "content/events").iterdir():
        file.unlink()
    assert codes("--lang", "ms") == []
    assert list((root / "content/events").iterdir())


def test_a_language_that_the_article_corrects_is_followed(project: Project, take: Take) -> None:
    """A header that says another language, and whose words agree, is a correction."""
    text = "---\ntitle: Kunjungan\nlang: {}\n---\n\nPada tanggal 3 Mei 1951 menteri itu berangkat.\n"
    root = project({"seeds/visit.md": text.format("ms")})
    take(root)
    (root / "seeds/visit.md").write_text(text.format("id"), encoding="utf-8")
    assert errors(take(root)) == []


def _retitled(root: Path, article: Article) -> None:
    head = VISIT.replace("A visit", "The visit").replace("04-01", "04-02") + "author: Ada Lund\n"
    (root / "seeds/visit.md").write_text(article(LETTER, TREATY, head=head), encoding="utf-8")


def test_sources_follow_the_article(project: Project, article: Article, take: Take) -> None:
    """A corrected title and day, and an author who was not named, reach the rows that the program wrote."""
    root = project({"seeds/visit.md": article(LETTER, head=VISIT)})
    mine = 'book:\n  title: "A visit"\n'
    (root / "content/sources.yaml").write_text(mine, encoding="utf-8")
    take(root)
    _retitled(root, article)
    take(root)
    text = (root / "content/sources.yaml").read_text(encoding="utf-8")
    assert text.startswith(mine)
    assert text.count("issued") == 1
    source = load_content(root, ("en",)).sources["visit"]
    assert (source.title, source.issued and source.issued.edtf) == ("The visit", "2024-04-02")
    assert '  author: "Ada Lund"\n' in text


def test_rows_that_somebody_edited_stay(project: Project, article: Article, take: Take) -> None:
    """An edited field keeps its bytes while its neighbours follow; what was there before stays whole."""
    root = project({"seeds/visit.md": article(LETTER, head=VISIT)})
    take(root)
    file = root / "content/sources.yaml"
    file.write_text(file.read_text("utf-8").replace('"A visit"', '"A visit" # sic'), encoding="utf-8")
    _retitled(root, article)
    take(root)
    assert '  title: "A visit" # sic\n' in file.read_text(encoding="utf-8")
    assert '"2024-04-02"' in file.read_text(encoding="utf-8")
    other = project({"seeds/visit.md": article(LETTER, head=VISIT)})
    written = '"visit":\n  title: "A visit"\n  issued: "2024-04-01"\n'
    (other / "content/sources.yaml").write_text(written, encoding="utf-8")
    take(other)
    _retitled(other, article)
    take(other)
    assert (other / "content/sources.yaml").read_text(encoding="utf-8") == written


def test_quiet_says_errors_only(root: Path, run: Run) -> None:
    """`-q` leaves no report of an import, and what is wrong with a file stays."""
    done = run("import", root / "seeds/visit.md", "--root", root, "-q")
    assert (done.code, done.out, done.err) == (0, "", "")
    (root / "empty.txt").write_text("", encoding="utf-8")
    done = run("import", root / "empty.txt", "--root", root, "-q")
    assert (done.code, done.out) == (1, "")
    assert "error[A101]" in done.err


def test_an_article_with_errors_has_no_report(root: Path, run: Run) -> None:
    """Nothing is said of date expressions where there was nothing to read."""
    (root / "empty.txt").write_text("", encoding="utf-8")
    assert run("import", root / "empty.txt", "--root", root).out == ""


def test_the_order_says_nothing_of_a_first_import(root: Path) -> None:
    """A stated language is no fault where nothing was drafted yet."""
    done = import_article(
        root, root / "seeds/visit.md", Order("2026-01-02", lang="en"), ("en",), root / "content/events"
    )
    assert errors(done) == []

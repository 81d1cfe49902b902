"""Where an article tells what the site tells already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_gen.content.load import load_content
from site_gen.importer import Imported, lines, notes
from site_gen.importer.second_sources import Dates

Project = Callable[[Mapping[str, str | bytes]], Path]
Article = Callable[..., str]
Take = Callable[..., Imported]

LETTER = "In March 1954 Vyacheslav Molotov sent a letter to three capitals."


def event(title: str, date: str, more: str = "") -> str:
    """An event file."""
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\nIt happened.\n"


@pytest.mark.parametrize(
    ("text", "title", "date", "more", "agreement"),
    [
        # One name is enough within a month.
        (LETTER, "A letter from Molotov", "1954-03", "", Dates.EQUAL),
        (LETTER, "A letter", "1954-03-31", "actors: [Molotov]\n", Dates.OVERLAPPING),
        # Another script, and another order of the name.
        (LETTER, "Письмо", "1954-03", "actors: [Вячеслав Молотов]\n", Dates.EQUAL),
        (LETTER, "Surat", "1954-03", 'actors: ["Mólotov, Vyacheslav"]\n', Dates.EQUAL),
        # A year asks for more, a full name is enough.
        ("In 1954 Otto Grotewohl wrote.", "X", "1954-03", "actors: [Otto Grotewohl]\n", Dates.OVERLAPPING),
        ("In 1954 Molotov wrote.", "X", "1954-03", "actors: [Vyacheslav Molotov]\n", None),
        ("In 1954 Molotov wrote.", "X", "1954", "actors: [Vyacheslav Molotov]\n", Dates.EQUAL),
        # Another date, another name, a name that is only partly the same.
        (LETTER, "A letter from Molotov", "1954-04", "", None),
        (LETTER, "A letter from Dulles", "1954-03", "actors: [Dulles]\n", None),
        (LETTER, "A letter", "1954-03", "actors: [Vyacheslav Nikonov]\n", None),
        # A wide or open date says little.
        (LETTER, "The life of Vyacheslav Molotov", "1890/1986", "", None),
        (LETTER, "Molotov", "1954/..", "actors: [Vyacheslav Molotov]\n", None),
    ],
)  # fmt: skip
def test_dates_and_names_are_compared(
    project: Project, article: Article, take: Take, text: str, title: str, date: str, more: str,
    agreement: Dates | None,
) -> None:  # fmt: skip
    """The coarser the dates, the more of the names must be common."""
    root = project({"seeds/visit.md": article(text), "content/events/e.md": event(title, f'"{date}"', more)})
    proposals = take(root).proposals
    assert [p.dates for p in proposals] == ([agreement] if agreement else [])
    assert [p.event for p in proposals] == (["content/events/e.md"] if agreement else [])


def test_titles_of_translations_count(project: Project, article: Article, take: Take) -> None:
    """An event whose text is in another language than the article is known by its translation."""
    root = project(
        {
            "content/site.toml": 'title = "A"\nlanguages = ["en", "fr"]\n',
            "seeds/visit.md": article("On 15 May 1955 the treaty was signed in Vienna."),
            "content/events/e.md": event("The State Treaty", "1955-05-15"),
            "content/events/e.fr.md": "---\ntitle: Le traité de Vienna\n---\nTexte.\n",
        }
    )
    from site_gen.importer import Order, import_article

    done = import_article(
        root, root / "seeds/visit.md", Order("2026-01-02"), ("en", "fr"), root / "content/events"
    )
    assert [p.names for p in done.proposals] == [("Vienna",)]


def test_a_name_that_is_everywhere_tells_nothing(project: Project, article: Article, take: Take) -> None:
    """Where most events are about Molotov, a month and his name are no sign."""
    others = {f"content/events/e{n}.md": event(f"Molotov {n}", f"19{n}") for n in range(60, 66)}
    root = project(
        {"seeds/visit.md": article(LETTER), **others, "content/events/e.md": event("Molotov", "1954-03")}
    )
    assert take(root).proposals == ()


@pytest.fixture
def root(project: Project, article: Article) -> Path:
    """A project whose event an article tells again."""
    return project(
        {
            "seeds/visit.md": article(LETTER),
            "content/sources.yaml": "book:\n  title: A book\n",
            "content/events/e.md": event("Molotov writes", "1954-03", "sources:\n  - id: book\n"),
        }
    )


def test_nothing_is_merged_and_the_draft_is_held_back(root: Path, take: Take) -> None:
    """The event keeps its bytes; the draft is written, says why, and is not published until then."""
    before = (root / "content/events/e.md").read_bytes()
    done = take(root)
    assert (root / "content/events/e.md").read_bytes() == before
    draft = (root / done.written[0]).read_text(encoding="utf-8")
    assert "content/events/e.md" in draft
    content = load_content(root, ("en",))
    assert [d for d in content.diagnostics if d.severity == "error"] == []
    assert [e["en"].draft for e in content.events.values() if e["en"].origin] == [True]


def test_the_lines_can_be_pasted(root: Path, take: Take) -> None:
    """Put where the report says, they make the article the event's second source."""
    done = take(root)
    (proposal,) = done.proposals
    file = root / proposal.event
    text = file.read_text(encoding="utf-8").replace("  - id: book\n", f"  - id: book\n{proposal.sources}\n")
    file.write_text(text, encoding="utf-8")
    content = load_content(root, ("en",))
    assert [d for d in content.diagnostics if d.severity == "error"] == []
    cited = content.events["e"]["en"].sources
    assert [(c.id, c.says) for c in cited] == [("book", ""), ("visit", "March 1954")]
    assert cited[1].locator.startswith("paragraph 1")
    assert take(root).proposals[0].sources == ""
    (root / done.written[0]).unlink()
    again = take(root)
    assert (again.proposals, [c.change.value for c in again.changes]) == ((), ["deleted"])


def test_a_proposal_that_was_answered_is_not_repeated(root: Path, take: Take) -> None:
    """It is repeated while the draft is held back, and no more when somebody has edited that."""
    done = take(root)
    assert take(root).proposals == done.proposals
    file = root / done.written[0]
    file.write_text(file.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    assert take(root).proposals == ()


def test_a_held_draft_stays_held_when_it_is_updated(
    root: Path, take: Take, correct: Callable[..., None]
) -> None:
    """A corrected article does not publish what an editor has not decided on."""
    file = root / take(root).written[0]
    correct(root, LETTER.replace("March", "April"))
    done = take(root)
    assert [c.change.value for c in done.changes] == ["updated"]
    text = file.read_text(encoding="utf-8")
    assert "date: 1954-04\n" in text
    assert "\ndraft: true\n" in text


def test_episodes_of_one_article_are_not_compared(project: Project, article: Article, take: Take) -> None:
    """Drafts of the same article do not propose each other."""
    root = project({"seeds/visit.md": article(LETTER)})
    take(root)
    (root / "seeds/visit.md").write_text(
        article(LETTER, "In March 1954 Vyacheslav Molotov flew to Berlin."), encoding="utf-8"
    )
    assert take(root).proposals == ()


def test_two_articles_on_one_story(project: Project, article: Article, take: Take) -> None:
    """The second article's episode finds the first one's draft, whatever its wording."""
    second = article(
        "It was Molotov who wrote in March 1954.", head="title: B\npublished: 2025-01-01\nlang: en\n"
    )
    root = project({"seeds/visit.md": article(LETTER), "seeds/other.md": second})
    first = take(root)
    (proposal,) = take(root, "other").proposals
    assert proposal.event == first.written[0]
    assert proposal.names == ("Molotov",)


def test_the_report_says_why_and_what_to_do(root: Path, take: Take) -> None:
    """A person sees both files, the reason, the lines to paste, and both ways out."""
    done = take(root)
    said = "\n".join(lines(done, dry_run=False))
    for words in (
        f"{done.written[0]} seems to be told already in content/events/e.md, “Molotov writes”",
        "the same date, 1954-03, and names in common: Vyacheslav Molotov",
        '    says: "March 1954"',
        "if not, delete `draft: true`",
    ):
        assert words in said
    assert "seems to be told already" in "\n".join(notes(done))
    assert "seems to be told already" not in "\n".join(notes(take(root)))

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bench.build_corpus import Event, edit_body, edit_template, edit_title, write_events
from bench.build_programs import ours

Corpus = tuple[Path, Sequence[Event]]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """The same number and seed make the same files, and another seed makes others."""
    made = [write_events(tmp_path / name, 30, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    files = [bytes_of(tmp_path / name) for name in "abc"]
    assert made[0] == made[1]
    assert files[0] == files[1]
    assert files[0] != files[2]


def test_events_come_in_order_of_time(corpus: Corpus) -> None:
    """The first event is the earliest, no two share a day, and each has a file of its own."""
    folder, events = corpus
    days = [event.day for event in events]
    assert days == sorted(set(days))
    assert {f"{event.slug}.md" for event in events} == set(bytes_of(folder))


@pytest.mark.parametrize("words", [90, 180, 600])
def test_a_body_has_about_the_words_that_were_asked_for(tmp_path: Path, words: int) -> None:
    """Bodies are neither empty nor twice as long."""
    (event,) = write_events(tmp_path / "one", 1, words=words)
    text = (tmp_path / "one" / f"{event.slug}.md").read_text(encoding="utf-8")
    assert 0.8 * words < len(text.split("---\n")[2].split()) < 1.25 * words


def test_front_matter_is_what_every_reader_of_yaml_agrees_on(corpus: Corpus) -> None:
    """A value stands on its line, without what YAML takes for a mark in a plain scalar."""
    folder, _ = corpus
    for text in bytes_of(folder).values():
        head = text.decode().split("---\n")[1]
        for line in head.splitlines():
            key, _, value = line.partition(": ")
            assert key in ("title", "date", "summary", "tags", "added")
            assert not re.search(r": | #|^[&*!|>'\"%@`]", value)


def test_the_files_are_good_ones(corpus: Corpus, run: Callable[..., Any]) -> None:
    """This project reads them and has nothing to say, not even a warning."""
    folder, _ = corpus
    root = folder.parent / "project"
    ours().write_project(root)
    folder.rename(root / "content/events")
    done = run("check", "--root", root, "--strict")
    assert (done.code, done.err) == (0, "")


def test_edits_change_what_they_say(corpus: Corpus) -> None:
    """An edit of a body leaves the front matter, one of a title changes one line, and both tell the words."""
    folder, events = corpus
    file = folder / f"{events[0].slug}.md"
    before = file.read_text(encoding="utf-8")
    words = edit_body(file, 1)
    longer = file.read_text(encoding="utf-8")
    assert longer.startswith(before)
    assert words in longer
    title = edit_title(file, 2)
    pairs = zip(longer.splitlines(), file.read_text(encoding="utf-8").splitlines(), strict=True)
    assert [new for old, new in pairs if old != new] == [f"title: {title}"]


def test_a_template_is_edited_inside_its_article(tmp_path: Path) -> None:
    """What is added stands where pages show it; a template without an article is refused."""
    file = tmp_path / "event.html"
    file.write_text("{% block %}<article>x</article>{% endblock %}", encoding="utf-8")
    words = edit_template(file, 3)
    assert file.read_text(encoding="utf-8") == f"{{% block %}}<article>x{words}</article>{{% endblock %}}"
    file.write_text("<div></div>", encoding="utf-8")
    with pytest.raises(ValueError, match="has no `</article>`"):
        edit_template(file, 4)

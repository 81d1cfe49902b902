"""Our own words for an episode: a proposed title, the date words as the source has them, and a note on a
conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_gen.article.acts import Act
from site_gen.article.dating import Dating
from site_gen.article.headlines import Phrase
from site_gen.article.language import Language
from site_gen.article.model import Paragraph
from site_gen.article.namekinds import NameKind
from site_gen.article.names import Name

LONGEST = 70
_MOST_ACTORS = 2
_MOST_OTHERS = 2
_MOST_NAMES = 3
_MOST_LISTED = 8
_TELLING = 2
_RUN = 8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a title can be made of: the names that tell an episode in order, the act, a few
    words (looked for where the act alone makes no title), the date, and its sentences.
    """

    names: tuple[Name, ...]
    act: Act | None
    phrase: Callable[[], Phrase | None]
    dating: Dating
    sentences: tuple[tuple[int, int], ...]


def says(text: str, dating: Dating) -> str:
    """Return the verbatim date words, those of an interval's or state's two ends joined by an ellipsis."""
    return " … ".join(words_at(text, e.start, e.end) for e in dating.expressions)


def words_at(text: str, start: int, end: int) -> str:
    """Return what stands at an offset, white space made one."""
    return " ".join(text[start:end].split())


def proposals(
    text: str, subject: Subject, paragraphs: Sequence[Paragraph], language: Language
) -> Iterator[str]:
    """Yield the titles that an episode may have, the best first and each once; one that is made of its date
    alone, or of its paragraph, where there is no other.
    """
    found: set[str] = set()
    for title in _made(text, subject, paragraphs, language):
        fits = title and title not in found and len(title) <= LONGEST
        if fits and not repeats(title, text, subject.sentences):
            found.add(title)
            yield title
    if not found:
        # The date alone is for those who are named nowhere, or only in a way that cannot be used.
        yield _last(text, subject, paragraphs, language)


def _made(text: str, subject: Subject, paragraphs: Sequence[Paragraph], language: Language) -> Iterator[str]:
    """Yield titles of what an episode tells; they may be too long or empty."""
    if subject.act is not None:
        yield _of_act(subject, subject.act, language)
    phrase = subject.phrase()
    if phrase is not None:
        yield _of_phrase(subject, phrase, language)
    yield _of_names(subject)
    people = _listed(subject.names, _MOST_NAMES)
    if not subject.dating.expressions:
        form = "title_undated" if people else "title_unknown"
        yield language.texts[form].format(names=people, paragraph=_numbers(paragraphs))
    elif people:
        yield language.texts["title"].format(names=people, when=_when(text, subject.dating, language))


def _last(text: str, subject: Subject, paragraphs: Sequence[Paragraph], language: Language) -> str:
    if not subject.dating.expressions:
        return language.texts["title_unknown"].format(paragraph=_numbers(paragraphs))
    return language.texts["title_nobody"].format(when=_when(text, subject.dating, language))


def _numbers(paragraphs: Sequence[Paragraph]) -> str:
    return ", ".join(str(p.index) for p in paragraphs)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case and marks, to see what is copied."""
    return tuple(_WORD.findall(text.casefold()))


def repeats(written: str, text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether what is written repeats eight words in a row of these stretches of a text."""
    words = words_of(written)
    if len(words) < _RUN:
        return False
    told = words_of(" ".join(text[start:end] for start, end in spans))
    runs = {told[i : i + _RUN] for i in range(len(told) - _RUN + 1)}
    return any(words[i : i + _RUN] in runs for i in range(len(words) - _RUN + 1))


def in_our_order(names: Sequence[str], text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return names as a draft may list them: in order, at most eight, and not as these stretches of the text
    list them where that would repeat eight words in a row.
    """
    listed = tuple(names[:_MOST_LISTED])
    for order in (listed, tuple(sorted(listed)), tuple(sorted(listed, reverse=True))):
        if not repeats(" ".join(order), text, spans):
            return order
    return listed[:1] if not repeats(listed[0], text, spans) else ()


def unique(proposed: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Choose one title for each episode so that no two are the same where that can be. No further title is
    asked for than the one that is chosen.
    """
    taken: set[str] = set()
    chosen = []
    for titles in proposed:
        title = ""
        for title in titles:
            if title.casefold() not in taken:
                break
        taken.add(title.casefold())
        chosen.append(title)
    return tuple(chosen)


def note(text: str, paragraph: Paragraph, dating: Dating, language: Language) -> str:
    """Say which paragraph gives which date words."""
    where = locator([paragraph.index], language)
    return language.texts["conflict_note"].format(paragraph=where, says=says(text, dating))


def locator(paragraphs: Sequence[int], language: Language, sentence: int | None = None) -> str:
    """Return "paragraph 6", or "paragraph 6, sentence 2", in the language of the article."""
    texts = language.texts
    where = texts["paragraph"].format(numbers=f" {texts['and']} ".join(map(str, paragraphs)))
    if sentence is None or "sentence" not in texts:
        return where
    return texts["sentence"].format(paragraph=where, sentence=sentence)


def _of_act(subject: Subject, act: Act, language: Language) -> str:
    """Say who did what, with the other names: `Ada Lund: proposal (Oslet)`."""
    texts = language.texts
    noun = texts.get(f"act_{act.family}", "")
    actors = sorted((n for n in act.names if n.kind is NameKind.ACTOR), key=lambda name: name.rank)
    people = [n for n in actors if n.rank == 0] or actors
    who = _listed(people, _MOST_ACTORS)
    if not noun or not who:
        return ""
    others = [n for n in (*act.names, *subject.names) if n.text not in who.split(", ")]
    about = _listed(sorted(others, key=lambda name: name.kind is NameKind.ACTOR), _MOST_OTHERS)
    title = texts["title"].format(names=who, when=noun)
    return f"{title} ({about})" if about and len(title) + len(about) < LONGEST - 3 else title


def _of_phrase(subject: Subject, phrase: Phrase, language: Language) -> str:
    """Return a few words, behind who did it where they name nobody."""
    told = phrase.text[:1].upper() + phrase.text[1:]
    if phrase.told < _TELLING and not subject.names:
        return ""
    if any(phrase.start <= name.start < phrase.end for name in subject.names):
        return told
    who = _listed(subject.names, 1)
    if set(words_of(who)) & set(words_of(phrase.text)):
        return told
    joined = language.texts["title"].format(names=who, when=phrase.text)
    return joined if who and len(joined) <= LONGEST else told


def _of_names(subject: Subject) -> str:
    people = _listed(subject.names, _MOST_NAMES)
    return people if people.count(",") else ""


def _listed(names: Sequence[Name], most: int) -> str:
    """Return the first names, each once."""
    return ", ".join(list(dict.fromkeys(name.text for name in names if len(name.text) < LONGEST))[:most])


def _when(text: str, dating: Dating, language: Language) -> str:
    words = [words_at(text, e.start, e.end) for e in dating.expressions]
    flags = set(dating.flags)
    if "state" in flags:
        form = "when_state" if len(words) > 1 else "when_until" if dating.ends else "when_since"
    elif "conflict" in flags and len(words) > 1:
        form = "when_conflict"
    else:
        form = "when_before" if "before" in flags else "when_after" if "after" in flags else ""
    if not form:
        return words[0]
    return language.texts[form].format(first=words[0], when=words[-1])

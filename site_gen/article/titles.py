"""Our own words for an episode: a proposed title, the date words as the source has them, and a note on a
conflict.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_gen.article.dating import Dating
from site_gen.article.language import Language
from site_gen.article.model import Paragraph

_MOST_NAMES = 3
_LONGEST = 60


def says(text: str, dating: Dating) -> str:
    """Return the verbatim date words, those of an interval's or state's two ends joined by an ellipsis."""
    return " … ".join(_words(text, e.start, e.end) for e in dating.expressions)


def title(
    text: str, dating: Dating, names: Sequence[str], paragraphs: Sequence[Paragraph], language: Language
) -> str:
    """Propose a title: who or what is named, and when, in the source's date words. No sentence of the
    article.
    """
    people = ", ".join(name for name in names[:_MOST_NAMES] if len(name) <= _LONGEST)
    texts = language.texts
    if not dating.expressions:
        numbers = ", ".join(str(p.index) for p in paragraphs)
        form = "title_undated" if people else "title_unknown"
        return texts[form].format(names=people, paragraph=numbers)
    form = "title" if people else "title_nobody"
    return texts[form].format(names=people, when=_when(text, dating, language))


def note(text: str, paragraph: Paragraph, dating: Dating, language: Language) -> str:
    """Say which paragraph gives which date words."""
    where = locator([paragraph.index], language)
    return language.texts["conflict_note"].format(paragraph=where, says=says(text, dating))


def locator(paragraphs: Sequence[int], language: Language) -> str:
    """Return "paragraph 6" in the language of the article."""
    return language.texts["paragraph"].format(numbers=f" {language.texts['and']} ".join(map(str, paragraphs)))


def _when(text: str, dating: Dating, language: Language) -> str:
    words = [_words(text, e.start, e.end) for e in dating.expressions]
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


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())

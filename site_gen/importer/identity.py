"""Which article an id belongs to, so that another one under the same id (`page.html`) is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from site_gen.article import Article
from site_gen.diagnostics import Diagnostic, about_file


@dataclass(frozen=True, slots=True)
class Identity:
    """What is remembered of an article as a whole; an empty text is what is not known.

    `published` is an ISO date, `lang` the language that it was read in, and `cited` the ISO date on which
    the program wrote it into sources.yaml, empty where somebody else had.
    """

    title: str = ""
    url: str = ""
    published: str = ""
    lang: str = ""
    publisher: str = ""
    author: str = ""
    cited: str = ""


def identity_of(article: Article, cited: str = "") -> Identity:
    """Return what an article says of itself; a title that is only its id is none."""
    title = article.title if article.title != article.id else ""
    return Identity(
        title=title or "",
        url=article.url or "",
        published=(article.published or "")[:10],
        lang=article.lang,
        publisher=article.publisher or "",
        author=article.author or "",
        cited=cited,
    )


def read_identity(values: Mapping[str, object]) -> Identity:
    """Return an identity as it was remembered; raises TypeError where it is none."""
    known = {field.name for field in fields(Identity)}
    texts = {key: value for key, value in dict(values).items() if isinstance(value, str)}
    return Identity(**{key: value for key, value in texts.items() if key in known})


def is_same_article(before: Identity, now: Identity) -> bool:
    """Tell whether two have a title, an address or a day in common, and no day where both have an address."""
    if now.url and now.url == before.url:
        return True
    if now.title and _folded(now.title) == _folded(before.title):
        return True
    moved = bool(now.url and before.url)
    return bool(now.published) and now.published == before.published and not moved


def other_article(path: str, id_: str, before: Identity) -> Diagnostic:
    """Refuse an article whose id is another's."""
    told = ", ".join(
        filter(None, (f"“{before.title}”" if before.title else "", before.published, before.url))
    )
    message = (
        f"the id `{id_}` belongs to an article with another title, address and day: {told or 'untitled'}"
    )
    hint = f"rename this file, or give it an `id:` of its own in a header, such as `id: {id_}-2`"
    return about_file(path, "A128", message, hint)


def same_id(path: str, id_: str, other: str) -> Diagnostic:
    """Refuse the second of two files whose articles have one id."""
    message = f"has the id `{id_}`, as `{other}` has, and a source of events needs one of its own"
    hint = f"keep one of the two, or rename this file, or write another `id:` in its header than `{id_}`"
    return about_file(path, "A126", message, hint)


def other_language(path: str, lang: str, before: str) -> Diagnostic:
    """Refuse to write an article's drafts anew in another language."""
    message = f"its drafts are in `{before}`, and it would be read in `{lang}` now"
    hint = (
        f"say `--lang {before}` or nothing; where `{before}` was wrong, delete its drafts and import it again"
    )
    return about_file(path, "A127", message, hint)


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())

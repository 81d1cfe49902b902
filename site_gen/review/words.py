"""The review page's words for kinds, roles, flags and changes, in the language of its catalogue."""

from __future__ import annotations

from site_gen.article import Kind, Role
from site_gen.cldr import Catalogue
from site_gen.importer import Change


def kind_words(kind: Kind, words: Catalogue, *, spoken: bool = False) -> str:
    """Say how an expression gives its value; `spoken` where its "today" is the day that the text tells of."""
    if kind is Kind.DEICTIC and spoken:
        return words.gettext("told from the day it was said")
    return {
        Kind.EXPLICIT: words.gettext("says it all"),
        Kind.VAGUE: words.gettext("says about when"),
        Kind.ANAPHORIC: words.gettext("leans on another"),
        Kind.DEICTIC: words.gettext("told from publication"),
        Kind.NAMED_PERIOD: words.gettext("a period by name"),
    }[kind]


def role_words(role: Role, words: Catalogue) -> str:
    """Say what an expression does in the text."""
    return {
        Role.EVENT: words.gettext("dates an event"),
        Role.EVENT_END: words.gettext("ends a state"),
        Role.FRAME: words.gettext("frames other dates"),
        Role.TO_COME: words.gettext("says what will be, no event"),
        Role.DOCUMENT_TIME: words.gettext("dates the article"),
    }[role]


def flag_words(flag: str, words: Catalogue) -> str:
    """Say what is to be distrusted in an episode; a flag without words stands for itself."""
    return {
        "before": words.gettext("some time before"),
        "after": words.gettext("some time after"),
        "state": words.gettext("a state that lasted"),
        "inherited-date": words.gettext("guess: the date of the passage before"),
        "cataphoric-date": words.gettext("guess: the date of the passage after"),
        "conflict": words.gettext("told with two dates"),
        "undated": words.gettext("no date in the text"),
    }.get(flag, flag)


def change_words(change: Change, words: Catalogue, *, differs: bool) -> str:
    """Say what became of an episode's file."""
    if change is Change.KEPT and differs:
        return words.gettext("edited, kept; the article reads otherwise now")
    return {
        Change.NEW: words.gettext("new draft"),
        Change.UPDATED: words.gettext("draft updated"),
        Change.KEPT: words.gettext("edited, kept"),
        Change.UNCHANGED: words.gettext("draft unchanged"),
        Change.DELETED: words.gettext("draft deleted by somebody"),
        Change.UNDATED: words.gettext("no draft: no date"),
        Change.GONE: words.gettext("no longer in the article"),
    }[change]

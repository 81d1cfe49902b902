"""Which edits are tried, how often, and with what."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.law import texts
from bench.law.edits import FORGET, LONG_AGO, Edit

MOST_CROWDED = 12
"""Events that are added at once."""


def choose(pick: random.Random) -> Edit:
    """Choose an edit; those of content come most often."""
    kinds = list(_CHOICES)
    kind = pick.choices(kinds, [_CHOICES[each][0] for each in kinds])[0]
    return (kind, *_CHOICES[kind][1](pick))


def _number(pick: random.Random) -> str:
    return str(pick.randrange(50))


def _of(pick: random.Random, table: dict[str, tuple[object, ...]]) -> tuple[str, str]:
    name = pick.choice(list(table))
    return name, str(pick.randrange(len(table[name])))


def _chosen(pick: random.Random) -> Edit:
    return tuple(str(pick.randrange(len(w)) if pick.random() < 0.3 else 0) for w in texts.SETTINGS.values())


def _some_template(pick: random.Random) -> Edit:
    name = pick.choice(list(texts.TEMPLATES))
    return name, pick.choice(texts.TEMPLATES[name])


_REMOVABLE = (
    *(f"templates/{name}" for name in texts.TEMPLATES),
    *(f"static/{name}" for name in texts.STATIC),
    *(f"content/pages/{name}.md" for name in texts.PAGES),
    "seeds/roads.md",
)
_CHOICES: dict[str, tuple[int, Callable[[random.Random], Edit]]] = {
    "write": (
        12,
        lambda p: (
            p.choice(texts.NAMES),
            p.choice(texts.TITLES),
            p.choice(texts.DATES),
            p.choice(texts.FACTS),
            p.choice(texts.BODIES),
        ),
    ),
    "body": (14, lambda p: (_number(p), p.choice(texts.BODIES))),
    "title": (6, lambda p: (_number(p), p.choice(texts.TITLES))),
    "date": (6, lambda p: (_number(p), p.choice(texts.DATES))),
    "fact": (8, lambda p: (_number(p), p.choice(texts.FACTS))),
    "unfact": (4, lambda p: (_number(p), p.choice(texts.FACTS))),
    "delete": (5, lambda p: (_number(p),)),
    "rename": (4, lambda p: (_number(p), p.choice(texts.NAMES))),
    "bundle": (2, lambda p: (_number(p),)),
    "translate": (5, lambda p: (_number(p), p.choice(texts.TITLES), p.choice(texts.BODIES))),
    "crowd": (3, lambda p: (str(p.randint(3, MOST_CROWDED)), p.choice(("letters", "other")))),
    "disperse": (2, lambda p: (p.choice(("letters", "other")),)),
    "break": (2, lambda p: (p.choice(texts.NAMES), p.choice(texts.BROKEN))),
    "template": (3, _some_template),
    "unfile": (6, lambda p: (p.choice(_REMOVABLE),)),
    "static": (4, lambda p: _of(p, dict(texts.STATIC))),
    "config": (4, _chosen),
    "sources": (3, lambda p: (str(p.randrange(len(texts.SOURCES))),)),
    "page": (3, lambda p: _of(p, dict(texts.PAGES))),
    "seed": (1, lambda p: (str(p.randrange(len(texts.ARTICLES))),)),
    "times": (3, lambda p: (_number(p), p.choice(("now", str(LONG_AGO), "4000000000")))),
    "sly-body": (4, lambda p: (_number(p),)),
    "sly-head": (2, lambda p: (_number(p),)),
    "again": (1, lambda _: ()),
    "output": (
        5,
        lambda p: (p.choice(texts.SPOILT), p.choice(("gone", "folder-gone", "as-long", "longer", "another"))),
    ),
    "foreign": (3, lambda p: (p.choice(texts.FOREIGN), p.choice(("one", "two")))),
    "moved": (2, lambda p: (p.choice(("away", "copied")),)),
    "cache": (3, lambda p: (_number(p), p.choice(("gone", "half", "half")))),
    FORGET: (1, lambda _: ()),
}
"""How often each edit comes, and what its words are chosen from."""

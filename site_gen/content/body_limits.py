"""How large a text file and a body may be, and what in a body would keep Markdown busy for minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_gen.content.nodes import Problem

LARGEST_FILE = 1_000_000
"""Bytes that one text file may have."""
LONGEST_BODY = 100_000
"""Characters of Markdown that one body may have."""
MOST_OPENED = 1000
"""Brackets or backticks that one paragraph may have; the time Markdown takes grows with their square."""


def body_problems(body: str, offset: int) -> Iterator[Problem]:
    """Find what would keep Markdown busy for minutes in a body that begins at `offset`."""
    if len(body) > LONGEST_BODY:
        found = f"the body has {len(body):,} characters; at most {LONGEST_BODY:,} are read"
        yield Problem(offset, "E105", found, "split it")
    if max(body.count("["), body.count("`")) <= MOST_OPENED:
        return
    for paragraph in re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", body):
        for sign, name in (("[", "brackets"), ("`", "backticks")):
            if (count := paragraph[0].count(sign)) > MOST_OPENED:
                found = f"one paragraph has {count:,} {name}; at most {MOST_OPENED:,} are read"
                at = offset + paragraph.start() + paragraph[0].index(sign)
                yield Problem(at, "E114", found, "divide it with empty lines")

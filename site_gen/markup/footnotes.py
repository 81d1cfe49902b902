"""The addresses that links of a body lead to, as footnotes for paper, where nobody can follow a link.

No browser sets footnotes (`float: footnote` of CSS GCPM is for typesetters of books), and a counter of a
stylesheet passes over what is not shown; so numbers and list stand in the page, hidden until it is printed.
"""

from __future__ import annotations

import html
import re

_LINK = re.compile(r'<a((?: [\w-]+="[^"]*")*? href="(https?://[^"]*)")')


def with_footnotes(body: str) -> str:
    """Number the links to other sites in sanitised HTML, and list their addresses after it.

    Links to one address have one number, and one that says its address itself has none. HTML without such
    links is returned as it is.
    """
    if 'href="http' not in body:
        return body
    numbers: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        if body.startswith(f">{match[2]}<", match.end()):
            return match[0]
        return f'<a{match[1]} data-note="{numbers.setdefault(match[2], len(numbers) + 1)}"'

    text = _LINK.sub(numbered, body)
    # What an attribute may hold as it is, a text may not: `<` above all.
    items = "".join(f"<li>{html.escape(html.unescape(address), quote=False)}</li>\n" for address in numbers)
    return f'{text}<ol class="tl-paper" hidden>\n{items}</ol>' if numbers else body

"""Where each page stands in the output: one page, one file, one address.

Paths are relative to the output folder, with forward slashes. The default language stands at the root, every
other one in a folder of its code.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from site_gen.paths import absolute_url, relative_url

NOT_FOUND = "404.html"
FACETS = ("tags", "actors", "places")
SINGLE = {
    "home": "index.html",
    "explore": "explore.html",
    "find": "find.html",
    "browse": "browse.html",
    "feed": "feed.xml",
}
"""The kinds of which each language has one page, and what that is called; `browse` is an old
address of `find`."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The output paths of a site, and the URLs from one to another."""

    languages: tuple[str, ...]
    base_url: str = ""

    def path(self, lang: str, kind: str, slug: str = "") -> str:
        """Return the output path of a page: one of `SINGLE`, or another kind with a slug, as `events`.

        Pages of prose stand beside the home page, all others in a folder of their kind.
        """
        root = "" if lang == self.languages[0] else f"{lang}/"
        if kind in SINGLE:
            return f"{root}{SINGLE[kind]}"
        assert slug, f"a page of the kind `{kind}` needs a slug"
        return f"{root}{slug}.html" if kind == "pages" else f"{root}{kind}/{slug}.html"

    def url(self, target: str, page: str) -> str:
        """Return the URL of an output path as the page at another writes it.

        404.html is shown at any depth, so its links start from the site's base path, or from the root where
        that is not known.
        """
        if page == NOT_FOUND:
            base = urlsplit(self.base_url).path if self.base_url else "/"
            return absolute_url(base.rstrip("/"), target)
        return relative_url(target, page)

    def absolute(self, target: str) -> str:
        """Return the full address of an output path, or an empty text where the site's own is not known."""
        return absolute_url(self.base_url, target) if self.base_url else ""

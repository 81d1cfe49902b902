"""Bodies of events and pages → HTML, with their links led to where things stand in the output."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from site_gen.content.event import Event
from site_gen.content.load import Content
from site_gen.content.page import Page as Prose
from site_gen.content.schema import nearest
from site_gen.content.yaml_faults import unwritable_character
from site_gen.diagnostics import Diagnostic, diagnose
from site_gen.markup import LinkFault, Manner, Rendered, render
from site_gen.paths import leads_out
from site_gen.quotation import quotation_marks
from site_gen.site.model import Site

EVENT_FOLDER = "content/events"
EVENT_TOP = 3
"""The level of the highest heading in the body of an event."""


Body = tuple[str, tuple[Diagnostic, ...], dict[tuple[str, str], str]]
"""A body's HTML, what is wrong with it, and its links (see `page.Made`)."""


def body_html(site: Site, event: Event, lang: str) -> Body:
    """Render an event's body as it stands on the event's page in a language."""
    page = site.addresses.path(lang, "events", event.slug)
    resolver = Resolver(site, lang, page, event.file.path)
    rendered = render(event.body, resolver, manner(site, lang, event.lang), top=EVENT_TOP)
    return rendered.html, _diagnostics(rendered, event), resolver.led


def prose_html(site: Site, prose: Prose, lang: str) -> Body:
    """Render a page of prose."""
    page = site.addresses.path(lang, "pages", prose.slug)
    resolver = Resolver(site, lang, page, prose.file.path)
    rendered = render(prose.body, resolver, manner(site, lang, prose.lang), top=2)
    return rendered.html, _diagnostics(rendered, prose), resolver.led


def manner(site: Site, lang: str, text_lang: str) -> Manner:
    """Return how a body in one language is read for a page in another, or in the same."""
    config = site.config
    quotes = quotation_marks(text_lang) if config.typography else ()
    backlink = site.words[lang].gettext("Back to footnote {} in the text")
    return Manner(config.raw_html, backlink, quotes, config.engine)


def image_url(site: Site, event: Event, lang: str) -> str | LinkFault:
    """Return the URL of an event's image on its page, or what is wrong with the path."""
    page = site.addresses.path(lang, "events", event.slug)
    assert event.image is not None
    # The picture belongs to the event in the default language, also where a translation holds the words under
    # it.
    home = site.content.events[event.slug][site.config.default_language].file.path
    return Resolver(site, lang, page, home)(event.image.src, "img")


def picture_path(site: Site, event: Event, lang: str) -> str | None:
    """Return the output path of an event's picture, or None where there is no such file."""
    assert event.image is not None
    home = site.content.events[event.slug][site.config.default_language].file.path
    return Resolver(site, lang, "", home).path_of(unquote(urlsplit(event.image.src).path))


class Resolver:
    """Finds what a link or an image in one file means. `led` keeps what was asked for and found."""

    def __init__(self, site: Site, lang: str, page: str, file: str) -> None:
        """Resolve for the output path `page`; `file` is the input file that links are written in."""
        self.site, self.lang, self.page, self.file = site, lang, page, file
        self.led: dict[tuple[str, str], str] = {}

    def __call__(self, target: str, tag: str) -> str | LinkFault:
        """Return the URL for a target of the tag `a` or `img`, or what is wrong with it."""
        found = self._resolved(target, tag)
        if isinstance(found, str):
            self.led[target, tag] = found
        return found

    def _resolved(self, target: str, tag: str) -> str | LinkFault:
        try:
            parts = urlsplit(target)
        except ValueError:
            return _not_followed(target)
        if parts.scheme or target.startswith("//"):
            if leads_out(target, tag):
                return target
            if tag == "img":
                return LinkFault(
                    target,
                    f"`{target}` would be loaded from another host",
                    "put the picture beside the event file",
                )
            return _not_followed(target)
        path, fragment = unquote(parts.path), f"#{parts.fragment}" if parts.fragment else ""
        if path.endswith(".md") and tag == "a":
            return self._page(target, path, fragment)
        return self._file(target, path, fragment)

    def _page(self, target: str, path: str, fragment: str) -> str | LinkFault:
        name = posixpath.basename(path).removesuffix(".md")
        if name == "index" or name.startswith("index."):
            name = posixpath.basename(posixpath.dirname(path))
        name = next(
            (
                name.removesuffix(f".{lang}")
                for lang in self.site.addresses.languages
                if name.endswith(f".{lang}")
            ),
            name,
        )
        events, addresses = self.site.slugs_by_file, self.site.addresses
        if name in events:
            return addresses.url(addresses.path(self.lang, "events", events[name]), self.page) + fragment
        if name in self.site.content.pages:
            return addresses.url(addresses.path(self.lang, "pages", name), self.page) + fragment
        near = nearest(name, (*events, *self.site.content.pages))
        hint = (
            f"did you mean `{near}.md`?"
            if near
            else "write the file name of an event, such as `1954-03-letter.md`"
        )
        return LinkFault(target, f"there is no event or page `{name}.md`", hint)

    def path_of(self, path: str) -> str | None:
        """Return the output path of a file, by its path beside the input file or under `static/`."""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), path))
        within = beside.removeprefix(EVENT_FOLDER + "/")
        if within != beside and within in self.site.content.files:
            return f"events/{within}"
        plain = posixpath.normpath(path.lstrip("/").removeprefix("static/"))
        return plain if plain in self.site.files else None

    def _file(self, target: str, path: str, fragment: str) -> str | LinkFault:
        if output := self.path_of(path):
            return self.site.addresses.url(output, self.page) + fragment
        plain = posixpath.normpath(path.lstrip("/").removeprefix("static/"))
        near = nearest(plain, tuple(self.site.files) + tuple(self.site.content.files))
        hint = f"did you mean `{near}`?" if near else "put it beside the event file or under `static/`"
        return LinkFault(target, f"there is no file `{path}` beside the event or under `static/`", hint)


def _not_followed(target: str) -> LinkFault:
    hint = "use http, https, mailto or a file of the site"
    return LinkFault(target, f"`{target}` is not a link that is followed", hint)


def slugs_by_file(content: Content, default: str) -> Mapping[str, str]:
    """Return the slug of each event by the stem of its file (the folder's name of a bundle) and by the slug
    itself.
    """
    found = {}
    for slug, by_lang in content.events.items():
        path = by_lang[default].file.path
        stem = posixpath.basename(path).removesuffix(".md").removesuffix(f".{default}")
        found[posixpath.basename(posixpath.dirname(path)) if stem == "index" else stem] = slug
        found[slug] = slug
    return found


def _diagnostics(rendered: Rendered, text: Event | Prose) -> tuple[Diagnostic, ...]:
    found = []
    file = text.file if isinstance(text, Prose) else text.body_file or text.file
    searched: dict[str, int] = {}
    if bad := unwritable_character(text.body):
        at = text.body_offset + bad.offset
        found.append(diagnose(file, at, bad.code, bad.message, bad.hint))
    for fault in rendered.faults:
        # The same broken link can stand in a body twice; each is shown where it stands.
        at = text.body.find(fault.target, searched.get(fault.target, 0))
        searched[fault.target] = at + 1
        offset = text.body_offset + max(0, at)
        found.append(diagnose(file, offset, "L101", fault.message, fault.hint, length=len(fault.target)))
    return tuple(found)

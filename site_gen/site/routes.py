"""What pages' addresses say of each other: redirects from old ones, and addresses that are taken twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.diagnostics import Diagnostic, about_file, diagnose
from site_gen.digesting import digest
from site_gen.site.model import Site
from site_gen.site.page import Made, Page
from site_gen.site.views import RedirectView


def redirects(site: Site, taken: set[str], found: list[Diagnostic]) -> Iterator[Page]:
    """Yield a page for each old slug of an event, in each language; an old slug that is `taken` is said."""
    for event in site.timeline.events:
        for index, alias in enumerate(event.aliases):
            outputs = {lang: site.addresses.path(lang, "events", alias) for lang in site.config.languages}
            if taken & set(outputs.values()):
                offset, length = event.marks.get(f"aliases.{index}", event.marks.get("aliases", (0, 3)))
                message = f"the alias `{alias}` is the address of another page"
                hint = "remove the alias, or rename the other event"
                found.append(diagnose(event.file, offset, "E108", message, hint, length=length))
                continue
            for lang, output in outputs.items():
                taken.add(output)
                target = site.addresses.path(lang, "events", event.slug)
                title = site.event(event.slug, lang).title
                url, absolute = site.addresses.url(target, output), site.addresses.absolute(target)
                view = RedirectView(lang, title, url, absolute)
                facts = {"target": digest(view)}
                yield Page(output, "redirect.html", lang, facts, partial(Made, view), event.file.path)


def collisions(pages: Sequence[Page], site: Site) -> Iterator[Diagnostic]:
    """Report outputs that two pages, a page and a copied file, or two copied files would be written to, and
    files that stand where a folder is needed. Case is folded: some disks and hosts do not tell it apart.
    """
    origins = {file: f"static/{file}" for file in site.files}
    beside = {f"events/{file}": f"content/events/{file}" for file in site.content.files}
    outputs = [(page.output, page.origin) for page in pages]
    outputs += [*origins.items(), *beside.items()]
    made: dict[str, str] = {}
    for output, origin in outputs:
        key = output.casefold()
        if key in made:
            if origin in origins.values() or origin in beside.values():
                yield about_file(origin, "O102", f"has the address of {made[key]}", "rename the file")
            else:
                message = f"would be written to `{output}`, as would {made[key]}"
                yield about_file(origin or output, "O101", message, "give one of them another slug")
            continue
        made[key] = f"`{origin}`" if origin else f"the page `{output}`"
    folders: set[str] = set()
    for output in made:
        folder = output.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for output, origin in outputs:
        if output.casefold() in folders:
            message = f"would be the file `{output}`, where a folder of that name is needed"
            yield about_file(origin or output, "O102", message, "rename it")

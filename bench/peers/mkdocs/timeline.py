"""What MkDocs lacks: neighbours in time, pages of tags, an index, a feed and a sitemap."""

import itertools
from collections import defaultdict
from pathlib import Path
from typing import Any

_NEWEST = 50
_by_tag: dict[str, list[Any]] = defaultdict(list)
_events: list[Any] = []
_environment: list[Any] = []


def on_env(env: Any, files: Any, **_: Any) -> Any:
    """Called by MkDocs when every page was read and none is written."""
    _events[:] = sorted((f.page for f in files.documentation_pages()), key=lambda page: page.meta["date"])
    for before, after in itertools.pairwise(_events):
        before.meta["following"], after.meta["previous"] = after, before
    for event in _events:
        for tag in event.meta.get("tags", ()):
            _by_tag[tag].append(event)
    env.filters["slug"] = _slug
    _environment[:] = [env]
    return env


def on_post_build(config: Any) -> None:
    """Called by MkDocs when every page is written."""
    site = Path(config["site_dir"])
    tags = sorted(_by_tag)
    shared = {"config": config, "events": _events, "tags": tags, "newest": _events[-_NEWEST:][::-1]}
    _write(site / "index.html", "list.html", heading=config["site_name"], listed=_events, **shared)
    for tag in tags:
        _write(site / "tags" / f"{_slug(tag)}.html", "list.html", heading=tag, listed=_by_tag[tag], **shared)
    for name in ("feed.xml", "sitemap.xml"):
        _write(site / name, name, **shared)


def _write(file: Path, template: str, **view: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_environment[0].get_template(template).render(view), encoding="utf-8")


def _slug(tag: str) -> str:
    return tag.replace(" ", "-")

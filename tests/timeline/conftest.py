"""Events made from little, for tests of order and drawing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_gen.content.event import Event
from site_gen.dates import parse_edtf
from site_gen.source import SourceFile

MakeEvent = Callable[..., Event]


@pytest.fixture(scope="session")
def make_event() -> MakeEvent:
    """Return a function that makes an event from a slug and an EDTF date."""

    def make(
        slug: str, date: str, *, part: str | None = None, lane: str = "", importance: int = 3, time: str = ""
    ) -> Event:
        return Event(
            slug=slug,
            lang="en",
            title=slug,
            date=parse_edtf(date, part),
            file=SourceFile(f"content/events/{slug}.md", ""),
            lane=lane,
            importance=importance,
            time=time,
        )

    return make

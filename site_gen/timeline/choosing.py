"""Which events a drawing shows where it has no room for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from site_gen.content.event import Event
from site_gen.timeline.timeline import known_start

Item = TypeVar("Item")


def most_important(events: Sequence[Event], most: int) -> tuple[Event, ...]:
    """Return so many events of those that stand in order and can be drawn, the most important ones."""
    return tuple(keep_important(placeable(events), most, lambda event: event.importance))


def placeable(events: Iterable[Event]) -> list[Event]:
    """Return the events that have a place on a line."""
    return [event for event in events if known_start(event.date) is not None]


def are_weighed(events: Iterable[Event]) -> bool:
    """Return whether importance tells some of the events that can be drawn from others."""
    return len({event.importance for event in placeable(events)}) > 1


def keep_important(items: Sequence[Item], most: int, importance: Callable[[Item], int]) -> list[Item]:
    """Keep so many; of equally important ones some from the whole line, not only those at its beginning."""
    by_importance: dict[int, list[int]] = {}
    for index, item in enumerate(items):
        by_importance.setdefault(importance(item), []).append(index)
    kept: list[int] = []
    for _, equals in sorted(by_importance.items(), reverse=True):
        room = most - len(kept)
        kept += equals if len(equals) <= room else [equals[n * len(equals) // room] for n in range(room)]
    return [items[i] for i in sorted(kept)]

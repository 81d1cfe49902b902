"""One event told twice: with one date, in the lead and later on; or with two, by the article and by somebody
who was there.

The signs of two dates, with no knowledge of the matter: a paragraph that opens with a quotation continues the
paragraph before it, both speak of the same sort of act (to ask, to sign …, from the language's file), they
share names, and the dates that they give have no day in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_gen.article import points
from site_gen.article.acts import families
from site_gen.article.dating import Dating
from site_gen.article.language import Language
from site_gen.article.model import Kind

_OPENING = '“"«„‘「『'
_SHARED_NAMES = 2
_MOST_COMPARED = 20
_SET_ASIDE = frozenset("/[{")


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells an episode: its dating, its stretches of text, the names in them."""

    dating: Dating
    zones: tuple[tuple[int, int], ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Retelling:
    """Two tellings (places in their lists) of one event: the date that holds both, and the later one's
    sentences.
    """

    earlier: int
    later: int
    edtf: str
    sentences: tuple[tuple[int, int], ...]


def opens_with_quotation(text: str, zones: Sequence[tuple[int, int]]) -> bool:
    """Tell whether stretches of a text begin with a quotation, as what retells the paragraph before does."""
    return bool(zones) and text[zones[0][0]] in _OPENING


def retold(
    folded: str, earlier: Sequence[Telling], later: Sequence[Telling], language: Language
) -> Retelling | None:
    """Return the first event of one paragraph that the next, which opens with a quotation, tells with another
    date.
    """
    for mine, before in enumerate(earlier):
        for theirs, after in enumerate(later):
            if not _differ(before.dating, after.dating) or len(before.names & after.names) < _SHARED_NAMES:
                continue
            acts = families(folded, before.zones, language)
            told = [i for i, zone in enumerate(after.zones) if acts & families(folded, (zone,), language)]
            dates = f"[{','.join(sorted(str(d.edtf) for d in (before.dating, after.dating)))}]"
            if told and points.is_valid(dates, None):
                return Retelling(mine, theirs, dates, after.zones[_begin(after, told[0]) :])
    return None


def _begin(telling: Telling, told: int) -> int:
    """Return where the retelling begins: after the sentence that gives the date, unless that one tells it as
    well.
    """
    dated = telling.dating.expressions[-1].start
    own = next(i for i, (start, end) in enumerate(telling.zones) if start <= dated < end)
    return told if told <= own else own + 1


def _differ(one: Dating, other: Dating) -> bool:
    """Tell whether two explicit single dates of our era have no day in common."""
    if one.flags or other.flags or not one.expressions or not other.expressions:
        return False
    first, second = one.expressions[-1], other.expressions[-1]
    if first.kind is not Kind.EXPLICIT or second.kind is not Kind.EXPLICIT:
        return False
    if any(_SET_ASIDE & set(d.edtf or "/") or (d.edtf or "-")[0] == "-" for d in (one, other)):
        return False
    return str(first.latest) < str(second.earliest) or str(second.latest) < str(first.earliest)


def told_again(folded: str, tellings: Sequence[Telling], language: Language) -> dict[int, int]:
    """Map each telling to an earlier one of the same event, places in the list: the same explicit date, the
    same sort of act and two names in common.
    """
    same: dict[tuple[str, str | None, tuple[str, ...]], list[int]] = {}
    acts: dict[int, set[str]] = {}
    found: dict[int, int] = {}
    for index, telling in enumerate(tellings):
        dating = telling.dating
        if dating.edtf is None or not _is_firm(dating):
            continue
        group = same.setdefault((dating.edtf, dating.part, dating.flags), [])
        for earlier in group[:_MOST_COMPARED]:
            if len(telling.names & tellings[earlier].names) < _SHARED_NAMES:
                continue
            for each in (index, earlier):
                if each not in acts:
                    acts[each] = families(folded, tellings[each].zones, language)
            if acts[index] & acts[earlier]:
                found[index] = earlier
                break
        else:
            group.append(index)
    return found


def _is_firm(dating: Dating) -> bool:
    """Tell whether a date is said by the text itself, and is of one event rather than of a whole age."""
    if not dating.expressions or dating.flags:
        return False
    return all(e.kind in (Kind.EXPLICIT, Kind.ANAPHORIC, Kind.DEICTIC) for e in dating.expressions)

"""EDTF text to value: dates, intervals, sets, and the part of a span that EDTF cannot say.

`parse_edtf` is the only door. Whatever text it is given it returns a date or raises EDTFError, and
`parse_edtf(date.edtf, date.part, date.calendar) == date`.
"""

from __future__ import annotations

from site_gen.dates.calendars import GREGORIAN, Calendar, find_calendar
from site_gen.dates.edtf_date import is_plain, parse_point
from site_gen.dates.errors import EDTFError
from site_gen.dates.hints import explain
from site_gen.dates.model import BoundKind, DateKind, HistoricalDate, Point, Precision, Stretch
from site_gen.dates.parts import narrow, read_part

LONGEST_TEXT = 1000
_BRACKETS = {"[": ("]", DateKind.ONE_OF), "{": ("}", DateKind.ALL_OF)}


def parse_edtf(text: str, part: str | None = None, calendar: str = GREGORIAN) -> HistoricalDate:
    """Return the date that `text` writes in the given calendar, narrowed to `part` (early, mid or late).

    Raises EDTFError, with the offset of the offence in `text`, for everything else.
    """
    rules = find_calendar(calendar)
    if len(text) > LONGEST_TEXT:
        raise EDTFError(f"a date has at most {LONGEST_TEXT} characters", LONGEST_TEXT, "write fewer members")
    if text[:1] in _BRACKETS:
        kind, stretches, level = _set(text, rules)
        edtf = text[0] + ",".join(_text(stretch, "..", BoundKind.OPEN) for stretch in stretches) + text[-1]
    elif "/" in text:
        kind, stretches, level = _interval(text, rules)
        edtf = _text(stretches[0], "/", BoundKind.UNKNOWN)
    else:
        point = parse_point(text, 0, rules)
        kind, stretches, level, edtf = DateKind.DATE, (Stretch(point, point),), point.level, point.text
    if rules.name != GREGORIAN:
        _check_calendar(kind, stretches, rules)
    chosen = None
    if part is not None:
        chosen = read_part(part)
        point = narrow(stretches[0], chosen, kind, rules)
        stretches = (Stretch(point, point),)
    earliest, earliest_kind, latest, latest_kind = _limits(stretches)
    return HistoricalDate(
        edtf, text, chosen, calendar, kind, stretches, earliest, latest, earliest_kind, latest_kind, level
    )


def _text(stretch: Stretch, separator: str, blank: BoundKind) -> str:
    if stretch.start is stretch.end and isinstance(stretch.start, Point):
        return stretch.start.text
    ends = (stretch.start, stretch.end)
    written = (end.text if isinstance(end, Point) else "" if end is blank else ".." for end in ends)
    return separator.join(written)


def _interval(text: str, calendar: Calendar) -> tuple[DateKind, tuple[Stretch, ...], int]:
    if text.count("/") > 1:
        raise explain(text, 0)
    left, _, right = text.partition("/")
    start = _end(left, 0, text, calendar)
    end = _end(right, len(left) + 1, text, calendar)
    if not isinstance(start, Point) and not isinstance(end, Point):
        hint = "write `1955/..`, `1955/`, `../1955` or `/1955`"
        raise EDTFError("an interval needs a date at one end", 0, hint)
    stretch = Stretch(start, end)
    _check_order(stretch, len(left) + 1, "/")
    level = 0 if isinstance(start, Point) and isinstance(end, Point) else 1
    for point in stretch.points:
        # Intervals of level 1 join dates of level 0, each with one qualifier at most.
        beyond = "X" in point.text or point.precision is Precision.SEASON or point.year[0] == "Y"
        level = max(level, 2 if beyond else point.level)
    return DateKind.INTERVAL, (stretch,), level


def _end(text: str, offset: int, whole: str, calendar: Calendar) -> Point | BoundKind:
    if text == "":
        return BoundKind.UNKNOWN
    if text == "..":
        return BoundKind.OPEN
    try:
        point = parse_point(text, offset, calendar)
    except EDTFError as error:
        raise explain(whole, 0, error) from None
    return _without_time(point, offset)


def _without_time(point: Point, offset: int) -> Point:
    if point.time:
        date = f"{point.year}-{point.month}-{point.day}"
        message = "intervals and sets have no time of day"
        raise EDTFError(message, offset + len(date), f"write `{date}`")
    return point


def _check_order(stretch: Stretch, offset: int, separator: str) -> None:
    start, end = stretch.start, stretch.end
    if isinstance(start, Point) and isinstance(end, Point) and start.earliest > end.latest:
        turned = f"{end.text}{separator}{start.text}"
        turned = f"[{turned}]" if separator == ".." else turned
        raise EDTFError(f"{end.text} is before {start.text}", offset, f"write `{turned}`")


def _set(text: str, calendar: Calendar) -> tuple[DateKind, tuple[Stretch, ...], int]:
    closing, kind = _BRACKETS[text[0]]
    if text[-1] != closing or len(text) < 3:
        raise explain(text, 0)
    members = text[1:-1].split(",")
    stretches, offset = [], 1
    for index, member in enumerate(members):
        place = (index == 0, index == len(members) - 1)
        stretches.append(_member(member, offset, text, place, calendar))
        offset += len(member) + 1
    return kind, tuple(stretches), 2


def _member(member: str, offset: int, whole: str, place: tuple[bool, bool], calendar: Calendar) -> Stretch:
    if ".." not in member:
        try:
            point = _without_time(parse_point(member, offset, calendar), offset)
        except EDTFError as error:
            raise explain(whole, 0, error) from None
        return Stretch(point, point)
    left, _, right = member.partition("..")
    if not left and not right:
        raise EDTFError("a range needs a date at one end", offset, "write `[1760-12..]` or `[..1984]`")
    if (not left and not place[0]) or (not right and not place[1]):
        hint = "write the open range first if it has no start, last if it has no end: `[..1984,1990..]`"
        raise EDTFError("an open range stands at the edge of a set", offset, hint)
    start: Point | BoundKind = BoundKind.OPEN
    end: Point | BoundKind = BoundKind.OPEN
    if left:
        start = _without_time(parse_point(left, offset, calendar), offset)
    if right:
        end = _without_time(parse_point(right, offset + len(left) + 2, calendar), offset + len(left) + 2)
    stretch = Stretch(start, end)
    _check_order(stretch, offset, "..")
    return stretch


def _check_calendar(kind: DateKind, stretches: tuple[Stretch, ...], calendar: Calendar) -> None:
    simple = kind in (DateKind.DATE, DateKind.INTERVAL)
    if not simple or not all(is_plain(point, calendar) for point in stretches[0].points):
        message = f"the {calendar.name} calendar takes plain dates and intervals only"
        hint = "write a year, month or day, with ?, ~ or % at its end, or an interval of two"
        raise EDTFError(message, 0, hint)


def _limits(stretches: tuple[Stretch, ...]) -> tuple[int | None, BoundKind, int | None, BoundKind]:
    first, last = stretches[0].start, stretches[0].end
    if len(stretches) == 1:
        return (
            first.earliest if isinstance(first, Point) else None,
            BoundKind.DATE if isinstance(first, Point) else first,
            last.latest if isinstance(last, Point) else None,
            BoundKind.DATE if isinstance(last, Point) else last,
        )
    starts = [each.start for each in stretches]
    ends = [each.end for each in stretches]
    open_start = any(not isinstance(each, Point) for each in starts)
    open_end = any(not isinstance(each, Point) for each in ends)
    return (
        None if open_start else min(each.earliest for each in starts if isinstance(each, Point)),
        BoundKind.OPEN if open_start else BoundKind.DATE,
        None if open_end else max(each.latest for each in ends if isinstance(each, Point)),
        BoundKind.OPEN if open_end else BoundKind.DATE,
    )

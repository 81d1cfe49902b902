"""The moment of publication as pages write it for programs → ISO 8601."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from site_gen.article import resolve

_ISO = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/.]?)(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)"
    r"(?:[T ]+(?P<clock>[0-2]?\d:[0-5]\d)(?::\d\d(?:[.,]\d+)?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)?(?: (?:[+-]\d{4}|GMT|UT|UTC))?"
)
_UNSET = ("0001-01-01", "1970-01-01T00:00")


def iso_moment(written: str) -> str | None:
    """Return an ISO date or date-time to the minute, None for what is no whole date (RFC 3339, RFC 5322,
    `2024/04/01`).

    The zero of a clock is none.
    """
    found = _ISO.fullmatch(written.strip())
    if found is None or (not found["sep"] and len(found["m"] + found["d"]) < 4):
        return _of_mail(written)
    day = resolve.publication(f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}")
    if day is None:
        return None
    clock = f"{found['clock']:0>5}" if found["clock"] else None
    return _set(resolve.stamp_text(day, clock, found["zone"]) or day.isoformat())


def _of_mail(written: str) -> str | None:
    if not _MAIL.fullmatch(written.strip()):
        return None
    try:
        return _set(parsedate_to_datetime(written).isoformat(timespec="minutes"))
    except ValueError:
        return None


def is_unset(written: str) -> bool:
    """Tell whether this is the zero of a clock, which a page gives that was told no moment."""
    return written.startswith(_UNSET)


def _set(moment: str) -> str | None:
    return None if is_unset(moment) else moment

"""Dates that historians trust: EDTF text, the days it can denote, and the words that readers see.

`display` is a module of its own (`from site_gen.dates import display`): reading dates loads no language data.
"""

from site_gen.dates.durations import Days, days_between, days_lasted
from site_gen.dates.edtf import parse_edtf
from site_gen.dates.errors import EDTFError
from site_gen.dates.model import (
    BoundKind,
    DateKind,
    DateSpan,
    Edge,
    HistoricalDate,
    Part,
    Precision,
)

__all__ = [
    "BoundKind",
    "DateKind",
    "DateSpan",
    "Days",
    "EDTFError",
    "Edge",
    "HistoricalDate",
    "Part",
    "Precision",
    "days_between",
    "days_lasted",
    "parse_edtf",
]

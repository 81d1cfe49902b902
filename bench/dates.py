"""Dates: reading and showing one, against what the standard library needs for a plain day.

The reference does much less: it reads `YYYY-MM-DD` only, knows no doubt, and speaks English.
"""

import datetime

from bench.synthetic import dates
from bench.timing import Times, measure, table
from site_gen.dates import display, parse_edtf

COUNT = 5000
RUNS = 7


def main(_arguments: list[str]) -> None:
    """Measure the mix of a timeline's dates, and plain days alone."""
    mixed = dates(COUNT)
    days = tuple(date for date in dates(COUNT * 5) if len(date) == 10 and date[4] == "-")[:COUNT]
    parsed = [parse_edtf(text) for text in mixed]
    for lang in ("en", "id"):
        display.words(parsed[0], lang)  # the language's own names are read once, and are not counted

    def per_date(times: Times, count: int) -> Times:
        return Times(tuple(seconds / count for seconds in times.runs))

    reference = per_date(
        measure(lambda: [datetime.date.fromisoformat(text).strftime("%d %B %Y") for text in days], RUNS),
        len(days),
    )
    works = {
        "read, mixed": (lambda: [parse_edtf(text) for text in mixed], len(mixed)),
        "read, plain days": (lambda: [parse_edtf(text) for text in days], len(days)),
        "show, mixed, en": (lambda: [display.words(date, "en") for date in parsed], len(mixed)),
        "show, mixed, id": (lambda: [display.words(date, "id") for date in parsed], len(mixed)),
        "sort, mixed": (lambda: sorted(parsed, key=lambda date: date.sort_key), len(mixed)),
    }
    rows = [["reference: fromisoformat and strftime", str(reference), "1"]]
    for name, (work, count) in works.items():
        # Words already said are remembered; each run begins without them.
        times = per_date(measure(work, RUNS, display.words.cache_clear), count)
        rows.append([name, str(times), f"{times.median / reference.median:.1f}"])
    print(table(["per date", "min / median / max", "ratio"], rows))

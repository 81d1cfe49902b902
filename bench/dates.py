"""Dates: reading and showing one, against what the standard library needs for a plain day.

The reference does much less: it reads `YYYY-MM-DD` only, knows no doubt, and speaks English. Where other EDTF
libraries are found (`dates_others` says how), each reads the texts that it accepts, and so do we.

`python -m bench dates record` writes down what those libraries say of the texts of the tests.
"""

import datetime
import functools
from collections.abc import Sequence

from bench.dates_crosscheck import record
from bench.dates_others import LIBRARIES, ask
from bench.synthetic import dates
from bench.timing import Times, measure, table
from site_gen.dates import display, parse_edtf

COUNT = 5000
RUNS = 7
COMPARED = 300


def main(arguments: list[str]) -> None:
    """Measure the mix of a timeline's dates and plain days alone, or record what other libraries say."""
    if arguments == ["record"]:
        record()
        return
    mixed = dates(COUNT)
    days = tuple(date for date in dates(COUNT * 5) if len(date) == 10 and date[4] == "-")[:COUNT]
    parsed = [parse_edtf(text) for text in mixed]
    many = tuple(parse_edtf(text) for text in dates(100_000))
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
        f"sort, {len(many)} at once": (lambda: sorted(many, key=lambda date: date.sort_key), len(many)),
    }
    rows = [["reference: fromisoformat and strftime", str(reference), "1"]]
    for name, (work, count) in works.items():
        # Words already said are remembered; each run begins without them.
        times = per_date(measure(work, RUNS, display.words.cache_clear), count)
        rows.append([name, str(times), f"{times.median / reference.median:.1f}"])
    print(table(["per date", "min / median / max", "ratio"], rows))
    # Others take a thousandth of a second a date.
    _compare(mixed[:COMPARED])


def _compare(texts: Sequence[str]) -> None:
    rows = []
    for library in LIBRARIES:
        answers = ask(library, texts, RUNS)
        if answers is None:
            print(f"{library}: not found, see bench/dates_others.py")
            continue
        accepted = [text for text, bounds in zip(texts, answers.bounds, strict=True) if bounds is not None]
        ours = measure(functools.partial(_read_all, accepted), RUNS)
        theirs = Times(tuple(seconds / len(accepted) for seconds in answers.seconds))
        ratio = theirs.median / ours.median * len(accepted)
        share = f"{len(accepted)} of {len(texts)}"
        rows.append([f"{library} {answers.version}", share, str(theirs), f"{ratio:.1f}"])
    if rows:
        print(table(["reading and bounds, per date", "accepts", "min / median / max", "times ours"], rows))


def _read_all(texts: Sequence[str]) -> None:
    for text in texts:
        parse_edtf(text)

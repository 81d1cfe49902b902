"""Reading articles: how much of what people marked is found, with which values, and how fast.

Beside this project's reader stand `dateparser`, where it can be imported, and the least that could be called
a reader (months by CLDR's names, years, and the last year for what has none), all in the same run.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from bench import articles_growth
from bench.articles_dateparser import dateparser
from bench.articles_gold import Collection, Document, collections
from bench.articles_programs import Program, baseline, ours
from bench.articles_scoring import KINDS, NO_YEAR, Score, kinds_of, score, total
from bench.timing import table

LEGEND = """\
Each column: precision, recall and F1 of finding (any common character counts), then F1 of values.
Durations, sets and expressions without a value are left out. A value is right where its EDTF is the
gold's, without `?` and `~`, or has its bounds; where the gold is approximate, also where both bounds lie
within a year of the gold's."""
KINDS_LEGEND = f"""\
By kind: a marked expression has the kind that this project's reader gives to what it found there. Where
it found nothing: `vague` if the value is a decade, a century, approximate or an interval, else
`explicit` if a year stands in the words in figures, else `{NO_YEAR}`, where the recall of site_gen is 0
by construction. What a program found and nobody marked counts for its own kind, or by the same test of
form: the others have most of theirs in `{NO_YEAR}`, and look better elsewhere than they are. In ALL
nothing depends on kinds."""


class Measured(NamedTuple):
    """One program on one document: its scores by kind, and the seconds that it took."""

    scores: Mapping[str, Score]
    seconds: float


class Result(NamedTuple):
    """One document, measured with every program, by the program's name."""

    document: Document
    by_program: Mapping[str, Measured]


def main(arguments: list[str]) -> None:
    """Measure every collection, then speed by language, then the growth of time with length."""
    options = _options(arguments)
    name, parser = dateparser()
    programs: dict[str, Program] = {"site_gen": ours}
    if parser is not None:
        programs[name] = parser
    programs["CLDR months + last year"] = baseline
    report: dict[str, Any] = {"missing": [] if parser else [f"{name} is not installed, and is left out"]}
    done = [(each, _measured(each, programs)) for each in collections()]
    report["missing"] += [each.missing for each, _ in done if each.missing]
    report["collections"] = [_entry(each, results) for each, results in done]
    everything = [result for _, results in done for result in results]
    report["speed"] = _speed(everything, programs)
    grown = [articles_growth.grow(article, options.largest) for article in articles_growth.ARTICLES]
    report["growth"] = [
        {**each._asdict(), "microseconds_a_character": each.per_character} for row in grown for each in row
    ]
    if options.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    print("\n".join(_lines(report, tuple(programs), options.largest)))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench articles", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of tables")
    parser.add_argument(
        "--largest",
        type=int,
        default=articles_growth.SIZES[-1],
        help="characters of the longest text in the table of growth (default: 10,000,000)",
    )
    return parser.parse_args(arguments)


def _measured(collection: Collection, programs: Mapping[str, Program]) -> tuple[Result, ...]:
    results = []
    for document in collection.documents:
        beginning = document._replace(text=document.text[:1000])
        kinds = kinds_of(document, ours(document))
        by_program = {}
        for name, program in programs.items():
            program(beginning)  # what is loaded once, language files say, is not counted
            started = time.process_time()
            found = program(document)
            seconds = time.process_time() - started
            by_program[name] = Measured(score(document, found, kinds), seconds)
        results.append(Result(document, by_program))
    return tuple(results)


def _entry(collection: Collection, results: Sequence[Result]) -> dict[str, Any]:
    """Return a collection as JSON: each document, each language, each kind, and the whole."""
    languages = sorted({result.document.lang for result in results})
    by_lang = {lang: [r for r in results if r.document.lang == lang] for lang in languages}
    kinds = [*KINDS, NO_YEAR]
    return {
        "name": collection.name,
        "about": collection.about,
        "documents": [
            {"name": r.document.name, "lang": r.document.lang, "programs": _scores([r])} for r in results
        ],
        "languages": {lang: _scores(part) for lang, part in by_lang.items()},
        "kinds": {kind: scores for kind in kinds if (scores := _scores(results, kind))},
        "all": _scores(results),
    }


def _scores(results: Sequence[Result], kind: str = "") -> dict[str, dict[str, float]]:
    """Return the score of each program over documents; none where there is nothing of a kind."""
    names = results[0].by_program if results else ()
    scores = {}
    for name in names:
        counts: Iterable[Mapping[str, Score]] = [r.by_program[name].scores for r in results]
        one = total({kind: c.get(kind, Score())} for c in counts) if kind else total(counts)
        shares = {"precision": one.precision, "recall": one.recall, "f1": one.f1, "value_f1": one.value_f1}
        scores[name] = asdict(one) | {key: round(share, 4) for key, share in shares.items()}
    return scores if any(one["gold"] or one["found"] for one in scores.values()) else {}


def _speed(results: Sequence[Result], programs: Iterable[str]) -> list[dict[str, Any]]:
    """Return characters a second, by language and program."""
    rows = []
    for lang in sorted({result.document.lang for result in results}):
        of_lang = [result for result in results if result.document.lang == lang]
        size = sum(len(result.document.text) for result in of_lang)
        seconds = {name: sum(result.by_program[name].seconds for result in of_lang) for name in programs}
        rate = {name: round(size / taken) for name, taken in seconds.items()}
        rows.append({"lang": lang, "characters": size, "characters_a_second": rate})
    return rows


def _lines(report: Mapping[str, Any], programs: Sequence[str], largest: int) -> Iterable[str]:
    yield LEGEND
    for missing in report["missing"]:
        yield f"\n{missing}"
    for each in report["collections"]:
        if not each["documents"]:
            continue
        yield f"\n## {each['name']}: {each['about']}\n"
        rows = [_row(d["name"], d["lang"], d["programs"], programs) for d in each["documents"]]
        if len(each["languages"]) > 1:
            rows += [_row("", lang, scores, programs) for lang, scores in each["languages"].items()]
        rows.append(_row("ALL", "", each["all"], programs))
        yield table(["document", "lang", "gold", *programs], rows)
        rows = [_row(kind, "", scores, programs) for kind, scores in each["kinds"].items()]
        yield "\n" + table(["kind", "", "gold", *programs], rows)
    if report["speed"]:
        yield f"\n{KINDS_LEGEND}\n\n## Characters a second of processor time, each text above read once\n"
        rows = [
            [
                row["lang"],
                f"{row['characters']:,}",
                *(f"{row['characters_a_second'][name]:,}" for name in programs),
            ]
            for row in report["speed"]
        ]
        yield table(["lang", "characters", *programs], rows)
    yield f"\n## Growth of time with length, to {largest:,} characters (site_gen)\n"
    yield table(
        ["text", "characters", "expressions", "seconds", "µs a character", "× the size before"],
        list(_growth_rows(report["growth"])),
    )


def _growth_rows(readings: Sequence[Mapping[str, Any]]) -> Iterable[list[str]]:
    before = None
    for one in readings:
        each = one["microseconds_a_character"]
        known = before is not None and before["article"] == one["article"]
        ratio = f"{each / before['microseconds_a_character']:.2f}" if before and known else ""
        figures = [
            f"{one['characters']:,}",
            f"{one['expressions']:,}",
            f"{one['seconds']:.3g}",
            f"{each:.3g}",
        ]
        yield [one["article"], *figures, ratio]
        before = one


def _row(
    name: str, lang: str, scores: Mapping[str, Mapping[str, float]], programs: Sequence[str]
) -> list[str]:
    keys = ("precision", "recall", "f1", "value_f1")
    cells = [" ".join(_share(scores[program][key]) for key in keys) for program in programs]
    return [name, lang, str(scores[programs[0]]["gold"]), *cells]


def _share(number: float) -> str:
    return "1.00" if number >= 0.9995 else f"{number:.3f}"[1:]

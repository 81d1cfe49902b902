"""The door to `dateparser`, the library that people take for this: nobody else here imports it."""

import datetime
from collections.abc import Iterator

from bench.articles_gold import Document
from bench.articles_programs import Program, bounds
from bench.articles_scoring import Found

_GRAINS = {"year": len("1954"), "month": len("1954-03")}


def dateparser() -> tuple[str, Program | None]:
    """Return its name with its version, and the program; None where it is not installed."""
    try:
        import dateparser as package
    except ImportError:
        return "dateparser", None
    return f"dateparser {package.__version__}", _search


def _search(document: Document) -> tuple[Found, ...]:
    """Search with the language and the day of publication, else as it comes.

    It tells a moment where the words say a month; `period` of the same words, asked alone, is taken as what
    they say.
    """
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    now = datetime.datetime.fromisoformat(document.published[:10])
    parser = DateDataParser(languages=[document.lang], settings={"RELATIVE_BASE": now})
    settings = {"RELATIVE_BASE": now}
    pairs = search_dates(document.text, languages=[document.lang], settings=settings) or []

    def found() -> Iterator[Found]:
        at = 0
        for words, moment in pairs:
            start = document.text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            edtf = moment.date().isoformat()[: _GRAINS.get(parser.get_date_data(words).period, 10)]
            yield Found(start, at, words, edtf, *bounds(edtf))

    return tuple(found())
